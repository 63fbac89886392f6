import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PROBLEMS, type ProblemCode, problemType } from '#contracts/api/problem.ts';
import { plainRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';

/** A file of Swagger UI as it was installed; on AWS it lies beside the code. */
const fileOf = (name: string): string => readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), 'utf8');

/** Nothing is sent anywhere but to this service. */
const START = `
const show = { url: '/openapi.json', dom_id: '#reference', deepLinking: true, filter: true, validatorUrl: null };
SwaggerUIBundle({ ...show, docExpansion: 'list', defaultModelsExpandDepth: 0, displayRequestDuration: true });`;

/** The address that a problem names in `type` leads to its line. */
const problems = (): string =>
  (Object.keys(PROBLEMS) as ProblemCode[])
    .map(
      (code) =>
        `<li id="${problemType(code).split('#')[1]}"><b>${PROBLEMS[code].status} <code>${code}</code></b> ${PROBLEMS[code].title}</li>`,
    )
    .join('\n');

const page = oncePerColdStart(() => {
  const style = fileOf('swagger-ui.css');
  const scripts = [fileOf('swagger-ui-bundle.js'), START];
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return {
    // The styles are those that the script sets on single elements.
    policy: `default-src 'none'; script-src ${hashes.join(' ')}; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Chokepoint API reference</title>
<style>${style}</style></head>
<body><main><div id="reference"></div>
<section class="swagger-ui"><div class="wrapper"><h2>Errors</h2><ul>${problems()}</ul></div></section></main>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}</body></html>
`,
  };
});

/** The reference of the API to read and to try: Swagger UI on /openapi.json, from this service alone. */
export const handler = apiHandler(plainRequest, async ({ event }) => {
  const { html, policy } = page();
  return answerIfChanged(event, { body: html, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy } });
});
