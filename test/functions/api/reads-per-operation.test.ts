import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { pointerKey } from '#contracts/store/table-layout.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynaliteStore } from '#test/adapters/embedded-store.ts';
import { type DynamodbMeter, type MeteredCall, startMeter } from '#test/builders/dynamodb-meter.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest, storeExamples } from './api-under-test.ts';

let api: ApiUnderTest;
let meter: DynamodbMeter;
beforeAll(async () => {
  const store = await dynaliteStore();
  meter = await startMeter(store.place.endpoint);
  api = await startApiUnderTest({ store: { ...store, reads: dynamodbForReads({ ...store.place, endpoint: meter.url }) } });
  await publishWorld(store);
  await storeExamples(api);
});
afterAll(async () => {
  await api.close();
  await meter.close();
});

/** What a request reads beside the pointer, which is read again after five seconds: on a busy machine that can be in any request. */
async function readsOf(
  address: string,
  headers: Record<string, string> = {},
): Promise<readonly Pick<MeteredCall, 'operation' | 'units'>[]> {
  await api.call(address);
  meter.calls.length = 0;
  await api.call(address, { headers });
  return meter.calls.flatMap(({ operation, units, partition }) => (partition === pointerKey.pk ? [] : [{ operation, units }]));
}

/** Reads beside the pointer. Lists of subjects read their ranking pages, here three; a history reads a year each, here two, and the score. */
const CALLS: Readonly<Record<string, number>> = {
  // Two catalogues, the signals, the sea lanes, and two ranking pages.
  getMap: 6,
  getTrackRecord: 3,
  listTrackRecordLinks: 2,
  getTrackRecordForecasts: 3,
  listCustomSuppliers: 1,
  listQuarantine: 1,
  listCustomMeasures: 1,
  // How far rules were judged: no alert is there to read.
  listAlerts: 1,
  listAlertRules: 1,
  getAlertRule: 1,
  // The rule, its catalogue and the register, and two years of two subjects.
  rehearseAlertRule: 11,
  listWebhooks: 1,
  getWebhook: 1,
  listDeliveries: 2,
  getElementWithCustomMeasures: 4,
  listScores: 1,
  listSignals: 1,
  getSignal: 1,
  listMeasures: 2,
  listSecurityEvents: 1,
  listControlEvents: 1,
  listSources: 1,
  listRuns: 1,
  getRun: 1,
  // The open requests for a run, the last attempt to start one, and the clocks of collected sources are three of them.
  getStatus: 6,
  getMetrics: 6,
  // The head, the first change that is kept, and the page.
  listChanges: 3,
  // The feed, with changes that were stored one by one until November 2026; the difference of thirty days; and of the replayed past the points of three years.
  getElementChanges: 13,
  getSupplierChanges: 12,
  getCountryChanges: 12,
  listElements: 4,
  getElement: 2,
  getElementScore: 1,
  getElementExplanation: 1,
  getElementReport: 1,
  getElementHistory: 5,
  listSuppliers: 2,
  getSupplier: 2,
  getSupplierScore: 1,
  getSupplierExplanation: 1,
  getSupplierReport: 1,
  getSupplierHistory: 5,
  // The run, its inputs and its method: the example loses no supplier and closes no lane.
  getScenarioEvaluation: 3,
  // A series reads each of the two years of its two subjects once, and one catalogue.
  getSeries: 9,
  listCountries: 2,
  getCountry: 2,
  getCountryScore: 1,
  getCountryExplanation: 1,
  getCountryReport: 1,
  getCountryHistory: 5,
};

/** Years of histories that an example reads. */
const YEARS_OF_HISTORY: Readonly<Record<string, number>> = {
  getElementHistory: 2,
  getSupplierHistory: 2,
  getCountryHistory: 2,
  getElementChanges: 3,
  getSupplierChanges: 3,
  getCountryChanges: 3,
  getSeries: 4,
  rehearseAlertRule: 4,
};

describe.each(API_ROUTES.filter(({ methods }) => methods[0] === 'GET'))('$operationId', ({ operationId, example }) => {
  test('reads as many items as it names, and never scans', async () => {
    const reads = await readsOf(example);
    expect(reads.map((read) => read.operation).filter((operation) => operation !== 'GetItem' && operation !== 'Query')).toEqual([]);
    expect(reads.length).toBe(CALLS[operationId] ?? 0);
    const queries =
      /^(listRuns|listCustomSuppliers|listQuarantine|listCustomMeasures|getElementWithCustomMeasures|listTrackRecordLinks)$|^list(AlertRules|Webhooks|Deliveries)$|Changes(Feed)?$/.test(
        operationId,
      )
        ? 1
        : 0;
    const single = /^get(Element|Supplier|Country)Changes$/.test(operationId) ? 1 : 0;
    const firstDay = /Changes$/.test(operationId) ? 1 : 0;
    // What was published in a year is a query beside the item of what was replayed.
    const years = YEARS_OF_HISTORY[operationId] ?? 0;
    expect(reads.filter((read) => read.operation === 'Query').length).toBe(
      operationId === 'getStatus' ? 3 : queries + single + firstDay + years,
    );
    // Eventually consistent, at most 4 KB each; lists of events have up to four times that.
    // The feed is read strongly consistent: nothing that was acknowledged may be passed over.
    for (const { units } of reads)
      expect(
        units === 0.5 ||
          (years > 0 && units === 0) || // nothing was published in the year
          (/^(list(CustomSuppliers|CustomMeasures|Quarantine)|getElementWithCustomMeasures)$/.test(operationId) && units === 0) ||
          (/^list(Security|Control)Events$/.test(operationId) && units <= 2) ||
          // What a client has just stored is read strongly consistent.
          (/AlertRule|Webhook|Alerts|Deliveries/.test(operationId) && units <= 1) ||
          (operationId === 'getStatus' && units === 0) || // nothing has come in, or been collected
          (/Changes(Feed)?$/.test(operationId) && units <= 4), // a page of the feed is one query of as much as fits
      ).toBe(true);
  });
});

/**
 * What the shipped answer costs before the id is known to be no shipped one, and the stored supplier. History and changes read its versions;
 * changes also the runs, the titles of measures, and the signals of each run, here one. Rankings read the catalogue, for ids that ship since. Each looks
 * for what the run has stored of the supplier first.
 */
const CALLS_OF_CUSTOM: Readonly<Record<string, number>> = {
  '/v1/suppliers/mine': 5,
  '/v1/suppliers/mine/score': 4,
  '/v1/suppliers/mine/explanation': 4,
  '/v1/suppliers/mine/history?interval=month': 8,
  '/v1/suppliers/mine/changes': 13,
  '/v1/scores?subject_type=supplier&custom=only&sort=id': 3,
  '/v1/scores?subject_type=supplier&custom=include': 4,
  '/v1/suppliers?custom=include': 4,
};

test.each(Object.entries(CALLS_OF_CUSTOM))('of a custom supplier, %s reads %i items', async (address, calls) => {
  const body = JSON.stringify({ name: 'Mine', sites: [{ id: 'a', name: 'A', country: 'VNM', stage: 'magnet', elements: ['Dy'] }] });
  await api.call('/v1/suppliers/mine', { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
  const reads = await readsOf(address);
  expect(reads.map(({ operation }) => operation).filter((operation) => operation !== 'GetItem' && operation !== 'Query')).toEqual([]);
  expect(reads.length).toBe(calls);
});

test('who has the answer of the run already costs no read', async () => {
  for (const { example } of API_ROUTES.filter((route) =>
    /Score$|Explanation$|^list(Scores|Elements|Signals|Measures|Sources)$/.test(route.operationId),
  )) {
    const { headers } = await api.call(example);
    expect([example, await readsOf(example, { 'if-none-match': String(headers.etag) })]).toEqual([example, []]);
  }
});
