import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type FieldError, TOO_LARGE } from '#contracts/api/problem.ts';
import { BYTES, type RequestContract, TABLE_MEDIA } from '#contracts/api/request-parts.ts';
import { didYouMean, ExpectedError, invalidRequest } from './expected-errors.ts';

export type ParsedRequest<C extends RequestContract> = Readonly<{
  path: z.output<C['path']>;
  query: z.output<C['query']>;
  body: BodyOf<C>;
}>;

type Given = ReadonlyMap<string, string>;

/**
 * Throws `invalid_request` with all mistakes. A parameter without a value (`?band=`) counts as not given, as
 * dashboards send it for "all". Never for stored data.
 */
export async function parseRequest<C extends RequestContract>(
  contract: C,
  event: APIGatewayProxyEventV2,
): Promise<ParsedRequest<C>> {
  const validationErrors: FieldError[] = [];
  const query = readQuery(contract, event.rawQueryString, validationErrors);
  const path = new Map(
    Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']),
  );
  const parsedPath = readWith(contract.path, path, validationErrors);
  const parsedQuery = readWith(contract.query, query, validationErrors);
  const body = await readBody(contract, event, validationErrors);
  if (validationErrors.length > 0) throw invalidRequest(validationErrors);
  return { path: parsedPath, query: parsedQuery, body } as ParsedRequest<C>;
}

function readQuery(contract: RequestContract, text: string, validationErrors: FieldError[]): Given {
  const allowed = Object.keys(contract.query.shape);
  const given = new Map<string, string>();
  const refused = new Set<string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const mistake = given.has(name) ? duplicate(name) : errorOfName(name, allowed);
    if (mistake === null) given.set(name, value);
    else if (!refused.has(name)) validationErrors.push(mistake);
    if (mistake !== null) refused.add(name);
  }
  return new Map([...given].filter(([, value]) => value.trim() !== ''));
}

const duplicate = (parameter: string): FieldError => ({
  parameter,
  code: 'duplicate_parameter',
  detail: `\`${parameter}\` is given more than once; send it once.`,
});

function errorOfName(name: string, allowed: readonly string[]): FieldError | null {
  if (allowed.includes(name)) return null;
  const choice =
    allowed.length === 0 ? 'No parameters are allowed here.' : `Allowed here: ${allowed.join(', ')}.`;
  const detail = `There is no parameter \`${shown(name)}\`.${didYouMean(name, allowed)} ${choice}`;
  return { parameter: shown(name), code: 'unknown_parameter', detail };
}

function readWith(schema: z.ZodObject, given: Given, validationErrors: FieldError[]): unknown {
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const seen = new Set<string>();
  for (const issue of parsed.error.issues) {
    const parameter = String(issue.path[0] ?? '');
    if (seen.has(parameter)) continue;
    seen.add(parameter);
    const text = given.get(parameter);
    if (text === undefined && issue.code === 'invalid_type') {
      const what = (schema.shape[parameter] as z.ZodType | undefined)?.description ?? '';
      validationErrors.push({ parameter, code: 'missing', detail: `Send \`${parameter}\`: ${what}` });
    } else
      validationErrors.push({
        parameter,
        code: 'invalid_value',
        detail: errorOfValue(parameter, issue, text ?? ''),
      });
  }
  return null;
}

function errorOfValue(parameter: string, issue: z.core.$ZodIssue, text: string) {
  const [, place] = issue.path;
  const value = typeof place === 'number' ? (text.split(',')[place]?.trim() ?? '') : text;
  if (issue.code !== 'invalid_value') return `\`${parameter}\` is ${quoted(value)}; send ${issue.message}.`;
  const values = issue.values.map(String);
  return `\`${parameter}\` is ${quoted(value)}, which is not one of: ${values.join(', ')}.${didYouMean(value, values)}`;
}

const shown = (text: string) => (text.length > 64 ? `${text.slice(0, 64)}…` : text);
const quoted = (text: string) => JSON.stringify(shown(text));

type TextOf<C extends RequestContract> =
  C extends Readonly<{ textMedia: readonly string[] }> ? string : never;
export type BodyOf<C extends RequestContract> =
  C extends Readonly<{ body: infer B extends z.ZodType }>
    ? z.output<B> | TextOf<C>
    : C extends Readonly<{ textMedia: readonly string[] }>
      ? string
      : null;

/** What makes the rest unreadable is thrown at once, mistakes in fields are added. */
async function readBody(
  contract: RequestContract,
  event: APIGatewayProxyEventV2,
  validationErrors: FieldError[],
): Promise<unknown> {
  if (contract.body === undefined && contract.textMedia === undefined) return null;
  const type = event.headers['content-type'] ?? '';
  const mediaType = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const texts = contract.textMedia ?? [];
  if (texts.includes(mediaType)) {
    if (!TABLE_MEDIA.includes(mediaType) || !event.isBase64Encoded) {
      const text = bodyText(event);
      if (text.includes('\uFFFD')) throw notUtf8(texts); // API Gateway takes `text/*` for UTF-8
      return text;
    }
    const { tableText } = await import('./table-text.ts');
    const stated = /charset="?([^\s;"]+)/i.exec(type)?.[1] ?? null;
    return tableText(Buffer.from(event.body ?? '', 'base64'), { stated });
  }
  if (contract.body === undefined) throw wrongMedia(mediaType, texts.join(' or '));
  if (!/^application\/([\w.-]+[+])?json$/.test(mediaType))
    throw wrongMedia(mediaType, ['application/json', ...texts].join(' or '));
  const document = parseJson(bodyText(event));
  const unstorable = unstorablePlaces(document);
  if (unstorable.length > 0) throw invalidRequest(unstorable); // schemas walk deep values by recursion
  const parsed = contract.body.safeParse(document, READING);
  if (parsed.success) return parsed.data;
  validationErrors.push(...bodyErrors(parsed.error.issues));
  return null;
}

const wrongMedia = (given: string, wanted: string): ExpectedError =>
  new ExpectedError(
    'unsupported_media_type',
    `${given === '' ? 'The body has no `Content-Type`' : `\`Content-Type: ${given.slice(0, 64)}\` is not read here`}; send ${wanted}.`,
  );

function bodyText(event: APIGatewayProxyEventV2) {
  const { body = '', isBase64Encoded } = event;
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw notUtf8([]);
  }
}

const notUtf8 = (media: readonly string[]): ExpectedError =>
  new ExpectedError(
    'malformed_body',
    `The body is not UTF-8: save it as UTF-8${media.includes(BYTES) ? `, or send its bytes as \`${BYTES}\`` : ''}.`,
  );

function parseJson(text: string): unknown {
  if (text.trim() === '')
    throw new ExpectedError('malformed_body', 'There is no body; send a JSON document.');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExpectedError(
      'malformed_body',
      `The body is no valid JSON${placeOfError(text, error as SyntaxError)}.`,
    );
  }
}

function placeOfError(text: string, { message }: SyntaxError) {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return ': it ends too early';
  const before = text.slice(0, Number(position)).split('\n');
  return `: look at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Lets `bodyErrors` say what was sent and which fields there are. */
export const READING: z.core.ParseContext<z.core.$ZodIssue> = {
  reportInput: true,
  error: ({ code, inst }) =>
    code === 'unrecognized_keys' && inst instanceof z.ZodObject
      ? Object.keys(inst.shape).join(', ')
      : undefined,
};

const MOST_MISTAKES = 100;

/** At most a hundred, then how many more. `at`: pointer to what was validated. */
export function bodyErrors(issues: readonly z.core.$ZodIssue[], at = ''): readonly FieldError[] {
  const found = issues.flatMap((issue) => errorsOf(issue, at));
  const all = [
    ...new Map(found.toReversed().map((mistake) => [mistake.pointer, mistake])).values(),
  ].toReversed(); // the first of a place
  if (all.length <= MOST_MISTAKES) return all;
  const more = all.length - MOST_MISTAKES;
  return [
    ...all.slice(0, MOST_MISTAKES),
    { pointer: at, code: 'more_mistakes', detail: `${more} more mistakes are not listed.` },
  ];
}

/** RFC 6901. */
const pointerTo = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function errorsOf(issue: z.core.$ZodIssue, at: string): readonly FieldError[] {
  const pointer = `${at}${pointerTo(issue.path)}`;
  const name = pointer === '' ? 'The body' : `\`${pointer}\``;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}${pointerTo([key.slice(0, 64)])}`,
      code: 'unknown_field',
      detail: `There is no field \`${key.slice(0, 64)}\` here.${didYouMean(key.slice(0, 64), issue.message.split(', '))} Allowed here: ${issue.message}.`,
    }));
  }
  if (issue.code === 'invalid_type') {
    const wanted = WORDS[issue.expected] ?? issue.expected;
    const missing = issue.input === undefined && /received undefined/.test(issue.message);
    return [
      missing
        ? { pointer, code: 'missing', detail: `${name} is missing; send ${wanted}.` }
        : { pointer, code: 'invalid_value', detail: `${name} has the wrong type; send ${wanted}.` },
    ];
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const guess = typeof issue.input === 'string' ? didYouMean(issue.input.slice(0, 64), values) : '';
    return [
      { pointer, code: 'invalid_value', detail: `${name} is not one of: ${values.join(', ')}.${guess}` },
    ];
  }
  if (issue.code === 'invalid_key') {
    const wanted = issue.issues.map(({ message }) => message).join(', ');
    return [
      { pointer, code: 'invalid_value', detail: `${name} has a name that is not right; send ${wanted}.` },
    ];
  }
  const code = issue.code === 'custom' && issue.params?.code === TOO_LARGE ? TOO_LARGE : 'invalid_value';
  return [{ pointer, code, detail: `${name} is not right; send ${issue.message}.` }];
}

const halfCharacter = (pointer: string, holds: string): FieldError => ({
  pointer,
  code: 'invalid_value',
  detail: `\`${pointer}\` ${holds} half a character (a lone surrogate such as \\ud800); send whole ones.`,
});

/** No request of ours is deeper than six. */
const MOST_LEVELS = 32;

const pieceOf = (name: string) =>
  `/${name.slice(0, 64).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * What could be read but not stored: numbers like `1e999`, half characters, values nested too deep. Walks
 * without recursion.
 */
export function unstorablePlaces(document: unknown): readonly FieldError[] {
  const found: FieldError[] = [];
  const open: Readonly<{ value: unknown; pointer: string; level: number }>[] = [
    { value: document, pointer: '', level: 0 },
  ];
  for (let place = open.pop(); place !== undefined && found.length < MOST_MISTAKES; place = open.pop()) {
    const { value, pointer, level } = place;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      found.push({
        pointer,
        code: 'invalid_value',
        detail: `\`${pointer}\` is a number too large to be kept; send one below 1e308, or null for unknown.`,
      });
    }
    if (typeof value === 'string' && !value.isWellFormed()) found.push(halfCharacter(pointer, 'holds'));
    if (value === null || typeof value !== 'object') continue;
    if (level === MOST_LEVELS) {
      found.push({
        pointer,
        code: 'invalid_value',
        detail: `\`${pointer}\` is nested more than ${MOST_LEVELS} levels deep; send it flatter.`,
      });
      continue;
    }
    for (const [name, member] of Object.entries(value).reverse()) {
      if (!name.isWellFormed()) found.push(halfCharacter(pointer + pieceOf(name), 'has a name that holds'));
      open.push({ value: member, pointer: pointer + pieceOf(name), level: level + 1 });
    }
  }
  return found;
}
