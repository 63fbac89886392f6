import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PROBLEMS, type ProblemCode, problemType } from '#contracts/api/problem.ts';
import { plainRequest } from '#contracts/api/service-requests.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { DESIGN_TOKENS } from '#contracts/page/design-tokens.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { openApiDocument } from './openapi-document.ts';

const document = oncePerColdStart(() =>
  openApiDocument(readEnvironment(describingApiEnvironmentSchema).CODE_VERSION),
);

export const getOpenapiHandler = apiHandler(plainRequest, async ({ event }) =>
  answerIfChanged(event, { body: document() }),
);

const fileOf = (name: string) =>
  readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), 'utf8');

const STYLE = `${DESIGN_TOKENS}
body{margin:0;background:var(--paper);color:var(--ink);font:400 var(--t3)/1.5 var(--font)}
.bar{position:sticky;top:0;z-index:5;background:var(--surface);border-bottom:1px solid var(--line)}
.bar div{box-sizing:border-box;display:flex;flex-wrap:wrap;align-items:center;gap:2px;min-height:52px;max-width:var(--wide);margin:0 auto;padding:0 var(--s5)}
.bar a{padding:6px 10px;border-radius:6px;color:var(--ink2);font-weight:500;text-decoration:none}.bar a:hover{background:var(--hover)}.bar [aria-current]{background:var(--sunk);color:var(--ink)}
.bar .logo{display:flex;gap:var(--s2);align-items:center;margin-right:var(--s3);padding:0;color:var(--ink);font-weight:600}
.swagger-ui,.swagger-ui :is(h1,h2,h3,h4,h5,a,button,input,select,label,th,td,p,li,.title,.opblock-tag,.opblock-summary-description){font-family:var(--font)}
.swagger-ui :is(.wrapper,.information-container.wrapper){max-width:var(--wide);padding:0 var(--s5)}.swagger-ui .info .title{font-size:var(--t6)}.swagger-ui .info .title small{background:var(--ink3)!important}.swagger-ui .info .title small pre{color:var(--surface)}
html,html[lang] .swagger-ui{background:none;color:var(--ink)}html[lang] .swagger-ui :is(.info .title,.info p,.info li,.opblock-tag,.opblock-summary-path,h2,h4,td){color:var(--ink)}html[lang] .swagger-ui :is(.info a,.link){color:var(--link)}
html[lang] .swagger-ui .markdown :is(code,pre){background:var(--sunk);color:var(--ink);font-weight:500}html[lang] .swagger-ui .scheme-container{background:var(--surface);border-block:1px solid var(--line);box-shadow:none}html[lang] .swagger-ui .btn.authorize{border-color:var(--link);color:var(--link)}html[lang] .swagger-ui .btn.authorize svg{fill:var(--link)}`;

const HEADER = `<header class="bar"><div><a class="logo" href="/"><svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M2 2l5.5 7L2 16M16 2l-5.5 7L16 16"/></svg>Chokepoint</a>
<a href="/">Today</a><a href="/explore">Explore</a><a href="/what-if">What if</a><a href="/evidence">Evidence</a><a href="/docs" aria-current="page">API</a></div></header>`;

/** Nothing is sent anywhere but to this service. */
const START = `
const chosen = localStorage.getItem('chokepoint-theme');
const isDark = chosen === null ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
document.documentElement.classList.toggle('dark-mode', isDark);
document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
const show = { url: '/openapi.json', dom_id: '#reference', deepLinking: true, filter: true, validatorUrl: null };
SwaggerUIBundle({ ...show, docExpansion: 'list', defaultModelsExpandDepth: 0, displayRequestDuration: true });`;

const problems = () =>
  (Object.keys(PROBLEMS) as ProblemCode[])
    .map(
      (code) =>
        `<li id="${problemType(code).split('#')[1]}"><b>${PROBLEMS[code].status} <code>${code}</code></b> ${PROBLEMS[code].title}</li>`,
    )
    .join('\n');

const page = oncePerColdStart(() => {
  const style = fileOf('swagger-ui.css') + STYLE;
  const scripts = [fileOf('swagger-ui-bundle.js'), START];
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return {
    // Styles that the script sets on single elements.
    policy: `default-src 'none'; script-src ${hashes.join(' ')}; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Chokepoint API reference</title>
<style>${style}</style></head>
<body>${HEADER}<main><div id="reference"></div>
<section class="swagger-ui"><div class="wrapper"><h2>Errors</h2><ul>${problems()}</ul></div></section></main>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}</body></html>
`,
  };
});

export const getDocsHandler = apiHandler(plainRequest, async ({ event }) => {
  const { html, policy } = page();
  return answerIfChanged(event, {
    body: html,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
});

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

export const getIndexHandler = apiHandler(plainRequest, async ({ event }) =>
  answerIfChanged(event, { body: START_PAGE }),
);
