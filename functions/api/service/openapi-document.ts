import * as z from 'zod';
import { API_WORDS, type ApiRoute } from '#contracts/api/api-route.ts';
import { CONTRACT_ROUTES } from '#contracts/api/api-routes.ts';
import exampleResponses from '#contracts/api/example-responses.json' with { type: 'json' };
import { FIELD_GLOSSARY } from '#contracts/api/field-glossary.ts';
import { PROBLEMS, type ProblemCode } from '#contracts/api/problem.ts';
import { fieldErrorSchema, problemSchema } from '#contracts/api/problem-response.ts';
import { hasSideEffects, scopeOf } from '#contracts/api/request-parts.ts';
import * as score from '#contracts/api/score.ts';
import * as subjects from '#contracts/api/subjects-answers.ts';
import {
  evidenceSchema,
  signalPointSchema,
  signalStateSchema,
  supplierSiteSchema,
} from '#contracts/run/run-documents.ts';
import { historyPointSchema } from '#domain/vocabulary/score-document.ts';
import {
  EXTENDED,
  insideOf,
  type Json,
  type OpenApiDocument,
  type OpenApiOperation,
  type OpenApiParameter,
  type OpenApiPath,
  type Parts,
  shared,
  usedParts,
} from './openapi-components.ts';

/** Operation id -> response. */
export const EXAMPLE_ANSWERS: Readonly<Record<string, unknown>> = exampleResponses;

export function openApiDocument(version: string): OpenApiDocument {
  const named = componentSchemas();
  const { paths: described, schemas, parameters, requestBodies } = shared(paths(named), named);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chokepoint',
      version,
      summary: API_WORDS.summary,
      description: API_WORDS.description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: Object.entries(API_WORDS.tags).map(([name, description]) => ({ name, description })),
    security: Object.keys(SECURITY_SCHEMES).map((name) => ({ [name]: [] })),
    paths: described,
    components: {
      ...usedParts([described, requestBodies], {
        schemas,
        responses: { ...problemResponses(), 304: NOT_MODIFIED },
        headers: HEADERS,
      }),
      parameters,
      requestBodies,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const SECURITY_SCHEMES: Json = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The API key as `Authorization: Bearer <key>`.' },
  header: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: 'The API key in a header of its own.',
  },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'The API key as user name, the password empty: for tools that know nothing else.',
  },
};

function paths(named: Parts['schemas']): OpenApiDocument['paths'] {
  const byPath = new Map<string, OpenApiPath>();
  for (const route of CONTRACT_ROUTES)
    byPath.set(route.path, {
      ...byPath.get(route.path),
      [route.methods[0].toLowerCase()]: operationOf(route, named),
    });
  return Object.fromEntries(byPath);
}

const HEADERS: Readonly<Record<string, Json>> = {
  'X-Request-Id': {
    description:
      'Id of this request, yours if you sent one (8 to 128 letters, digits and . _ = -). Quote it when you report something.',
    schema: { type: 'string' },
  },
  ETag: {
    description: 'Send it as `If-None-Match` to get 304 while nothing has changed.',
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'Seconds to wait before the next try.', schema: { type: 'integer' } },
  RateLimit: {
    description: 'Requests that are left, and seconds until all are back: `"default";r=587;t=2`.',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: 'Requests allowed per window of seconds: `"default";q=600;w=60`.',
    schema: { type: 'string' },
  },
  Allow: { description: 'Methods that this address accepts.', schema: { type: 'string' } },
  Link: {
    description: 'The next page of a CSV or NDJSON answer, with rel="next".',
    schema: { type: 'string' },
  },
};
const header = (name: string): Json => ({ $ref: `#/components/headers/${name}` });
const LIMITS: Json = Object.fromEntries(
  ['Retry-After', 'RateLimit', 'RateLimit-Policy'].map((name) => [name, header(name)]),
);
const NOT_MODIFIED: Json = {
  description: 'Nothing has changed since the answer with the ETag that you sent.',
  headers: { ETag: header('ETag') },
};

function operationOf(route: ApiRoute, named: Parts['schemas']): OpenApiOperation {
  const { operationId, tag } = route;
  const { summary, description } = API_WORDS.operations[operationId];
  const scope = scopeOf(route.request);
  const isNamed = scope !== 'public' && scope !== 'scores:read';
  const body = requestBodyOf(route);
  return {
    operationId,
    summary,
    description: isNamed ? `${description}\n\nScope: \`${scope}\`.` : description,
    tags: [tag],
    parameters: parametersOf(route),
    ...(body === null ? {} : { requestBody: body }),
    responses: responsesOf(route, named),
    ...(scope === 'public' ? { security: [] } : {}),
  };
}

function requestBodyOf({ request, exampleBody }: ApiRoute): Json | null {
  const example = exampleBody === undefined ? {} : { example: exampleBody };
  const { body, textMedia = [] } = request;
  if (body === undefined && textMedia.length === 0) return null;
  const json =
    body === undefined
      ? []
      : [
          [
            'application/json',
            nullsInOne(withWords(plain(z.toJSONSchema(body, { io: 'input' })), ['body'])),
          ] as const,
        ];
  const content = [...json, ...textMedia.map((media) => [media, { type: 'string' }] as const)];
  return {
    required: true,
    content: Object.fromEntries(
      content.map(([media, schema], index) => [media, { schema, ...(index === 0 ? example : {}) }]),
    ),
  };
}

function parametersOf(route: ApiRoute): OpenApiParameter[] {
  const example = exampleValues(route);
  const one =
    (place: 'path' | 'query') =>
    ([name, schema]: [string, z.core.$ZodType]) =>
      parameterOf(name, place, schema, example.get(name));
  return [
    ...Object.entries(route.request.path.shape).map(one('path')),
    ...Object.entries(route.request.query.shape).map(one('query')),
    ...headersOf(route),
  ];
}

const changesAVersion = ({ methods: [method], path }: ApiRoute) =>
  (method === 'PUT' || method === 'DELETE') && path.endsWith('}');
const isRepeatable = ({ methods: [method], request }: ApiRoute) =>
  method !== 'GET' && hasSideEffects(request);

/** Those of access and of conditional reads are the same everywhere. */
function headersOf(route: ApiRoute): OpenApiParameter[] {
  const sent = { in: 'header' } as const;
  const condition = {
    name: 'If-Match',
    ...sent,
    description:
      'The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster.',
    schema: { type: 'string' },
  };
  const key = {
    name: 'Idempotency-Key',
    ...sent,
    description:
      'Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice.',
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  };
  return [...(changesAVersion(route) ? [condition] : []), ...(isRepeatable(route) ? [key] : [])];
}

function parameterOf(
  name: string,
  place: 'path' | 'query',
  schema: z.core.$ZodType,
  example: string | undefined,
): OpenApiParameter {
  const { description, ...json } = plain(z.toJSONSchema(schema, { io: 'output' }));
  return {
    name,
    in: place,
    ...(place === 'path' ? { required: true } : {}),
    description: String(description),
    schema: json,
    ...(json.type === 'array' ? { style: 'form', explode: false } : {}),
    ...(example === undefined ? {} : { example: exampleOf(json.type, example) }),
  };
}

/** A text that stands for a list is split. */
function exampleOf(type: unknown, example: string): unknown {
  if (type === 'array') return example.split(',');
  return type === 'integer' || type === 'number' ? Number(example) : example;
}

function exampleValues({ path, example }: ApiRoute): ReadonlyMap<string, string> {
  const [examplePath = '', query] = example.split('?');
  const parts = examplePath.split('/');
  const inPath = path
    .split('/')
    .flatMap((part, index): [string, string][] =>
      part.startsWith('{') ? [[part.slice(1, -1), parts[index] ?? '']] : [],
    );
  return new Map([...inPath, ...new URLSearchParams(query)]);
}

function responsesOf(route: ApiRoute, named: Parts['schemas']): Readonly<Record<string, Json>> {
  const schema = { $ref: `#/components/schemas/${route.answer?.name}` };
  const json = route.answer === null ? {} : { 'application/json': { schema } };
  const schemaOfOther = (media: string): Json =>
    media === 'application/json' ? { type: 'object' } : { type: 'string' };
  const other = Object.fromEntries(
    route.otherMedia.map((media) => [media, { schema: schemaOfOther(media) }]),
  );
  const example = { schema, example: shortened(EXAMPLE_ANSWERS[route.operationId], schema, named) };
  const shown =
    route.answer !== null && isFirstOfItsKind(route, named) ? { 'application/json': example } : json;
  const problems: ProblemCode[] = ['invalid_request'];
  if (isRepeatable(route)) problems.push('request_in_flight', 'idempotency_key_reused');
  if (changesAVersion(route)) problems.push('version_conflict', 'precondition_required');
  if (Object.keys(route.request.path.shape).length > 0) problems.push('not_found');
  if ('cursor' in route.request.query.shape) problems.push('cursor_superseded');
  const response = (status: number | string): Json => ({ $ref: `#/components/responses/${status}` });
  const isRead = route.methods[0] === 'GET';
  const headers = {
    ...(isRead ? { ETag: header('ETag') } : {}),
    ...(route.otherMedia.includes('text/csv') ? { Link: header('Link') } : {}),
  };
  const description = route.answer?.name ?? API_WORDS.operations[route.operationId].summary;
  const withHeaders = Object.keys(headers).length === 0 ? {} : { headers };
  return {
    200: { description, ...withHeaders, content: { ...shown, ...other } },
    ...(route.created
      ? { 201: { description: 'Made anew.', ...withHeaders, content: { ...json, ...other } } }
      : {}),
    ...(isRead ? { 304: response(304) } : {}),
    ...Object.fromEntries(problems.map((code) => [PROBLEMS[code].status, response(PROBLEMS[code].status)])),
    default: response('default'),
  };
}

/** Suppliers and countries are like elements, a list shows its entries. */
function isFirstOfItsKind(route: ApiRoute, named: Parts['schemas']) {
  const { path, methods, answer } = route;
  const ofElements = path.replace(
    /^\/v1\/(?:elements|suppliers|countries)(?:$|\/\{id\})/,
    '/v1/elements/{id}',
  );
  if (
    ofElements !== path &&
    CONTRACT_ROUTES.some((one) => one.path === ofElements && one.methods[0] === methods[0])
  )
    return false;
  const entry = `"items":{"$ref":"#/components/schemas/${answer?.name}"}`;
  if (
    CONTRACT_ROUTES.some(
      (one) => one.answer !== null && JSON.stringify(named[one.answer.name]).includes(entry),
    )
  )
    return false;
  return CONTRACT_ROUTES.find((one) => one.answer?.name === answer?.name) === route;
}

const LONGEST_TEXT = 36;

function shortened(value: unknown, schema: Json, named: Parts['schemas']): unknown {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) return `${value.slice(0, LONGEST_TEXT)}…`;
  if (value === null || typeof value !== 'object') return value;
  if (typeof schema.$ref === 'string')
    return shortened(value, named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, named);
  const kind = Array.isArray(value) ? 'array' : 'object';
  const choices = schema.anyOf as readonly Json[] | undefined;
  if (choices !== undefined)
    return shortened(
      value,
      choices.find(({ type, $ref }) => type === kind || $ref !== undefined) ?? {},
      named,
    );
  // A place has two numbers.
  if (Array.isArray(value)) {
    const most = value.some((entry) => typeof entry === 'object') ? 1 : 2;
    return value.slice(0, most).map((entry) => shortened(entry, (schema.items ?? {}) as Json, named));
  }
  const fields = (schema.properties ?? {}) as Readonly<Record<string, Json>>;
  const entries = Object.entries(value);
  const kept = [
    ...entries.filter(([name]) => name in fields),
    ...entries.filter(([name]) => !(name in fields)).slice(0, 1),
  ];
  return Object.fromEntries(
    kept.map(([name, inside]) => [
      name,
      shortened(inside, fields[name] ?? ((schema.additionalProperties || {}) as Json), named),
    ]),
  );
}

/** Told once, in the response `default`. */
const ANYWHERE: readonly number[] = [401, 403, 413, 415, 429, 500, 503];

function problemResponses(): Readonly<Record<string, Json>> {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const statuses = [...new Set(Object.values(PROBLEMS).map((problem) => problem.status))].sort();
  const extra: Readonly<Record<number, Json>> = {
    405: { Allow: header('Allow') },
    503: { 'Retry-After': header('Retry-After') },
  };
  const told = (status: number) =>
    Object.entries(PROBLEMS)
      .filter(([, problem]) => problem.status === status)
      .map(([code, { title, help }]) => `\`${code}\`: ${title}. ${help}`)
      .join('\n\n');
  const response = (description: string, headers: Json = {}): Json => ({
    description,
    headers: { 'X-Request-Id': header('X-Request-Id'), ...headers },
    content,
  });
  const anywhere = ANYWHERE.map((status) => `**${status}** ${told(status)}`).join('\n\n');
  return {
    ...Object.fromEntries(statuses.map((status) => [status, response(told(status), extra[status])])),
    default: response(
      `What any operation may answer, or any other error in the same shape.\n\n${anywhere}`,
      LIMITS,
    ),
  };
}

const NAMED_PARTS: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  FieldError: fieldErrorSchema,
  Subject: score.subjectSchema,
  Scale: score.scaleSchema,
  Interval: score.intervalSchema,
  Rank: score.rankSchema,
  BandChance: score.bandChanceSchema,
  ScheduledStep: subjects.scheduledStepSchema,
  Driver: score.driverSchema,
  MethodologyReference: score.methodologySchema,
  ScoreLinks: score.scoreLinksSchema,
  PageLinks: score.pageLinksSchema,
  Score: score.scoreSchema,
  ScoreRow: subjects.scoreRowSchema,
  ElementRow: subjects.elementRowSchema,
  SupplierRow: subjects.supplierRowSchema,
  CountryRow: subjects.countryRowSchema,
  Evidence: evidenceSchema,
  SupplierSite: supplierSiteSchema,
  SignalState: signalStateSchema,
  SignalPoint: signalPointSchema,
  HistoryPoint: historyPointSchema,
};

function componentSchemas(): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>();
  const answers = CONTRACT_ROUTES.flatMap(({ answer }) =>
    answer === null ? [] : [[answer.name, answer.schema] as const],
  );
  for (const [id, schema] of new Map([...Object.entries(NAMED_PARTS), ...answers]))
    registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'output', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [
      id,
      nullsInOne(withWords(described(forReaders(schema), [id]), [id])),
    ]),
  );
}

/** Fields with the words of another component. */
const WORDS_OF: Readonly<Record<string, string>> = { ...EXTENDED, ScoreRow: 'Score' };

/** `path`: component, or `body`, and fields. A named object keeps its own description. */
function withWords(schema: Json, path: readonly string[]): Json {
  return insideOf(schema, (inside, name) => {
    if (name === undefined) return withWords(inside, path);
    const field = withWords(inside, [...path, name]);
    const isNamed =
      JSON.stringify(field).includes('"#/components/schemas/') && field.properties === undefined;
    return field.$ref !== undefined || isNamed ? field : described(field, [...path, name]);
  });
}

function described(schema: Json, path: readonly string[]): Json {
  const words = schema.description ?? wordsFor(path);
  return words === undefined ? schema : { ...schema, description: words };
}

/** The whole path, else below the field before it, else any field of that name. */
function wordsFor([root = '', ...fields]: readonly string[]): string | undefined {
  const own = FIELD_GLOSSARY[[root, ...fields].join('.')];
  const base = WORDS_OF[root];
  if (own !== undefined || base !== undefined) return own ?? wordsFor([base as string, ...fields]);
  return FIELD_GLOSSARY[[root, ...fields].slice(-2).join('.')] ?? FIELD_GLOSSARY[fields.at(-1) ?? ''];
}

/** Shorter, and clients make one type of it. */
function nullsInOne(schema: Json): Json {
  const { anyOf, ...rest } = insideOf(schema, nullsInOne);
  const [one, none, more] = (anyOf ?? []) as readonly Json[];
  if (none?.type !== 'null' || more !== undefined || typeof one?.type !== 'string')
    return anyOf === undefined ? rest : { ...rest, anyOf };
  const values = Array.isArray(one.enum) ? { enum: [...one.enum, null] } : {};
  return { ...one, ...rest, type: [one.type, 'null'], ...values };
}

const NO_BOUNDS: readonly unknown[] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Of stand-alone documents. */
const IDLE: readonly string[] = ['$schema', '$id', 'propertyNames'];

function plain(schema: object): Json {
  return without(
    schema,
    (name, value, { format }) =>
      IDLE.includes(name) ||
      NO_BOUNDS.includes(value) ||
      (format === 'date' && (name === 'pattern' || name === 'allOf')),
  );
}

/** Without `additionalProperties: false`: fields may be added inside /v1. */
function forReaders(schema: object): Json {
  return without(plain(schema), (name, value) => name === 'additionalProperties' && value === false);
}

type IsDropped = (name: string, value: unknown, schema: Json) => boolean;
function without(schema: object, isDropped: IsDropped): Json {
  const inside = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(inside)
      : typeof value === 'object' && value !== null
        ? without(value, isDropped)
        : value;
  const kept = Object.entries(schema).filter(([name, value]) => !isDropped(name, value, schema as Json));
  return Object.fromEntries(kept.map(([name, value]) => [name, inside(value)]));
}
