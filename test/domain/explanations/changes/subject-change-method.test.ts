import { describe, expect, test } from 'vitest';
import { type ExplainedRun, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenCases, goldenMethodology } from '#test/builders/golden-methodology.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

type Cited = readonly { readonly row: string; readonly date: string }[];
function run(type: 'element' | 'supplier', inputs: ElementInputs | SupplierInputs, points: number, evidence: Cited = []): ExplainedRun {
  const contributions = [{ id: 'published', points }];
  const explanation: Explanation = { ...scoreDocument({ type, id: 'x' }), contributions, inputs, evidence };
  return { explanation, methodology: goldenMethodology, elements: {} };
}
const golden = <Inputs>(kind: string, id: string): Inputs => goldenCases(kind).find((one) => one.id === id)?.inputs as unknown as Inputs;

describe('what the program says of the inputs of an earlier run, and the run did not say', () => {
  test('is put to the method: of an element', () => {
    // The worked example of the specification (S05), 71.762936, published as 70 and then as 75.
    const inputs = golden<ElementInputs>('element', 'S05');
    const { by_cause, by_driver } = explainChange(run('element', inputs, 70), run('element', inputs, 75));
    expect(by_cause.methodology).toBeCloseTo(71.76293557645197 - 70, 9);
    expect(by_cause.time_passing).toBeCloseTo(75 - 71.76293557645197, 9);
    expect(by_driver).toEqual({ published: 5 });
  });

  test('is put to the method: of a supplier', () => {
    // Three tiers (S38), 75.622385.
    const inputs = golden<SupplierInputs>('supplier', 'S38');
    const { by_cause } = explainChange(run('supplier', inputs, 70), run('supplier', inputs, 75));
    expect(by_cause.methodology).toBeCloseTo(75.62238548764655 - 70, 9);
    expect(by_cause.time_passing).toBeCloseTo(75 - 75.62238548764655, 9);
  });
});

test('a day on which nothing happens but that a control grows old is time passing', () => {
  const was = elementInputs({ measures: [measure()] });
  const is = { ...was, as_of: '2026-10-31', known_at: '2026-10-31' };
  const [before, after] = [was, is].map((inputs) => scoreElement(inputs, goldenMethodology).score ?? Number.NaN) as [number, number];
  const { by_cause, reasons } = explainChange(run('element', was, before), run('element', is, after));
  expect(after).toBeLessThan(before);
  expect(by_cause.time_passing).toBeCloseTo(after - before, 9);
  expect(reasons).toEqual([]);
});

describe('another value of a field is newer data, where only rows of other facts are the same', () => {
  const was = someSupplier({ world_share: { MYS: 0.1 } });
  const causes = (is: SupplierInputs, cited: Cited, then: Cited = cited) =>
    explainChange(run('supplier', was, 1, cited), run('supplier', is, 1, then)).reasons.map(({ cause }) => cause);
  const share = { row: 'share:Dy:separation:MYS', date: '2025' };
  const site = { row: 'supplier-site:P', date: '2026-06-30' };
  const link = { row: 'supplier-link:P-Q', date: '2026-06-30' };

  test('of shares behind a site, of sites behind a share', () => {
    const moved = { ...was, sites: { P: aSite({ weight: 1, country: 'CHN' }) } };
    expect(causes(moved, [share])).toEqual(['data_update']);
    expect(causes(moved, [share, site])).toEqual(['data_correction']);
    expect(causes({ ...was, world_share: { MYS: 0.5 } }, [site])).toEqual(['data_update']);
  });

  test('and a correction in whatever order the same rows are cited', () => {
    const moved = { ...was, sites: { P: aSite({ weight: 1, country: 'CHN' }) } };
    expect(causes(moved, [site, link], [link, site])).toEqual(['data_correction']);
    expect(causes(moved, [site, link], [site])).toEqual(['data_update']);
  });
});
