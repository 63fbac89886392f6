/** A client of the API: every path, parameter and answer is checked against the table of routes when you compile. It needs `fetch`, no package. */
import type * as z from 'zod';
import type { TypedRoute } from '#contracts/api/api-routes.ts';
import type { problemSchema } from '#contracts/api/problem-response.ts';
import type { SubjectCollection } from '#contracts/api/request-parts.ts';

type Asked = Extract<TypedRoute, { readonly answer: { readonly schema: z.ZodType } }>;
/** A path with the names that stand for `{collection}`: `/v1/elements/{id}/score`. */
type Address<P extends string> = P extends `${infer Before}{collection}${infer After}` ? `${Before}${SubjectCollection}${After}` : P;
type OfMethod<M extends string> = Extract<Asked, { readonly methods: readonly [M, ...string[]] }>;
type PathOf<M extends string> = Address<OfMethod<M>['path']>;
/** A path as the table has it. */
type Listed<P extends string> = P extends `/v1/${SubjectCollection}/${infer After}` ? P | `/v1/{collection}/${After}` : P;
type RouteOf<M extends string, P extends string> = Extract<OfMethod<M>, { readonly path: Listed<P> }>;

/** The JSON that a path answers. */
export type Answer<P extends PathOf<M>, M extends 'GET' | 'POST' = 'GET'> = z.output<RouteOf<M, P>['answer']['schema']>;
/** Parameters behind the question mark, as numbers, texts and lists. */
export type Query<P extends PathOf<'GET'>> = Partial<z.output<RouteOf<'GET', P>['request']['query']>>;
/** The JSON that is sent to a path. */
export type Body<P extends PathOf<'POST'>> = RouteOf<'POST', P>['request'] extends { readonly body: infer B extends z.ZodType }
  ? z.input<B>
  : never;
export type PathParameters<P extends PathOf<'GET'>> = P extends `/v1/${SubjectCollection}/{id}/${string}`
  ? { readonly id: string }
  : z.output<RouteOf<'GET', P>['request']['path']>;

export type Score = Answer<'/v1/elements/{id}/score'>;
export type ScoreRow = Answer<'/v1/scores'>['data'][number];
export type Problem = z.output<typeof problemSchema>;

export interface ClientOptions {
  /** Where the service answers, for example http://127.0.0.1:8080. */
  readonly url: string;
  /** Your API key; a local service needs none. */
  readonly key?: string | undefined;
  /** How often a request is sent again after 429 or 503, each time after the delay that the service states. */
  readonly tries?: number;
}

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

type GetArguments<P extends PathOf<'GET'>> = P extends `${string}{${string}`
  ? [parameters: PathParameters<P>, query?: Query<P>]
  : [query?: Query<P>];

/** Both methods resolve to the JSON that is answered, and reject with `ChokepointError` when the service refuses. */
export interface ChokepointClient {
  /** `client.get('/v1/elements/{id}/score', { id: 'Dy' }, { buyer: 'USA' })`; a path without parameters is followed by its query. */
  get<P extends PathOf<'GET'>>(path: P, ...given: GetArguments<P>): Promise<Answer<P>>;
  post<P extends PathOf<'POST'>>(path: P, body: Body<P>, parameters?: Readonly<Record<string, string>>): Promise<Answer<P, 'POST'>>;
}

export function chokepointClient({ url, key, tries = 3 }: ClientOptions): ChokepointClient {
  const base = url.replace(/\/$/, '');
  const authorization: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const asked = async (address: string, init: RequestInit = {}): Promise<never> => {
    const headers = { ...authorization, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await patientFetch(`${base}${address}`, { ...init, headers }, tries);
    if (response.status >= 400) throw new ChokepointError(await problemOf(response));
    return (await response.json()) as never;
  };
  return {
    get(path, ...given) {
      const [parameters, query] = (path.includes('{') ? given : [{}, given[0]]) as [object, object?];
      const filled = filledPath(path, parameters);
      const search = new URLSearchParams(
        Object.entries(query ?? {})
          .filter(([, value]) => value !== undefined)
          .map(([name, value]): [string, string] => [name, String(value)]),
      );
      return asked(search.size === 0 ? filled : `${filled}?${search}`);
    },
    post: (path, body, parameters = {}) => asked(filledPath(path, parameters), { method: 'POST', body: JSON.stringify(body) }),
  };
}

const filledPath = (path: string, parameters: object): string =>
  Object.entries(parameters).reduce((text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)), path);

const LONGEST_WAIT_SECONDS = 60;

async function patientFetch(address: string, init: RequestInit, tries: number): Promise<Response> {
  const response = await fetch(address, init);
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const isWorthWaiting = (response.status === 429 || response.status === 503) && wait <= LONGEST_WAIT_SECONDS;
  if (!isWorthWaiting || tries <= 1) return response;
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return patientFetch(address, init, tries - 1);
}

/** Something between us and the service may answer without a problem document. */
async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) return JSON.parse(text) as Problem;
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

/**
 * All rows of a ranking, page by page, all of one run. When a new run is published between two pages the service answers 410, which is
 * thrown: start again.
 */
export async function* allScores(
  client: ChokepointClient,
  query: Omit<Query<'/v1/scores'>, 'cursor' | 'format'>,
): AsyncGenerator<ScoreRow> {
  let cursor: string | null = null;
  do {
    const page: Answer<'/v1/scores'> = await client.get('/v1/scores', { limit: 1000, ...query, ...(cursor === null ? {} : { cursor }) });
    yield* page.data;
    cursor = page.next_cursor;
  } while (cursor !== null);
}
