import { describe, expect, test } from 'vitest';
import { type Observation, type ObservationVersion, observationRowsIn, withObservations } from '#domain/signals/observations.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';

const [base] = bundledMethodologies.values();
if (base === undefined) throw new Error('no methodology ships');
const { parameters } = methodologyOf(base.document);

const strait = (date: string, aircraft: number, known_from = date): Observation => ({
  signal: 'taiwan_strait',
  date,
  known_from,
  source: 'MND',
  source_url: null,
  definition: 'all_detected',
  values: { aircraft, crossed_median_or_adiz: null, navy_ships: 12, official_ships: 2 },
});
const version = (observation: Observation, n = 1): ObservationVersion => ({ observation, version: n });
const rowsOf = (versions: readonly ObservationVersion[], knownAt: string, day: string) =>
  withObservations(data, versions, knownAt).taiwan_strait.filter(({ report_date }) => report_date === day);

describe('the tables with observations that came in', () => {
  test('are the shipped ones, the very same, when nothing came in or nothing was known yet', () => {
    expect(withObservations(data, [], '2026-12-31')).toBe(data);
    expect(withObservations(data, [version(strait('2026-11-20', 30))], '2026-11-19')).toBe(data);
  });

  test('have a row of the new day that a score can cite, and all others as they were', () => {
    const merged = withObservations(data, [version(strait('2026-11-20', 30))], '2026-11-20');
    expect(rowsOf([version(strait('2026-11-20', 30))], '2026-11-20', '2026-11-20')).toMatchObject([
      { row: 'observation:taiwan_strait:2026-11-20:1', aircraft: 30, known_from: '2026-11-20', source: 'MND' },
    ]);
    expect(merged.taiwan_strait.length).toBe(data.taiwan_strait.length + 1);
    expect(merged.senkaku).toEqual(data.senkaku);
  });

  test('have of each day the newest version that was known: a correction counts from the day it was known', () => {
    const versions = [version(strait('2026-11-20', 30)), version(strait('2026-11-20', 3, '2026-11-25'), 2)];
    expect(rowsOf(versions, '2026-11-24', '2026-11-20')).toMatchObject([{ aircraft: 30 }]);
    expect(rowsOf(versions, '2026-11-25', '2026-11-20')).toMatchObject([{ aircraft: 3, known_from: '2026-11-25' }]);
    expect(rowsOf(versions.toReversed(), '2026-11-25', '2026-11-20')).toMatchObject([{ aircraft: 3 }]);
  });

  test('take the place of a shipped day that they correct', () => {
    const shipped = data.taiwan_strait.at(-1);
    if (shipped === undefined) throw new Error('no reports ship');
    const rows = rowsOf([version(strait(shipped.report_date, 77, '2026-11-25'))], '2026-11-25', shipped.report_date);
    expect(rows).toMatchObject([{ aircraft: 77 }]);
  });

  test('have the shipped day again, or none, once what came in is withdrawn', () => {
    const shipped = data.taiwan_strait.at(-1);
    if (shipped === undefined) throw new Error('no reports ship');
    const withdrawn = (date: string) => version({ ...strait(date, 77, '2026-11-26'), values: {}, withdrawn: true }, 2);
    const of = (date: string) => [version(strait(date, 77, '2026-11-25')), withdrawn(date)];
    expect(rowsOf(of(shipped.report_date), '2026-11-25', shipped.report_date)).toMatchObject([{ aircraft: 77 }]);
    expect(rowsOf(of(shipped.report_date), '2026-11-26', shipped.report_date)).toEqual([shipped]);
    expect(rowsOf(of('2026-11-20'), '2026-11-26', '2026-11-20')).toEqual([]);
  });

  test('move the signal: a day with very many aircraft is unusual from the day it is known, and not before', () => {
    const calm = Array.from({ length: 93 }, (_, n) =>
      version(strait(new Date(Date.parse('2026-08-23') + n * 86_400_000).toISOString().slice(0, 10), 5)),
    );
    const storm = version(strait('2026-11-24', 150, '2026-11-25'));
    const stateOn = (versions: readonly ObservationVersion[], day: string) =>
      signalReadings(withObservations(data, versions, day), parameters, day).readings.taiwan_strait?.x ?? null;
    expect(stateOn([...calm, storm], '2026-11-24')).toBe(stateOn(calm, '2026-11-24'));
    expect(stateOn([...calm, storm], '2026-11-25')).toBeGreaterThan((stateOn(calm, '2026-11-25') ?? 0) + 1);
  });

  test('name who sent an observation, and hold a count to what was plausible when it was released', () => {
    const receipt = { client: 'acme', key: null, received_at: '2026-11-20T08:00:00.000Z', released_by: 'bolt' };
    const heldTo = (held_to: Record<string, number>) =>
      rowsOf([{ ...version(strait('2026-11-20', 30)), receipt: { ...receipt, held_to } }], '2026-11-20', '2026-11-20')[0];
    expect(heldTo({})).toMatchObject({ aircraft: 30, sent_by: 'acme', note: null });
    expect(heldTo({ aircraft: 30, crossed_median_or_adiz: 1 })).toMatchObject({ aircraft: 30, note: null });
    expect(heldTo({ aircraft: 20, navy_ships: 2 })).toMatchObject({
      aircraft: 20,
      navy_ships: 2,
      official_ships: 2,
      note: 'aircraft counts as 20 of 30 until a second sender confirms it. navy_ships counts as 2 of 12 until a second sender confirms it.',
    });
  });

  test('hold vessels and deployments as well', () => {
    const said = { date: '2026-11-20', known_from: '2026-11-21', source: 'JCG', source_url: null, definition: 'as published' };
    const merged = withObservations(
      data,
      [
        version({ ...said, signal: 'senkaku', values: { contiguous_zone_vessels: 4, territorial_sea_vessels: 2 } }),
        version({
          ...said,
          signal: 'carriers',
          id: 'D-1',
          values: { scope: 'pacific', carrier: 'Fujian', end: null, flight_operations_total: null },
        }),
      ],
      '2026-11-21',
    );
    expect(merged.senkaku.at(-1)).toMatchObject({ day: '2026-11-20', territorial_sea_vessels: 2 });
    expect(merged.carrier_deployments.at(-1)).toMatchObject({ id: 'D-1', start: '2026-11-20', end: null });
  });

  test('know the precision of an end only where there is one', () => {
    const sailed = (end: string | null) => {
      const values = { scope: 'pacific', carrier: 'Fujian', end, flight_operations_total: 40 } as const;
      const said = { date: '2026-11-20', known_from: '2026-11-21', source: 'JSO', source_url: null, definition: 'as published' };
      return withObservations(data, [version({ ...said, signal: 'carriers', id: 'D-1', values })], '2026-11-21').carrier_deployments.at(-1);
    };
    expect(sailed('2026-11-25')).toMatchObject({
      start_precision: 'day',
      end: '2026-11-25',
      end_precision: 'day',
      flight_operations_total: 40,
    });
    expect(sailed(null)).toMatchObject({ start_precision: 'day', end: null, end_precision: null });
  });

  test('say of a deployment up to which day the publications were read: the day it states, else the day it was public', () => {
    const said = { date: '2026-11-20', known_from: '2026-11-21', source: 'JSO', source_url: null, definition: 'as published' };
    const rowOf = (values: object) =>
      withObservations(data, [version({ ...said, signal: 'carriers', id: 'D-1', values })], '2026-11-21').carrier_deployments.at(-1);
    const values = { scope: 'pacific', carrier: 'Fujian', end: null, flight_operations_total: null };
    expect(rowOf(values)).toMatchObject({ covered_to: '2026-11-21' });
    expect(rowOf({ ...values, covered_to: '2026-11-25' })).toMatchObject({ covered_to: '2026-11-25' });
    expect(data.carrier_deployments.some((row) => 'covered_to' in row)).toBe(false);
  });

  test('name a deployment without an id by its first day', () => {
    const said = { date: '2026-11-20', known_from: '2026-11-21', source: 'JSO', source_url: null, definition: 'as published' };
    const values = { scope: 'pacific', carrier: 'Fujian', end: null, flight_operations_total: null };
    const merged = withObservations(data, [version({ ...said, signal: 'carriers', values })], '2026-11-21');
    expect(merged.carrier_deployments.at(-1)).toMatchObject({ id: '2026-11-20', start: '2026-11-20' });
  });
});

describe('the observations in the tables', () => {
  test('are listed by signal in byte order, and rows that ship are not', () => {
    const versions = [version(strait('2026-11-21', 30)), version(strait('2026-11-20', 31)), version(strait('2026-11-20', 30), 2)];
    expect(observationRowsIn(withObservations(data, versions, '2026-11-26'))).toEqual({
      taiwan_strait: ['observation:taiwan_strait:2026-11-20:2', 'observation:taiwan_strait:2026-11-21:1'],
    });
    expect(observationRowsIn(data)).toEqual({});
  });
});
