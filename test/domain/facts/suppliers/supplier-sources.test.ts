import { describe, expect, it } from 'vitest';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import { marketPlants, plantsOf, sourcesOf } from '#domain/facts/suppliers/supplier-sources.ts';
import type { SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { aParty, aShare, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const DAY = '2026-10-01';
const registerOf = (supplier_sites: readonly SupplierSiteRow[]) =>
  registerOn(referenceDataWith({ supplier_sites, external_parties: [pool] }), DAY, DAY);
const pool = aParty('pool', { kind: 'country_pool', supplier_site_ids: ['A', 'B', 'C'] });

describe('the plants of a group', () => {
  const parts = (sites: readonly SupplierSiteRow[], elements: readonly string[] = ['Dy']) =>
    plantsOf(pool, elements, registerOf(sites)).map(({ site, part, elements: made }) => [site.id, part, ...made]);
  const [a, b] = [aSupplierSite('A'), aSupplierSite('B')];

  it('are those that run, not on a plan whose date has come, in equal parts', () => {
    const plan = { operating: 'no', start_date: '2026-Q3', capacity_tonnes_per_year: 100 } as const;
    expect(parts([a, b])).toEqual([
      ['A', 0.5, 'Dy'],
      ['B', 0.5, 'Dy'],
    ]);
    expect(parts([a, aSupplierSite('B', plan), aSupplierSite('C', { operating: 'no' })])).toEqual([['A', 1, 'Dy']]);
    expect(parts([aSupplierSite('B', plan)])).toEqual([]);
  });

  it('are those that sell to others; where none does, those that feed their owners', () => {
    const mine = aSupplierSite('A', { stage: 'mine', supplier: 'acme' });
    const refinery = aSupplierSite('own plant', { supplier: 'acme' });
    expect(parts([mine, refinery, b])).toEqual([['B', 1, 'Dy']]);
    expect(parts([mine, refinery])).toEqual([['A', 1, 'Dy']]);
  });

  it('make a part of every element that they make; the largest counts', () => {
    const sites = [aSupplierSite('A', { elements: ['Dy', 'Nd'] }), b, aSupplierSite('C', { elements: ['La'] })];
    expect(parts(sites, ['Dy', 'Nd'])).toEqual([
      ['A', 1, 'Dy', 'Nd'],
      ['B', 0.5, 'Dy'],
    ]);
    expect(parts(sites, ['Y'])).toEqual([]);
  });

  it('are not fed by themselves', () => {
    const register = registerOf([a, b]);
    expect(sourcesOf('pool', ['Dy'], 'A', register).map(({ site, part, evidence }) => [site.id, part, evidence])).toEqual([
      ['B', 0.5, ['party:pool']],
    ]);
    // Alone it is fed by the group, of which nothing more is known.
    expect(sourcesOf('pool', ['Dy'], 'A', registerOf([a])).map(({ site, part }) => [site.id, part])).toEqual([['pool', 1]]);
  });
});

describe('the world market', () => {
  it('is the plants that separate in each country, with the rows of the shares', () => {
    const register = registerOf([aSupplierSite('M', { elements: ['Dy', 'Nd'] }), aSupplierSite('V', { country: 'VNM', elements: ['Nd'] })]);
    const shares = [aShare('Dy', 'separation', 'MYS', 0.2), aShare('Nd', 'separation', 'MYS', 0.6), aShare('Nd', 'separation', 'VNM', 0.1)];
    expect(marketPlants(shares, 'fed', register)).toMatchObject([
      { site: { id: 'M' }, part: 0.6, elements: ['Dy', 'Nd'], evidence: ['share:Dy:separation:MYS', 'share:Nd:separation:MYS'] },
      { site: { id: 'V' }, part: 0.1, elements: ['Nd'], evidence: ['share:Nd:separation:VNM'] },
    ]);
    expect(marketPlants([aShare('Dy', 'separation', 'CHN', 0.9)], 'fed', register)).toEqual([]);
  });

  it('is no more than a hundred plants of a country, which have its whole share, none of them the fed one', () => {
    const sites = Array.from({ length: 150 }, (_, number) => aSupplierSite(`M${number}`));
    const found = marketPlants([aShare('Dy', 'separation', 'MYS', 0.5)], 'M7', registerOf(sites));
    expect(found).toHaveLength(100);
    expect(found.map(({ site }) => site.id)).not.toContain('M7');
    expect(found.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(0.5, 12);
  });
});
