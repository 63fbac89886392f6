import { describe, expect, it } from 'vitest';
import { customsChinaReader } from '#functions/sources/publishers/customs/china.ts';
import { watchedCode } from '#functions/sources/publishers/customs/counted-trade.ts';
import { customsEurostatReader } from '#functions/sources/publishers/customs/eurostat.ts';
import { customsJapanReader } from '#functions/sources/publishers/customs/japan.ts';
import { customsUsitcReader, dataWebQuestion } from '#functions/sources/publishers/customs/usitc.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';
import { madeDocument } from '../read-fixture.ts';

// The files are made: columns, units and codes are those of the publishers, figures those that were reported
// where a comment says so.

const codes = bundledReferenceData.trade_codes;

async function monthsIn(reader: DocumentReader, name: string, content: string | Uint8Array) {
  const [document] = await reader.read(madeDocument(name, content));
  const kilograms = Object.fromEntries(document?.observations.map(({ id, values }) => [id, values.kg]) ?? []);
  return { document, kilograms };
}

describe("China's customs", () => {
  // Flake graphite in tonnes, as Fastmarkets reported it: to Japan 6,138 in November 2023 and 0 in December,
  // to the United States 511 and 0.
  const QUERY = [
    '数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,美元',
    '202311,25041010,鳞片状天然石墨,116,日本,"6,138,000",千克,0,-,"9,000,000"',
    '202311,25041010,鳞片状天然石墨,502,美国,"511,000",千克,0,-,"800,000"',
    '202311,25041010,鳞片状天然石墨,304,德国,"300,000",千克,0,-,"500,000"',
    '202311,25041010,鳞片状天然石墨,309,荷兰,"100,000",千克,0,-,"200,000"',
    '202312,25041010,鳞片状天然石墨,304,德国,"40,000",千克,0,-,"70,000"',
    '202312,25041099,其他天然石墨,116,日本,"9,000",千克,0,-,"1,000"',
    '202312,01012100,改良种用马,116,日本,1,千克,1,头,"20,000"',
  ].join('\n');

  it('gives months by partner; a partner of the file that a published month lacks is zero, one that the file never names is unknown', async () => {
    const { document, kilograms } = await monthsIn(customsChinaReader(codes), 'export-graphite.csv', QUERY);
    expect(kilograms).toEqual({
      'CHN-export-25041010-EUU-2023-11': 400_000,
      'CHN-export-25041010-EUU-2023-12': 40_000,
      'CHN-export-25041010-JPN-2023-11': 6_138_000,
      'CHN-export-25041010-JPN-2023-12': 0,
      'CHN-export-25041010-USA-2023-11': 511_000,
      'CHN-export-25041010-USA-2023-12': 0,
    });
    expect(document).toMatchObject({ periodEnd: '2023-12-31', unread: [] });
    expect(document?.observations[0]).toMatchObject({
      date: '2023-11-30',
      published: null,
      values: { value: 700_000, currency: 'USD' },
    });
  });

  it('reads GB 18030, and totals where partners were not asked for', async () => {
    const bytes = Buffer.from(
      'yv2+3cTq1MIsyczGt7HgwussyczGt8P7s8YstdrSu8r9wb8stdrSu7zGwb+1pc67LMjLw/Gx0goyMDI1MDYsMjgwNTMwMTIs7+EsMSzHp7/LLDkwMAoyMDI1MDcsMjgwNTMwMTIs7+EsMTQwMCzHp7/LLCIxLDAwMCwwMDAiCg==',
      'base64',
    );
    const { document, kilograms } = await monthsIn(customsChinaReader(codes), '镝.csv', bytes);
    expect(kilograms).toEqual({
      'CHN-export-28053012-ALL-2025-06': 1,
      'CHN-export-28053012-ALL-2025-07': 1400,
    });
    expect(document?.observations[1]?.values.currency).toBe('CNY');
  });

  it('reads an answer of UN Comtrade', async () => {
    // Natural graphite to Japan: 20,003 kg in December 2023.
    const row = { reporterISO: 'CHN', flowCode: 'X', cmdCode: '250410', primaryValue: 7003 };
    const data = [
      { ...row, period: '202312', partnerISO: 'JPN', netWgt: 20_003 },
      { ...row, period: '202312', partnerISO: 'W00', netWgt: 2_726_000 },
      { ...row, period: '2023', partnerISO: 'W00', netWgt: 1 },
    ];
    const { kilograms } = await monthsIn(
      customsChinaReader(codes),
      'comtrade.json',
      JSON.stringify({ count: 3, data }),
    );
    expect(kilograms).toEqual({
      'CHN-export-250410-ALL-2023-12': 2_726_000,
      'CHN-export-250410-JPN-2023-12': 20_003,
    });
  });

  it('says of another table what it is not', async () => {
    const { document } = await monthsIn(customsChinaReader(codes), 'x.csv', '商品编码,美元\n25041010,1\n');
    expect(document?.unread[0]?.why).toMatch(/choose months shown singly/);
  });
});

describe('the Ministry of Finance of Japan', () => {
  it('gives imports from China and in total, parts of a code of the Harmonized System together; a month without any figure is unpublished', async () => {
    const months = ['Jan', 'Feb', 'Mar'].flatMap((month) => [
      `Quantity1-${month}`,
      `Quantity2-${month}`,
      `Value-${month}`,
    ]);
    const table = [
      [
        'Exp or Imp',
        'Year',
        'HS',
        'Country',
        'Unit1',
        'Unit2',
        'Quantity1-Year',
        'Quantity2-Year',
        'Value-Year',
        ...months,
      ],
      ['2', '2026', "'811010000'", '105', '  ', 'KG', 0, 30, 3, 0, 30, 3, 0, 0, 0, 0, 0, 0],
      ['2', '2026', "'811010000'", '110', '  ', 'KG', 0, 70, 7, 0, 50, 5, 0, 20, 2, 0, 0, 0],
      ['2', '2026', "'284180100'", '105', '  ', 'MT', 0, 3, 30, 0, 1, 10, 0, 2, 20, 0, 0, 0],
      ['2', '2026', "'284180900'", '105', '  ', 'MT', 0, 1, 10, 0, 1, 10, 0, 0, 0, 0, 0, 0],
      ['2', '2026', "'010121000'", '105', 'NO', 'KG', 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
    ];
    const { document, kilograms } = await monthsIn(
      customsJapanReader(codes),
      'a.csv',
      table.map((row) => row.join(',')).join('\r\n'),
    );
    expect(kilograms).toMatchObject({
      ...{ 'JPN-import-811010-CHN-2026-01': 30, 'JPN-import-811010-CHN-2026-02': 0 },
      ...{ 'JPN-import-811010-ALL-2026-01': 80, 'JPN-import-811010-ALL-2026-02': 20 },
      ...{ 'JPN-import-284180-CHN-2026-01': 2000, 'JPN-import-284180-CHN-2026-02': 2000 },
    });
    expect(Object.keys(kilograms).filter((id) => id.endsWith('2026-03') || id.includes('0101'))).toEqual([]);
    expect(
      document?.observations.find(({ id }) => id === 'JPN-import-811010-CHN-2026-01')?.values,
    ).toMatchObject({
      value: 3000,
      currency: 'JPY',
    });
  });
});

describe('Eurostat', () => {
  const line = (partner: string, product: string, indicator: string, month: string, value: number): string =>
    `ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,EU27_2020,${partner},${product},1,${indicator},${month},${value}`;
  it('gives imports from China and from outside; China is zero where a month has a total and nothing from China', async () => {
    const answer = [
      'DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE',
      line('CN', '81129289', 'QUANTITY_IN_100KG', '2026-06', 20.5),
      line('CN', '81129289', 'VALUE_IN_EUROS', '2026-06', 900_000),
      line('EXT_EU27_2020', '81129289', 'QUANTITY_IN_100KG', '2026-06', 41.25),
      line('EXT_EU27_2020', '81129289', 'VALUE_IN_EUROS', '2026-06', 1_800_000),
      line('EXT_EU27_2020', '81129289', 'QUANTITY_IN_100KG', '2026-07', 12),
      line('EXT_EU27_2020', '81129289', 'VALUE_IN_EUROS', '2026-07', 500_000),
    ].join('\n');
    const { document, kilograms } = await monthsIn(customsEurostatReader(codes), 'comext.csv', answer);
    expect(kilograms).toMatchObject({
      ...{ 'EUU-import-81129289-CHN-2026-06': 2050, 'EUU-import-81129289-ALL-2026-06': 4125 },
      ...{ 'EUU-import-81129289-CHN-2026-07': 0, 'EUU-import-81129289-ALL-2026-07': 1200 },
    });
    expect(document?.observations[0]).toMatchObject({ published: '2026-09-15' });
  });
});

describe('the United States International Trade Commission', () => {
  const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  const table = (labels: readonly string[], rows: readonly (readonly (string | number)[])[]) => ({
    column_groups: [
      { columns: labels.map((label) => ({ label })) },
      { columns: MONTHS.map((label) => ({ label })) },
    ],
    row_groups: [{ rowsNew: rows.map((row) => ({ rowEntries: row.map((value) => ({ value })) })) }],
  });
  const year = (...figures: readonly number[]): readonly string[] =>
    MONTHS.map((_, n) => (figures[n] ?? 0).toLocaleString('en'));

  it('joins weights and values of a year, in kilograms; months that are all zero at its end are unpublished', async () => {
    const labels = ['Country', 'HTS Number', 'Description', 'Year'];
    const quantities = table(
      [...labels, 'Quantity Description'],
      [
        ['China', '8112921000', 'Gallium', '2026', 'kilograms', ...year(0, 1200)],
        ['Canada', '8112921000', 'Gallium', '2026', 'kilograms', ...year(300, 50)],
        ['China', '8505110070', 'Magnets', '2026', 'number', ...year(5)],
      ],
    );
    const values = table(labels, [
      ['China', '8112921000', 'Gallium', '2026', ...year(0, 700_000)],
      ['Canada', '8112921000', 'Gallium', '2026', ...year(90_000, 20_000)],
    ]);
    const { document, kilograms } = await monthsIn(
      customsUsitcReader(codes),
      'dataweb.json',
      JSON.stringify({ dto: { tables: [quantities, values], errors: [] } }),
    );
    expect(kilograms).toMatchObject({
      ...{ 'USA-import-8112921000-CHN-2026-01': 0, 'USA-import-8112921000-CHN-2026-02': 1200 },
      ...{
        'USA-import-8112921000-ALL-2026-01': 300,
        'USA-import-8112921000-ALL-2026-02': 1250,
        'USA-import-8505110070-CHN-2026-01': null,
      },
    });
    expect(document?.periodEnd).toBe('2026-02-28');
    expect(
      document?.observations.find(({ id }) => id === 'USA-import-8112921000-ALL-2026-02')?.values,
    ).toMatchObject({
      value: 720_000,
      currency: 'USD',
    });
  });

  it('tells what DataWeb objects to, and is asked for the years up to today', async () => {
    const { document } = await monthsIn(
      customsUsitcReader(codes),
      'dataweb.json',
      JSON.stringify({ dto: { tables: [], errors: ['Invalid commodity'] } }),
    );
    expect(document?.unread).toEqual([
      { text: 'Invalid commodity', why: 'The answer of DataWeb has no table.' },
    ]);
    const { searchOptions } = JSON.parse(dataWebQuestion(codes, '2026-11-01'));
    expect(searchOptions.componentSettings).toMatchObject({
      years: ['2022', '2023', '2024', '2025', '2026'],
      yearsTimeline: 'Monthly',
    });
    expect(searchOptions.commodities.commodities).toContain('8112921000');
  });
});

it('belongs to a national code before one that all share, which never takes the rest of a code that is divided', () => {
  expect(
    ['25041010', '25041099', '250410', '81101010', '01012100'].map((code) => watchedCode(codes, 'CHN', code)),
  ).toEqual(['25041010', null, '250410', '811010', null]);
});
