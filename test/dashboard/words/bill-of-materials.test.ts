import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainNumber, readBill } from '#dashboard/words/bill-of-materials.ts';

describe('a bill of materials', () => {
  test('with headings, in any order, by the words of buyers', () => {
    const { lines, refused } = readBill(
      'Supplier;Material;Qty;UoM;Annual spend;Currency\nlynas;dysprosium oxide;120;KG;60000;eur\n;Ga;;;9.5;',
    );
    expect(refused).toEqual([]);
    expect(lines).toEqual([
      { line: 2, supplier_id: 'lynas', material: 'dysprosium oxide', quantity: 120, unit: 'kg', spend: 60000, currency: 'EUR' },
      { line: 3, material: 'Ga', spend: 9.5 },
    ]);
  });

  test('without headings, out of a spreadsheet', () => {
    expect(readBill('Dy\t10\tkg\t1000\tEUR\n\nGa\t3\tt').lines).toEqual([
      { line: 1, material: 'Dy', quantity: 10, unit: 'kg', spend: 1000, currency: 'EUR' },
      { line: 3, material: 'Ga', quantity: 3, unit: 't' },
    ]);
  });

  test('quoted cells may hold the separator and quotes', () => {
    expect(readBill('"magnet, ""N42""",2,t').lines).toEqual([{ line: 1, material: 'magnet, "N42"', quantity: 2, unit: 't' }]);
  });

  test('nothing is dropped silently: each line comes back as read or as refused', () => {
    const { lines, refused } = readBill('material,quantity,unit,currency\nDy,"1,234",kg,EUR\nGa,2,lb,\nIn,1,kg,euro\n,5,kg,');
    expect(lines).toEqual([]);
    expect(refused.map(({ line, because }) => [line, because.split(':')[0]])).toEqual([
      [2, '“1,234” in quantity is no number that can be read for sure'],
      [3, '“lb” is no unit that is known here'],
      [4, '“euro” is no currency'],
      [5, 'It names no material, element, product or supplier.'],
    ]);
  });

  test('whatever is pasted, every line that is not blank is in one of the two lists', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }).map((text) => `x${text.replaceAll(/[\r\n"]/g, '')}`)), (pasted) => {
        const { lines, refused } = readBill(['material', ...pasted].join('\n'));
        expect(lines.length + refused.length).toBe(pasted.length);
      }),
    );
  });

  test.each([
    ['1,234.5', 1234.5],
    ['1 234', 1234],
    ["1'234.25", 1234.25],
    ['1,234', null],
    ['1.234,5', null],
    ['-3', null],
    ['12', 12],
  ])('%s is read as %s', (text, value) => {
    expect(plainNumber(text)).toBe(value);
  });
});
