import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { problemSchema } from '#contracts/api/problem-response.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { BuiltPage } from '#functions/local/page-files.ts';
import { useObjectsOfThisProcess } from '#functions/store/objects/run-objects.ts';
import { useTablesOfThisProcess } from '#functions/store/table/dynamodb-table.ts';
import { ACCESS_TABLE, SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';

interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
  readonly json: any;
}

export interface ApiUnderTest {
  readonly url: string;
  readonly store: Awaited<ReturnType<typeof sqliteStore>>;
  /** Sends a request and holds the answer against the contract, whatever it is. */
  call(
    address: string,
    options?: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string },
  ): Promise<Response>;
  close(): Promise<void>;
}

/** The limit of a test that hangs. */
const HUNG_MS = 300_000;

/**
 * The real handlers behind the front, on a store in memory. Nothing in it ends because the machine is slow.
 */
export async function startApiUnderTest({
  origins = '',
  access = 'open',
  requestsPerMinute = 1_000_000,
  page,
  store: given,
}: {
  /** The web page for browsers. */
  readonly page?: BuiltPage;
  readonly origins?: string;
  readonly access?: 'open' | 'keys';
  readonly requestsPerMinute?: number;
  /** A store in memory by default. */
  readonly store?: ApiUnderTest['store'];
} = {}): Promise<ApiUnderTest> {
  const store = given ?? (await sqliteStore());
  Object.assign(process.env, {
    SCORES_TABLE_NAME: TABLE,
    LOG_LEVEL: 'error',
    CORS_ALLOWED_ORIGINS: origins,
    CODE_VERSION: 'test',
    ACCESS: access,
    ACCESS_TABLE_NAME: ACCESS_TABLE,
    SIGNALS_TABLE_NAME: SIGNALS_TABLE,
    SNAPSHOTS_BUCKET_NAME: 'local',
    RATE_LIMIT_PER_MINUTE: String(requestsPerMinute),
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  useTablesOfThisProcess(store.table);
  useObjectsOfThisProcess(store.objects);
  const front = await startHttpFront({
    port: 0,
    host: '127.0.0.1',
    answerMs: HUNG_MS,
    ...(page === undefined ? {} : { page }),
  });
  return {
    url: front.url,
    store,
    async call(address, options = {}) {
      const answer = await send(front.url, address, options);
      holdAgainstContract(options.method ?? 'GET', address, answer);
      return answer;
    },
    async close() {
      await front.close();
      await store.close();
    },
  };
}

type Options = Parameters<ApiUnderTest['call']>[1];

/** `fetch` would rewrite addresses and hide the encoding; this sends what it is told. */
function send(
  url: string,
  address: string,
  { method = 'GET', headers = {}, body }: NonNullable<Options>,
): Promise<Response> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, path: address, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const raw = Buffer.concat(chunks);
          const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString(
            'utf8',
          );
          const isJson =
            /json$/.test((response.headers['content-type'] ?? '').split(';')[0] ?? '') && text !== '';
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson && !isNdjson(response.headers) ? JSON.parse(text) : null,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const isNdjson = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type'] === 'application/x-ndjson';

/**
 * Every answer has an id and safe headers; errors are problem documents; the rest has the shape of its
 * operation.
 */
function holdAgainstContract(method: string, address: string, answer: Response): void {
  expect(answer.headers['x-request-id'], `${method} ${address} has a request id`).toMatch(/\S/);
  if (answer.status >= 400) {
    expect(answer.headers['content-type']).toBe('application/problem+json');
    if (method === 'HEAD') return;
    const problem = problemSchema.parse(answer.json);
    expect(problem.status).toBe(answer.status);
    expect(problem.request_id).toBe(answer.headers['x-request-id']);
    return;
  }
  if (answer.status === 304 || method === 'HEAD' || method === 'OPTIONS') {
    expect(answer.text).toBe('');
    return;
  }
  const path = decodeURIComponent(address.split('?')[0] ?? '').split('?')[0] ?? '';
  const route = API_ROUTES.find(
    (candidate) =>
      candidate.methods.some((served) => served === method) &&
      new RegExp(`^${candidate.path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  );
  expect(route, `${address} is an operation of the contract`).toBeDefined();
  if (route?.answer != null && answer.headers['content-type'] === 'application/json') {
    const read = route.answer.schema.safeParse(answer.json);
    expect(read.error?.issues ?? [], `${address} answers with the shape of ${route.answer.name}`).toEqual([]);
  }
}

/** Stores the examples of companies, rules and webhooks, which their reading examples ask for. */
export async function storeExamples(api: ApiUnderTest): Promise<void> {
  const stored = ['putAlertRule', 'putCompany', 'putWebhook'];
  for (const { example, exampleBody } of API_ROUTES.filter(({ operationId }) =>
    stored.includes(operationId),
  )) {
    const options = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(exampleBody),
    };
    expect((await api.call(example, options)).status).toBe(201);
  }
}
