export type Json = Readonly<Record<string, unknown>>;

export type OpenApiOperation = Readonly<{
  operationId: string;
  summary: string;
  description: string;
  tags: readonly string[];
  parameters: readonly (OpenApiParameter | Reference)[];
  requestBody?: Json;
  responses: Readonly<Record<string, Json>>;
  security?: readonly Json[];
}>;

export type Reference = Readonly<{ $ref: string }>;

export type OpenApiPath = Readonly<Record<string, OpenApiOperation>>;

export type OpenApiParameter = Readonly<{
  name: string;
  in: 'path' | 'query' | 'header';
  required?: true;
  description: string;
  schema: Json;
  example?: unknown;
  style?: 'form';
  explode?: false;
}>;

export type OpenApiDocument = Readonly<{
  openapi: '3.1.0';
  info: Json & Readonly<{ title: string; version: string; description: string }>;
  servers: readonly Json[];
  tags: readonly Readonly<{ name: string; description: string }>[];
  security: readonly Json[];
  paths: Readonly<Record<string, OpenApiPath>>;
  components: Readonly<{
    schemas: Readonly<Record<string, Json>>;
    responses: Json;
    headers: Json;
    parameters: Readonly<Record<string, OpenApiParameter>>;
    requestBodies: Readonly<Record<string, Json>>;
    securitySchemes: Json;
  }>;
}>;

export type Parts = Readonly<{
  schemas: Readonly<Record<string, Json>>;
  responses: Readonly<Record<string, Json>>;
  headers: Readonly<Record<string, Json>>;
}>;

export function usedParts(described: unknown, parts: Parts): Parts {
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(value).matchAll(
      /"#\/components\/(schemas|responses|headers)\/([\w-]+)"/g,
    )) {
      if (used.has(`${kind}/${name}`)) continue;
      used.add(`${kind}/${name}`);
      visit(parts[kind as keyof Parts][name]);
    }
  };
  visit(described);
  const kept = (kind: keyof Parts) =>
    Object.fromEntries(Object.entries(parts[kind]).filter(([name]) => used.has(`${kind}/${name}`)));
  return { schemas: kept('schemas'), responses: kept('responses'), headers: kept('headers') };
}

/** Characters to save, and those of a reference. */
const WORTH = 50;
const REFERENCE = 45;

/** Once, as components, what would be said in several places. */
export function shared(described: OpenApiDocument['paths'], named: Parts['schemas']) {
  const schemas = componentsOf<Json>('schemas', Object.keys(named));
  const parameters = componentsOf<OpenApiParameter>('parameters', []);
  const requestBodies = componentsOf<Json>('requestBodies', []);
  const extended = mapped(named, (schema, name) => {
    const base = EXTENDED[name];
    return base === undefined ? schema : extensionOf(schema, base, named[base] ?? {});
  });
  const count = (inside: Json): Json => (schemas.count(inside) ? insideOf(inside, count) : inside);
  const within = (schema: Json, owner: string, above = 'addition'): Json =>
    insideOf(schema, (inside, name = above) =>
      schemas.once(inside, owner, name, () => within(inside, owner, name)),
    );
  for (const schema of Object.values(extended)) insideOf(schema, count);
  for (const operation of Object.values(described).flatMap((path) => Object.values(path))) {
    for (const one of operation.parameters as OpenApiParameter[]) parameters.count(one);
    if (operation.requestBody !== undefined && requestBodies.count(operation.requestBody))
      bodyWith(operation.requestBody, count);
  }
  const withReferences = ({ requestBody, ...operation }: OpenApiOperation): OpenApiOperation => {
    const owner = capital(operation.operationId);
    const once = (one: OpenApiParameter) => parameters.once(one, owner, one.name, () => one);
    const body =
      requestBody === undefined
        ? {}
        : {
            requestBody: requestBodies.once(requestBody, owner, 'body', () =>
              bodyWith(requestBody, (inside, name) =>
                schemas.once(inside, owner, name ?? 'body', () => within(inside, owner, name)),
              ),
            ),
          };
    return { ...operation, parameters: (operation.parameters as OpenApiParameter[]).map(once), ...body };
  };
  return {
    paths: mapped(described, (path) => mapped(path, withReferences)),
    schemas: { ...mapped(extended, (schema, name) => within(schema, name)), ...schemas.made },
    parameters: parameters.made,
    requestBodies: requestBodies.made,
  };
}

const bodyWith = (body: Json, change: (inside: Json, name?: string) => Json): Json => ({
  ...body,
  content: mapped(body.content as Readonly<Record<string, Json>>, (media) => ({
    ...media,
    schema: insideOf(media.schema as Json, change),
  })),
});

const mapped = <T, U>(
  all: Readonly<Record<string, T>>,
  change: (one: T, name: string) => U,
): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one, name)]));

/** They say only what they add. */
export const EXTENDED: Readonly<Record<string, string>> = {
  Explanation: 'Score',
  Element: 'ElementRow',
  Supplier: 'SupplierRow',
  Country: 'CountryRow',
};

function extensionOf(schema: Json, baseName: string, base: Json): Json {
  const { properties, required, description, ...rest } = schema;
  const told = base.properties as Json;
  const added = Object.entries(properties as Json).filter(
    ([name, field]) => JSON.stringify(told[name]) !== JSON.stringify(field),
  );
  const alsoRequired = (required as readonly string[]).filter(
    (name) => !(base.required as readonly string[]).includes(name),
  );
  const addition = { ...rest, properties: Object.fromEntries(added), required: alsoRequired };
  return { description, allOf: [{ $ref: `#/components/schemas/${baseName}` }, addition] };
}

const capital = (name: string) =>
  name.replace(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Named as the field (`Band`), with its owner before it where the name is taken (`ScoreBand`). */
function componentsOf<T extends object>(kind: keyof OpenApiDocument['components'], taken: readonly string[]) {
  const times = new Map<string, number>();
  const names = new Map<string, string>();
  const made: Record<string, T> = {};
  const isTaken = (name: string) => taken.includes(name) || name in made;
  return {
    made,
    count(part: T): boolean {
      const text = JSON.stringify(part);
      times.set(text, (times.get(text) ?? 0) + 1);
      return times.get(text) === 1;
    },
    /** `whole`: the part with references in it. */
    once(part: T, owner: string, field: string, whole: () => T): T | Reference {
      const text = JSON.stringify(part);
      const saved = ((times.get(text) ?? 0) - 1) * (text.length - REFERENCE) - REFERENCE;
      if ('$ref' in part || saved < WORTH) return whole();
      let name = names.get(text);
      if (name === undefined) {
        name = capital(field);
        for (let count = 1; isTaken(name); count += 1)
          name = `${owner}${capital(field)}${count === 1 ? '' : count}`;
        names.set(text, name);
        made[name] = part;
        made[name] = whole();
      }
      return { $ref: `#/components/${kind}/${name}` };
    },
  };
}

/** `name`: of the field; undefined for entries and choices. */
export function insideOf(schema: Json, change: (inside: Json, name?: string) => Json): Json {
  const changed: Record<string, unknown> = { ...schema };
  if (schema.properties !== undefined) {
    const fields = Object.entries(schema.properties as Readonly<Record<string, Json>>);
    changed.properties = Object.fromEntries(fields.map(([name, field]) => [name, change(field, name)]));
  }
  for (const name of ['items', 'additionalProperties']) {
    const inside = schema[name];
    if (typeof inside === 'object' && inside !== null) changed[name] = change(inside as Json);
  }
  for (const name of ['anyOf', 'allOf']) {
    if (Array.isArray(schema[name]))
      changed[name] = (schema[name] as readonly Json[]).map((choice) => change(choice));
  }
  return changed;
}
