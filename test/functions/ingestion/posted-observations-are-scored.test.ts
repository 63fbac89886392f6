import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIGNAL_NAMES } from '#contracts/signals/registry.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { dynamodbObservationLog } from '#functions/adapters/dynamodb/dynamodb-observation-log.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { changeExplainer } from '#functions/scoring/changes/explain-change.ts';
import { factsWithObservations } from '#functions/scoring/newest-facts.services.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { SIGNALS_TABLE } from '#test/adapters/embedded-store.ts';
import { factsOf, realParts } from '#test/builders/small-facts.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

const NIGHT = '2026-10-20';
/** Last days of the tables, whatever ships later. */
const [STRAIT_TO, ISLANDS_TO, CARRIERS_READ_TO] = ['2026-08-22', '2026-10-08', '2026-08-22'];

const daysAfter = (last: string, to: string): readonly string[] =>
  Array.from({ length: dayNumber(to) - dayNumber(last) }, (_, n) => isoDate(dayNumber(last) + 1 + n));

function shippedFacts(): ReferenceData {
  const facts = factsOf(['Dy'], []);
  return {
    ...facts,
    taiwan_strait: facts.taiwan_strait.filter(({ report_date }) => report_date <= STRAIT_TO),
    senkaku: facts.senkaku.filter(({ day }) => day <= ISLANDS_TO),
    carrier_deployments: facts.carrier_deployments.filter(({ known_from }) => known_from <= CARRIERS_READ_TO),
    sources: facts.sources.map((source) =>
      source.tables.includes('carrier_deployments') ? { ...source, read_on: CARRIERS_READ_TO } : source,
    ),
  };
}

/** Quiet reports of two months, and 120 aircraft on the day before the night. */
const strait = daysAfter(STRAIT_TO, NIGHT).map((date) => ({
  series: 'taiwan_strait',
  date,
  known_from: date,
  source: 'MND',
  values: { aircraft: date === '2026-10-19' ? 120 : 5, navy_ships: 7, official_ships: 2 },
}));
const islands = daysAfter(ISLANDS_TO, NIGHT).map((date) => ({
  series: 'senkaku',
  date,
  known_from: date,
  source: 'JCG',
  values: { contiguous_zone_vessels: 4, territorial_sea_vessels: 3 },
}));
const deployment = (values: object, more: object = {}) => ({
  series: 'carriers',
  id: 'LIA-2026-10',
  date: '2026-10-15',
  known_from: '2026-10-16',
  source: 'JSO',
  values: { carrier: 'Liaoning', scope: 'pacific', ...values },
  ...more,
});

describe('what was sent is in the state of the signal after the next night', () => {
  const shipped = shippedFacts();
  let api: ApiUnderTest;
  let ports: ScoringPorts;
  let nights = 0;

  const send = async (...observations: unknown[]) => {
    const body = JSON.stringify({ observations });
    const { json } = await api.call('/v1/signals', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return json;
  };
  /** A night at which the next minute is later than that of the one before. */
  const night = async (as_of: string): Promise<string> => {
    nights += 1;
    const outcome = await runPipeline({ as_of }, ports, () => `${NIGHT}T18:${30 + nights}:00.000Z`);
    expect(outcome).toMatchObject({ published: true, findings: [] });
    return outcome.run_id;
  };
  const signalOf = async (run: string, name: string): Promise<Readonly<Record<string, unknown>>> =>
    (await ports.scores.document(run, `signal:${name}`)) as Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    api = await startApiUnderTest();
    const { snapshots } = inMemoryStore();
    const services = scoringPorts({
      ...api.store,
      snapshots,
      explainChange: changeExplainer(parametersOf(METHODOLOGY.document)),
      ...realParts(shipped, snapshots),
      newestFacts: factsWithObservations(dynamodbObservationLog(api.store.runs, SIGNALS_TABLE), shipped),
    });
    // One element supplies few countries, and the states of signals move from unknown to known at once.
    ports = { ...services, guardBounds: { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 100 } };
    const before = await night(NIGHT);
    for (const name of SIGNAL_NAMES) {
      expect((await signalOf(before, name)).status, `${name} has nothing of the last weeks`).not.toBe('current');
    }
    expect(await send(...strait, ...islands, deployment({ covered_to: NIGHT }))).toMatchObject({
      accepted: strait.length + islands.length + 1,
      quarantined: 0,
    });
    await night(NIGHT);
  });
  afterAll(() => api.close());

  test('of the Taiwan Strait: the day with 120 aircraft is as rare as can be, and has faded for a day', async () => {
    const { json } = await api.call('/v1/signals/taiwan_strait?limit=5');
    expect(json).toMatchObject({ theatre: 'taiwan_strait', status: 'current', age_days: 0, data_as_of: NIGHT });
    // A state of 4 with a half-life of three days.
    expect(json.state).toBeCloseTo(4 * 2 ** (-1 / 3), 4);
    expect(json.raw).toMatchObject({ peak_report_date: '2026-10-19', peak: { series: { aircraft: { count: 120 } } } });
  });

  test('of the Senkaku: the vessels of the last thirty days are those that ship and those that were sent', async () => {
    const { json } = await api.call('/v1/signals/senkaku?limit=5');
    const first = isoDate(dayNumber(NIGHT) - 29);
    const inTables = shipped.senkaku.filter(({ day }) => day >= first).reduce((sum, row) => sum + row.territorial_sea_vessels, 0);
    expect(json).toMatchObject({ theatre: 'senkaku', status: 'current', age_days: 0, data_as_of: NIGHT });
    expect(json.raw.vessel_days.count).toBe(inTables + 3 * islands.length);
    expect(json.state).toBeGreaterThan(0);
  });

  test('of the carriers: one that is still out is out today, and the publications were read to today', async () => {
    const { json } = await api.call('/v1/signals/carriers?from=2026-09-01');
    const wasOut = (day: string) =>
      day >= '2026-10-15' ||
      shipped.carrier_deployments.some(
        ({ scope, start, end, start_precision, end_precision }) =>
          scope === 'pacific' && start_precision === 'day' && end_precision === 'day' && start <= day && day <= (end ?? day),
      );
    const daysOut = daysAfter(isoDate(dayNumber(NIGHT) - 731), isoDate(dayNumber(NIGHT) - 1)).filter(wasOut).length;
    expect(json).toMatchObject({ theatre: 'carriers', status: 'current', age_days: 0, data_as_of: NIGHT });
    expect(json.raw.today).toMatchObject({ date: NIGHT, carriers: 1, baseline_days: 730, days_with_as_many: daysOut });
    expect(json.data.map(({ date, raw }: { date: string; raw: unknown }) => [date, raw])).toEqual(
      daysAfter('2026-10-14', NIGHT).map((date) => [date, { carriers: ['Liaoning'] }]),
    );
  });
});
