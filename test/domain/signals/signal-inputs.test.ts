import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriers, carriersCoveredTo } from '#domain/signals/carriers/carriers.ts';
import { isEscalation } from '#domain/signals/senkaku/senkaku.ts';
import type { SignalFacts } from '#domain/signals/signal.ts';
import { signalHistory, signalReadings } from '#domain/signals/signal-inputs.ts';
import { daysFrom } from '#domain/signals/signal-state.ts';
import { taiwanStraitDays, taiwanStraitState } from '#domain/signals/taiwan-strait/taiwan-strait-state.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';
import { aCarrierSource, aDeployment, anEezEvent, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

const { parameters } = JSON.parse(readFileSync(new URL('../../golden/scoring-cases.json', import.meta.url), 'utf8')) as {
  parameters: Parameters;
};
const AS_OF = '2026-06-30';

/** Two quiet years: a wave of aircraft, seven ships, an entry into the territorial sea on two days of each month. */
function quietYears(over: Partial<SignalFacts> = {}): SignalFacts {
  const days = daysFrom('2024-01-01', '2026-07-31');
  return {
    taiwan_strait: days.map((day, i) => aTaiwanReport(day, { aircraft: [3, 25, 9, 14, 6, 18, 11][i % 7] as number })),
    senkaku: days.map((day) => aSenkakuDay(day, { territorial_sea_vessels: day.endsWith('-10') || day.endsWith('-11') ? 3 : 0 })),
    eez_events: [],
    carrier_deployments: [],
    sources: [aCarrierSource('2026-07-31')],
    ...over,
  };
}

const replaced = <Row>(rows: readonly Row[], of: (row: Row) => boolean, change: Partial<Row>): Row[] =>
  rows.map((row) => (of(row) ? { ...row, ...change } : row));

describe('signals of quiet years', () => {
  it('are zero, fresh and known', () => {
    const { readings, details } = signalReadings(quietYears(), parameters, AS_OF);
    expect(readings).toEqual({
      carriers: { x: 0, age_days: 0 },
      senkaku: { x: 0, age_days: 0 },
      taiwan_strait: { x: 0, age_days: 0 },
    });
    expect(details.taiwan_strait.detail.today?.series.ships).toMatchObject({ count: 49, expected: 49, baseline_n: 90 });
    expect(details.taiwan_strait.detail.today?.activity_date).toBe('2026-06-29');
    expect(details.senkaku.detail.vessel_days).toMatchObject({ count: 6, expected: 6, baseline_n: 12 });
  });

  it('do not see what happens after the day, nor what was not known on it', () => {
    const facts = quietYears();
    const loud: SignalFacts = {
      ...facts,
      taiwan_strait: facts.taiwan_strait.map((row) => (row.report_date > AS_OF ? { ...row, aircraft: 150 } : row)),
      senkaku: facts.senkaku.map((row) => (row.day > AS_OF ? { ...row, territorial_sea_vessels: 40 } : row)),
      eez_events: [anEezEvent('2026-06-20', { known_from: '2026-07-02' }), anEezEvent('2026-07-01')],
      carrier_deployments: [aDeployment('2026-06-25', '2026-07-05', { known_from: '2026-07-01' }), aDeployment('2026-07-03', '2026-07-09')],
    };
    expect(signalReadings(loud, parameters, AS_OF)).toEqual(signalReadings(facts, parameters, AS_OF));
    expect(signalReadings(loud, parameters, '2026-07-31').details.senkaku.x).toBeGreaterThan(1);
  });

  it('hold a report back until it is known, and use a late one from then on', () => {
    const facts = quietYears();
    const surge = { aircraft: 150, known_from: '2026-06-28' };
    const late: SignalFacts = { ...facts, taiwan_strait: replaced(facts.taiwan_strait, (row) => row.report_date === '2026-06-20', surge) };
    const at = (day: string) => signalReadings(late, parameters, day).details.taiwan_strait;
    expect(at('2026-06-27').x).toBe(0);
    expect(at('2026-06-27').detail.today?.series.aircraft?.baseline_n).toBe(89);
    expect(at('2026-06-28')).toMatchObject({ peak_date: '2026-06-20' });
    const lateCount: SignalFacts = {
      ...facts,
      senkaku: replaced(facts.senkaku, (row) => row.day === '2026-06-20', { territorial_sea_vessels: 40, known_from: '2026-06-28' }),
    };
    expect(signalReadings(lateCount, parameters, '2026-06-27').details.senkaku.vessel_days).toBeCloseTo((6 * 30) / 29, 12);
    expect(signalReadings(lateCount, parameters, '2026-06-28').details.senkaku.vessel_days).toBe(46);
  });

  it('count the age from the last day that was known', () => {
    const { readings } = signalReadings(quietYears(), parameters, AS_OF, '2026-06-20');
    expect([readings.carriers?.age_days, readings.senkaku?.age_days, readings.taiwan_strait?.age_days]).toEqual([10, 10, 10]);
  });

  it('are the same in a history of many days as one by one', () => {
    const facts = quietYears({
      eez_events: [anEezEvent('2026-05-03')],
      carrier_deployments: [aDeployment('2025-06-07', '2025-06-20'), aDeployment('2026-05-25', '2026-06-15', { known_from: '2026-05-26' })],
    });
    const days = daysFrom('2026-05-01', '2026-07-10');
    expect(signalHistory(facts, parameters, days)).toEqual(days.map((day) => signalReadings(facts, parameters, day)));
  });

  it('do not depend on the order of the rows', () => {
    const facts = quietYears({
      eez_events: [anEezEvent('2026-05-03'), anEezEvent('2026-06-13')],
      carrier_deployments: [aDeployment('2026-06-01', '2026-06-20'), aDeployment('2025-12-06', '2025-12-12')],
    });
    const reversed: SignalFacts = {
      ...facts,
      taiwan_strait: facts.taiwan_strait.toReversed(),
      senkaku: facts.senkaku.toReversed(),
      eez_events: facts.eez_events.toReversed(),
      carrier_deployments: facts.carrier_deployments.toReversed(),
    };
    expect(signalReadings(reversed, parameters, AS_OF)).toEqual(signalReadings(facts, parameters, AS_OF));
  });
});

describe('unknown signals', () => {
  it('have no state and a reason when nothing was ever observed', () => {
    const empty: SignalFacts = { taiwan_strait: [], senkaku: [], eez_events: [], carrier_deployments: [], sources: [] };
    const { readings, details } = signalReadings(empty, parameters, AS_OF);
    const missing = { x: null, age_days: null };
    expect(readings).toEqual({ carriers: missing, senkaku: missing, taiwan_strait: missing });
    expect(details.taiwan_strait.unknown_because).toBe('no report');
    expect(details.senkaku.unknown_because).toContain('fewer than 25 of the last 30 days');
    expect(details.carriers.unknown_because).toBe('the publications were never read');
  });

  it('have a reason when the baseline is too short', () => {
    const short = quietYears();
    const young: SignalFacts = {
      ...short,
      taiwan_strait: short.taiwan_strait.filter((row) => row.report_date > '2026-05-25'),
      senkaku: short.senkaku.filter((row) => row.day > '2026-01-01'),
    };
    const { details } = signalReadings(young, parameters, AS_OF);
    expect(details.taiwan_strait).toMatchObject({ x: null, age_days: 0 });
    expect(details.taiwan_strait.unknown_because).toContain('no report with a baseline');
    expect(details.senkaku.unknown_because).toContain('baseline blocks');
    expect(details.senkaku.x).toBeNull();
  });

  it('grow old when the publisher falls silent, and the strait has no state after its lookback', () => {
    const facts = quietYears();
    const silent: SignalFacts = { ...facts, taiwan_strait: facts.taiwan_strait.filter((row) => row.report_date <= '2026-05-20') };
    expect(signalReadings(silent, parameters, '2026-05-30').readings.taiwan_strait).toEqual({ x: 0, age_days: 10 });
    expect(signalReadings(silent, parameters, AS_OF).readings.taiwan_strait).toEqual({ x: null, age_days: 41 });
  });
});

describe('the Taiwan Strait series', () => {
  it('holds one definition only', () => {
    const facts = quietYears();
    const broken: SignalFacts = {
      ...facts,
      taiwan_strait: facts.taiwan_strait.map((row) => (row.report_date < '2026-04-01' ? { ...row, definition: 'adiz_only' } : row)),
    };
    const { detail } = signalReadings(broken, parameters, AS_OF).details.taiwan_strait;
    expect(detail.today?.series.aircraft?.baseline_n).toBe(90);
    expect(signalReadings(broken, parameters, '2026-05-10').details.taiwan_strait.x).toBeNull();
  });

  it('is refused when the method names a series it does not have', () => {
    const odd = { ...parameters, signal_taiwan: { ...parameters.signal_taiwan, series: ['balloons'] } };
    expect(() => taiwanStraitDays({ start: AS_OF, aircraft: [], ships: [], official: [] }, odd)).toThrow('names "balloons"');
  });

  it('never has a lower state for more aircraft on the day', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 91, maxLength: 91 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 100 }), (aircraft, more) => {
        const stateOf = (today: number) =>
          taiwanStraitState({ start: isoDate(0), aircraft: [...aircraft.slice(0, 90), today], ships: [], official: [] }, isoDate(90), {
            ...parameters,
            signal_taiwan: { ...parameters.signal_taiwan, lookback_days: 0 },
          }).x as number;
        const today = aircraft[90] as number;
        expect(stateOf(today + more)).toBeGreaterThanOrEqual(stateOf(today));
      }),
    );
  });
});

describe('the Senkaku state', () => {
  it('is not moved by handovers with 8 ships nor by typhoons that send all away', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 4, 8), { minLength: 40, maxLength: 40 }), (contiguous) => {
        const facts = quietYears();
        const last = dayNumber(AS_OF);
        const moved: SignalFacts = {
          ...facts,
          senkaku: facts.senkaku.map((row) => ({
            ...row,
            contiguous_zone_vessels: contiguous[last - dayNumber(row.day)] ?? row.contiguous_zone_vessels,
          })),
        };
        expect(signalReadings(moved, parameters, AS_OF).readings).toEqual(signalReadings(facts, parameters, AS_OF).readings);
      }),
      { numRuns: 20 },
    );
  });

  it('rises with vessel-days in the territorial sea and with escalations', () => {
    const facts = quietYears();
    const chase: SignalFacts = {
      ...facts,
      senkaku: facts.senkaku.map((row) => (row.day >= '2026-06-25' && row.day <= AS_OF ? { ...row, territorial_sea_vessels: 4 } : row)),
    };
    expect(signalReadings(chase, parameters, AS_OF).details.senkaku.x).toBeGreaterThan(2);
    const escalations = quietYears({ eez_events: [anEezEvent('2026-05-03'), anEezEvent('2026-06-13'), anEezEvent('2026-06-28')] });
    const { details } = signalReadings(escalations, parameters, AS_OF);
    expect(details.senkaku).toMatchObject({ events: 3 });
    expect(details.senkaku.detail.event_dates).toEqual(['2026-05-03', '2026-06-13', '2026-06-28']);
    expect(details.senkaku.x).toBeGreaterThan(2);
  });

  it('counts escalations within three days of the last one once', () => {
    const one = quietYears({ eez_events: ['2026-06-10', '2026-06-10', '2026-06-13', '2026-06-15'].map((day) => anEezEvent(day)) });
    expect(signalReadings(one, parameters, AS_OF).details.senkaku.detail.event_dates).toEqual(['2026-06-10', '2026-06-15']);
  });

  it('counts only escalations by China that are dated to the day, and detentions by anyone', () => {
    expect(isEscalation(anEezEvent('2026-06-10'), parameters)).toBe(true);
    expect(isEscalation(anEezEvent('2026-06-10', { actor: 'Russia' }), parameters)).toBe(false);
    expect(isEscalation(anEezEvent('2026-06-10', { actor: 'Japan (detained a skipper)', kind: 'detention' }), parameters)).toBe(true);
    expect(isEscalation(anEezEvent('2026-06-10', { kind: 'drone' }), parameters)).toBe(false);
    expect(isEscalation(anEezEvent('2026-06', { day_precision: 'month' }), parameters)).toBe(false);
    expect(isEscalation(anEezEvent('2026-06-10', { known_from: '2026-06' }), parameters)).toBe(false);
  });
});

describe('the carrier state', () => {
  it('is the rarer the more carriers are out at once', () => {
    const facts = quietYears({
      carrier_deployments: [
        aDeployment('2025-06-01', '2025-06-30'),
        aDeployment('2026-06-01', '2026-06-29'),
        aDeployment('2026-06-20', '2026-06-30', { carrier: 'Shandong' }),
      ],
    });
    const { details } = signalReadings(facts, parameters, '2026-06-25');
    expect(details.carriers.detail.today).toMatchObject({ carriers: 2, days_with_as_many: 5 });
    expect(details.carriers.detail.peak).toMatchObject({ date: '2026-06-20', days_with_as_many: 0 });
    expect(details.carriers.parts.carriers).toBeLessThan(details.carriers.x as number);
  });

  it('takes only deployments beyond the first island chain with both days to the day', () => {
    const facts = quietYears({
      carrier_deployments: [
        aDeployment('2026-06-01', '2026-06-29', { scope: 'strait' }),
        aDeployment('2026-06-01', '2026-06', { end_precision: 'month' }),
        aDeployment('2026-06', '2026-06-29', { start_precision: 'month', known_from: '2026-06-01' }),
      ],
    });
    expect(signalReadings(facts, parameters, AS_OF).details.carriers).toMatchObject({ x: 0, detail: { peak: null } });
  });

  it('counts a deployment that goes on up to the day on which the publications were last read', () => {
    const facts = quietYears({
      carrier_deployments: [{ ...aDeployment('2026-06-10', '2026-06-10'), end: null, end_precision: null }],
      sources: [aCarrierSource('2026-06-20')],
    });
    const on = (day: string) => signalReadings(facts, parameters, day).details.carriers;
    // Nobody was out in the two years before: p = 0.5 / 731, x = -log10 p - 1 = 2.165.
    expect(on('2026-06-10').parts.carriers).toBeCloseTo(-Math.log10(0.5 / 731) - 1, 12);
    expect(on('2026-06-20')).toMatchObject({ age_days: 0, detail: { today: { carriers: 1, days_with_as_many: 10 } } });
    expect(on('2026-06-21')).toMatchObject({ age_days: 1, parts: { carriers: 0 }, detail: { today: null } });
    const days = [...carriers.countsByDay(facts, '2026-06-30').keys()];
    expect([days.length, days[0], days.at(-1)]).toEqual([11, '2026-06-10', '2026-06-20']);
  });

  it('is read up to the day that an observation states, from the day on which it was public', () => {
    const facts = quietYears({
      carrier_deployments: [
        { ...aDeployment('2026-06-10', '2026-06-12'), known_from: '2026-06-15', covered_to: '2026-06-18' },
        aDeployment('2025-06-10', '2025-06-12'),
      ],
      sources: [aCarrierSource('2026-06-01')],
    });
    const ageOn = (day: string) => signalReadings(facts, parameters, day).readings.carriers?.age_days;
    expect([carriersCoveredTo(facts), carriersCoveredTo(facts, '2026-06-14')]).toEqual(['2026-06-18', '2026-06-01']);
    expect([ageOn('2026-06-14'), ageOn('2026-06-15'), ageOn('2026-06-20')]).toEqual([13, 0, 2]);
  });

  it('is read as none only up to the day on which the publications were last read', () => {
    const facts = quietYears({ sources: [aCarrierSource('2026-05-01'), aCarrierSource('2026-06-01')] });
    expect(carriersCoveredTo(facts)).toBe('2026-06-01');
    expect(signalReadings(facts, parameters, AS_OF).readings.carriers).toEqual({ x: 0, age_days: 29 });
    expect(signalReadings(facts, parameters, '2026-05-20').readings.carriers).toEqual({ x: 0, age_days: 0 });
  });
});
