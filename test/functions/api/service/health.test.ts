import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest({ access: 'keys' });
});
afterAll(() => api.close());

test('alive without a key before anything is published, ready only from then on', async () => {
  expect((await api.call('/v1/health')).json).toEqual({ status: 'ok' });
  const early = await api.call('/v1/health?probe=ready');
  expect([early.status, early.json.code, early.headers['retry-after']]).toEqual([
    503,
    'nothing_published',
    '10',
  ]);
  await publishWorld(api.store);
  const { status, json, headers } = await api.call('/v1/health?probe=ready');
  expect([status, json, headers['cache-control']]).toEqual([
    200,
    { status: 'ok', ready: true, run_id: WORLD_RUN },
    'no-store',
  ]);
  expect((await api.call('/v1/health')).json).toEqual({ status: 'ok' });
});

test('knows no other probe', async () => {
  const { status, json } = await api.call('/v1/health?probe=startup');
  expect([status, json.errors[0].parameter]).toEqual([400, 'probe']);
});

test('is alive while the store is not', async () => {
  await api.store.close();
  expect((await api.call('/v1/health')).json).toEqual({ status: 'ok' });
});
