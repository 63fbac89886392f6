import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { explanationSchema } from '#contracts/api/subjects/subjects-response.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import type { PublishedCriticality } from '#functions/scoring/results/critical-suppliers.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import type { RunScorer } from '#functions/scoring/results/run-scorer.ts';
import { methodologiesWithDraws } from '#test/builders/small-facts.ts';

let scorer: RunScorer;
beforeAll(() => {
  const methodologies = methodologiesWithDraws(128);
  const methodology = { version: '1.0.0', sha256: methodologies.get('1.0.0')?.sha256 ?? '' };
  const dates = { as_of: '2026-10-01', known_at: '2026-10-01', started_at: '2026-10-01T18:00:00.000Z' };
  const run = { run_id: 'r0000000001', ...dates, methodology, code_version: 'test' };
  scorer = referenceRunScorer(run, { data: bundledReferenceData, methodologies, seedOf: sha256Seed });
});

// biome-ignore lint/suspicious/noExplicitAny: an explanation is an open document
const explanationOf = (type: 'element' | 'supplier', id: string, buyer: string): any => scorer.findings({ type, id }, buyer).explanation;
const sum = (table: Readonly<Record<string, number>>): number => Object.values(table).reduce((total, points) => total + points, 0);

describe('the explanation of a supplier', () => {
  test('splits its score over sites, companies and measures, each table summing to the score', () => {
    const found = explanationOf('supplier', 'lynas', 'JPN');
    for (const table of [found.by_site, found.by_supplier, found.by_measure]) expect(sum(table)).toBeCloseTo(found.exact.score, 9);
    expect(found.site_contributions.length).toBeGreaterThan(2);
    expect(found.origins.map((origin: { country: string }) => origin.country)).toEqual(['AUS', 'MYS']);
    expect(found.routes[0]).toMatchObject({ country: 'MYS' });
    expect(found.content_rule.sentence).toMatch(/Chinese origin/);
  });

  test('says which elements would miss it, the most exposed first', () => {
    const { criticality } = explanationOf('supplier', 'lynas', 'JPN') as { criticality: readonly PublishedCriticality[] };
    const points = criticality.map((entry) => entry.points ?? -1);
    expect(points).toEqual(points.toSorted((left, right) => right - left));
    const dy = criticality.find((entry) => entry.element === 'Dy' && entry.stage === 'separation');
    expect(dy?.points).toBeGreaterThan(0);
    expect(dy?.score_if_failed).toBeCloseTo((dy?.score ?? 0) + (dy?.points ?? 0), 1);
  });

  test('has no split without a score, but still says who would miss it', () => {
    const found = explanationOf('supplier', 'sip-jamstec', 'JPN');
    expect(found.score).toBeNull();
    expect(found.by_site).toBeUndefined();
    expect(found.criticality).toBeInstanceOf(Array);
  });
});

describe('the explanation of an element', () => {
  test('lists its critical suppliers, and those of which nothing is known at the end with null', () => {
    const list = explanationOf('element', 'Nd', 'JPN').critical_suppliers as readonly PublishedCriticality[];
    expect(list.some((entry) => entry.supplier === 'lynas')).toBe(true);
    const firstUnknown = list.findIndex((entry) => entry.points === null);
    expect(list.slice(firstUnknown).every((entry) => entry.points === null && entry.score_if_failed === null)).toBe(true);
  });

  test('names the same rise as the explanation of the supplier', () => {
    const ofElement = explanationOf('element', 'Dy', 'USA').critical_suppliers as readonly PublishedCriticality[];
    const ofSupplier = explanationOf('supplier', 'lynas', 'USA').criticality as readonly PublishedCriticality[];
    const pick = (list: readonly PublishedCriticality[]) => list.filter((entry) => entry.element === 'Dy' && entry.supplier === 'lynas');
    expect(pick(ofElement)).toEqual(pick(ofSupplier));
  });
});

test('the largest explanations keep their shape and stay small when packed', () => {
  for (const [type, id] of [
    ['element', 'Nd'],
    ['element', 'Dy'],
    ['supplier', 'northern-rare-earth'],
    ['supplier', 'lynas'],
  ] as const) {
    if (!scorer.subjects.some((subject) => subject.id === id)) continue;
    const explanation = explanationOf(type, id, 'EUU');
    expect(
      explanationSchema.partial({ links: true, basis: true }).safeParse(JSON.parse(JSON.stringify(explanation))).error,
    ).toBeUndefined();
    expect(gzipSync(JSON.stringify(explanation)).length).toBeLessThan(60_000);
  }
});
