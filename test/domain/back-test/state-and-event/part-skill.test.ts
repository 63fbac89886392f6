import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JudgedGrid, NOT_ASKED, type OutcomeTable, UNKNOWN } from '#domain/back-test/state-and-event/judged-grid.ts';
import { type Benchmarks, judgedPart, partFigure, partReliability } from '#domain/back-test/state-and-event/part-skill.ts';

const pairs = ['A', 'B', 'C', 'D'].map((element) => ({ element, buyer: 'JPN' }));
/** Two origins of four pairs. */
const grid = { origins: [100, 200], pairs } as unknown as JudgedGrid;
const NONE = Number.NaN;
const tableOf = (happened: readonly number[], eventDay: readonly number[]): OutcomeTable => ({
  happened: Int8Array.from(happened),
  resolvedOn: Float64Array.from(happened, () => 0),
  eventDay: Float64Array.from(eventDay),
});
const all = (value: number) => new Float64Array(8).fill(value);
const benchmarks = (constant: number): Benchmarks => ({
  constant: all(constant),
  never: all(0),
  persistence: all(1),
  concentration: all(0.25),
});
const question = {
  outcome: 'new_control',
  horizon_days: 50,
  since: '1970-01-01',
  forecast: 'new_event',
  methodology: '2.0.0',
  isProbability: true,
  seed: 7,
  draws: 50,
};

describe('figures of a forecast, worked by hand', () => {
  const table = tableOf([1, 0, 0, UNKNOWN, 1, 0, NOT_ASKED, 0], [120, NONE, NONE, NONE, 210, NONE, NONE, NONE]);
  const part = () => judgedPart(grid, table, 0, 50, false);
  const forecast = Float64Array.from([0.8, 0.4, 0.2, 0.9, 0.4, 0.4, 0.9, 0.1]);
  const figure = () => partFigure(question, part(), forecast, benchmarks(0.5));

  it('leave out what nobody knows and what was not asked', () => {
    expect(figure()).toMatchObject({ forecasts: 6, unknown: 1, happened: 2, events: 2 });
  });

  it('have the Brier score and the skill of the definition', () => {
    // Errors 0.2, 0.4, 0.2, 0.6, 0.4, 0.1: squares 0.04 + 0.16 + 0.04 + 0.36 + 0.16 + 0.01 = 0.77.
    expect(figure().mean_forecast).toBe(0.3833);
    expect(figure().brier).toBe(0.1283);
    const value = (name: 'constant' | 'never' | 'persistence' | 'concentration' | 'hindsight') => figure().skill?.[name].value;
    // Squares of the constant 6 x 0.25 = 1.5; never 2; always 4; a quarter 2 x 0.5625 + 4 x 0.0625 = 1.375; a third, in hindsight, 2 x 4/9 + 4/9 = 12/9.
    expect(value('constant')).toBeCloseTo(1 - 0.77 / 1.5, 4);
    expect(value('never')).toBeCloseTo(1 - 0.77 / 2, 4);
    expect(value('persistence')).toBeCloseTo(1 - 0.77 / 4, 4);
    expect(value('concentration')).toBeCloseTo(1 - 0.77 / 1.375, 4);
    expect(value('hindsight')).toBeCloseTo(1 - 0.77 / (12 / 9), 4);
  });

  it('count a tie as half in the AUC, over all days and within a day', () => {
    // Positives 0.8 and 0.4; negatives 0.4, 0.2, 0.4, 0.1: 4 wins, and 2 + 2 halves = 3 of 4. 7 of 8.
    expect(figure().auc.value).toBe(0.875);
    // Day 1: 0.8 against 0.4, 0.2: 2 of 2. Day 2: 0.4 against 0.4, 0.1: 1.5 of 2.
    expect(figure().auc_within_day.value).toBe(0.875);
  });

  it('have bins with the number of event days behind what happened', () => {
    const bins = partReliability(part(), forecast);
    // 0.1 and 0.2 fall below 0.4; 0.4 three times, of which one came true; 0.8 once, and it did.
    expect(bins.map(({ forecasts, observed, events }) => [forecasts, observed, events])).toEqual([
      [0, null, 0],
      [0, null, 0],
      [1, 0, 0],
      [1, 0, 0],
      [3, 0.3333, 1],
      [0, null, 0],
      [1, 1, 1],
    ]);
  });

  it('of an index are ranks only', () => {
    expect(partFigure({ ...question, isProbability: false }, part(), forecast, benchmarks(0.5))).toMatchObject({
      mean_forecast: null,
      brier: null,
      skill: null,
      auc: { value: 0.875 },
    });
  });

  it('judge from an origin on', () => {
    expect(judgedPart(grid, table, 150, 50, false)).toMatchObject({ unknown: 0, places: Uint32Array.from([4, 5, 7]) });
  });

  it('have no AUC where everything or nothing came true, and no skill where the benchmark makes no error', () => {
    const nothing = judgedPart(grid, tableOf([0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1]), 0, 50, true);
    const judged = partFigure(question, nothing, forecast, benchmarks(0.5));
    expect([judged.auc.value, judged.auc_within_day.value, judged.skill?.never.value, judged.skill?.constant.low === null]).toEqual([
      null,
      null,
      null,
      false,
    ]);
  });
});

describe('blocks of a bootstrap', () => {
  it('are the forecasts of an event each, where every forecast belongs to one', () => {
    const table = tableOf([1, 1, 0, 0, 1, 1, 0, 0], [10, 10, 20, 20, 10, 10, 20, 20]);
    const part = judgedPart(grid, table, 0, 50, true);
    expect([...part.block]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
    expect([part.blocks, part.dayBlocks]).toEqual([2, 2]);
    // All errors are in the first event, which a quarter of the draws take twice, and a quarter not at all.
    const forecast = Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0]);
    const { skill } = partFigure({ ...question, draws: 200 }, part, forecast, benchmarks(0.5));
    expect(skill?.constant.value).toBe(1 - 4 / 2);
    expect(skill?.constant.low).toBe(1 - 1 / 0.25);
    expect(skill?.constant.high).toBe(1);
  });

  it('give the same interval for the same seed, and hold the figure inside it or at its edge', () => {
    const outcome = fc.constantFrom(0, 1, UNKNOWN);
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 8, maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (happened, values) => {
          fc.pre(happened.some((one) => one >= 0));
          const part = judgedPart(
            grid,
            tableOf(
              happened,
              happened.map((one, i) => (one === 1 ? 110 + i : NONE)),
            ),
            0,
            50,
            false,
          );
          const figure = () => partFigure({ ...question, draws: 20 }, part, Float64Array.from(values), benchmarks(0.3));
          expect(figure()).toEqual(figure());
          // Twice the squares of a benchmark against itself: no skill.
          expect(partFigure({ ...question, draws: 5 }, part, all(0.3), benchmarks(0.3)).skill?.constant).toEqual({
            value: 0,
            low: 0,
            high: 0,
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
