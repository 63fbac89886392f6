import { describe, expect, test } from 'vitest';
import { supplierFigures } from '#domain/explanations/score-from-inputs.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { commonDraws } from '#domain/uncertainty/sampling.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { stateAndEventMethodology as methodology } from '#test/builders/state-and-event-methodology.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

const fresh = { x: 0, age_days: 0 };
const signals = { senkaku: fresh, taiwan_strait: fresh, carriers: fresh };

/** A plant in Malaysia that has a part of its dysprosium from China, and all of it from a mine in Australia of which hardly anything comes. */
const supplier = (over: Partial<SupplierInputs> = {}) =>
  someSupplier({
    sites: {
      P: aSite({
        weight: 1,
        feeds: [
          { site: 'C', element: 'Dy', share: 0.6, share_inferred: true },
          { site: 'market:mine:AUS', element: 'Dy', share: 0.04 },
        ],
      }),
      C: aSite({ country: 'CHN' }),
      'market:mine:AUS': aSite({ country: 'AUS', stage: 'mine' }),
    },
    cover_days: 60,
    cover_sigma: 0.5,
    stated_feed: 0.25,
    governance: { CHN: { pv: 0 }, MYS: { pv: 0 }, AUS: { pv: 1 } },
    signals,
    ...over,
  });

function coverageOf(over: Partial<SupplierInputs>): number {
  const result = scoreSupplier(supplier(over), methodology);
  return result.score === null ? Number.NaN : (result.coverage ?? Number.NaN);
}

describe('coverage of a supplier is the mean of stated feed, cover, three signals, and the governance of countries whose stop takes 5 %', () => {
  test.each<[string, Partial<SupplierInputs>, number]>([
    ['a quarter of the feed is stated, all else known', {}, 6.25 / 7],
    ['no feed is needed', { stated_feed: null }, 1],
    ['goods on their way, no commercial stock', { cover_sigma: 1.1 }, 5.25 / 7],
    ['no stock known', { cover_days: null }, 5.25 / 7],
    ['a stale signal', { signals: { ...signals, senkaku: { x: 0, age_days: 99 } } }, 5.25 / 7],
    ['a large country without governance', { governance: { MYS: { pv: 0 } } }, 5.25 / 7],
    ['a small country without governance', { governance: { CHN: { pv: 0 }, MYS: { pv: 0 } } }, 6.25 / 7],
  ])('%s', (_, over, expected) => {
    expect(coverageOf(over)).toBeCloseTo(expected, 12);
  });
});

test('a supplier has draws for ranks, the same number for every subject', () => {
  const inputs = supplier();
  const draws = commonDraws(methodology, 20, sha256Seed);
  const means = { methodology, alternatives: [], seedOf: sha256Seed, commonDraws: () => draws, brief: true };
  const figures = supplierFigures('s', inputs, scoreSupplier(inputs, methodology), means, []);
  expect(figures.draws).toHaveLength(20);
  expect(new Set(figures.draws).size).toBeGreaterThan(10);
});

describe('coverage of an element', () => {
  const coverage = (over: Partial<ElementInputs>): number => {
    const result = scoreElement(elementInputs(over), methodology);
    return result.score === null ? Number.NaN : result.coverage;
  };
  const world = { CHN: 0.976, MYS: 0.024 };

  test('is lowered by shares of one edition', () => {
    expect(coverage({ stages: { separation: { world } } })).toBeCloseTo(9 / 12, 12);
    expect(coverage({ stages: { separation: { world, one_vintage: true } } })).toBeCloseTo(8 / 12, 12);
  });

  test('knows a cover by its commercial stock, at the stage or by default', () => {
    expect(coverage({ cover_sigma: { default: 0.5 } })).toBeCloseTo(9 / 12, 12);
    expect(coverage({ cover_sigma: { default: 1.1 } })).toBeCloseTo(8 / 12, 12);
    expect(coverage({ cover_sigma: { default: 1.1, separation: 0.5 } })).toBeCloseTo(9 / 12, 12);
  });
});
