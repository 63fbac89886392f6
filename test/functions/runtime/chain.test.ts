import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plainRequest } from '#contracts/api/service/service-request.ts';
import { publicApiHandler } from '#functions/http/public-api-handler.ts';
import { ExpectedError } from '#functions/requests/expected-errors.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';

const ENVIRONMENT = { LOG_LEVEL: 'info', CORS_ALLOWED_ORIGINS: '', CODE_VERSION: 'test' };

/** As API Gateway sends it for `GET /v1/health`. */
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
    http: { method: 'GET', path: '/v1/health', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'curl/8' },
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
    const answer = await publicApiHandler(plainRequest, async () => ({ body: {} }))(EVENT, contextWith(1000));
    expect(answer.headers?.['x-request-id']).toBe('JKJaXmPLvHcESHA=');
    expect(lines).toMatchObject([
      { level: 'INFO', message: 'request', request_id: 'JKJaXmPLvHcESHA=', route: 'GET /v1/health', status: 200 },
    ]);
  });

  test('writes errors of the caller as requests, not as errors', async () => {
    const handler = publicApiHandler(plainRequest, async () => {
      throw new ExpectedError('not_found', 'no');
    });
    expect((await handler(EVENT, contextWith(1000))).statusCode).toBe(404);
    expect(lines).toMatchObject([{ level: 'INFO', status: 404 }]);
  });

  test('still answers with an id and safe headers when its environment is wrong', async () => {
    vi.stubEnv('CODE_VERSION', '');
    const answer = await publicApiHandler(plainRequest, async () => ({ body: {} }))(EVENT, contextWith(1000));
    expect(answer).toMatchObject({ statusCode: 500, headers: { 'x-content-type-options': 'nosniff', 'x-request-id': 'JKJaXmPLvHcESHA=' } });
    expect(JSON.stringify(answer)).not.toContain('CODE_VERSION');
    expect(JSON.stringify(lines)).toContain('CODE_VERSION');
  });

  test('says that it took too long before Lambda ends it', async () => {
    const handler = publicApiHandler(plainRequest, () => new Promise(() => undefined));
    const answer = await handler(EVENT, contextWith(201));
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
    expect(lines[0]).toMatchObject({ level: 'ERROR', error: { name: 'TimeoutError' } });
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
