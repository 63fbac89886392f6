import { describe, expect, test } from 'vitest';
import { type ExplainedChange, type ExplainedRun, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { scoreElement, scoreElementHeadline } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

type Points = Readonly<Record<string, number>>;
type Cited = readonly (readonly [row: string, date: string])[];

interface Published {
  readonly points: Points;
  readonly inputs?: ElementInputs | SupplierInputs;
  readonly elements?: ExplainedRun['elements'];
  readonly evidence?: Cited;
  readonly sha256?: string;
}

/** What a run has published of a subject, as far as changes are explained from it. */
function run(
  type: 'element' | 'supplier' | 'country',
  id: string,
  { points, inputs, elements = {}, evidence, sha256 = 'a' }: Published,
): ExplainedRun {
  const explanation: Explanation = {
    ...scoreDocument({ type, id, methodology: { version: '1.0.0', sha256 } }),
    contributions: Object.entries(points).map(([driver, own]) => ({ id: driver, points: own })),
    inputs: inputs ?? null,
    ...(evidence === undefined ? {} : { evidence: evidence.map(([row, date]) => ({ row, date })) }),
  };
  return { explanation, methodology: goldenMethodology, elements };
}
const elementPoints = (inputs: ElementInputs): Points => {
  const headline = scoreElementHeadline(inputs, goldenMethodology);
  return headline.score === null ? {} : headline.contributions;
};
const supplierPoints = (inputs: SupplierInputs): Points => {
  const result = scoreSupplier(inputs, goldenMethodology);
  return result.score === null ? {} : result.contributions;
};
const sum = (points: Points): number => Object.values(points).reduce((total, value) => total + value, 0);
const causesOf = ({ by_cause }: ExplainedChange): readonly string[] =>
  Object.entries(by_cause)
    .filter(([, points]) => Math.abs(points) > 1e-12)
    .map(([cause]) => cause);

describe('an element', () => {
  const change = (was: ElementInputs, is: ElementInputs, evidence: readonly [Cited, Cited] = [[], []]) =>
    explainChange(
      run('element', 'Dy', { inputs: was, points: elementPoints(was), evidence: evidence[0] }),
      run('element', 'Dy', { inputs: is, points: elementPoints(is), evidence: evidence[1] }),
    );

  test('that gets less stock owes it to newer data, by the difference of both scores', () => {
    const [was, is] = [elementInputs(), elementInputs({ cover: { default: 30 } })];
    const found = change(was, is);
    expect(found.delta).toBeCloseTo(sum(elementPoints(is)) - sum(elementPoints(was)), 12);
    expect(found.by_cause.data_update).toBeCloseTo(found.delta, 12);
    expect(found.reasons).toEqual([{ cause: 'data_update', what: 'cover.default' }]);
  });

  test('tells no reason that has no name: knowledge of nothing in particular', () => {
    const [was, is] = [elementInputs(), elementInputs({ as_of: '2026-10-02', measures: [measure({ known_from: '2026-10-02' })] })];
    expect(change(was, is).reasons).toEqual([{ cause: 'new_event', what: 'A' }]);
  });

  test('whose earlier inputs give no score any more keeps what was published: nothing is put to the method', () => {
    const is = elementInputs();
    const found = explainChange(
      run('element', 'Dy', { inputs: { ...is, stages: {} }, points: { 'active_control:CHN': 10 } }),
      run('element', 'Dy', { inputs: is, points: elementPoints(is) }),
    );
    expect(found.by_cause).toMatchObject({ methodology: 0, time_passing: 0 });
    expect(found.by_cause.coverage).toBeCloseTo(sum(elementPoints(is)) - 10, 12);
  });

  test('under another methodology document owes the rest to the method', () => {
    const inputs = elementInputs();
    const found = explainChange(
      run('element', 'Dy', { inputs, points: elementPoints(inputs) }),
      run('element', 'Dy', { inputs, points: { ...elementPoints(inputs), toy: 2 }, sha256: 'b' }),
    );
    expect(causesOf(found)).toEqual(['methodology']);
    expect(found.by_cause.methodology).toBeCloseTo(2, 12);
  });

  /** Path of a field -> the kind of row that stands behind it, as evidence ids name them. */
  const separation = { world: { CHN: 0.9, MYS: 0.1 }, imports: { CHN: 1 }, import_reliance: 1, routes: { CHN: 0.5 }, annual_tonnes: 10 };
  const base = elementInputs({ stages: { separation } });
  const stage = (over: object) => ({ ...base, stages: { separation: { ...separation, ...over } } });
  test.each<[what: string, row: string, is: ElementInputs]>([
    ['a world share', 'share:Dy:separation:CHN', stage({ world: { CHN: 0.8, MYS: 0.2 } })],
    ['imports', 'import:JPN:Dy:separation:CHN', stage({ imports: { CHN: 0.5, MYS: 0.5 } })],
    ['reliance', 'reliance:JPN:Dy:separation', stage({ import_reliance: 0.5 })],
    ['a route', 'route:JPN:CHN:separation', stage({ routes: { CHN: 0.1 } })],
    ['demand', 'demand:JPN:Dy:separation', stage({ annual_tonnes: 20 })],
    ['governance', 'governance:CHN', { ...base, governance: { ...base.governance, CHN: { pv: -1 } } }],
    ['cover', 'cover:JPN:Dy:pipeline', { ...base, cover: { default: 20 } }],
    ['recycling', 'element:Dy', { ...base, eol_rir: 0.3 }],
    ['substitution', 'element:Dy', { ...base, si_sr: 0.3 }],
  ])('owes another value of %s to a correction where the same row of the same date stands behind it', (_what, row, is) => {
    const cause = (...evidence: readonly [Cited, Cited]) => change(base, is, evidence).reasons.map((reason) => reason.cause);
    const [same, newer] = [
      [row, '2025'],
      [row, '2026'],
    ] as const;
    expect(cause([same], [same])).toEqual(['data_correction']);
    expect(cause([same], [newer])).toEqual(['data_update']);
    expect(cause([same], [])).toEqual(['data_update']);
    expect(cause([], [])).toEqual(['data_update']);
    expect(cause([same, ['other:X:y', '1']], [['other:X:y', '2'], same])).toEqual(['data_correction']);
    expect(cause([[`x${row}`, '2025']], [[`x${row}`, '2025']])).toEqual(['data_update']);
  });

  test('takes the rows of the stage and country that changed, not those of others', () => {
    const cause = (row: string, is: ElementInputs) => change(base, is, [[[row, '2025']], [[row, '2025']]]).reasons[0]?.cause;
    const share = stage({ world: { CHN: 0.8, MYS: 0.2 } });
    expect(cause('share:Dy:mine:CHN', share)).toBe('data_update');
    expect(cause('import:JPN:Dy:separation:CHN', share)).toBe('data_update');
    expect(cause('governance:CHNX', { ...base, governance: { ...base.governance, CHN: { pv: -1 } } })).toBe('data_update');
    expect(cause('share:Dy:separation', share)).toBe('data_correction');
  });

  test('owes a signal that came or went to coverage, with its state before and after', () => {
    const seen = (x: number | null) => ({ ...base, signals: { ...base.signals, senkaku: x === null ? null : { x, age_days: 0 } } });
    expect(change(seen(null), seen(2)).reasons).toEqual([{ cause: 'coverage', what: 'senkaku', states: [null, 2] }]);
    expect(change(seen(2), seen(null)).reasons).toEqual([{ cause: 'coverage', what: 'senkaku', states: [2, null] }]);
  });

  test('names the source that says another thing, and where none is new those of the field', () => {
    const is = { ...base, si_sr: 0.3 };
    const sources = (before: readonly object[], after: readonly object[]) => {
      const [was, now] = [
        run('element', 'Dy', { inputs: base, points: elementPoints(base) }),
        run('element', 'Dy', { inputs: is, points: elementPoints(is) }),
      ];
      const cites = (one: ExplainedRun, evidence: readonly object[]): ExplainedRun => ({
        ...one,
        explanation: { ...one.explanation, evidence },
      });
      return explainChange(cites(was, before), cites(now, after)).reasons[0]?.sources;
    };
    const row = (date: string, source = 'EU study') => ({ row: 'element:Dy', date, source });
    expect(sources([row('2020')], [row('2023')])).toEqual(['EU study, 2023']);
    expect(sources([row('2023')], [row('2023')])).toEqual(['EU study, 2023']);
    expect(sources([row('2020')], [row('2020', 'USGS'), row('2020')])).toEqual(['USGS, 2020']);
    expect(sources([], [{ row: 'element:Dy', date: '2023' }])).toBeUndefined();
  });

  test('of which nothing is cited has no vintage: newer data', () => {
    const [was, is] = [base, { ...base, si_sr: 0.3 }];
    const found = explainChange(
      run('element', 'Dy', { inputs: was, points: elementPoints(was) }),
      run('element', 'Dy', { inputs: is, points: elementPoints(is) }),
    );
    expect(found.reasons.map(({ cause }) => cause)).toEqual(['data_update']);
  });
});

describe('a supplier', () => {
  const was = someSupplier({ world_share: { MYS: 0.1 } });

  test.each<[row: string, is: SupplierInputs]>([
    ['supplier-site:P', { ...was, sites: { P: aSite({ weight: 1, country: 'CHN' }) } }],
    ['share:Dy:separation:MYS', { ...was, world_share: { MYS: 0.5 } }],
  ])('owes what changed to a correction of %s', (row, is) => {
    const cited: Cited = [[row, '2025']];
    const found = explainChange(
      run('supplier', 'x', { inputs: was, points: supplierPoints(was), evidence: cited }),
      run('supplier', 'x', { inputs: is, points: supplierPoints(is), evidence: cited }),
    );
    expect(found.reasons.map(({ cause }) => cause)).toEqual(['data_correction']);
    expect(found.delta).toBeCloseTo(sum(supplierPoints(is)) - sum(supplierPoints(was)), 12);
  });

  test('whose earlier inputs have no delivering site keeps what was published then', () => {
    const found = explainChange(
      run('supplier', 'x', { inputs: { ...was, sites: {} }, points: { 'new_control:MYS': 3 } }),
      run('supplier', 'x', { inputs: was, points: supplierPoints(was) }),
    );
    expect(found.by_cause).toMatchObject({ methodology: 0, time_passing: 0 });
    expect(found.delta).toBeCloseTo(sum(supplierPoints(was)) - 3, 12);
  });
});

describe('a country', () => {
  /** 100 (1 - exp(-sum)) of the country's hazards at the one stage of the element, split in proportion. */
  const countryPoints = (country: string, inputs: ElementInputs): Points => {
    const [only] = scoreElement(inputs, goldenMethodology).stages;
    if (only === undefined || only.score === null) throw new Error('not scored');
    const own = only.hazards.filter(({ id }) => id.endsWith(`:${country}`));
    const total = own.reduce((all, { Lambda }) => all + Lambda, 0);
    return Object.fromEntries(own.map(({ id, Lambda }) => [id, (100 * (1 - Math.exp(-total)) * Lambda) / total]));
  };
  const dysprosium = elementInputs();
  const terbium = elementInputs({ element: 'Tb', cover: { default: 300 } });
  const country = (id: string, elements: ExplainedRun['elements'], points: Points) => run('country', id, { points, elements });

  test('owes its change to the element that gives it; the same change of several elements is told once', () => {
    const [before, after] = [
      { Dy: dysprosium, Tb: terbium },
      { Dy: { ...dysprosium, si_sr: 0.5 }, Tb: { ...terbium, si_sr: 0.5, eol_rir: 0.5 } },
    ];
    const [was, is] = [countryPoints('CHN', before.Dy), countryPoints('CHN', after.Dy)];
    const found = explainChange(country('CHN', before, was), country('CHN', after, is));
    expect(found.delta).toBeCloseTo(sum(is) - sum(was), 9);
    expect(found.by_cause.data_update).toBeCloseTo(found.delta, 9);
    expect(found.by_cause.methodology).toBeCloseTo(0, 9);
    expect(found.reasons).toEqual([
      { cause: 'data_update', what: 'si_sr' },
      { cause: 'data_update', what: 'eol_rir' },
    ]);
  });

  test('splits what came of two causes at once: each makes its own change at the element it belongs to', () => {
    const [before, after] = [
      { Dy: dysprosium, Tb: terbium },
      { Dy: { ...dysprosium, si_sr: 0.5 }, Tb: { ...terbium, cover: { default: 5 }, eol_rir: null } },
    ];
    const [was, is] = [countryPoints('CHN', before.Dy), countryPoints('CHN', after.Tb)];
    const found = explainChange(country('CHN', before, was), country('CHN', after, is));
    const score = (inputs: ElementInputs): number => sum(countryPoints('CHN', inputs));
    // A country is the worst of its elements. Newer data: less substitution for Dy, little stock of Tb; coverage: recycling of Tb unknown.
    const updated = Math.max(score(after.Dy), score({ ...after.Tb, eol_rir: 0 }));
    const uncovered = Math.max(score(dysprosium), score({ ...terbium, eol_rir: null }));
    const [start, end] = [score(dysprosium), score(after.Tb)];
    expect(found.by_cause.data_update).toBeCloseTo((updated - start + (end - uncovered)) / 2, 9);
    expect(found.by_cause.coverage).toBeCloseTo((uncovered - start + (end - updated)) / 2, 9);
    expect(found.by_cause.data_update + found.by_cause.coverage).toBeCloseTo(end - start, 9);
  });

  test('from which nothing can last longer than the stocks has a score of 0, of hazards of 0 points each', () => {
    const full = { Dy: elementInputs({ cover: { default: 1e300 } }) };
    const none = Object.fromEntries(Object.keys(countryPoints('CHN', dysprosium)).map((id) => [id, 0]));
    const found = explainChange(country('CHN', full, none), country('CHN', full, none));
    expect(Object.values(found.by_cause).every((points) => points === 0)).toBe(true);
    expect(found.by_driver).toEqual(none);
  });

  test('looks at elements of both runs only, and at stages that have shares', () => {
    const [before, after] = [
      { Dy: { ...dysprosium, stages: { ...dysprosium.stages, magnet: { world: {} } } }, Ga: terbium },
      { Dy: dysprosium, Nd: terbium },
    ];
    const points = countryPoints('CHN', dysprosium);
    const found = explainChange(country('CHN', before, points), country('CHN', after, points));
    expect(found.delta).toBe(0);
    expect(Math.abs(found.by_cause.methodology)).toBeLessThan(1e-9);
  });

  test('that supplied nothing by the earlier inputs keeps what was published of it', () => {
    const elements = { Dy: dysprosium };
    const found = explainChange(country('VNM', elements, { 'new_control:VNM': 2 }), country('VNM', elements, { 'new_control:VNM': 5 }));
    expect(found.by_cause).toMatchObject({ methodology: 0, time_passing: 3 });
  });
});
