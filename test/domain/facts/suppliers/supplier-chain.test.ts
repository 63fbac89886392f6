import { describe, expect, it } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoringSites, supplierChainRows } from '#domain/facts/suppliers/supplier-chain.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import type { ReferenceData, SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aParty, aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const DAY = '2026-10-01';

function chainOf(supplier: string, tables: Partial<ReferenceData>) {
  const data = referenceDataWith(tables);
  const register = registerOn(data, DAY, DAY);
  const { sites, notes } = supplierChainRows(supplier, register, indexReferenceData(data, goldenMethodology));
  const ids = sites.map(({ id }) => id);
  return { sites, notes, ids, scoring: scoringSites(sites, register), site: (id: string) => sites.find((one) => one.id === id) };
}
const feed = (site: string, evidence: readonly string[]) => ({ site, dependency: 1, essential: true, evidence, assumed: false });

/** A Japanese magnet maker on Malaysian oxides, from Australian ore and from a stock of which no plant is known. */
const sites: readonly SupplierSiteRow[] = [
  aSupplierSite('magnets', { country: 'JPN', stage: 'magnet', elements: ['Nd', 'Dy'] }),
  aSupplierSite('plant', { elements: ['Dy', 'Nd', 'La'] }),
  aSupplierSite('mine', { country: 'AUS', stage: 'mine', elements: ['Nd', 'Dy', 'Ce'] }),
];
const dysprosium = aSupplierLink('plant', 'magnets', { elements: ['Dy'] });
const stock = aSupplierLink('stock', 'magnets', { elements: ['Nd'] });
const ore = aSupplierLink('mine', 'plant');
const external_parties = [aParty('stock', { country: 'USA' })];

describe('the chain behind a company', () => {
  it('has every site that feeds another of it, in byte order, with what is wanted of it and the rows that say so', () => {
    const { sites: chain, notes } = chainOf('company-of-magnets', {
      supplier_sites: sites,
      supplier_links: [stock, dysprosium, ore],
      external_parties,
    });
    expect(notes).toEqual([]);
    const [magnets, plant, mine] = sites;
    expect(chain).toEqual([
      {
        id: 'magnets',
        name: 'Company of magnets, magnets',
        supplier: 'company-of-magnets',
        country: 'JPN',
        stage: 'magnet',
        elements: ['Dy', 'Nd'],
        weight: 1,
        row: magnets,
        evidence: ['supplier-site:magnets'],
        feeds: [feed('plant', ['supplier-link:plant-magnets']), feed('stock', ['supplier-link:stock-magnets'])],
      },
      {
        id: 'mine',
        name: 'Company of mine, mine',
        supplier: 'company-of-mine',
        country: 'AUS',
        stage: 'mine',
        elements: ['Dy'],
        weight: 0,
        row: mine,
        evidence: ['supplier-link:mine-plant', 'supplier-site:mine'],
        feeds: [],
      },
      {
        id: 'plant',
        name: 'Company of plant, plant',
        supplier: 'company-of-plant',
        country: 'MYS',
        stage: 'separation',
        elements: ['Dy'],
        weight: 0,
        row: plant,
        evidence: ['supplier-link:plant-magnets', 'supplier-site:plant'],
        feeds: [feed('mine', ['supplier-link:mine-plant'])],
      },
      {
        id: 'stock',
        name: 'name of stock',
        supplier: null,
        country: 'USA',
        stage: 'separation',
        elements: ['Nd'],
        weight: 0,
        row: null,
        evidence: ['party:stock', 'supplier-link:stock-magnets'],
        feeds: [],
      },
    ]);
  });

  it.each<[SupplierSiteRow['stage'], string]>([
    ['magnet', 'separation'],
    ['metal', 'separation'],
    ['separation', 'mine'],
    ['refining', 'mine'],
  ])('takes a party of which no site is known to be of the stage before: of %s it is %s', (stage, before) => {
    const plant = aSupplierSite('P', { stage });
    const { site } = chainOf('company-of-P', { supplier_sites: [plant], supplier_links: [aSupplierLink('stock', 'P')], external_parties });
    expect(site('stock')?.stage).toBe(before);
  });

  it('asks a site again when another one wants more of it', () => {
    const alloy = aSupplierSite('alloy', { stage: 'metal', elements: ['Nd'] });
    const { site, ids } = chainOf('company-of-magnets', {
      supplier_sites: [...sites, alloy, aSupplierSite('mine of Nd', { stage: 'mine', elements: ['Nd'] })],
      supplier_links: [
        dysprosium,
        ore,
        aSupplierLink('alloy', 'magnets', { elements: ['Nd'] }),
        aSupplierLink('plant', 'alloy', { elements: ['Nd'] }),
        aSupplierLink('mine of Nd', 'plant', { elements: ['Nd'] }),
      ],
    });
    expect(ids).toEqual(['alloy', 'magnets', 'mine', 'mine of Nd', 'plant']);
    expect(site('plant')).toMatchObject({ elements: ['Dy', 'Nd'], feeds: [{ site: 'mine' }, { site: 'mine of Nd' }] });
    expect(site('plant')?.evidence).toEqual(['supplier-link:plant-alloy', 'supplier-link:plant-magnets', 'supplier-site:plant']);
  });

  it('ends where it comes back to a site that it has', () => {
    const { ids, site } = chainOf('company-of-A', {
      supplier_sites: [aSupplierSite('A'), aSupplierSite('B')],
      supplier_links: [aSupplierLink('B', 'A'), aSupplierLink('A', 'B')],
    });
    expect(ids).toEqual(['A', 'B']);
    expect(site('B')?.feeds.map((one) => one.site)).toEqual(['A']);
  });

  it('tells of each site of the company that does not simply run, once', () => {
    const own = (id: string, over: Partial<SupplierSiteRow>) =>
      aSupplierSite(id, { supplier: 'acme', company: 'Acme', stage: 'mine', ...over });
    const shut = own('shut', { operating: 'no', status: 'closed' });
    const { ids, notes } = chainOf('acme', {
      supplier_sites: [own('runs', {}), shut, { ...shut, id: 'again' }, aSupplierSite('of another', { operating: 'no' })],
    });
    expect(ids).toEqual(['runs']);
    expect(notes).toEqual([{ text: 'Acme, shut is given up ("closed").', evidence: ['supplier-site:shut'] }]);
  });
});

describe('ore that is sold to the plants of a country', () => {
  const mine = aSupplierSite('mine', { country: 'BRA', stage: 'mine', elements: ['Dy', 'Nd'] });
  const plants = [
    aSupplierSite('P1', { country: 'CHN', elements: ['Dy', 'Nd'] }),
    aSupplierSite('P2', { country: 'CHN', elements: ['La', 'Nd'] }),
    aSupplierSite('P3', { country: 'CHN', elements: ['La'] }),
  ];
  const pool = aParty('pool', { country: 'CHN', kind: 'country_pool', supplier_site_ids: ['P1', 'P2', 'P3'] });
  const sale = (over: Partial<SupplierLinkRow> = {}) =>
    aSupplierLink('mine', 'pool', { relation: 'sells concentrate', relation_type: 'offtake', elements: ['Nd', 'Dy'], ...over });
  const sold = (links: readonly SupplierLinkRow[], tables: Partial<ReferenceData> = {}) =>
    chainOf('company-of-mine', { supplier_sites: [mine, ...plants], external_parties: [pool], supplier_links: links, ...tables });
  const delivers = (found: ReturnType<typeof chainOf>) =>
    Object.fromEntries(found.sites.flatMap(({ id, weight }) => (weight > 0 ? [[id, weight]] : [])));

  it('reaches a buyer through those of them that make its elements: they deliver, and the mine feeds them alone', () => {
    const elsewhere = aSupplierLink('another mine', 'P1');
    const found = sold([sale(), elsewhere], { supplier_sites: [mine, ...plants, aSupplierSite('another mine', { stage: 'mine' })] });
    expect(found.notes).toEqual([
      {
        text: 'What Company of mine, mine makes goes to name of pool (sells concentrate): it reaches a buyer through 2 plants in CHN.',
        evidence: ['supplier-site:mine', 'supplier-link:mine-pool', 'party:pool'],
      },
    ]);
    const given = { weight: 0.5, feeds: [feed('mine', ['supplier-link:mine-pool'])] };
    expect(found.sites).toMatchObject([
      { id: 'P1', ...given, elements: ['Dy', 'Nd'], evidence: ['party:pool', 'supplier-link:mine-pool', 'supplier-site:P1'] },
      { id: 'P2', ...given, elements: ['Nd'], evidence: ['party:pool', 'supplier-link:mine-pool', 'supplier-site:P2'] },
      { id: 'mine', weight: 0, feeds: [], evidence: ['supplier-site:mine'] },
    ]);
  });

  it('does so by a feed as by a sale, and whatever else the mine has agreed', () => {
    const throughPlants = { P1: 0.5, P2: 0.5 };
    expect(delivers(sold([sale({ relation_type: 'feedstock', volume: '100 % of the mine' })]))).toEqual(throughPlants);
    expect(delivers(sold([sale({ volume: 'about 100 %' })]))).toEqual(throughPlants);
    expect(delivers(sold([aSupplierLink('mine', 'nobody', { relation_type: 'offtake' }), sale()]))).toEqual(throughPlants);
  });

  it('reaches a buyer from the mine where no plant of a country takes it', () => {
    const itself = { mine: 1 };
    expect(delivers(sold([]))).toEqual(itself);
    expect(delivers(sold([sale({ relation_type: 'ownership' })]))).toEqual(itself);
    expect(delivers(sold([aSupplierLink('another mine', 'pool', { relation_type: 'offtake' })]))).toEqual(itself);
    expect(delivers(sold([sale()], { external_parties: [{ ...pool, kind: 'trader' }] }))).toEqual(itself);
    expect(delivers(sold([sale()], { external_parties: [{ ...pool, supplier_site_ids: ['P3'] }] }))).toEqual(itself);
    expect(delivers(sold([sale()], { supplier_sites: [{ ...mine, stage: 'separation' }, ...plants] }))).toEqual(itself);
    expect(sold([sale({ relation_type: 'ownership' })]).notes).toEqual([]);
  });

  it('does not pass them where one buyer takes all of it', () => {
    for (const volume of ['100 % for life', '100% of phase I']) {
      const all = aSupplierLink('mine', 'taker', { relation_type: 'offtake', volume });
      const found = sold([sale(), all], { external_parties: [pool, aParty('taker', { country: 'USA' })] });
      expect(delivers(found)).toEqual({ mine: 1 });
      expect(found.notes).toEqual([
        {
          text: `name of taker (USA) takes ${volume} of Company of mine, mine: nothing says what is left for others.`,
          evidence: ['supplier-link:mine-taker'],
        },
      ]);
    }
  });
});

describe('the chain as the scorer takes it', () => {
  const oxide = (id: string, tonnes: number | null, over: Partial<SupplierSiteRow> = {}) =>
    aSupplierSite(id, { capacity_of: 'Dy oxide', capacity_type: 'nameplate', capacity_tonnes_per_year: tonnes, ...over });
  const oneOfSeveral = aSupplierLink('plant', 'fed', { essential: 'no', share_of_input: 0.4 });
  /** Part of the plant's output that nobody else could make up. */
  const replaceable = (others: readonly SupplierSiteRow[], plant = oxide('plant', 100), link = oneOfSeveral) =>
    chainOf('company-of-fed', { supplier_sites: [aSupplierSite('fed'), plant, ...others], supplier_links: [link] }).scoring.plant;

  it('has a weight only for what delivers, and feeds only where there are some', () => {
    const { scoring } = chainOf('company-of-magnets', {
      supplier_sites: sites,
      supplier_links: [stock, dysprosium, ore],
      external_parties,
    });
    const whole = { dependency: 1, essential: true };
    expect(scoring).toStrictEqual({
      magnets: {
        country: 'JPN',
        stage: 'magnet',
        elements: ['Dy', 'Nd'],
        weight: 1,
        feeds: [
          { site: 'plant', ...whole },
          { site: 'stock', ...whole },
        ],
      },
      mine: { country: 'AUS', stage: 'mine', elements: ['Dy'] },
      plant: { country: 'MYS', stage: 'separation', elements: ['Dy'], feeds: [{ site: 'mine', ...whole }] },
      stock: { country: 'USA', stage: 'separation', elements: ['Nd'] },
    });
  });

  it('can replace one feed of several by the other running plants for the same product', () => {
    expect(replaceable([oxide('R', 300), oxide('S', 100)])).toMatchObject({ replaceable: 0.25 });
    expect(replaceable([oxide('R', 50)])).toMatchObject({ replaceable: 1 });
    expect(
      replaceable([oxide('R', 300, { capacity_type: 'actual_output' })], oxide('plant', 100, { capacity_type: 'actual_output' })),
    ).toMatchObject({ replaceable: 1 / 3 });
    const left = [
      oxide('same plant', 100, { site_group: 'plant' }),
      oxide('stage', 100, { stage: 'refining' }),
      oxide('product', 100, { capacity_of: 'Nd oxide' }),
      oxide('part of another', 100, { count_in_totals: false }),
      oxide('shut', 100, { operating: 'no' }),
      oxide('plan', 100, { capacity_type: 'planned' }),
      oxide('unknown', null),
    ];
    expect(replaceable([oxide('R', 400), ...left])).toMatchObject({ replaceable: 0.25 });
  });

  it('says nothing of that where a tonnage is not known, or the feed is essential to someone', () => {
    expect(replaceable([])).not.toHaveProperty('replaceable');
    expect(replaceable([oxide('R', null)])).not.toHaveProperty('replaceable');
    expect(replaceable([oxide('R', 300)], oxide('plant', null))).not.toHaveProperty('replaceable');
    expect(replaceable([oxide('R', 300)], oxide('plant', 100, { capacity_type: 'planned' }))).not.toHaveProperty('replaceable');
    expect(replaceable([oxide('R', 300)], oxide('plant', 100), { ...oneOfSeveral, essential: 'yes' })).not.toHaveProperty('replaceable');
  });
});
