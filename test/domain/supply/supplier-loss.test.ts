import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { supplierChain } from '#domain/supply/supplier-loss.ts';
import type { SupplierSite } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aSite } from '#test/builders/supplier-inputs.ts';

const { parameters } = goldenMethodology;

/** Loss of the supplier when the named sites are hit in full. */
function lossWhen(sites: Readonly<Record<string, SupplierSite>>, hit: Readonly<Record<string, number>>): number | undefined {
  return supplierChain(sites, parameters)?.lossUnder((_, id) => hit[id] ?? 0);
}

/** A line of `length` sites, each the essential feed of the one before; the first delivers. */
function line(length: number): Record<string, SupplierSite> {
  const name = (tier: number): string => `t${String(tier).padStart(2, '0')}`;
  return Object.fromEntries(
    Array.from({ length }, (_, index) => [
      name(index + 1),
      aSite({ ...(index === 0 ? { weight: 1 } : {}), feeds: index + 1 < length ? [{ site: name(index + 2), dependency: 1 }] : [] }),
    ]),
  );
}

describe('loss along a chain', () => {
  test('without a delivering site there is no chain', () => {
    expect(supplierChain({ M: aSite() }, parameters)).toBeNull();
    expect(supplierChain({ M: aSite({ weight: 0 }) }, parameters)).toBeNull();
  });

  test('delivering sites count by their part of the weights', () => {
    const sites = { P: aSite({ weight: 3 }), Q: aSite({ weight: 1 }) };
    expect(lossWhen(sites, { P: 1 })).toBeCloseTo(0.75, 15);
    expect(lossWhen(sites, { P: 0.5, Q: 1 })).toBeCloseTo(0.625, 15);
  });

  test('of several essential feeds the worst one limits; they do not add up', () => {
    const sites = {
      P: aSite({
        weight: 1,
        feeds: [
          { site: 'A', dependency: 0.6 },
          { site: 'B', dependency: 0.5 },
        ],
      }),
      A: aSite(),
      B: aSite(),
    };
    expect(lossWhen(sites, { A: 1, B: 1 })).toBe(0.6);
    expect(lossWhen(sites, { B: 1 })).toBe(0.5);
  });

  test('replaceable feeds add up, at most to everything', () => {
    const feeds = [
      { site: 'A', dependency: 0.5, essential: false },
      { site: 'B', dependency: 0.8, essential: false },
    ];
    const sites = { P: aSite({ weight: 1, feeds }), A: aSite({ replaceable: 0.4 }), B: aSite() };
    expect(lossWhen(sites, { A: 1 })).toBeCloseTo(0.2, 15);
    expect(lossWhen(sites, { A: 1, B: 0.5 })).toBeCloseTo(0.6, 15);
    expect(lossWhen(sites, { A: 1, B: 1 })).toBeCloseTo(1, 15);
  });

  test('a replaceable part above one counts as one, and an essential feed is taken at its replaceable part too', () => {
    const feeds = [{ site: 'A', dependency: 0.9 }];
    expect(lossWhen({ P: aSite({ weight: 1, feeds }), A: aSite({ replaceable: 7 }) }, { A: 1 })).toBe(0.9);
    expect(lossWhen({ P: aSite({ weight: 1, feeds }), A: aSite({ replaceable: 0.5 }) }, { A: 1 })).toBe(0.45);
  });

  test('a feed without dependency has the default one, and one that is not said to be replaceable is essential', () => {
    const changed = { ...parameters, supplier: { ...parameters.supplier, default_dependency: 0.7 } };
    const feeds = [{ site: 'A' }, { site: 'B', dependency: 0.4, essential: null }];
    const chain = supplierChain({ P: aSite({ weight: 1, feeds }), A: aSite(), B: aSite() }, changed);
    expect(chain?.lossUnder(() => 0)).toBe(0);
    expect(chain?.lossUnder((_, id) => (id === 'P' ? 0 : 1))).toBe(0.7);
  });

  test('a site that is not in the chain brings no loss', () => {
    expect(lossWhen({ P: aSite({ weight: 1, feeds: [{ site: 'X', dependency: 1 }] }) }, { X: 1 })).toBe(0);
  });

  test('a loop is followed once: a site met again on the path is not', () => {
    const sites = {
      P: aSite({ weight: 1, feeds: [{ site: 'A', dependency: 1 }] }),
      A: aSite({ feeds: [{ site: 'B', dependency: 0.5 }] }),
      B: aSite({
        feeds: [
          { site: 'A', dependency: 1 },
          { site: 'M', dependency: 0.5 },
        ],
      }),
      M: aSite(),
    };
    expect(lossWhen(sites, { M: 1 })).toBe(0.25);
    expect(lossWhen(sites, { B: 1 })).toBe(0.5);
    expect(lossWhen(sites, { A: 1 })).toBe(1);
  });

  test('in a loop the loss of a site depends on the path, so it is not remembered across paths', () => {
    // Both deliver and feed each other in part: what A loses through B is 0.5 of what B loses without A.
    const sites = {
      A: aSite({
        weight: 1,
        feeds: [
          { site: 'B', dependency: 0.5, essential: false },
          { site: 'M', dependency: 0.5, essential: false },
        ],
      }),
      B: aSite({
        weight: 1,
        feeds: [
          { site: 'A', dependency: 0.5, essential: false },
          { site: 'M', dependency: 0.5, essential: false },
        ],
      }),
      M: aSite(),
    };
    expect(lossWhen(sites, { M: 1 })).toBeCloseTo(0.75, 15);
  });

  test('the eighth tier counts, the ninth does not', () => {
    const sites = line(9);
    expect(parameters.supplier.max_tiers).toBe(8);
    expect(lossWhen(sites, { t08: 1 })).toBe(1);
    expect(lossWhen(sites, { t09: 1 })).toBe(0);
  });

  test('the same site at two depths is limited by each depth on its own', () => {
    const deep = line(8);
    const sites = { ...deep, t08: aSite({ feeds: [{ site: 'M', dependency: 1 }] }), M: aSite() };
    expect(lossWhen(sites, { M: 1 })).toBe(0);
    const short = {
      ...sites,
      t02: aSite({
        feeds: [
          { site: 't03', dependency: 1 },
          { site: 'M', dependency: 0.3 },
        ],
      }),
    };
    expect(lossWhen(short, { M: 1 })).toBe(0.3);
  });

  test('a loss is between 0 and 1, and never falls when a hit grows', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const ids = ['A', 'B', 'C', 'P'];
    const site = fc.record({
      weight: fraction,
      replaceable: fraction,
      feeds: fc.array(fc.record({ site: fc.constantFrom(...ids), dependency: fraction, essential: fc.boolean() }), { maxLength: 4 }),
    });
    const sites = fc
      .tuple(site, site, site, site)
      .map((all) => Object.fromEntries(all.map((one, index) => [ids[index] ?? '', aSite(one)])));
    fc.assert(
      fc.property(sites, fc.array(fraction, { minLength: 4, maxLength: 4 }), fraction, (drawn, hits, more) => {
        const chain = supplierChain(drawn, parameters);
        if (chain === null) return;
        const hitOf = (id: string): number => hits[ids.indexOf(id)] ?? 0;
        const loss = chain.lossUnder((_, id) => hitOf(id));
        const larger = chain.lossUnder((_, id) => (id === 'A' ? Math.max(hitOf(id), more) : hitOf(id)));
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(1 + 1e-12);
        expect(larger).toBeGreaterThanOrEqual(loss - 1e-12);
      }),
    );
  });
});
