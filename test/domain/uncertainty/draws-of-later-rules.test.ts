import { describe, expect, test } from 'vitest';
import { elementSampler, supplierSampler } from '#domain/uncertainty/samplers.ts';
import { commonDraws } from '#domain/uncertainty/sampling.ts';
import type { Methodology, Parameters } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, SupplierFeed, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementOfCase } from '#test/builders/state-and-event-cases.ts';
import { stateAndEventMethodology as methodology } from '#test/builders/state-and-event-methodology.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

const { parameters } = methodology;
const DRAWS = 200;
const draws = Array.from({ length: DRAWS }, (_, index) => index);
const under = (rules: Parameters): Methodology => ({ ...methodology, parameters: rules });

describe('common draws of a methodology', () => {
  const { sd_ln_evidence: _, sd_ln_stock: __, share_strength: ___, ...sampling } = parameters.sampling;
  const { domestic_feed: ____, ...rules } = parameters;
  const of = (own: Parameters) => commonDraws(under(own), 20, sha256Seed).draws;
  const silent = of({ ...rules, sampling });

  test('that states no spread of evidence and stock takes both as certain', () => {
    for (const { evidenceFactor, noticeFactor } of silent) expect([evidenceFactor, noticeFactor]).toEqual([1, 1]);
    const spread = of(parameters).map(({ evidenceFactor }) => evidenceFactor);
    expect(new Set(spread).size).toBe(20);
  });

  test('that states no strength of shares draws them with that of chances, and no dependency on feed where it has none', () => {
    const stated = { sd_ln_evidence: 0, sd_ln_stock: 0, share_strength: sampling.beta_strength };
    expect(silent).toEqual(of({ ...rules, domestic_feed: [], sampling: { ...sampling, ...stated } }));
    for (const { feedDependencies } of silent) expect(feedDependencies).toEqual([]);
    for (const { feedDependencies } of of(parameters)) expect(feedDependencies).toHaveLength(2);
  });
});

describe('named supply of an element', () => {
  const stated = elementOfCase('M20');
  const { separation } = stated.stages;
  const inputs: ElementInputs = {
    ...stated,
    stages: { ...stated.stages, separation: { ...separation, named_supply: { MYS: 0.5, VNM: 0.45 } } },
  };
  const sampler = (of: Methodology) => {
    const found = elementSampler(inputs, of, sha256Seed);
    if (found === null) throw new Error('the stages have shares');
    return found;
  };
  const sumsOf = (of: Methodology) =>
    draws.map(
      (index) =>
        sampler(of)
          .draw(index)
          .named?.reduce((sum, share) => sum + share, 0) ?? Number.NaN,
    );

  test('is never more than all there is: draws that sum to more are cut to 1, and the others are left', () => {
    const sums = sumsOf(methodology);
    expect(Math.max(...sums)).toBeLessThanOrEqual(1 + 1e-12);
    const [cut, left] = [sums.filter((sum) => sum > 1 - 1e-12), sums.filter((sum) => sum <= 1 - 1e-12)];
    // Two Betas of mean 0.5 and 0.45 and strength 5 sum to more than 1 in about four of ten draws.
    expect(cut.length / DRAWS).toBeGreaterThan(0.3);
    expect(left.length / DRAWS).toBeGreaterThan(0.3);
  });

  test('is drawn closer to what is stated the stronger the rule', () => {
    const strong = { ...parameters, named_share: { ...(parameters.named_share as NonNullable<Parameters['named_share']>), strength: 1e6 } };
    for (const sum of sumsOf(under(strong))) expect(Math.abs(sum - 0.95)).toBeLessThan(0.01);
  });

  test('is as stated in every draw of a methodology that does not draw it', () => {
    const { named_share: _, ...rules } = parameters;
    const { named_supply: __, ...unnamed } = inputs.stages.separation ?? {};
    const [without, common] = [sampler(under(rules)), commonDraws(under(rules), 1, sha256Seed).draws[0]];
    if (common === undefined) throw new Error('a draw was asked for');
    expect(without.draw(0).named).toBeUndefined();
    expect(without.draw(0).world).toEqual(sampler(methodology).draw(0).world);
    const bare = elementSampler({ ...inputs, stages: { ...inputs.stages, separation: unnamed } }, under(rules), sha256Seed);
    expect(without.score(common, without.draw(0))).not.toBe(bare?.score(common, bare.draw(0)));
  });
});

describe('feeds of a supplier', () => {
  const feed = (site: string, share: number): SupplierFeed => ({ site, element: 'Dy', share, share_inferred: true });
  const rest: SupplierFeed = { site: 'market:separation:CHN', element: 'Dy', share: 0.5 };
  const supplied = (feeds: readonly SupplierFeed[]): SupplierInputs =>
    someSupplier({
      sites: {
        P: aSite({ country: 'JPN', stage: 'magnet', weight: 1, feeds }),
        A: aSite({ country: 'MYS' }),
        B: aSite({ country: 'USA' }),
        'market:separation:CHN': aSite({ country: 'CHN' }),
      },
    });
  const sharesOf = (feeds: readonly SupplierFeed[]) => {
    const sampler = supplierSampler(supplied(feeds), 'x', methodology, sha256Seed);
    return draws.map((index) => [...(sampler?.draw(index).feedShares ?? [])]);
  };

  test('have the shares of their own whatever the order in which they are given', () => {
    const given = sharesOf([feed('A', 0.2), feed('B', 0.3), rest]);
    const turned = sharesOf([rest, feed('B', 0.3), feed('A', 0.2)]);
    expect(turned).toEqual(given.map((shares) => shares.toReversed()));
    expect(new Set(given.map(([a]) => a)).size).toBe(DRAWS);
  });

  test('sum to what the site needs: the market takes what the links leave, and links take no more than there is', () => {
    for (const shares of sharesOf([feed('A', 0.2), feed('B', 0.3), rest])) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });
});
