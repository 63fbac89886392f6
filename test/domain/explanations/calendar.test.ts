import { expect, test } from 'vitest';
import { scheduledSteps, undecidedSince } from '#domain/explanations/calendar.ts';
import { type ElementInputs, elementChances } from '#domain/method/element.ts';
import type { Measure } from '#domain/method/measure.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { readerNames } from '#test/builders/reader-names.ts';

const parameters = parametersOf(METHODOLOGY.document);
const scoreOf = (inputs: ElementInputs) => elementChances(inputs, parameters);
/** Steps on 2026-10-01 of one measure. */
const stepsOf = (over: Partial<Measure>) =>
  scheduledSteps(elementInputs({ measures: [measure(over)] }), ['A'], readerNames, scoreOf);

test.each<[what: string, over: Partial<Measure>, date: string]>([
  ['takes_effect', { effective_from: '2027-01-01' }, '2027-01-01'],
  ['suspension_ends', { suspended_from: '2026-01-01', suspended_to: '2026-11-10' }, '2026-11-11'],
  [
    'suspension_ends',
    { suspended_from: '2026-01-01', suspended_to: '2026-11-10', extended_to: ['2027-01-10'] },
    '2027-01-11',
  ],
  ['ends', { ended: '2026-12-31' }, '2027-01-01'],
  ['ends', { ended: null, ended_by_row: '2026-12-01' }, '2026-12-01'],
  ['ends', { ended: '2027-12-31', ended_by_row: '2026-12-01' }, '2026-12-01'],
  ['undecided', { suspended_from: '2026-01-01', suspended_to: '2026-09-01' }, '2026-09-02'],
])('%s: of %j on %s, and the measure makes a difference then', (what, over, date) => {
  const [step, ...more] = stepsOf(over);
  expect([step?.what, step?.date, more]).toEqual([what, date, []]);
  expect(step?.score_if_in_force).toBeGreaterThan((step?.score_if_not as number) + 5);
});

test('parts of one announcement on one day are one step, in which all are in force or none', () => {
  const ofOne = (more: Partial<Measure>) =>
    [
      measure({ id: '61-1', ...more }),
      measure({ id: '61-2', control_class: 'ban', coverage: { magnet: 1 }, ...more }),
    ] as const;
  const other = measure({ id: '62', effective_from: '2027-01-01' });
  const label = { code: 'label_measure_brief', params: { who: 'China', which: 'No. 61/2025' } } as const;
  const measures = [...ofOne({ suspended_from: '2026-01-01', suspended_to: '2026-12-31' }), other];
  const steps = scheduledSteps(
    elementInputs({ measures }),
    measures.map(({ id }) => id),
    {
      ...readerNames,
      measure: (id) => ({ title: id, from: '', ...(id === '62' ? {} : { label }) }),
    },
    scoreOf,
  );
  const then = (...present: readonly Measure[]) =>
    scoreOf(elementInputs({ as_of: '2027-01-01', measures: present }))?.score;
  expect(steps.map((step) => [step.measures, step.title, step.stages])).toEqual([
    [['61-1', '61-2'], '61-1; 61-2', ['separation', 'magnet']],
    [['62'], '62', ['separation']],
  ]);
  expect(steps[0]?.score_if_in_force).toBeCloseTo(
    then(...ofOne({ effective_from: '2027-01-01' }), other) ?? 0,
    2,
  );
  expect(steps[0]?.score_if_not).toBeCloseTo(then(other) ?? 0, 2);
});

test('a measure without a date ahead, one that ended and one that does not count have no step; one far ahead has no points', () => {
  expect([stepsOf({}), stepsOf({ ended: '2026-09-30' })]).toEqual([[], []]);
  expect(
    scheduledSteps(elementInputs({ measures: [measure({ ended: '2026-12-31' })] }), [], readerNames, scoreOf),
  ).toEqual([]);
  expect(stepsOf({ ended: '2030-12-31' })).toMatchObject([
    { score_if_in_force: null, score_if_not: null, difference: null },
  ]);
});

test('undecided since the earliest suspension that ran out', () => {
  const ranOut = (id: string, suspended_to: string) =>
    measure({ id, suspended_from: '2026-01-01', suspended_to });
  const inputs = elementInputs({
    measures: [ranOut('A', '2026-09-01'), ranOut('B', '2026-08-01'), ranOut('C', '2026-07-01')],
  });
  expect(undecidedSince(inputs, ['A', 'B'])).toBe('2026-08-02');
  expect(undecidedSince(elementInputs({ measures: [measure()] }), ['A'])).toBeNull();
});
