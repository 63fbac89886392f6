import { describe, expect, test } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { type ChainSite, supplierChainRows } from '#domain/facts/suppliers/supplier-chain.ts';
import { chinaContent, listingOn } from '#domain/facts/suppliers/supplier-listing.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import { marketPlants, plantsOf, sourcesOf } from '#domain/facts/suppliers/supplier-sources.ts';
import { deliveringSites } from '#domain/facts/suppliers/supplier-weights.ts';
import type { ReferenceData, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aParty, aPolicy, aShare, aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const DAY = '2026-10-01';
const { parameters } = goldenMethodology;

type Register = Partial<Pick<ReferenceData, 'supplier_sites' | 'supplier_links' | 'external_parties' | 'shares'>>;
const registerOf = (tables: Register) => registerOn(referenceDataWith(tables), DAY, DAY);
const chainOf = (supplier: string, tables: Register) => {
  const data = referenceDataWith(tables);
  return supplierChainRows(supplier, registerOn(data, DAY, DAY), indexReferenceData(data, goldenMethodology));
};
const textsOf = ({ notes }: { readonly notes: readonly { readonly text: string }[] }): readonly string[] => notes.map(({ text }) => text);

describe('the register on a day', () => {
  test('judges a site that is not one of its rows by what the site itself says', () => {
    const register = registerOf({});
    expect(register.operationOf(aSupplierSite('new'))).toEqual({ runs: true, onPlan: false, remark: null });
    expect(register.operationOf(aSupplierSite('shut', { operating: 'no', status: 'closed' })).runs).toBe(false);
  });
});

describe('where goods come from', () => {
  const from = (tables: Register) =>
    sourcesOf('trader', ['Dy'], 'fed', registerOf(tables)).map(({ site, part, evidence }) => ({ id: site.id, part, evidence }));

  test('is nowhere when the source that a link names is neither a site nor a party', () => {
    expect(from({})).toEqual([]);
  });

  test('is, through a trader, those who sell to it and those who feed it, in equal parts', () => {
    const found = from({
      external_parties: [aParty('trader')],
      supplier_sites: [aSupplierSite('A'), aSupplierSite('B'), aSupplierSite('C')],
      supplier_links: [
        aSupplierLink('A', 'trader'),
        aSupplierLink('B', 'trader', { relation_type: 'offtake' }),
        aSupplierLink('C', 'trader', { relation_type: 'ownership' }), // shares of a company are no goods
        aSupplierLink('C', 'trader', { elements: ['Nd'] }), // another element
      ],
    });
    expect(found).toEqual([
      { id: 'A', part: 0.5, evidence: ['party:trader', 'supplier-link:A-trader'] },
      { id: 'B', part: 0.5, evidence: ['party:trader', 'supplier-link:B-trader'] },
    ]);
  });

  test('is the trader itself when traders only sell to each other', () => {
    const found = from({
      external_parties: [aParty('trader'), aParty('other')],
      supplier_links: [aSupplierLink('other', 'trader'), aSupplierLink('trader', 'other')],
    });
    expect(found).toEqual([{ id: 'other', part: 1, evidence: ['party:trader', 'supplier-link:other-trader'] }]);
  });

  test('is of a group only the plants that the register has', () => {
    const pool = aParty('pool', { kind: 'country_pool', supplier_site_ids: ['A', 'gone'] });
    const register = registerOf({ external_parties: [pool], supplier_sites: [aSupplierSite('A')] });
    expect(plantsOf(pool, ['Dy'], register).map(({ site, part }) => [site.id, part])).toEqual([['A', 1]]);
  });

  test('is on the market the share of the country over its plants, the largest over the elements, never the fed plant itself', () => {
    const register = registerOf({
      supplier_sites: [
        aSupplierSite('A', { elements: ['Dy', 'Nd'] }),
        aSupplierSite('B'),
        aSupplierSite('fed', { elements: ['Nd'] }),
        aSupplierSite('mine', { stage: 'mine' }),
        aSupplierSite('abroad', { country: 'VNM' }),
      ],
    });
    const market = [aShare('Dy', 'separation', 'MYS', 0.4), aShare('Nd', 'separation', 'MYS', 0.3)];
    // Dy: 0.4 over two plants; Nd: 0.3, all of it A's
    expect(marketPlants(market, 'fed', register).map(({ site, part, elements }) => [site.id, part, elements])).toEqual([
      ['A', 0.3, ['Dy', 'Nd']],
      ['B', 0.2, ['Dy']],
    ]);
  });
});

describe('a chain', () => {
  test('says of a feed from an unknown source that it does not produce', () => {
    const found = chainOf('company-of-plant', {
      supplier_sites: [aSupplierSite('plant')],
      supplier_links: [aSupplierLink('nobody', 'plant')],
    });
    expect(textsOf(found)).toContain('nobody does not produce, so it does not feed Company of plant, plant.');
  });

  test('says of a feeding site that is shut that it does not produce, with its name', () => {
    const found = chainOf('company-of-plant', {
      supplier_sites: [aSupplierSite('plant'), aSupplierSite('shut', { operating: 'no' })],
      supplier_links: [aSupplierLink('shut', 'plant')],
    });
    expect(textsOf(found)).toContain('Company of shut, shut does not produce, so it does not feed Company of plant, plant.');
  });

  test('tells who takes all of a mine: a party with its country, or a site', () => {
    const tables = (to: string) => ({
      supplier_sites: [aSupplierSite('mine', { stage: 'mine' })],
      supplier_links: [aSupplierLink('mine', to, { relation_type: 'offtake', volume: '100 % for life' })],
      external_parties: [aParty('trader')],
    });
    expect(textsOf(chainOf('company-of-mine', tables('trader')))).toContain(
      'name of trader (JPN) takes 100 % for life of Company of mine, mine: nothing says what is left for others.',
    );
    expect(textsOf(chainOf('company-of-mine', tables('PLANT-7')))).toContain(
      'PLANT-7 takes 100 % for life of Company of mine, mine: nothing says what is left for others.',
    );
  });
});

describe('the weights of a company’s plants', () => {
  const weights = (...sites: readonly SupplierSiteRow[]): Readonly<Record<string, number>> =>
    Object.fromEntries(deliveringSites(sites, registerOf({ supplier_sites: sites }), []).map(({ site, weight }) => [site.id, weight]));
  const plant = (id: string, tonnes: number | null, over: Partial<SupplierSiteRow> = {}) =>
    aSupplierSite(id, { supplier: 'one', capacity_of: 'Dy oxide', capacity_type: 'nameplate', capacity_tonnes_per_year: tonnes, ...over });

  test('are their tonnages over the sum; one of which nothing is known counts as the mean of the others', () => {
    expect(weights(plant('A', 300), plant('B', 100))).toEqual({ A: 0.75, B: 0.25 });
    expect(weights(plant('A', 300), plant('B', 100), plant('C', null))).toEqual({ A: 0.5, B: 100 / 600, C: 200 / 600 });
  });

  test('are equal when the tonnages are of different goods, or none is known', () => {
    expect(weights(plant('A', 300), plant('B', 100, { capacity_of: 'magnets' }))).toEqual({ A: 0.5, B: 0.5 });
    expect(weights(plant('A', null), plant('B', null))).toEqual({ A: 0.5, B: 0.5 });
  });
});

describe('the list a company stands on', () => {
  const listed = (...cells: readonly string[]) => {
    const own = cells.map((china_listing, n) => aSupplierSite(`S${n}`, { china_listing }));
    const data = referenceDataWith({ supplier_sites: own });
    return listingOn(own, registerOn(data, DAY, DAY), [], parameters);
  };

  test('is of two lists of one class the one that held first, whichever row comes first', () => {
    const [early, late] = ['watch_list (MOFCOM 2025 No. 9, 2025-01-09)', 'watch_list (MOFCOM 2026 No. 7, 2026-02-24)'];
    for (const cells of [
      [early, late],
      [late, early],
    ] as const) {
      expect(listed(...cells)?.notice).toBe('MOFCOM 2025 No. 9');
    }
  });

  test('is the strictest of several, whenever it began', () => {
    expect(listed('watch_list (MOFCOM 2025 No. 9, 2025-01-09)', 'control_list (MOFCOM 2026 No. 7, 2026-02-24)')?.class).toBe(
      'control_list',
    );
  });

  test('needs no row of the policy table where the cell dates the notice itself; then the site alone is cited', () => {
    expect(listed('control_list (MOFCOM 2026 No. 7, 2026-02-24)')).toEqual({
      class: 'control_list',
      since: '2026-02-24',
      notice: 'MOFCOM 2026 No. 7',
      through: 'itself',
      evidence: ['supplier-site:S0'],
    });
  });

  test('holds from the day of the notice’s row where no cell dates it; without either the row is refused', () => {
    const own = [aSupplierSite('S', { china_listing: 'parent on control_list (MOFCOM 2026 No. 7)' })];
    const register = registerOn(referenceDataWith({ supplier_sites: own }), DAY, DAY);
    const notice = aPolicy('CN-7', { instrument_no: 'MOFCOM 2026 No. 7', effective_from: '2026-03-01' });
    expect(listingOn(own, register, [notice], parameters)).toMatchObject({
      since: '2026-03-01',
      through: 'parent',
      evidence: ['policy:CN-7', 'supplier-site:S'],
    });
    expect(() => listingOn(own, register, [], parameters)).toThrow('supplier-site:S: no row says since when MOFCOM 2026 No. 7 holds');
  });
});

describe('content of Chinese origin', () => {
  const place = (id: string, over: Partial<ChainSite>): ChainSite => ({
    id,
    name: id,
    supplier: null,
    country: 'JPN',
    stage: 'magnet',
    elements: ['Dy'],
    weight: 1,
    feeds: [],
    row: null,
    evidence: [`party:${id}`],
    ...over,
  });
  const chineseFeed = { site: 'feed', dependency: 1, essential: true, evidence: [], assumed: false };

  test('of a party of which no site is known rests on the rows that name it', () => {
    const chain = [place('party', { feeds: [chineseFeed] }), place('feed', { country: 'CHN', weight: 0 })];
    const { value, note } = chinaContent(chain, parameters);
    expect(value).toBe(parameters.supplier.default_china_content);
    expect(note?.evidence).toEqual(['party:party']);
  });

  test('is unknown where the only Chinese feed is an assumption, or feeds go round in a ring outside of China', () => {
    const assumed = [place('P', { feeds: [{ ...chineseFeed, assumed: true }] }), place('feed', { country: 'CHN', weight: 0 })];
    expect(chinaContent(assumed, parameters)).toEqual({ value: null, note: null });
    const ring = [place('P', { feeds: [chineseFeed] }), place('feed', { weight: 0, feeds: [{ ...chineseFeed, site: 'P' }] })];
    expect(chinaContent(ring, parameters).value).toBeNull();
  });

  test('is weighed over the plants of which it is known; plants in China count as none', () => {
    const plant = (id: string, weight: number, over: Partial<SupplierSiteRow>, country = 'JPN') =>
      place(id, { weight, country, row: aSupplierSite(id, { country, ...over }) });
    const chain = [
      plant('yes', 1, { china_origin_content: 'yes' }),
      plant('no', 2, { china_origin_content: 'no' }),
      plant('home', 1, {}, 'CHN'),
      plant('blank', 5, {}),
    ];
    expect(chinaContent(chain, parameters)).toEqual({
      value: 0.25,
      note: {
        text: '25 % of the deliveries is counted as content of Chinese origin made abroad.',
        evidence: ['supplier-site:yes', 'supplier-site:no', 'supplier-site:home'],
      },
    });
  });
});
