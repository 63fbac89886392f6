import { describe, expect, test } from 'vitest';
import { type SignalDocument, signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { SignalName } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenCases, goldenMethodology } from '#test/builders/golden-methodology.ts';
import { referenceDataWith } from '#test/builders/reference-data.ts';
import { aCarrierSource, aDeployment, anEezEvent, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

const { parameters } = goldenMethodology;
type Counts = readonly (number | null)[];
type Dates = readonly (readonly [string, string])[];

/** Data of the golden case of a signal. */
function golden<Data>(series: SignalName): Data {
  const found = goldenCases('signal').find(({ inputs }) => inputs.series === series);
  if (found === undefined) throw new Error(`no golden case of ${series}`);
  return found.inputs.data as Data;
}
const dayAfter = (start: string, n: number): string => isoDate(dayNumber(start) + n);

/** Exercise days (S42) as rows. */
function exerciseDays(): Partial<ReferenceData> {
  const { start, aircraft, ships, official } = golden<{ start: string; aircraft: Counts; ships: Counts; official: Counts }>(
    'taiwan_strait',
  );
  const row = (n: number) => ({ aircraft: aircraft[n] ?? null, navy_ships: ships[n] ?? null, official_ships: official[n] ?? null });
  return { taiwan_strait: aircraft.map((_, n) => aTaiwanReport(dayAfter(start, n), row(n))) };
}

/** Vessel-days and escalations (S43) as rows; a day without a figure is no row. */
function vesselDays(): Partial<ReferenceData> {
  const { start, territorial_sea, events } = golden<{ start: string; territorial_sea: Counts; events: Dates }>('senkaku');
  return {
    senkaku: territorial_sea.flatMap((vessels, n) =>
      vessels === null ? [] : [aSenkakuDay(dayAfter(start, n), { territorial_sea_vessels: vessels })],
    ),
    eez_events: events.map(([day, known_from]) => anEezEvent(day, { known_from })),
  };
}

/** Two carriers at sea (S44) as rows. */
function carriersOut(): Partial<ReferenceData> {
  const { covered_to, deployments } = golden<{ covered_to: string; deployments: Dates }>('carriers');
  return { carrier_deployments: deployments.map(([start, end]) => aDeployment(start, end)), sources: [aCarrierSource(covered_to)] };
}

function published(theatre: SignalName, tables: Partial<ReferenceData>, asOf: string): SignalDocument | undefined {
  const data = referenceDataWith(tables);
  return signalDocuments(signalReader(data, parameters)(asOf), data, parameters).find((document) => document.theatre === theatre);
}

describe('the document of a golden case', () => {
  test('of exercise days around Taiwan has its state, its day and the tails of each series', () => {
    const found = published('taiwan_strait', exerciseDays(), '2026-05-20');
    // x = 2.0476164646349226: the index is 25 x, and 10 ^ (x + 1) = 1115.9 days.
    expect(found).toMatchObject({
      state: 2.0476,
      index: 51.2,
      status: 'current',
      age_days: 0,
      data_as_of: '2026-05-20',
      raw: {
        peak_report_date: '2026-05-19',
        peak: { report_date: '2026-05-19', activity_date: '2026-05-18', series: { aircraft: { count: 130 } } },
        today: { report_date: '2026-05-20', activity_date: '2026-05-19', series: { aircraft: { count: 77 } } },
      },
      summary: "Chinese military activity around Taiwan: state 2.05 of 4, as rare as about one day in 1116 by the signal's own past.",
    });
    const { aircraft, ships, official } = found?.tail_probabilities ?? {};
    expect(aircraft).toBeCloseTo(8.771659297226253e-5, 9);
    expect(ships).toBeCloseTo(0.35898103531453013, 9);
    expect(official).toBeCloseTo(0.5370626438563547, 9);
  });

  test('of vessels around the Senkaku Islands has vessel-days, and escalations once each and when they are known', () => {
    const found = published('senkaku', vesselDays(), '2026-07-25');
    // x = 2.1223926134994127; 06-20 and 06-22 are one escalation, that of 07-21 is known from 07-30 on.
    expect(found).toMatchObject({
      state: 2.1224,
      index: 53.1,
      status: 'current',
      age_days: 0,
      data_as_of: '2026-07-25',
      raw: { event_dates: ['2026-06-20', '2026-07-10'], events: { count: 2 } },
    });
    expect(found?.tail_probabilities.vessel_days).toBeCloseTo(0.00037727612520106714, 9);
    expect(found?.tail_probabilities.events).toBeCloseTo(0.039918503651926646, 9);
  });

  test('of carriers at sea has its state and how old the reading is', () => {
    const found = published('carriers', carriersOut(), '2026-06-20');
    // x = 1.1374164120586225, age 1.
    expect(found).toMatchObject({ state: 1.1374, index: 28.4, status: 'current', age_days: 1, data_as_of: '2026-06-19' });
    expect(found?.raw).toMatchObject({ peak: { carriers: 2 }, today: null });
  });

  test('that is read long after is stale the day after the method ends to take it', () => {
    // 21 days after the publications were read on 2026-06-19.
    expect(published('carriers', carriersOut(), '2026-07-10')).toMatchObject({ status: 'current', age_days: 21 });
    expect(published('carriers', carriersOut(), '2026-07-11')).toMatchObject({ status: 'stale', state: null, age_days: 22 });
  });
});

describe('the days of a signal', () => {
  const points = (theatre: SignalName, tables: Partial<ReferenceData>, cut: string) => {
    const data = referenceDataWith(tables);
    return signalHistoryPoints(theatre, signalReader(data, parameters), data, cut);
  };

  test('end with that of the cut, as it was known on it', () => {
    expect(points('taiwan_strait', exerciseDays(), '2026-05-20').at(-1)).toMatchObject({
      date: '2026-05-20',
      state: 2.0476,
      raw: { aircraft: 77 },
    });
    expect(points('senkaku', vesselDays(), '2026-07-25').at(-1)).toMatchObject({ date: '2026-07-25', state: 2.1224, index: 53.1 });
    const late = aDeployment('2026-06-18', '2026-06-18', { known_from: '2026-06-19' });
    const out = { sources: [aCarrierSource('2026-06-19')], carrier_deployments: [late] };
    expect(points('carriers', out, '2026-06-19').map(({ date }) => date)).toEqual(['2026-06-18']);
    expect(points('carriers', out, '2026-06-18')).toEqual([]);
  });

  test('of carriers are those on which one was out, each with all that were', () => {
    const days = points('carriers', carriersOut(), '2026-06-08');
    // One from 05-25 on, a second from 06-07 on; the week in December and those of the year before.
    expect(days).toHaveLength(26 + 7 + 15);
    expect(days.at(-3)).toMatchObject({ date: '2026-06-06', raw: { carriers: ['Liaoning'] } });
    expect(days.at(-1)).toMatchObject({ date: '2026-06-08', raw: { carriers: ['Liaoning', 'Liaoning'] } });
  });
});
