import { expect, test } from 'vitest';
import { wgiReader } from '#functions/sources/publishers/wgi.ts';
import { fixtureDocument, madeDocument } from '../read-fixture.ts';

const read = async (name: string) => (await wgiReader.read(fixtureDocument(`wgi/${name}`)))[0];

test('an answer of the API with the codes of 2026 gives an estimate and its standard error, and tells a code that is not known once', async () => {
  const document = await read('api-answer.json');
  expect(document).toMatchObject({ document: 'wgi 2026-07-15', periodEnd: '2023-12-31' });
  expect(document?.observations).toEqual([
    {
      id: 'CHN.PV',
      series: 'wgi',
      date: '2023-12-31',
      published: '2026-07-15',
      values: { country: 'CHN', indicator: 'PV', year: 2023, estimate: -0.5131, standard_error: 0.2081 },
    },
    {
      id: 'JPN.PV',
      series: 'wgi',
      date: '2023-12-31',
      published: '2026-07-15',
      values: { country: 'JPN', indicator: 'PV', year: 2023, estimate: 0.9511, standard_error: null },
    },
    {
      id: 'JPN.PV',
      series: 'wgi',
      date: '2022-12-31',
      published: '2026-07-15',
      values: { country: 'JPN', indicator: 'PV', year: 2022, estimate: 1.0326, standard_error: null },
    },
  ]);
  expect(document?.unread.map(({ text }) => text)).toEqual(['GOV_WGI_PV.NEW']);
});

test('a table of the data bank with the codes before 2026 is read, its notes below are not', async () => {
  const document = await read('data-bank.csv');
  expect(document?.unread).toEqual([]);
  expect(document?.observations.map(({ date, values }) => [date, values.country, values.estimate, values.standard_error])).toEqual([
    ['2021-12-31', 'CHN', -0.5167, 0.2124],
    ['2022-12-31', 'CHN', -0.4411, 0.2168],
    ['2021-12-31', 'JPN', 1.0154, 0.2298],
    ['2022-12-31', 'JPN', 1.0739, null],
  ]);
});

test('the full data set is read, and a country without an estimate gives nothing', async () => {
  const document = await read('full-data-set.csv');
  expect(document?.unread).toEqual([]);
  expect(document?.observations.map(({ id }) => id)).toEqual(['CHN.PV', 'CHN.PV', 'CHN.PV', 'JPN.PV']);
});

test.each([
  ['a value out of its range', 'PV.EST,2023,9.9', /possible/],
  ['the same figure twice, with another value', 'PV.EST,2023,0.5\nJPN,PV.EST,2023,0.7', /stated as 0.5 too/],
])('%s is told', async (_, rows, why) => {
  const table = `Country Code,Series Code,Year,Estimate\nJPN,${rows}\n`;
  const [document] = await wgiReader.read(madeDocument('wgi.csv', table));
  expect(document?.unread[0]?.why).toMatch(why);
});

test.each([
  [
    'a message of the API',
    '[{"message":[{"id":"175","key":"Invalid format","value":"The indicator was not found."}]}]',
    /message instead of figures/,
  ],
  ['JSON that breaks off', '[{"page":1},[{"indicator":', /breaks off/],
  ['a web page', '<html></html>', /web page/],
  ['a table without codes', 'Country,2021\nChina,1\n', /no column for the code/],
])('%s gives no observation and says why', async (_, content, why) => {
  const [document] = await wgiReader.read(madeDocument('wgi', content));
  expect(document?.observations).toEqual([]);
  expect(document?.unread[0]?.why).toMatch(why);
});

test('one page of several is told', async () => {
  const answer =
    '[{"page":1,"pages":3,"lastupdated":"2026-07-15"},[{"indicator":{"id":"PV.EST"},"countryiso3code":"CHN","date":"2023","value":-0.5}]]';
  const [document] = await wgiReader.read(madeDocument('wgi', answer));
  expect(document?.observations).toHaveLength(1);
  expect(document?.unread[0]?.text).toBe('page 1 of 3');
});
