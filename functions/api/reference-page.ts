import { API_ROUTES, type ApiRoute } from '#contracts/api-routes.ts';
import { PROBLEMS } from '#contracts/problem.ts';
import { escaped, htmlPage, inlineHtml, proseHtml } from './html-page.ts';
import { EXAMPLE_ANSWERS, type Json, type OpenApiDocument, type OpenApiOperation, type OpenApiParameter } from './openapi-document.ts';

/** The contract as one page to read, made from the OpenAPI document. `address`: where this service answers, for the examples. */
export function referencePage(document: OpenApiDocument, address: string): string {
  const { info, tags, components } = document;
  const operations = API_ROUTES.flatMap((route) => {
    const operation = document.paths[route.path]?.[route.methods[0].toLowerCase()];
    return operation === undefined ? [] : [{ route, operation }];
  });
  const ofTag = (tag: string) => operations.filter(({ operation }) => operation.tags.includes(tag));
  const contents = tags.map(({ name }) => `<li>${escaped(name)}<ul>${ofTag(name).map(contentsEntry).join('')}</ul></li>`).join('');
  const sections = tags.map(
    ({ name, description }) =>
      `<h2 id="${name}">${escaped(name)}</h2>${proseHtml(description)}${ofTag(name)
        .map((entry) => operationHtml(entry, address))
        .join('\n')}`,
  );
  return htmlPage(
    `${info.title} API reference`,
    `<h1>${escaped(info.title)} API</h1><p class="dim">Version ${escaped(info.version)} · <a href="/openapi.json">OpenAPI 3.1</a> · <a href="/">start</a></p>
${proseHtml(info.description)}
<nav><h2>Contents</h2><ul>${contents}<li><a href="#objects">Objects</a></li><li><a href="#problems">Errors</a></li></ul></nav>
${sections.join('\n')}
<h2 id="objects">Objects</h2><p>What the answers are made of. <em>or null</em> is a value that may be unknown.</p>
${Object.entries(components.schemas).map(objectHtml).join('\n')}
<h2 id="problems">Errors</h2><p>Every error is a <a href="#object-Problem">Problem</a>. Its <code>code</code> is one of these; more may be added.</p>
${Object.entries(PROBLEMS).map(problemHtml).join('\n')}`,
  );
}

interface Entry {
  readonly route: ApiRoute;
  readonly operation: OpenApiOperation;
}

const contentsEntry = ({ route, operation }: Entry): string =>
  `<li><a href="#${operation.operationId}">${escaped(operation.summary)}</a> <span class="dim">${methodOf(route)}${escaped(route.path)}</span></li>`;

/** Reading goes without saying. */
const methodOf = ({ methods: [method] }: ApiRoute): string => (method === 'GET' ? '' : `${method} `);

/** What to paste into a shell; single quotes in the body end and begin the quoted text. */
function curlLine({ methods: [method], example, exampleBody, request }: ApiRoute, address: string): string {
  const verb = method === 'GET' ? '' : `-X ${method} `;
  if (exampleBody === undefined) return `curl ${verb}'${address}${example}'`;
  const isText = request.body === undefined;
  const text = isText ? String(exampleBody) : JSON.stringify(exampleBody);
  const media = isText ? request.textMedia?.[0] : 'application/json';
  return `curl ${verb}'${address}${example}' -H 'content-type: ${media}' --data-binary '${text.replaceAll("'", "'\\''")}'`;
}

function operationHtml({ route, operation }: Entry, address: string): string {
  const { operationId, summary, description, parameters, responses } = operation;
  const schema = jsonSchemaOf(responses['200'] ?? {});
  return `<h3 id="${operationId}">${escaped(summary)}</h3>
<p><code>${route.methods[0]} ${escaped(route.path)}</code></p>${proseHtml(description)}
${parameters.length === 0 ? '<p class="dim">No parameters.</p>' : parameterTable(parameters)}
<p>Answer: ${schema === null ? 'see the description' : typeHtml(schema)}</p>
<pre><code>${escaped(curlLine(route, address))}</code></pre>${exampleHtml(operationId)}`;
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
    ({ name, required, schema, description }) =>
      `<tr><td><code>${escaped(name)}</code>${required ? '<br><span class="dim">required</span>' : ''}</td><td>${valuesHtml(schema)}</td><td>${inlineHtml(description)}</td></tr>`,
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
  if (type === 'object' && schema.properties !== undefined) return `object: ${fieldTable(schema)}`;
  if (type === 'object' && typeof additionalProperties === 'object' && additionalProperties !== null) {
    return `object of ${typeHtml(additionalProperties as Json)} by name`;
  }
  return type === undefined ? 'anything' : escaped(`${type}${schema.format === 'date' ? ' (date)' : ''}`);
}

function fieldTable(schema: Json): string {
  const rows = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Json>>).map(
    ([name, field]) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${typeHtml(field)}</td><td>${inlineHtml(String(field.description ?? ''))}</td></tr>`,
  );
  return `<table><tr><th>Field</th><th>Type</th><th>Meaning</th></tr>${rows.join('')}</table>`;
}

const objectHtml = ([name, schema]: readonly [string, Json]): string =>
  `<h3 id="object-${name}">${name}</h3><p>${inlineHtml(String(schema.description ?? ''))}</p>${fieldTable(schema)}`;

const problemHtml = ([code, { status, title, help }]: readonly [
  string,
  { readonly status: number; readonly title: string; readonly help: string },
]): string => `<h3 id="problem-${code}"><code>${code}</code></h3><p><strong>${status} ${escaped(title)}.</strong> ${inlineHtml(help)}</p>`;
