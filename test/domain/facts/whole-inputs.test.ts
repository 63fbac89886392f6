import { describe, expect, it } from 'vitest';
import { rowNames, tradeRowNames } from '#domain/facts/buyer-rows.ts';
import { type ElementQuestion, elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import type { AmendmentParameters } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import {
  aDemand,
  aGovernance,
  aMapping,
  anElement,
  anImport,
  aParty,
  aPolicy,
  aReliance,
  aRoute,
  aShare,
  aStock,
  aSupplierLink,
  aSupplierSite,
  referenceDataWith,
} from '#test/builders/reference-data.ts';
import { aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

const signals = { senkaku: { x: 1, age_days: 2 } };
const governance = ['VNM', 'CHN', 'MYS', 'AUS'].map((country) => aGovernance(country));
const known = { pv: 0.5, pv_se: 0.2, wgi_mean: 0.4 };

/** Dysprosium, mined in three countries and separated in two; Japan buys separated heavy rare earths, and used to say how much it imports. */
const tables: Partial<ReferenceData> = {
  elements: [anElement('Dy', { eol_rir: 0.1, si_sr: 0.9, world_supply_tonnes: 1000 })],
  shares: [
    aShare('Dy', 'mine', 'MMR', 0.25),
    aShare('Dy', 'mine', 'CHN', 0.5),
    aShare('Dy', 'mine', 'AUS', 0.25),
    aShare('Dy', 'mine', 'OTH', 0),
    aShare('Dy', 'separation', 'MYS', 0.2),
    aShare('Dy', 'separation', 'CHN', 0.8),
  ],
  buyer_imports: [
    anImport('JPN', 'Dy', 'separation', 'AUS', 0),
    anImport('JPN', 'HREE', 'separation', 'VNM', 0.4),
    anImport('JPN', 'HREE', 'separation', 'CHN', 0.6),
  ],
  import_reliance: [aReliance('JPN', 'Dy', 'mine', 0.95, '2025e'), aReliance('JPN', 'Dy', 'separation', 0.9, '2010-2014')],
  cover: [aStock('JPN', 'ALL', 'pipeline', 14), aStock('JPN', 'Dy', 'commercial_stock', 30)],
  demand: [aDemand('JPN', 'Dy', 'separation', 500)],
  routes: [aRoute('JPN', 'VNM', 'separation', 0.5, { taiwan_strait: 0.5 }), aRoute('JPN', 'USA', 'separation', 1, { taiwan_strait: 1 })],
  governance,
  policy: [
    aPolicy('CN-2', { suspended_from: '2025-05-01', suspended_to: '2025-06-01' }),
    aPolicy('CN-1', { known_from: '2026-09-20' }),
    aPolicy('MM-1', { mapping: { ...aMapping('ban', 'Dy'), origins: ['MMR'], targets: ['CHN'] } }),
    aPolicy('of gallium', { mapping: aMapping('ban', 'Ga') }),
  ],
  supplier_sites: [
    aSupplierSite('P', { capacity_of: 'Dy oxide', capacity_type: 'nameplate', capacity_tonnes_per_year: 120 }),
    aSupplierSite('Q', { start_date: '2026-09-20', date: '2026-09-30' }),
  ],
  taiwan_strait: [aTaiwanReport('2026-09-10'), aTaiwanReport('2026-09-20')],
  senkaku: [aSenkakuDay('2026-09-15')],
};

function assemble(rules: AmendmentParameters, over: Partial<ElementQuestion> = {}) {
  const methodology = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, ...rules } };
  const question = { element: 'Dy', buyer: 'JPN', as_of: '2026-10-01', signals, ...over };
  return elementInputs(indexReferenceData(referenceDataWith(tables), methodology), question);
}
const byRules: AmendmentParameters = {
  old_reliance_caps_domestic: true,
  plants_from_register: { known_output_at_least: 0.5 },
  renewal_prior: { renewed: 4, lapsed: 1 },
  feed_routes: { from: 'mine', to: 'separation', processor: { CHN: 'CHN', MMR: 'CHN', AUS: 'MYS' }, classes: ['ban'] },
};

/** By 1.0.0: what the tables say of each stage. */
const mine = {
  world: { AUS: 0.25, CHN: 0.5, MMR: 0.25 },
  concentration: 100,
  imports: null,
  import_reliance: 0.95,
  facility_share: null,
  routes: {},
  annual_tonnes: null,
};
const separation = {
  world: { CHN: 0.8, MYS: 0.2 },
  concentration: 100,
  imports: { CHN: 0.6, VNM: 0.4 },
  import_reliance: null,
  facility_share: null,
  routes: { VNM: 0.25 },
  annual_tonnes: 500,
};
const measure = {
  control_class: 'licence',
  origins: ['CHN'],
  targets: ['ALL'],
  residual_class: null,
  applies: [{ elements: ['Dy'], stages: ['refining'], coverage: 1 }],
  effective_from: '2025-04-04',
  effective_to: null,
  suspended_from: null,
  suspended_to: null,
};
const measures = [
  { ...measure, id: 'CN-1', known_from: '2026-09-20' },
  { ...measure, id: 'CN-2', known_from: '2025-04-04', suspended_from: '2025-05-01', suspended_to: '2025-06-01' },
  {
    ...measure,
    id: 'MM-1',
    known_from: '2025-04-04',
    control_class: 'ban',
    origins: ['MMR'],
    targets: ['CHN'],
    applies: [{ elements: ['Dy'], stages: ['refining', 'magnet'], coverage: 1 }],
  },
];
const inputs = {
  element: 'Dy',
  buyer: 'JPN',
  as_of: '2026-10-01',
  known_at: '2026-10-01',
  horizon_days: 365,
  eol_rir: 0.1,
  si_sr: 0.9,
  cover: { default: 44 },
  governance: { AUS: known, CHN: known, MYS: known, VNM: known },
  signals,
  measures,
  reliefs: [],
};
const evidenceOf = (id: string, stages: readonly string[], over: object = {}) => ({
  id,
  row: `policy:${id}`,
  origins: ['CHN'],
  stages,
  state: 'in_force',
  counted: true,
  reliefs: [],
  ...over,
});
const refining = ['separation', 'refining'];
const evidence = {
  element: 'element:Dy',
  shares: {
    mine: { AUS: 'share:Dy:mine:AUS', CHN: 'share:Dy:mine:CHN', MMR: 'share:Dy:mine:MMR' },
    separation: { CHN: 'share:Dy:separation:CHN', MYS: 'share:Dy:separation:MYS' },
  },
  imports: { separation: { CHN: 'import:JPN:HREE:separation:CHN', VNM: 'import:JPN:HREE:separation:VNM' } },
  import_reliance: { mine: 'reliance:JPN:Dy:mine' },
  cover: { default: ['cover:JPN:ALL:pipeline', 'cover:JPN:Dy:commercial_stock'] },
  demand: { separation: 'demand:JPN:Dy:separation' },
  routes: { mine: {}, separation: { VNM: 'route:JPN:VNM:separation' } },
  governance: { AUS: 'governance:AUS', CHN: 'governance:CHN', MYS: 'governance:MYS', VNM: 'governance:VNM' },
  measures: [evidenceOf('CN-1', refining), evidenceOf('CN-2', refining)],
  feed_measures: {},
  signals: { carriers: [], senkaku: ['senkaku:2026-09-15'], taiwan_strait: ['taiwan-strait:2026-09-20'] },
  signal_origin: 'CHN',
};

describe('the whole inputs of an element', () => {
  it('are, by 1.0.0, what the tables say of each stage, with the row of each value', () => {
    expect(assemble({})).toStrictEqual({ inputs: { ...inputs, stages: { mine, separation } }, evidence });
  });

  it('are, by later rules, besides the old reliance as a bound, whose ore is separated, the largest plants, and past truces', () => {
    const feeds = { CHN: { CHN: 2 / 3, MMR: 1 / 3 }, MYS: { AUS: 1 } };
    // 120 t of 200 t
    const stages = {
      mine: { ...mine, plant_shares: {} },
      separation: { ...separation, import_reliance_bound: 0.9, feeds, plant_shares: { MYS: 0.6 } },
    };
    const found = assemble(byRules);
    expect(found.inputs).toStrictEqual({
      ...inputs,
      stages,
      suspension_decisions: [{ known_from: '2025-06-01', undecided_from: '2025-06-01', renewed: false }],
    });
    const ofMyanmar = evidenceOf('MM-1', ['separation', 'refining', 'magnet'], { origins: ['MMR'] });
    expect(found.evidence).toStrictEqual({
      ...evidence,
      import_reliance: { mine: 'reliance:JPN:Dy:mine', separation: 'reliance:JPN:Dy:separation' },
      feed_measures: { CHN: [...evidence.measures, ofMyanmar], MYS: evidence.measures },
    });
  });

  it('ask of the past only where the rule is in use: a reliance that is young enough needs no bound', () => {
    const young = assemble({ old_reliance_caps_domestic: true }, { as_of: '2022-10-01' }).inputs.stages.separation;
    expect(young).toMatchObject({ import_reliance: 0.9 });
    expect(young).not.toHaveProperty('import_reliance_bound');
    expect(assemble({ old_reliance_caps_domestic: false }).inputs.stages.separation).not.toHaveProperty('import_reliance_bound');
  });

  it('are cut at what was known, in the evidence of measures and signals', () => {
    const found = assemble({}, { known_at: '2026-09-19', horizon_days: 90 });
    expect(found.inputs).toMatchObject({ as_of: '2026-10-01', known_at: '2026-09-19', horizon_days: 90 });
    expect(found.evidence.measures.map(({ id }) => id)).toEqual(['CN-2']);
    expect(found.evidence.signals.taiwan_strait).toEqual(['taiwan-strait:2026-09-10']);
  });

  it('of an element of which no table tells are unknown, with no row to cite', () => {
    const { inputs: none, evidence: rows } = assemble({}, { element: 'Ho', buyer: 'CAN' });
    expect(none).toMatchObject({ eol_rir: null, si_sr: null, stages: {}, cover: null, governance: {} });
    expect(rows).toMatchObject({ element: null, shares: {}, imports: {}, import_reliance: {}, cover: {}, demand: {}, routes: {} });
  });

  it('have cover of a stage of its own where the method names the rows for it, and the element has that stage', () => {
    expect(assemble({ stage_cover_rows: { separation: ['ALL'], metal: ['Dy'] } }).inputs.cover).toEqual({
      default: 44,
      separation: 39, // 14 on the way, and 25 where no stock is published
    });
  });
});

describe('an index of the facts', () => {
  const index = () =>
    indexReferenceData(referenceDataWith({ ...tables, elements: ['Ho', 'Dy', 'Ga'].map((id) => anElement(id)) }), goldenMethodology);
  const ask = (from: ReturnType<typeof index>, over: Partial<ElementQuestion>) =>
    elementInputs(from, { element: 'Dy', buyer: 'JPN', as_of: '2026-10-01', signals, ...over });

  it('gives to each question its own answer, in whatever order they are asked', () => {
    const questions: readonly Partial<ElementQuestion>[] = [
      {},
      { element: 'Ga' },
      { buyer: 'CHN' },
      { as_of: '2022-10-01' },
      { known_at: '2025-04-03' },
      { as_of: '2025-05-15' },
    ];
    const apart = questions.map((question) => ask(index(), question));
    const shared = index();
    expect(questions.map((question) => ask(shared, question))).toEqual(apart);
    const backwards = index();
    expect(questions.toReversed().map((question) => ask(backwards, question))).toEqual(apart.toReversed());
    expect(apart.map(({ inputs: one }) => one.measures?.map(({ id }) => id))).toEqual([
      ['CN-1', 'CN-2', 'MM-1'],
      ['of gallium'],
      ['CN-1', 'CN-2', 'MM-1'],
      [],
      [],
      ['CN-2', 'MM-1'],
    ]);
  });

  it('has the elements in byte order', () => {
    expect(elementIds(index().data)).toEqual(['Dy', 'Ga', 'Ho']);
  });

  it('does not mix up keys of several parts', () => {
    const rows = [aReliance('JP', 'NDy', 'mine', 0.3), aReliance('JPN', 'Dy', 'mine', 0.7)];
    const found = indexReferenceData(referenceDataWith({ import_reliance: rows }), goldenMethodology);
    expect(found.importReliance('JP', 'NDy', 'mine')?.import_reliance).toBe(0.3);
    expect(found.importReliance('JPN', 'Dy', 'mine')?.import_reliance).toBe(0.7);
    expect(found.importReliance('JPN', 'Dy', 'metal')).toBeNull();
  });

  it('reads imports and reliance of a group for those of its members that the row speaks for', () => {
    const names = ['Dy', 'HREE', 'REE', 'ALL'];
    expect(rowNames('Dy', goldenMethodology.groups)).toEqual(names);
    expect(rowNames('Ga', goldenMethodology.groups)).toEqual(['Ga', 'ALL']);
    expect(rowNames('Ga', {})).toEqual(['Ga', 'ALL']);
    expect(tradeRowNames(names, 'Dy', { REE: ['La', 'Ce'] })).toEqual(['Dy', 'HREE', 'ALL']);
    expect(tradeRowNames(names, 'Dy', { REE: ['La', 'Dy'] })).toEqual(names);
    expect(tradeRowNames(names, 'Dy')).toEqual(names);
  });
});

describe('the whole inputs of a supplier', () => {
  const own = { supplier: 'acme', supplier_name: 'Acme (group)', company: 'Acme' };
  const data = referenceDataWith({
    supplier_sites: [
      aSupplierSite('plant', {
        ...own,
        country: 'VNM',
        elements: ['Tb', 'Dy'],
        capacity_of: 'Dy oxide',
        china_origin_content: 'mixed',
        capacity_type: 'nameplate',
        capacity_tonnes_per_year: 80,
        china_listing: 'watch_list (MOFCOM 2026 No. 7, 2026-02-24)',
      }),
      aSupplierSite('mine', { country: 'AUS', stage: 'mine', elements: ['Tb', 'Dy', 'La'] }),
    ],
    supplier_links: [
      aSupplierLink('mine', 'plant', { elements: ['Dy', 'Tb'] }),
      aSupplierLink('stock', 'plant', { elements: ['Dy'], essential: 'no', share_of_input: 0.2 }),
    ],
    external_parties: [aParty('stock', { country: 'CHN' })],
    shares: [
      aShare('Dy', 'separation', 'VNM', 0.02),
      aShare('Tb', 'separation', 'VNM', 0.02),
      aShare('Dy', 'mine', 'AUS', 0.25),
      aShare('Tb', 'mine', 'AUS', 0.05),
      aShare('Ga', 'mine', 'CHN', 0.9),
    ],
    cover: [aStock('JPN', 'ALL', 'pipeline', 14)],
    governance,
    policy: [
      aPolicy('CN-1'),
      aPolicy('E', { title: 'Acme may mine', mapping: null, effective_from: null }),
      aPolicy('F', { title: 'Nobody may mine', mapping: null }),
    ],
  });
  const assembledFrom = (facts: ReferenceData, over: { readonly horizon_days?: number } = {}) =>
    supplierInputs(indexReferenceData(facts, goldenMethodology), { supplier: 'acme', buyer: 'JPN', as_of: '2026-10-01', signals, ...over });

  it('are its chain, the cover of the buyer, shares, governance, its list and its content, and the measures of all', () => {
    const listed = { class: 'watch_list', china_content: 0.3 };
    expect(assembledFrom(data).inputs).toStrictEqual({
      buyer: 'JPN',
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      horizon_days: 365,
      elements: ['Dy', 'Tb'],
      cover_days: 39,
      world_share: { AUS: 0.25, VNM: 0.02 },
      listing: listed,
      china_content: 0.3,
      signals,
      governance: { AUS: known, CHN: known, VNM: known },
      sites: {
        mine: { country: 'AUS', stage: 'mine', elements: ['Dy', 'Tb'] },
        plant: {
          country: 'VNM',
          stage: 'separation',
          elements: ['Dy', 'Tb'],
          weight: 1,
          feeds: [
            { site: 'mine', dependency: 0.5, essential: false },
            { site: 'stock', dependency: 0.2, essential: false },
          ],
        },
        stock: { country: 'CHN', stage: 'mine', elements: ['Dy'] },
      },
      measures: [{ ...measure, id: 'CN-1', known_from: '2025-04-04' }],
      reliefs: [],
    });
  });

  it('name every row they were made from, in byte order, and tell what was decided on the way', () => {
    const { evidence: rows, notes } = assembledFrom(data);
    expect(rows).toEqual([
      'cover:JPN:ALL:pipeline',
      'governance:AUS',
      'governance:CHN',
      'governance:VNM',
      'party:stock',
      'share:Dy:mine:AUS',
      'share:Dy:separation:VNM',
      'supplier-link:mine-plant',
      'supplier-link:stock-plant',
      'supplier-site:mine',
      'supplier-site:plant',
    ]);
    expect(notes).toEqual([
      { text: 'Acme, plant: 80 t a year is nameplate, not output (quality C).', evidence: ['supplier-site:plant'] },
      {
        text: 'JPN has 39 days of cover of Dy from Acme, plant.',
        evidence: ['cover:JPN:ALL:pipeline'],
      },
      { text: '30 % of the deliveries is counted as content of Chinese origin made abroad.', evidence: ['supplier-site:plant'] },
      {
        text: "Acme (group) stands on China's watch list since 2026-02-24 (MOFCOM 2026 No. 7).",
        evidence: ['supplier-site:plant'],
      },
      { text: 'Acme may mine: no number of the score follows from it.', evidence: ['policy:E'] },
    ]);
  });

  it('are for another horizon where one is asked for', () => {
    expect(assembledFrom(data, { horizon_days: 90 }).inputs.horizon_days).toBe(90);
  });

  it('of a company that does not deliver have no product, and that is told', () => {
    const shut = { ...data, supplier_sites: data.supplier_sites.map((site) => ({ ...site, operating: 'no' as const })) };
    const found = assembledFrom(shut);
    expect(found.inputs).toMatchObject({ sites: {}, elements: [], cover_days: null, world_share: {}, china_content: null });
    expect(found.notes).toContainEqual({ text: 'No site delivers, so there is nothing to score.', evidence: [] });
    expect(found.evidence).toEqual(['supplier-site:plant']);
  });

  it('have a main product that delivers: what only feeds has none, however late its stage', () => {
    const scrap = aSupplierSite('scrap', { stage: 'magnet', elements: ['Dy', 'Nd'] });
    const feeding = [...data.supplier_links, aSupplierLink('scrap', 'plant', { essential: 'no', share_of_input: 0.1 })];
    const magnets = [...data.cover, aStock('JPN', 'NdFeB', 'commercial_stock', 52), aStock('JPN', 'Dy', 'commercial_stock', null)];
    const found = assembledFrom({ ...data, supplier_sites: [...data.supplier_sites, scrap], supplier_links: feeding, cover: magnets });
    expect(found.inputs.sites).toHaveProperty('scrap');
    expect(found.inputs.cover_days).toBe(39);
    expect(assembledFrom({ ...data, cover: [] }).notes).toContainEqual({
      text: 'JPN has no rows on stocks of Dy from Acme, plant: its median cover is taken.',
      evidence: [],
    });
  });

  it('deliver the elements of the plants that deliver, not all that is mined behind them; places are in byte order', () => {
    const oreSold = referenceDataWith({
      supplier_sites: [
        aSupplierSite('ore', { ...own, stage: 'mine', country: 'BRA', elements: ['Tb', 'La', 'Dy'] }),
        aSupplierSite('a plant', { country: 'CHN', elements: ['Tb'] }),
        aSupplierSite('b plant', { country: 'CHN', elements: ['Dy'] }),
      ],
      supplier_links: [aSupplierLink('ore', 'pool', { elements: ['Tb', 'La', 'Dy'], relation_type: 'offtake' })],
      external_parties: [aParty('pool', { kind: 'country_pool', country: 'CHN', supplier_site_ids: ['a plant', 'b plant'] })],
      shares: [aShare('Dy', 'separation', 'CHN', 0.8), aShare('La', 'mine', 'BRA', 0.01)],
      governance: [aGovernance('CHN'), aGovernance('BRA')],
    });
    const { inputs: found } = assembledFrom(oreSold);
    expect(found.elements).toEqual(['Dy', 'Tb']);
    expect(Object.keys(found.world_share ?? {})).toEqual(['BRA', 'CHN']);
    expect(Object.keys(found.governance ?? {})).toEqual(['BRA', 'CHN']);
  });

  it('know a list through a parent, and events under the short name of the owner', () => {
    const [plant, ...others] = data.supplier_sites;
    const listed = { china_listing: 'parent on control_list (MOFCOM 2026 No. 7, 2026-02-24)', supplier_name: 'Acme Metals' };
    const notes = (owner: string | null) =>
      assembledFrom({ ...data, supplier_sites: plant === undefined ? [] : [{ ...plant, ...listed, owner }, ...others] }).notes.map(
        ({ text }) => text,
      );
    expect(notes(null)).toContain("Acme Metals stands on China's control list through its parent since 2026-02-24 (MOFCOM 2026 No. 7).");
    const event = 'Acme may mine: no number of the score follows from it.';
    expect(notes('Acme')).toContain(event);
    for (const owner of [null, 'Metals', 'Nobody']) expect(notes(owner)).not.toContain(event);
  });

  it('are those of each supplier and day on its own, from one index', () => {
    const index = () =>
      indexReferenceData({ ...data, policy: [...data.policy, aPolicy('CN-9', { known_from: '2026-06-01' })] }, goldenMethodology);
    const questions = [
      { supplier: 'acme', as_of: '2026-10-01' },
      { supplier: 'company-of-mine', as_of: '2026-10-01' },

      { supplier: 'acme', as_of: '2026-01-15' },
      { supplier: 'acme', as_of: '2026-10-01', known_at: '2026-01-15' },
    ];
    const apart = questions.map((question) => supplierInputs(index(), { buyer: 'JPN', signals, ...question }));
    const shared = index();
    expect(questions.map((question) => supplierInputs(shared, { buyer: 'JPN', signals, ...question }))).toEqual(apart);
    expect(apart.map(({ inputs: one }) => one.measures?.map(({ id }) => id))).toEqual([
      ['CN-1', 'CN-9'],
      ['CN-1', 'CN-9'],
      ['CN-1'],
      ['CN-1'],
    ]);
    expect(Object.keys(apart[2]?.inputs.sites ?? {})).toEqual(['plant']); // the links were not known yet
  });

  it('are there for every company of the register, in byte order', () => {
    expect(suppliersOf(data.supplier_sites)).toEqual([
      { id: 'acme', name: 'Acme (group)' },
      { id: 'company-of-mine', name: 'Company of mine' },
    ]);
    const ids = ['b', 'a', 'c', 'b'].map((supplier) => aSupplierSite('S', { supplier }));
    expect(suppliersOf(ids).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
