import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PROBLEMS, type ProblemCode, problemType } from '#contracts/api/problem.ts';
import { plainRequest } from '#contracts/api/service-requests.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { openApiDocument } from './openapi-document.ts';

const document = oncePerColdStart(() => openApiDocument(readEnvironment(describingApiEnvironmentSchema).CODE_VERSION));

export const getOpenapiHandler = apiHandler(plainRequest, async ({ event }) => answerIfChanged(event, { body: document() }));

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
export const getDocsHandler = apiHandler(plainRequest, async ({ event }) => {
  const { html, policy } = page();
  return answerIfChanged(event, { body: html, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy } });
});

/** A short description of the service, with links to begin with. */
const START_PAGE = {
  name: 'Chokepoint',
  description:
    'How likely a supply disruption of a critical element is that outlasts the stocks of a buyer, and why. Scores are probabilities in percent: higher is riskier.',
  links: {
    documentation: '/docs',
    ranking: '/v1/scores?subject_type=element&buyer=JPN',
    element: '/v1/elements/Dy?buyer=JPN',
    explanation: '/v1/elements/Dy/explanation?buyer=JPN',
    history: '/v1/elements/Dy/history?buyer=JPN&interval=week',
    suppliers: '/v1/suppliers',
    signals: '/v1/signals',
    measures: '/v1/measures',
    methodology: '/v1/methodology',
    status: '/v1/status',
    openapi: '/openapi.json',
  },
} as const;

export const getIndexHandler = apiHandler(plainRequest, async ({ event }) => answerIfChanged(event, { body: START_PAGE }));
