import { describe, expect, test } from 'vitest';
import { supplierExplanation } from '#domain/explanations/supplier-explanation.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { PolicyRow, ReferenceData, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { aMapping, aPolicy, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('methodology 1.0.0 ships');
const methodology = methodologyOf(document);
const index = indexReferenceData(bundledReferenceData, methodology);
/** States that raise rates, and one that is stale. */
const signals = { senkaku: { x: 2, age_days: 0 }, taiwan_strait: { x: 1, age_days: 0 }, carriers: { x: 0, age_days: 90 } };
const suppliers = suppliersOf(bundledReferenceData.supplier_sites).map(({ id }) => id);

function explained(supplier: string, buyer: string, as_of = '2026-10-01') {
  const assembled = supplierInputs(index, { supplier, buyer, as_of, signals });
  const result = scoreSupplier(assembled.inputs, methodology);
  return result.score === null ? null : { assembled, result, explanation: supplierExplanation(assembled, result, methodology) };
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('the explanation of a supplier whose feeds have shares', () => {
  const ofShares = indexReferenceData(bundledReferenceData, stateAndEventMethodology);
  const explainedByShares = (supplier: string, buyer: string) => {
    const assembled = supplierInputs(ofShares, { supplier, buyer, as_of: '2026-10-01', signals });
    const result = scoreSupplier(assembled.inputs, stateAndEventMethodology);
    return result.score === null ? null : { result, explanation: supplierExplanation(assembled, result, stateAndEventMethodology) };
  };

  test('splits every hazard exactly, over markets as over plants', () => {
    let explanations = 0;
    for (const supplier of suppliers) {
      const found = explainedByShares(supplier, 'EUU');
      if (found === null) continue;
      explanations += 1;
      for (const { id, Lambda } of found.result.hazards) {
        const parts = found.explanation.contributions.filter(({ hazard }) => hazard === id);
        expect(Math.abs(sum(parts.map((part) => part.Lambda)) - Lambda)).toBeLessThan(1e-9);
      }
    }
    expect(explanations).toBeGreaterThan(30);
  });

  test('names as single source what links give the whole of, once, and never a market', () => {
    const sources = explainedByShares('lynas', 'JPN')?.explanation.single_sources ?? [];
    expect(sources.map(({ site, fed_by, loss }) => [site, fed_by, loss])).toEqual([
      ['LYC-HRE1', 'LYC-MTWELD', 1],
      ['LYC-KALG', 'LYC-MTWELD', 1],
    ]);
    expect(explainedByShares('jl-mag', 'JPN')?.explanation.single_sources).toEqual([]);
  });
});

describe('the explanation of a supplier', () => {
  test.each(['JPN', 'USA', 'EUU', 'KOR', 'TWN'])('splits every hazard exactly, and every table sums to the score: %s', (buyer) => {
    for (const supplier of suppliers) {
      const found = explained(supplier, buyer);
      if (found === null) continue;
      const { result, explanation } = found;
      for (const { id, Lambda, points } of result.hazards) {
        const parts = explanation.contributions.filter(({ hazard }) => hazard === id);
        expect(Math.abs(sum(parts.map((part) => part.Lambda)) - Lambda)).toBeLessThan(1e-9);
        expect(Math.abs(sum(parts.map((part) => part.points)) - points)).toBeLessThan(1e-9);
      }
      for (const table of [explanation.by_site, explanation.by_supplier, explanation.by_measure]) {
        expect(Math.abs(sum(Object.values(table)) - result.score)).toBeLessThan(1e-9);
      }
    }
  });

  test('traces the control on a Japanese magnet maker to the measures and the Chinese companies behind it', () => {
    const found = explained('daido-steel', 'JPN');
    const control = found?.explanation.contributions.filter(({ hazard }) => hazard === 'active_control:CHN') ?? [];
    expect(new Set(control.map(({ measure }) => measure))).toContain('CN-2025-18');
    expect(new Set(control.map(({ measure }) => measure))).toContain('CN-2026-01');
    expect(new Set(control.map(({ supplier }) => supplier))).toEqual(new Set(['china-rare-earth-group', 'shenghe-resources']));
  });

  test('names single sources with what hangs on them', () => {
    const found = explained('lynas', 'JPN');
    expect(found?.explanation.single_sources).toContainEqual({
      site: 'LYC-LAMP',
      fed_by: 'LYC-MTWELD',
      loss: 1,
      evidence: ['supplier-link:L002'],
    });
  });

  test('tells what stops when a country stops, and how the goods come', () => {
    const found = explained('lynas', 'JPN');
    expect(found?.explanation.origins).toEqual([
      { country: 'AUS', sites: ['LYC-KALG', 'LYC-MTWELD'], loss: 1 },
      { country: 'MYS', sites: ['LYC-HRE1', 'LYC-LAMP'], loss: 1 },
    ]);
    // South-East Asia to Japan: 0.85 of the way through the lanes, 0.65 of separated goods by sea
    for (const { exposure } of found?.explanation.routes ?? []) expect(exposure).toBeCloseTo(0.85 * 0.65, 12);
    expect(explained('mp-materials', 'USA')?.explanation.routes.every(({ exposure }) => exposure === 0)).toBe(true);
  });

  test('tells the list and the content rule: MP is listed and free of Chinese content', () => {
    const { listing, content_rule } = explained('mp-materials', 'JPN')?.explanation ?? {};
    expect(listing?.sentence).toBe(
      'MOFCOM 2026 No. 23 puts it on the control list since 2026-06-22; content of Chinese origin: 0 %. The list can stop 0 % of the deliveries.',
    );
    expect(content_rule).toMatchObject({ china_content: 0, threshold: 0.001, measure: null });
  });

  test('names the suspended rule of 0.1 % where Chinese content is at or above it', () => {
    const rule = explained('tdk', 'JPN')?.explanation.content_rule;
    expect(rule?.measure).toBe('CN-2025-61');
    expect(rule?.sentence).toContain('CN-2025-61 applies (suspended, back in 101 days if not renewed)');
  });

  test('says so when the content is unknown, or no rule can bind', () => {
    expect(explained('usa-rare-earth', 'USA')?.explanation.listing?.sentence).toContain(
      'content of Chinese origin: unknown, 30 % is assumed',
    );
    expect(explained('usa-rare-earth', 'USA')?.explanation.content_rule.sentence).toContain('unknown');
    expect(explained('tdk', 'JPN', '2025-03-01')?.explanation.content_rule.sentence).toContain('no such rule can bind');
  });
});

describe('the explanation of a supplier of a small register', () => {
  /** Site -> its part of the points of a hazard. */
  const partsOf = (sites: readonly SupplierSiteRow[], hazard: string, tables: Partial<ReferenceData> = {}, as_of = '2026-10-01') => {
    const small = indexReferenceData(referenceDataWith({ ...tables, supplier_sites: sites }), methodology);
    const assembled = supplierInputs(small, { supplier: 'acme', buyer: 'JPN', as_of, signals });
    const result = scoreSupplier(assembled.inputs, methodology);
    if (result.score === null) throw new Error('not scored');
    const explanation = supplierExplanation(assembled, result, methodology);
    const own = explanation.contributions.filter((one) => one.hazard === hazard);
    const total = sum(own.map(({ points }) => points));
    return { assembled, result, explanation, parts: Object.fromEntries(own.map(({ site, points }) => [site, points / total])) };
  };
  const plant = (id: string, tonnes: number, over: Partial<SupplierSiteRow> = {}) =>
    aSupplierSite(id, { supplier: 'acme', capacity_of: 'Dy oxide', capacity_type: 'nameplate', capacity_tonnes_per_year: tonnes, ...over });
  const listed = { china_listing: 'control_list (MOFCOM 2026 No. 7, 2026-02-24)' };

  test('puts a list on the plants abroad, or on all where there are none', () => {
    const abroad = partsOf([plant('A', 300), plant('B', 100, listed), plant('C', 600, { country: 'CHN' })], 'listing').parts;
    expect(abroad.A).toBeCloseTo(0.75, 12);
    expect(abroad.B).toBeCloseTo(0.25, 12);
    expect(Object.keys(abroad)).toEqual(['A', 'B']);
    const home = partsOf([plant('A', 300, { country: 'CHN' }), plant('B', 100, { country: 'CHN', ...listed })], 'listing');
    expect(home.parts.A).toBeCloseTo(0.75, 12);
    expect(home.parts.B).toBeCloseTo(0.25, 12);
    expect(home.explanation.content_rule.sentence).toBe(
      'Everything is made in China: the border controls apply, not the rule for goods made abroad.',
    );
  });

  test('puts a control on the sites of its element and stage, another hazard of the country on all its sites', () => {
    const sites = [
      plant('A', 300, { country: 'CHN', elements: ['Dy', 'Tb'] }),
      plant('B', 100, { country: 'CHN', elements: ['Tb'] }),
      plant('M', 50, { country: 'CHN', stage: 'magnet', capacity_of: 'magnets' }),
    ];
    const policy = [aPolicy('A')]; // dysprosium at separation
    expect(Object.keys(partsOf(sites, 'active_control:CHN', { policy }).parts)).toEqual(['A']);
    expect(Object.keys(partsOf(sites, 'new_control:CHN', { policy }).parts)).toEqual(['A', 'B', 'M']);
  });

  test('tells whether the rule for goods made abroad is in force or in suspension', () => {
    const rule = (over: Partial<PolicyRow>) => {
      const policy = [aPolicy('X', { mapping: aMapping('extraterritorial_licence', 'Dy'), ...over })];
      return partsOf([plant('A', 300, { china_origin_content: 'yes' })], 'extraterritorial', { policy }).explanation.content_rule;
    };
    expect(rule({})).toEqual({
      china_content: 1,
      threshold: 0.001,
      measure: 'X',
      sentence: 'Content of Chinese origin made abroad is 100 % of the deliveries, at or above 0.1 %: X applies (in force).',
    });
    // 1 October to 10 November is 40 days
    expect(rule({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' }).sentence).toBe(
      'Content of Chinese origin made abroad is 100 % of the deliveries, at or above 0.1 %: X applies (suspended, back in 40 days if not renewed).',
    );
  });

  test('needs the inputs the result was made from', () => {
    const { assembled, result } = partsOf([plant('A', 300)], 'facility:A');
    const without = { ...assembled, inputs: { ...assembled.inputs, sites: {} } };
    expect(() => supplierExplanation(without, result, methodology)).toThrow('a scored supplier has a delivering site');
  });
});
