import { expect, test } from 'vitest';
import { wgiReader } from '#functions/sources/publishers/wgi.ts';
import { fixtureDocument, madeDocument } from '../read-fixture.ts';

const read = async (name: string) => (await wgiReader.read(fixtureDocument(`wgi/${name}`)))[0];

test('an answer of the API with the codes of 2026 gives an estimate and its standard error, and tells a code that is not known once', async () => {
  const document = await read('api-answer.json');
  expect(document).toMatchObject({ document: 'wgi 2026-07-15', period_end: '2023-12-31' });
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

test.each([
  ['a value out of its range', [9.9], /possible/],
  ['the same figure twice, with another value', [0.5, 0.7], /stated as 0.5 too/],
])('%s is told', async (_, values, why) => {
  const rows = values.map((value) => ({
    indicator: { id: 'GOV_WGI_PV.EST' },
    countryiso3code: 'JPN',
    date: '2023',
    value,
  }));
  const [document] = await wgiReader.read(madeDocument('wgi', JSON.stringify([{ page: 1, pages: 1 }, rows])));
  expect(document?.unread[0]?.why).toMatch(why);
});

test.each([
  [
    'a message of the API',
    '[{"message":[{"id":"175","key":"Invalid format","value":"The indicator was not found."}]}]',
    /message instead of figures/,
  ],
  ['JSON that breaks off', '[{"page":1},[{"indicator":', /breaks off/],
  ['a web page', '<html></html>', /no JSON/],
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
