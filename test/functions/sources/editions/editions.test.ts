import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { GovernanceRow } from '#domain/vocabulary/reference-data.ts';
import { readSources } from '#functions/reference-build/build-reference-data.ts';
import { namedEdition, type Statement } from '#functions/sources/editions/edition.ts';
import { governanceEdition } from '#functions/sources/editions/governance-edition.ts';
import { surveyEdition } from '#functions/sources/editions/survey-edition.ts';
import { usgsMcsReader } from '#functions/sources/publishers/usgs-mcs.ts';
import { wgiReader } from '#functions/sources/publishers/wgi.ts';
import { goodRawTables, writeRawTables } from '#test/builders/raw-tables.ts';
import { aGovernance } from '#test/builders/reference-data.ts';
import { madeDocument } from '../publishers/read-fixture.ts';

const folder = writeRawTables(goodRawTables);
afterAll(() => rmSync(folder, { recursive: true }));
const said: Statement = {
  edition: null,
  published: null,
  on: '2027-02-10',
  only: null,
  without: [],
  rewritten: false,
};

describe('an edition of the survey', () => {
  const HEADER = 'Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes';
  const row = (country: string, year: number, value: string, note = '', unit = 'kilograms') =>
    `World Mine Production,Gallium,${country},Production,Mine production,${unit},${year},"${value}",${note}`;
  /** The edition of 2026 printed China 900, Japan 100, the United States withheld. */
  const lines = [
    ...[row('China', 2025, '880', 'Estimated.'), row('Japan', 2025, '100'), row('United States', 2025, 'W')],
    ...[row('China', 2026, '950'), row('Japan', 2026, '50'), row('United States', 2026, 'W')],
    row('World total', 2026, '1001', 'Excludes U.S. production.'),
  ];
  const read = async (rows: readonly string[], over: Partial<Statement> = {}, header = HEADER) => {
    const documents = await usgsMcsReader.read(
      madeDocument('MCS2027_Commodities_Data.csv', `${[header, ...rows].join('\n')}\n`),
    );
    return surveyEdition(documents, readSources(folder), 'MCS2027', { ...said, ...over });
  };
  const changed = (from: string, to: string) => lines.map((line) => line.replace(from, to));

  it('becomes rows of its last year, the withheld one without an amount', async () => {
    const { rows, faults } = await read(lines);
    expect(faults).toEqual([]);
    expect(
      rows.map(({ edition, element, stage, country_iso3: country, amount }) => [
        edition,
        element,
        stage,
        country,
        amount,
      ]),
    ).toEqual([
      ['MCS2027', 'Ga', 'mine', 'CHN', 950],
      ['MCS2027', 'Ga', 'mine', 'JPN', 50],
      ['MCS2027', 'Ga', 'mine', 'USA', null],
    ]);
  });

  it('passes when notes are cleared, or when estimates of the year before are revised', async () => {
    expect((await read(changed('Estimated.', ''))).faults).toEqual([]);
    expect((await read(changed('"880"', '"920"'))).faults).toEqual([]);
  });

  it.each([
    ['a renamed country', changed('Japan,Production', 'Nippon,Production'), /has no country "Nippon"/],
    [
      'a lost row',
      lines.filter((line) => line !== lines[4]),
      /JPN, a row of MCS2026, is gone.*--without Ga:mine:JPN/,
    ],
    [
      'the same country twice with other figures',
      [...lines, row('Japan', 2026, '70')],
      /Japan stands twice in 2026, as 50 and 70/,
    ],
    ['another unit', changed('kilograms,2026', 'metric tons,2026'), /is in "metric tons", not in kilograms/],
    [
      'a column of another unit',
      lines.map((line) => line.replace(/"(\d+)"/, '"$1000"')),
      /2 of 2 figures of the year before are restated by far/,
    ],
    ['a total that the rows do not give', changed('"1001"', '"1234"'), /1234 is printed, the rows give 1000/],
    ['a cell that nobody explains', changed('"50"', '"about 50"'), /neither a number nor a sign/],
    [
      'an edition of another year',
      lines.filter((line) => !line.includes('2026')),
      /newest year of the document is 2025; MCS2027 speaks of 2026/,
    ],
    [
      'a table without the stage',
      changed('', '').map((line) => line.replace('Gallium', 'Tin')),
      /Ga:mine is not printed for 2026/,
    ],
  ])('is refused with what to say: %s', async (_, rows, why) => {
    expect((await read(rows)).faults.join('\n')).toMatch(why);
  });

  it('is refused when two columns are swapped', async () => {
    expect((await read(lines, {}, HEADER.replace('Year,Value', 'Value,Year'))).faults).not.toEqual([]);
    expect(
      (await read(lines, {}, HEADER.replace('Country,Statistics', 'Statistics,Country'))).faults,
    ).not.toEqual([]);
  });

  it('is accepted where a person says that a country was left out, or that figures were rewritten', async () => {
    const withoutJapan = lines.filter((line) => line !== lines[4] && !line.includes('total'));
    expect((await read(withoutJapan, { without: ['Ga:mine:JPN'] })).faults).toEqual([]);
    const rescaled = lines.map((line) => line.replace(/"(\d+)"/, '"$1000"'));
    expect((await read(rescaled, { rewritten: true })).faults).toEqual([]);
  });
});

describe('the name and the days of an edition', () => {
  const { editions } = readSources(folder);
  const named = (over: Partial<Statement>, document: Partial<Record<'edition' | 'published', string>> = {}) =>
    namedEdition('usgs-mcs', { edition: null, published: null, ...document }, { ...said, ...over }, editions);

  it('are those of the document or of the person, and it counts from its acceptance', () => {
    expect(named({ published: '2027-02-05' }, { edition: 'MCS2027' })).toMatchObject({
      id: 'MCS2027',
      published: '2027-02-05',
      known_from: '2027-02-10',
      words: ['USGS Mineral Commodity Summaries 2027', 'USGS MCS 2027'],
    });
  });

  it.each([
    ['without a day', {}, /say it, for example --edition "MCS 2027" --published 2027-02-05/],
    ['without a name', { edition: null, published: '2027-02-05' }, /say it/],
    ['of another year than its day', { edition: 'MCS 2027', published: '2026-12-05' }, /its year is 2027/],
    ['before it came out', { edition: 'MCS 2027', published: '2027-02-11' }, /before it came out/],
    ['that was accepted', { edition: 'MCS 2026', published: '2026-02-28' }, /counts from 2026-02-28/],
    ['that is old', { edition: 'MCS 2025', published: '2025-01-31' }, /older than MCS2026/],
  ])('are refused %s', (_, over, why) => {
    expect(named(over)).toMatchObject({ fault: expect.stringMatching(why) });
  });
});

describe('an update of the governance indicators', () => {
  const known: readonly GovernanceRow[] = ['CHN', 'JPN'].map((country) => ({
    ...aGovernance(country, { political_stability: 0.5 }),
    date: '2023',
    edition: 'WGI2024',
    published: '2024-11-05',
  }));
  const estimate = (country: string, year: number, value: string, code = 'PV') =>
    `${country},${code}.EST,${year},${value}`;
  const lines = [
    ...[estimate('CHN', 2023, '0.51'), estimate('JPN', 2023, '0.52'), estimate('CHN', 2024, '-0.4')],
    ...['VA', 'PV', 'GE', 'RQ', 'RL', 'CC'].map((code, n) => estimate('JPN', 2024, `${n / 2}`, code)),
    estimate('WLD', 2024, '0'),
  ];
  const read = async (rows: readonly string[], over: Partial<Statement> = {}) => {
    const figures = rows.map((row) => {
      const [countryiso3code, id, date, value] = row.split(',');
      return { indicator: { id }, countryiso3code, date, value: Number(value) };
    });
    const documents = await wgiReader.read(
      madeDocument('answer.json', JSON.stringify([{ page: 1, pages: 1 }, figures])),
    );
    return governanceEdition(
      documents,
      known,
      { id: 'WGI2026', published: '2026-11-02' },
      { ...said, ...over },
    );
  };

  it('becomes a row of each economy; the mean needs all six dimensions', async () => {
    const { rows, faults, told } = await read(lines);
    expect(faults).toEqual([]);
    expect(
      rows.map(({ iso3, year, political_stability_est: pv, wgi_mean_est: mean }) => [iso3, year, pv, mean]),
    ).toEqual([
      ['CHN', 2024, -0.4, null],
      ['JPN', 2024, 0.5, 1.25],
    ]);
    expect(told).toEqual([expect.stringContaining('1 codes')]);
  });

  it.each([
    [
      'a lost economy',
      lines.filter((line) => !line.startsWith('CHN')),
      /CHN had an estimate in WGI2024 .* --without/,
    ],
    ['a value out of its range', [...lines, estimate('USA', 2024, '9.9')], /No such figure is possible/],
    ['a year that is known', lines.filter((line) => !line.includes('2024')), /no later than that of WGI2024/],
    ['another scale', lines.map((line) => line.replace(',2023,0', ',2023,3')), /restated by far/],
  ])('is refused with what to say: %s', async (_, rows, why) => {
    expect((await read(rows)).faults.join('\n')).toMatch(why);
  });
});
