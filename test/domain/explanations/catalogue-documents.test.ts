import { describe, expect, test } from 'vitest';
import {
  countryCatalogue,
  elementCatalogue,
  supplierCatalogue,
} from '#domain/explanations/catalogue-documents.ts';
import { indexFacts } from '#domain/method/facts.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { readerNames } from '#test/builders/reader-names.ts';
import {
  aCompany,
  aGovernance,
  anElement,
  anImport,
  aShare,
  aSupplierSite,
  referenceDataWith,
} from '#test/builders/reference-data.ts';

const indexOf = (tables: Partial<ReferenceData>) =>
  indexFacts(referenceDataWith(tables), METHODOLOGY.document).on('2026-10-01');
const cited = (row: string, date: string) => ({
  row,
  source: 'a publisher',
  source_url: null,
  date,
  quality: 'B',
  known_from: '2026-02-28',
});

describe('the catalogue of elements', () => {
  test('has every element in byte order, with the stages of which a share is known', () => {
    const { entries } = elementCatalogue(
      indexOf({
        elements: [
          anElement('Tb'),
          anElement('Yb'),
          anElement('Dy', {
            name: 'Dysprosium',
            group: 'HREE',
            world_supply_tonnes: 2450,
            price_usd_per_kg: 250,
          }),
        ],
        shares: [
          aShare('Dy', 'separation', 'CHN', 0.9),
          aShare('Dy', 'mine', 'MMR', 0.4),
          aShare('Dy', 'magnet', 'OTH', 0),
        ],
      }),
    );
    expect(entries.map(({ id }) => id)).toEqual(['Dy', 'Tb', 'Yb']);
    expect(entries[0]).toEqual({
      id: 'Dy',
      name: 'Dysprosium',
      group: 'HREE',
      stages: ['mine', 'separation'],
      world_supply_tonnes: 2450,
      supply_basis: null,
      eol_rir: null,
      si_sr: null,
      price_usd_per_kg: 250,
      byproduct_share: null,
      main_end_uses: null,
      named_capacity: [],
      evidence: cited('element:Dy', '2025'),
    });
    expect(entries[1]?.stages).toEqual([]);
  });
});

describe('the catalogue of suppliers', () => {
  const of = { supplier: 'lynas', supplier_name: 'Lynas' };
  const catalogue = () =>
    supplierCatalogue(
      indexOf({
        supplier_sites: [
          aSupplierSite('S2', { ...of, country: 'MYS', elements: ['Nd', 'Dy'], operating: 'no' }),
          aSupplierSite('S1', {
            ...of,
            country: 'AUS',
            stage: 'mine',
            elements: ['Nd'],
            city: 'Laverton',
            latitude: -28.9,
            longitude: 122.5,
            coordinate_precision: 'city',
          }),
          aSupplierSite('S3', { ...of, country: 'MYS', elements: ['Dy'] }),
          aSupplierSite('X', { supplier: 'a-first', supplier_name: 'A First' }),
        ],
        companies: [
          aCompany('lynas', { aliases: ['Ashton', 'ライナス'], unconfirmed_names: ['莱纳斯'] }),
          aCompany('trader', { name: 'A Trader', sells: ['Dy', 'Nd'] }),
        ],
      }),
    );

  test('has each once, in byte order, with where it is and what it makes', () => {
    const { entries } = catalogue();
    expect(entries.map(({ id, name }) => [id, name])).toEqual([
      ['a-first', 'A First'],
      ['lynas', 'Lynas'],
      ['trader', 'A Trader'],
    ]);
    expect(entries[1]).toMatchObject({ aliases: ['Ashton', 'ライナス'], unconfirmed_names: ['莱纳斯'] });
    expect(entries[2]).toMatchObject({ countries: ['JPN'], elements: ['Dy', 'Nd'], sites: [] });
    expect(entries[1]).toMatchObject({
      countries: ['AUS', 'MYS'],
      elements: ['Dy', 'Nd'],
      stages: ['mine', 'separation'],
    });
  });

  test('has its sites in byte order of id, with the row that they are from', () => {
    const { entries } = catalogue();
    const sites = entries[1]?.sites as readonly { readonly id: string }[];
    expect(sites.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3']);
    expect(sites[0]).toEqual({
      id: 'S1',
      name: 'S1',
      city: 'Laverton',
      country: 'AUS',
      latitude: -28.9,
      longitude: 122.5,
      coordinate_precision: 'city',
      stage: 'mine',
      elements: ['Nd'],
      product: null,
      operating: 'yes',
      status: 'operating',
      start_date: null,
      capacity_tonnes_per_year: null,
      capacity_of: null,
      capacity_type: null,
      owner: null,
      owner_countries: [],
      evidence: cited('supplier-site:S1', '2026-06-30'),
    });
    expect(sites[1]).toMatchObject({ operating: 'no', latitude: null, coordinate_precision: 'unknown' });
  });
});

describe('the catalogue of countries', () => {
  const index = indexOf({
    elements: ['Dy', 'Ga', 'La'].map((symbol) => anElement(symbol)),
    shares: [
      aShare('Dy', 'separation', 'MYS', 0.2),
      aShare('Dy', 'separation', 'CHN', 0.9),
      aShare('Ga', 'refining', 'CHN', 0.98),
      aShare('Dy', 'mine', 'CHN', 0.3),
      aShare('Ga', 'refining', 'JPN', 0),
      aShare('La', 'mine', 'CHN', 0),
      aShare('Dy', 'separation', 'OTH', 0.1),
    ],
    buyer_imports: [
      anImport('JPN', 'Dy', 'separation', 'VNM', 0.2),
      anImport('JPN', 'Dy', 'separation', 'USA', 0),
    ],
    country_places: [
      {
        row: 'country-place:CHN',
        source: 'shapes',
        source_url: null,
        date: '2026-11-27',
        quality: 'A',
        note: null,
        known_from: '2026-11-27',
        known_from_basis: 'assumed',
        country: 'CHN',
        latitude: 36.8,
        longitude: 103.3,
        coordinate_precision: 'country',
      },
    ],
    governance: [aGovernance('USA'), aGovernance('JPN'), aGovernance('CHN', { political_stability: -0.5 })],
  });

  test('has who makes a tenth of an element at a stage: not the unnamed rest, and not whom only imports name', () => {
    expect(countryCatalogue(index, readerNames).entries.map(({ id }) => id)).toEqual(['CHN', 'MYS']);
  });

  test('does not know where a country is that the table of places lacks', () => {
    const { entries } = countryCatalogue(indexOf({ ...index.data, country_places: [] }), readerNames);
    expect(entries.map(({ id }) => id)).toEqual(['CHN', 'MYS']);
    for (const entry of entries)
      expect(entry).toMatchObject({ latitude: null, longitude: null, coordinate_precision: 'unknown' });
  });

  test('tells of each which elements it supplies and how it is governed', () => {
    const { entries } = countryCatalogue(index, readerNames);
    expect(entries[1]).toMatchObject({
      id: 'MYS',
      political_stability: null,
      evidence: null,
      coordinate_precision: 'unknown',
    });
    expect(entries[0]).toEqual({
      id: 'CHN',
      name: 'China',
      latitude: 36.8,
      longitude: 103.3,
      coordinate_precision: 'country',
      elements: ['Dy', 'Ga'],
      political_stability: -0.5,
      wgi_mean: 0.4,
      evidence: cited('governance:CHN', '2023'),
    });
  });
});
