import { expect, test } from 'vitest';
import { indexFacts } from '#domain/method/facts.ts';
import { Register } from '#domain/method/supplier-facts.ts';
import { aShare, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const inputsOf = (...sites: readonly ReturnType<typeof aSupplierSite>[]) => {
  const data = referenceDataWith({ shares: [aShare('Dy', 'separation', 'MYS', 1)], supplier_sites: sites });
  const facts = indexFacts(data, shippedMethodology).on('2026-11-29');
  return new Register(facts, { sites, links: [], parties: [] }).supplier('one', { buyer: 'JPN' }).inputs;
};
const ofOne = { supplier: 'one' };

test('who has no plants, whose state nobody has read, and who has closed are told apart', () => {
  expect(inputsOf().unscored).toBe('no_plants');
  expect(inputsOf(aSupplierSite('A', { ...ofOne, operating: null })).unscored).toBe('state_not_read');
  expect(inputsOf(aSupplierSite('A', { ...ofOne, operating: 'no' })).unscored).toBe('not_producing');
  expect(inputsOf(aSupplierSite('A', { ...ofOne, operating: null, status: 'closed' })).unscored).toBe(
    'not_producing',
  );
});

test('tonnes are weights of plants that stand, and not plans', () => {
  const stated = { ...ofOne, capacity_tonnes_per_year: 62, capacity_of: 'Dy+Tb oxide' };
  const of = (capacity_type: 'nameplate' | 'planned') =>
    inputsOf(aSupplierSite('A', { ...stated, capacity_type })).sites[0]?.capacity;
  expect(of('nameplate')).toEqual({ tonnes: 62, of: 'Dy+Tb oxide' });
  expect(of('planned')).toBeUndefined();
});
