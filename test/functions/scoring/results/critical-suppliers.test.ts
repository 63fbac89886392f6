import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { explanationSchema } from '#contracts/api/subjects-answers.ts';
import type { PublishedCriticality } from '#functions/scoring/results/critical-suppliers.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const scorer = scorerOn('2026-10-01', { brief: false });

// biome-ignore lint/suspicious/noExplicitAny: an explanation is an open document
const explanationOf = (type: 'element' | 'supplier', id: string, buyer: string): any => scorer.findings({ type, id }, buyer).explanation;

describe('the explanation of a supplier', () => {
  test('says which elements would miss it, the most exposed first', () => {
    const { criticality } = explanationOf('supplier', 'lynas', 'JPN') as { criticality: readonly PublishedCriticality[] };
    const points = criticality.map((entry) => entry.points ?? -1);
    expect(points).toEqual(points.toSorted((left, right) => right - left));
    const dy = criticality.find((entry) => entry.element === 'Dy' && entry.stage === 'separation');
    expect(dy?.points).toBeGreaterThanOrEqual(0);
    expect(dy?.score_if_stopped).toBeCloseTo((dy?.score ?? 0) + (dy?.points ?? 0), 1);
  });

  test('without a score still says who would miss it', () => {
    const found = explanationOf('supplier', 'sip-jamstec', 'JPN');
    expect(found.score).toBeNull();
    expect(found.criticality).toBeInstanceOf(Array);
  });
});

describe('the explanation of an element', () => {
  test('lists its critical suppliers, and those of which nothing is known at the end with null', () => {
    const list = explanationOf('element', 'Nd', 'JPN').critical_suppliers as readonly PublishedCriticality[];
    expect(list.some((entry) => entry.supplier === 'lynas')).toBe(true);
    const firstUnknown = list.findIndex((entry) => entry.points === null);
    expect(list.slice(firstUnknown).every((entry) => entry.points === null && entry.score_if_stopped === null)).toBe(true);
  });

  test('says which country feeds which: Mount Weld the plants in Malaysia, Kachin those of China', () => {
    const { feeds } = explanationOf('element', 'Dy', 'JPN');
    expect(feeds).toContainEqual({ from_stage: 'mine', from: 'AUS', stage: 'separation', to: 'MYS' });
    expect(feeds).toContainEqual({ from_stage: 'mine', from: 'MMR', stage: 'separation', to: 'CHN' });
    expect(new Set(feeds.map((feed: object) => JSON.stringify(feed))).size).toBe(feeds.length);
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
