import { readFileSync } from 'node:fs';
import { utils, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { gprReader, lastDayOfMonth } from '#functions/sources/publishers/gpr/gpr.reader.ts';
import { fixtureDocument, madeDocument } from '../read-fixture.ts';

const months = (): readonly (readonly string[])[] =>
  parse(readFileSync(new URL('../../../../fixtures/publishers/gpr/months.csv', import.meta.url), 'utf8'));

/** The same months as an old Excel workbook, with columns in another order and others between them, as the publisher adds them. */
function workbook(): Uint8Array {
  const [header = [], ...rows] = months().map(([month, gpr, chn, twn, jpn, kor, phl]) => [
    month,
    'NEW',
    jpn,
    gpr,
    kor,
    'NEW',
    chn,
    phl,
    twn,
  ]);
  const cells = rows.map((row) => row.map((cell) => (cell === '' || cell === 'NEW' ? null : Number(cell))));
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([header.map((name, index) => (name === 'NEW' ? `NEW${index}` : name)), ...cells]),
    'Sheet1',
  );
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}

test.each([
  ['csv', fixtureDocument('gpr/months.csv')],
  ['an old Excel workbook', madeDocument('data_gpr_export.xls', workbook())],
])('months are read from %s by the names of the columns', async (_, raw) => {
  const [document] = await gprReader.read(raw);
  expect(document).toMatchObject({ document: 'gpr 2026-07', periodEnd: '2026-07-31', unread: [], printedTotals: [] });
  // Before 1985 there is no index: the rows of 1900-01 and 1984-12 give nothing.
  expect(document?.observations.map(({ date }) => date)).toEqual([
    '1985-01-31',
    '2001-09-30',
    '2022-03-31',
    '2022-08-31',
    '2026-03-31',
    '2026-06-30',
    '2026-07-31',
  ]);
  // Highest months since 2015 by the collected series: China 2.47 in 2022-03, Taiwan 0.740 in 2022-08, Japan 0.944 in 2026-03.
  const statedOn = (date: string, name: string) => document?.observations.find((one) => one.date === date)?.values[name];
  expect(statedOn('2022-03-31', 'gprc_chn')).toBeCloseTo(2.4747, 4);
  expect(statedOn('2022-08-31', 'gprc_twn')).toBeCloseTo(0.7402, 4);
  expect(statedOn('2026-03-31', 'gprc_jpn')).toBeCloseTo(0.9443, 4);
  expect(statedOn('2001-09-30', 'gpr')).toBeCloseTo(498.6479, 4);
  expect(statedOn('2001-09-30', 'gprc_kor')).toBeCloseTo(0.4514, 4);
  expect(statedOn('2001-09-30', 'gprc_phl')).toBeCloseTo(0.1745, 4);
});

// Excel counts a 29 February 1900 that never was: serial 59 is 28 February, 61 is 1 March.
test.each([
  [1, '1900-01-31'],
  [59, '1900-02-28'],
  [61, '1900-03-31'],
  [31048, '1985-01-31'],
  [46204, '2026-07-31'],
  ['31048', '1985-01-31'],
  ['2009-12', '2009-12-31'],
  ['2024-02-01', '2024-02-29'],
  ['1985m1', '1985-01-31'],
  ['2/1/2023', '2023-02-28'],
  ['Dec-2009', '2009-12-31'],
  ['2009-13', null],
  ['-1', null],
  ['soon', null],
  [null, null],
])('the month %j ends on %s', (cell, day) => {
  expect(lastDayOfMonth(cell)).toBe(day);
});

test('a value that is missing is unknown, and one that is no number is told', async () => {
  const [document] = await gprReader.read(
    madeDocument('gpr.csv', 'month,GPR,GPRC_CHN,GPRC_TWN,GPRC_JPN,GPRC_KOR,GPRC_PHL\n2025-01,100,,.,0,x,NA\n'),
  );
  expect(document?.observations[0]?.values).toEqual({
    gpr: 100,
    gprc_chn: null,
    gprc_twn: null,
    gprc_jpn: 0,
    gprc_kor: null,
    gprc_phl: null,
  });
  expect(document?.unread).toEqual([{ text: 'x', why: 'This cell of an index is not a number.' }]);
});

test('a column that is gone, a month twice and a row without a month are told', async () => {
  const [document] = await gprReader.read(
    madeDocument(
      'gpr.csv',
      'month,GPR,GPRC_CHN,GPRC_TWN,GPRC_JPN,GPRC_KOR\n2025-01,100,1,1,1,1\n2025-01-15,101,1,1,1,1\nlater,102,1,1,1,1\n',
    ),
  );
  expect(document?.observations).toHaveLength(1);
  expect(document?.unread.map(({ text }) => text)).toEqual(['GPRC_PHL', '2025-01', 'later']);
});

test.each([
  ['a web page', '<!DOCTYPE html><title>Just a moment...</title>', /web page/],
  ['an empty file', '', /empty/],
  ['a table of something else', 'a,b\n1,2\n', /no column `month`/],
  ['a damaged workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3]), /damaged/],
])('%s gives no observation and says why', async (_, content, why) => {
  const [document] = await gprReader.read(madeDocument('data_gpr_export.xls', content));
  expect(document?.observations).toEqual([]);
  expect(document?.unread[0]?.why).toMatch(why);
});
