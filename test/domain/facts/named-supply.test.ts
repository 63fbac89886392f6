import { expect, test } from 'vitest';
import { namedSupply } from '#domain/facts/named-supply.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import type { ReferenceData, SupplierLinkRow } from '#domain/vocabulary/reference-data.ts';
import { aParty, aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const pool = aParty('pool', { kind: 'country_pool', country: 'JPN' });
const company = aParty('company', {
  kind: 'company',
  supplier_site_ids: ['malaysian', 'german', 'ore', 'light', 'planned', 'inside', 'gone'],
});
const world: Partial<ReferenceData> = {
  supplier_sites: [
    aSupplierSite('malaysian'),
    aSupplierSite('german', { country: 'DEU' }),
    aSupplierSite('ore', { stage: 'mine', country: 'AUS' }),
    aSupplierSite('light', { elements: ['Nd'], country: 'FRA' }),
    aSupplierSite('planned', { operating: 'no', start_date: '2025', capacity_tonnes_per_year: 5, country: 'USA' }),
    aSupplierSite('inside', { country: 'EST', supplier: 'one' }),
    aSupplierSite('magnets', { stage: 'magnet', country: 'EST', supplier: 'one' }),
  ],
  external_parties: [pool, company, aParty('chinese', { kind: 'country_pool', country: 'CHN' })],
};
const inside = aSupplierLink('inside', 'magnets', { essential: 'yes' });

function named(links: readonly SupplierLinkRow[], { element = 'Dy', stage = 'separation', buyer = 'JPN' } = {}) {
  const register = registerOn(referenceDataWith({ ...world, supplier_links: [inside, ...links] }), '2026-10-01', '2026-10-01');
  return namedSupply(element, stage as 'separation', buyer, register, 0.2);
}

test('a link into the plants of a country names a share of its origin: as stated, else that of a link without one', () => {
  expect(named([aSupplierLink('malaysian', 'pool', { share_of_input: 0.4 })])).toEqual({
    shares: { MYS: 0.4 },
    rows: { MYS: ['supplier-link:malaysian-pool'] },
  });
  expect(named([aSupplierLink('chinese', 'pool')])?.shares).toEqual({ CHN: 0.2 });
  // Of its running plants that sell the element at the stage, in equal parts.
  expect(named([aSupplierLink('company', 'pool')])?.shares).toEqual({ DEU: 0.1, MYS: 0.1 });
});

test('of several links of one origin the largest counts, and all are named', () => {
  const both = [aSupplierLink('company', 'pool'), aSupplierLink('malaysian', 'pool')];
  expect(named(both)).toEqual({
    shares: { DEU: 0.1, MYS: 0.2 },
    rows: { DEU: ['supplier-link:company-pool'], MYS: ['supplier-link:company-pool', 'supplier-link:malaysian-pool'] },
  });
});

test('what is no feed of the element for the buyer names nothing', () => {
  const link = aSupplierLink('malaysian', 'pool');
  for (const over of [
    { essential: 'no' },
    { elements: ['Nd'] },
    { relation_type: 'offtake' },
    { to: 'chinese' },
    { to: 'german' },
  ] as const) {
    expect(named([{ ...link, ...over }])).toBeNull();
  }
  expect(named([link], { stage: 'metal' })).toBeNull();
  expect(named([link], { buyer: 'KOR' })).toBeNull();
  expect(named([aSupplierLink('nobody', 'pool')])).toBeNull();
});
