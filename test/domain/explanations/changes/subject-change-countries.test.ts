import { describe, expect, test } from 'vitest';
import { type ExplainedChange, type ExplainedRun, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { scoreCountries } from '#domain/scores/country-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { measure } from '#test/builders/element-inputs.ts';
import { goldenCases, goldenMethodology } from '#test/builders/golden-methodology.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { someSupplier } from '#test/builders/supplier-inputs.ts';

type Elements = Readonly<Record<string, ElementInputs>>;
/** Of the golden case of countries (S45): dysprosium under licence and lanthanum without, each mined and separated. */
function goldenElements(): { readonly Dy: ElementInputs; readonly La: ElementInputs } {
  const [found] = goldenCases('country');
  if (found === undefined) throw new Error('no golden case of countries');
  return found.inputs.elements as { readonly Dy: ElementInputs; readonly La: ElementInputs };
}

/** Published of a country: its elements and the points it had. */
function run(country: string, elements: Elements, points: Readonly<Record<string, number>>): ExplainedRun {
  const explanation: Explanation = {
    ...scoreDocument({ type: 'country', id: country, as_of: Object.values(elements)[0]?.as_of ?? '' }),
    contributions: Object.entries(points).map(([id, own]) => ({ id, points: own })),
    inputs: null,
  };
  return { explanation, methodology: goldenMethodology, elements };
}
const scoreOf = (country: string, elements: Elements): number =>
  scoreCountries({ countries: [country], elements }, goldenMethodology)[country]?.score ?? Number.NaN;
const onDay = (elements: Elements, as_of: string): Elements =>
  Object.fromEntries(Object.entries(elements).map(([id, inputs]) => [id, { ...inputs, as_of, known_at: as_of }]));
const total = ({ by_cause }: ExplainedChange): number => Object.values(by_cause).reduce((sum, points) => sum + points, 0);

describe('the change of a country', () => {
  test('is that of the worst of its elements by the facts of either run, each cause with its mean part in both orders', () => {
    const was = goldenElements();
    const later = onDay(was, '2026-10-02') as typeof was;
    // The day after, lanthanum comes under licence and more of it is recycled, and there is more stock of dysprosium.
    const licence = measure({ id: 'N', known_from: '2026-10-02', applies: [{ elements: ['La'], stages: ['refining'] }] });
    const [licensed, recycled] = [{ measures: [licence] }, { eol_rir: 0.3 }];
    const stocked = { ...later.Dy, cover: { default: 300 } };
    const is = { Dy: stocked, La: { ...later.La, ...licensed, ...recycled } };
    const [before, start, both] = [scoreOf('CHN', was), scoreOf('CHN', later), scoreOf('CHN', is)];
    const event = scoreOf('CHN', { Dy: later.Dy, La: { ...later.La, ...licensed } });
    const update = scoreOf('CHN', { Dy: stocked, La: { ...later.La, ...recycled } });
    // 53.78520295279294 is the score of the case; a new licence on lanthanum weighs more, more stock of dysprosium less.
    expect(before).toBeCloseTo(53.78520295279294, 9);
    expect(event).toBeGreaterThan(start);
    expect(update).toBeLessThan(start);
    expect(both).toBeGreaterThan(update);

    const found = explainChange(run('CHN', was, { published: before }), run('CHN', is, { published: both }));
    expect(found.by_cause.time_passing).toBeCloseTo(start - before, 9);
    expect(found.by_cause.new_event).toBeCloseTo((event - start + (both - update)) / 2, 9);
    expect(found.by_cause.data_update).toBeCloseTo((update - start + (both - event)) / 2, 9);
    expect(total(found)).toBeCloseTo(both - before, 9);
    expect(found.reasons).toEqual([
      { cause: 'data_update', what: 'cover.default' },
      { cause: 'new_event', what: 'N' },
      { cause: 'data_update', what: 'eol_rir' },
    ]);
  });

  test('counts only hazards that come from it: the mines of Myanmar, not the licence of China', () => {
    const { Dy } = goldenElements();
    const stages = { ...Dy.stages, mine: { world: { CHN: 0.2, MMR: 0.7, OTH: 0.1 } } };
    const [was, is] = [{ Dy }, { Dy: { ...Dy, stages, measures: [], eol_rir: 0.01 } }];
    const [before, after] = [scoreOf('MMR', was), scoreOf('MMR', is)];
    // 0.844722440368141 is the score of the case.
    expect(before).toBeCloseTo(0.844722440368141, 9);
    const found = explainChange(run('MMR', was, { 'new_control:MMR': before }), run('MMR', is, { 'new_control:MMR': after }));
    expect(found.by_cause.methodology).toBeCloseTo(0, 9);
    expect(found.by_cause.data_correction + found.by_cause.data_update).toBeCloseTo(after - before, 9);
    // The licence is gone from the rows; that it was of China moves nothing of Myanmar.
    expect(found.by_cause.data_correction).toBeCloseTo(0, 9);
    expect(found.reasons).toContainEqual({ cause: 'data_correction', what: 'A' });
  });

  test('that the same facts do not give any more is put to the method, split in proportion to the hazards', () => {
    const elements = { Dy: goldenElements().Dy };
    const published = { 'active_control:CHN': 40, 'new_control:CHN': 10 };
    const found = explainChange(run('CHN', elements, published), run('CHN', elements, { 'active_control:CHN': 40, 'new_control:CHN': 14 }));
    // 53.785... now, 50 then; the rest is time.
    expect(found.by_cause.methodology).toBeCloseTo(53.78520295279294 - 50, 9);
    expect(found.by_cause.time_passing).toBeCloseTo(54 - 53.78520295279294, 9);
    const ids = Object.keys(found.by_cause_and_driver.methodology);
    expect(ids).toEqual(['active_control:CHN', 'new_control:CHN', 'origin_instability:CHN']);
  });

  test('from which nothing can come has points of nothing, not of no number', () => {
    const { La } = goldenElements();
    // A twentieth of a percent of supply: other sources and stock make good whatever China does.
    const elements = { La: { ...La, stages: { separation: { world: { CHN: 0.0005, AUS: 0.5, USA: 0.4995 } } } } };
    expect(scoreOf('CHN', elements)).toBe(0);
    const found = explainChange(run('CHN', elements, { 'new_control:CHN': 0 }), run('CHN', elements, { 'new_control:CHN': 0 }));
    expect(found).toMatchObject({ delta: 0, reasons: [] });
    expect(Object.values(found.by_cause)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('the change of a country that is worst as another source than before', () => {
  const shipped = bundledMethodologies.get('2.0.0');
  if (shipped === undefined) throw new Error('2.0.0 ships');
  const methodology = methodologyOf(shipped.document);
  const nowhere = someSupplier({ sites: {} });
  const source = (element: string, Dy: SupplierInputs, points: Readonly<Record<string, number>>): ExplainedRun => ({
    ...run('MYS', {}, points),
    explanation: { ...run('MYS', {}, points).explanation, element, stage: 'separation', inputs: Dy },
    methodology,
    sources: { 'Dy separation': Dy, 'Nd separation': nowhere },
  });
  const pointsOf = (inputs: SupplierInputs) => {
    const result = scoreSupplier(inputs, methodology);
    return result.score === null ? {} : result.contributions;
  };

  test('is that of the sources that deliver: one without a score makes nothing worse', () => {
    const [was, is] = [someSupplier(), someSupplier({ cover_days: 20 })];
    const found = explainChange(source('Nd', was, pointsOf(was)), source('Dy', is, pointsOf(is)));
    expect(found.delta).toBeGreaterThan(0);
    expect(found.by_cause.data_update).toBeCloseTo(found.delta, 9);
    expect(found.reasons).toEqual([{ cause: 'data_update', what: 'cover_days' }]);
  });

  test('is none by any fact where no source delivers', () => {
    const found = explainChange(source('Nd', nowhere, {}), source('Dy', { ...nowhere, cover_days: 20 }, {}));
    expect(found.delta).toBe(0);
    expect(total(found)).toBe(0);
  });
});
