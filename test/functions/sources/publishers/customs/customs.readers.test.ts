import { describe, expect, it } from 'vitest';
import { customsCensusReader } from '#functions/sources/publishers/customs/census.ts';
import { customsChinaReader } from '#functions/sources/publishers/customs/china.ts';
import { comtradeReader } from '#functions/sources/publishers/customs/comtrade.ts';
import { watchedCode } from '#functions/sources/publishers/customs/counted-trade.ts';
import { customsEurostatReader } from '#functions/sources/publishers/customs/eurostat.ts';
import { customsJapanReader } from '#functions/sources/publishers/customs/japan.ts';
import { customsKoreaReader } from '#functions/sources/publishers/customs/korea.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
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
    expect(document).toMatchObject({ period_end: '2023-12-31', unread: [] });
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
    const { document, kilograms } = await monthsIn(customsChinaReader(codes), '镝-出口.csv', bytes);
    expect(kilograms).toEqual({
      'CHN-export-28053012-ALL-2025-06': 1,
      'CHN-export-28053012-ALL-2025-07': 1400,
    });
    expect(document?.observations[1]?.values.currency).toBe('CNY');
  });

  it('reads the English page, and a single month by the name of the file', async () => {
    const english = [
      'Date of data,Commodity code,Commodity,Trading partner code,Trading partner,Quantity,Unit,Supplimentary Quantity,Supplimentary Unit,US dollar,',
      '202408,25041010,"Natural graphite, in flakes",116,Japan,"6,138,000",Kilograms,0,-,"9,000,000",',
      '202408,25041010,"Natural graphite, in flakes",502,United States,?,Kilograms,?,-,"800,000",',
    ].join('\n');
    const { kilograms } = await monthsIn(customsChinaReader(codes), 'export-graphite.csv', english);
    expect(kilograms).toEqual({
      'CHN-export-25041010-JPN-2024-08': 6_138_000,
      'CHN-export-25041010-USA-2024-08': null,
    });
    const month = english.replaceAll('Date of data,', '').replaceAll('202408,', '');
    const read = await monthsIn(customsChinaReader(codes), 'import-202409.csv', month);
    expect(read.kilograms).toMatchObject({ 'CHN-import-25041010-JPN-2024-09': 6_138_000 });
  });

  it.each([
    ['export.csv', '商品编码,第一数量,第一计量单位,美元\n25041010,1,千克,1\n', /does not say which: name it/],
    ['graphite.csv', QUERY, /which way the goods went/],
    ['export.csv', '商品编码,美元\n25041010,1\n', /columns are not those/],
    [
      'export.csv',
      `${QUERY}\n${'202311,01012100,马,116,日本,1,千克,1,头,1\n'.repeat(10_000)}`,
      /at most 10000, so some may be missing/,
    ],
  ])('of %s says what is missing', async (name, table, why) => {
    const { document } = await monthsIn(customsChinaReader(codes), name, table);
    expect(document?.unread[0]?.why).toMatch(why);
  });
});

describe('UN Comtrade', () => {
  // Natural graphite to Japan: 20,003 kg in December 2023. Columns and signs are those of the interface.
  const total = { motCode: 0, partner2Code: 0, customsCode: 'C00', mosCode: '0', isNetWgtEstimated: false };
  const row = { ...total, reporterCode: 156, flowCode: 'X', cmdCode: '250410', period: '202312' };
  const japan = { ...row, partnerCode: 392, netWgt: 20_003, primaryValue: 7003 };
  const read = (data: readonly object[], more: object = {}) =>
    monthsIn(
      comtradeReader(codes),
      'preview.json',
      JSON.stringify({ count: data.length, data, error: '', ...more }),
    );

  it('gives a cell once, Taiwan by its number, and a weight of 0 as unknown', async () => {
    const { kilograms, document } = await read([
      { ...row, partnerCode: 0, netWgt: 2_726_000, primaryValue: 1 },
      japan,
      { ...japan, motCode: 2100 },
      { ...japan, customsCode: 'C01' },
      { ...japan, partner2Code: 344 },
      { ...row, partnerCode: 490, netWgt: 0, qtyUnitCode: -1, primaryValue: 500 },
      { ...row, partnerCode: 276, netWgt: 5, primaryValue: 2 },
      { ...row, period: '2023', partnerCode: 0, netWgt: 1, primaryValue: 1 },
    ]);
    expect(kilograms).toEqual({
      'CHN-export-250410-ALL-2023-12': 2_726_000,
      'CHN-export-250410-EUU-2023-12': 5,
      'CHN-export-250410-JPN-2023-12': 20_003,
      'CHN-export-250410-TWN-2023-12': null,
    });
    expect(document?.unread).toEqual([]);
  });

  it('says of an answer that it is an error, that it has no totals, and that it may be cut', async () => {
    const why = async (...of: Parameters<typeof read>) => (await read(...of)).document?.unread[0]?.why;
    expect(await why([], { count: -1, data: null, error: 'rate limit' })).toMatch(/error instead of rows/);
    expect(await why([{ ...japan, motCode: 2100 }])).toMatch(/no total of a month/);
    expect(await why(Array.from({ length: 500 }, () => japan))).toMatch(/does not say that there are more/);
    expect((await read([])).document).toMatchObject({ observations: [], unread: [] });
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
      'JPN-import-811010-CHN-2026-01': 30,
      'JPN-import-811010-CHN-2026-02': 0,
      'JPN-import-811010-ALL-2026-01': 80,
      'JPN-import-811010-ALL-2026-02': 20,
      'JPN-import-284180-CHN-2026-01': 2000,
      'JPN-import-284180-CHN-2026-02': 2000,
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
      'EUU-import-81129289-CHN-2026-06': 2050,
      'EUU-import-81129289-ALL-2026-06': 4125,
      'EUU-import-81129289-CHN-2026-07': 0,
      'EUU-import-81129289-ALL-2026-07': 1200,
    });
    expect(document?.observations[0]).toMatchObject({ published: '2026-09-15' });
  });
});

describe('the Census Bureau of the United States', () => {
  const NAMES = [
    'CTY_CODE',
    'CTY_NAME',
    'GEN_VAL_MO',
    'GEN_QY1_MO',
    'UNIT_QY1',
    'time',
    'COMM_LVL',
    'I_COMMODITY',
  ];
  const row = (country: string, month: string, kg: string, value: string, unit = 'KG') => [
    country,
    'x',
    value,
    kg,
    unit,
    month,
    'HS10',
    '8112921000',
  ];
  it('gives months from China and in total, in kilograms; groups of countries are none', async () => {
    const answer = [
      NAMES,
      row('-', '2026-07', '300', '90000'),
      row('1220', '2026-07', '300', '90000'),
      row('0003', '2026-07', '300', '90000'),
      row('-', '2026-08', '1250', '720000'),
      row('5700', '2026-08', '1200', '700000'),
      row('5XXX', '2026-08', '1200', '700000'),
    ];
    const { document, kilograms } = await monthsIn(
      customsCensusReader(codes),
      'hs.json',
      JSON.stringify(answer),
    );
    expect(kilograms).toEqual({
      'USA-import-8112921000-ALL-2026-07': 300,
      'USA-import-8112921000-ALL-2026-08': 1250,
      'USA-import-8112921000-CHN-2026-07': 0,
      'USA-import-8112921000-CHN-2026-08': 1200,
      'USA-import-8112921000-COD-2026-07': 0,
      'USA-import-8112921000-COD-2026-08': 0,
      'USA-import-8112921000-IDN-2026-07': 0,
      'USA-import-8112921000-IDN-2026-08': 0,
    });
    expect(document).toMatchObject({ period_end: '2026-08-31', unread: [] });
  });
  it('reads a unit that is no weight as none, nothing as nothing, and says what is no table', async () => {
    const pieces = JSON.stringify([NAMES, row('-', '2026-08', '5', '100', 'NO')]);
    const { kilograms } = await monthsIn(customsCensusReader(codes), 'hs.json', pieces);
    expect(kilograms).toMatchObject({ 'USA-import-8112921000-ALL-2026-08': null });
    const { document } = await monthsIn(customsCensusReader(codes), 'hs.json', new Uint8Array());
    expect(document).toMatchObject({ observations: [], unread: [] });
    const { document: wrong } = await monthsIn(
      customsCensusReader(codes),
      'hs.json',
      '<html>Invalid Key</html>',
    );
    expect(wrong?.unread[0]?.why).toMatch(/no rows with the names CTY_CODE/);
  });
});

describe('the customs of Korea', () => {
  const item = (year: string, country: string, code: string, kg: number) =>
    `<item><year>${year}</year><statCd>${country}</statCd><hsCd>${code}</hsCd><expWgt>0</expWgt><expDlr>0</expDlr><impWgt>${kg}</impWgt><impDlr>${kg * 40}</impDlr></item>`;
  const answer = (total: number) =>
    `<?xml version="1.0" encoding="UTF-8"?><response><header><resultCode>00</resultCode><resultMsg>정상서비스.</resultMsg></header><body><items>${item('총계', '-', '-', total)}${item('2026.08', 'CN', '8505111000', 123)}${item('2026.08', 'CN', '8505119000', 7)}${item('2026.08', 'JP', '8505111000', 70)}${item('2026.07', 'JP', '8505111000', 50)}</items></body></response>`;
  it('gives imports from China and in total, and a total that tells whether rows are missing', async () => {
    const { document, kilograms } = await monthsIn(customsKoreaReader(codes), 'a.xml', answer(250));
    expect(kilograms).toMatchObject({
      'KOR-import-850511-CHN-2026-08': 130,
      'KOR-import-850511-CHN-2026-07': 0,
      'KOR-import-850511-ALL-2026-08': 200,
      'KOR-import-850511-ALL-2026-07': 50,
    });
    expect(document?.printed_totals).toMatchObject([{ printed: 250, read: 250 }]);
    const { document: cut } = await monthsIn(customsKoreaReader(codes), 'a.xml', answer(900));
    expect(cut?.printed_totals).toMatchObject([{ printed: 900, read: 250 }]);
  });
  it('tells the message of an answer that is none', async () => {
    const { document } = await monthsIn(
      customsKoreaReader(codes),
      'a.xml',
      '<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>',
    );
    expect(document?.unread[0]?.why).toContain('SERVICE_KEY_IS_NOT_REGISTERED_ERROR');
  });
});

it('belongs to a national code before one that all share, which never takes the rest of a code that is divided', () => {
  expect(
    ['25041010', '25041099', '250410', '81101010', '01012100'].map((code) => watchedCode(codes, 'CHN', code)),
  ).toEqual(['25041010', null, '250410', '811010', null]);
});
