import { expect, it } from 'vitest';
import { customSupplierRows } from '#domain/method/custom-supplier.ts';

const site = {
  city: null,
  start_date: null,
  latitude: null,
  longitude: null,
  operating: 'yes',
} as const;

const feed = {
  supplier: null,
  from: null,
  to: 'mill',
  elements: null,
  share_of_input: null,
  essential: 'unknown',
  since: null,
  until: null,
} as const;

it('the rows of a custom supplier know its own sites from those of the register, and count from the earlier of both days', () => {
  const facts = {
    name: 'Acme',
    sites: [
      {
        ...site,
        id: 'mine',
        name: 'Mine',
        country: 'AUS',
        stage: 'mine',
        elements: ['Nd', 'Pr'],
        capacity_tonnes_per_year: null,
      },
      {
        ...site,
        id: 'mill',
        name: 'Mill',
        country: 'JPN',
        stage: 'metal',
        elements: ['Nd'],
        capacity_tonnes_per_year: 40,
        operating: 'no',
      },
    ],
    feeds: [
      { ...feed, from: 'mine', elements: null, share_of_input: 0.6, essential: 'yes' },
      { ...feed, from: 'LYNAS-KUANTAN', elements: ['Nd', 'Dy'] },
      { ...feed, supplier: 'bell', from: 'works', until: '2027-06-30' },
      { ...feed, supplier: 'bell', since: '2026-01-01' },
      { ...feed, supplier: 'lynas', from: 'LYC-LAMP' },
      { ...feed, supplier: 'lynas' },
    ],
  } as const;
  const rows = (known: string) =>
    customSupplierRows(
      { id: 'acme', version: 2, stored_on: '2026-10-05', facts },
      known,
      (id) => id === 'lynas',
    );
  expect(
    rows('2026-09-01').sites.map((row) => [row.id, row.status, row.capacity_type, row.known_from]),
  ).toEqual([
    ['custom!acme!mine', 'producing, by your word', null, '2026-09-01'],
    ['custom!acme!mill', 'not producing, by your word', 'nameplate', '2026-09-01'],
  ]);
  const { links } = rows('2026-11-29');
  expect(links.map((row) => [row.from, row.to, row.elements, row.known_from])).toEqual([
    ['custom!acme!mine', 'custom!acme!mill', ['Nd'], '2026-10-05'],
    ['LYNAS-KUANTAN', 'custom!acme!mill', ['Nd', 'Dy'], '2026-10-05'],
    ['custom!bell!works', 'custom!acme!mill', ['Nd'], '2026-10-05'],
    ['custom!bell', 'custom!acme!mill', ['Nd'], '2026-10-05'],
    ['LYC-LAMP', 'custom!acme!mill', ['Nd'], '2026-10-05'],
    ['lynas', 'custom!acme!mill', ['Nd'], '2026-10-05'],
  ]);
  expect(links.map((row) => [row.from_date, row.to_date])).toEqual([
    [null, null],
    [null, null],
    [null, '2027-06-30'],
    ['2026-01-01', null],
    [null, null],
    [null, null],
  ]);
});
