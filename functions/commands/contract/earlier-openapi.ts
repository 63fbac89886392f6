/**
 * The contract for tools that do not read OpenAPI 3.1: as 3.0.3, and as Swagger 2.0 (Power Platform, older gateways). Both can express less
 * than 3.1; docs/openapi/README.md lists what is lost.
 */
import type { Json, OpenApiDocument, OpenApiOperation, OpenApiParameter } from '#functions/api/service/openapi-document.ts';

/** The contract as OpenAPI 3.0.3. */
export function openApi30(document: OpenApiDocument): Json {
  const { info, components, paths } = document;
  const { summary: _summary, license, ...rest } = info as Json;
  return {
    ...document,
    openapi: '3.0.3',
    info: { ...rest, license: licenseOf(license) },
    paths: mapValues(paths, (path) => mapValues(path, (operation) => everySchema(operation, schema30) as Json)),
    components: {
      ...components,
      schemas: mapValues(components.schemas, schema30),
      responses: everySchema(components.responses, schema30) as Json,
      headers: everySchema(components.headers, schema30) as Json,
    },
  };
}

/** The contract as Swagger 2.0. `host`: where the service answers, which some importers insist on; they take https. */
export function swagger20(document: OpenApiDocument, host: string | undefined): Json {
  const { info, tags, components, paths } = document;
  const { summary: _summary, license, ...rest } = info as Json;
  const headers = mapValues(components.headers as Readonly<Record<string, Json>>, (header) => ({
    ...plainType(header.schema as Json),
    description: header.description,
  }));
  const response = (value: Json): Json => response20(value, headers);
  return {
    swagger: '2.0',
    info: { ...rest, license: licenseOf(license) },
    ...(host === undefined ? {} : { host, schemes: ['https'] }),
    basePath: '/',
    tags,
    security: Object.keys(SECURITY_20).map((name) => ({ [name]: [] })),
    securityDefinitions: SECURITY_20,
    paths: mapValues(paths, (path) => mapValues(path, (operation) => operation20(operation, response))),
    definitions: mapValues(components.schemas, schema20),
    responses: mapValues(components.responses as Readonly<Record<string, Json>>, response),
  };
}

/** Before 3.1 a licence has an address in place of an identifier. */
const licenseOf = (license: unknown): Json => ({ name: (license as Json).name, url: 'https://www.apache.org/licenses/LICENSE-2.0' });

/** Swagger 2.0 has no bearer scheme: the whole header is the key, the word Bearer included. */
const SECURITY_20: Json = {
  bearer: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Bearer ` and the API key.' },
  header: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'The API key.' },
  basic: { type: 'basic', description: 'The API key as user name, the password empty.' },
};

const mapValues = <V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Readonly<Record<string, W>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** Changes whatever stands under `schema`, wherever that is, and leaves examples out: only 3.1 can show null where an object may stand. */
function everySchema(value: unknown, change: (schema: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((entry) => everySchema(entry, change));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'example');
  return Object.fromEntries(kept.map(([name, entry]) => [name, name === 'schema' ? change(entry as Json) : everySchema(entry, change)]));
}

/** JSON Schema 2020-12 as the dialect of OpenAPI 3.0: null is a flag, a reference stands alone, no schema for names. */
function schema30(schema: Json): Json {
  const { $ref: reference, anyOf, type, const: constant, propertyNames: _names, examples, ...others } = schema as Record<string, unknown>;
  const rest = inner30(others);
  if (typeof reference === 'string')
    return Object.keys(rest).length === 0 ? { $ref: reference } : { ...rest, allOf: [{ $ref: reference }] };
  const example = Array.isArray(examples) ? { example: examples[0] } : {};
  const fixed = constant === undefined ? {} : { enum: [constant] };
  if (Array.isArray(anyOf)) return { ...rest, ...example, ...choice30(anyOf as Json[]) };
  if (Array.isArray(type)) {
    const [only, ...more] = type.filter((each) => each !== 'null');
    const nullable = type.includes('null') ? { nullable: true } : {};
    if (more.length > 0) return { ...rest, ...example, ...choice30(type.map((each) => ({ type: each }))) };
    return { type: only, ...rest, ...example, ...fixed, ...nullable };
  }
  if (type === 'null') return { ...rest, nullable: true, enum: [null] };
  return { ...(type === undefined ? {} : { type }), ...rest, ...example, ...fixed };
}

/** A schema that allows null alone. In OpenAPI 3.0 null needs a type beside it. */
const ONLY_NULL: Json = { type: 'object', nullable: true, enum: [null] };

function choice30(choices: readonly Json[]): Json {
  const real = choices.filter((choice) => choice.type !== 'null');
  const canBeNull = real.length < choices.length;
  const [only] = real;
  if (real.length > 1 || only === undefined) return { anyOf: [...real.map(schema30), ...(canBeNull ? [ONLY_NULL] : [])] };
  const schema = schema30(only);
  if (!canBeNull) return schema;
  return '$ref' in schema ? { type: 'object', allOf: [schema], nullable: true } : { ...schema, nullable: true };
}

/** The schemas inside a schema; bounds that exclude are flags. */
function inner30(schema: Readonly<Record<string, unknown>>): Json {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'properties') changed[name] = mapValues(value as Readonly<Record<string, Json>>, schema30);
    else if (name === 'items' || (name === 'additionalProperties' && typeof value === 'object')) changed[name] = schema30(value as Json);
    else if (name === 'allOf' || name === 'oneOf') changed[name] = (value as Json[]).map(schema30);
    else if (name === 'exclusiveMinimum') Object.assign(changed, { minimum: value, exclusiveMinimum: true });
    else if (name === 'exclusiveMaximum') Object.assign(changed, { maximum: value, exclusiveMaximum: true });
    else changed[name] = value;
  }
  return changed;
}

/**
 * Converts a schema to Swagger 2.0: first to OpenAPI 3.0, then without what 2.0 lacks (a choice between schemas; null becomes an
 * extension).
 */
const schema20 = (schema: Json): Json => without30(schema30(schema)) as Json;

function without30(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(without30);
  if (schema === null || typeof schema !== 'object') return schema;
  const {
    nullable,
    anyOf,
    oneOf,
    $ref: reference,
    properties,
    default: standard,
    enum: values,
    ...rest
  } = schema as Record<string, unknown>;
  if (typeof reference === 'string') return { $ref: reference.replace('#/components/schemas/', '#/definitions/') };
  const choices = (anyOf ?? oneOf) as readonly Json[] | undefined;
  const note = choices === undefined ? '' : ` One of: ${choices.map(inWords).join('; ')}.`;
  return {
    ...mapValues(rest, without30),
    ...(properties === undefined ? {} : { properties: mapValues(properties as Readonly<Record<string, unknown>>, without30) }),
    ...(standard === undefined ? {} : { default: standard }),
    ...(values === undefined ? {} : { enum: values }),
    ...(note === '' ? {} : { description: `${String(rest.description ?? '')}${note}`.trim() }),
    ...(nullable === true ? { 'x-nullable': true } : {}),
  };
}

const inWords = (choice: Json): string => {
  const [inside] = (choice.allOf as readonly Json[] | undefined) ?? [];
  const reference = choice.$ref ?? inside?.$ref;
  return typeof reference === 'string'
    ? reference.slice(reference.lastIndexOf('/') + 1)
    : String(choice.description ?? choice.type ?? 'any value');
};

function operation20(operation: OpenApiOperation, response: (value: Json) => Json): Json {
  const { parameters, requestBody, responses, ...rest } = operation;
  const produces = new Set(Object.values(responses).flatMap((answer) => Object.keys((answer.content ?? {}) as Json)));
  const media = Object.entries((requestBody?.content ?? {}) as Readonly<Record<string, { readonly schema: Json }>>);
  const [first] = media;
  return {
    ...rest,
    ...(first === undefined ? {} : { consumes: media.map(([name]) => name) }),
    produces: [...new Set([...produces, 'application/problem+json'])],
    parameters: [
      ...parameters.map(parameter20),
      ...(first === undefined ? [] : [{ name: 'body', in: 'body', required: true, schema: schema20(first[1].schema) }]),
    ],
    responses: mapValues(responses, response),
  };
}

/** A parameter has its type beside its name, and no example. */
function parameter20({ name, in: place, required, description, schema }: OpenApiParameter): Json {
  const list = schema.type === 'array' ? { collectionFormat: 'csv' } : {};
  return { name, in: place, required, description, ...plainType(schema), ...list };
}

const PLAIN_KEYS = ['type', 'format', 'enum', 'default', 'minimum', 'maximum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems'];

/** Parameters and headers are no schemas in Swagger 2.0: of several patterns the first is kept, a choice becomes text. */
function plainType(schema: Json): Json {
  const { allOf, items, ...rest } = schema30(schema) as Record<string, unknown>;
  const [first] = (allOf ?? []) as readonly Json[];
  const merged = { type: 'string', ...first, ...rest };
  const kept = Object.fromEntries(Object.entries(merged).filter(([name]) => PLAIN_KEYS.includes(name)));
  return items === undefined ? kept : { ...kept, items: plainType(items as Json) };
}

function response20(value: Json, headers: Readonly<Record<string, Json>>): Json {
  const { $ref: reference, description, content, headers: own } = value as Record<string, unknown>;
  if (typeof reference === 'string') return { $ref: reference.replace('#/components/', '#/') };
  const media = Object.entries((content ?? {}) as Readonly<Record<string, { readonly schema: Json }>>);
  const [first] = media;
  const named = Object.entries((own ?? {}) as Readonly<Record<string, Json>>).map(([name]) => [name, headers[name]] as const);
  return {
    description,
    ...(first === undefined ? {} : { schema: schema20(first[1].schema) }),
    ...(named.length === 0 ? {} : { headers: Object.fromEntries(named) }),
  };
}
