import { describe, expect, test } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { type CustomSupplierFacts, customSupplierRows, registerId, withCustomSupplier } from '#domain/facts/suppliers/custom-supplier.ts';
import { supplierInputs } from '#domain/facts/suppliers/supplier-inputs.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { anElement, aShare, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

type CustomSite = CustomSupplierFacts['sites'][number];
type CustomFeed = CustomSupplierFacts['feeds'][number];

const site = (id: string, over: Partial<CustomSite> = {}): CustomSite => ({
  id,
  name: `${id} works`,
  country: 'VNM',
  city: null,
  stage: 'magnet',
  elements: ['Dy', 'Nd'],
  operating: 'yes',
  start_date: null,
  capacity_tonnes_per_year: null,
  china_origin_content: null,
  latitude: null,
  longitude: null,
  ...over,
});
const feed = (from: string, to: string, over: Partial<CustomFeed> = {}): CustomFeed => ({
  from,
  to,
  elements: null,
  share_of_input: null,
  essential: 'unknown',
  ...over,
});
const rowsOf = (facts: Partial<CustomSupplierFacts>, { stored_on = '2026-09-01', known = '2026-10-01' } = {}) =>
  customSupplierRows({ id: 'acme', version: 3, stored_on, facts: { name: 'Acme', sites: [site('hanoi')], feeds: [], ...facts } }, known);

describe('a supplier of a client, as rows of the register', () => {
  test('has ids that no row of the register can have', () => {
    const { sites } = rowsOf({});
    expect(registerId('acme')).toBe('own!acme');
    expect(sites.map(({ id, supplier, row }) => [id, supplier, row])).toEqual([['own!acme!hanoi', 'own!acme', 'own_site:acme:hanoi']]);
  });

  test('is known from the day it was stored on, or from the day that is asked about when that is earlier', () => {
    const knownFrom = (stored_on: string, known: string) => rowsOf({}, { stored_on, known }).sites[0]?.known_from;
    expect(knownFrom('2026-09-01', '2026-10-01')).toBe('2026-09-01');
    expect(knownFrom('2026-09-01', '2026-09-01')).toBe('2026-09-01');
    expect(knownFrom('2026-09-01', '2025-04-04')).toBe('2025-04-04');
  });

  test('says whose word it is: the version, the day, and whether a plant produces', () => {
    const { sites } = rowsOf({ sites: [site('hanoi'), site('hue', { operating: 'no', capacity_tonnes_per_year: 120 })] });
    expect(sites[0]).toMatchObject({
      source: 'own_statement',
      quality: 'own',
      date: '2026-09-01',
      note: 'version 3 of your supplier acme',
      status: 'producing, by your word',
      capacity_tonnes_per_year: null,
      capacity_type: null,
      count_in_totals: false,
    });
    expect(sites[1]).toMatchObject({ status: 'not producing, by your word', capacity_tonnes_per_year: 120, capacity_type: 'nameplate' });
  });

  test('is a row like any other: what is not asked of a client is unknown, and counts in no total', () => {
    const place = { city: 'Hanoi', latitude: 21.03, longitude: 105.85, start_date: '2024', china_origin_content: 'mixed' } as const;
    const { sites, links } = rowsOf({ sites: [site('hanoi', place)], feeds: [feed('LAMP', 'hanoi')] });
    const said = {
      source: 'own_statement',
      source_url: null,
      date: '2026-09-01',
      quality: 'own',
      known_from: '2026-09-01',
      known_from_basis: 'source',
      note: 'version 3 of your supplier acme',
    };
    expect(sites).toEqual([
      {
        ...said,
        ...place,
        row: 'own_site:acme:hanoi',
        id: 'own!acme!hanoi',
        supplier: 'own!acme',
        supplier_name: 'Acme',
        company: 'Acme',
        site: 'hanoi works',
        country: 'VNM',
        stage: 'magnet',
        elements: ['Dy', 'Nd'],
        product: null,
        operating: 'yes',
        status: 'producing, by your word',
        capacity_tonnes_per_year: null,
        capacity_of: null,
        capacity_type: null,
        count_in_totals: false,
        site_group: null,
        owner: null,
        owner_countries: [],
        china_listing: null,
      },
    ]);
    expect(links).toEqual([
      {
        ...said,
        row: 'own_feed:acme:0',
        id: 'own!acme!feed!0',
        from: 'LAMP',
        to: 'own!acme!hanoi',
        elements: ['Dy', 'Nd'],
        relation: 'feed, by your word',
        relation_type: 'feedstock',
        from_date: null,
        to_date: null,
        volume: null,
        essential: 'unknown',
        share_of_input: null,
        status: 'active',
      },
    ]);
  });

  test('is fed by its own sites or by those of the register, with the elements of the fed site where none are named', () => {
    const { links } = rowsOf({
      sites: [site('hanoi'), site('mine', { stage: 'mine', elements: ['Dy'] })],
      feeds: [
        feed('mine', 'hanoi'),
        feed('LYC-LAMP', 'hanoi', { elements: ['Nd'], share_of_input: 0.4, essential: 'yes' }),
        feed('mine', 'shut'),
      ],
    });
    expect(links.map(({ from, to, elements }) => [from, to, elements])).toEqual([
      ['own!acme!mine', 'own!acme!hanoi', ['Dy', 'Nd']],
      ['LYC-LAMP', 'own!acme!hanoi', ['Nd']],
      ['own!acme!mine', 'own!acme!shut', []], // a site that was taken out since: nothing is known to be fed
    ]);
    expect(links[1]).toMatchObject({
      id: 'own!acme!feed!1',
      row: 'own_feed:acme:1',
      share_of_input: 0.4,
      essential: 'yes',
      status: 'active',
    });
  });
});

describe('the register with it', () => {
  const shipped = indexReferenceData(
    referenceDataWith({ supplier_sites: [aSupplierSite('LAMP', { supplier: 'lynas' })] }),
    goldenMethodology,
  );
  const question = (supplier: string, as_of = '2026-10-01') => ({ supplier, buyer: 'JPN', as_of, signals: {} });

  test('has both, and the shipped one stays as it was', () => {
    const index = withCustomSupplier(shipped, rowsOf({ feeds: [feed('LAMP', 'hanoi', { elements: ['Dy'] })] }));
    const { inputs } = supplierInputs(index, question('own!acme'));
    expect(inputs.sites['own!acme!hanoi']).toMatchObject({ weight: 1, feeds: [{ site: 'LAMP', dependency: 1, essential: true }] });
    expect(() => supplierInputs(shipped, question('own!acme'))).toThrow('is not a supplier of the register');
    expect(supplierInputs(shipped, question('lynas')).inputs.sites).toHaveProperty('LAMP');
  });

  test('remembers what knows the register for itself and shares the rest with the shipped one', () => {
    const index = withCustomSupplier(shipped, rowsOf({}));
    expect(index.remembered('register|x', () => 'with it')).toBe('with it');
    expect(index.remembered('register|x', () => 'again')).toBe('with it');
    expect(shipped.remembered('register|x', () => 'without it')).toBe('without it');
    expect(index.remembered('chain|x', () => 'with it')).toBe('with it');
    expect(index.remembered('structure|x', () => 'the same for all')).toBe('the same for all');
    expect(shipped.remembered('structure|x', () => 'another')).toBe('the same for all');
    expect(index.remembered('registers', () => 'another word')).toBe('another word');
    expect(shipped.remembered('registers', () => 'not asked')).toBe('another word');
  });
});

describe('a supplier of a client under a methodology with shares', () => {
  const shipped = indexReferenceData(
    referenceDataWith({
      elements: [anElement('Dy')],
      shares: [aShare('Dy', 'separation', 'CHN', 0.9), aShare('Dy', 'separation', 'MYS', 0.1)],
      supplier_sites: [aSupplierSite('plant'), aSupplierSite('second', { country: 'EST' })],
    }),
    stateAndEventMethodology,
  );
  const inputsOf = (feeds: readonly CustomFeed[]) => {
    const rows = rowsOf({ sites: [site('hanoi', { elements: ['Dy'] })], feeds });
    return supplierInputs(withCustomSupplier(shipped, rows), {
      supplier: registerId('acme'),
      buyer: 'JPN',
      as_of: '2026-10-01',
      signals: {},
    }).inputs;
  };

  test('has the shares that the client states, and from the market what these leave', () => {
    const { sites, stated_feed } = inputsOf([
      feed('plant', 'hanoi', { share_of_input: 0.6 }),
      feed('second', 'hanoi', { share_of_input: 0.3 }),
    ]);
    expect(sites['own!acme!hanoi']?.feeds).toEqual([
      { site: 'market:separation:CHN', element: 'Dy', share: expect.closeTo(0.09, 12) },
      { site: 'market:separation:MYS', element: 'Dy', share: expect.closeTo(0.01, 12) },
      { site: 'plant', element: 'Dy', share: 0.6, share_inferred: false },
      { site: 'second', element: 'Dy', share: 0.3, share_inferred: false },
    ]);
    // Nine tenths of what Hanoi needs, and nothing of the ore of the two plants that feed it.
    expect(stated_feed).toBeCloseTo(0.9 / 3, 12);
  });

  test('is scored with the record of its countries; without goods from China no control of China can hit it', () => {
    expect(Object.keys(inputsOf([]).control_record ?? {})).toEqual(['CHN', 'JPN', 'MYS', 'VNM']);
    const hazardsOf = (feeds: readonly CustomFeed[]) => {
      const result = scoreSupplier(inputsOf(feeds), stateAndEventMethodology);
      return result.score === null ? [] : result.hazards.map(({ id }) => id);
    };
    expect(hazardsOf([])).toContain('new_control:CHN');
    expect(hazardsOf([feed('second', 'hanoi', { share_of_input: 1 })])).not.toContain('new_control:CHN');
  });
});
