import { describe, expect, it } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { feedsOf } from '#domain/facts/suppliers/supplier-feeds.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import type { ReferenceData, SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aParty, aShare, aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const DAY = '2026-10-01';
/** A Japanese magnet plant. */
const magnetPlant = (over: Partial<SupplierSiteRow> = {}) => aSupplierSite('fed', { country: 'JPN', stage: 'magnet', ...over });
const separation = (over: Partial<SupplierSiteRow> = {}) => aSupplierSite('fed', over);

/** The feeds of a site for some elements, all of its own when none are given, and what was noted. */
function found(fed: SupplierSiteRow, tables: Partial<ReferenceData>, elements: readonly string[] = fed.elements) {
  const data = referenceDataWith({ ...tables, supplier_sites: [fed, ...(tables.supplier_sites ?? [])] });
  const notes: { readonly text: string; readonly evidence: readonly string[] }[] = [];
  const context = { index: indexReferenceData(data, goldenMethodology), register: registerOn(data, DAY, DAY), notes };
  const feeds = feedsOf({ row: fed, elements: new Set(elements) }, context);
  return { feeds: feeds.map(({ source, feed }) => ({ ...feed, elements: source.elements })), notes };
}
const dependencies = (...given: Parameters<typeof found>) =>
  Object.fromEntries(found(...given).feeds.map(({ site, dependency }) => [site, dependency]));
const essentials = (...given: Parameters<typeof found>) =>
  found(...given)
    .feeds.filter(({ essential }) => essential)
    .map(({ site }) => site);

const SOURCES = ['A', 'B', 'C'].map((id) => aSupplierSite(id, { elements: ['Dy', 'Nd'] }));
const linked = (...supplier_links: readonly SupplierLinkRow[]) => ({ supplier_sites: SOURCES, supplier_links });

describe('a feed that a link names', () => {
  it('alone is all of the input and essential', () => {
    expect(found(magnetPlant(), linked(aSupplierLink('A', 'fed')))).toEqual({
      feeds: [{ site: 'A', dependency: 1, essential: true, evidence: ['supplier-link:A-fed'], assumed: false, elements: ['Dy'] }],
      notes: [],
    });
  });

  it('is that of the plant, else of its company, else of the plants of the country together', () => {
    const parties = {
      external_parties: [
        aParty('pool', { kind: 'country_pool', supplier_site_ids: ['fed', 'other'] }),
        aParty('company', { kind: 'company', supplier_site_ids: ['fed'] }),
        aParty('stranger', { kind: 'company', supplier_site_ids: ['other'] }),
      ],
    };
    const [own, company, pool] = [aSupplierLink('A', 'fed'), aSupplierLink('B', 'company'), aSupplierLink('C', 'pool')];
    const sites = (...links: readonly SupplierLinkRow[]) => Object.keys(dependencies(separation(), { ...linked(...links), ...parties }));
    expect(sites(pool, company, own)).toEqual(['A']);
    expect(sites(pool, company)).toEqual(['B']);
    expect(sites(pool)).toEqual(['C']);
    expect(sites(pool, aSupplierLink('B', 'stranger'))).toEqual(['C']);
    expect(sites(company, { ...own, elements: ['Nd'] })).toEqual(['B']); // not of what is wanted
    expect(sites(company, { ...own, relation_type: 'ownership' })).toEqual(['B']); // no goods
  });

  it('shares the input in equal parts with the others for the same elements, and none of them is essential by itself', () => {
    const [a, b, c] = [aSupplierLink('A', 'fed'), aSupplierLink('B', 'fed'), aSupplierLink('C', 'fed')];
    expect(dependencies(separation(), linked(a, b))).toEqual({ A: 0.5, B: 0.5 });
    expect(dependencies(separation(), linked(a, b, c))).toEqual({ A: 1 / 3, B: 1 / 3, C: 1 / 3 });
    expect(essentials(separation(), linked(a, b))).toEqual([]);
    const both = separation({ elements: ['Dy', 'Nd'] });
    expect(dependencies(both, linked(a, { ...b, elements: ['Nd'] }))).toEqual({ A: 1, B: 1 });
    expect(essentials(both, linked(a, { ...b, elements: ['Nd'] }))).toEqual(['A', 'B']);
  });

  it('is essential where the source says so, and half of the input where it says that it is not', () => {
    const [a, b] = [aSupplierLink('A', 'fed', { essential: 'yes' }), aSupplierLink('B', 'fed')];
    expect(dependencies(separation(), linked(a, b))).toEqual({ A: 1, B: 0.5 });
    expect(essentials(separation(), linked(a, b))).toEqual(['A']);
    expect(dependencies(separation(), linked({ ...a, essential: 'no' }))).toEqual({ A: 0.5 });
    expect(essentials(separation(), linked({ ...a, essential: 'no' }))).toEqual([]);
  });

  it('is not taken as essential where it is scrap that comes back from a later stage', () => {
    const scrap = (stage: SupplierSiteRow['stage'], essential: SupplierLinkRow['essential'] = 'unknown') => ({
      supplier_sites: [aSupplierSite('A', { stage })],
      supplier_links: [aSupplierLink('A', 'fed', { essential })],
    });
    expect(essentials(separation(), scrap('magnet'))).toEqual([]);
    expect(dependencies(separation(), scrap('magnet'))).toEqual({ A: 0.5 });
    expect(essentials(separation(), scrap('magnet', 'yes'))).toEqual(['A']);
    expect(essentials(separation(), scrap('separation'))).toEqual(['A']);
    expect(essentials(separation(), scrap('mine'))).toEqual(['A']);
  });

  it('has the share of the input that its link states, else the one that a link from the same source to the group of the plant states', () => {
    const parties = {
      external_parties: [
        aParty('group', { kind: 'country_pool', supplier_site_ids: ['fed'] }),
        aParty('stranger', { kind: 'country_pool', supplier_site_ids: ['other'] }),
      ],
    };
    const share = (own: number | null, ...others: readonly SupplierLinkRow[]) =>
      dependencies(separation(), { ...linked(...others, aSupplierLink('A', 'fed', { share_of_input: own })), ...parties }).A;
    const ofGroup = aSupplierLink('A', 'group', { share_of_input: 0.4 });
    expect(share(0.3, ofGroup)).toBe(0.3);
    expect(share(null, ofGroup)).toBe(0.4);
    expect(share(null, aSupplierLink('A', 'group'))).toBe(1);
    expect(share(null, aSupplierLink('A', 'stranger', { share_of_input: 0.4 }))).toBe(1);
    expect(share(null, aSupplierLink('B', 'group', { share_of_input: 0.4 }))).toBe(1);
    expect(share(null, { ...ofGroup, relation_type: 'ownership' })).toBe(1);
  });

  it('of several plants is split among them, and none of them is essential', () => {
    const tables = {
      ...linked(aSupplierLink('pool', 'fed', { essential: 'yes', share_of_input: 0.8 })),
      external_parties: [aParty('pool', { kind: 'country_pool', supplier_site_ids: ['A', 'B'] })],
    };
    const ofPool = {
      dependency: 0.4,
      essential: false,
      evidence: ['supplier-link:pool-fed', 'party:pool'],
      assumed: false,
      elements: ['Dy'],
    };
    expect(found(separation(), tables).feeds).toEqual([
      { site: 'A', ...ofPool },
      { site: 'B', ...ofPool },
    ]);
  });

  it('that is named twice is one feed: the larger part of it, essential if either row says so, for the elements of both', () => {
    const ofDysprosium = aSupplierLink('A', 'fed', { share_of_input: 0.6, essential: 'no' });
    const ofNeodymium = { ...ofDysprosium, row: 'supplier-link:again', elements: ['Nd'], share_of_input: 0.3, essential: 'yes' as const };
    const plant = separation({ elements: ['Dy', 'Nd'] });
    for (const links of [
      [ofDysprosium, ofNeodymium],
      [ofNeodymium, ofDysprosium],
    ]) {
      const [feed, ...others] = found(plant, linked(...links)).feeds;
      expect(others).toEqual([]);
      expect(feed).toMatchObject({ site: 'A', dependency: 0.6, essential: true, assumed: false });
      expect(feed?.elements.toSorted()).toEqual(['Dy', 'Nd']);
      expect(feed?.evidence.toSorted()).toEqual(['supplier-link:A-fed', 'supplier-link:again']);
    }
    expect(essentials(plant, linked(ofDysprosium, { ...ofNeodymium, essential: 'no' }))).toEqual([]);
  });

  it('from a plant that does not produce is none, and is told', () => {
    const shut = { supplier_sites: [aSupplierSite('A', { operating: 'no' })], supplier_links: [aSupplierLink('A', 'fed')] };
    expect(found(separation({ stage: 'mine' }), shut)).toEqual({
      feeds: [],
      notes: [{ text: 'Company of A, A does not produce, so it does not feed Company of fed, fed.', evidence: ['supplier-link:A-fed'] }],
    });
  });
});

describe('what no source names of the feed of a plant', () => {
  const market = {
    shares: [
      aShare('Dy', 'separation', 'MYS', 0.1),
      aShare('Dy', 'separation', 'CHN', 0.9),
      aShare('Dy', 'mine', 'JPN', 1),
      aShare('Nd', 'separation', 'JPN', 1),
    ],
    supplier_sites: [aSupplierSite('M'), aSupplierSite('C1', { country: 'CHN' }), aSupplierSite('C2', { country: 'CHN' })],
  };
  const [malaysia, china] = ['share:Dy:separation:MYS', 'share:Dy:separation:CHN'];
  const bought = (site: string, dependency: number, row: string) => ({
    site,
    dependency,
    essential: false,
    evidence: [row],
    assumed: true,
    elements: ['Dy'],
  });

  it.each(['metal', 'magnet'] as const)('of the stage %s is bought on the world market of separated oxides', (stage) => {
    expect(found(magnetPlant({ stage }), market)).toEqual({
      feeds: [bought('M', 0.1, malaysia), bought('C1', 0.45, china), bought('C2', 0.45, china)],
      notes: [
        {
          text: 'No source names what feeds Company of fed, fed: 100 % is taken from the world market of separated oxides.',
          evidence: ['supplier-site:fed', malaysia, china],
        },
      ],
    });
  });

  it('is the rest beside what is named, and adds to it', () => {
    const named = { supplier_links: [aSupplierLink('M', 'fed', { essential: 'no', share_of_input: 0.6 })] };
    const { feeds, notes } = found(magnetPlant(), { ...market, ...named });
    expect(feeds.map(({ site }) => site)).toEqual(['M', 'C1', 'C2']);
    expect(feeds[0]).toMatchObject({ essential: false, evidence: ['supplier-link:M-fed', malaysia], assumed: false });
    for (const [n, dependency] of [0.64, 0.18, 0.18].entries()) expect(feeds[n]?.dependency).toBeCloseTo(dependency, 12);
    expect(notes.map(({ text }) => text)).toEqual([
      'No source names the rest of what feeds Company of fed, fed: 40 % is taken from the world market of separated oxides.',
    ]);
  });

  it('is nothing beside an essential feed, nor where the named ones are all of it or more', () => {
    const named = (...links: readonly SupplierLinkRow[]) => found(magnetPlant(), { ...market, supplier_links: links });
    const part = (from: string, share_of_input: number, essential: 'yes' | 'no' = 'no') =>
      aSupplierLink(from, 'fed', { share_of_input, essential });
    for (const links of [
      [part('M', 0.4, 'yes'), part('C1', 0.1)],
      [part('M', 0.5), part('C1', 0.5)],
      [part('M', 0.9), part('C1', 0.9)],
    ]) {
      expect(named(...links)).toMatchObject({ feeds: [{ site: 'M' }, { site: 'C1' }], notes: [] });
    }
  });

  it('is taken to be from home where most of it is made at home', () => {
    const atHome = magnetPlant({ country: 'CHN' });
    expect(found(atHome, market)).toEqual({
      feeds: [],
      notes: [
        {
          text: 'No source names what feeds Company of fed, fed; it is taken to be fed at home, where most of it is made.',
          evidence: ['supplier-site:fed', china],
        },
      ],
    });
    const part = { supplier_links: [aSupplierLink('M', 'fed', { essential: 'no' })] };
    expect(found(atHome, { ...market, ...part }).notes.map(({ text }) => text)).toEqual([
      'No source names the rest of what feeds Company of fed, fed; it is taken to be fed at home, where most of it is made.',
    ]);
  });

  it('is not Chinese for a plant that says that it holds nothing Chinese', () => {
    const { feeds, notes } = found(magnetPlant({ china_origin_content: 'no' }), market);
    expect(feeds).toEqual([bought('M', 0.1, malaysia)]);
    expect(notes[0]?.evidence).toEqual(['supplier-site:fed', malaysia]);
    expect(Object.keys(dependencies(magnetPlant({ china_origin_content: 'mixed' }), market))).toEqual(['M', 'C1', 'C2']);
  });

  it('of ore has no market: the chain begins there, which is told unless a part is named; a mine and a recycler need none', () => {
    const begins = [{ text: 'No source names what feeds Company of fed, fed: its chain begins there.', evidence: ['supplier-site:fed'] }];
    const none = { feeds: [], notes: begins };
    for (const stage of ['separation', 'refining'] as const) expect(found(separation({ stage }), market)).toEqual(none);
    expect(found(magnetPlant(), { supplier_sites: market.supplier_sites })).toEqual(none); // nobody knows that market
    const part = { supplier_links: [aSupplierLink('M', 'fed', { essential: 'no' })] };
    expect(found(separation(), { ...market, ...part })).toMatchObject({ feeds: [{ site: 'M', dependency: 0.5 }], notes: [] });
    expect(found(separation({ stage: 'mine' }), market)).toEqual({ feeds: [], notes: [] });
    expect(found(magnetPlant({ capacity_of: 'Recycled magnets' }), market)).toEqual({ feeds: [], notes: [] });
  });
});
