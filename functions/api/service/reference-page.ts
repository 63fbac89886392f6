import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROBLEMS } from '#contracts/api/problem.ts';
import { LONGEST_SEARCH } from '#contracts/api/service/docs-request.ts';
import { escaped, htmlPage, inlineHtml, proseHtml } from './html-page.ts';
import { EXAMPLE_ANSWERS, type Json, type OpenApiDocument, type OpenApiOperation, type OpenApiParameter } from './openapi-document.ts';

/** Parts of the reference that are no resource, by their name in the address. */
const OTHER_PAGES: Readonly<Record<string, string>> = { access: 'Access', objects: 'Objects', errors: 'Errors' };
const MOST_FOUND = 60;

/** Which part of the reference is asked for: a page by name, or whatever holds some words. */
export interface ReferenceQuestion {
  readonly page?: string | undefined;
  readonly q?: string | undefined;
}

/** A resource as it stands in an address: "Custom data" is `custom-data`. */
const slugOf = (tag: string): string => tag.toLowerCase().replaceAll(' ', '-');

/** Names of all pages: resources, `access`, `objects`, `errors`, and each object by its name. */
export const referencePages = ({ tags, components }: OpenApiDocument): readonly string[] => [
  ...tags.map(({ name }) => slugOf(name)),
  ...Object.keys(OTHER_PAGES),
  ...Object.keys(components.schemas),
];

/**
 * The contract to read, made from the OpenAPI document: an index, a page for each resource and object, and a search, without any script.
 * `address`: address of this service, for the examples. A page that there is none of is the index.
 */
export function referencePage(document: OpenApiDocument, address: string, { page, q }: ReferenceQuestion = {}): string {
  const { info, tags, components } = document;
  const tag = tags.find(({ name }) => slugOf(name) === page);
  const object = Object.entries(components.schemas).find(([name]) => name === page);
  const [title, body] =
    q !== undefined && q.trim() !== ''
      ? ([`Search: ${q}`, foundHtml(document, q)] as const)
      : tag !== undefined
        ? ([tag.name, resourceHtml(document, tag, address)] as const)
        : object !== undefined
          ? ([object[0], objectHtml(object, components.schemas)] as const)
          : page === 'access'
            ? (['Access', accessHtml(document)] as const)
            : page === 'objects'
              ? (['Objects', objectsHtml(document)] as const)
              : page === 'errors'
                ? (['Errors', problemsHtml()] as const)
                : ([`${info.title} API`, indexHtml(document)] as const);
  const links = [...tags.map(({ name }) => [slugOf(name), name] as const), ...Object.entries(OTHER_PAGES)].map(
    ([slug, name]) => `<li><a href="${pageAddress(slug)}"${slug === page ? ' aria-current="page"' : ''}>${escaped(name)}</a></li>`,
  );
  return htmlPage(
    `${title} - ${info.title} API reference`,
    `<a class="skip" href="#main">Skip to the content</a>
<nav aria-label="Reference"><p><a href="/docs"${page === undefined && q === undefined ? ' aria-current="page"' : ''}><b>${escaped(info.title)} API</b></a></p>
<form action="/docs" role="search"><label for="q">Search operations, fields and errors</label><input id="q" name="q" type="search" value="${escaped(q ?? '')}" maxlength="${LONGEST_SEARCH}"> <button>Search</button></form>
<ul>${links.join('')}</ul><p><a href="/">Start</a></p></nav>
<main id="main"><h1>${escaped(title)}</h1>
${body}</main>`,
    'reference',
  );
}

const pageAddress = (page: string): string => `/docs?page=${page}`;

function entriesOf(document: OpenApiDocument): readonly Entry[] {
  return API_ROUTES.flatMap((route) => {
    const operation = document.paths[route.path]?.[route.methods[0].toLowerCase()];
    return operation === undefined ? [] : [{ route, operation }];
  });
}

const ofTag = (document: OpenApiDocument, tag: string): readonly Entry[] =>
  entriesOf(document).filter(({ operation }) => operation.tags.includes(tag));

/** Every operation on one screen or two, and where everything else is. */
function indexHtml(document: OpenApiDocument): string {
  const { info, tags } = document;
  const resources = tags.map(
    ({ name }) =>
      `<h2><a href="${pageAddress(slugOf(name))}">${escaped(name)}</a></h2><ul class="operations">${ofTag(document, name)
        .map((entry) => contentsEntry(entry))
        .join('')}</ul>`,
  );
  return `<p class="dim">Version ${escaped(info.version)} · <a href="/openapi.json">OpenAPI 3.1</a> · <a href="${pageAddress('access')}">access</a> · <a href="${pageAddress('objects')}">objects</a> · <a href="${pageAddress('errors')}">errors</a></p>
${proseHtml(info.description)}
${resources.join('\n')}
<details><summary>Errors</summary>${problemsHtml()}</details>`;
}

function resourceHtml(document: OpenApiDocument, tag: OpenApiDocument['tags'][number], address: string): string {
  const entries = ofTag(document, tag.name);
  return `${proseHtml(tag.description)}<ul class="operations">${entries.map((entry) => contentsEntry(entry)).join('')}</ul>
${entries.map((entry) => operationHtml(entry, address)).join('\n')}`;
}

function accessHtml({ components }: OpenApiDocument): string {
  const ways = Object.values(components.securitySchemes).map((scheme) => `<li>${inlineHtml(String((scheme as Json).description))}</li>`);
  return `<p>A service that you have started on your own machine asks for nothing. One that is closed asks for an API key, and takes it in any one of these ways:</p>
<ul>${ways.join('')}</ul>
<p>Every answer says in <code>RateLimit</code> how many requests are left; after 429 wait for <code>Retry-After</code> seconds.</p>`;
}

function objectsHtml({ components }: OpenApiDocument): string {
  const entries = Object.entries(components.schemas as Fields).map(
    ([name, { description }]) =>
      `<li><a href="${pageAddress(name)}">${name}</a><br><span class="dim">${inlineHtml(String(description ?? ''))}</span></li>`,
  );
  return `<p>Objects that the answers are made of. <em>or null</em> is a value that may be unknown.</p><ul class="operations">${entries.join('')}</ul>`;
}

const problemsHtml = (): string =>
  `<p>Every error is a <a href="${pageAddress('Problem')}">Problem</a>. Its <code>code</code> is one of these; more may be added.</p>
${Object.entries(PROBLEMS).map(problemHtml).join('\n')}`;

interface Place {
  readonly html: string;
  readonly words: string;
}

/** Everything that can be found: operations with their parameters, objects with their fields, errors. */
function placesOf(document: OpenApiDocument): readonly Place[] {
  const operations = entriesOf(document).map((entry): Place => {
    const { summary, description, parameters } = entry.operation;
    const names = parameters.map((parameter) => `${parameter.name} ${parameter.description}`);
    return { html: contentsEntry(entry), words: [entry.route.path, entry.route.operationId, summary, description, ...names].join(' ') };
  });
  const objects = Object.entries(document.components.schemas as Fields).flatMap(([name, schema]): Place[] => {
    const link = `<a href="${pageAddress(name)}">${name}</a>`;
    const fields = Object.entries((schema.properties ?? {}) as Fields).map(([field, { description }]): Place => {
      const says = String(description ?? '');
      return {
        html: `<li>${link}<code>${escaped(field)}</code><span class="dim">${inlineHtml(says)}</span></li>`,
        words: `${name} ${field} ${says}`,
      };
    });
    const says = String(schema.description ?? '');
    return [{ html: `<li>${link}<span class="dim">${inlineHtml(says)}</span></li>`, words: `${name} ${says}` }, ...fields];
  });
  const problems = Object.entries(PROBLEMS).map(
    ([code, { title, help }]): Place => ({
      html: `<li><a href="${pageAddress('errors')}#problem-${code}"><code>${code}</code></a><span class="dim">${inlineHtml(title)}</span></li>`,
      words: `${code} ${title} ${help}`,
    }),
  );
  return [...operations, ...objects, ...problems];
}

function foundHtml(document: OpenApiDocument, q: string): string {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = placesOf(document).filter((place) => words.every((word) => place.words.toLowerCase().includes(word)));
  if (found.length === 0) return `<p>Nothing of the reference holds all of “${escaped(q)}”. Try fewer words.</p>`;
  const more = found.length > MOST_FOUND ? `, the first ${MOST_FOUND}` : '';
  return `<p class="dim">${found.length} found${more}</p><ul class="operations">${found
    .slice(0, MOST_FOUND)
    .map(({ html }) => html)
    .join('')}</ul>`;
}

interface Entry {
  readonly route: ApiRoute;
  readonly operation: OpenApiOperation;
}

const contentsEntry = ({ route, operation }: Entry): string =>
  `<li><a href="${pageAddress(slugOf(route.tag))}#${operation.operationId}">${escaped(operation.summary)}</a><code>${methodOf(route)}${escaped(route.path)}</code></li>`;

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
const heading = (id: string, html: string): string =>
  `<h2 id="${id}">${html}<a class="at" href="#${id}" title="Link to here" aria-label="Link to here">#</a></h2>`;

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
  return codes.map(([code]) => `<a href="${pageAddress('errors')}#problem-${code}">${code}</a>`).join(', ');
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
    return `<a href="${pageAddress(name)}">${name}</a>`;
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
    ? `<p>Has the fields of <a href="${pageAddress(BASE)}">${BASE}</a>${Object.keys(shown).length === 0 ? '.' : ', and:'}</p>`
    : '';
  const table = Object.keys(shown).length === 0 ? '' : fieldTable({ ...schema, properties: shown }, schemas);
  return `<p>${inlineHtml(String(schema.description ?? ''))}</p>${note}${table}`;
}

const problemHtml = ([code, { status, title, help }]: readonly [
  string,
  { readonly status: number; readonly title: string; readonly help: string },
]): string =>
  `${heading(`problem-${code}`, `<code>${code}</code>`)}<p><strong>${status} ${escaped(title)}.</strong> ${inlineHtml(help)}</p>`;
