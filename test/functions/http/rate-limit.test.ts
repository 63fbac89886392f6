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
  expect((await api.call('/v1/health')).headers.ratelimit).toBe('"default";r=0;t=60');
  const { status, headers, json } = await api.call('/v1/scores?limit=1');
  expect([status, json.code]).toEqual([429, 'rate_limited']);
  expect(headers['retry-after']).toBe('20');
  expect(json.detail).toBe('You may send 3 requests in 60 seconds. Wait 20 seconds and send this one again.');
});
