import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import {
  concentrationForecasts,
  constantForecasts,
  inProportion,
  persistentForecasts,
  recentForecasts,
} from '#domain/back-test/state-and-event/benchmarks.ts';
import { type JudgedGrid, judgedGrid, NOT_ASKED, type OutcomeTable, UNKNOWN } from '#domain/back-test/state-and-event/judged-grid.ts';
import type { PairHistory } from '#domain/outcomes/judge-pair.ts';
import type { TradeReading } from '#domain/outcomes/readings-on-pair.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { smallHistory, smallSettings } from '#test/builders/back-test-world.ts';
import { anElement, aShare } from '#test/builders/reference-data.ts';

const two = [
  { element: 'A', buyer: 'JPN' },
  { element: 'B', buyer: 'JPN' },
];
const grid = { origins: [10, 20, 30], pairs: two } as unknown as JudgedGrid;
const table = (happened: readonly number[], resolvedOn: readonly number[]): OutcomeTable => ({
  happened: Int8Array.from(happened),
  resolvedOn: Float64Array.from(resolvedOn),
  eventDay: new Float64Array(happened.length),
});

describe('the constant', () => {
  it('counts what was resolved by the day, and not what nobody knows', () => {
    // Resolved by day 20: the first (it happened); by day 30: the first and the fourth (it did not). The second is unknown, the third resolves later.
    const outcomes = table([1, UNKNOWN, 1, 0, NOT_ASKED, 1], [15, 15, 40, 30, 0, 45]);
    const constant = constantForecasts(grid, outcomes, { mean: 0.5, forecasts: 2 });
    expect([...constant]).toEqual([1 / 2, 1 / 2, 2 / 3, 2 / 3, 2 / 4, 2 / 4]);
  });

  it('is not moved by what is resolved later, whatever it was', () => {
    const outcome = fc.constantFrom(0, 1, UNKNOWN);
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 6, maxLength: 6 }), fc.array(outcome, { minLength: 6, maxLength: 6 }), (known, other) => {
        const days = [5, 25, 15, 35, 25, 45];
        const of = (day: number) => {
          const mixed = known.map((one, i) => ((days[i] as number) <= day ? one : (other[i] as number)));
          return constantForecasts(grid, table(mixed, days), { mean: 0.05, forecasts: 24 });
        };
        const whole = constantForecasts(grid, table(known, days), { mean: 0.05, forecasts: 24 });
        for (const [i, day] of [10, 20, 30].entries()) expect(of(day)[2 * i]).toBe(whole[2 * i]);
      }),
    );
  });

  it('in proportion to shares is the same on average over a day, at most 1, and itself where there are no shares', () => {
    const shares = Float64Array.from([0.2, 0.6, 0, 0, 0.01, 0.99]);
    const proportional = inProportion(grid, Float64Array.from([0.1, 0.1, 0.3, 0.3, 0.8, 0.8]), shares);
    const expected = [0.05, 0.15, 0.3, 0.3, 0.016, 1];
    for (const [i, value] of proportional.entries()) expect(value).toBeCloseTo(expected[i] as number, 12);
  });
});

describe('persistence', () => {
  it('of an event is whether there was one in the time before, the day itself in it', () => {
    expect([...recentForecasts(grid, [[10], [21]], 10)]).toEqual([1, 0, 0, 0, 0, 1]);
  });

  const reading = (over: Partial<TradeReading>): TradeReading => ({
    id: 'R',
    kind: 'spell',
    measures: [],
    origins: ['CHN'],
    from: 0,
    to: 12,
    open: false,
    below: true,
    outlastsOn: 5,
    knownOn: 8,
    ...over,
  });
  const history = (...readings: readonly TradeReading[]): PairHistory => ({ controls: [], readings, followedUntil: null });
  const persistent = (...readings: readonly TradeReading[]) => [
    ...persistentForecasts(grid, [history(...readings), history()], new Float64Array(6).fill(0.4)).filter((_, i) => i % 2 === 0),
  ];

  it('of a state is the last reading known: below while the spell runs, not below after it, the constant before any', () => {
    expect(persistent(reading({}))).toEqual([1, 0, 0]);
    expect(persistent(reading({ open: true }))).toEqual([1, 1, 1]);
    expect(persistent(reading({ knownOn: 20 }))).toEqual([0.4, 0, 0]);
    expect(persistent(reading({ below: false }))).toEqual([0, 0, 0]);
    expect(persistent(reading({ below: null }))).toEqual([0.4, 0.4, 0.4]);
  });

  it('of a state takes the reading that looked furthest, in whatever order they stand', () => {
    const look = reading({ id: 'L', kind: 'look', from: 15, to: 15, open: true, below: true, knownOn: 16 });
    expect(persistent(reading({}), look)).toEqual([1, 1, 1]);
    expect(persistent(look, reading({}))).toEqual([1, 1, 1]);
  });
});

describe('concentration', () => {
  it('is that of the worst stage: the largest foreign origin, China, and the sum of squares', () => {
    const document = bundledMethodologies.get('2.0.0')?.document as MethodologyDocument;
    const data = smallHistory({
      elements: [anElement('Dy'), anElement('Ga')],
      shares: [
        aShare('Dy', 'mine', 'JPN', 0.7),
        aShare('Dy', 'mine', 'OTH', 0.3),
        aShare('Dy', 'separation', 'MYS', 0.6),
        aShare('Dy', 'separation', 'CHN', 0.4),
        aShare('Ga', 'refining', 'USA', 1),
      ],
    });
    const small = judgedGrid(data, document, { ...smallSettings, step_months: 60 }, JUDGING_RULES[0]);
    const { largest, ofSignalOrigin, herfindahl } = concentrationForecasts(small);
    expect(small.pairs.map(({ element, buyer }) => `${element} ${buyer}`)).toEqual(['Dy JPN', 'Dy USA', 'Ga JPN', 'Ga USA']);
    expect([...largest]).toEqual([0.6, 0.7, 1, 0]);
    expect([...ofSignalOrigin]).toEqual([0.4, 0.4, 0, 0]);
    for (const [i, value] of [0.58, 0.58, 1, 1].entries()) expect(herfindahl[i]).toBeCloseTo(value, 12);
  });
});
