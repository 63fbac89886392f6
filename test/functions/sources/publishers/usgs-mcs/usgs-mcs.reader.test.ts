import { expect, test } from 'vitest';
import { agreesWithRows, type ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { publishedValue, roundingOf, usgsMcsReader } from '#functions/sources/publishers/usgs-mcs.ts';
import { fixtureDocument, madeDocument } from '../read-fixture.ts';

const find = (
  document: ReadDocument | undefined,
  country: string,
  year: number,
  detail: RegExp,
  statistic = 'production',
) =>
  document?.observations.find(
    ({ values }) =>
      values.country === country &&
      values.year === year &&
      values.statistic === statistic &&
      detail.test(String(values.detail)),
  )?.values;

test('the table of 2026 is read from Windows-1252, with zero, withheld and estimated figures told apart', async () => {
  const [document] = await usgsMcsReader.read(fixtureDocument('usgs-mcs/MCS2026_Commodities_Data.csv'));
  expect(document).toMatchObject({ period_end: '2025-12-31', unread: [] });
  // Refined copper of 2025: the world 29,000 thousand tons, estimated; the United States withhold their
  // lithium.
  expect(find(document, 'World total', 2025, /Refinery/)).toMatchObject({
    edition: 'MCS2026',
    commodity: 'Copper',
    value: 29000,
    unit: 'thousand metric tons',
    is_estimate: true,
  });
  expect(find(document, 'United States', 2025, /^Mine production$/)).toMatchObject({
    commodity: 'Lithium',
    value: null,
    qualifier: 'withheld',
  });
  expect(find(document, 'United States', 2025, /^Primary production$/)).toMatchObject({
    commodity: 'Gallium',
    value: 0,
    qualifier: 'zero',
  });
  expect(document?.printed_totals).toHaveLength(4);
  expect(document?.printed_totals.filter((total) => !agreesWithRows(total))).toEqual([]);
});

const table = (...rows: readonly string[]) =>
  madeDocument(
    'MCS2026_Commodities_Data.csv',
    ['Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes', ...rows]
      .map((row) => `${row}\n`)
      .join(''),
  );
const copper = (country: string, value: string, note = '', detail = 'Mine production') =>
  `World Mine Production,Copper,${country},Production,${detail},metric tons,2025,${value},${note}`;
const totalsOf = async (...rows: readonly string[]) =>
  (await usgsMcsReader.read(table(...rows)))[0]?.printed_totals;

test('totals are compared as far as their rounding allows, and a total whose rows are missing does not agree', async () => {
  const total = copper('World total', '30000', '', '"Mine production, rounded"');
  const [right] = (await totalsOf(copper('Chile', '21000'), copper('Peru', '9400'), total)) ?? [];
  expect(right).toMatchObject({ printed: 30000, read: 30400 });
  expect(right && agreesWithRows(right)).toBe(true);
  expect(
    (await totalsOf(copper('Chile', '21000'), total))?.filter((one) => !agreesWithRows(one)),
  ).toMatchObject([{ read: 21000 }]);
});

test('a total over a withheld row is not compared, unless it says that it leaves the row out', async () => {
  const rows = [copper('United States', 'W'), copper('Chile', '100')];
  expect(await totalsOf(...rows, copper('World total', '150'))).toEqual([]);
  expect(await totalsOf(...rows, copper('World total', '150', 'Excludes U.S. production.'))).toMatchObject([
    { printed: 150, read: 100 },
  ]);
});

test.each([
  ['4,780', 4780, null],
  ['—', 0, 'zero'],
  ['–', 0, 'zero'],
  ['W', null, 'withheld'],
  ['NA', null, 'not available'],
  ['', null, null],
  [null, null, null],
  ['e5,000', 5000, null],
  ['>1,000', null, 'more than 1000'],
  ['Large', null, 'large'],
  ['Less than ½ unit.', null, 'less than half a unit'],
])('the cell %j is %j, %j', (cell, value, qualifier) => {
  expect(publishedValue(cell)).toMatchObject({ value, qualifier, isUnknown: false });
});

test('a cell that nobody explains, and a row of no year, are told with their place', async () => {
  const [document] = await usgsMcsReader.read(
    table(copper('Chile', 'about ten'), copper('Peru', '5').replace('2025', '2600')),
  );
  expect(document?.unread.map(({ text }) => text)).toEqual([
    'Copper, Chile 2025: about ten',
    'Copper, Peru 2600: 5',
  ]);
});

test.each([
  [302000, 500],
  [848000, 500],
  [29000, 500],
  [900000, 50000],
  [127, 0.5],
  [2.5, 0.05],
  [0, 0],
])('%d is printed to within %d', (value, rounding) => {
  expect(roundingOf(value)).toBe(rounding);
});

test.each([
  ['a web page', '<html><title>503</title></html>', /web page/],
  ['another table', 'a,b\n1,2\n', /no column COMMODITY/],
])('%s gives no observation and says why', async (_, content, why) => {
  const [document] = await usgsMcsReader.read(madeDocument('mcs2024.zip', content));
  expect(document?.observations).toEqual([]);
  expect(document?.unread[0]?.why).toMatch(why);
});
