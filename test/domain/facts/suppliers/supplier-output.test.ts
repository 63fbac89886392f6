import { describe, expect, test } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierOutputShares } from '#domain/facts/suppliers/supplier-output.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('methodology 1.0.0 ships');
const index = indexReferenceData(bundledReferenceData, methodologyOf(document));

function outputOf(supplier: string, element: string, stage: string, asOf = '2026-10-01') {
  return supplierOutputShares(index, supplier, asOf).filter((one) => one.element === element && one.stage === stage);
}

describe('the part of a country’s output that a supplier makes', () => {
  test('is its tonnage over the world supply of the elements it counts, times the share of the country', () => {
    // 62 t of Dy and Tb oxide; world supply 2,196 t and 624 t, Malaysia 2.4019 % of both at separation
    const dysprosium = outputOf('lynas', 'Dy', 'separation').find(({ country }) => country === 'MYS');
    expect(dysprosium).toMatchObject({ country: 'MYS', basis: 'tonnage', evidence: ['supplier-site:LYC-HRE1', 'supplier-site:LYC-HRE2'] });
    expect(dysprosium?.share).toBeCloseTo(0.978, 2);
    // 56 t of the 139 t of germanium, China 83 % at refining
    expect(outputOf('yunnan-chihong', 'Ge', 'refining')[0]?.share).toBeCloseTo(0.485, 2);
  });

  test('is at most all of it, also where nameplate exceeds what the country made', () => {
    expect(outputOf('lynas', 'Nd', 'separation').find(({ country }) => country === 'MYS')).toMatchObject({ share: 1, basis: 'tonnage' });
  });

  test('counts all rare earths where the tonnage is of oxides together', () => {
    expect(outputOf('mp-materials', 'Nd', 'mine')[0]).toMatchObject({ basis: 'tonnage' });
    expect(outputOf('mp-materials', 'Nd', 'mine')[0]?.share).toBeCloseTo(0.994, 2);
    expect(outputOf('mp-materials', 'Ce', 'mine')[0]?.share).toBeCloseTo(0.994, 2);
  });

  test('is unknown for magnets of one maker among several: their tonnes are not those of an element', () => {
    expect(outputOf('tdk', 'Nd', 'magnet').find(({ country }) => country === 'JPN')).toMatchObject({ share: null, basis: 'unknown' });
  });

  test('is the country where no other plant of it is known, but never that which makes most of the element', () => {
    expect(outputOf('shin-etsu-chemical', 'Nd', 'magnet').find(({ country }) => country === 'VNM')).toMatchObject({
      share: 1,
      basis: 'only_plant_known',
    });
    expect(outputOf('shin-etsu-chemical', 'Nd', 'metal')).toMatchObject([{ country: 'CHN', share: null, basis: 'unknown' }]);
  });

  test('is nothing for a plant that does not run yet, and its plan once its date has come', () => {
    expect(outputOf('caremag', 'Dy', 'separation')).toEqual([]);
    expect(outputOf('caremag', 'Dy', 'separation', '2027-01-01')).toMatchObject([{ country: 'FRA', share: 1 }]);
  });
});
