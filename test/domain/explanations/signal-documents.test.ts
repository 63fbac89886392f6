import { describe, expect, test } from 'vitest';
import { type SignalDocument, signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import { type SignalsOnDay, signalReader } from '#domain/signals/signal-inputs.ts';
import type { SignalName } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { referenceDataWith } from '#test/builders/reference-data.ts';
import { aCarrierSource, aDeployment, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

const { parameters } = goldenMethodology;
type Details = SignalsOnDay['details'];
type OfTheThree = Partial<Pick<Details, 'taiwan_strait' | 'senkaku' | 'carriers'>>;

const tail = { count: 9, expected: 3, variance: 4, baseline_n: 90, p: 0.02 };
const report = { report_date: '2026-09-30', activity_date: '2026-09-29', p: 0.01, x: 1, series: { aircraft: tail } };
const out = { date: '2026-09-28', carriers: 2, days_with_as_many: 1, baseline_days: 730, p: 0.002, x: 1.7 };

/** Taiwan at state 1, the Senkaku at rest, carriers at 1.5; all of them current. A methodology with these three reads no other. */
const details = (over: OfTheThree = {}): Details =>
  ({
    taiwan_strait: {
      x: 1,
      age_days: 1,
      peak_date: '2026-09-30',
      p: { aircraft: 0.02, ships: 0.3 },
      unknown_because: null,
      detail: { peak: report, today: null },
    },
    senkaku: {
      x: 0,
      age_days: 2,
      p: { vessel_days: 0.4, events: 0.9 },
      vessel_days: 8,
      events: 0,
      unknown_because: null,
      detail: { vessel_days: tail, events: tail, p: 0.7, event_dates: [] },
    },
    carriers: { x: 1.5, age_days: 21, parts: { carriers: 0 }, unknown_because: null, detail: { peak: out, today: null } },
    ...over,
  }) as Details;
const sources = [aCarrierSource('2026-09-30'), { ...aCarrierSource('2026-09-30'), id: 'mnd', tables: ['taiwan_strait'] }];
const documents = (over: OfTheThree = {}): readonly SignalDocument[] =>
  signalDocuments(
    { as_of: '2026-10-01', known_at: '2026-10-01', readings: {}, details: details(over) },
    referenceDataWith({ sources }),
    parameters,
  );
const document = (signal: SignalName, over: OfTheThree = {}): SignalDocument => {
  const found = documents(over).find((one) => one.theatre === signal);
  if (found === undefined) throw new Error(`${signal} has a document`);
  return found;
};

describe('the document of a signal', () => {
  test('is there for each of the three, in byte order', () => {
    expect(documents().map(({ theatre }) => theatre)).toEqual(['carriers', 'senkaku', 'taiwan_strait']);
  });

  test('Taiwan: state 1 is a quarter of the index, as rare as one day in a hundred', () => {
    expect(document('taiwan_strait')).toEqual({
      theatre: 'taiwan_strait',
      name: 'Chinese military activity around Taiwan',
      state: 1,
      index: 25,
      status: 'current',
      status_reason: null,
      age_days: 1,
      stale_after_days: 7,
      data_as_of: '2026-09-30',
      raw: { peak_report_date: '2026-09-30', peak: report, today: null },
      tail_probabilities: { aircraft: 0.02, ships: 0.3 },
      summary: "Chinese military activity around Taiwan: state 1.00 of 4, as rare as about one day in 100 by the signal's own past.",
      sources: ['mnd'],
    });
  });

  test('Senkaku: at rest it is an ordinary day', () => {
    expect(document('senkaku')).toMatchObject({
      name: 'Chinese government vessels around the Senkaku/Diaoyu Islands',
      state: 0,
      index: 0,
      status: 'current',
      age_days: 2,
      data_as_of: '2026-09-29',
      sources: [],
      raw: { vessel_days: tail, events: tail, p: 0.7, event_dates: [] },
      tail_probabilities: { vessel_days: 0.4, events: 0.9 },
      summary: 'Chinese government vessels around the Senkaku/Diaoyu Islands: no more than on an ordinary day.',
    });
  });

  test('carriers: the chance of the day behind the state, none when no carrier was out', () => {
    expect(document('carriers')).toMatchObject({
      name: 'Chinese aircraft carriers beyond the first island chain',
      state: 1.5,
      index: 37.5,
      status: 'current',
      raw: { peak: out, today: null },
      tail_probabilities: { carriers: 0.002 },
      // 10^2.5 = 316.2
      summary:
        "Chinese aircraft carriers beyond the first island chain: state 1.50 of 4, as rare as about one day in 316 by the signal's own past.",
      sources: ['carrier-deployments'],
    });
    const none = { ...details().carriers, x: 0, detail: { peak: null, today: null } };
    expect(document('carriers', { carriers: none }).tail_probabilities).toEqual({ carriers: null });
  });

  test('publishes four decimals of the state and one of the index', () => {
    expect(document('carriers', { carriers: { ...details().carriers, x: 1.23456 } })).toMatchObject({ state: 1.2346, index: 30.9 });
  });
});

describe('a signal that can not be read as it is', () => {
  test('is stale from the day after the limit of the method; then its state is unknown, whatever it was', () => {
    expect(parameters.signal_stale_after_days.carriers).toBe(21);
    const old = { ...details().carriers, age_days: 22 };
    expect(document('carriers', { carriers: old })).toMatchObject({
      status: 'stale',
      state: null,
      index: null,
      age_days: 22,
      data_as_of: '2026-09-09',
      status_reason: 'the newest observation is 22 days old, more than 21',
      summary:
        'Chinese aircraft carriers beyond the first island chain: the newest observation is 22 days old, more than 21; scores take the state as unknown, not as calm.',
    });
  });

  test('is unknown, with the reason, when it could not be computed', () => {
    const gap = { ...details().senkaku, x: null, unknown_because: 'fewer than 20 of the last 28 days have a figure' };
    expect(document('senkaku', { senkaku: gap })).toMatchObject({
      status: 'unknown',
      state: null,
      index: null,
      age_days: 2,
      data_as_of: '2026-09-29',
      status_reason: 'fewer than 20 of the last 28 days have a figure',
      summary:
        'Chinese government vessels around the Senkaku/Diaoyu Islands: fewer than 20 of the last 28 days have a figure; scores take the state as unknown, not as calm.',
    });
  });

  test('that was never observed has no age and no day', () => {
    const never = { ...details().carriers, x: null, age_days: null, unknown_because: 'the publications were never read' };
    expect(document('carriers', { carriers: never })).toMatchObject({
      status: 'unknown',
      age_days: null,
      data_as_of: null,
      status_reason: 'the publications were never read',
    });
  });
});

describe('the history of a signal', () => {
  const data = referenceDataWith({
    taiwan_strait: [
      aTaiwanReport('2026-09-29', { aircraft: 12, flag: 'exercise' }),
      aTaiwanReport('2026-09-30', { known_from: '2026-10-05' }),
      aTaiwanReport('2026-10-01'),
      aTaiwanReport('2026-10-02'),
    ],
    senkaku: [
      aSenkakuDay('2026-09-30', { territorial_sea_vessels: 4, contiguous_zone_vessels: 5 }),
      aSenkakuDay('2026-10-01', { known_from: '2026-10-03' }),
      aSenkakuDay('2026-10-02'),
    ],
    carrier_deployments: [
      aDeployment('2026-09-29', '2026-10-04', { carrier: 'Shandong' }),
      aDeployment('2026-09-27', '2026-09-29'),
      aDeployment('2026-09-20', '2026-09-21', { scope: 'scs' }),
      aDeployment('2026-09-22', '2026-09-23', { start_precision: 'month' }),
      aDeployment('2026-09-22', '2026-09-23', { end_precision: 'month' }),
      aDeployment('2026-09-30', '2026-09-30', { carrier: 'Fujian', end: null, end_precision: null }),
      aDeployment('2026-09-22', '2026-09-23', { known_from: '2026-10-02' }),
    ],
    sources: [aCarrierSource('2026-10-01')],
  });
  const points = (signal: SignalName) => signalHistoryPoints(signal, signalReader(data, parameters), data, '2026-10-01');

  test('has the counts of each report that was known by the day of the cut', () => {
    expect(points('taiwan_strait')).toEqual([
      {
        date: '2026-09-29',
        state: null,
        index: null,
        raw: { aircraft: 12, navy_ships: 7, official_ships: 1, definition: 'all_detected', flag: 'exercise' },
      },
      {
        date: '2026-10-01',
        state: null,
        index: null,
        raw: { aircraft: 10, navy_ships: 7, official_ships: 1, definition: 'all_detected', flag: null },
      },
    ]);
    expect(points('senkaku')).toEqual([
      { date: '2026-09-30', state: null, index: null, raw: { territorial_sea_vessels: 4, contiguous_zone_vessels: 5 } },
    ]);
  });

  test('has the carriers that were out, day by day up to the cut, where both dates are known to the day; one that goes on is out', () => {
    expect(points('carriers').map(({ date, raw }) => [date, raw.carriers])).toEqual([
      ['2026-09-27', ['Liaoning']],
      ['2026-09-28', ['Liaoning']],
      ['2026-09-29', ['Shandong', 'Liaoning']],
      ['2026-09-30', ['Shandong', 'Fujian']],
      ['2026-10-01', ['Shandong', 'Fujian']],
    ]);
  });

  test('has the state of each day as it was known then, and a quarter of a hundred of it as the index', () => {
    // First day out in two years of none: p = 0.5 / 731, state -log10(p) - 1 = 2.165
    const [first] = points('carriers');
    expect(first?.state).toBeCloseTo(2.165, 3);
    expect(first?.index).toBeCloseTo(54.1, 1);
  });
});
