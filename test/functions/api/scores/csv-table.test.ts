import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvTable } from '#functions/api/scores/scores-as-table.ts';

test('a table is RFC 4180: CRLF, quotes only where they are needed, nothing for unknown', () => {
  expect(
    csvTable(
      ['name', 'score'],
      [
        ['Dy, "light"', 71.76],
        ['two\nlines', null],
        ['', -0.5],
      ],
    ),
  ).toBe('name,score\r\n"Dy, ""light""",71.76\r\n"two\nlines",\r\n,-0.5\r\n');
  expect(csvTable(['name', 'score'], [])).toBe('name,score\r\n');
});

test.each(['＝1+1', '＋1', '－1', '＠SUM(A1)', '  =1+1', ' \u3000＝1'])(
  'so is one with full-width signs or after spaces: %j',
  (text) => {
    expect(parse(csvTable(['text'], [[text]]), { record_delimiter: '\r\n' })[1]).toEqual([`'${text}`]);
  },
);

test('a text that a spreadsheet would run is made harmless, a negative number is left', () => {
  expect(csvTable(['text'], [['=1+1'], ['+1'], ['-1'], ['@SUM(A1)'], ['\tx'], [-1]])).toBe(
    "text\r\n'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n'\tx\r\n-1\r\n",
  );
});

test.each([
  [';=1+1', ";'=1+1"],
  ['Acme; +1\t@SUM(A1)', "Acme;' +1\t'@SUM(A1)"],
  [';"=1+1"', `;'"=1+1"`],
  ['\n=1', "'\n'=1"],
  ['a-b; c=d', 'a-b; c=d'],
])('nor does one that splits at semicolons or tabs, past all quotes: %j', (text, safe) => {
  const table = csvTable(['text'], [[text]]);
  expect(parse(table, { record_delimiter: '\r\n' })[1]).toEqual([safe]);
  expect(table.split(/[;\t\r\n]/).filter((cell) => /^["\s]*[=+\-@]/.test(cell))).toEqual([]);
});

test('whatever a cell holds, a reader of CSV reads it back', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', ';', 'ü') })
    .filter((given) => !/^[\r]/.test(given));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (rows) => {
      expect(parse(csvTable(['left', 'right'], rows), { record_delimiter: '\r\n' })).toEqual([
        ['left', 'right'],
        ...rows,
      ]);
    }),
  );
});
