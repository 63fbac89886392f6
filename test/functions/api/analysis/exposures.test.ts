import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const headers = { 'content-type': 'application/json' };
const ask = (body: object) => api.call('/v1/exposures', { method: 'POST', headers, body: JSON.stringify(body) });
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
const element = (json: any, id: string) => json.by_element.find((one: any) => one.element.id === id);

describe('a line with an element', () => {
  test('is spend times probability, with the interval of the score', async () => {
    const { json } = await ask({ currency: 'EUR', lines: [{ element: 'Dy', quantity: 2, unit: 't', spend: 1000 }] });
    const dy = element(json, 'Dy');
    // The world scores dysprosium 71.76 with an interval of two points to each side, 90.1 expected days.
    expect(dy.money).toEqual([{ currency: 'EUR', spend: 1000, at_risk: 717.6, p05: 697.6, p95: 737.6 }]);
    expect(dy).toMatchObject({ score: 71.76, band: 'high', kg: 2000, tonnes: 2, kg_at_risk: 1435.2, stage: 'separation' });
    expect(dy.kg_short).toBeCloseTo((2000 * 90.1) / 365.25, 1);
    expect(json.totals.money).toEqual([
      {
        currency: 'EUR',
        spend: 1000,
        at_risk: 717.6,
        p05: 697.6,
        p95: 737.6,
        spend_at_high_or_above: 1000,
        share_at_high_or_above: 1,
        weighted_score: 71.76,
      },
    ]);
    expect([json.run_id, json.methodology.version]).toEqual([WORLD_RUN, '3.1.0']);
  });

  test('shows the largest origin, the benchmark and suppliers elsewhere', async () => {
    const { json } = await ask({ lines: [{ element: 'Dy' }] });
    const dy = element(json, 'Dy');
    expect(dy.top_origin).toBe('CHN');
    expect(dy.china_share).toBe(dy.top_origin_share);
    expect(dy.eu_65_percent_benchmark).toEqual({ exceeded: true, stages: ['separation'] });
    expect(dy.alternatives).toMatchObject([
      { supplier: { id: 'lynas' }, score: 12.5, countries: ['MYS'], capacity_tonnes_per_year: 250 },
      { supplier: { id: 'odd' }, score: 61 },
    ]);
    expect(dy.kg).toBeNull();
    expect(dy.money).toEqual([]);
  });

  test('without a score has no money at risk, and is not taken for safe', async () => {
    const { json } = await ask({
      currency: 'EUR',
      lines: [
        { element: 'Pm', spend: 100 },
        { element: 'Cu', spend: 100 },
      ],
    });
    expect(element(json, 'Pm')).toMatchObject({ score: null, band: 'unknown', money: [{ spend: 100, at_risk: null }] });
    expect(json.totals.money[0]).toMatchObject({ spend: 200, at_risk: 3.1, weighted_score: 3.1 });
  });
});

describe('a line with a product', () => {
  test('counts for each of its elements, once in the totals with the worst, and names its studies', async () => {
    const { json } = await ask({ currency: 'EUR', lines: [{ line: 'P-1', product: 'Electric Motor', quantity: 1000, spend: 500 }] });
    expect(element(json, 'Dy')).toMatchObject({ kg: 67, kg_low: 0, kg_high: 100, lines: ['P-1'] });
    expect(element(json, 'Nd')).toMatchObject({ score: null, kg: 433 });
    expect(json.totals.money[0]).toMatchObject({ spend: 500, at_risk: 358.8 });
    expect(json.product_contents.map((row: { row: string }) => row.row)).toEqual([
      'product-content:ev-traction-motor:Dy',
      'product-content:ev-traction-motor:Nd',
    ]);
    for (const { source, quality } of json.product_contents) expect(source.length * quality.length).toBeGreaterThan(0);
  });

  test('is converted where it is counted by weight', async () => {
    const { json } = await ask({ lines: [{ product: 'ndfeb-magnet', quantity: 2, unit: 't' }] });
    expect(element(json, 'Dy').kg).toBe(80);
  });
});

describe('suppliers', () => {
  test('have their own probability; who alone delivers an element is said', async () => {
    const { json } = await ask({
      currency: 'EUR',
      lines: [
        { line: 1, element: 'Tb', supplier_id: 'lynas', spend: 300 },
        { line: 2, element: 'Dy', supplier_id: 'lynas', spend: 100 },
        { line: 3, element: 'Dy', supplier_id: 'odd', spend: 100 },
        { line: 4, element: 'Ga', spend: 500 },
      ],
    });
    expect(json.by_supplier.map((one: { supplier: { id: string } }) => one.supplier.id)).toEqual(['odd', 'lynas']);
    const lynas = json.by_supplier[1];
    expect(lynas).toMatchObject({ score: 12.5, only_source_of: ['Tb'], elements: ['Dy', 'Tb'], lines: ['1', '2'] });
    expect(lynas.money).toMatchObject([{ spend: 400, at_risk: 50, share_of_spend: 0.4 }]);
    expect(element(json, 'Dy').single_supplier).toBe(false);
    expect(element(json, 'Ga').single_supplier).toBeNull();
    expect(json.totals.single_source_elements).toEqual(['Tb']);
  });

  test('without an element count with their own score', async () => {
    const { json } = await ask({ currency: 'JPY', lines: [{ supplier_id: 'odd', spend: 100 }] });
    expect(json.totals.money[0]).toMatchObject({ currency: 'JPY', at_risk: 61 });
    expect(json.by_element).toEqual([]);
  });
});

test('sums of different currencies are never added', async () => {
  const { json } = await ask({
    lines: [
      { element: 'Dy', spend: 1, currency: 'EUR' },
      { element: 'Dy', spend: 2, currency: 'USD' },
      { element: 'Ga', spend: 4 },
    ],
  });
  expect(json.totals.money.map((one: { currency: string | null; spend: number }) => [one.currency, one.spend])).toEqual([
    [null, 4],
    ['EUR', 1],
    ['USD', 2],
  ]);
});

describe('materials in words', () => {
  test.each([
    ['Dysprosium oxide', 'Dy'],
    ['DYSPROSIUM', 'Dy'],
    ['terbium metal', 'Tb'],
    ['natural graphite, flake', 'C'],
    ['Ｇａｌｌｉｕｍ', 'Ga'],
    ['Dy', 'Dy'],
  ])('%s is %s', async (material, id) => {
    const { json } = await ask({ lines: [{ material }] });
    expect(json.by_element.map((one: { element: { id: string } }) => one.element.id)).toEqual([id]);
  });
});

describe('a line that can not be mapped is listed with the reason', () => {
  test.each([
    [{ material: 'unobtainium' }, 'unknown_material', []],
    [{ material: 'disprosum' }, 'unknown_material', ['Dy']],
    [{ element: 'dy' }, 'unknown_element', ['Dy']],
    [{ product: 'smart phone' }, 'unknown_product', ['smartphone']],
    [{ supplier_id: 'lynass' }, 'unknown_supplier', ['lynas']],
    [{ spend: 5 }, 'nothing_named', []],
    [{ element: 'Dy', quantity: 5, unit: 'each' }, 'wrong_unit', []],
    [{ element: 'Dy', quantity: 5 }, 'wrong_unit', []],
    [{ product: 'smartphone', quantity: 5, unit: 'kg' }, 'wrong_unit', []],
  ])('%j', async (line, reason, suggestions) => {
    const { status, json } = await ask({ lines: [{ ...line, description: 'Überseeisches Bauteil 上海' }, { element: 'Ga' }] });
    expect(status).toBe(200);
    expect(json.unmapped_lines).toMatchObject([{ line: '1', description: 'Überseeisches Bauteil 上海', reason }]);
    expect(json.unmapped_lines[0].suggestions.slice(0, suggestions.length || 9)).toEqual(suggestions);
    expect(json.totals).toMatchObject({ lines: 2, mapped: 1, unmapped: 1 });
  });
});

test.each([
  [{ lines: [] }, '/lines', /at least one line/],
  [{ lines: [{ element: 'Dy', product: 'smartphone' }] }, '/lines/0', /one of `element`, `product` and `material`/],
  [{ lines: [{ element: 'Dy', spend: -1 }] }, '/lines/0/spend', /a number of 0 or more/],
  [{ lines: [{ element: 'Dy', unit: 'lb' }] }, '/lines/0/unit', /is not one of: g, kg, t, each, MW/],
  [{ lines: [{ element: 'Dy', curency: 'EUR' }] }, '/lines/0/curency', /There is no field `curency` here/],
  [{ lines: Array(1001).fill({ element: 'Dy' }) }, '/lines', /at most 1000 lines/],
])('a body with a mistake: %j', async (body, pointer, detail) => {
  const { status, json } = await ask(body);
  expect(status).toBe(400);
  expect(json.errors).toMatchObject([{ pointer, detail: expect.stringMatching(detail) }]);
});
