import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { dispatch, type LoadHandler } from '#functions/deployed/dispatch.ts';

process.env.LOG_LEVEL = 'error';
process.env.CORS_ALLOWED_ORIGINS = 'https://app.example';
process.env.CODE_VERSION = 'test';

const loaded: string[] = [];

/** Answers with its name and the route key that it was called with. */
const named =
  (name: string): LoadHandler =>
  async () => {
    loaded.push(name);
    return { handler: async (event) => ({ statusCode: 200, body: `${name}: ${event.routeKey}, ${event.requestContext.routeKey}` }) };
  };

const handler = dispatch({
  'GET /v1/signals': named('list'),
  'POST /v1/signals': named('post'),
  'GET /v1/signals/{theatre}': named('get'),
});

const context = { getRemainingTimeInMillis: () => 10_000 } as Context;
const call = (method: string, routeKey: string, path: string, headers: Record<string, string> = {}) =>
  handler(
    {
      version: '2.0',
      routeKey,
      rawPath: path,
      rawQueryString: '',
      headers,
      isBase64Encoded: false,
      requestContext: { routeKey, requestId: 'a-request', http: { method, path, sourceIp: '192.0.2.1' } },
    } as unknown as APIGatewayProxyEventV2,
    context,
  );

test.each([
  ['GET', 'ANY /v1/signals', 'list: GET /v1/signals, GET /v1/signals'],
  ['HEAD', 'ANY /v1/signals', 'list: HEAD /v1/signals, HEAD /v1/signals'],
  ['POST', 'POST /v1/signals', 'post: POST /v1/signals, POST /v1/signals'],
  ['GET', 'ANY /v1/signals/{theatre}', 'get: GET /v1/signals/{theatre}, GET /v1/signals/{theatre}'],
  ['HEAD', 'ANY /v1/signals/{theatre}', 'get: HEAD /v1/signals/{theatre}, HEAD /v1/signals/{theatre}'],
])('%s of the gateway route %s is answered by %s', async (method, routeKey, answer) => {
  expect((await call(method, routeKey, '/v1/signals')).body).toBe(answer);
});

test('loads a handler when it is asked for, and no other', async () => {
  loaded.length = 0;
  await call('HEAD', 'ANY /v1/signals/{theatre}', '/v1/signals/senkaku');
  expect(loaded).toEqual(['get']);
});

test('answers a method that the path does not have with 405 and those that it has', async () => {
  const answer = await call('PATCH', 'ANY /v1/signals', '/v1/signals');
  expect([answer.statusCode, answer.headers?.allow]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 405, code: 'method_not_allowed', instance: '/v1/signals' });
});

test('answers a preflight that the gateway does not', async () => {
  const answer = await call('OPTIONS', 'ANY /v1/signals', '/v1/signals', { origin: 'https://app.example' });
  expect([answer.statusCode, answer.headers?.['access-control-allow-methods']]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
});

test('answers what no route takes with 404', async () => {
  const answer = await call('GET', '$default', '/v1/weather');
  expect(answer.statusCode).toBe(404);
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 404, code: 'unknown_route', instance: '/v1/weather' });
});
