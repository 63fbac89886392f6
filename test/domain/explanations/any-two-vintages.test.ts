import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { type ExplainedRun, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { inputChanges, inputsOnLaterDay, withChanges } from '#domain/facts/input-changes.ts';
import { scoreCountries } from '#domain/scores/country-score.ts';
import { scoreElementHeadline } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { type Methodology, methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

type Points = Readonly<Record<string, number>>;
type Table = Readonly<Record<string, unknown>>;

const shadow = bundledMethodologies.get('1.1.0');
if (shadow === undefined) throw new Error('1.1.0 has to ship');
const methodologies = [goldenMethodology, methodologyOf(shadow.document)];

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tables whose rows come and go, by how many tables lie inside each other. */
const TABLES: Readonly<Record<string, number>> = { stages: 2, governance: 1, cover: 0, sites: 0, world_share: 0 };

/** What becomes of the rows of a table in a new vintage: kept, gone, or as in another one. */
const fates = fc.array(fc.constantFrom('kept', 'kept', 'gone', 'other'), { minLength: 7, maxLength: 7 });

/**
 * The next vintage of some inputs. Rows of tables (stages, shares, imports, sites) and of lists (measures, links) are kept, gone, new or
 * changed to what `other` has; a number on its own is changed.
 */
function nextVintage<Inputs extends object>(inputs: Inputs, other: Inputs, fate: readonly string[]): Inputs {
  let row = 0;
  const fateOfRow = (): string => fate[row++ % fate.length] as string;
  const table = (was: Table, is: Table, depth: number): Table =>
    Object.fromEntries(
      [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
        const [own, next] = [was[key], is[key]];
        if (depth > 0 && isTable(own) && isTable(next)) return [[key, table(own, next, depth - 1)]];
        const becomes = { kept: own, gone: undefined, other: next }[fateOfRow() as 'kept' | 'gone' | 'other'];
        return becomes === undefined ? [] : [[key, Array.isArray(becomes) ? becomes.filter(() => fateOfRow() !== 'gone') : becomes]];
      }),
    );
  const fields = Object.entries(other).map(([name, next]) => {
    const own = (inputs as Table)[name];
    const depth = TABLES[name];
    if (depth !== undefined && isTable(own) && isTable(next)) return [name, table(own, next, depth)];
    return [name, Array.isArray(next) ? next.filter(() => fateOfRow() !== 'gone') : next];
  });
  return { ...inputs, ...Object.fromEntries(fields) } as Inputs;
}

const vintagesOf = <Inputs extends object>(any: fc.Arbitrary<Inputs>): fc.Arbitrary<readonly [Inputs, Inputs]> =>
  fc.tuple(any, any, fates).map(([was, other, fate]) => [was, nextVintage(was, other, fate)] as const);

/** What a run has published of a subject, as far as changes are explained from it. */
function run(
  type: 'element' | 'supplier' | 'country',
  points: Points,
  methodology: Methodology,
  given: { readonly inputs?: unknown; readonly elements?: ExplainedRun['elements'] },
): ExplainedRun {
  const explanation: Explanation = {
    ...scoreDocument({ type, id: type === 'country' ? 'CHN' : 'x', methodology: { version: methodology.version, sha256: 'a' } }),
    contributions: Object.entries(points).map(([id, own]) => ({ id, points: own })),
    inputs: given.inputs ?? null,
  };
  return { explanation, methodology, elements: given.elements ?? {} };
}

const sum = (points: Points): number => Object.values(points).reduce((total, value) => total + value, 0);

/** Explains the change; causes and drivers sum to the difference, and are the margins of one table. */
function expectToAddUp(before: ExplainedRun, after: ExplainedRun, difference: number): void {
  const { delta, by_cause, by_driver, by_cause_and_driver } = explainChange(before, after);
  expect(delta).toBeCloseTo(difference, 9);
  expect(sum(by_cause)).toBeCloseTo(difference, 9);
  expect(sum(by_driver)).toBeCloseTo(difference, 9);
  for (const cause of CHANGE_CAUSES) expect(sum(by_cause_and_driver[cause])).toBeCloseTo(by_cause[cause], 9);
}

const elementPoints = (inputs: ElementInputs, methodology: Methodology): Points | null => {
  const headline = scoreElementHeadline(inputs, methodology);
  return headline.score === null ? null : headline.contributions;
};
const supplierPoints = (inputs: SupplierInputs, methodology: Methodology): Points | null => {
  const result = scoreSupplier(inputs, methodology);
  return result.score === null ? null : result.contributions;
};

describe.each(methodologies)(
  'the change between any two vintages can be explained, and its causes add up, under $version',
  (methodology) => {
    test('for an element: stages, shares, imports, governance, stock and measures come, go and change', () => {
      fc.assert(
        fc.property(vintagesOf(anyElementInputs(methodology)), ([was, is]) => {
          const [before, after] = [elementPoints(was, methodology), elementPoints(is, methodology)];
          if (before === null || after === null) return;
          expectToAddUp(
            run('element', before, methodology, { inputs: was }),
            run('element', after, methodology, { inputs: is }),
            sum(after) - sum(before),
          );
        }),
        { numRuns: 120 },
      );
    });

    test('for a supplier: sites, links, lists and measures come, go and change', () => {
      fc.assert(
        fc.property(vintagesOf(anySupplierInputs(methodology)), ([was, is]) => {
          const [before, after] = [supplierPoints(was, methodology), supplierPoints(is, methodology)];
          if (before === null || after === null) return;
          expectToAddUp(
            run('supplier', before, methodology, { inputs: was }),
            run('supplier', after, methodology, { inputs: is }),
            sum(after) - sum(before),
          );
        }),
        { numRuns: 200 },
      );
    });

    test('for a country: also when an element comes or goes', () => {
      const pair = fc.record({
        Dy: vintagesOf(anyElementInputs(methodology)),
        Ga: vintagesOf(anyElementInputs(methodology)),
        gone: fc.constantFrom('none', 'before', 'after'),
      });
      fc.assert(
        fc.property(pair, ({ Dy, Ga, gone }) => {
          const elements = (n: 0 | 1): Record<string, ElementInputs> => ({
            Dy: { ...Dy[n], element: 'Dy', as_of: Dy[n].as_of },
            ...(gone === (n === 0 ? 'before' : 'after') ? {} : { Ga: { ...Ga[n], element: 'Ga', as_of: Dy[n].as_of } }),
          });
          const [was, is] = [elements(0), elements(1)];
          const [before, after] = [was, is].map(
            (inputs) => scoreCountries({ countries: ['CHN'], elements: inputs }, methodology).CHN?.score ?? null,
          );
          if (before == null || after == null) return;
          expectToAddUp(
            run('country', { 'new_control:CHN': before }, methodology, { elements: was }),
            run('country', { 'new_control:CHN': after }, methodology, { elements: is }),
            after - before,
          );
        }),
        { numRuns: 60 },
      );
    });
  },
);

test('what vanishes is taken out, not set to null: a site, a share of world output, days of stock, a field of a stage', () => {
  type WithCover = SupplierInputs & Pick<ElementInputs, 'cover'>;
  const was: WithCover = {
    ...someSupplier({ sites: { P: aSite({ weight: 1 }), Q: aSite({ weight: 2 }) }, world_share: { CHN: 0.9, MYS: 0.1 } }),
    cover: { default: 9 },
  };
  const is: WithCover = { ...someSupplier({ sites: { P: aSite({ weight: 1 }) }, world_share: { CHN: 1 } }), cover: {}, cover_days: null };
  const made = withChanges(
    inputsOnLaterDay(was, is),
    inputChanges(was, is, () => false),
  );
  expect(Object.keys(made.sites)).toEqual(['P']);
  expect(made.world_share).toEqual({ CHN: 1 });
  expect(made.cover).toEqual({});
  expect('cover_days' in made).toBe(false);
});

test('a supplier that loses one of two sites while a signal is seen again is explained by both', () => {
  const signals = (x: number) => ({ ...someSupplier().signals, senkaku: { x, age_days: 0 } });
  const was = someSupplier({
    sites: { P: aSite({ weight: 1, country: 'CHN' }), Q: aSite({ weight: 1, country: 'AUS' }) },
    signals: signals(0),
  });
  const is = someSupplier({ sites: { P: aSite({ weight: 1, country: 'CHN' }) }, signals: signals(3), as_of: '2026-10-02' });
  const [before, after] = [supplierPoints(was, goldenMethodology) ?? {}, supplierPoints(is, goldenMethodology) ?? {}];
  const found = explainChange(
    run('supplier', before, goldenMethodology, { inputs: was }),
    run('supplier', after, goldenMethodology, { inputs: is }),
  );
  expect(found.delta).toBeCloseTo(sum(after) - sum(before), 12);
  expect(found.by_cause.coverage).toBeGreaterThan(1); // all deliveries from one country instead of half of them
  expect(found.reasons).toEqual([
    { cause: 'signal', what: 'senkaku', states: [0, 3] },
    { cause: 'coverage', what: 'sites.Q' },
  ]);
});
