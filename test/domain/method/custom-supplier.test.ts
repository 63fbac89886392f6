import { expect, it } from 'vitest';
import { customSupplierRows } from '#domain/method/custom-supplier.ts';

const site = {
  city: null,
  start_date: null,
  china_origin_content: null,
  latitude: null,
  longitude: null,
  operating: 'yes',
} as const;

it('the rows of a custom supplier know its own sites from those of the register, and count from the earlier of both days', () => {
  const facts = {
    name: 'Acme',
    sites: [
      { ...site, id: 'mine', name: 'Mine', country: 'AUS', stage: 'mine', elements: ['Nd', 'Pr'], capacity_tonnes_per_year: null },
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
      { from: 'mine', to: 'mill', elements: null, share_of_input: 0.6, essential: 'yes' },
      { from: 'LYNAS-KUANTAN', to: 'mill', elements: ['Nd', 'Dy'], share_of_input: null, essential: 'unknown' },
    ],
  } as const;
  const rows = (known: string) => customSupplierRows({ id: 'acme', version: 2, stored_on: '2026-10-05', facts }, known);
  expect(rows('2026-09-01').sites.map((row) => [row.id, row.status, row.capacity_type, row.known_from])).toEqual([
    ['custom!acme!mine', 'producing, by your word', null, '2026-09-01'],
    ['custom!acme!mill', 'not producing, by your word', 'nameplate', '2026-09-01'],
  ]);
  expect(rows('2026-11-29').links.map((row) => [row.from, row.to, row.elements, row.known_from])).toEqual([
    ['custom!acme!mine', 'custom!acme!mill', ['Nd'], '2026-10-05'],
    ['LYNAS-KUANTAN', 'custom!acme!mill', ['Nd', 'Dy'], '2026-10-05'],
  ]);
});
