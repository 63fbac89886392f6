import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { fuzz } from '#test/research/fuzz.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

test('whatever is asked, the answer is one of the contract and never a fault of ours', async () => {
  const { findings, statuses } = await fuzz(api.url, 20_261_001, Number(process.env.ODD_REQUESTS ?? 600));
  expect(findings).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect([200, 400, 404, 405].filter((status) => statuses[status] === undefined)).toEqual([]);
});
