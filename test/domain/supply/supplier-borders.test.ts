import { describe, expect, it } from 'vitest';
import { type BorderedChain, borderedChain, elementNeed } from '#domain/supply/supplier-borders.ts';
import type { SupplierSite } from '#domain/vocabulary/scoring-inputs.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';
import { aSite } from '#test/builders/supplier-inputs.ts';

const { parameters } = stateAndEventMethodology;

function chainOf(sites: Readonly<Record<string, SupplierSite>>, { home = ['JPN'], maxTiers = 8 } = {}): BorderedChain {
  const chain = borderedChain(sites, home, { ...parameters, supplier: { ...parameters.supplier, max_tiers: maxTiers } });
  if (chain === null) throw new Error('a site delivers');
  return chain;
}
const magnets = (over: Partial<SupplierSite> = {}) =>
  aSite({ country: 'JPN', stage: 'magnet', elements: ['Dy', 'Nd'], weight: 1, ...over });
const fromChina = (share: number, element = 'Dy') => ({ site: 'C', element, share });
const china = aSite({ country: 'CHN', elements: ['Dy', 'Nd'] });
const stopsChina = ({ from }: { readonly from: SupplierSite }) => (from.country === 'CHN' ? 1 : 0);

describe('the loss at borders', () => {
  it('is the share of the element, for as much of the site as needs it, and the worst element decides', () => {
    // 35 % of magnets have dysprosium: 0.35 x 0.9, against half of the neodymium, which all need.
    const sites = { P: magnets({ feeds: [fromChina(0.9), fromChina(0.5, 'Nd')] }), C: china };
    expect(chainOf(sites).lossAtBorders(stopsChina)).toBe(0.5);
    expect(chainOf({ ...sites, P: magnets({ feeds: [fromChina(0.9)] }) }).lossAtBorders(stopsChina)).toBeCloseTo(0.315, 12);
    expect(elementNeed('Dy', magnets({ elements: ['Dy'] }), parameters)).toBe(1);
    expect(elementNeed('Pr', magnets(), parameters)).toBe(1);
    expect(elementNeed('Dy', magnets(), { ...parameters, element_need: { magnet: { Nd: 1 } as never } })).toBe(1);
  });

  it('is met by what leaves a country, also by deliveries; not inside it, nor at home', () => {
    const inChina = { P: magnets({ country: 'CHN', feeds: [fromChina(1)] }), C: china };
    expect(chainOf(inChina).lossAtBorders(({ element }) => (element === null ? 0 : 1))).toBe(0);
    expect(chainOf(inChina).lossAtBorders(stopsChina)).toBe(1);
    expect(chainOf(inChina, { home: ['CHN'] }).lossAtBorders(stopsChina)).toBe(0);
    expect(chainOf(inChina).crossings).toEqual([{ from: inChina.P, destination: null, element: null }]);
    expect(chainOf({ P: magnets({ feeds: [fromChina(1)] }), C: china }).crossings).toEqual([
      { from: china, destination: 'JPN', element: 'Dy' },
    ]);
  });

  it('weighs what delivers, and takes drawn shares in the order of the feeds', () => {
    const sites = {
      P: magnets({ weight: 3, feeds: [fromChina(0.9, 'Nd')] }),
      Q: magnets({ weight: 1 }),
      R: magnets({ weight: null }),
      C: china,
    };
    expect(chainOf(sites).lossAtBorders(stopsChina)).toBeCloseTo(0.75 * 0.9, 12);
    expect(chainOf(sites).lossAtBorders(stopsChina, Float64Array.of(0.2))).toBeCloseTo(0.75 * 0.2, 12);
    expect(chainOf(sites).lossUnder((site) => (site.country === 'CHN' ? 0.5 : 0))).toBeCloseTo(0.75 * 0.45, 12);
  });

  it('is found in a few looks, however many elements run along a chain that is longer than is looked at', () => {
    const elements = ['Ce', 'Dy', 'La', 'Nd', 'Pr', 'Tb'];
    const names = 'ABCDEFGHIJKL'.split('');
    const feedsFrom = (site: string) => elements.map((element) => ({ site, element, share: 0.5 }));
    const long = names.map(
      (name, n) => [name, magnets({ elements, ...(n > 0 ? { feeds: feedsFrom(names[n - 1] as string) } : {}) })] as const,
    );
    const chain = chainOf({ ...Object.fromEntries(long), A: aSite({ country: 'CHN', elements }) });
    let looks = 0;
    const counting = new Proxy(
      chain.feedShares.map(({ share }) => share),
      {
        get(shares, place) {
          looks += 1;
          if (looks > 10_000) throw new Error('the looks multiply from tier to tier');
          return Reflect.get(shares, place);
        },
      },
    ) as unknown as Float64Array;
    // B to I take from A over one to eight tiers: each halves what is lost, and 11 sites deliver.
    const halves = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, tiers) => sum + 0.5 ** tiers, 0);
    expect(chain.lossAtBorders(stopsChina, counting)).toBeCloseTo(halves / 11, 12);
  });

  it('goes through no site twice, no deeper than is looked at, and over no unknown site', () => {
    const loop = {
      P: magnets({ feeds: [{ site: 'M', element: 'Nd', share: 1 }] }),
      M: aSite({ feeds: [fromChina(0.5, 'Nd'), { site: 'P', element: 'Nd', share: 0.5 }, { site: 'gone', element: 'Nd', share: 0.5 }] }),
      C: china,
    };
    expect(chainOf(loop).lossAtBorders(stopsChina)).toBe(0.5);
    expect(chainOf(loop, { maxTiers: 1 }).lossAtBorders(stopsChina)).toBe(0);
  });

  it('is unknown without a site that delivers', () => {
    expect(borderedChain({ C: china, D: aSite({ weight: 0 }) }, [], parameters)).toBeNull();
  });
});

describe('shares of feeds', () => {
  it('that nothing says anything of come from the market; a stated share of a market is no rest', () => {
    const market = 'market:separation:CHN';
    const feeds = [
      { site: market, element: 'Dy', share: 0.5, share_inferred: false },
      { site: market, element: 'Dy', share: 0.3 },
      { site: 'C', element: 'Dy', share: 0.2, share_inferred: true },
      { site: 'C' },
    ];
    const { feedShares } = chainOf({ P: magnets({ feeds }), C: china, [market]: china });
    expect(feedShares.map(({ share, inferred, isRest }) => [share, inferred, isRest])).toEqual([
      [0.5, false, false],
      [0.3, false, true],
      [0.2, true, false],
      [0, false, false],
    ]);
  });
});
