/**
 * A typed client of the API: every path, parameter and response is checked against the contract when you compile. Copy this folder into a
 * project of your own; it needs `openapi-fetch` and nothing else.
 */
import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api-schema.ts';

export type Score = components['schemas']['Score'];
export type ScoreRow = components['schemas']['ScoreRow'];
export type ScenarioRequest = paths['/v1/scenario-evaluations']['post']['requestBody']['content']['application/json'];
export type LookupRequest = paths['/v1/lookups']['post']['requestBody']['content']['application/json'];
export type ExposureRequest = paths['/v1/exposures']['post']['requestBody']['content']['application/json'];
export type Problem = components['schemas']['Problem'];

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

export type ChokepointClient = Client<paths>;

/** `client.GET('/v1/elements/{id}/score', { params: { path: { id: 'Dy' } } })` answers `{ data }`, or throws `ChokepointError`. */
export function chokepointClient({ url, key, tries = 3 }: ClientOptions): ChokepointClient {
  const client = createFetchClient<paths>({
    baseUrl: url.replace(/\/$/, ''),
    querySerializer: { array: { style: 'form', explode: false } },
    fetch: (request) => patientFetch(request, tries),
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
  client.use({
    async onResponse({ response }) {
      if (response.status < 400) return;
      throw new ChokepointError(await problemOf(response));
    },
  });
  return client;
}

const LONGEST_WAIT_SECONDS = 60;

async function patientFetch(request: Request, tries: number): Promise<Response> {
  const spare = request.clone();
  const response = await fetch(request);
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const isWorthWaiting = (response.status === 429 || response.status === 503) && wait <= LONGEST_WAIT_SECONDS;
  if (!isWorthWaiting || tries <= 1) return response;
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return patientFetch(spare, tries - 1);
}

/** Something between us and the service may answer without a problem document. */
async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) return JSON.parse(text) as Problem;
  const { status } = response;
  const instance = response.url === '' ? '' : new URL(response.url).pathname;
  return {
    type: 'about:blank',
    title: response.statusText,
    status,
    detail: text.slice(0, 200),
    instance,
    code: 'no_problem_document',
    request_id: '',
    errors: [],
  };
}

type ScoresQuery = Omit<NonNullable<paths['/v1/scores']['get']['parameters']['query']>, 'cursor' | 'format'>;

/**
 * All rows of a ranking, page by page, all of one run. When a new run is published between two pages the service answers 410, which is
 * thrown: start again.
 */
export async function* allScores(client: ChokepointClient, query: ScoresQuery): AsyncGenerator<ScoreRow> {
  let cursor: string | null = null;
  do {
    const { data: page } = await pageOfScores(client, { limit: 1000, ...query, ...(cursor === null ? {} : { cursor }) });
    yield* page?.data ?? [];
    cursor = page?.next_cursor ?? null;
  } while (cursor !== null);
}

const pageOfScores = (client: ChokepointClient, query: ScoresQuery & { readonly cursor?: string }) =>
  client.GET('/v1/scores', { params: { query } });
