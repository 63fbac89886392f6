import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { agreesWithRows, type ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { publishedValue, roundingOf, usgsMcsReader } from '#functions/sources/publishers/usgs-mcs.ts';
import { fixtureDocument, madeDocument } from '../read-fixture.ts';

const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../fixtures/publishers/usgs-mcs/${name}`, import.meta.url)));
const find = (document: ReadDocument | undefined, country: string, year: number, detail: RegExp, statistic = 'production') =>
  document?.observations.find(
    ({ values }) =>
      values.country === country && values.year === year && values.statistic === statistic && detail.test(String(values.detail)),
  )?.values;

test('the table of 2026 is read from Windows-1252, with zero, withheld and estimated figures told apart', async () => {
  const [document] = await usgsMcsReader.read(fixtureDocument('usgs-mcs/MCS2026_Commodities_Data.csv'));
  expect(document).toMatchObject({ periodEnd: '2025-12-31', unread: [] });
  // Refined copper of 2025: the world 29,000 thousand tons, estimated; the United States withhold their lithium.
  expect(find(document, 'World total', 2025, /Refinery/)).toMatchObject({
    edition: 'MCS2026',
    commodity: 'Copper',
    value: 29000,
    unit: 'thousand metric tons',
    stage: 'refining',
    is_estimate: true,
  });
  expect(find(document, 'United States', 2025, /^Mine production$/)).toMatchObject({
    commodity: 'Lithium',
    value: null,
    qualifier: 'withheld',
    stage: 'mine',
  });
  expect(find(document, 'United States', 2025, /^Primary production$/)).toMatchObject({
    commodity: 'Gallium',
    value: 0,
    qualifier: 'zero',
    stage: 'refining',
  });
  expect(document?.printedTotals).toHaveLength(4);
  expect(document?.printedTotals.filter((total) => !agreesWithRows(total))).toEqual([]);
});

test('an archive gives a document for each commodity and leaves notes and tables of the United States aside', async () => {
  const archive = zipSync({
    'world/world/mcs2023-galli_world.csv': bytesOf('mcs2023-galli_world.csv'),
    'world/world/mcs2023-raree_world.csv': bytesOf('mcs2023-raree_world.csv'),
    'world/mcs2023-galli_meta.xml': new TextEncoder().encode('<metadata/>'),
    'salient/mcs2023-galli_salient.csv': new TextEncoder().encode('DataSource,Commodity,Year\nMCS2023,Gallium,2022\n'),
  });
  const documents = await usgsMcsReader.read(madeDocument('mcs2023.zip', archive));
  expect(documents.map(({ document, observations, unread }) => [document, observations.length, unread])).toEqual([
    ['MCS2023 mcs2023-galli_world.csv', 32, []],
    ['MCS2023 mcs2023-raree_world.csv', 51, []],
  ]);
  const [gallium, rareEarths] = documents;
  expect(find(gallium, 'China', 2021, /Primary/)).toMatchObject({
    commodity: 'Gallium',
    value: 423000,
    unit: 'kilograms',
    is_estimate: false,
  });
  expect(find(gallium, 'China', 2022, /Primary/)).toMatchObject({ value: 540000, is_estimate: true });
  expect(find(gallium, 'China', 2022, /Primary/, 'capacity')).toMatchObject({ value: 750000 });
  expect(find(rareEarths, 'Burma', 2021, /mine/)).toMatchObject({ value: 35000, unit: 'metric tons', is_estimate: true });
  expect(find(rareEarths, 'United States', 2021, /mine/)).toMatchObject({ value: 42000, is_estimate: false });
  expect(find(rareEarths, 'Burma', 2022, /mine/, 'reserves')).toMatchObject({ value: null, qualifier: 'not available' });
});

test('totals are compared as far as their rounding allows, and a total whose rows are missing does not agree', async () => {
  const [rareEarths] = await usgsMcsReader.read(fixtureDocument('usgs-mcs/mcs2023-raree_world.csv'));
  const totals = rareEarths?.printedTotals.map(({ printed, read }) => [printed, read]);
  expect(totals).toEqual([
    [290000, 290660],
    [300000, 301020],
  ]);
  expect(rareEarths?.printedTotals.every(agreesWithRows)).toBe(true);
  // The fixture leaves out Australia, Canada, Germany, Mexico and the United Kingdom, which make pigment and no sponge: 1,451,000 tons.
  const [titanium] = await usgsMcsReader.read(fixtureDocument('usgs-mcs/mcs2023-titan_world.csv'));
  expect(titanium?.printedTotals.filter((total) => !agreesWithRows(total)).map(({ printed, read }) => [printed, read])).toEqual([
    [9400000, 7970000],
  ]);
  expect(find(titanium, 'China', 2021, /sponge$/)).toMatchObject({ value: 140000, stage: 'refining' });
});

test('a total over a withheld row is not compared, unless it says that it leaves the row out', async () => {
  const table = (note: string) =>
    `Source,Country,Type,Prod_t_2021,Prod_notes\nMCS2023,United States,Mine production,W,\nMCS2023,Chile,Mine production,100,\nMCS2023,World total (rounded),Mine production,150,${note}\n`;
  const read = async (note: string) => (await usgsMcsReader.read(madeDocument('mcs2023-coppe_world.csv', table(note))))[0]?.printedTotals;
  expect(await read('')).toEqual([]);
  expect(await read('Excludes U.S. production.')).toMatchObject([{ printed: 150, read: 100 }]);
});

test('the table of 2025 names its columns with a space in one of them, and its commodity in a column', async () => {
  const text =
    'SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n' +
    'MCS2025,Cobalt,Congo (Kinshasa),"Mine production, cobalt content",metric tons,175000,220000,,,,,6000000,\n';
  const [document] = await usgsMcsReader.read(madeDocument('MCS2025_World_Data.csv', text));
  expect(document?.unread).toEqual([]);
  expect(
    document?.observations.map(({ date, values }) => [date, values.statistic, values.value, values.is_estimate, values.edition]),
  ).toEqual([
    ['2023-12-31', 'production', 175000, false, 'MCS2025'],
    ['2024-12-31', 'production', 220000, true, 'MCS2025'],
    ['2024-12-31', 'reserves', 6000000, false, 'MCS2025'],
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

test('a cell that nobody explains is told', async () => {
  const [document] = await usgsMcsReader.read(
    madeDocument('mcs2023-coppe_world.csv', 'Source,Country,Type,Prod_t_2021,Colour\nMCS2023,Chile,Mine production,about ten,red\n'),
  );
  expect(document?.unread.map(({ text }) => text)).toEqual(['Colour'.toUpperCase(), 'about ten']);
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
  ['another table', 'a,b\n1,2\n', /no edition/],
  ['a damaged archive', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), /could not be unpacked|damaged/],
  ['a bomb', zipSync({ 'mcs2024-cobal_world.csv': new Uint8Array(200_000_000) }), /unpacks to 200000000 bytes/],
  ['an archive of notes', zipSync({ 'readme.txt': new TextEncoder().encode('notes') }), /no world table/],
])('%s gives no observation and says why', async (_, content, why) => {
  const [document] = await usgsMcsReader.read(madeDocument('mcs2024.zip', content));
  expect(document?.observations).toEqual([]);
  expect(document?.unread[0]?.why).toMatch(why);
});

// Shipped shares: MCS 2023, gallium of 2022, `shares_by_edition.csv`; MCS 2026, gallium of 2025, `scoring_shares.csv`.
test.each([
  [
    'mcs2023-galli_world.csv',
    2022,
    { China: 0.980036, Japan: 0.005445, 'Korea, Republic of': 0.00363, Russia: 0.009074, Ukraine: 0.001815 },
  ],
  ['MCS2026_Commodities_Data.csv', 2025, { China: 0.990099, Japan: 0.0033, Russia: 0.006601 }],
])('shares of gallium out of %s are those that ship', async (name, year, shares) => {
  const [document] = await usgsMcsReader.read(fixtureDocument(`usgs-mcs/${name}`));
  const rows = (document?.observations ?? [])
    .map(({ values }) => values)
    .filter(
      (one) =>
        one.commodity === 'Gallium' &&
        one.statistic === 'production' &&
        one.year === year &&
        one.country !== 'World total' &&
        Number(one.value) > 0,
    );
  const world = rows.reduce((sum, { value }) => sum + Number(value), 0);
  expect(Object.fromEntries(rows.map(({ country, value }) => [country, Number((Number(value) / world).toFixed(6))]))).toEqual(shares);
});
