import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  api = await startApiUnderTest({ requestsPerMinute: 3 });
  await publishWorld(api.store);
});
afterAll(async () => {
  await api.close();
  vi.useRealTimers();
});

test('where access is open an address has one bucket for all operations, and is told when to come back', async () => {
  const first = await api.call('/v1/scores?limit=1');
  expect([first.status, first.headers.ratelimit, first.headers['ratelimit-policy']]).toEqual([
    200,
    '"default";r=2;t=20',
    '"default";q=3;w=60',
  ]);
  expect((await api.call('/v1/nothing')).headers.ratelimit).toBe('"default";r=1;t=40');
  expect((await api.call('/docs')).headers.ratelimit).toBe('"default";r=0;t=60');
  const { status, headers, json } = await api.call('/v1/scores?limit=1');
  expect([status, json.code]).toEqual([429, 'rate_limited']);
  expect(headers['retry-after']).toBe('20');
  for (const probe of ['/v1/health', '/v1/health?probe=ready']) {
    const { status, headers } = await api.call(probe);
    expect([status, headers.ratelimit]).toEqual([200, undefined]);
  }
  expect(json.detail).toBe('You may send 3 requests in 60 seconds. Wait 20 seconds and send this one again.');
});

test.each([
  ['limit=100', 1],
  ['limit=1000', 1],
  ['limit=100&expand=drivers', 1],
  ['limit=40&expand=drivers,evidence,stages,scheduled_steps,history_90d', 2],
  ['limit=100&expand=drivers,evidence,stages,scheduled_steps,history_90d', 5],
  ['expand=drivers,evidence', 2],
])('%s costs %i of what a minute gives', async (query, cost) => {
  process.env.RATE_LIMIT_PER_MINUTE = '10';
  vi.resetModules();
  const { spendTokens, spentOn } = await import('#functions/http/rate-limit.ts');
  const event = { rawQueryString: query, headers: {} } as never;
  spendTokens(event, 'a client');
  expect(spentOn(event)).toMatchObject([{ allowed: true, remaining: 10 - cost }]);
});
