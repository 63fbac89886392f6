import { expect, test } from 'vitest';
import { companyAliases } from '#domain/exposures/company-aliases.ts';

const site = (supplier_name: string, company = supplier_name, owner: string | null = null) => ({
  supplier_name,
  company,
  owner,
});

test.each([
  ['a former name', [site('Proterial', 'Proterial (ex Hitachi Metals)')], ['Hitachi Metals']],
  ['a short name in brackets', [site('VACUUMSCHMELZE (VAC)')], ['VAC', 'VACUUMSCHMELZE']],
  [
    'the company of a plant',
    [site('USA Rare Earth'), site('USA Rare Earth', 'Less Common Metals')],
    ['Less Common Metals'],
  ],
  [
    'a ticker of its own',
    [site('JL MAG Rare-Earth', 'JL MAG Rare-Earth', 'JL MAG (SZ:300748)')],
    ['300748', 'SZ:300748'],
  ],
  ['a ticker alone', [site('Shenghe Resources', 'Shenghe Resources', 'SH:600392')], ['600392', 'SH:600392']],
])('%s is another name', (_, sites, aliases) => {
  expect(companyAliases(sites)).toEqual(aliases);
});

test('partners, owners and places are none, nor is the ticker of an owner', () => {
  expect(companyAliases([site('JS Link', 'JS Link (with Lynas)')])).toEqual([]);
  expect(companyAliases([site('Daido Steel', 'Daido Steel / Intermetallics Japan (Daido)')])).toEqual([]);
  expect(companyAliases([site('Energy Fuels', 'Energy Fuels', 'Brazilian Rare Earths (ASX:BRE)')])).toEqual(
    [],
  );
  expect(companyAliases([site('Lynas', 'Lynas', 'listed company')])).toEqual([]);
});
