import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
});
afterAll(() => api.close());

test('GET /v1/track-record says that nothing is published, then answers from the run', async () => {
  expect((await api.call('/v1/track-record')).json.code).toBe('nothing_published');
  await publishWorld(api.store);
  const { status, json } = await api.call('/v1/track-record');
  expect([status, json.run_id]).toEqual([200, WORLD_RUN]);
  expect(json.data).toEqual([{ id: 'mnd', title: 'Daily reports' }]);
});
