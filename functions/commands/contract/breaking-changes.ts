/**
 * Finds changes in a new contract that would break a client of the old one. /v1 is additive: a client that was written against a released
 * document must go on working with every later one. Texts and examples may change, and so may anything that only adds to responses.
 */
import type { Json } from '#functions/api/service/openapi-document.ts';

/**
 * One sentence per break, each with the place; empty when the new document accepts every request and gives every response that the old one
 * did.
 */
export function breakingChanges(released: Json, current: Json): readonly string[] {
  const found: string[] = [];
  const [before, after] = [part(released, 'paths'), part(current, 'paths')];
  for (const [path, operations] of Object.entries(before)) {
    for (const [method, operation] of Object.entries(operations as Json)) {
      const place = `${method.toUpperCase()} ${path}`;
      const now = part(after, path)[method] as Json | undefined;
      if (now === undefined) found.push(`${place}: the operation is gone`);
      else operationBreaks({ place, released, current, found }, operation as Json, now);
    }
  }
  return found;
}

interface Comparison {
  readonly place: string;
  readonly released: Json;
  readonly current: Json;
  readonly found: string[];
}

const part = (value: unknown, name: string): Json => ((value as Json | undefined)?.[name] ?? {}) as Json;

function operationBreaks(at: Comparison, before: Json, after: Json): void {
  if (before.operationId !== after.operationId)
    at.found.push(`${at.place}: operationId was ${before.operationId}, generated clients call it by that`);
  parameterBreaks(at, before, after);
  bodyBreaks(at, before, after);
  for (const [status, answer] of Object.entries(part(before, 'responses'))) {
    const now = part(after, 'responses')[status] as Json | undefined;
    const [old, fresh] = [resolved(at.released, answer as Json), now === undefined ? undefined : resolved(at.current, now)];
    if (fresh === undefined) {
      if (Number(status) < 400) at.found.push(`${at.place}: the answer ${status} is gone`);
      continue;
    }
    for (const [media, { schema }] of Object.entries(part(old, 'content')) as [string, { schema: Json }][]) {
      const its = part(part(fresh, 'content'), media);
      if (its.schema === undefined) at.found.push(`${at.place}: the answer ${status} is no longer offered as ${media}`);
      else answerBreaks({ ...at, place: `${at.place} ${status}` }, schema, its.schema as Json, new Set());
    }
  }
}

type Parameter = Json & { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Json };
const parametersOf = (operation: Json): readonly Parameter[] => (operation.parameters ?? []) as readonly Parameter[];

function parameterBreaks(at: Comparison, before: Json, after: Json): void {
  const key = (parameter: Parameter) => `${parameter.in} parameter ${parameter.name}`;
  const now = new Map(parametersOf(after).map((parameter) => [key(parameter), parameter]));
  const known = new Set(parametersOf(before).map(key));
  for (const parameter of parametersOf(before)) {
    const its = now.get(key(parameter));
    const place = `${at.place}: ${key(parameter)}`;
    if (its === undefined) {
      at.found.push(`${place} is gone`);
      continue;
    }
    if (its.required === true && parameter.required !== true) at.found.push(`${place} is now required`);
    const standards = [parameter.schema.default, its.schema.default].map((value) => JSON.stringify(value));
    if (standards[0] !== standards[1]) at.found.push(`${place} had the default ${standards[0]}, now ${standards[1]}`);
    requestBreaks({ ...at, place }, parameter.schema, its.schema, new Set());
  }
  for (const [name, parameter] of now)
    if (parameter.required === true && !known.has(name)) at.found.push(`${at.place}: ${name} is new and required`);
}

function bodyBreaks(at: Comparison, before: Json, after: Json): void {
  const [old, now] = [part(before, 'requestBody'), part(after, 'requestBody')];
  if (now.required === true && old.required !== true) at.found.push(`${at.place}: a body is now required`);
  for (const [media, { schema }] of Object.entries(part(old, 'content')) as [string, { schema: Json }][]) {
    const its = part(part(now, 'content'), media);
    if (its.schema === undefined) at.found.push(`${at.place}: a body of ${media} is no longer taken`);
    else requestBreaks({ ...at, place: `${at.place} body` }, schema, its.schema as Json, new Set());
  }
}

/** Follows a reference. */
function resolved(document: Json, value: Json): Json {
  const { $ref: reference } = value;
  if (typeof reference !== 'string') return value;
  const target = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((inside, name) => (inside as Json | undefined)?.[name], document);
  return resolved(document, (target ?? {}) as Json);
}

/** Types that a schema allows; `null`: it does not limit the type. */
function typesOf(document: Json, given: Json): ReadonlySet<string> | null {
  const schema = resolved(document, given);
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  if (choices !== undefined) {
    const each = choices.map((choice) => typesOf(document, choice));
    return each.includes(null) ? null : new Set(each.flatMap((types) => [...(types ?? [])]));
  }
  if (schema.type === undefined) return null;
  return new Set([schema.type].flat() as string[]);
}

/** The part of a choice that is not null, when there is one only. */
function withoutNull(document: Json, given: Json): Json {
  const schema = resolved(document, given);
  const real = ((schema.anyOf ?? schema.oneOf ?? []) as readonly Json[]).filter((choice) => resolved(document, choice).type !== 'null');
  return real.length === 1 ? resolved(document, real[0] ?? {}) : schema;
}

const asWords = (types: ReadonlySet<string>): string => [...types].join(' or ');

/** A response may only be narrower than before: no field may go, none may become optional, and no new type or null may appear. */
function answerBreaks(at: Comparison, given: Json, its: Json, seen: Set<string>): void {
  if (isSeen(seen, given)) return;
  const [old, now] = [typesOf(at.released, given), typesOf(at.current, its)];
  if (old !== null && (now === null || [...now].some((type) => !old.has(type) && !(type === 'integer' && old.has('number'))))) {
    at.found.push(`${at.place}: was ${asWords(old)}, can now be ${now === null ? 'anything' : asWords(now)}`);
    return;
  }
  const [before, after] = [withoutNull(at.released, given), withoutNull(at.current, its)];
  const required = new Set((after.required ?? []) as string[]);
  for (const [name, schema] of Object.entries(part(before, 'properties'))) {
    const place = `${at.place}.${name}`;
    const field = part(after, 'properties')[name] as Json | undefined;
    if (field === undefined) at.found.push(`${place}: the field is gone from the answer`);
    else if (((before.required ?? []) as string[]).includes(name) && !required.has(name)) at.found.push(`${place}: may now be missing`);
    if (field !== undefined) answerBreaks({ ...at, place }, schema as Json, field, seen);
  }
  inside(at, before, after, seen, answerBreaks);
}

/** A request may only be wider than before: no new required field, no type or value or bound less. */
function requestBreaks(at: Comparison, given: Json, its: Json, seen: Set<string>): void {
  if (isSeen(seen, given)) return;
  const [old, now] = [typesOf(at.released, given), typesOf(at.current, its)];
  if (now !== null && (old === null || [...old].some((type) => !now.has(type) && !(type === 'integer' && now.has('number'))))) {
    at.found.push(`${at.place}: took ${old === null ? 'anything' : asWords(old)}, takes now ${asWords(now)}`);
    return;
  }
  const [before, after] = [withoutNull(at.released, given), withoutNull(at.current, its)];
  narrowed(at, before, after);
  const required = new Set((before.required ?? []) as string[]);
  for (const name of (after.required ?? []) as string[]) if (!required.has(name)) at.found.push(`${at.place}.${name}: is now required`);
  for (const [name, schema] of Object.entries(part(before, 'properties'))) {
    const field = part(after, 'properties')[name] as Json | undefined;
    if (field === undefined) at.found.push(`${at.place}.${name}: the field is no longer taken`);
    else requestBreaks({ ...at, place: `${at.place}.${name}` }, schema as Json, field, seen);
  }
  inside(at, before, after, seen, requestBreaks);
}

/** Bounds: the larger the tighter, and the other way round. */
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function narrowed(at: Comparison, before: Json, after: Json): void {
  const values = after.enum as readonly unknown[] | undefined;
  const lost = values === undefined ? [] : ((before.enum ?? []) as readonly unknown[]).filter((value) => !values.includes(value));
  for (const value of lost) at.found.push(`${at.place}: the value ${JSON.stringify(value)} is no longer taken`);
  if (values !== undefined && before.enum === undefined) at.found.push(`${at.place}: only some values are taken now`);
  if (after.pattern !== undefined && after.pattern !== before.pattern) at.found.push(`${at.place}: has another pattern, ${after.pattern}`);
  const tighter = (name: string, sign: 1 | -1) =>
    after[name] !== undefined && (before[name] === undefined || sign * (Number(after[name]) - Number(before[name])) > 0);
  for (const name of LOWER)
    if (tighter(name, 1)) at.found.push(`${at.place}: ${name} was ${before[name] ?? 'not set'}, is now ${after[name]}`);
  for (const name of UPPER)
    if (tighter(name, -1)) at.found.push(`${at.place}: ${name} was ${before[name] ?? 'not set'}, is now ${after[name]}`);
}

function inside(at: Comparison, before: Json, after: Json, seen: Set<string>, compare: typeof answerBreaks): void {
  for (const name of ['items', 'additionalProperties']) {
    const [old, now] = [before[name], after[name]];
    if (typeof old === 'object' && old !== null && typeof now === 'object' && now !== null) {
      compare({ ...at, place: `${at.place}[]` }, old as Json, now as Json, seen);
    }
  }
}

/** Named parts may hold themselves, and one look at each is enough. */
function isSeen(seen: Set<string>, { $ref: reference }: Json): boolean {
  if (typeof reference !== 'string') return false;
  if (seen.has(reference)) return true;
  seen.add(reference);
  return false;
}
