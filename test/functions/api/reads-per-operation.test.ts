import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { pointerKey } from '#contracts/store/table-layout.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { isRead, readUnits, type TableCall, watchedTables } from '#test/builders/watched-tables.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest, storeExamples } from './api-under-test.ts';

let api: ApiUnderTest;
const calls: TableCall[] = [];
beforeAll(async () => {
  const store = await sqliteStore(null, (tables) => watchedTables(tables, (call) => calls.push(call)));
  api = await startApiUnderTest({ store });
  await publishWorld(store);
  await storeExamples(api);
});
afterAll(() => api.close());

/**
 * What a request reads beside the pointer, which is read again after five seconds: on a busy machine that can
 * be in any request.
 */
async function readsOf(
  address: string,
  headers: Record<string, string> = {},
): Promise<readonly { readonly operation: string; readonly units: number }[]> {
  await api.call(address);
  calls.length = 0;
  await api.call(address, { headers });
  return calls.flatMap((call) =>
    call.partitions.includes(pointerKey.pk)
      ? []
      : [{ operation: call.action, units: isRead(call) ? readUnits(call) : 0 }],
  );
}

/**
 * Reads beside the pointer: an item, a range of a partition, or the scores of a page together. A list of
 * subjects reads the page of its ranking and its scores, a
 * history a range for each year.
 */
const CALLS: Readonly<Record<string, number>> = {
  getCompany: 1,
  getCompanyReport: 7,
  getCompanyResults: 5,
  getCountry: 2,
  getElement: 2,
  getExplanation: 1,
  getHistory: 3,
  getReport: 1,
  getScore: 1,
  getMap: 8,
  getMetrics: 11,
  getRun: 1,
  getScenarioEvaluation: 3,
  getSeries: 5,
  getSignal: 1,
  getStatus: 7,
  getSupplier: 2,
  getTrackRecord: 3,
  listAlertRules: 1,
  listAlerts: 1,
  listChanges: 3,
  listCompanies: 1,
  listControlEvents: 1,
  listCountries: 3,
  listDeliveries: 2,
  listDifferences: 6,
  listElements: 7,
  listMeasures: 2,
  listRuns: 1,
  listScores: 2,
  listSecurityEvents: 1,
  listShortages: 1,
  listSignals: 1,
  listSources: 2,
  listSuppliers: 3,
  listTrackRecordLinks: 2,
  listWebhooks: 1,
};

const BY_KEY = ['GetItem', 'BatchGetItem', 'Query'];
const MOST_UNITS = 14;

describe.each(API_ROUTES.filter(({ methods }) => methods[0] === 'GET'))(
  '$operationId',
  ({ operationId, example }) => {
    test('reads as many items as it names, and never scans', async () => {
      const reads = await readsOf(example);
      expect(reads.filter(({ operation }) => !BY_KEY.includes(operation))).toEqual([]);
      expect(reads.length).toBe(CALLS[operationId] ?? 0);
      // A unit is 8 KB of what is read eventually consistent; lists of events are the most.
      for (const { units } of reads) expect(units).toBeLessThanOrEqual(MOST_UNITS);
    });
  },
);

/**
 * What the shipped answer costs before the id is known to be no shipped one, and the stored supplier. History
 * and differences read its versions. Rankings read the catalogue, for ids that ship since. Each looks
 * for what the run has stored of the supplier first.
 */
const CALLS_OF_CUSTOM: Readonly<Record<string, number>> = {
  '/v1/suppliers/mine': 6,
  '/v1/suppliers/mine/score': 4,
  '/v1/suppliers/mine/explanation': 4,
  '/v1/suppliers/mine/history?interval=month': 8,
  '/v1/differences?subjects=supplier:mine': 13,
  '/v1/scores?subject_type=supplier&custom=only&sort=id': 3,
  '/v1/scores?subject_type=supplier&custom=include': 5,
  '/v1/suppliers?custom=include': 6,
};

test.each(Object.entries(CALLS_OF_CUSTOM))(
  'of a custom supplier, %s reads %i items',
  async (address, calls) => {
    const body = JSON.stringify({
      name: 'Mine',
      sites: [{ id: 'a', name: 'A', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
    });
    await api.call('/v1/suppliers/mine', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const reads = await readsOf(address);
    expect(reads.filter(({ operation }) => !BY_KEY.includes(operation))).toEqual([]);
    expect(reads.length).toBe(calls);
  },
);

test('who has the answer of the run already costs no read', async () => {
  for (const { example } of API_ROUTES.filter((route) =>
    /Score$|Explanation$|^list(Scores|Elements|Signals|Measures|Sources)$/.test(route.operationId),
  )) {
    const { headers } = await api.call(example);
    expect([example, await readsOf(example, { 'if-none-match': String(headers.etag) })]).toEqual([
      example,
      [],
    ]);
  }
});
