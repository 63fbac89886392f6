import { describe, expect, it } from 'vitest';
import { driverEvidence } from '#domain/facts/element-evidence.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { policyEvidence } from '#domain/facts/measure-evidence.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import type { AmendmentParameters, Methodology } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import {
  aGovernance,
  anElement,
  anImport,
  aPolicy,
  aReliance,
  aRoute,
  aShare,
  aStock,
  aSupplierSite,
  referenceDataWith,
} from '#test/builders/reference-data.ts';

const amended = (rules: AmendmentParameters): Methodology => ({
  ...goldenMethodology,
  parameters: { ...goldenMethodology.parameters, ...rules },
});
function assemble(tables: Partial<ReferenceData>, { methodology = goldenMethodology, buyer = 'JPN' } = {}) {
  const index = indexReferenceData(referenceDataWith(tables), methodology);
  return elementInputs(index, { element: 'Dy', buyer, as_of: '2026-10-01', signals: {} });
}

describe('the rows behind a hazard', () => {
  const tables: Partial<ReferenceData> = {
    elements: [anElement('Dy')],
    shares: [aShare('Dy', 'separation', 'CHN', 0.9), aShare('Dy', 'separation', 'MYS', 0.1)],
    buyer_imports: [anImport('JPN', 'Dy', 'separation', 'CHN', 1)],
    import_reliance: [aReliance('JPN', 'Dy', 'separation', 1)],
    routes: [aRoute('JPN', 'CHN', 'separation', 1, { taiwan_strait: 1 })],
    governance: [aGovernance('CHN')],
    cover: [aStock('JPN', 'Dy', 'pipeline', 10)],
    policy: [aPolicy('A')],
  };
  const rows = (hazard: string, stage: Stage, over: Partial<ReferenceData> = {}) =>
    driverEvidence(hazard, stage, assemble({ ...tables, ...over }).evidence);
  const buffer = ['reliance:JPN:Dy:separation', 'cover:JPN:Dy:pipeline', 'element:Dy'];

  it('go from what is its own to what every hazard of the stage rests on', () => {
    const shares = ['share:Dy:separation:CHN', 'import:JPN:Dy:separation:CHN'];
    expect(rows('active_control:CHN', 'separation')).toEqual(['policy:A', ...shares, ...buffer]);
    expect(rows('new_control:CHN', 'separation')).toEqual(['policy:A', ...shares, 'governance:CHN', ...buffer]);
    expect(rows('origin_instability:CHN', 'separation')).toEqual([...shares, 'governance:CHN', ...buffer]);
    const [ofChina, ofMalaysia] = ['share:Dy:separation:CHN', 'share:Dy:separation:MYS'];
    expect(rows('transit', 'separation')).toEqual(['route:JPN:CHN:separation', ofChina, ofMalaysia, ...buffer]);
    expect(rows('facility', 'separation')).toEqual([ofChina, ofMalaysia, ...buffer]);
  });

  it('are without rows on stocks those that are left: the median of the buyer is no fact', () => {
    expect(rows('facility', 'separation', { cover: [] })).not.toContain('cover:JPN:Dy:pipeline');
    expect(rows('facility', 'separation', { cover: [] }).slice(-2)).toEqual(['reliance:JPN:Dy:separation', 'element:Dy']);
  });

  it('are at a stage of which nothing is known what is known of the element', () => {
    const left = ['cover:JPN:Dy:pipeline', 'element:Dy'];
    for (const hazard of ['active_control:CHN', 'transit', 'facility']) expect(rows(hazard, 'mine')).toEqual(left);
    expect(rows('origin_instability:CHN', 'mine')).toEqual(['governance:CHN', ...left]);
  });

  it('are for ore that no rule of the methodology follows the shares alone: no measure is told that does not count', () => {
    const mine = { shares: [...(tables.shares ?? []), aShare('Dy', 'mine', 'MMR', 1)], policy: [aPolicy('A', { origins: ['MMR'] })] };
    expect(rows('active_control:mine-CHN:MMR', 'separation', mine).slice(0, 2)).toEqual(['share:Dy:mine:MMR', 'share:Dy:separation:CHN']);
  });

  it('are never those of a measure that no table has: that is our own bad data', () => {
    const index = indexReferenceData(referenceDataWith(tables), goldenMethodology);
    expect(policyEvidence(index, 'A')).toBe('policy:A');
    expect(() => policyEvidence(index, 'B')).toThrow('no row of the policy table is "B"');
  });

  it('do not hold a measure that has ended for a control, and do for a new one: it was imposed', () => {
    const ended = { policy: [aPolicy('A', { effective_to: '2026-01-01' })] };
    expect(rows('active_control:CHN', 'separation', ended)).not.toContain('policy:A');
    expect(rows('new_control:CHN', 'separation', ended)).toContain('policy:A');
  });
});

describe('what is known of a stage', () => {
  it('is its concentration where the table gives one, else unknown', () => {
    const of = (concentration: number | null) =>
      assemble({ shares: [{ ...aShare('Dy', 'mine', 'CHN', 1), concentration }] }).inputs.stages.mine?.concentration;
    expect(of(40)).toBe(40);
    expect(of(null)).toBeNull();
  });

  it('has governance of every origin of shares and of imports, each once', () => {
    const { inputs } = assemble({
      shares: [aShare('Dy', 'mine', 'CHN', 1), aShare('Dy', 'magnet', 'CHN', 1)],
      buyer_imports: [anImport('JPN', 'Dy', 'magnet', 'VNM', 1)],
      governance: ['CHN', 'VNM', 'AUS'].map((country) => aGovernance(country)),
    });
    expect(Object.keys(inputs.governance ?? {})).toEqual(['CHN', 'VNM']);
  });
});

describe('whose ore a country separates', () => {
  const routes = { from: 'mine', to: 'separation', processor: { CHN: 'CHN', MMR: 'CHN', AUS: 'MYS' }, classes: ['ban'] } as const;
  const feedsOf = (mine: Readonly<Record<string, number>>, processor: Readonly<Record<string, string>> = routes.processor) => {
    const shares = [
      ...Object.entries(mine).map(([country, share]) => aShare('Dy', 'mine', country, share)),
      aShare('Dy', 'separation', 'CHN', 1),
    ];
    return assemble({ shares }, { methodology: amended({ feed_routes: { ...routes, processor } }) }).inputs.stages;
  };

  it('is the mine share of each origin over those of all that send their ore there', () => {
    const { separation, mine } = feedsOf({ CHN: 0.3, MMR: 0.6, AUS: 0.1 });
    expect(separation?.feeds).toEqual({ CHN: { CHN: 0.3 / (0.3 + 0.6), MMR: 0.6 / (0.3 + 0.6) }, MYS: { AUS: 1 } });
    expect(mine).not.toHaveProperty('feeds');
  });

  it('is nobody’s where no mine share is known, or nothing is known of where the ore goes', () => {
    expect(feedsOf({}).separation).not.toHaveProperty('feeds');
    expect(feedsOf({ BRA: 1 }).separation).not.toHaveProperty('feeds');
    expect(feedsOf({ BRA: 1 }, { default: 'CHN' }).separation?.feeds).toEqual({ CHN: { BRA: 1 } });
  });

  it('is not asked by a methodology without that rule', () => {
    const shares = [aShare('Dy', 'mine', 'CHN', 1), aShare('Dy', 'separation', 'CHN', 1)];
    expect(assemble({ shares }).inputs.stages.separation).not.toHaveProperty('feeds');
  });
});

describe('the largest plant of a country', () => {
  const rule = (known_output_at_least: number) => amended({ plants_from_register: { known_output_at_least } });
  /** Dysprosium oxide, tonnes a year; the world makes 1000 t. */
  const plant = (id: string, country: string, tonnes: number, over: Partial<SupplierSiteRow> = {}) =>
    aSupplierSite(id, { country, capacity_of: 'Dy oxide', capacity_type: 'actual_output', capacity_tonnes_per_year: tonnes, ...over });
  const shares = [
    aShare('Dy', 'separation', 'CHN', 0.5),
    aShare('Dy', 'separation', 'EST', 0.1),
    aShare('Dy', 'separation', 'FRA', 0.3),
    aShare('Dy', 'separation', 'MYS', 0.1),
  ];
  const plantsOf = (sites: readonly SupplierSiteRow[], { least = 0.5, buyer = 'JPN' } = {}) =>
    assemble(
      { shares, elements: [anElement('Dy', { world_supply_tonnes: 1000 })], supplier_sites: sites },
      { methodology: rule(least), buyer },
    ).inputs.stages.separation?.plant_shares;

  it('is its tonnage over the output of the country, at most all of it', () => {
    // China makes 500 t, Malaysia 100 t
    expect(plantsOf([plant('A', 'CHN', 200), plant('B', 'CHN', 100), plant('C', 'MYS', 140)])).toEqual({ CHN: 0.4, MYS: 1 });
  });

  it('is told only where the plants that are known make enough of the output', () => {
    const sites = [plant('A', 'CHN', 150), plant('B', 'CHN', 100)];
    expect(plantsOf(sites, { least: 0.5 })).toEqual({ CHN: 0.3 });
    expect(plantsOf(sites, { least: 0.51 })).toEqual({});
  });

  it('does not count plants that are shut, make something else, or are of another stage', () => {
    const other: readonly Partial<SupplierSiteRow>[] = [
      { operating: 'no' },
      { elements: ['Nd'] },
      { stage: 'refining' },
      { capacity_of: null },
      { count_in_totals: false },
    ];
    for (const over of other) expect(plantsOf([plant('A', 'MYS', 90, over)])).toEqual({});
  });

  it('is under the buyer’s own code that of its domestic output: one plant of one member is less of the Union’s', () => {
    // Estonia makes 100 t and France 300 t: 80 t are 0.8 of Estonia's, and 0.8 x 0.1 / 0.4 = 0.2 of the Union's
    const estonia = plant('E', 'EST', 80);
    expect(plantsOf([estonia])).toEqual({ EST: 0.8 });
    expect(plantsOf([estonia], { buyer: 'EUU' })?.EUU).toBeCloseTo(0.2, 12);
    expect(Object.keys(plantsOf([estonia, plant('C', 'CHN', 300)], { buyer: 'EUU' }) ?? {})).toEqual(['CHN', 'EUU']);
    // 240 t are 0.8 of France's: 0.8 x 0.3 / 0.4 = 0.6, the larger of both
    expect(plantsOf([estonia, plant('F', 'FRA', 240)], { buyer: 'EUU' })?.EUU).toBeCloseTo(0.6, 12);
    expect(plantsOf([plant('C', 'CHN', 300)], { buyer: 'EUU' })).toEqual({ CHN: 0.6 });
  });
});
