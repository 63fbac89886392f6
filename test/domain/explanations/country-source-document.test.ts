import { describe, expect, test } from 'vitest';
import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import { countrySourceDocument } from '#domain/explanations/country-source-document.ts';
import type { Contribution } from '#domain/explanations/published-drivers.ts';
import { disagreements, type Explanation, type RecomputingMeans } from '#domain/explanations/recompute.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import { readerContext } from '#test/builders/reader-names.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

function scorerOf(version: string, as_of: string) {
  const sha256 = bundledMethodologies.get(version)?.sha256 ?? '';
  const run = {
    run_id: 'r0000000001',
    as_of,
    known_at: as_of,
    started_at: `${as_of}T00:00:00.000Z`,
    methodology: { version, sha256 },
    code_version: '',
  };
  return referenceRunScorer(run, { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed, brief: true });
}
const scorer = scorerOf('2.0.0', '2026-10-01');
const explained = (country: string, of = scorer) =>
  of.findings({ type: 'country', id: country }, 'JPN').explanation as unknown as Explanation;
const sumOf = (waterfall: unknown): number => (waterfall as readonly Contribution[]).reduce((sum, { points }) => sum + points, 0);

describe('a country is a source by 2.0.0', () => {
  test('as risky as the way that its supply takes, in two parts that each have a waterfall', () => {
    const myanmar = explained('MMR');
    // Annex D of the specification: Myanmar 86 as Kachin 86.
    expect(Math.round(myanmar.score ?? Number.NaN)).toBe(86);
    expect(sumOf(myanmar.contributions)).toBeCloseTo((myanmar.exact as { readonly score: number }).score, 9);
    expect(sumOf(myanmar.state_contributions)).toBeCloseTo((myanmar.exact as { readonly state: number }).state, 9);
    expect(sumOf(myanmar.event_contributions)).toBeCloseTo((myanmar.exact as { readonly new_event: number }).new_event, 9);
    expect(myanmar.element_points).toBeLessThan(myanmar.score ?? 0);
    expect([myanmar.status, myanmar.band, myanmar.elements]).toEqual(['scored', 'critical', [myanmar.element]]);
    expect(myanmar.top_drivers[0]?.summary).toMatch(/of the deliveries of .* from Myanmar to Japan depend on sites in China/);
  });

  test('of Congo 47, Russia 4 and Brazil 3, as the annex has them', () => {
    expect(['COD', 'RUS', 'BRA'].map((country) => Math.round(explained(country).score ?? Number.NaN))).toEqual([47, 4, 3]);
  });

  test('and of nothing inside the borders of the buyer', () => {
    const home = explained('JPN');
    expect([home.score, home.state, home.hhi, home.contributions]).toEqual([null, null, null, []]);
    expect(home.status_reason).toMatch(/is the buyer itself/);
  });

  test('is made again from its explanation, and told where it was changed', () => {
    const means: RecomputingMeans = {
      methodology: stateAndEventMethodology,
      alternatives: [],
      shadows: [],
      seedOf: sha256Seed,
      commonDraws: () => expect.fail('a country draws nothing'),
    };
    const check = (explanation: Explanation) =>
      disagreements(explanation, means, (text) => text)
        .map(({ field }) => field)
        .filter((field) => !field.endsWith('sha256'));
    for (const country of ['MMR', 'CHN', 'JPN']) expect([country, check(explained(country))]).toEqual([country, []]);
    const moved = { ...explained('MMR'), state: 12, considered: [{ ...(explained('MMR').considered as object[])[0], Lambda: 9 }] };
    expect(check(moved as Explanation)).toEqual(expect.arrayContaining(['state', 'considered']));
    const { considered: _sources, element_points: _points, ...older } = explained('MMR');
    expect(check(older as unknown as Explanation)).toContain('considered');
  });
});

test('a country that makes what rests on a refused fact says so', () => {
  const { document } = countrySourceDocument(
    {
      country: 'MMR',
      buyer: 'JPN',
      worst: null,
      considered: [],
      elementPoints: null,
      methodology: stateAndEventMethodology,
      alternatives: {},
      hhi: null,
      evidenceOf: () => [],
      refusedBecause: 'A share of dysprosium is off.',
    },
    readerContext(),
  );
  expect([document.score, document.status_reason]).toEqual([null, 'A share of dysprosium is off.']);
});

describe('a change of a country', () => {
  const runOf = (explanation: Explanation, version: string) => {
    const document = bundledMethodologies.get(version)?.document ?? expect.fail(`${version} ships`);
    return { explanation, methodology: methodologyOf(document), elements: {} };
  };

  test('as a source is split by cause, and sums', () => {
    const [before, after] = [explained('COD', scorerOf('2.0.0', '2025-06-01')), explained('COD')];
    const change = explainChange(runOf(before, '2.0.0'), runOf(after, '2.0.0'));
    const { score: was } = before.exact as { readonly score: number };
    const { score: is } = after.exact as { readonly score: number };
    expect(change.delta).toBeCloseTo(is - was, 9);
    expect(Object.values(change.by_cause).reduce((sum, part) => sum + (part ?? 0), 0)).toBeCloseTo(is - was, 9);
  });

  test('between a methodology with sources and one without is that of the methodology', () => {
    const [before, after] = [explained('MMR', scorerOf('1.1.0', '2026-10-01')), explained('MMR')];
    const change = explainChange(runOf(before, '1.1.0'), runOf(after, '2.0.0'));
    expect(change.by_cause.methodology).toBeCloseTo(change.delta, 9);
    expect(change.delta).toBeGreaterThan(50);
  });
});
