import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

const OPERATIONS = ['evaluateScenario', 'getScenarioEvaluation', 'getSeries', 'lookUpSubjects'];
const routes = API_ROUTES.filter(({ operationId }) => OPERATIONS.includes(operationId));
const headers = { 'content-type': 'application/json' };
const post = (api: ApiUnderTest, address: string, body: unknown) =>
  api.call(address, { method: 'POST', headers, body: JSON.stringify(body) });

let empty: ApiUnderTest;
beforeAll(async () => {
  empty = await startApiUnderTest();
});
afterAll(() => empty.close());

test.each(routes)(
  '$operationId says that nothing was published yet, and when to ask again',
  async ({ methods, example, exampleBody }) => {
    const {
      status,
      json,
      headers: answered,
    } = methods[0] === 'POST' ? await post(empty, example, exampleBody) : await empty.call(example);
    expect([status, json.code, answered['retry-after']]).toEqual([503, 'nothing_published', '10']);
  },
);

describe('a run that kept no inputs for a buyer', () => {
  beforeAll(() => publishWorld(empty.store));

  test('a scenario is told to wait for the next run', async () => {
    const {
      status,
      json,
      headers: answered,
    } = await post(empty, '/v1/scenario-evaluations', { buyers: ['KOR'] });
    expect([status, json.code, answered['retry-after']]).toEqual([503, 'temporarily_unavailable', '3600']);
    expect(json.detail).toContain('Ask again after the next run.');
  });

  test('a lookup still finds its subjects, without scores', async () => {
    const { json } = await post(empty, '/v1/lookups', { buyer: 'KOR', items: [{ id: 'lynas' }] });
    expect(json.data[0]).toMatchObject({ outcome: 'matched', match: { score: null, band: 'unknown' } });
  });

  test('a series is empty and says of whom', async () => {
    const { json } = await empty.call('/v1/series?subjects=element:Dy,supplier:lynas&buyer=KOR');
    expect([json.data, json.empty]).toEqual([[], ['element:Dy', 'supplier:lynas']]);
  });
});

test('a series of an id of 64 characters that nobody has is a mistake that can be read', async () => {
  const { status, json } = await empty.call(`/v1/series?subjects=supplier:${'x'.repeat(64)}`);
  expect([status, json.errors[0].code]).toEqual([400, 'unknown_id']);
});
