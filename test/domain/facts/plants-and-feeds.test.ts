import { describe, expect, it } from 'vitest';
import { feedShares } from '#domain/facts/feed-shares.ts';
import { plantShares } from '#domain/facts/plant-shares.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import type { FeedRoutes } from '#domain/vocabulary/methodology.ts';
import type { SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { anElement, aShare, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const DAY = '2026-10-01';
/** The world makes 1000 t of Dy oxide a year. */
const world = { elements: [anElement('Dy', { world_supply_tonnes: 1000 })] };

const plant = (id: string, country: string, tonnes: number | null, over: Partial<SupplierSiteRow> = {}) =>
  aSupplierSite(id, { country, capacity_of: 'Dy oxide', capacity_type: 'actual_output', capacity_tonnes_per_year: tonnes, ...over });

describe('the largest plant of a country', () => {
  const shares = [
    aShare('Dy', 'separation', 'MYS', 0.2),
    aShare('Dy', 'separation', 'DEU', 0.1),
    aShare('Dy', 'separation', 'FRA', 0.05),
    aShare('Dy', 'separation', 'KOR', 0.1),
    aShare('Dy', 'separation', 'AUS', 0.01),
  ];
  const seenBy = (
    buyer: string,
    sites: readonly SupplierSiteRow[],
    { stage = 'separation', day = DAY }: { readonly stage?: Stage; readonly day?: string } = {},
  ) => {
    const index = indexReferenceData(referenceDataWith({ ...world, shares, supplier_sites: sites }), goldenMethodology);
    return plantShares(index, { known_output_at_least: 0.5 }, 'Dy', buyer, stage, day, day);
  };

  it('has its tonnes over those of the country, where the register knows at least half of these', () => {
    // 200 t in Malaysia, 100 t in Korea
    expect(seenBy('JPN', [plant('M1', 'MYS', 40), plant('M2', 'MYS', 100), plant('M3', 'MYS', 20)])).toEqual({ MYS: 0.5 });
    expect(seenBy('JPN', [plant('K', 'KOR', 50)])).toEqual({ KOR: 0.5 });
    expect(seenBy('JPN', [plant('K', 'KOR', 49)])).toEqual({});
    expect(seenBy('JPN', [plant('K', 'KOR', 30), plant('L', 'KOR', 30)])).toEqual({ KOR: 0.3 });
    expect(seenBy('JPN', [plant('A', 'AUS', 30)])).toEqual({ AUS: 1 });
  });

  it('is one that runs, at the stage, and makes the element; one of unknown tonnes says nothing', () => {
    const large = { ...plant('K', 'KOR', 90) };
    for (const other of [{ operating: 'no' }, { stage: 'metal' }, { elements: ['Nd'] }, { capacity_tonnes_per_year: null }] as const) {
      expect(seenBy('JPN', [{ ...large, ...other }])).toEqual({});
      expect(seenBy('JPN', [{ ...large, ...other }, plant('L', 'KOR', 60)])).toEqual({ KOR: 0.6 });
    }
    expect(seenBy('JPN', [large], { stage: 'metal' })).toEqual({});
    expect(seenBy('JPN', [{ ...large, start_date: '2026' }], { day: '2025-12-31' })).toEqual({});
  });

  it('is of domestic output under the code of the buyer: for the Union the part of all that its members make', () => {
    const sites = [plant('G', 'DEU', 80), plant('F', 'FRA', 50), plant('M', 'MYS', 120)];
    expect(seenBy('JPN', sites)).toEqual({ DEU: 0.8, FRA: 1, MYS: 0.6 });
    // 80 of 150 t, and 50 of them
    const union = seenBy('EUU', sites);
    expect(Object.keys(union).toSorted()).toEqual(['EUU', 'MYS']);
    expect(union.EUU).toBeCloseTo(80 / 150, 12);
    expect(union.MYS).toBe(0.6);
    expect(seenBy('EUU', [plant('F', 'FRA', 50), plant('M', 'MYS', 120)]).EUU).toBeCloseTo(50 / 150, 12);
    expect(seenBy('EUU', [plant('M', 'MYS', 120)])).toEqual({ MYS: 0.6 });
    expect(seenBy('KOR', [plant('K', 'KOR', 50)])).toEqual({ KOR: 0.5 });
  });

  it('is asked of one register for all elements and stages of a day', () => {
    const sites = [plant('M', 'MYS', 120), plant('K', 'KOR', 70, { start_date: '2026-01-01' })];
    const index = indexReferenceData(referenceDataWith({ ...world, shares, supplier_sites: sites }), goldenMethodology);
    const on = (day: string, stage: Stage) => plantShares(index, { known_output_at_least: 0.5 }, 'Dy', 'JPN', stage, day, day);
    expect(on('2025-12-31', 'separation')).toEqual({ MYS: 0.6 });
    expect(on(DAY, 'separation')).toEqual({ KOR: 0.7, MYS: 0.6 });
    expect(on(DAY, 'metal')).toEqual({});
  });
});

describe('whose ore a country separates', () => {
  const shares = [
    aShare('Dy', 'mine', 'CHN', 0.5),
    aShare('Dy', 'mine', 'MMR', 0.25),
    aShare('Dy', 'mine', 'AUS', 0.2),
    aShare('Dy', 'mine', 'OTH', 0.05),
  ];
  const processor = { CHN: 'CHN', MMR: 'CHN', AUS: 'MYS' };
  const feeds = (routes: Partial<FeedRoutes> | null, stage: Stage = 'separation', element = 'Dy') => {
    const feed_routes = { from: 'mine', to: 'separation', processor, classes: ['ban'], ...routes } satisfies FeedRoutes;
    const parameters = { ...goldenMethodology.parameters, ...(routes === null ? {} : { feed_routes }) };
    return feedShares(indexReferenceData(referenceDataWith({ shares }), { ...goldenMethodology, parameters }), element, stage);
  };

  it('is that of the origins that send theirs there, in proportion to what they mine; of others nothing is known', () => {
    expect(feeds({})).toEqual({ feeds: { CHN: { CHN: 0.5 / 0.75, MMR: 0.25 / 0.75 }, MYS: { AUS: 1 } } });
    expect(feeds({ processor: { ...processor, default: 'MYS' } })).toEqual({
      feeds: { CHN: { CHN: 0.5 / 0.75, MMR: 0.25 / 0.75 }, MYS: { AUS: 0.8, OTH: 0.2 } },
    });
  });

  it('is told at the stage where ore is processed, by a methodology that follows it, where a mine share is known', () => {
    expect(feeds({}, 'mine')).toEqual({});
    expect(feeds(null)).toEqual({});
    expect(feeds({}, 'separation', 'Ga')).toEqual({});
    expect(feeds({ processor: {} })).toEqual({});
  });
});
