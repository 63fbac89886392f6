import { expect, test } from 'vitest';
import { alternativeSuppliers, type ListedSupplier } from '#domain/exposures/alternative-suppliers.ts';

type Site = ListedSupplier['sites'][number];

const site = (changes: Partial<Site> = {}): Site => ({
  stage: 'separation',
  elements: ['Dy', 'Tb'],
  country: 'MYS',
  operating: 'yes',
  capacity_tonnes_per_year: null,
  ...changes,
});
const supplier = (id: string, ...sites: Site[]): ListedSupplier => ({ id, name: id, sites });
const wanted = { element: 'Dy', stage: 'separation', avoided: 'CHN' };
const unscored = () => undefined;
const ids = (listed: readonly ListedSupplier[]) => alternativeSuppliers(wanted, listed, unscored).map((found) => found.supplier.id);

test('an alternative makes the element at the stage, elsewhere, and runs', () => {
  const listed = [
    supplier('fits', site()),
    supplier('in-part', site({ operating: 'partial' })),
    supplier('other-stage', site({ stage: 'mine' })),
    supplier('other-element', site({ elements: ['Nd'] })),
    supplier('same-country', site({ country: 'CHN' })),
    supplier('closed', site({ operating: 'no' })),
    supplier('unknown', site({ operating: null })),
  ];
  expect(ids(listed)).toEqual(['fits', 'in-part']);
});

test('only the sites that fit are counted, and unknown capacity is not zero', () => {
  const sites = [site({ capacity_tonnes_per_year: 100 }), site({ country: 'AUS', capacity_tonnes_per_year: 50 }), site()];
  const listed = [supplier('several', ...sites, site({ country: 'CHN', capacity_tonnes_per_year: 900 })), supplier('unknown', site())];
  expect(alternativeSuppliers(wanted, listed, unscored)).toMatchObject([
    { supplier: { id: 'several' }, countries: ['AUS', 'MYS'], capacity_tonnes_per_year: 150, score: null, band: 'unknown' },
    { supplier: { id: 'unknown' }, capacity_tonnes_per_year: null },
  ]);
});

test('the safest ten come first, those without a score last', () => {
  const listed = Array.from({ length: 12 }, (_, n) => supplier(`s${n}`, site()));
  const score = (id: string) => (id === 's0' ? null : 100 - Number(id.slice(1)));
  const found = alternativeSuppliers(wanted, listed, (id) => ({ score: score(id), band: 'high' }));
  expect(found.map((one) => one.supplier.id)).toEqual(['s11', 's10', 's9', 's8', 's7', 's6', 's5', 's4', 's3', 's2']);
  const few = alternativeSuppliers(wanted, listed.slice(0, 3), (id) => ({ score: score(id), band: 'high' }));
  expect(few.map((one) => one.supplier.id)).toEqual(['s2', 's1', 's0']);
});
