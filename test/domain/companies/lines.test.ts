import { describe, expect, it } from 'vitest';
import type { Company, Need, ResolvedMaterial, SourceRow, StockRow } from '#domain/companies/company.ts';
import { linesOf } from '#domain/companies/lines.ts';
import type { MaterialProblem } from '#domain/companies/materials.ts';
import { overWhole } from '#domain/companies/source-shares.ts';
import { dayNumber } from '#domain/time/calendar.ts';

const material = (kg_per_unit: number | null, rest: Partial<ResolvedMaterial> = {}): ResolvedMaterial => ({
  ...{ key: 'element:Dy', name: 'dysprosium', stage: null, unit: 'kg' },
  elements: [{ element: 'Dy', kg_per_unit, kg_low: kg_per_unit, kg_high: kg_per_unit, evidence: null }],
  ...rest,
});
/** Dysprosium is 87.13 % of its oxide (162.50 of 186.50, with 1.5 oxygen of 16.00). */
const MATERIALS: Readonly<Record<string, ResolvedMaterial>> = {
  Dy: material(1),
  Dy2O3: material(0.8713),
  ferrodysprosium: material(null),
  'Dy carbonate': material(null),
  motor: material(0.1, { key: 'product:motor', name: 'motor', unit: 'piece' }),
};
const UNKNOWN: MaterialProblem = {
  reason: 'unknown_material',
  detail: { code: 'unknown_material', params: {} },
  suggestions: [],
};
const resolve = (text: string) => {
  const found = MATERIALS[text];
  return found === undefined ? UNKNOWN : { material: found, doubts: [] };
};

const need = (id: string, rest: Partial<Need> = {}): Need => ({
  ...{
    id,
    name: null,
    material: 'Dy',
    quantity: null,
    unit: null,
    spend: null,
    revenue_at_stake: null,
    supplier_id: null,
    country: null,
    site: null,
  },
  ...rest,
});
const stock = (rest: Partial<StockRow>): StockRow => ({
  material: 'Dy',
  site: null,
  kilograms: null,
  days: null,
  as_of: null,
  ...rest,
});
const source = (share: number, rest: Partial<SourceRow>): SourceRow => ({
  ...{ material: 'Dy', supplier_id: null, country: null, share, since: null, contract_until: null },
  ...rest,
});
const company = (rest: Partial<Company>): Company => ({
  ...{
    name: 'Magnets',
    country: 'JPN',
    end_use: 'civil',
    currency: null,
    sites: [],
    needs: [],
    stock: [],
    sources: [],
    watch: [],
  },
  ...rest,
});
const read = (rest: Partial<Company>) => linesOf(company(rest), dayNumber('2026-11-29'), resolve);
const only = (rest: Partial<Company>) => {
  const { lines } = read(rest);
  expect(lines.length).toBe(1);
  return lines[0] as (typeof lines)[number];
};

describe('a line', () => {
  it('joins the needs of a material; what one does not state is unknown and never 0', () => {
    const line = only({
      needs: [
        need('b', { quantity: 500, unit: 'g', spend: 10, revenue_at_stake: 100 }),
        need('a', { quantity: 2, unit: 'kg', spend: 5 }),
      ],
    });
    expect(line).toMatchObject({ key: 'element:Dy', needs: ['a', 'b'], unit: 'kg' });
    expect(line.quantity).toEqual({ value: 2.5, unknown: 0 });
    expect(line.spend).toEqual({ value: 15, unknown: 0 });
    expect(line.revenue_at_stake).toEqual({ value: 100, unknown: 1 });
    expect(line.at_stake).toEqual({ value: 105, unknown: 0 });
    expect(only({ needs: [need('a')] }).quantity).toEqual({ value: null, unknown: 1 });
  });

  it('counts materials with the same key by the element that they hold', () => {
    const needs = [need('a', { quantity: 1 }), need('b', { material: 'Dy2O3', quantity: 1 / 0.8713 })];
    expect(only({ needs }).quantity.value).toBeCloseTo(2, 12);
    const mixed = [need('a', { quantity: 1 }), need('b', { material: 'ferrodysprosium', quantity: 4 })];
    expect(only({ needs: mixed }).quantity).toEqual({ value: 1, unknown: 1 });
    expect(only({ needs: [need('b', { material: 'ferrodysprosium', quantity: 4 })] }).quantity.value).toBe(4);
  });

  it('reads units as people write them, with the international pound; a word that is none is no unit', () => {
    const amount = (unit: string | null, of = 'Dy') =>
      only({ needs: [need('a', { material: of, quantity: 2, unit })] }).quantity.value;
    expect(['KG', 'ｋｇ', 'tonnes', 'lb', 'グラム'].map((unit) => amount(unit))).toEqual([
      2, 2, 2000, 0.90718474, 0.002,
    ]);
    expect(['constructor', 'toString', '__proto__', 'each', '%'].map((unit) => amount(unit))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect([amount('piece', 'motor'), amount('kg', 'motor')]).toEqual([2, null]);
  });

  it('tells every row that counts nowhere', () => {
    const { lines, gaps } = read({
      needs: [
        need('a', { material: 'motor', quantity: 3, unit: 'kg' }),
        need('b', { material: 'unobtainium' }),
      ],
      stock: [stock({ days: 5 }), stock({ material: 'motor', kilograms: 5, as_of: '2031-01-01' })],
      sources: [
        source(0.7, { material: 'motor', country: 'CHN' }),
        source(0.7, { material: 'motor', country: 'VNM' }),
      ],
    });
    expect(gaps).toEqual([
      { pointer: '/needs/1/material', gap: UNKNOWN },
      { pointer: '/stock/0', gap: 'no_need' },
      { pointer: '/needs/0/quantity', gap: 'unit' },
      { pointer: '/stock/1', gap: 'amount' },
      { pointer: '/sources/0', gap: 'over_whole' },
      { pointer: '/sources/1', gap: 'over_whole' },
      { pointer: '/stock/1/as_of', gap: 'later_day' },
    ]);
    expect(lines[0]?.stock).toEqual({ days: null, as_of: null });
    expect(lines[0]?.sources.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
});

describe('the stock of a line', () => {
  it('lasts as long as its amount is of the yearly need; several sites add, and the oldest day counts', () => {
    const needs = [need('a', { quantity: 100 })];
    const rows = [
      stock({ kilograms: 20, site: 'x', as_of: '2026-11-01' }),
      stock({ days: 10, as_of: '2026-10-01' }),
    ];
    const { stock: held } = only({ needs, stock: rows });
    expect(held.days).toBeCloseTo(0.2 * 365.25 + 10, 9);
    expect(held.as_of).toBe('2026-10-01');
  });

  it('sets kilograms against those of the same material, or where it is known what both hold', () => {
    const days = (needed: string, held: string) => {
      const { lines, gaps } = read({
        needs: [need('a', { material: needed, quantity: 100 })],
        stock: [stock({ material: held, kilograms: 100 })],
      });
      return [lines[0]?.stock.days, gaps.length];
    };
    expect(days('Dy2O3', 'Dy')).toEqual([expect.closeTo(365.25 / 0.8713, 9), 0]);
    expect(days('ferrodysprosium', 'ferrodysprosium')).toEqual([365.25, 0]);
    expect([
      days('ferrodysprosium', 'Dy'),
      days('Dy', 'ferrodysprosium'),
      days('Dy carbonate', 'ferrodysprosium'),
    ]).toEqual([
      [null, 1],
      [null, 1],
      [null, 1],
    ]);
    const needs = [
      need('a', { material: 'Dy2O3', quantity: 100 }),
      need('b', { material: 'Dy carbonate', quantity: 100 }),
    ];
    const rows = [stock({ material: 'Dy2O3', kilograms: 100 })];
    const line = only({ needs, stock: rows });
    expect([line.quantity.unknown, line.stock.days]).toEqual([1, null]);
    expect(only({ needs: needs.toReversed(), stock: rows })).toEqual(line);
  });

  it('counts days at a site for what the site needs, and those of a warehouse for all', () => {
    const needs = [need('a', { quantity: 1, site: 'x' }), need('b', { quantity: 3, site: 'y' })];
    const days = (...rows: StockRow[]) => only({ needs, stock: rows }).stock.days;
    expect(days(stock({ days: 40, site: 'x' }))).toBeCloseTo(10, 9);
    expect(days(stock({ days: 40, site: 'x' }), stock({ days: 40, site: 'y' }))).toBeCloseTo(40, 9);
    expect(days(stock({ days: 40, site: 'warehouse' }))).toBeCloseTo(40, 9);
  });

  it('is known as far as rows tell: an amount without a yearly need is unknown, and none is not 0', () => {
    expect(
      only({ needs: [need('a')], stock: [stock({ kilograms: 20 }), stock({ days: 3 })] }).stock.days,
    ).toBe(3);
    expect(only({ needs: [need('a', { quantity: 1 })] }).stock.days).toBeNull();
    expect(only({ needs: [need('a', { quantity: 1 })], stock: [stock({ days: 0 })] }).stock.days).toBe(0);
  });
});

describe('the sources of a line', () => {
  const sources = (rest: Partial<Company>) =>
    only(rest).sources.map(({ supplier_id, country, share }) => [supplier_id ?? country, share]);
  const [lynas, other] = [{ supplier_id: 'lynas' }, { supplier_id: 'other' }];

  it('are the rows that deliver on the day', () => {
    const rows = [
      source(0.25, { country: 'CHN', since: '2026-11-29' }),
      source(0.125, { country: 'CHN', contract_until: '2026-11-29' }),
      source(0.3, { country: 'VNM', since: '2026-11-30' }),
      source(0.3, { supplier_id: 'lynas', contract_until: '2026-11-28' }),
    ];
    expect(sources({ needs: [need('a', lynas)], sources: rows })).toEqual([['CHN', 0.375]]);
    const others = [2, 3].map((at) => ({ pointer: `/sources/${at}`, gap: 'other_day' }));
    expect(read({ needs: [need('a', lynas)], sources: rows }).gaps).toEqual(others);
  });

  it('are the suppliers that needs name, by quantity, else by spend, else alike', () => {
    const by = (a: Partial<Need>, b: Partial<Need>) =>
      sources({ needs: [need('a', { ...lynas, ...a }), need('b', { ...other, ...b })] });
    expect(by({ quantity: 3, spend: 1 }, { quantity: 1, spend: 1 })).toEqual([
      ['lynas', 0.75],
      ['other', 0.25],
    ]);
    expect(by({ quantity: 3, spend: 1 }, { spend: 4 })).toEqual([
      ['lynas', 0.2],
      ['other', 0.8],
    ]);
    expect(by({}, { spend: 4 }).map(([, share]) => share)).toEqual([0.5, 0.5]);
  });

  it('are the countries that needs name where they name no supplier', () => {
    const needs = [need('a', { ...lynas, quantity: 3 }), need('b', { country: 'AUS', quantity: 1 })];
    expect(sources({ needs })).toEqual([
      ['AUS', 0.25],
      ['lynas', 0.75],
    ]);
    expect(read({ needs, sources: [source(1, lynas)] }).gaps).toEqual([
      { pointer: '/needs/1/country', gap: 'crowded_out' },
    ]);
  });

  it('leave to those suppliers what rows do not take', () => {
    const needs = [need('a', { ...lynas, quantity: 1 }), need('b', { quantity: 1 })];
    const beside = (share: number) => sources({ needs, sources: [source(share, { country: 'CHN' })] });
    expect(beside(0.5)).toEqual([
      ['CHN', 0.5],
      ['lynas', 0.5],
    ]);
    expect(beside(0.875)[1]).toEqual(['lynas', 0.125]);
    const told = (share: number) => read({ needs, sources: [source(share, { country: 'CHN' })] }).gaps;
    const crowded = { pointer: '/needs/0/supplier_id', gap: 'crowded_out' };
    expect([told(0.5), told(0.875), told(1)]).toEqual([[], [crowded], [crowded]]);
    expect(sources({ needs, sources: [source(0.9, lynas)] })).toEqual([['lynas', 0.9]]);
  });

  it('of more than the whole on one day are found', () => {
    const [old, next] = [{ contract_until: '2026-12-31' }, { since: '2027-01-01' }];
    expect(overWhole([source(1, old), source(1, next)])).toBeNull();
    expect(overWhole([source(0.6, {}), source(0.6, next)])).toEqual({ from: '2027-01-01', share: 1.2 });
  });
});

it('is the same of rows that list the same thing twice, in any order', () => {
  const [a, b] = [
    need('a', { quantity: 4, spend: 2, revenue_at_stake: 8, supplier_id: 'lynas', site: 'x' }),
    need('b', { quantity: 2, spend: 6 }),
  ];
  const halves = ['a1', 'a2'].map((id) => ({ ...a, id, quantity: 2, spend: 1, revenue_at_stake: 4 }));
  const rows = [stock({ kilograms: 1 }), stock({ days: 8, site: 'x' })];
  const twice = [
    stock({ days: 4, site: 'x' }),
    stock({ kilograms: 0.5 }),
    stock({ days: 4, site: 'x' }),
    stock({ kilograms: 0.5 }),
  ];
  const [whole, parts] = [
    source(0.5, { country: 'VNM' }),
    [source(0.25, { country: 'VNM' }), source(0.25, { country: 'VNM' })],
  ];
  const one = only({ needs: [a, b], stock: rows, sources: [whole] });
  const two = only({ needs: [b, ...halves], stock: twice, sources: parts });
  expect({ ...two, needs: one.needs }).toEqual(one);
});
