import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { nightPorts } from '#test/builders/night-ports.ts';
import { factsOf } from '#test/builders/small-facts.ts';
import { type ApiUnderTest, startApiUnderTest } from '../../api/api-under-test.ts';

const NIGHT = '2026-10-20';
/** Last day of the tables, whatever ships later. */
const TABLES_TO = '2026-08-22';

const daysAfter = (last: string, to: string): readonly string[] =>
  Array.from({ length: dayNumber(to) - dayNumber(last) }, (_, n) => isoDate(dayNumber(last) + 1 + n));

function shippedFacts(): ReferenceData {
  const facts = factsOf(['Dy'], []);
  return {
    ...facts,
    taiwan_strait: facts.taiwan_strait.filter(({ report_date }) => report_date <= TABLES_TO),
    senkaku: facts.senkaku.filter(({ day }) => day <= TABLES_TO),
    carrier_deployments: facts.carrier_deployments.filter(({ known_from }) => known_from <= TABLES_TO),
  };
}

/** Quiet reports of two months, and 120 aircraft on the day before the night. */
const strait = daysAfter(TABLES_TO, NIGHT).map((date) => ({
  series: 'taiwan_strait',
  date,
  known_from: date,
  source: 'MND',
  values: { aircraft: date === '2026-10-19' ? 120 : 5, navy_ships: 7, official_ships: 2 },
}));
const islands = daysAfter(TABLES_TO, NIGHT).map((date) => ({
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
    const { json } = await api.call('/v1/observations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return json;
  };
  /** A night at which the next minute is later than that of the one before. */
  const night = async (as_of: string): Promise<string> => {
    nights += 1;
    const outcome = await runPipeline({ as_of }, ports, () => `${NIGHT}T18:${30 + nights}:00.000Z`);
    expect(outcome).toMatchObject({ published: true, findings: [] });
    return outcome.run_id;
  };
  const pressureOf = async (run: string, theatre: string): Promise<Readonly<Record<string, unknown>>> =>
    (await ports.scores.document(run, `signal:${theatre}`)) as Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    api = await startApiUnderTest();
    ports = nightPorts(api.store, shipped);
    const before = await night(NIGHT);
    for (const theatre of THEATRES) {
      expect((await pressureOf(before, theatre)).status, `${theatre} has nothing of the last weeks`).toBe(
        'stale',
      );
    }
    expect(await send(...strait, ...islands, deployment({}))).toMatchObject({
      accepted: strait.length + islands.length + 1,
      refused: 0,
    });
    await night(NIGHT);
  });
  afterAll(() => api.close());

  test('of the Taiwan Strait: the day with 120 aircraft is among the busiest, and two quiet months before it are not', async () => {
    const { json } = await api.call('/v1/signals/taiwan?from=2026-10-18');
    expect(json).toMatchObject({ theatre: 'taiwan', status: 'current', age_days: 0, data_as_of: NIGHT });
    expect(json.series.aircraft).toBeGreaterThan(80);
    expect(json.series.ships).toBeLessThan(20);
    expect(countsOf(json, 'aircraft', 'ships')).toEqual([
      ['2026-10-18', 5, 7],
      ['2026-10-19', 120, 7],
      [NIGHT, 5, 7],
    ]);
  });

  test('of the Senkaku: vessels are those that ship, and from the next day on those that were sent', async () => {
    const { json } = await api.call(`/v1/signals/senkaku?from=${isoDate(dayNumber(TABLES_TO) - 9)}`);
    const shippedDays = shipped.senkaku
      .slice(-10)
      .map(({ day, territorial_sea_vessels }) => [day, territorial_sea_vessels]);
    expect(json).toMatchObject({ theatre: 'senkaku', status: 'current', age_days: 0, data_as_of: NIGHT });
    expect(countsOf(json, 'territorial_sea')).toEqual([
      ...shippedDays,
      ...islands.map(({ date }) => [date, 3]),
    ]);
  });

  test('of the carriers, in both theatres: one that was sent was out to the day on which it became public; days that nobody has read are unknown', async () => {
    for (const theatre of THEATRES) {
      const { json } = await api.call(`/v1/signals/${theatre}?from=2026-10-13`);
      expect(countsOf(json, 'carriers')).toEqual(
        daysAfter('2026-10-12', NIGHT).map((date) => [
          date,
          date === '2026-10-15' || date === '2026-10-16' ? 1 : null,
        ]),
      );
    }
  });
});

const countsOf = (
  { data }: { readonly data: readonly { date: string; raw: Record<string, number | null> }[] },
  ...names: string[]
) => data.map(({ date, raw }) => [date, ...names.map((name) => raw[name])]);
