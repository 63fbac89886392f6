/** Requests derived from the OpenAPI document: some valid, most with something odd about them. The same seed gives the same requests. */

import type { Json, OpenApiDocument, OpenApiOperation, OpenApiParameter } from '#functions/api/service/openapi-document.ts';
import { openStream, type RandomStream } from '../random-stream.ts';
import { below, chance, changedSomewhere, deepJson, oddText, pickOne } from './odd-values.ts';

export interface OddRequest {
  /** The operation that the request was derived from: `GET /v1/scores`. */
  readonly operation: string;
  readonly method: string;
  /** Path and query, percent-encoded as far as HTTP needs it. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

interface Described {
  readonly path: string;
  readonly method: string;
  readonly operation: OpenApiOperation;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'];
const MAX_BODY_BYTES = 1_000_000;

/** Makes request number n of a seed. `seen`: cursors and ETags of responses so far, to be sent where they do not belong. */
export function oddRequests(document: OpenApiDocument, seed: number): (n: number, seen: readonly string[]) => OddRequest {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Described => ({ path, method: method.toUpperCase(), operation })),
  );
  return (n, seen) => {
    const stream = openStream(seed + Math.imul(n, 0x9e3779b1));
    const chosen = pickOne(stream, described);
    const method = chance(stream, 0.9) ? chosen.method : pickOne(stream, METHODS);
    const body = bodyOf(stream, chosen.operation, method);
    return {
      operation: `${chosen.method} ${chosen.path}`,
      method,
      address: addressOf(stream, chosen, seen),
      headers: { ...headersOf(stream, seen), ...contentHeaders(stream, chosen.operation, body) },
      body,
    };
  };
}

/** Percent-encodes a text as every client does, unless all its characters may stand in a request line. */
const inAddress = (text: string): string => (/^[\w.%/;:@*~,+-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed()));

function addressOf(stream: RandomStream, { path, operation }: Described, seen: readonly string[]): string {
  // One request in three has a valid address, so that code behind the check of parameters is reached too.
  const oddness = chance(stream, 0.33) ? 0 : 0.35;
  const inPath = new Map(operation.parameters.filter((one) => one.in === 'path').map((one) => [one.name, one]));
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => inAddress(parameterValue(stream, inPath.get(name), seen, oddness)));
  const pairs = operation.parameters
    .filter((one) => one.in === 'query' && chance(stream, 0.35))
    .map((one): [string, string] => [one.name, parameterValue(stream, one, seen, oddness)]);
  if (chance(stream, oddness / 3)) pairs.push([oddText(stream), oddText(stream)]);
  if (pairs.length > 0 && chance(stream, 0.05)) pairs.push(pickOne(stream, pairs));
  const query = pairs.map(([name, value]) => `${inAddress(name)}=${inAddress(value)}`).join('&');
  const trick = chance(stream, 0.06) ? trickOf(stream, filled) : filled;
  return `${trick}${query === '' ? '' : `?${query}`}`;
}

/** Ways to write a path that a router and a check may read differently. */
function trickOf(stream: RandomStream, path: string): string {
  const tricks = [
    `/${path}`,
    `${path}/`,
    path.toUpperCase(),
    path.replace('/v1/', '/v1/../v1/'),
    path.replace('/v1/', '/v1/%2e%2e/%2e%2e/'),
    path.replaceAll('/', '%2F'),
    `${path}%00.json`,
    `${path};a=b`,
    `${path}/${'a/'.repeat(below(stream, 2000))}`,
    `/%${path}`,
    `http://example.com${path}`,
    `${path}%3Fbuyer=JPN`,
    `${path}?${'a&'.repeat(below(stream, 2000))}`,
  ];
  return pickOne(stream, tricks);
}

/** A value that the parameter allows, one at its edge, or an odd one. */
function parameterValue(stream: RandomStream, parameter: OpenApiParameter | undefined, seen: readonly string[], oddness: number): string {
  if (parameter === undefined || chance(stream, oddness)) return oddText(stream);
  if (/cursor/.test(parameter.name)) return oddness === 0 ? '' : cursorOf(stream, seen);
  const { enum: allowed = [], minimum, maximum } = parameter.schema as { enum?: unknown[]; minimum?: number; maximum?: number };
  const edges = oddness === 0 ? [] : [minimum, maximum].flatMap((edge) => (edge === undefined ? [] : [edge, edge - 1, edge + 1]));
  const known = [parameter.example, ...allowed, ...edges].filter((value) => value !== undefined);
  return known.length > 0 ? String(pickOne(stream, known)) : oddness === 0 ? '' : oddText(stream);
}

/** A cursor of another list, one with a letter changed or cut, or one made up. */
function cursorOf(stream: RandomStream, seen: readonly string[]): string {
  const made = [
    () => Buffer.from(JSON.stringify({ ['__proto__']: { limit: 1e9 }, position: oddText(stream) })).toString('base64url'),
    () => Buffer.from(JSON.stringify([oddText(stream), below(stream, 1e6), null])).toString('base64url'),
    () => Buffer.from(oddText(stream)).toString('base64url'),
    () => oddText(stream),
  ];
  if (seen.length === 0 || chance(stream, 0.4)) return pickOne(stream, made)();
  const cursor = pickOne(stream, seen);
  const at = below(stream, cursor.length);
  return pickOne(stream, [cursor, cursor.slice(0, at), `${cursor.slice(0, at)}A${cursor.slice(at + 1)}`, `${cursor}=`]);
}

const HEADER_NAMES = [
  'accept',
  'accept-encoding',
  'accept-language',
  'if-none-match',
  'if-match',
  'if-modified-since',
  'range',
  'origin',
  'referer',

  'authorization',
  'x-api-key',
  'x-request-id',
  'x-forwarded-for',
  'x-forwarded-host',
  'host',
  'cookie',
  'user-agent',
  'prefer',
  'te',
  'expect',
  'upgrade',
  'idempotency-key',
  'x-http-method-override',
  'access-control-request-method',
  'content-encoding',
  'x-amzn-trace-id',
  '__proto__',
];
const HEADER_VALUES = [
  '*',
  '*/*',
  'text/csv',
  'application/json;q=0',
  'application/x-ndjson',
  'gzip, br;q=0',
  '"',
  'W/"a"',
  '"r0000000001"',
  'bytes=0-10',

  'Bearer',
  'Bearer cpk_x',
  'Basic !!!!',
  `Basic ${Buffer.from('a:b').toString('base64')}`,
  'null',
  '127.0.0.1',
  'localhost',
  '',
  '__proto__',

  'a'.repeat(200),
  'a'.repeat(9000),
  'caf\u00e9',
  'a, b, "c',
  'DELETE',
  '0',
  'https://example.com',
  'identity',
  'x=1; x=2; __proto__=3',
];

function headersOf(stream: RandomStream, seen: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  while (chance(stream, 0.3)) {
    const name = pickOne(stream, HEADER_NAMES);
    const value = chance(stream, 0.2) && seen.length > 0 ? pickOne(stream, seen) : pickOne(stream, HEADER_VALUES);
    Object.defineProperty(headers, name, { value, enumerable: true, configurable: true });
  }
  return headers;
}

const mediaOf = (operation: OpenApiOperation): readonly [string, Json][] =>
  Object.entries(
    ((operation.requestBody as { content?: Readonly<Record<string, Json>> } | undefined)?.content ?? {}) as Record<string, Json>,
  );

/** `null`: no body. An operation that takes none is sent one now and then. */
function bodyOf(stream: RandomStream, operation: OpenApiOperation, method: string): Buffer | null {
  const media = mediaOf(operation);
  const example = media.map(([, { example: one }]) => one).find((one) => one !== undefined);
  if (example === undefined || method === 'GET' || method === 'HEAD') return chance(stream, 0.04) ? Buffer.from(oddText(stream)) : null;
  if (typeof example === 'string') return oddTextBody(stream, example);
  if (chance(stream, 0.15)) return brokenBody(stream, JSON.stringify(example));
  if (chance(stream, 0.05)) return Buffer.from(JSON.stringify(example));
  let changed = changedSomewhere(stream, example);
  while (chance(stream, 0.4)) changed = changedSomewhere(stream, changed);
  return Buffer.from(JSON.stringify(changed) ?? '');
}

/** Lines of a table with a cell changed, doubled or gone, or another table altogether. */
function oddTextBody(stream: RandomStream, example: string): Buffer {
  if (chance(stream, 0.25)) return brokenBody(stream, example);
  const lines = example.split('\n');
  const at = below(stream, lines.length);
  const cells = (lines[at] ?? '').split(',');
  cells[below(stream, cells.length)] = oddText(stream);
  const changed = lines.map((line, index) => (index === at ? cells.join(',') : line));
  return Buffer.from((chance(stream, 0.2) ? changed.toReversed() : changed).join(pickOne(stream, ['\n', '\r\n', '\n\n'])));
}

/** A body that breaks its format, or that is valid so far but without end. */
function brokenBody(stream: RandomStream, right: string): Buffer {
  const polluted = right.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},');
  const makers: readonly (() => Buffer)[] = [
    () => Buffer.alloc(0),
    () => Buffer.from(right.slice(0, below(stream, right.length))),
    () => Buffer.from(deepJson(stream)),
    () => Buffer.from(polluted),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(right)]),
    () => Buffer.from(right, 'utf16le'),
    () => Buffer.concat([Buffer.from(right.slice(0, 20)), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from(right.slice(20))]),
    () => Buffer.from(right.padEnd(MAX_BODY_BYTES + below(stream, 3) - 1)),
    () => Buffer.alloc(MAX_BODY_BYTES, '[1,'),
    () => Buffer.from(right.replace('[', `[${'0,'.repeat(MAX_BODY_BYTES / 2 - right.length)}`)),
    () => Buffer.alloc(MAX_BODY_BYTES, `${right}\n`),
    () => Buffer.alloc(MAX_BODY_BYTES, ',\n'),
    () => Buffer.alloc(MAX_BODY_BYTES - 10, '"'),
    () => Buffer.from(`${right}${right}`),
    () => Buffer.from(right.replaceAll(':', ':-')),
    () => Buffer.from(`${right}\0`),
  ];
  return pickOne(stream, makers)();
}

const OTHER_MEDIA = [
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'application/json; charset=utf-16',
  'a/b/c',
  ';',
  'application/octet-stream',
];

function contentHeaders(stream: RandomStream, operation: OpenApiOperation, body: Buffer | null): Record<string, string> {
  if (body === null) return {};
  const media = mediaOf(operation).map(([name]) => name);
  return { 'content-type': media.length === 0 || chance(stream, 0.08) ? pickOne(stream, OTHER_MEDIA) : pickOne(stream, media) };
}
