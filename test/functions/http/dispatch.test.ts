import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { dispatch, type Operation } from '#functions/http/dispatch.ts';

process.env.LOG_LEVEL = 'error';
process.env.CORS_ALLOWED_ORIGINS = 'https://app.example';
process.env.CODE_VERSION = 'test';

const loaded: string[] = [];

const named =
  (name: string): Operation['load'] =>
  async () => {
    loaded.push(name);
    return async ({ routeKey, requestContext, pathParameters }) => ({
      statusCode: 200,
      body: [name, routeKey, requestContext.routeKey, JSON.stringify(pathParameters)].join(', '),
    });
  };

const handler = dispatch([
  { methods: ['GET', 'HEAD'], path: '/v1/signals/{theatre}', load: named('get') },
  { methods: ['GET', 'HEAD'], path: '/v1/signals/history', load: named('history') },
  { methods: ['GET', 'HEAD'], path: '/v1/measures', load: named('list') },
  { methods: ['POST'], path: '/v1/measures', load: named('post') },
  { methods: ['POST'], path: '/v1/webhooks/{id}/deliveries/{delivery}/replay', load: named('replay') },
  { methods: ['GET', 'HEAD'], path: '/v1/{collection}/{id}/score', load: named('score') },
]);

const context = { getRemainingTimeInMillis: () => 10_000 } as Context;
const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  handler(
    {
      version: '2.0',
      routeKey: 'POST /{proxy+}',
      pathParameters: { proxy: path.slice(1) },
      rawPath: path,
      rawQueryString: '',
      headers,
      isBase64Encoded: false,
      requestContext: {
        routeKey: 'POST /{proxy+}',
        requestId: 'a-request',
        http: { method, path, sourceIp: '192.0.2.1' },
      },
    } as unknown as APIGatewayProxyEventV2,
    context,
  );

test('loads a handler when it is asked for, once, and no other', async () => {
  await call('HEAD', '/v1/signals/senkaku');
  await call('GET', '/v1/signals/senkaku');
  expect(loaded).toEqual(['get']);
});

test.each([
  ['GET', '/v1/measures', 'list, GET /v1/measures, GET /v1/measures, '],
  ['HEAD', '/v1/measures', 'list, HEAD /v1/measures, HEAD /v1/measures, '],
  ['POST', '/v1/measures', 'post, POST /v1/measures, POST /v1/measures, '],
  [
    'GET',
    '/v1/signals/senkaku',
    'get, GET /v1/signals/{theatre}, GET /v1/signals/{theatre}, {"theatre":"senkaku"}',
  ],
  [
    'GET',
    '/v1/countries/CHN/score',
    'score, GET /v1/{collection}/{id}/score, GET /v1/{collection}/{id}/score, {"collection":"countries","id":"CHN"}',
  ],
  ['GET', '/v1/signals/history', 'history, GET /v1/signals/history, GET /v1/signals/history, '],
  [
    'POST',
    '/v1/webhooks/a b/deliveries/1/replay',
    'replay, POST /v1/webhooks/{id}/deliveries/{delivery}/replay, POST /v1/webhooks/{id}/deliveries/{delivery}/replay, {"id":"a b","delivery":"1"}',
  ],
])(
  '%s %s is answered by its operation, whatever route of the gateway it came by',
  async (method, path, answer) => {
    expect((await call(method, path)).body).toBe(answer);
  },
);

test('answers a method that the path does not have with 405 and those that it has', async () => {
  const answer = await call('PATCH', '/v1/measures');
  expect([answer.statusCode, answer.headers?.allow]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  expect(JSON.parse(answer.body ?? '')).toMatchObject({
    status: 405,
    code: 'method_not_allowed',
    instance: '/v1/measures',
  });
});

test('answers a preflight that the gateway does not', async () => {
  const answer = await call('OPTIONS', '/v1/measures', { origin: 'https://app.example' });
  expect([answer.statusCode, answer.headers?.['access-control-allow-methods']]).toEqual([
    204,
    'GET, HEAD, POST, OPTIONS',
  ]);
});

test.each([
  '/v1/weather',
  '/v1/signals/',
  '/v1/signals/a/b',
  '/v1/country/CHN/score',
  '/v1/constructor/CHN/score',
])('answers %s, which no route takes, with 404', async (path) => {
  const answer = await call('GET', path);
  expect(answer.statusCode).toBe(404);
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 404, code: 'unknown_route', instance: path });
});
