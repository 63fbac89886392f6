import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plainRequest } from '#contracts/api/service-requests.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart } from '#functions/http/cold-start.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { logKeyId } from '#functions/http/request-log.ts';

const ENVIRONMENT = { LOG_LEVEL: 'info', CORS_ALLOWED_ORIGINS: '', CODE_VERSION: 'test' };

const EVENT: APIGatewayProxyEventV2 = {
  version: '2.0',
  routeKey: 'GET /v1/health',
  rawPath: '/v1/health',
  rawQueryString: '',
  headers: { host: 'abc.execute-api.eu-west-1.amazonaws.com' },
  requestContext: {
    accountId: '123456789012',
    apiId: 'abc',
    domainName: 'abc.execute-api.eu-west-1.amazonaws.com',
    domainPrefix: 'abc',
    http: {
      method: 'GET',
      path: '/v1/health',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'curl/8',
    },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'GET /v1/health',
    stage: '$default',
    time: '01/Oct/2026:00:00:00 +0000',
    timeEpoch: 0,
  },
  isBase64Encoded: false,
};
const contextWith = (remainingMs: number) => ({ getRemainingTimeInMillis: () => remainingMs }) as Context;

let lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      lines.push(JSON.parse(String(text)));
      return true;
    });
  }
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('the chain of every HTTP function', () => {
  test('writes one line per request with the id that the caller gets', async () => {
    const answer = await apiHandler(plainRequest, async () => ({ body: {} }))(EVENT, contextWith(1000));
    expect(answer.headers?.['x-request-id']).toBe('JKJaXmPLvHcESHA=');
    expect(lines).toMatchObject([
      {
        level: 'INFO',
        message: 'request',
        request_id: 'JKJaXmPLvHcESHA=',
        route: 'GET /v1/health',
        status: 200,
      },
    ]);
  });

  test('writes errors of the caller as requests, not as errors', async () => {
    const handler = apiHandler(plainRequest, async () => {
      throw new ExpectedError('not_found', 'no');
    });
    expect((await handler(EVENT, contextWith(1000))).statusCode).toBe(404);
    expect(lines).toMatchObject([{ level: 'INFO', status: 404 }]);
  });

  test('still answers with an id and safe headers when its environment is wrong', async () => {
    vi.stubEnv('CODE_VERSION', '');
    const answer = await apiHandler(plainRequest, async () => ({ body: {} }))(EVENT, contextWith(1000));
    expect(answer).toMatchObject({
      statusCode: 500,
      headers: { 'x-content-type-options': 'nosniff', 'x-request-id': 'JKJaXmPLvHcESHA=' },
    });
    expect(JSON.stringify(answer)).not.toContain('CODE_VERSION');
    expect(JSON.stringify(lines)).toContain('CODE_VERSION');
  });

  test('says that it took too long before Lambda ends it', async () => {
    const handler = apiHandler(plainRequest, () => new Promise(() => undefined));
    const answer = await handler(EVENT, contextWith(201));
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
    expect(JSON.parse(answer.body ?? '')).toMatchObject({
      code: 'took_too_long',
      detail: expect.not.stringContaining('store'),
    });
    expect(lines[0]).toMatchObject({ level: 'ERROR', error: { name: 'TimeoutError' } });
  });
});

describe('the log of requests', () => {
  const answerWith = (status: number) => apiHandler(plainRequest, async () => ({ status, body: {} }));
  const measured = () => lines.filter((line) => '_aws' in line);
  const logged = () => lines.filter(({ message }) => message === 'request');

  test('has one in so many good answers, and every error', async () => {
    vi.stubEnv('REQUESTS_PER_LOG_LINE', '10');
    await answerWith(200)(EVENT, contextWith(1000)); // the first of a process is written
    lines = [];
    for (let n = 0; n < 40; n += 1) await answerWith(200)(EVENT, contextWith(1000));
    expect(logged().map(({ stands_for }) => stands_for)).toEqual([10, 10, 10, 10]);
    lines = [];
    const { http } = EVENT.requestContext;
    const write = {
      ...EVENT,
      requestContext: { ...EVENT.requestContext, http: { ...http, method: 'POST' } },
    };
    for (let n = 0; n < 5; n += 1) await answerWith(201)(write, contextWith(1000));
    expect(logged()).toHaveLength(5); // who changed something is known of each
    lines = [];
    const failing = apiHandler(plainRequest, async () => {
      throw new ExpectedError('not_found', 'no');
    });
    for (let n = 0; n < 5; n += 1) await failing(EVENT, contextWith(1000));
    expect(logged()).toHaveLength(5);
  });

  test('counts errors by class under the namespace of the deployment, and good answers not at all: the gateway counts those', async () => {
    vi.stubEnv('METRICS_NAMESPACE', 'Chokepoint/Test');
    for (const status of [200, 304, 400, 401, 403, 429, 500, 503])
      await answerWith(status)(EVENT, contextWith(1000));
    expect(measured().map((line) => line.Class)).toEqual([
      'mistaken',
      'refused',
      'refused',
      'limited',
      'failed',
      'failed',
    ]);
    expect(JSON.stringify(measured()[0])).toContain(
      '"Namespace":"Chokepoint/Test","Dimensions":[["service","Class"]]',
    );
  });

  test('names the caller behind the distribution, not its server, and nobody who says so without proof', async () => {
    vi.stubEnv('EDGE_PROOF', 'proof');
    const from = { 'chokepoint-client-address': '198.51.100.7', 'chokepoint-host': 'd111.cloudfront.net' };
    for (const proof of ['proof', 'guess'])
      await answerWith(404)({ ...EVENT, headers: { ...from, 'chokepoint-proof': proof } }, contextWith(1000));
    expect(logged().map(({ address }) => address)).toEqual(['198.51.100.7', '192.0.2.1']);
  });

  test('names the key of a request by its id, and never has the key itself', async () => {
    const key = { id: 'nFja9hNoF4', secret: 'hV3kQ2mXw8sYb1ZrTn5uJc0eGd7fLp4aRi6oKx9yWqE' };
    const event = {
      ...EVENT,
      rawQueryString: `key=cpk_${key.id}_${key.secret}`,
      headers: { authorization: `Bearer cpk_${key.id}_${key.secret}` },
    };
    logKeyId(event, key.id);
    await answerWith(200)(event, contextWith(1000));
    expect(logged()[0]).toMatchObject({ key: key.id });
    expect(JSON.stringify(lines)).not.toContain(key.secret);
  });
});

test('services are built once, and again after a failure', () => {
  let builds = 0;
  const services = oncePerColdStart(() => {
    builds += 1;
    if (builds === 1) throw new Error('no table');
    return { builds };
  });
  expect(services).toThrow('no table');
  expect([services().builds, services().builds]).toEqual([2, 2]);
});
