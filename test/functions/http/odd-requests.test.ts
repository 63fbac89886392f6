import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '#functions/api/service/openapi-document.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { fuzzService } from '#test/research/fuzz/fuzz-service.ts';
import { oddRequests } from '#test/research/fuzz/odd-requests.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

const SEED = 20_261_001;

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

test('whatever is asked, the answer is one of the contract and never a fault of ours', async () => {
  const { findings, counts } = await fuzzService({ url: api.url, seed: SEED, requests: 600, longestMs: Number.POSITIVE_INFINITY });
  expect(findings.map(({ fault, request: { method, address }, answer }) => `${fault}: ${method} ${address} -> ${answer}`)).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  const statuses = new Set([...counts.values()].flatMap((own) => [...own.keys()]));
  expect([200, 400, 404, 405].filter((status) => !statuses.has(status))).toEqual([]);
});

test('the same seed asks the same, of every operation', () => {
  const document = openApiDocument('test');
  const [one, other] = [oddRequests(document, SEED), oddRequests(document, SEED)];
  const asked = Array.from({ length: 2000 }, (_, n) => one(n, ['a-cursor']));
  expect(asked.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, n) => other(n, ['a-cursor'])));
  const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
  expect(new Set(asked.map(({ operation }) => operation)).size).toBe(operations.length);
});
