import { describe, expect, test } from 'vitest';
import { originOfSupplierScore, type SupplierScoring, supplierDocument } from '#domain/explanations/supplier-document.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import type { SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerContext } from '#test/builders/reader-names.ts';
import { aLicence, aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

/** A magnet plant in Malaysia that lives on Chinese separation, which is under a suspended licence. */
const dependent = someSupplier({
  sites: { P: aSite({ weight: 1, stage: 'magnet', feeds: [{ site: 'C', dependency: 1 }] }), C: aSite({ country: 'CHN' }) },
  measures: [aLicence({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' })],
});

const publish = (inputs: SupplierInputs, over: Partial<SupplierScoring> = {}, brief = false) =>
  supplierDocument(
    {
      id: 'acme',
      name: 'Acme Magnets',
      inputs,
      result: scoreSupplier(inputs, goldenMethodology),
      methodology: goldenMethodology,
      alternatives: { '0.9.0': 12.345678, '0.8.0': null },
      elements: ['Dy', 'Nd'],
      countries: ['CHN', 'MYS'],
      interval: { p05: 10.126, p50: 20, p95: 30, mean: 20, draws: 500, tolerance: 0.01 },
      unscoredBecause: 'No site of it delivers.',
      evidenceOf: (hazard) => [`evidence of ${hazard.id}`],
      chain: [{ site: 'P' }],
      notes: [{ text: 'read from the register', evidence: ['row'] }],
      ...over,
    },
    readerContext({ brief }),
  );
const resultOf = (inputs: SupplierInputs) => {
  const result = scoreSupplier(inputs, goldenMethodology);
  if (result.score === null) throw new Error('the supplier delivers');
  return result;
};

test('a supplier without sites and controls has no stage and no element behind its score', () => {
  expect(originOfSupplierScore({ ...resultOf(dependent), hazards: [] }, { ...dependent, sites: {} })).toEqual({
    stage: null,
    element: null,
  });
});

describe('the document of a scored supplier', () => {
  test('has the coverage of methodologies that tell it', () => {
    const result = { ...resultOf(dependent), coverage: 0.123456 };
    expect(publish(dependent, { result }).document.coverage).toBe(0.1235);
    expect(publish(dependent).document.coverage).toBeNull();
  });

  test('has its score, band and interval, and nothing that only elements have', () => {
    const { document } = publish(dependent);
    const result = resultOf(dependent);
    expect(result.score).toBeGreaterThan(20);
    expect(document).toMatchObject({
      subject: { type: 'supplier', id: 'acme', name: 'Acme Magnets' },
      buyer: 'JPN',
      status: 'scored',
      status_reason: null,
      score: Number(result.score.toFixed(2)),
      score_without_signals: Number(result.score_without_signals.toFixed(2)),
      band: result.band,
      interval: { p05: 10.13, p50: 20, p95: 30, draws: 500 },
      alternatives: { '0.9.0': 12.35, '0.8.0': null },
      elements: ['Dy', 'Nd'],
      countries: ['CHN', 'MYS'],
      stage: 'separation', // where the control on its Chinese feed bites
      element: 'Dy',
      hhi: null,
      coverage: null,
      rank: null,
      p_stockout_90: null,
      p_stockout_365: null,
      expected_days: null,
      expected_tonnes: null,
      data_as_of: '2026-10-01',
    });
  });

  test('has drivers in its words that sum to the score', () => {
    const { document, exact, drivers } = publish(dependent);
    const result = resultOf(dependent);
    expect(exact.score).toBe(result.score);
    expect(exact.contributions_sum).toBeCloseTo(result.score, 9);
    expect(exact.published_hundredths).toBe(Math.round(100 * Number(result.score.toFixed(2))));
    expect(Math.round(100 * Object.values(drivers).reduce((sum, points) => sum + points, 0))).toBe(exact.published_hundredths);
    const control = document.top_drivers.find(({ id }) => id === 'active_control:CHN');
    expect(control?.summary).toContain('100 % of the deliveries of Acme Magnets to Japan depend on sites in China');
  });

  test('explains itself with the chain, the notes and the evidence', () => {
    const { explanation } = publish(dependent);
    const result = resultOf(dependent);
    expect(explanation).toMatchObject({
      identity: 'score = 100 * (1 - exp(-sum of Lambda)); points of a hazard = score * Lambda / sum of Lambda; points sum to score',
      exact: result,
      stages: [],
      sensitivity: null,
      chain: [{ site: 'P' }],
      inputs: dependent,
      notes: [{ text: 'read from the register', evidence: ['row'] }],
    });
    expect(explanation.drivers).toContainEqual(
      expect.objectContaining({ id: 'active_control:CHN', evidence: ['evidence of active_control:CHN'] }),
    );
  });

  test('tells what twice the stock and a lifted licence would change, as the scorer has it', () => {
    const { explanation } = publish(dependent);
    const whatIfs = explanation.counterfactuals as readonly {
      readonly id: string;
      readonly exact_score: number;
      readonly description: string;
    }[];
    const twice = resultOf({ ...dependent, cover_days: 120 }).score;
    expect(whatIfs.find(({ id }) => id === 'stock_doubled')?.exact_score).toBe(twice);
    expect(whatIfs.find(({ id }) => id === 'measure_lifted:A')?.description).toMatch(
      /^Licence on seven rare earths \(2025-04-04\) is lifted today: the score would be /,
    );
    expect(whatIfs.map(({ id }) => id)).not.toContain('cap65');
  });

  test('tells that the suspension runs out, and what that moves', () => {
    const { explanation } = publish(dependent);
    const on = (as_of: string) => resultOf({ ...dependent, as_of, known_at: '2026-10-01' }).score;
    expect(explanation.scheduled_steps).toMatchObject([
      { date: '2026-11-11', what: 'suspension_ends', measure: 'A', difference: Number((on('2026-11-10') - on('2026-11-09')).toFixed(2)) },
    ]);
  });

  test('in brief has neither what-ifs nor steps', () => {
    expect(publish(dependent, {}, true).explanation).toMatchObject({ counterfactuals: [], scheduled_steps: [] });
  });
});

test('a supplier of which no site delivers has no score, and the reason', () => {
  const { document, explanation, exact, drivers } = publish(someSupplier({ sites: { P: aSite() } }), { interval: null });
  expect(document).toMatchObject({
    status: 'insufficient_data',
    status_reason: 'No site of it delivers.',
    score: null,
    score_without_signals: null,
    band: 'unknown',
    interval: null,
    top_drivers: [],
  });
  expect(explanation).toMatchObject({ drivers: [], contributions: [], counterfactuals: [], scheduled_steps: [] });
  expect(exact).toEqual({ score: null, contributions_sum: null, published_hundredths: null });
  expect(drivers).toEqual({});
});
