import { describe, expect, test } from 'vitest';
import { datedSteps, withStepHeld, withStepTaken } from '#domain/facts/dated-steps.ts';
import { datedMeasures, measureOn } from '#domain/measures/measure-state.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure, relief } from '#test/builders/element-inputs.ts';

const inclusive = { end_dates_inclusive: true } as const;
const on = (as_of: string, over: Partial<ElementInputs>): ElementInputs => elementInputs({ as_of, ...over });
/** Steps of the same tables from one day to another, as kind, cause, date and whether they came. */
const told = (from: string, to: string, over: Partial<ElementInputs>, rules = {}) =>
  datedSteps(on(from, over), on(to, over), rules).map(({ kind, cause, id, date, came }) => [kind, cause, id, date, came]);

const truce = measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-27' });

describe('a suspension that runs out', () => {
  test('is a lapse on the day of its end, or on the day after where the end is the last day of the term', () => {
    const lapse = [['suspension_ran_out', 'lapse', 'A', '2026-11-27', true]];
    expect(told('2026-11-26', '2026-11-27', { measures: [truce] })).toEqual(lapse);
    expect(told('2026-11-27', '2026-11-28', { measures: [truce] })).toEqual([]);
    expect(told('2026-11-26', '2026-11-27', { measures: [truce] }, inclusive)).toEqual([]);
    expect(told('2026-11-27', '2026-11-28', { measures: [truce] }, inclusive)).toEqual(lapse);
  });

  test('goes on being one through its grace days, each of which takes it a part further', () => {
    const rules = { ...inclusive, undecided_lapse_grace_days: 60 };
    for (const [from, to] of [
      ['2026-11-28', '2026-11-29'],
      ['2027-01-25', '2027-01-26'],
      ['2026-10-01', '2027-06-01'],
    ] as const) {
      expect(told(from, to, { measures: [truce] }, rules)).toEqual([['suspension_ran_out', 'lapse', 'A', '2026-11-27', true]]);
    }
    expect(told('2027-01-27', '2027-01-28', { measures: [truce] }, rules)).toEqual([]);
  });

  test('held back, it stands on the later day as it stood on the earlier one', () => {
    const rules = { ...inclusive, undecided_lapse_grace_days: 60 };
    const lapsed = (inputs: ElementInputs) => {
      const [dated] = datedMeasures(inputs.measures, [], rules);
      return dated === undefined ? null : measureOn(dated, dayNumber(inputs.as_of), dayNumber(inputs.as_of))?.lapsed;
    };
    const [was, is] = [on('2026-12-04', { measures: [truce] }), on('2026-12-10', { measures: [truce] })];
    const [step] = datedSteps(was, is, rules);
    if (step === undefined) throw new Error('no step');
    // six of sixty days since 28 November
    expect([lapsed(was), lapsed(is)]).toEqual([0.1, 0.2]);
    const held = withStepHeld(is, step);
    expect(lapsed(held)).toBe(0.1);
    expect(lapsed(withStepTaken(held, step))).toBe(0.2);
  });

  test('did not run out where a decision was seen: it was prolonged, or the measure was lifted', () => {
    const prolonged = relief({ kind: 'extends_suspension', known_from: '2026-11-27', effective_from: null, effective_to: '2027-11-10' });
    const lifted = relief({ kind: 'ends', known_from: '2026-11-27', effective_from: '2026-11-27' });
    for (const news of [prolonged, lifted]) {
      const steps = datedSteps(on('2026-11-26', { measures: [truce] }), on('2026-11-27', { measures: [truce], reliefs: [news] }));
      expect(steps.map(({ came }) => came)).toEqual([false]);
    }
    // prolonged long ago, it runs out a year later
    const known = { measures: [truce], reliefs: [{ ...prolonged, known_from: '2026-09-23' }] };
    expect(told('2026-11-26', '2026-11-27', known)).toEqual([]);
    expect(told('2027-11-09', '2027-11-10', known)).toEqual([['suspension_ran_out', 'lapse', 'A', '2027-11-10', true]]);
  });
});

describe('other dates of the calendar', () => {
  test('are the day on which an announced measure begins, and the end of a term of its own', () => {
    const measures = [measure({ known_from: '2026-09-01', effective_from: '2026-10-09', effective_to: '2026-12-01' })];
    expect(told('2026-10-08', '2026-10-09', { measures })).toEqual([['measure_began', 'takes_effect', 'A', '2026-10-09', true]]);
    expect(told('2026-11-30', '2026-12-01', { measures })).toEqual([['measure_ran_out', 'lapse', 'A', '2026-12-01', true]]);
    expect(told('2026-11-30', '2026-12-01', { measures }, inclusive)).toEqual([]);
    expect(told('2026-12-01', '2026-12-02', { measures }, inclusive)).toEqual([['measure_ran_out', 'lapse', 'A', '2026-12-01', true]]);
  });

  test('are what reliefs have set: an easing that begins and runs out, a repeal that takes effect', () => {
    const reliefs = [
      relief({ id: 'G', kind: 'eases', effective_from: '2026-10-09', effective_to: '2026-12-01' }),
      relief({ id: 'R', kind: 'ends', effective_from: '2026-12-20' }),
    ];
    const world = { measures: [measure()], reliefs };
    expect(told('2026-10-08', '2026-10-09', world)).toEqual([['easing_began', 'takes_effect', 'G', '2026-10-09', true]]);
    expect(told('2026-11-30', '2026-12-01', world)).toEqual([['easing_ran_out', 'lapse', 'G', '2026-12-01', true]]);
    expect(told('2026-12-19', '2026-12-20', world)).toEqual([['repeal_began', 'takes_effect', 'R', '2026-12-20', true]]);
  });

  test('are none that were not known on the earlier day, and none when no day has passed', () => {
    const measures = [measure({ known_from: '2026-10-09', effective_from: '2026-10-09' })];
    expect(told('2026-10-08', '2026-10-09', { measures })).toEqual([]);
    expect(told('2026-11-27', '2026-11-27', { measures: [truce] })).toEqual([]);
    expect(told('2026-11-28', '2026-11-26', { measures: [truce] })).toEqual([]);
  });

  test('a relief of two measures is one step', () => {
    const eases = relief({ id: 'G', kind: 'eases', measures: ['A', 'B'], effective_from: '2026-03-01', effective_to: '2026-12-01' });
    expect(told('2026-11-30', '2026-12-01', { measures: [measure(), measure({ id: 'B' })], reliefs: [eases] })).toHaveLength(1);
  });
});

test('a step that is taken leaves a row alone that has another date by now', () => {
  const [was, is] = [on('2026-11-26', { measures: [truce] }), on('2026-11-27', { measures: [truce] })];
  const [step] = datedSteps(was, is);
  if (step === undefined) throw new Error('no step');
  const revised = { ...is, measures: [{ ...truce, suspended_to: '2028-01-01' }] };
  expect(withStepTaken(revised, step)).toEqual(revised);
  expect(withStepTaken(withStepHeld(is, step), step).measures).toEqual([truce]);
  // rows that are gone by then are not brought back
  expect(withStepTaken({ ...is, measures: null }, step).measures).toEqual([]);
});
