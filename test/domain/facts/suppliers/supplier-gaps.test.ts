import { describe, expect, test } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierInputs } from '#domain/facts/suppliers/supplier-inputs.ts';
import { supplierOutputShares } from '#domain/facts/suppliers/supplier-output.ts';
import type { ReferenceData, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aGovernance, anElement, aPolicy, aShare, aStock, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const DAY = '2026-10-01';
const plant = (id: string, over: Partial<SupplierSiteRow> = {}) =>
  aSupplierSite(id, { supplier: 'acme', supplier_name: 'Acme (group)', company: 'Acme', ...over });

function assemble(tables: Partial<ReferenceData>, methodology = goldenMethodology) {
  const index = indexReferenceData(referenceDataWith({ supplier_sites: [plant('P')], ...tables }), methodology);
  return supplierInputs(index, { supplier: 'acme', buyer: 'JPN', as_of: DAY, signals: {} });
}
const textsOf = (tables: Partial<ReferenceData>): readonly string[] => assemble(tables).notes.map(({ text }) => text);

describe('a supplier of which the register knows little', () => {
  test('has no governance of a country without a row: the scorer imputes it', () => {
    expect(assemble({}).inputs.governance).toEqual({});
    expect(assemble({ governance: [aGovernance('MYS')] }).inputs.governance).toEqual({ MYS: { pv: 0.5, pv_se: 0.2, wgi_mean: 0.4 } });
  });

  test('delivers nothing that cover could be asked for when no element of its plant is known', () => {
    const { inputs, notes } = assemble({ supplier_sites: [plant('P', { elements: [] })] });
    expect(inputs.cover_days).toBeNull();
    expect(notes.map(({ text }) => text)).toContain('No site delivers, so there is nothing to score.');
  });

  test('has the world share of a country as the largest over its elements and stages', () => {
    const shares = [
      aShare('Dy', 'separation', 'MYS', 0.02),
      aShare('Tb', 'separation', 'MYS', 0.05),
      aShare('Tb', 'separation', 'CHN', 0.9),
    ];
    const { inputs, evidence } = assemble({ supplier_sites: [plant('P', { elements: ['Tb', 'Dy'] })], shares });
    expect(inputs.world_share).toEqual({ MYS: 0.05 });
    expect(evidence).toContain('share:Tb:separation:MYS');
    expect(evidence).not.toContain('share:Dy:separation:MYS');
  });
});

describe('the product whose stocks count', () => {
  const stocks = [aStock('JPN', 'Dy', 'pipeline', 10), aStock('JPN', 'Tb', 'pipeline', 20), aStock('JPN', 'NdFeB', 'commercial_stock', 40)];
  // 25 days of commercial stock are taken where none is published
  const coverOf = (...sites: readonly SupplierSiteRow[]) => assemble({ supplier_sites: sites, cover: stocks }).inputs.cover_days;

  test('is that of the plant that runs fully before one that runs in part, whatever the stage', () => {
    const partly = plant('A', { operating: 'partial', stage: 'magnet', elements: ['Dy'] });
    expect(coverOf(partly, plant('B', { elements: ['Tb'] }))).toBe(45);
    expect(coverOf({ ...partly, operating: 'yes' }, plant('B', { elements: ['Tb'] }))).toBe(40);
  });

  test('is at one stage that of the larger plant, and between equals the first in the order of ids', () => {
    const of = (id: string, element: string, tonnes: number | null) =>
      plant(id, { elements: [element], capacity_of: `${element} oxide`, capacity_type: 'nameplate', capacity_tonnes_per_year: tonnes });
    expect(coverOf(of('A', 'Dy', 100), of('B', 'Tb', 200))).toBe(45);
    expect(coverOf(of('A', 'Dy', 200), of('B', 'Tb', 100))).toBe(35);
    expect(coverOf(of('A', 'Dy', null), of('B', 'Tb', 1))).toBe(45);
    expect(coverOf(of('A', 'Dy', 100), of('B', 'Tb', 100))).toBe(35);
    expect(coverOf(of('B', 'Dy', 100), of('A', 'Tb', 100))).toBe(45);
  });

  test('is the element its capacity names first, as a symbol and not inside a word, else the first it lists', () => {
    const stating = (capacity_of: string | null) => coverOf(plant('A', { elements: ['Dy', 'Tb'], capacity_of }));
    expect(stating('Tb+Dy oxide')).toBe(45);
    expect(stating('Dy+Tb oxide')).toBe(35);
    expect(stating('Tbilisi line')).toBe(35);
    expect(stating(null)).toBe(35);
  });
});

describe('the stocks behind all that a supplier delivers, where shares of links count', () => {
  const stocks = [aStock('JPN', 'Dy', 'commercial_stock', 40), aStock('JPN', 'NdFeB', 'commercial_stock', 100)];
  const [oxide, magnet] = [plant('A', { elements: ['Dy'] }), plant('B', { elements: ['Dy'], stage: 'magnet' })];
  const of = (sites: readonly SupplierSiteRow[], tables: Partial<ReferenceData> = { cover: stocks }) => {
    const { inputs, notes } = assemble({ supplier_sites: sites, ...tables }, stateAndEventMethodology);
    return { days: inputs.cover_days, sigma: inputs.cover_sigma, notes: notes.map(({ text }) => text).join(' ') };
  };

  test('are their mean, weighed as the deliveries are', () => {
    expect(of([oxide]).days).toBe(40);
    expect(of([oxide, magnet]).days).toBe(70);
    // a second plant of the same product line shares its weight: 1/2 + 1/2 of oxide, 1 of magnets
    expect(of([oxide, plant('C', { elements: ['Dy'] }), magnet]).days).toBe(70);
    expect(of([oxide, magnet]).notes).toContain('40 days of cover of Dy from Acme, A. JPN has 100 days of cover of Dy from Acme, B.');
  });

  test('count at the median of the buyer where it has no rows on one of them, and are unknown where it has none on any', () => {
    // Japan's median is 62 days
    const germanium = plant('G', { elements: ['Ge'], stage: 'refining' });
    expect(of([oxide, germanium]).days).toBe((40 + 62) / 2);
    expect(of([oxide, germanium]).sigma).toBeCloseTo((0.529 + 1.1) / 2, 3);
    expect(of([germanium])).toMatchObject({ days: null, sigma: null });
    expect(of([germanium]).notes).toContain('JPN has no rows on stocks of Ge from Acme, G: its median cover is taken.');
  });

  test('are those of the main element of a mine for the plants that separate its ore', () => {
    const mine = plant('M', { stage: 'mine', country: 'MMR', elements: ['Tb', 'Dy'], capacity_of: 'Dy oxide' });
    const { days, notes } = of([mine], { cover: stocks, shares: [aShare('Dy', 'separation', 'CHN', 1), aShare('Dy', 'mine', 'MMR', 1)] });
    expect(days).toBe(40);
    expect(notes).toContain('40 days of cover of Dy from Plants in CHN that separate the ore of Acme, M.');
    expect(of([plant('N', { elements: [] })]).notes).toContain('No site delivers, so there is nothing to score.');
  });
});

describe('events that name the company', () => {
  const event = (over: Parameters<typeof aPolicy>[1]) => aPolicy('E', { mapping: null, effective_from: null, ...over });

  test('are told with their dates, and count for nothing', () => {
    expect(textsOf({ policy: [event({ title: 'Acme loses its licence', effective_from: '2026-03', effective_to: '2027-03' })] })).toContain(
      'Acme loses its licence, from 2026-03 to 2027-03: no number of the score follows from it.',
    );
    expect(textsOf({ policy: [event({ title: 'Acme loses its licence' })] })).toContain(
      'Acme loses its licence: no number of the score follows from it.',
    );
  });

  test('are those with its name as words, in the title or as the actor; not those inside of another word or across both', () => {
    const told = (over: Parameters<typeof aPolicy>[1]) =>
      textsOf({ policy: [event(over)] }).some((text) => text.endsWith('follows from it.'));
    expect(told({ title: 'A plant of Acme, closed' })).toBe(true);
    expect(told({ actor: 'Acme', title: 'closes a plant' })).toBe(true);
    expect(told({ title: 'Acmeville closes' })).toBe(false);
    const two = { supplier_sites: [plant('P', { supplier_name: 'Acme Metals' })] };
    const across = event({ actor: 'Acme', title: 'Metals are dear' });
    expect(textsOf({ ...two, policy: [across] }).some((text) => text.endsWith('follows from it.'))).toBe(false);
  });

  test('are not told before they were known, nor twice when they are a measure or relief of their own', () => {
    const told = (over: Parameters<typeof aPolicy>[1]) =>
      textsOf({ policy: [event({ title: 'Acme stops', ...over })] }).some((text) => text.startsWith('Acme stops'));
    expect(told({ known_from: DAY })).toBe(true);
    expect(told({ known_from: '2026-10-02' })).toBe(false);
    expect(told({ known_from: '2026-10' })).toBe(false); // its last day is yet to come
    expect(told({ relief: { kind: 'ends', measures: ['A'] } })).toBe(false);
    expect(textsOf({ policy: [aPolicy('E', { title: 'Acme stops' })] }).some((text) => text.startsWith('Acme stops'))).toBe(false);
  });
});

describe('a list', () => {
  test('is told with what it does not know: content of Chinese origin', () => {
    const listed = { china_listing: 'watch_list (MOFCOM 2026 No. 7, 2026-02-24)' };
    const start = "Acme (group) stands on China's watch list since 2026-02-24 (MOFCOM 2026 No. 7)";
    expect(textsOf({ supplier_sites: [plant('P', listed)] })).toContain(
      `${start}; its content of Chinese origin is unknown and taken at the default of the methodology.`,
    );
    expect(textsOf({ supplier_sites: [plant('P', { ...listed, china_origin_content: 'no' })] })).toContain(`${start}.`);
  });
});

test('decisions on suspensions go with the inputs of a methodology that learns from them, and of no other', () => {
  const truce = aPolicy('T', { suspended_from: '2025-01-01', suspended_to: '2025-06-01' });
  const learning = {
    ...goldenMethodology,
    parameters: { ...goldenMethodology.parameters, renewal_prior: { renewed: 4, lapsed: 1 } },
  };
  expect(assemble({ policy: [truce] }, learning).inputs.suspension_decisions).toEqual([
    { known_from: '2025-06-01', undecided_from: '2025-06-01', renewed: false },
  ]);
  expect(assemble({ policy: [truce] }).inputs).not.toHaveProperty('suspension_decisions');
});

describe('the part of a country’s output that a supplier makes, by tonnage', () => {
  const oxides = plant('P', {
    elements: ['Dy', 'Tb'],
    capacity_of: 'Dy+Tb oxide',
    capacity_type: 'actual_output',
    capacity_tonnes_per_year: 30,
  });
  const market = [aShare('Dy', 'separation', 'MYS', 0.1), aShare('Tb', 'separation', 'MYS', 0.2), aShare('Dy', 'separation', 'CHN', 0.9)];
  const outputs = (tables: Partial<ReferenceData>, methodology = goldenMethodology) =>
    supplierOutputShares(
      indexReferenceData(referenceDataWith({ supplier_sites: [oxides], shares: market, ...tables }), methodology),
      'acme',
      DAY,
    );

  test('is the tonnage over the world supply of its elements times the share of the country', () => {
    const elements = [anElement('Dy', { world_supply_tonnes: 1000 }), anElement('Tb', { world_supply_tonnes: 250 })];
    // 30 t of 0.1 x 1000 + 0.2 x 250 = 150 t
    expect(outputs({ elements }).map(({ element, share, basis }) => [element, share, basis])).toEqual([
      ['Dy', 0.2, 'tonnage'],
      ['Tb', 0.2, 'tonnage'],
    ]);
  });

  test('leaves out of the sum an element whose world supply is not known; without any the tonnage says nothing', () => {
    const dysprosium = anElement('Dy', { world_supply_tonnes: 1000 });
    expect(outputs({ elements: [dysprosium, anElement('Tb')] })[0]?.share).toBe(0.3);
    expect(outputs({ elements: [dysprosium] })[0]?.share).toBe(0.3);
    // Malaysia makes most of the terbium here, so that one plant does not stand for it.
    expect(outputs({ elements: [] }).map(({ basis }) => basis)).toEqual(['only_plant_known', 'unknown']);
  });

  test('of rare earths together needs to know which they are: without their group the plant is only the one that is known', () => {
    const together = { ...oxides, capacity_of: 'REO in concentrate' };
    const elements = [anElement('Dy', { world_supply_tonnes: 1000 })];
    expect(outputs({ supplier_sites: [together], elements })[0]).toMatchObject({ element: 'Dy', share: 0.3, basis: 'tonnage' });
    const ungrouped = outputs({ supplier_sites: [together], elements }, { ...goldenMethodology, groups: {} });
    expect(ungrouped[0]).toMatchObject({ element: 'Dy', share: 1, basis: 'only_plant_known' });
  });

  test('is unknown with a rival that runs, and that of the only plant when the rival is shut or elsewhere', () => {
    const basis = (rival: Partial<SupplierSiteRow>) => outputs({ supplier_sites: [oxides, aSupplierSite('R', rival)] })[0]?.basis;
    expect(basis({})).toBe('unknown');
    expect(basis({ operating: 'no' })).toBe('only_plant_known');
    expect(basis({ country: 'VNM' })).toBe('only_plant_known');
    expect(basis({ stage: 'metal' })).toBe('only_plant_known');
    expect(basis({ elements: ['Nd'] })).toBe('only_plant_known');
    expect(basis({ supplier: 'acme' })).toBe('only_plant_known');
  });

  test('sums the plants of a country up to all of it, and keeps places apart, in byte order', () => {
    const elements = [anElement('Dy', { world_supply_tonnes: 1000 })];
    const twice = [oxides, { ...oxides, id: 'Q', row: 'supplier-site:Q' }];
    expect(outputs({ supplier_sites: twice, elements })[0]).toMatchObject({ share: 0.6, evidence: ['supplier-site:P', 'supplier-site:Q'] });
    const large = { ...oxides, capacity_tonnes_per_year: 90 };
    expect(outputs({ supplier_sites: [large, { ...large, id: 'Q' }], elements })[0]?.share).toBe(1);
    const places = outputs({ supplier_sites: [plant('Z', { country: 'VNM' }), plant('A', { stage: 'metal' }), oxides] });
    expect(places.map(({ element, stage, country }) => `${element} ${stage} ${country}`)).toEqual([
      'Dy metal MYS',
      'Dy separation MYS',
      'Dy separation VNM',
      'Tb separation MYS',
    ]);
  });

  test('is not told by magnets or alloys, whose tonnes are of other things, nor without tonnes of its own', () => {
    const elements = [anElement('Dy', { world_supply_tonnes: 1000 })];
    const later = (['metal', 'magnet'] as const).flatMap((stage) => [aShare('Dy', stage, 'MYS', 0.1), aShare('Dy', stage, 'CHN', 0.9)]);
    const basis = (over: Partial<SupplierSiteRow>) =>
      outputs({ supplier_sites: [{ ...oxides, ...over }], elements, shares: [...market, ...later] })[0]?.basis;
    expect(basis({})).toBe('tonnage');
    for (const stage of ['metal', 'magnet'] as const) expect(basis({ stage })).toBe('only_plant_known');
    for (const over of [
      { capacity_of: null },
      { capacity_tonnes_per_year: null },
      { capacity_of: 'Tb oxide' },
      { count_in_totals: false },
    ]) {
      expect(basis(over)).toBe('only_plant_known');
    }
  });
});
