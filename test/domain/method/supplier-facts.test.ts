import { expect, test } from 'vitest';
import { indexFacts } from '#domain/method/facts.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { scoreSupplier } from '#domain/method/supplier.ts';
import { Register } from '#domain/method/supplier-facts.ts';
import type { SupplierLinkRow } from '#domain/vocabulary/reference-data.ts';
import {
  aGovernance,
  anElement,
  aShare,
  aSupplierSite,
  referenceDataWith,
} from '#test/builders/reference-data.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

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

const onDay = (day: string) => {
  const facts = indexFacts(shippedFacts, shippedMethodology).on(day);
  const rows = {
    sites: shippedFacts.supplier_sites,
    links: shippedFacts.supplier_links,
    parties: shippedFacts.external_parties,
  };
  return { facts, register: new Register(facts, rows) };
};
const siteOf = (day: string, supplier: string, id: string) =>
  onDay(day)
    .register.supplier(supplier, { buyer: 'USA' })
    .inputs.sites.find((site) => site.id === id);

test('general licences let the magnets of their three holders pass, from the first day to the last', () => {
  const named = (day: string, element: string) =>
    onDay(day)
      .facts.readings(element)
      .filter(({ site }) => site !== undefined);
  expect(named('2026-12-01', 'Nd')).toContainEqual({
    id: 'policy:CN-2025-GENLIC',
    site: 'JLMAG',
    origin: 'CHN',
    stages: ['magnet'],
    buyer: 'ALL',
    seen_from: '2025-12-02',
    seen_to: '2026-11-30',
    below: false,
    known_from: '2025-12-02',
  });
  const holders = named('2026-12-01', 'Dy').map(({ site }) => site);
  expect(holders).toEqual(expect.arrayContaining(['JLMAG', 'YUNSHENG', 'SANHUAN']));
  const suppliers = new Set(
    shippedFacts.supplier_sites.flatMap(({ id, supplier }) => (holders.includes(id) ? [supplier] : [])),
  );
  expect([...suppliers].sort()).toEqual(['jl-mag', 'ningbo-yunsheng', 'zhong-ke-san-huan']);
  expect(named('2027-06-01', 'Dy').every(({ seen_to }) => seen_to === '2026-12-01')).toBe(true);
  expect(named('2025-12-02', 'Dy')).toEqual([]);
  expect(named('2026-12-01', 'Ga')).toEqual([]);
  expect(siteOf('2026-12-01', 'jl-mag', 'JLMAG')?.readings).toBe(true);
  expect(siteOf('2025-12-02', 'jl-mag', 'JLMAG')?.readings).toBeUndefined();
  expect(siteOf('2026-12-01', 'yantai-zhenghai', 'ZHENGHAI')).toMatchObject({ stage: 'magnet' });
  expect(siteOf('2026-12-01', 'yantai-zhenghai', 'ZHENGHAI')).not.toHaveProperty('readings');
});

test('a listed plant that was read as running after its listing does without what comes from China', () => {
  // Listed on 2026-06-22; Stillwater was read on 2026-08-31, Ellesmere Port not since November 2025.
  expect(siteOf('2026-12-01', 'usa-rare-earth', 'USAR-STW')?.china_origin_content).toBe('no');
  expect(siteOf('2026-12-01', 'mp-materials', 'MP-FTW')?.china_origin_content).toBe('no');
  expect(siteOf('2026-10-30', 'mp-materials', 'MP-FTW')?.china_origin_content).toBeUndefined();
  const { facts, register } = onDay('2026-12-01');
  const links = ['LCM', 'USAR-STW', 'SERRAVERDE'].map((from) => ({
    ...(shippedFacts.supplier_links.find((link) => link.from === 'LCM') as SupplierLinkRow),
    id: from,
    from,
    to: 'A',
    share_of_input: 0.3,
  }));
  const fed = new Register(facts, { sites: [aSupplierSite('A', ofOne)], links, parties: [] }, register);
  const { sources } = fed.supplier('one', { buyer: 'USA' }).inputs;
  expect(sources?.['USAR-STW']?.china_origin_content).toBe('no');
  expect(sources?.LCM?.china_origin_content).toBeUndefined();
  // The watch list, and the list that a buyer of the company is on, say nothing of its feed.
  expect(siteOf('2026-12-01', 'tdk', 'TDK-MAG')).toMatchObject({ id: 'TDK-MAG' });
  expect(siteOf('2026-12-01', 'tdk', 'TDK-MAG')).not.toHaveProperty('china_origin_content');
  expect(sources?.SERRAVERDE?.china_origin_content).toBeUndefined();
});

test('the stability of the European Union is that of its members by what they make', () => {
  const data = referenceDataWith({
    elements: [anElement('W')],
    shares: [
      aShare('W', 'refining', 'AUT', 0.3),
      aShare('W', 'refining', 'PRT', 0.1),
      aShare('W', 'refining', 'CHN', 0.6),
    ],
    governance: [
      aGovernance('AUT', { political_stability: 0.8 }),
      aGovernance('PRT', { political_stability: 0.4 }),
      aGovernance('DEU', { political_stability: 0.1 }),
    ],
  });
  const of = (buyer: string) =>
    indexFacts(data, shippedMethodology).on('2026-12-01').element('W', { buyer }).inputs.pv;
  expect(of('EUU').EUU).toBeCloseTo((0.3 * 0.8 + 0.1 * 0.4) / 0.4, 12);
  expect(of('EUU').AUT).toBe(0.8);
  expect(of('JPN')).not.toHaveProperty('EUU');
});

// Campine: under 5 % Chinese metal; others: own smelters, scrap, matte of Russia, sulphide of the Philippines.
const UNTOUCHED = [
  'campine',
  'korea-zinc',
  'nyrstar',
  'ionic-rare-earths',
  'nornickel',
  'sumitomo-metal-mining',
];
test.each(UNTOUCHED)('no control stops %s', (id) => {
  const { inputs } = onDay('2026-12-02').register.supplier(id, { buyer: 'USA' });
  const { points } = scoreSupplier(inputs, parametersOf(shippedMethodology)) ?? expect.fail(id);
  expect(JSON.stringify(points)).not.toContain('measure:');
});
