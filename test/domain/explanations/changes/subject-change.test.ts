import { describe, expect, it } from 'vitest';
import { type ExplainedChange, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { type ElementInputs, scoreElement } from '#domain/method/element.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { type SupplierInputs, scoreSupplier } from '#domain/method/supplier.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const parameters = parametersOf(METHODOLOGY.document);
const index = indexFacts(bundledReferenceData, METHODOLOGY.document);

/** What a run says of inputs, as far as changes are explained from it. */
function explained(
  inputs: ElementInputs | SupplierInputs,
  sha256 = 'a',
  evidence: readonly object[] = [],
): Explanation {
  const score = 'sites' in inputs ? scoreSupplier(inputs, parameters) : scoreElement(inputs, parameters);
  const drivers = Object.entries(score?.points ?? {}).map(([id, exact_points]) => ({ id, exact_points }));
  return {
    ...scoreDocument({ as_of: inputs.as_of, methodology: { version: '3.0.0', sha256 } }),
    drivers,
    inputs,
    evidence,
  };
}
const change = (was: ElementInputs | SupplierInputs, is: ElementInputs | SupplierInputs): ExplainedChange =>
  explainChange(explained(was), explained(is), parameters);
const onDays = (element: string, buyer: string, from: string, to: string): ExplainedChange => {
  const inputs = (day: string) => ({
    ...index.on(day).element(element, { buyer }).inputs,
    pressure: index.on(day).pressure,
  });
  return change(inputs(from), inputs(to));
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const causesOf = ({ by_cause }: ExplainedChange): readonly string[] =>
  Object.entries(by_cause)
    .filter(([, points]) => Math.abs(points) > 1e-9)
    .map(([cause]) => cause)
    .sort();
const whatFor = ({ reasons }: ExplainedChange, cause: string): readonly string[] =>
  reasons.filter((reason) => reason.cause === cause).map(({ what }) => what);

describe('a change between two real days', () => {
  it('names the announcement that became known, and the measure that took effect', () => {
    expect(whatFor(onDays('Dy', 'JPN', '2025-04-03', '2025-04-05'), 'new_event')).toContain('CN-2025-18');
    const began = onDays('Ga', 'JPN', '2023-07-30', '2023-08-02');
    expect(began.by_cause.takes_effect).toBeGreaterThan(1);
    expect(began.reasons.find(({ cause }) => cause === 'takes_effect')?.step).toEqual({
      kind: 'measure_began',
      date: '2023-08-01',
    });
  });
});

describe('one licence on neodymium that came in, on the shipped facts', () => {
  const licence = bundledReferenceData.policy.find(({ id }) => id === 'CN-2025-18');
  const withLicence = (known_from: string) => {
    const row = { ...licence, id: 'CN-2026-99', row: 'policy:CN-2026-99', title: 'No. 99', known_from };
    const applies = [{ elements: ['Nd'], stages: ['separation', 'metal', 'magnet'], coverage: 1 }];
    const mapping = { control_class: 'licence', applies, origins: ['CHN'], targets: ['ALL'] };
    const days = { announced: known_from, effective_from: known_from, effective_to: null };
    const policy = [...bundledReferenceData.policy, { ...row, ...days, targets: ['ALL'], mapping }];
    return indexFacts(
      { ...bundledReferenceData, policy } as typeof bundledReferenceData,
      METHODOLOGY.document,
    );
  };
  const cameIn = (element: string, known: string, later = '2026-11-29'): ExplainedChange =>
    change(
      index.on('2026-11-28').element(element, { buyer: 'JPN' }).inputs,
      withLicence(known).on(later).element(element, { buyer: 'JPN' }).inputs,
    );

  it.each(['2026-11-28', '2026-11-29'])('is named where it moved the rate alone, known from %s', (known) => {
    for (const element of ['Ce', 'Cu', 'C', 'Dy']) {
      const found = cameIn(element, known);
      expect(found.reasons, element).toMatchObject([
        { cause: 'new_event', what: 'theta', announced: ['CN-2026-99'] },
      ]);
      expect([found.by_cause.data_update, found.by_cause.data_correction], element).toEqual([0, 0]);
    }
  });

  it('is named as newer data where it was known long before', () => {
    expect(cameIn('Ce', '2026-10-20').reasons).toMatchObject([
      { cause: 'data_update', what: 'theta', announced: ['CN-2026-99'] },
    ]);
  });

  it('is the only measure that is news: those of January that now reach more of the element are none', () => {
    const found = cameIn('Nd', '2026-11-29');
    expect(found.by_cause.new_event).toBeGreaterThan(10);
    expect(new Set(found.reasons.map(({ what }) => what))).toEqual(new Set(['CN-2026-99', 'theta']));
    expect(sum(Object.values(found.by_cause))).toBeCloseTo(found.delta, 9);
  });
});

describe('the cause of a change', () => {
  const was = elementInputs({ measures: [measure()] });
  const later = { ...was, as_of: '2026-10-08' };

  it('is time alone where nothing came in: cover is drawn down and chances move by themselves', () => {
    const found = change(was, later);
    expect([causesOf(found), found.reasons]).toEqual([['time_passing'], []]);
    expect(change(was, was).delta).toBe(0);
  });

  it('is the method where another one scored, and nothing else is said', () => {
    const found = explainChange(explained(was), explained({ ...later, measures: [] }, 'b'), parameters);
    expect([causesOf(found), found.reasons]).toEqual([['methodology'], []]);
    expect(found.by_cause.methodology).toBeCloseTo(found.delta, 9);
  });

  it('is a lapse where a term ran out that was known, at its day', () => {
    const ending = elementInputs({ measures: [measure({ ended: '2026-10-04' })] });
    const found = change(ending, { ...ending, as_of: '2026-10-08' });
    expect(found.by_cause.lapse).toBeLessThan(-5);
    expect(found.reasons).toEqual([
      { cause: 'lapse', what: 'A', step: { kind: 'measure_ran_out', date: '2026-10-05' } },
    ]);
  });

  it.each<[what: string, cause: string, over: Partial<ElementInputs>]>([
    [
      'a measure that became known since',
      'new_event',
      {
        measures: [
          measure(),
          measure({ id: 'B', targets: ['JPN'], known_from: '2026-10-03', effective_from: null }),
        ],
      },
    ],
    [
      'a measure that was known before and reached the register late',
      'data_update',
      { measures: [measure(), measure({ id: 'B', targets: ['JPN'], control_class: 'ban' })] },
    ],
    [
      'a suspension that began',
      'new_event',
      { measures: [measure({ suspended_from: '2026-10-03', suspended_to: '2027-10-03' })] },
    ],
    ['an end that was decided', 'new_event', { measures: [measure({ ended: '2026-10-07' })] }],
    ['a row that was taken out', 'data_correction', { measures: [] }],
    ['a class that was corrected', 'data_correction', { measures: [measure({ control_class: 'ban' })] }],
    [
      'a look at trade',
      'data_update',
      {
        readings: [
          {
            id: 'R',
            origin: 'CHN',
            stages: ['separation'],
            buyer: 'ALL',
            seen_from: null,
            seen_to: '2026-09-30',
            below: true,
            known_from: '2026-10-05',
          },
        ],
      },
    ],
    ['another stock of the same source', 'data_correction', { cover: { default: 30 } }],
    ['a stock that became known', 'coverage', { cover: null }],
    [
      'a share of the same source',
      'data_correction',
      { stages: { separation: { world: { CHN: 0.5, MYS: 0.5 } } } },
    ],
    [
      'a pressure that became known',
      'coverage',
      { pressure: { senkaku: { multiplier: 3 }, taiwan: { multiplier: 1 } } },
    ],
  ])('%s: %s', (_what, cause, over) => {
    const found = change(was, { ...later, ...over });
    expect(causesOf(found)).toEqual([cause, 'time_passing'].sort());
    expect(whatFor(found, cause)).toHaveLength(1);
  });

  it('is the signal where both days have a pressure', () => {
    const seen = (rate: number, age: number) =>
      ({
        senkaku: { index: rate, age, multiplier: rate / 50, day: null, series: {} },
        taiwan: { multiplier: 1 },
      }) as ElementInputs['pressure'];
    const found = change({ ...was, pressure: seen(50, 1) }, { ...later, pressure: seen(90, 1) });
    expect(found.by_cause.signal).toBeGreaterThan(0);
    expect(found.reasons).toEqual([{ cause: 'signal', what: 'senkaku', states: [50, 90] }]);
  });

  it('is announcements of controls where they moved the rate of new ones', () => {
    const found = change(
      { ...was, theta: 0.05, decisions: { days: [], read_to: was.as_of } },
      {
        ...later,
        theta: 0.12,
        decisions: { days: [{ day: later.as_of, measures: ['CN-2026-99'] }], read_to: later.as_of },
      },
    );
    expect(found.reasons).toEqual([
      { cause: 'new_event', what: 'theta', rates: [0.05, 0.12], announced: ['CN-2026-99'] },
    ]);
  });

  it('names the source of a row that was revised', () => {
    const row = (date: string) => [{ row: 'cover:JPN:Dy:pipeline', source: 'METI', date }];
    const found = explainChange(
      explained(was, 'a', row('2025')),
      explained({ ...later, cover: { default: 30 } }, 'a', row('2026')),
      parameters,
    );
    expect(found.reasons).toEqual([{ cause: 'data_update', what: 'cover', sources: ['METI, 2026'] }]);
  });
});
