import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROBLEMS } from '#contracts/api/problem.ts';
import { escaped, htmlPage, inlineHtml, proseHtml } from './html-page.ts';
import { EXAMPLE_ANSWERS, type Json, type OpenApiDocument, type OpenApiOperation, type OpenApiParameter } from './openapi-document.ts';

/** The contract as one page to read, made from the OpenAPI document. `address`: address of this service, for the examples. */
export function referencePage(document: OpenApiDocument, address: string): string {
  const { info, tags, components } = document;
  const operations = API_ROUTES.flatMap((route) => {
    const operation = document.paths[route.path]?.[route.methods[0].toLowerCase()];
    return operation === undefined ? [] : [{ route, operation }];
  });
  const ofTag = (tag: string) => operations.filter(({ operation }) => operation.tags.includes(tag));
  const contents = tags
    .map(({ name }) => `<b><a href="#${name}">${escaped(name)}</a></b><ul>${ofTag(name).map(contentsEntry).join('')}</ul>`)
    .join('');
  const sections = tags.map(
    ({ name, description }) =>
      `<h2 id="${name}">${escaped(name)}</h2>${proseHtml(description)}${ofTag(name)
        .map((entry) => operationHtml(entry, address))
        .join('\n')}`,
  );
  return htmlPage(
    `${info.title} API reference`,
    `<nav><details open><summary>Contents</summary>${contents}<b><a href="#access">Access</a></b><b><a href="#objects">Objects</a></b><b><a href="#problems">Errors</a></b></details></nav>
<main><h1>${escaped(info.title)} API</h1><p class="dim">Version ${escaped(info.version)} · <a href="/openapi.json">OpenAPI 3.1</a> · <a href="/">start</a></p>
${proseHtml(info.description)}
${sections.join('\n')}
<h2 id="access">Access</h2><p>A service that you have started on your own machine asks for nothing. One that is closed asks for an API key, and takes it in any one of these ways:</p>
<ul>${Object.values(components.securitySchemes)
      .map((scheme) => `<li>${inlineHtml(String((scheme as Json).description))}</li>`)
      .join('')}</ul>
<p>Every answer says in <code>RateLimit</code> how many requests are left; after 429 wait for <code>Retry-After</code> seconds.</p>
<h2 id="objects">Objects</h2><p>What the answers are made of. <em>or null</em> is a value that may be unknown.</p>
${Object.entries(components.schemas)
  .map((entry) => objectHtml(entry, components.schemas))
  .join('\n')}
<h2 id="problems">Errors</h2><p>Every error is a <a href="#object-Problem">Problem</a>. Its <code>code</code> is one of these; more may be added.</p>
${Object.entries(PROBLEMS).map(problemHtml).join('\n')}</main>`,
    'reference',
  );
}

interface Entry {
  readonly route: ApiRoute;
  readonly operation: OpenApiOperation;
}

const contentsEntry = ({ route, operation }: Entry): string =>
  `<li><a href="#${operation.operationId}">${escaped(operation.summary)}<code>${methodOf(route)}${escaped(route.path)}</code></a></li>`;

/** Reading goes without saying. */
const methodOf = ({ methods: [method] }: ApiRoute): string => (method === 'GET' ? '' : `${method} `);

/** A curl command for the route, to paste into a shell; single quotes in the body end and begin the quoted text. */
function curlLine({ methods: [method], example, exampleBody, request }: ApiRoute, address: string): string {
  const verb = method === 'GET' ? '' : `-X ${method} `;
  if (exampleBody === undefined) return `curl ${verb}'${address}${example}'`;
  const isText = request.body === undefined;
  const text = isText ? String(exampleBody) : JSON.stringify(exampleBody);
  const media = isText ? request.textMedia?.[0] : 'application/json';
  return `curl ${verb}'${address}${example}' -H 'content-type: ${media}' --data-binary '${text.replaceAll("'", "'\\''")}'`;
}

function operationHtml({ route, operation }: Entry, address: string): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const schema = jsonSchemaOf(responses['200'] ?? {});
  const answers = [...(schema === null ? [] : [typeHtml(schema)]), ...route.otherMedia.map((media) => `<code>${media}</code>`)];
  return `${heading(operationId, escaped(summary))}
<p><code>${route.methods[0]} ${escaped(route.path)}</code></p>${proseHtml(description)}
${parameters.length === 0 ? '<p class="dim">No parameters.</p>' : parameterTable(parameters)}
${requestBody === undefined ? '' : bodyHtml(requestBody)}
<p>Answer: ${answers.join(' or ')}. <span class="dim">Errors: ${errorsHtml(responses)}.</span></p>
<pre><code>${escaped(curlLine(route, address))}</code></pre>${exampleHtml(operationId)}`;
}

/** A heading that can be linked to. */
const heading = (id: string, html: string): string => `<h3 id="${id}">${html}<a class="at" href="#${id}" title="Link to here">#</a></h3>`;

function bodyHtml(requestBody: Json): string {
  const content = Object.entries(requestBody.content as Readonly<Record<string, { readonly schema: Json }>>);
  const media = content.map(([name]) => `<code>${name}</code>`).join(' or ');
  const schema = content.find(([name]) => name === 'application/json')?.[1].schema;
  return `<p>Body: ${media}</p>${schema === undefined ? '' : fieldTable(schema)}`;
}

/** The statuses an operation can refuse with, each with its codes. */
function errorsHtml(responses: OpenApiOperation['responses']): string {
  const codes = Object.keys(responses).flatMap((status) =>
    Object.entries(PROBLEMS).filter(([, problem]) => String(problem.status) === status && problem.status < 500),
  );
  return codes.map(([code]) => `<a href="#problem-${code}">${code}</a>`).join(', ');
}

function exampleHtml(operationId: string): string {
  const answer = EXAMPLE_ANSWERS[operationId];
  if (answer === undefined) return '';
  return `<details><summary>Example answer, long lists cut</summary><pre><code>${escaped(JSON.stringify(answer, null, 2))}</code></pre></details>`;
}

function jsonSchemaOf(response: Json): Json | null {
  const content = response.content as Readonly<Record<string, { readonly schema: Json }>> | undefined;
  return content?.['application/json']?.schema ?? null;
}

function parameterTable(parameters: readonly OpenApiParameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><td><code>${escaped(name)}</code>${place === 'header' ? '<br><span class="dim">header</span>' : ''}${required ? '<br><span class="dim">required</span>' : ''}</td><td>${valuesHtml(schema)}</td><td>${inlineHtml(description)}</td></tr>`,
  );
  return `<table><tr><th>Parameter</th><th>Values</th><th>Meaning</th></tr>${rows.join('')}</table>`;
}

function valuesHtml(schema: Json): string {
  const type = typeHtml(schema);
  const { minimum, maximum } = schema;
  const range = minimum === undefined ? '' : ` ${minimum} to ${maximum}`;
  const standard =
    schema.default === undefined ? '' : `<br><span class="dim">default <code>${escaped(String(schema.default))}</code></span>`;
  return `${type}${range}${standard}`;
}

/** The type of a value in words, with links to named objects. */
function typeHtml(schema: Json): string {
  const { $ref: reference, anyOf, items, type, additionalProperties } = schema as Record<string, unknown>;
  if (typeof reference === 'string') {
    const name = reference.slice(reference.lastIndexOf('/') + 1);
    return `<a href="#object-${name}">${name}</a>`;
  }
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `<code>${escaped(String(value))}</code>`).join(', ');
  if (Array.isArray(anyOf)) return anyOf.map((choice) => typeHtml(choice as Json)).join(' or ');
  if (Array.isArray(type)) return type.map((each) => typeHtml({ ...schema, type: each })).join(' or ');
  if (type === 'array') return `list of ${typeHtml((items ?? {}) as Json)}`;
  if (type === 'object' && schema.properties !== undefined) return 'object';
  if (type === 'object' && typeof additionalProperties === 'object' && additionalProperties !== null) {
    return `object of ${typeHtml(additionalProperties as Json)} by name`;
  }
  return type === undefined ? 'anything' : escaped(`${type}${schema.format === 'date' ? ' (date)' : ''}`);
}

type Fields = Readonly<Record<string, Json>>;

/** The table of an object; the fields of an object inside it follow below its row, so that no column gets narrow. */
function fieldTable(schema: Json, described: Fields = {}): string {
  const required = (schema.required ?? []) as readonly string[];
  const rows = Object.entries((schema.properties ?? {}) as Fields).map(([name, field]) => {
    const may = required.includes(name) || schema.required === undefined ? '' : '<br><span class="dim">optional</span>';
    const meaning = inlineHtml(meaningOf(field, described));
    const inside = insideOf(field);
    const more = inside === null ? '' : `<tr class="inner"><td colspan="3">${fieldTable(inside, described)}</td></tr>`;
    return `<tr><td><code>${escaped(name)}</code>${may}</td><td>${typeHtml(field)}</td><td>${meaning}</td></tr>${more}`;
  });
  return `<table><tr><th>Field</th><th>Type</th><th>Meaning</th></tr>${rows.join('')}</table>`;
}

/** Description of the field, else of the object that it refers to. */
function meaningOf(field: Json, described: Fields): string {
  if (field.description !== undefined) return String(field.description);
  const [, name = ''] = /"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(field)) ?? [];
  return String(described[name]?.description ?? '');
}

/** The nameless object that a field is, lists, or maps to; `null`: it is none. */
function insideOf(field: Json): Json | null {
  if (field.properties !== undefined) return field;
  const choices = (field.anyOf ?? []) as readonly Json[];
  const next = [...choices, field.items, field.additionalProperties].filter((each) => typeof each === 'object' && each !== null);
  for (const each of next) {
    const inside = insideOf(each as Json);
    if (inside !== null) return inside;
  }
  return null;
}

/** Fields of the largest object are not listed again in those that have them all. */
const BASE = 'Score';

function objectHtml([name, schema]: readonly [string, Json], schemas: Fields): string {
  const [base, own] = [(schemas[BASE]?.properties ?? {}) as Fields, (schema.properties ?? {}) as Fields];
  const extendsBase = name !== BASE && Object.keys(base).length > 0 && Object.keys(base).every((field) => field in own);
  const shown = extendsBase ? Object.fromEntries(Object.entries(own).filter(([field]) => !(field in base))) : own;
  const note = extendsBase
    ? `<p>Has the fields of <a href="#object-${BASE}">${BASE}</a>${Object.keys(shown).length === 0 ? '.' : ', and:'}</p>`
    : '';
  const table = Object.keys(shown).length === 0 ? '' : fieldTable({ ...schema, properties: shown }, schemas);
  return `${heading(`object-${name}`, name)}<p>${inlineHtml(String(schema.description ?? ''))}</p>${note}${table}`;
}

const problemHtml = ([code, { status, title, help }]: readonly [
  string,
  { readonly status: number; readonly title: string; readonly help: string },
]): string =>
  `${heading(`problem-${code}`, `<code>${code}</code>`)}<p><strong>${status} ${escaped(title)}.</strong> ${inlineHtml(help)}</p>`;
