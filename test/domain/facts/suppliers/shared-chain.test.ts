import { describe, expect, it } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { marketSiteId, processorOf, sharedChainRows } from '#domain/facts/suppliers/shared-chain.ts';
import { scoringSites } from '#domain/facts/suppliers/supplier-chain.ts';
import { supplierInputs } from '#domain/facts/suppliers/supplier-inputs.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import type { ReferenceData, SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { anElement, aParty, aShare, aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const DAY = '2026-10-01';
const rule = { whole: 1, main: 0.8, other: 0.2, strength: 5, sum_max: 0.9 };

/** China separates nine tenths of the dysprosium and Malaysia the rest; China has ore of its own and of Myanmar, Malaysia that of Australia. */
const shares = [
  aShare('Dy', 'separation', 'CHN', 0.9),
  aShare('Dy', 'separation', 'MYS', 0.1),
  aShare('Dy', 'mine', 'MMR', 0.6),
  aShare('Dy', 'mine', 'CHN', 0.3),
  aShare('Dy', 'mine', 'AUS', 0.1),
];
const worldWith = (tables: Partial<ReferenceData>) =>
  indexReferenceData(
    referenceDataWith({ elements: [anElement('Dy'), anElement('Nd'), anElement('Ge')], shares, ...tables }),
    stateAndEventMethodology,
  );

function chainOf(supplier: string, tables: Partial<ReferenceData>) {
  const index = worldWith(tables);
  const register = registerOn(index.data, DAY, DAY);
  const { sites, notes, statedFeed } = sharedChainRows(supplier, register, index, rule);
  const scoring = scoringSites(sites, register);
  return { sites, scoring, statedFeed, notes: notes.map(({ text }) => text), ids: sites.map(({ id }) => id) };
}

const magnets = (over: Partial<SupplierSiteRow> = {}) => aSupplierSite('magnets', { country: 'JPN', stage: 'magnet', ...over });
const feedsOf = (links: readonly SupplierLinkRow[], tables: Partial<ReferenceData> = {}) =>
  Object.fromEntries(
    (
      chainOf('company-of-magnets', { supplier_sites: [magnets(), ...(tables.supplier_sites ?? [])], ...tables, supplier_links: links })
        .scoring.magnets?.feeds ?? []
    ).map(({ site, share, share_inferred }) => [`${site}${share_inferred === undefined ? ' rest' : ''}`, share]),
  );
const withMagnets = (...sites: readonly SupplierSiteRow[]) => ({ supplier_sites: [magnets(), ...sites] });

describe('a plant of which no source names the feed', () => {
  it('buys of the world market, whose plants separate the ore that is sent to them', () => {
    const { scoring, statedFeed, notes } = chainOf('company-of-magnets', withMagnets());
    expect(scoring).toEqual({
      magnets: {
        country: 'JPN',
        stage: 'magnet',
        elements: ['Dy'],
        weight: 1,
        feeds: [
          { site: 'market:separation:CHN', element: 'Dy', share: 0.9 },
          { site: 'market:separation:MYS', element: 'Dy', share: expect.closeTo(0.1, 12) },
        ],
      },
      'market:separation:CHN': {
        country: 'CHN',
        stage: 'separation',
        elements: ['Dy'],
        feeds: [
          { site: 'market:mine:CHN', element: 'Dy', share: expect.closeTo(1 / 3, 12) },
          { site: 'market:mine:MMR', element: 'Dy', share: expect.closeTo(2 / 3, 12) },
        ],
      },
      'market:separation:MYS': {
        country: 'MYS',
        stage: 'separation',
        elements: ['Dy'],
        feeds: [{ site: 'market:mine:AUS', element: 'Dy', share: 1 }],
      },
      'market:mine:CHN': { country: 'CHN', stage: 'mine', elements: ['Dy'] },
      'market:mine:MMR': { country: 'MMR', stage: 'mine', elements: ['Dy'] },
      'market:mine:AUS': { country: 'AUS', stage: 'mine', elements: ['Dy'] },
    });
    expect(statedFeed).toBe(0);
    expect(notes).toEqual([
      'No source names where 100 % of the Dy of Company of magnets, magnets comes from: it is taken from the market.',
    ]);
  });

  it('buys at home where its country leads, not of China where its goods are free of it, and of nobody where no market is known', () => {
    expect(feedsOf([], { supplier_sites: [magnets({ country: 'CHN' })] })).toEqual({ 'market:separation:CHN rest': 1 });
    expect(feedsOf([], { supplier_sites: [magnets({ china_origin_content: 'no' })] })).toEqual({ 'market:separation:MYS rest': 1 });
    expect(feedsOf([], { supplier_sites: [magnets({ elements: ['Nd'] })] })).toEqual({});
    const { notes, statedFeed } = chainOf('company-of-magnets', { supplier_sites: [magnets({ elements: ['Nd'] })] });
    expect(notes).toEqual([
      'No source names where 100 % of the Nd of Company of magnets, magnets comes from, and nothing is assumed: its chain begins there.',
    ]);
    expect(statedFeed).toBe(0);
  });

  it('needs nothing where it recycles, and nothing is assumed of refineries', () => {
    const recycled = chainOf('company-of-magnets', { supplier_sites: [magnets({ capacity_of: 'recycled NdFeB' })] });
    expect(recycled.scoring.magnets).not.toHaveProperty('feeds');
    expect(recycled.statedFeed).toBeNull();
    const refinery = chainOf('company-of-refinery', {
      supplier_sites: [aSupplierSite('refinery', { stage: 'refining', elements: ['Ge'] })],
    });
    expect(refinery.ids).toEqual(['refinery']);
  });

  it('has the ore of its country where it separates', () => {
    const { scoring } = chainOf('company-of-plant', { supplier_sites: [aSupplierSite('plant', { country: 'CHN' })] });
    expect(scoring.plant?.feeds?.map(({ site }) => site)).toEqual(['market:mine:CHN', 'market:mine:MMR']);
  });
});

describe('shares of links', () => {
  const plant = aSupplierSite('plant');
  const inside = aSupplierSite('plant', { supplier: 'company-of-magnets', stage: 'metal' });

  it.each<[string, Partial<SupplierLinkRow>, SupplierSiteRow, number]>([
    ['stated', { share_of_input: 0.35, essential: 'yes' }, plant, 0.35],
    ['the main feed of another company', { essential: 'yes' }, plant, 0.8],
    ['the main feed of the company itself: the whole', { essential: 'yes' }, inside, 1],
    ['one of several', { essential: 'no' }, plant, 0.2],
    ['not said', { essential: 'unknown' }, plant, 0.2],
  ])('%s', (_, link, site, expected) => {
    const feeds = feedsOf([aSupplierLink('plant', 'magnets', link)], withMagnets(site));
    expect(feeds.plant).toBeCloseTo(expected, 12);
    expect(feeds['market:separation:CHN rest'] ?? 0).toBeCloseTo(0.9 * (1 - expected), 12);
  });

  it('are drawn unless stated or whole', () => {
    const flags = (link: Partial<SupplierLinkRow>, site: SupplierSiteRow) => {
      const chain = chainOf('company-of-magnets', { ...withMagnets(site), supplier_links: [aSupplierLink('plant', 'magnets', link)] });
      return chain.scoring.magnets?.feeds?.find((feed) => feed.site === 'plant')?.share_inferred;
    };
    expect(flags({ share_of_input: 0.35 }, plant)).toBe(false);
    expect(flags({ essential: 'yes' }, inside)).toBe(false);
    expect(flags({ essential: 'yes' }, plant)).toBe(true);
  });

  it('are scaled to what links may fill: nine tenths, or what is stated where that is more', () => {
    const second = aSupplierSite('second');
    const both = withMagnets(plant, second);
    const main = [aSupplierLink('plant', 'magnets', { essential: 'yes' }), aSupplierLink('second', 'magnets', { essential: 'yes' })];
    expect(feedsOf(main, both)).toMatchObject({ plant: expect.closeTo(0.45, 12), second: expect.closeTo(0.45, 12) });
    const stated = [
      aSupplierLink('plant', 'magnets', { share_of_input: 0.6 }),
      aSupplierLink('second', 'magnets', { share_of_input: 0.4 }),
    ];
    expect(feedsOf(stated, both)).toEqual({ plant: 0.6, second: 0.4 });
    const whole = [aSupplierLink('plant', 'magnets', { share_of_input: 1 }), aSupplierLink('second', 'magnets')];
    expect(feedsOf(whole, both)).toEqual({ plant: expect.closeTo(1 / 1.2, 12), second: expect.closeTo(0.2 / 1.2, 12) });
  });

  it('of a source that is named twice are the larger', () => {
    const twice = (first: number, then: number) => [
      aSupplierLink('plant', 'magnets', { share_of_input: first }),
      aSupplierLink('plant', 'magnets', { id: 'again', row: 'supplier-link:again', share_of_input: then }),
    ];
    expect(feedsOf(twice(0.3, 0.5), withMagnets(plant)).plant).toBe(0.5);
    expect(feedsOf(twice(0.5, 0.3), withMagnets(plant)).plant).toBe(0.5);
    const { sites } = chainOf('company-of-magnets', { ...withMagnets(plant), supplier_links: twice(0.5, 0.3) });
    const feed = sites.find(({ id }) => id === 'magnets')?.feeds.find(({ site }) => site === 'plant');
    expect(feed?.evidence).toEqual(['supplier-link:plant-magnets', 'supplier-link:again']);
  });

  it('stated for the group of a plant are those of the plant; links to the site go before links to its company, and these before the group', () => {
    const pool = aParty('pool', { kind: 'country_pool', supplier_site_ids: ['magnets'] });
    const company = aParty('company', { kind: 'company', supplier_site_ids: ['magnets'] });
    const external_parties = [pool, company];
    const toPool = aSupplierLink('plant', 'pool', { share_of_input: 0.5 });
    const world = { ...withMagnets(plant, aSupplierSite('second')), external_parties };
    expect(feedsOf([toPool], world).plant).toBe(0.5);
    expect(feedsOf([toPool, aSupplierLink('plant', 'magnets')], world).plant).toBe(0.5);
    expect(feedsOf([{ ...toPool, share_of_input: null }, aSupplierLink('plant', 'magnets')], world).plant).toBe(0.2);
    expect(feedsOf([toPool, aSupplierLink('second', 'company')], world)).toMatchObject({ second: 0.2 });
    expect(feedsOf([toPool, aSupplierLink('second', 'company')], world)).not.toHaveProperty('plant');
  });
});

describe('the source of a link', () => {
  const link = aSupplierLink('source', 'magnets', { share_of_input: 0.5 });
  const party = (over: Parameters<typeof aParty>[1]) => ({ external_parties: [aParty('source', over)] });

  it('is the market of a country whose plants are named as a group, beside what is assumed of it', () => {
    const feeds = feedsOf([link], { ...withMagnets(), ...party({ kind: 'country_pool', country: 'MYS' }) });
    expect(feeds).toEqual({
      'market:separation:CHN rest': 0.45,
      'market:separation:MYS': 0.5,
      'market:separation:MYS rest': expect.closeTo(0.05, 12),
    });
  });

  it('is nothing where the source does not run or is not known: the market takes its share', () => {
    const idle = aSupplierSite('source', { operating: 'no', start_date: '2030' });
    expect(feedsOf([link], withMagnets(idle))).toEqual({
      'market:separation:CHN rest': 0.9,
      'market:separation:MYS rest': expect.closeTo(0.1, 12),
    });
    expect(feedsOf([link])).toEqual({ 'market:separation:CHN rest': 0.9, 'market:separation:MYS rest': expect.closeTo(0.1, 12) });
    const notes = (sites: readonly SupplierSiteRow[]) =>
      chainOf('company-of-magnets', { supplier_sites: [magnets(), ...sites], supplier_links: [link] }).notes[0];
    expect(notes([idle])).toBe('Company of source, source does not produce, so it does not feed Company of magnets, magnets.');
    expect(notes([])).toBe('source does not produce, so it does not feed Company of magnets, magnets.');
  });

  it('is the plants of a company that sell the element at the stage before, in equal parts; all of them where none does', () => {
    const ids = ['one', 'two', 'mine', 'planned', 'other', 'magnets', 'gone'];
    const sites = [
      aSupplierSite('one'),
      aSupplierSite('two'),
      aSupplierSite('mine', { stage: 'mine', country: 'AUS' }),
      aSupplierSite('planned', { operating: 'no', start_date: '2025', capacity_tonnes_per_year: 10 }),
      aSupplierSite('other', { elements: ['Nd'] }),
    ];
    const company = party({ kind: 'company', supplier_site_ids: ids });
    expect(feedsOf([link], { ...withMagnets(...sites), ...company })).toMatchObject({ one: 0.25, two: 0.25 });
    // A mine alone, which its owner's plant separates: nothing else is there to buy.
    const own = [aSupplierSite('mine', { stage: 'mine', supplier: 's' }), aSupplierSite('plant', { supplier: 's', elements: ['Dy'] })];
    const onlyMine = party({ kind: 'company', supplier_site_ids: ['mine'] });
    expect(feedsOf([link], { ...withMagnets(...own), ...onlyMine })).toMatchObject({ mine: 0.5 });
  });

  it('is through a trader what its sellers sell, and the trader itself where none is known or they trade in a circle', () => {
    const seller = aSupplierLink('plant', 'source', { relation_type: 'offtake', relation: 'offtake' });
    const fed = aSupplierLink('second', 'source');
    const sites = withMagnets(aSupplierSite('plant'), aSupplierSite('second'));
    const trader = party({ kind: 'trader', country: 'USA' });
    expect(feedsOf([link, seller, fed], { ...sites, ...trader })).toMatchObject({ plant: 0.25, second: 0.25 });
    const alone = chainOf('company-of-magnets', { ...withMagnets(), ...trader, supplier_links: [link] });
    expect(alone.scoring.source).toEqual({ country: 'USA', stage: 'separation', elements: ['Dy'] });
    expect(alone.sites.find(({ id }) => id === 'source')).toMatchObject({
      name: 'name of source',
      row: null,
      evidence: ['party:source', 'supplier-link:source-magnets'],
    });
    const circle = aSupplierLink('source', 'source');
    expect(feedsOf([link, circle], { ...withMagnets(), ...trader })).toMatchObject({ source: 0.5 });
  });

  it('that reaches a plant through two links is one feed, drawn where one of them is not stated', () => {
    const links = [
      aSupplierLink('company', 'magnets', { share_of_input: 0.3 }),
      aSupplierLink('plant', 'magnets', { share_of_input: null }),
    ];
    const tables = {
      ...withMagnets(aSupplierSite('plant')),
      external_parties: [aParty('company', { kind: 'company', supplier_site_ids: ['plant'] })],
    };
    const { scoring } = chainOf('company-of-magnets', { ...tables, supplier_links: links });
    expect(scoring.magnets?.feeds?.find(({ site }) => site === 'plant')).toEqual({
      site: 'plant',
      element: 'Dy',
      share: 0.5,
      share_inferred: true,
    });
    const reversed = chainOf('company-of-magnets', { ...tables, supplier_links: links.toReversed() });
    expect(reversed.scoring).toEqual(scoring);
  });

  it('is asked again when another site wants more of it', () => {
    const tables = {
      supplier_sites: [
        magnets({ elements: ['Dy', 'Nd'] }),
        aSupplierSite('alloy', { stage: 'metal', elements: ['Dy', 'Nd'] }),
        aSupplierSite('plant', { elements: ['Dy', 'Nd'] }),
      ],
      supplier_links: [
        aSupplierLink('alloy', 'magnets', { elements: ['Dy'] }),
        aSupplierLink('alloy', 'magnets', { id: 'b', elements: ['Nd'] }),
        aSupplierLink('plant', 'alloy', { elements: ['Dy', 'Nd'], essential: 'yes' }),
      ],
    };
    const { scoring } = chainOf('company-of-magnets', tables);
    expect(scoring.alloy?.feeds?.map(({ site, element }) => `${element} ${site}`)).toEqual([
      'Dy market:separation:CHN',
      'Dy market:separation:MYS',
      'Dy plant',
      'Nd plant',
    ]);
  });
});

describe('the ore of a mine', () => {
  const mine = aSupplierSite('mine', { stage: 'mine', country: 'MMR', elements: ['Dy'] });

  it('is delivered by the plants of the country that separates it, whoever buys it', () => {
    for (const supplier_links of [[], [aSupplierLink('mine', 'plant')]]) {
      const { scoring, notes, statedFeed } = chainOf('company-of-mine', { supplier_sites: [mine, aSupplierSite('plant')], supplier_links });
      expect(scoring).toEqual({
        mine: { country: 'MMR', stage: 'mine', elements: ['Dy'] },
        'market:separation:CHN:of:mine': {
          country: 'CHN',
          stage: 'separation',
          elements: ['Dy'],
          weight: 1,
          feeds: [{ site: 'mine', element: 'Dy', share: 1 }],
        },
      });
      expect(notes).toEqual([
        'The ore of Company of mine, mine is separated in CHN, whoever buys it: it reaches a buyer through the plants there.',
      ]);
      expect(statedFeed).toBeNull();
    }
  });

  it('is delivered as it is where nobody is known to separate it', () => {
    const { scoring } = chainOf('company-of-mine', { supplier_sites: [{ ...mine, elements: ['Ge'] }] });
    expect(scoring).toEqual({ mine: { country: 'MMR', stage: 'mine', elements: ['Ge'], weight: 1 } });
    const zambian = chainOf('company-of-mine', { supplier_sites: [{ ...mine, country: 'ZMB' }] });
    expect(zambian.ids).toEqual(['mine']);
    const without = indexReferenceData(referenceDataWith({ shares }), goldenMethodology);
    expect(processorOf(mine, without)).toBeNull();
  });

  it('of a site that starts later or was not seen producing is told in notes', () => {
    const { notes } = chainOf('company-of-mine', { supplier_sites: [{ ...mine, operating: null, status: 'unknown' }] });
    expect(notes[0]).toBe('Company of mine, mine is counted as running although its present state is not known ("unknown").');
  });
});

describe('the inputs of a supplier', () => {
  it('have the record of new controls against the buyer and every country of a site, its outcomes, and the spread of its cover', () => {
    const index = worldWith(withMagnets());
    const { inputs, controls, evidence } = supplierInputs(index, { supplier: 'company-of-magnets', buyer: 'EUU', as_of: DAY, signals: {} });
    expect(Object.keys(inputs.control_record ?? {})).toEqual(['AUS', 'CHN', 'EUU', 'JPN', 'MMR', 'MYS']);
    expect(Object.keys(inputs.control_record?.EUU ?? {})).toEqual(['AUS', 'CHN', 'JPN', 'MMR', 'MYS']);
    expect(inputs.control_record?.EUU?.JPN).toEqual({ n: 0, t: expect.closeTo(8.464, 3) });
    expect(inputs).toMatchObject({ control_outcomes: [], cover_sigma: null, stated_feed: 0 });
    expect(controls).toEqual({ record: { AUS: [], CHN: [], JPN: [], MMR: [], MYS: [] }, outcomes: {} });
    expect(evidence).toContain('share:Dy:mine:MMR');
  });
});

it('the market of a country is a site', () => {
  expect(marketSiteId('separation', 'CHN')).toBe('market:separation:CHN');
});
