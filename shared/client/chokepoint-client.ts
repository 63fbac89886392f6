/**
 * A client of the API: every path, parameter and answer is checked when you compile. It needs `fetch` and
 * `crypto` (Node 20, a browser), no package.
 */
import type { Operations, Problem } from './operations.ts';

export type { Problem };

type Method = keyof Operations;
type Collection = Operations['GET']['/v1/{collection}/{id}/score']['path']['collection'];
/** A path with the names that stand for `{collection}`: `/v1/elements/{id}/score`. */
type Address<P> = P extends `${infer Before}{collection}${infer After}`
  ? `${Before}${Collection}${After}`
  : P;
type PathOf<M extends Method> = Address<keyof Operations[M]>;
type Templated<P> = P extends `/v1/${Collection}/{id}/${infer After}` ? `/v1/{collection}/{id}/${After}` : P;
type Sent = Readonly<{
  path: object;
  query: object;
  body: unknown;
  answer: unknown;
}>;
/** An operation of its own goes before one of all collections. */
type OperationOf<M extends Method, P> = Extract<
  Operations[M][(P extends keyof Operations[M] ? P : Templated<P>) & keyof Operations[M]],
  Sent
>;

/** The JSON that a path answers. */
export type Answer<P extends PathOf<M>, M extends Method = 'GET'> = OperationOf<M, P>['answer'];
/** The JSON that is sent to a path; text where it takes CSV. */
export type Body<P extends PathOf<M>, M extends Method = 'POST'> = OperationOf<M, P>['body'];
/**
 * Parameters: those in the braces of the path, and those behind the question mark, as numbers, texts and
 * lists.
 */
export type Query<P extends PathOf<M>, M extends Method = 'GET'> = Joined<
  OperationOf<M, P>['path'],
  OperationOf<M, P>['query']
>;
/** No parameters are `Record<string, never>`, which nothing could be added to. */
type Joined<Path, Rest> = string extends keyof Path
  ? Rest
  : string extends keyof Rest
    ? Path
    : Omit<Path, 'collection'> & Rest;

type Given<P extends PathOf<M>, M extends Method> =
  Record<never, never> extends Query<P, M> ? [query?: Query<P, M>] : [query: Query<P, M>];
type ListPath = {
  [P in PathOf<'GET'>]: Answer<P> extends Readonly<{ data: readonly unknown[] }> ? P : never;
}[PathOf<'GET'>];
type RowOf<P extends ListPath> = Answer<P> extends Readonly<{ data: readonly (infer Row)[] }> ? Row : never;

export type ClientOptions = Readonly<{
  /** Where the service answers, for example http://127.0.0.1:8080. */
  url: string;
  /** Your API key; a local service needs none. */
  key?: string | undefined;
  /**
   * How often a request is sent at most; again when a refusal (429, 503) says after how many seconds, up to a
   * minute.
   */
  tries?: number;
  /** How requests are sent; `fetch` of the platform when not given. */
  fetch?: (address: string, init: RequestInit) => Promise<Response>;
}>;

export type WriteOptions = Readonly<{
  /**
   * `version` of what is replaced or ended, as you read it; `*` for any. A version that is there is not
   * changed without it.
   */
  ifMatch?: number | '*';
  /**
   * Your own name of this write: sent again with the same content within a day it acts once. Made for each
   * call where not given.
   */
  idempotencyKey?: string;
}>;

/** The service refused a request; the problem document explains why and what to send instead. */
export class ChokepointError extends Error {
  override readonly name = 'ChokepointError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    const told = problem.errors.filter((field) => field.detail !== problem.detail);
    const fields = told.map(({ parameter, pointer, detail }) => `${parameter ?? pointer ?? ''}: ${detail}`);
    super([`${problem.status} ${problem.code}: ${problem.detail}`, ...fields].join('\n'));
    this.problem = problem;
  }
}

/** All methods reject with `ChokepointError` when the service refuses. */
export interface ChokepointClient {
  /** `client.get('/v1/elements/{id}/score', { id: 'Dy', buyer: 'USA' })`. */
  get<P extends PathOf<'GET'>>(path: P, ...given: Given<P, 'GET'>): Promise<Answer<P>>;
  /**
   * All rows of a list, page by page, all of one run. When a new run is published between two pages the
   * service answers 410, which is thrown: start again. `limit` is the length of a page.
   */
  rows<P extends ListPath>(path: P, ...given: Given<P, 'GET'>): AsyncGenerator<RowOf<P>>;
  post<P extends PathOf<'POST'>>(
    path: P,
    body: Body<P>,
    ...given: [...Given<P, 'POST'>, options?: Pick<WriteOptions, 'idempotencyKey'>]
  ): Promise<Answer<P, 'POST'>>;
  put<P extends PathOf<'PUT'>>(
    path: P,
    body: Body<P, 'PUT'>,
    query: Query<P, 'PUT'>,
    options?: WriteOptions,
  ): Promise<Answer<P, 'PUT'>>;
  delete<P extends PathOf<'DELETE'>>(
    path: P,
    query: Query<P, 'DELETE'>,
    options?: WriteOptions,
  ): Promise<Answer<P, 'DELETE'>>;
}

export function chokepointClient({
  url,
  key,
  tries = 3,
  fetch: send = (address, init) => fetch(address, init), // that of the moment, which a static copy replaces
}: ClientOptions): ChokepointClient {
  const base = url.replace(/\/$/, '');
  const asked = async (
    method: Method,
    path: string,
    query: object = {},
    body?: unknown,
    options: WriteOptions = {},
  ): Promise<never> => {
    const { ifMatch, idempotencyKey = method === 'GET' || tries <= 1 ? undefined : crypto.randomUUID() } =
      options;
    const headers = {
      authorization: key === undefined ? undefined : `Bearer ${key}`,
      'content-type':
        body === undefined ? undefined : typeof body === 'string' ? 'text/csv' : 'application/json',
      'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch,
      'idempotency-key': idempotencyKey,
    };
    const init = {
      method,
      headers: Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const response = await patientFetch(send, base + addressOf(path, query), init, tries);
    if (response.status >= 400) throw new ChokepointError(await problemOf(response));
    return (await response.json()) as never;
  };
  return {
    get: (path, query?: object) => asked('GET', path, query),
    async *rows(path, query?: object) {
      let cursor: string | null | undefined;
      do {
        const page: { data: never[]; next_cursor?: string | null } = await asked(
          'GET',
          path,
          cursor === undefined ? query : { ...query, cursor },
        );
        yield* page.data;
        cursor = page.next_cursor ?? null;
      } while (cursor !== null);
    },
    post: (path, body, ...[query, options]: readonly (object | undefined)[]) =>
      asked('POST', path, query, body, options),
    put: (path, body, query, options) => asked('PUT', path, query, body, options),
    delete: (path, query, options) => asked('DELETE', path, query, undefined, options),
  };
}

/** The path with its braces filled; what is in none goes behind the question mark. */
function addressOf(path: string, query: object) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    given
      .filter(([name]) => !path.includes(`{${name}}`))
      .map(([name, value]): [string, string] => [name, String(value)]),
  );
  const filled = given.reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  return search.size === 0 ? filled : `${filled}?${search}`;
}

const LONGEST_WAIT_SECONDS = 60;

async function patientFetch(
  send: NonNullable<ClientOptions['fetch']>,
  address: string,
  init: RequestInit,
  tries: number,
): Promise<Response> {
  const response = await send(address, init);
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (response.status < 400 || !(wait <= LONGEST_WAIT_SECONDS) || tries <= 1) return response;
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return patientFetch(send, address, init, tries - 1);
}

/** Something between us and the service may answer without a problem document. */
async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('application/problem+json'))
    return JSON.parse(text) as Problem;
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: text.slice(0, 200),
    instance: response.url === '' ? '' : new URL(response.url).pathname,
    code: 'no_problem_document',
    request_id: '',
    errors: [],
  };
}

/** An older or later message is one that somebody may have kept and sent again. */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * The message of a webhook (Standard Webhooks 1.0.0). Rejects when its signature is by none of the secrets,
 * or its time is more than five minutes off. `body`: as it came, not parsed and written anew.
 */
export async function verifyWebhook(
  headers:
    | Readonly<Record<string, string | readonly string[] | undefined>>
    | { get(name: string): string | null },
  body: string | Uint8Array,
  secrets: readonly string[],
  now: Date = new Date(),
): Promise<unknown> {
  const get =
    typeof headers.get === 'function'
      ? headers.get.bind(headers)
      : (name: string) => (headers as Record<string, string>)[name];
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => get(`webhook-${name}`) ?? '',
  );
  if (!(Math.abs(now.getTime() / 1000 - Number(timestamp || Number.NaN)) <= TOLERANCE_SECONDS))
    throw new Error(`The time of the message, ${timestamp || 'none'}, is more than five minutes off.`);
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey(
      'raw',
      bytesOf(secret.replace('whsec_', '')),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    for (const [, made = ''] of signatures?.matchAll(/(?<!\S)v1,(\S+)/g) ?? [])
      if (await crypto.subtle.verify('HMAC', key, bytesOf(made), signed)) return JSON.parse(text); // compares in constant time
  }
  throw new Error('The message is signed with none of the secrets.');
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
