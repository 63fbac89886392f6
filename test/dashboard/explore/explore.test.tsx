// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { goTo } from '#dashboard/address/address.ts';
import { GROUPS } from '#dashboard/rooms/explore/filter.ts';
import { breaksOf, linesOf, missingOf } from '#dashboard/rooms/explore/lines.ts';
import { Explore } from '#dashboard/rooms/explore/explore.tsx';
import { wayOf } from '#dashboard/rooms/explore/places.ts';
import { queries } from '#dashboard/service/query.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

const row = (type: string, id: string, name: string, score: number | null, rest: object = {}) => ({
  subject: { type, id, name },
  score,
  band: 'low',
  status_reason: score === null ? 'No site produces.' : null,
  rank: null,
  ...rest,
});
const place = (position: number, from: number, to: number) => ({ rank: { position, of: 3, from, to } });

const ELEMENTS = [
  row('element', 'Dy', 'dysprosium', 89.5, place(1, 1, 2)),
  row('element', 'Tb', 'terbium', 85.4, place(2, 1, 3)),
  row('element', 'Cu', 'copper', 1.5, place(3, 3, 3)),
  row('element', 'Pm', 'promethium', null),
];
const OWN = Array.from({ length: 500 }, (_, n) => row('supplier', `own-${n}`, `Works ${n}`, 40, { custom: true }));
const SUPPLIERS = [row('supplier', 'lynas', 'Lynas Rare Earths', 6, place(1, 1, 1))];

const onPlace = (buyer: string, element: string, share: number) => ({ buyer, element, stage: 'mine', share, unknown_share: 0 });
const PLACES = [
  { id: 'country:COD', properties: { kind: 'country', id: 'COD', label: 'DR Congo', dependence: [onPlace('USA', 'Cu', 0.3)] } },
  { id: 'country:FJI', properties: { kind: 'country', id: 'FJI', label: 'Fiji', dependence: [] } },
  { id: 'lane:suez', properties: { kind: 'lane', id: 'suez', label: 'Suez Canal', dependence: [onPlace('JPN', 'Tb', 0.2)] } },
  {
    id: 'lane:malacca',
    properties: { kind: 'lane', id: 'malacca', label: 'Malacca', dependence: [onPlace('JPN', 'Dy', 0.1), onPlace('JPN', 'Cu', 0.4), onPlace('KOR', 'Dy', 0.7)] },
  },
];

/** Pages of own suppliers have 100 rows, as those that no run has scored have. */
function suppliersFrom(start: number): object {
  const all = [...OWN, ...SUPPLIERS];
  const next = start + 100 < all.length ? String(start + 100) : null;
  return { data: all.slice(start, start + 100), next_cursor: next, subject_type: 'supplier', as_of: '2026-11-29' };
}

function answered(address: URL, sent: string): unknown {
  const query = address.searchParams;
  const type = query.get('subject_type');
  if (address.pathname === '/v1/map') return { features: PLACES };
  if (address.pathname === '/v1/series')
    return {
      columns: [{ column: 'element:Dy score', subject: 'element:Dy', label: 'dysprosium', metric: 'score' }],
      data: [
        { time: '2025-11-30T00:00:00Z', 'element:Dy score': 76.4 },
        { time: '2026-11-29T00:00:00Z', 'element:Dy score': 89.5 },
      ],
    };
  if (address.pathname === '/v1/lookups')
    return { data: [{ match: sent.includes('ジスプロシウム') ? ELEMENTS[0] : null, candidates: [] }] };
  if (address.pathname === '/v1/status') return { current_run: { as_of: '2026-11-29' }, progress: { scores: null, history: null } };
  if (type === 'supplier') return suppliersFrom(Number(query.get('cursor') ?? 0));
  return { data: type === 'element' ? ELEMENTS : [], next_cursor: null, subject_type: type, as_of: '2026-11-29' };
}

beforeEach(() => {
  vi.stubGlobal('fetch', (address: string, { body }: RequestInit = {}) => Promise.resolve(Response.json(answered(new URL(address), String(body)))));
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  queries.clear();
  vi.unstubAllGlobals();
});

test('the list says what cannot be put in order, folds what is low, and names what has no number', async () => {
  goTo('/explore');
  render(<Explore />);
  const dysprosium = await screen.findByRole('row', { name: /Dysprosium/ });
  await vi.waitFor(() => expect(dysprosium.textContent).toContain('+14'));
  expect(dysprosium.textContent).toContain('Places 1 to 2');
  expect(screen.getByRole('row', { name: /Terbium/ }).textContent).toContain('Places 1 to 3');
  expect(screen.getByText('1 element low in both chances')).toBeDefined();
  expect(screen.getByText('Promethium').parentElement?.textContent).toBe('Promethium: No site produces.');
  // Nothing is claimed of a year that is not known.
  expect(screen.getByRole('row', { name: /Terbium/ }).textContent).not.toMatch(/[+−]\d/);
});

test('all own suppliers are there, the last one too, and are found by name', async () => {
  goTo('/explore?type=suppliers');
  render(<Explore />);
  expect(await screen.findByRole('heading', { level: 2, name: 'Your suppliers' })).toBeDefined();
  fireEvent.click(await screen.findByRole('button', { name: 'Show 400 more rows' }));
  expect(screen.getByRole('row', { name: /Works 499/ })).toBeDefined();
  expect(screen.getByRole('row', { name: /Lynas/ })).toBeDefined();
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'works 49' } });
  await vi.waitFor(() => expect(screen.getAllByRole('row', { name: /Works/ })).toHaveLength(11));
});

test('words that no row has find the subject in another writing, or the type that has it', async () => {
  goTo('/explore?q=ジスプロシウム');
  render(<Explore />);
  expect(await screen.findByRole('row', { name: /Dysprosium/ })).toBeDefined();
  cleanup();
  goTo('/explore?q=Works 7');
  render(<Explore />);
  await vi.waitFor(() => expect(screen.getAllByRole('row', { name: /Works 7/ })).toHaveLength(11));
  expect(window.location.search).toContain('type=suppliers');
});

test('who depends on a strait: this buyer in order, beside all others; then on a country', async () => {
  goTo('/explore/dependence?buyer=JPN');
  render(<Explore />);
  const cells = async () => (await screen.findAllByRole('row')).map((one) => [...one.children].map(({ textContent }) => textContent));
  await screen.findByRole('heading', { name: /Malacca/ });
  await vi.waitFor(async () =>
    expect((await cells()).slice(1)).toEqual([
      ['Copper', '40% mine', '', '', '', ''],
      ['Dysprosium', '10% mine', '', '', '70% mine', ''],
    ]),
  );
  const choice = screen.getByRole('combobox', { name: 'Strait or country' });
  expect([...choice.children].map(({ textContent }) => textContent)).toEqual(['Malacca', 'Suez Canal', 'DR Congo']);
  fireEvent.change(choice, { target: { value: 'country:COD' } });
  expect(await screen.findByRole('heading', { name: /DR Congo/ })).toBeDefined();
  await vi.waitFor(async () => expect((await cells()).slice(1)).toEqual([['Copper', '', '30% mine', '', '', '']]));
});

test('groups of elements are those of the facts', () => {
  const of = (group: string) => bundledReferenceData.elements.filter((element) => element.group === group).map(({ symbol }) => symbol).sort();
  expect([[...GROUPS.heavy].sort(), [...GROUPS.light].sort()]).toEqual([of('HREE'), of('LREE')]);
});

const week = (day: string, subject: string, metric: string, value: number | null, methodology = '3.1.0') => ({
  time: `${day}T00:00:00Z`,
  subject,
  label: subject,
  metric,
  value,
  methodology,
});

test('lines have a gap where a week is not known, and tell where another method begins', () => {
  const rows = [
    week('2026-11-01', 'element:Dy', 'score', 80),
    week('2026-11-01', 'element:Dy', 'p05', 70),
    week('2026-11-08', 'element:Dy', 'score', 82),
    week('2026-11-15', 'element:Dy', 'score', 90, '3.2.0'),
    week('2026-11-15', 'element:Tb', 'score', 60, '3.2.0'),
  ];
  const lines = linesOf(rows, ['element:Tb', 'element:Dy', 'element:Xx']);
  expect(lines.map(({ id, points }) => [id, points.map(({ score }) => score)])).toEqual([
    ['element:Tb', [null, null, 60]],
    ['element:Dy', [80, 82, 90]],
  ]);
  expect(lines.map(missingOf)).toEqual([2, 0]);
  expect(lines[1]?.points.map(({ p05, p95 }) => [p05, p95])).toEqual([[70, null], [null, null], [null, null]]);
  expect(breaksOf(lines)).toEqual([{ day: '2026-11-15', method: '3.2.0' }]);
});

test('a flow goes through the straits that most of it passes, the nearest first', () => {
  const lane = (id: string, longitude: number, routes: Record<string, number | null>) =>
    ({ id, name: id, place: [longitude, 0], routes, share: null, unknownShare: null }) as const;
  const lanes = [lane('far', 120, { COD: 0.9 }), lane('near', 100, { COD: 0.4 }), lane('some', 110, { COD: 0.3 }), lane('unknown', 90, { COD: null })];
  expect(wayOf(lanes, 'COD', [25, 0])).toEqual([[100, 0], [120, 0]]);
});
