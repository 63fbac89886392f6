import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { type ApiUnderTest, startApiUnderTest, storeExamples } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await storeExamples(api);
});
afterAll(() => api.close());

const READS = API_ROUTES.filter(({ methods }) => methods[0] === 'GET');
const needsScores = (operationId: string): boolean =>
  !['listRuns', 'getRun', 'getStatus'].includes(operationId);

describe('before anything was published', () => {
  test.each(
    READS.filter((route) => route.readsScores && needsScores(route.operationId)).map(
      (route) => route.example,
    ),
  )('%s asks to come back, with an interval', async (example) => {
    const { status, headers, json } = await api.call(example);
    expect([status, headers['retry-after'], json.code]).toEqual([503, '10', 'nothing_published']);
  });

  test.each(READS.filter((route) => !route.readsScores).map((route) => route.example))(
    '%s answers as always',
    async (example) => {
      expect((await api.call(example)).status).toBe(200);
    },
  );

  test('the status tells how far the first run is', async () => {
    expect((await api.call('/v1/status')).json).toMatchObject({
      status: 'empty',
      reasons: ['No run has begun yet.'],
      last_run: null,
    });
    await api.store.ledger.create(runRecord());
    expect((await api.call('/v1/status')).json).toMatchObject({
      reasons: ['The first run, r0000000001, is at work.'],
    });
    await api.store.ledger.update('r0000000001', { status: 'failed', failure: 'a table is missing' });
    expect((await api.call('/v1/status')).json.reasons).toEqual([
      'The first runs failed, the last one was r0000000001: a table is missing',
    ]);
    expect((await api.call('/v1/runs')).json.data).toHaveLength(1);
  });
});
