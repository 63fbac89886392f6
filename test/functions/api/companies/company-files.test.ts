import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CompanyFilesPreview,
  previewCompanyFiles,
  supplierFinder,
} from '#domain/companies/company-files.ts';
import {
  FIELD_WORDS,
  FILE_KINDS,
  type FileField,
  KG_PER_UNIT,
  LANGUAGES,
  UNIT_WORDS,
} from '#domain/companies/file-words.ts';
import { materialVocabulary } from '#domain/companies/materials.ts';
import { type CompanyFile, readCompanyFile } from '#functions/api/companies/read-company-files.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

const { elements, product_contents: contents = [] } = bundledReferenceData;
const candidate = (id: string, name: string, aliases: readonly string[] = []) => ({
  type: 'supplier',
  id,
  name,
  aliases,
  countries: [],
  lei: null,
  duns: null,
  external_ids: {},
  origin: 'shipped' as const,
});
const world = {
  vocabulary: materialVocabulary(
    Object.fromEntries(elements.map(({ symbol, name }) => [symbol, name])),
    [],
    contents,
  ),
  supplierOf: supplierFinder([
    candidate('lynas', 'Lynas Rare Earths', ['ライナス']),
    candidate('jl-mag', 'JL MAG Rare-Earth'),
  ]),
  isHome: (country: string) => country === 'JPN',
  sites: [],
  currency: null,
};
type Sent = Partial<CompanyFile> & Pick<CompanyFile, 'content'>;
const preview = (...files: readonly Sent[]): CompanyFilesPreview =>
  previewCompanyFiles(
    files.flatMap(
      (file, place) =>
        readCompanyFile({ name: `file-${place}.csv`, kind: null, mapping: {}, decimal: null, ...file })
          .tables,
    ),
    world,
  );
const codes = (
  found: readonly {
    readonly row: number | null;
    readonly column: string | null;
    readonly detail: { readonly code: string };
  }[],
) => found.map(({ row, column, detail }) => [row, column, detail.code]);
const fieldsOf = ({ files }: CompanyFilesPreview) =>
  files.flatMap(({ columns }) => columns.map(({ column, field }) => [column, field]));

describe('a file', () => {
  test('with German headings and numbers is read as it is meant', () => {
    const found = preview({
      content:
        '\uFEFFMaterial;Menge;Einheit;Kosten\nNeodym-Magnet;1.200,5;kg;3.000,00 €\nDysprosiumoxid;1.200;t;k. A.\n',
    });
    expect(found).toMatchObject({ currency: 'EUR', mistakes: [], doubts: [] });
    expect(found.parts.needs).toMatchObject([
      { material: 'Neodym-Magnet', quantity: 1200.5, unit: 'kg', spend: 3000 },
      { material: 'Dysprosiumoxid', quantity: 1200, unit: 't', spend: null },
    ]);
    expect(found.files[0]?.rows.map(({ material }) => material?.key)).toEqual([
      'product:ndfeb-magnet',
      'element:Dy:refining',
    ]);
  });

  test('with Japanese headings may hold needs, stock and sources at once', () => {
    const found = preview({
      content:
        '材料\t数量\t単位\t金額(千円)\t在庫\t仕入先\t比率\nネオジム磁石\t１，２００．５\tkg\t12,000\t0.3t\tライナス\t60%\nジスプロシウム\t２００\tkg\t\t\t\t\n',
    });
    expect(found.mistakes).toEqual([]);
    expect(found.currency).toBe('JPY');
    expect(found.parts).toMatchObject({
      needs: [
        { material: 'ネオジム磁石', quantity: 1200.5, spend: 12_000_000, supplier_id: 'lynas' },
        { material: 'ジスプロシウム', quantity: 200, spend: null, supplier_id: null },
      ],
      stock: [{ material: 'ネオジム磁石', kilograms: 300, days: null }],
      sources: [{ material: 'ネオジム磁石', supplier_id: 'lynas', country: null, share: 0.6 }],
    });
    expect(codes(found.doubts)).toEqual([[2, '仕入先', 'file_supplier_taken']]);
  });

  test('tells by its name, its columns or its sender what it holds', () => {
    const kinds = (sent: Sent) => preview(sent).files.map(({ kind }) => kind);
    const content = 'Material,Quantity\nDy,5\n';
    expect(kinds({ content })).toEqual(['needs']);
    expect(codes(preview({ content }).doubts)).toEqual([[null, null, 'file_kind_taken']]);
    expect(kinds({ content, name: '在庫一覧.csv' })).toEqual(['stock']);
    expect(kinds({ content, name: 'Lagerbestand 2026.csv' })).toEqual(['stock']);
    expect(kinds({ content, kind: 'stock' })).toEqual(['stock']);
    expect(kinds({ content: 'Rohstoff;Land;Anteil\nDy;China;100 %\n' })).toEqual(['sources']);
    expect(kinds({ content: '品名,在庫日数\nDy,45\n' })).toEqual(['stock']);
    expect(kinds({ content: 'id,name,country\nk,Kumamoto,JP\n' })).toEqual(['sites']);
    expect(codes(preview({ content: 'Foo,Bar\n1,2\n' }).mistakes)).toContainEqual([
      null,
      null,
      'file_kind_unknown',
    ]);
  });

  test('shows every column with its field, those that nobody understood with what they may be', () => {
    const found = preview({
      content: 'Materail,Qty (t),Remarks,Since\nDy,5,x,2025-01-01\n',
      mapping: { Materail: 'material' },
    });
    expect(fieldsOf(found)).toEqual([
      ['Materail', 'material'],
      ['Qty (t)', 'quantity'],
      ['Remarks', null],
      ['Since', 'since'],
    ]);
    expect(found.parts.needs).toMatchObject([{ quantity: 5, unit: 't' }]);
    expect(preview({ content: 'Materail,Qty\nDy,5\n' }).files[0]?.columns[0]).toMatchObject({
      field: null,
      suggestions: ['material', 'name', 'id'],
    });
    expect(preview({ content: 'Material,Menge (t),Quantity\nDy,5,6\n' }).mistakes).toMatchObject([
      { column: 'Quantity' },
    ]);
    expect(
      codes(preview({ content: 'Material,Qty (t)\nDy,5\n', mapping: { Menge: 'quantity' } }).mistakes),
    ).toEqual([[null, 'Menge', 'file_mapping_unknown']]);
  });

  test('may have titles above its headings and empty rows, and rows are counted as a spreadsheet counts them', () => {
    const found = preview({ content: 'Stock list 2026\n\nMaterial,Stock\n\nDy,5 kg\nkryptonite,5 kg\n' });
    expect(found.files[0]).toMatchObject({ kind: 'stock', read: 2, understood: 1 });
    expect(codes(found.mistakes)).toEqual([]);
    expect(codes(found.doubts)).toContainEqual([null, null, 'file_rows_before']);
    expect(codes(found.doubts)).toContainEqual([6, 'Material', 'file_material_left_out']);
  });

  test('that was not in UTF-8 is refused with advice', () => {
    expect(codes(preview({ content: 'Material,Menge\n\uFFFD,5' }).mistakes)).toContainEqual([
      null,
      null,
      'file_encoding',
    ]);
  });

  test.each([
    ['', 'file_empty'],
    ['Material,Menge\n', 'file_empty'],
    ['Material,Menge\n"Dy,5\nTb,6\n', 'file_broken'],
    ['{"a": 1}', 'file_json'],
    ['[1, 2]', 'file_json'],
    ['{"needs": ', 'file_json'],
  ])('%j that cannot be taken apart is told, and nothing else', (content, code) => {
    expect(preview({ content }).mistakes.map(({ detail }) => detail.code)).toEqual([code]);
  });

  test('holds what it has columns for, whatever its name', () => {
    const kinds = (name: string, content: string) => preview({ name, content }).files.map(({ kind }) => kind);
    expect(kinds('Bedarf.csv', 'Material;Bestand\nDy;5\n')).toEqual(['stock']);
    expect(kinds('a.csv', 'Part number,Material,Months of stock\nP1,Dy,3\n')).toEqual(['stock']);
    expect(kinds('Bedarf.csv', 'Material\nDy\n')).toEqual(['needs']);
    for (const content of ['Material\nDy\n', 'Material,Remark\nDy,3\n'])
      expect(codes(preview({ content }).mistakes)).toEqual([[null, null, 'file_kind_unknown']]);
  });
});

describe('a number', () => {
  const quantities = (...cells: readonly string[]) => {
    const rows = cells.map((cell) => `Dy;"${cell}"`).join('\n');
    const { parts, mistakes } = preview({ content: `material;quantity (kg)\n${rows}\n`, kind: 'needs' });
    return mistakes.length > 0
      ? mistakes.map(({ detail }) => detail.code)
      : parts.needs.map(({ quantity }) => quantity);
  };
  test.each([
    [
      ['1,200.5', '1,200'],
      [1200.5, 1200],
    ],
    [
      ['1.200,5', '1.200'],
      [1200.5, 1200],
    ],
    [
      ['1 200,5', '1 200'],
      [1200.5, 1200],
    ],
    [
      ["1'200.5", '1.20'],
      [1200.5, 1.2],
    ],
    [['1\u202F200,5'], [1200.5]],
    [
      ['１２００．５', '１，２００'],
      [1200.5, 1200],
    ],
    [['1.2E+03'], [1200]],
    [['12,5'], [12.5]],
    [['0.120'], [0.12]],
    [['1.200.000'], [1_200_000]],
    [
      ['120 kg', '0.5 t', '200 g'],
      [120, 0.5, 200],
    ],
    [['10 lbs'], [expect.closeTo(4.5359237, 9)]],
    [
      ['-', 'n/a', '不明', ''],
      [null, null, null, null],
    ],
    [['1.200'], ['file_number_ambiguous']],
    [['1,200'], ['file_number_ambiguous']],
    [['1.200,5', '1,200.5', '1,200'], ['file_number_ambiguous']],
    [['-5'], ['file_number_negative']],
    [['△5'], ['file_number_negative']],
    [['(5)'], ['file_number_negative']],
    [['5-'], ['file_number_negative']],
    [
      ['1.200,-', '3,5'],
      [1200, 3.5],
    ],
    [['ca. 5'], ['file_number']],
    [['3-5'], ['file_number']],
    [['about 5'], ['file_number']],
    [['1,2,3'], ['file_number']],
    [['1e400'], ['file_number']],
    [['2 kt'], [2000]],
    [['5 EUR'], ['file_unit']],
    [['5 pcs'], ['file_unit_wrong']],
  ])('%j is %j', (cells, expected) => {
    expect(quantities(...cells)).toEqual(expected);
  });

  test('that reads both ways is decided by its sender, by other columns, or by the language of the headings, which is told', () => {
    const one = (content: string, rest: Partial<Sent> = {}) => preview({ content, kind: 'needs', ...rest });
    expect(one('material;quantity (kg)\nDy;1.200\n', { decimal: ',' }).parts.needs[0]?.quantity).toBe(1200);
    expect(one('material;quantity (kg)\nDy;1.200\n', { decimal: '.' }).parts.needs[0]?.quantity).toBe(1.2);
    expect(one('material;quantity (kg);spend\nDy;1.200;5,50\n').parts.needs[0]?.quantity).toBe(1200);
    const german = one('Material;Menge (kg)\nDy;1.200\n');
    expect(german.parts.needs[0]?.quantity).toBe(1200);
    expect(codes(german.doubts)).toEqual([[null, 'Menge (kg)', 'file_number_assumed']]);
    expect(one('材料,数量(kg)\nDy,"1,200"\n').parts.needs[0]?.quantity).toBe(1200);
  });

  test('of a share is percent or a part for a whole column', () => {
    const shares = (...cells: readonly string[]) => {
      const { parts, mistakes } = preview({
        content: `material;country;share\n${cells.map((cell) => `Dy;CHN;${cell}`).join('\n')}`,
        kind: 'sources',
      });
      return mistakes.length > 0
        ? mistakes.map(({ detail }) => detail.code)
        : parts.sources.map(({ share }) => share);
    };
    expect(shares('12.5%', '87.5 %')).toEqual([0.125, 0.875]);
    expect(shares('0.6', '0.4')).toEqual([0.6, 0.4]);
    expect(shares('60', '40')).toEqual([0.6, 0.4]);
    expect(shares('60%', '0.4')).toEqual(['file_share_ambiguous']);
    expect(shares('160%')).toEqual(['file_share']);
    expect(shares('7割', '30%')).toEqual([0.7, 0.3]);
    expect(shares('')).toEqual(['file_field_missing']);
  });

  test('of money has one currency, and thousands where the heading says so', () => {
    const money = (content: string) => preview({ content, kind: 'needs' });
    expect(money('Material;Kosten (€)\nDy;12\n')).toMatchObject({
      currency: 'EUR',
      parts: { needs: [{ spend: 12 }] },
    });
    expect(money('Material;Kosten (TEUR)\nDy;12\n')).toMatchObject({
      currency: 'EUR',
      parts: { needs: [{ spend: 12_000 }] },
    });
    expect(money('材料,購入額(百万円)\nDy,3\n')).toMatchObject({
      currency: 'JPY',
      parts: { needs: [{ spend: 3_000_000 }] },
    });
    expect(money('材料,金额(万元)\n镝,3\n')).toMatchObject({
      currency: 'CNY',
      parts: { needs: [{ spend: 30_000 }] },
    });
    expect(money('Material,Cost,Currency\nDy,$5,USD\n')).toMatchObject({
      currency: 'USD',
      parts: { needs: [{ spend: 5 }] },
    });
    expect(codes(money('Material,Cost\nDy,$5\nTb,€5\n').mistakes)).toEqual([[3, 'Cost', 'file_currencies']]);
    expect(codes(money('Material,Cost\nDy,5 kg\n').mistakes)).toEqual([[2, 'Cost', 'file_money']]);
  });

  test('of days may say so', () => {
    const days = (cell: string) => {
      const { parts, mistakes } = preview({ content: `material;days\nDy;${cell}\n`, kind: 'stock' });
      return mistakes[0]?.detail.code ?? parts.stock[0]?.days;
    };
    expect(['45日', '45 Tage', '45 days', '45日分', '45 kg'].map(days)).toEqual([
      45,
      45,
      45,
      45,
      'file_number',
    ]);
  });

  test.each([
    ['Reichweite', '6 Wochen', 42],
    ['Reichweite', '3 Monate', 91.3125], // a quarter of 365.25 days
    ['在庫日数', '2年', 730.5],
    ['在庫', '2年', 730.5],
    ['Bestand', '6 Wochen', 42],
    ['Reichweite (Wochen)', '6', 42],
    ['Reichweite (Wochen)', '6 Tage', 6],
    ['Bestand in Monaten', '3', 91.3125],
    ['在庫(か月)', '4', 121.75],
    ['Months of stock', '3', 91.3125],
  ])('of stock under %s may be %s', (heading, cell, days) => {
    expect(preview({ content: `Material;${heading}\nDy;${cell}\n` })).toMatchObject({
      files: [{ kind: 'stock' }],
      parts: { stock: [{ kilograms: null, days }] },
      mistakes: [],
      doubts: [],
    });
  });

  test.each([
    ['Menge (kt);x', '2;', { quantity: 2000, unit: 't' }],
    ['Quantity (2025);Unit', '2;g', { quantity: 2, unit: 'g' }],
    ['数量(kg/2025年度);x', '2;', { quantity: 2, unit: 'kg' }],
    ['Menge 2025 (t pro Jahr);x', '2;', { quantity: 2, unit: 't' }],
    ['Annual spend (USD k);x', '12;', { spend: 12_000 }],
    ['Kosten (Tsd. CHF, 2025);x', '12;', { spend: 12_000 }],
    ['Umsatz in 1000 EUR;x', '12;', { revenue_at_stake: 12_000 }],
    ['Cost;Currency', '12;TEUR', { spend: 12_000 }],
  ])('under %s is in what the heading says', (headings, cells, need) => {
    expect(preview({ content: `Material;${headings}\nDy;${cells}\n` })).toMatchObject({
      parts: { needs: [need] },
      mistakes: [],
    });
  });

  test.each([
    'Menge (Furlong)',
    'Reichweite (Schichten)',
    'Annual spend (USD zillion)',
    'Kosten (€/kg)',
    '在庫（箱）',
  ])('under %s, whose unit nobody knows, is refused until its sender says what it is', (heading) => {
    const content = `Material;${heading}\nDy;5\n`;
    expect(codes(preview({ content }).mistakes)).toEqual([[null, heading, 'file_heading_unit']]);
    const field = preview({ content }).mistakes[0]?.detail.params.field as FileField;
    const said = codes(preview({ content, mapping: { [heading]: field } }).mistakes);
    expect(said).toEqual(/Menge|在庫/.test(heading) ? [[null, heading, 'file_stock_unit']] : []);
    expect(
      preview({ content: `Material;Vorrat (t);${heading}\nDy;5;5\n`, mapping: { [heading]: null } }).mistakes,
    ).toEqual([]);
  });

  test('of a column with another name is in the unit that its heading has in brackets', () => {
    const mapping = { 'Verbauter Bestand (t)': 'stock' } as const;
    expect(preview({ content: 'Material;Verbauter Bestand (t)\nDy;5\n', mapping }).parts.stock).toMatchObject(
      [{ kilograms: 5000 }],
    );
  });

  test('of a month is made one of a year', () => {
    expect(preview({ content: '材料,月間使用量(kg)\nDy,10\n' }).parts.needs).toMatchObject([
      { quantity: 120, unit: 'kg' },
    ]);
  });
});

describe('the unit of a stock', () => {
  /** Kilograms of 1850 beside a use in tonnes, or what is told at the column of the stock or its unit. */
  const kilograms = (
    heading: string,
    unit?: readonly [heading: string, cell: string],
    sent: Partial<Sent> = {},
  ) => {
    const [more, cell] = unit === undefined ? ['', ''] : [`;${unit[0]}`, `;${unit[1]}`];
    const { parts, mistakes } = preview({
      content: `Material;Annual quantity;Unit;${heading}${more};Spend\nNdFeB magnets;16500;t;1850${cell};1\n`,
      ...sent,
    });
    return mistakes.length > 0 ? codes(mistakes) : parts.stock.map((row) => row.kilograms);
  };
  const words = UNIT_WORDS.flatMap(([unit, factor, all]) =>
    unit === 'each' || unit === 'MW'
      ? []
      : all.split('|').map((word) => [word, factor * (KG_PER_UNIT.get(unit) as number)] as const),
  );
  const stocks = LANGUAGES.flatMap((language) =>
    FIELD_WORDS.stock[language].replace('kilograms|', '').split('|'),
  );
  const forms = ['(x)', ' (x)', ' [x]', '（x）', '【x】', ' {x}', ' x', ' in x', '_x', ', x', ': x'];
  const isOf = (found: unknown, kg: number): void => {
    expect(found).toEqual([expect.closeTo(1850 * kg, 6)]);
  };

  test('is that of its heading, however it stands there and whatever the use is in', () => {
    const parts = [fc.constantFrom(...stocks), fc.constantFrom(...forms), fc.constantFrom(...words)] as const;
    const isRead = (stock: string, form: string, [word, kg]: (typeof words)[number]) =>
      isOf(kilograms(`"${stock}${form.replace('x', word)}"`), kg);
    fc.assert(fc.property(...parts, isRead), { numRuns: 500 });
    for (const heading of ['Kilograms', 'kilograms']) isOf(kilograms(heading), 1);
    for (const [heading, kg] of [
      ['Unrestricted stock kg', 1],
      ['Bestand frei verwendbar (t)', 1000],
      ['保有量kg', 1],
      ['kg', 1],
    ] as const)
      isOf(kilograms(heading, undefined, { mapping: { [heading]: 'stock' } }), kg);
  });

  test('is that of a column beside it', () => {
    const units = LANGUAGES.flatMap((language) => FIELD_WORDS.unit[language].split('|'));
    for (const [at, language] of LANGUAGES.entries())
      for (const stock of FIELD_WORDS.stock[language].split('|'))
        for (const unit of FIELD_WORDS.unit[language].split('|'))
          isOf(kilograms(stock, [`${stock}${at === 1 || at === 2 ? '' : ' '}${unit}`, 'kg']), 1);
    for (const unit of units) isOf(kilograms('Bestand', [unit, 'g']), 0.001);
    expect(kilograms('Stock', ['Stock unit', ''])).toEqual([[2, 'Stock unit', 'file_field_missing']]);
    expect(kilograms('Stock', ['Stock unit', 'boxes'])).toEqual([[2, 'Stock unit', 'file_unit']]);
    expect(kilograms('Stock (kg)', ['Stock unit', 't'])).toEqual([[2, 'Stock (kg)', 'file_units_differ']]);
  });

  test.each([
    ['Einheit (Bestand)', 'kg'],
    ['AUoM', 'kg'],
    ['Bestandsmengeneinheit', 'Kisten'],
    ['在庫用単位', '箱'],
    ['Maß', 'kg'],
  ])(
    'in a column “%s” that is not understood is a mistake until its sender says what it is',
    (heading, cell) => {
      expect(kilograms('Bestand', [heading, cell])).toEqual([[null, heading, 'file_unit_column']]);
      const said = kilograms('Bestand', [heading, 'kg'], { mapping: { [heading]: 'stock_unit' } });
      isOf(said, 1);
      const answers = [{ row: null, column: 'Bestand', says: 't' }];
      isOf(kilograms('Bestand', [heading, cell], { mapping: { [heading]: null }, answers }), 1000);
    },
  );

  test('that stands nowhere is asked for, unless all amounts have the base unit of the material', () => {
    const told = (content: string) => {
      const { mistakes, doubts } = preview({ content });
      return codes([...mistakes, ...doubts]);
    };
    expect(told('Material,Qty,Unit,Stock\nDy,5,t,1\n')).toEqual([[null, 'Stock', 'file_stock_unit']]);
    expect(told('Material,Qty (t),Stock\nDy,5,1\n')).toEqual([[null, 'Stock', 'file_stock_unit']]);
    expect(told('Material,Qty,BUoM,Stock\nDy,5,t,1\n')).toEqual([]);
    expect(told('Material,Qty,Unit,Stock\nDy,5,t,1 kg\n')).toEqual([]);
    expect(told('Material,Qty,Unit,Revenue,Unit price\nDy,5,t,9,30\n')).toEqual([
      [null, 'Unit price', 'file_column_unknown'],
    ]);
  });

  test('of weeks, months or years above five years has to be sent in days', () => {
    const days = (heading: string, cell: number) => preview({ content: `Material;${heading}\nDy;${cell}\n` });
    expect(days('Months of stock', 60).parts.stock).toMatchObject([{ days: 1826.25 }]);
    expect(codes(days('Months of stock', 90).mistakes)).toEqual([
      [2, 'Months of stock', 'gap_over_five_years'],
    ]);
    expect(days('Days of stock', 2740).parts.stock).toMatchObject([{ days: 2740 }]);
  });
});

test('a country is read by its names of daily use in four languages, and the nearest are told of others', () => {
  const names: Readonly<Record<string, string>> = {
    MMR: 'ミャンマー|Burma|缅甸',
    AUS: '豪州',
    USA: 'アメリカ|米国|United States of America|USA',
    GBR: 'イギリス|UK|Great Britain',
    KOR: '大韓民国|Republic of Korea|Korea, Republic of',
    CHN: "中華人民共和国|China, People's Republic|VR China",
    TUR: 'Turkey|Türkei',
    COD: 'DRC|D.R. Congo|コンゴ民主共和国',
    RUS: 'Russian Federation',
    VNM: 'Viet Nam|ベトナム',
    NLD: 'The Netherlands|Holland',
  };
  const cells = Object.entries(names).flatMap(([code, all]) => all.split('|').map((name) => [code, name]));
  const content = `name;country\n${cells.map(([, name], at) => `${at};"${name}"`).join('\n')}`;
  const { parts, mistakes } = preview({ content, kind: 'sites' });
  expect(mistakes).toEqual([]);
  expect(parts.sites.map(({ country }) => country)).toEqual(cells.map(([code]) => code));
  const others = preview({ content: 'name;country\na;Deutschlnd\nb;Congo\nc;EU', kind: 'sites' }).mistakes;
  expect(others.map(({ suggestions }) => suggestions)).toEqual([
    ['DEU'],
    expect.arrayContaining(['COD', 'COG']),
    [],
  ]);
});

test('materials that nobody rates are kept and told, and rows of sums are left out', () => {
  const found = preview({
    content:
      '材料,数量,単位\nネオジム磁石,3,kg\n鉄,900,kg\nフェロボロン,20,kg\nアルミニウム,5,kg\n合計,928,kg\n',
    kind: 'needs',
  });
  expect(found.mistakes).toEqual([]);
  expect(found.files[0]?.rows.map(({ material }) => material?.key)).toEqual([
    ...['product:ndfeb-magnet', 'element:Fe', 'element:B-Fe', 'element:Al', undefined],
  ]);
  expect(codes(found.doubts).map(([row, , code]) => [row, code])).toEqual([
    ...[3, 4, 5].map((row) => [row, 'material_not_rated']),
    [6, 'file_total'],
  ]);
  expect(found.parts.needs).toHaveLength(4);
});

describe('a day', () => {
  const days = (...cells: readonly string[]) => {
    const { parts, mistakes } = preview({
      content: `material;stock (kg);as_of\n${cells.map((cell) => `Dy;5;${cell}`).join('\n')}`,
      kind: 'stock',
    });
    return mistakes.length > 0
      ? mistakes.map(({ detail }) => detail.code)
      : parts.stock.map(({ as_of }) => as_of);
  };
  test.each([
    [
      ['2026-11-29', '2026/11/29', '2026.11.29', '29.11.2026', '2026年11月29日', '令和8年11月29日'],
      Array(6).fill('2026-11-29'),
    ],
    [
      ['2026-11-29T00:00:00Z', '29.11.2026 00:00'],
      ['2026-11-29', '2026-11-29'],
    ],
    [['11/29/2026'], ['2026-11-29']],
    [
      ['11/29/2026', '03/04/2026'],
      ['2026-11-29', '2026-03-04'],
    ],
    [
      ['29/11/2026', '03/04/2026'],
      ['2026-11-29', '2026-04-03'],
    ],
    [['03.04.2026'], ['2026-04-03']],
    [['03/04/2026'], ['file_day_ambiguous']],
    [['2026-02-29'], ['file_day']],
    [['46355'], ['file_day']],
    [['2024-02-29'], ['2024-02-29']],
  ])('%j is %j', (cells, expected) => {
    expect(days(...cells)).toEqual(expected);
  });
});

test('all mistakes of all files are told in one round, each with its place and what to send', () => {
  const found = preview(
    {
      name: 'needs.csv',
      content: 'Material,Qty,Unit,Supplier,Cost\nneodymuim,x,furlong,Nobody Ltd,-3\nDy,5,kg,Lynas,4\n',
    },
    {
      name: 'sources.csv',
      content: 'Material,Share,Country,Contract until\nDy,x,Atlantis,soon\nTb,50%,,2026-01-01,more\n',
    },
    { name: 'stock.csv', content: 'Material,Stock (t),Days\nDy,5,5\nTb,,\nmagnet,1,\n' },
  );
  expect(
    found.mistakes.map(({ file, row, column, suggestions }) => [file, row, column, suggestions[0]]),
  ).toEqual([
    ['needs.csv', 2, 'Material', 'Nd'],
    ['needs.csv', 2, 'Supplier', undefined],
    ['needs.csv', 2, 'Qty', undefined],
    ['needs.csv', 2, 'Unit', undefined],
    ['needs.csv', 2, 'Cost', undefined],
    ['sources.csv', 2, 'Country', undefined],
    ['sources.csv', 2, 'Share', undefined],
    ['sources.csv', 2, 'Contract until', undefined],
    ['sources.csv', 3, null, undefined],
    ['sources.csv', 3, null, undefined],
    ['stock.csv', 2, 'Stock (t)', undefined],
    ['stock.csv', 3, 'Stock (t)', undefined],
    ['stock.csv', 4, 'Material', 'ndfeb-magnet'],
  ]);
  expect(found.files.map(({ read, understood }) => [read, understood])).toEqual([
    [2, 1],
    [2, 0],
    [3, 0],
  ]);
});

test('what is made of names never stands for two things', () => {
  const found = preview({
    content: '品番,材料,数量(t),工場\n部品-1,Dy,1,熊本-1\n材料-1,Tb,2,大阪-1\n,Nd,3,熊本-1\n',
    kind: 'needs',
  });
  expect(found.mistakes).toEqual([]);
  expect(new Set(found.parts.needs.map(({ id }) => id)).size).toBe(3);
  expect(found.parts.needs.map(({ name }) => name)).toEqual(['部品-1', '材料-1', null]);
  expect(found.parts.sites.map(({ name }) => name)).toEqual(['熊本-1', '大阪-1']);
  expect(found.parts.needs[2]?.site).toBe(found.parts.sites[0]?.id);
});

test('what a row says of something that it does not have is told', () => {
  const found = preview({
    content: 'material,quantity (t),country,share,stock,as of,remark\nDy,5,CHN,,,2026-11-29,x\n',
  });
  expect(found.mistakes).toEqual([]);
  expect(codes(found.doubts)).toEqual([
    [null, 'remark', 'file_column_unknown'],
    [2, 'as of', 'file_value_unused'],
  ]);
  const stock = preview({ content: 'material,part name,stock (t)\nDy,rotor,5\n' });
  expect(codes(stock.doubts)).toEqual([[null, 'part name', 'file_column_unused']]);
});

test.each(['Unit price', 'Kosten/kg', 'Cost (€/kg)', '単価', '在庫金額', 'Stock value'])(
  'a column %s is not taken for money or amounts of a year',
  (heading) => {
    const { parts } = preview({ content: `Material;${heading}\nDy;5\n`, kind: 'needs' });
    expect(
      parts.needs.map(({ quantity, spend }) => quantity ?? spend).filter((value) => value !== null),
    ).toEqual([]);
    expect(parts.stock).toEqual([]);
  },
);

test.each([
  ['Menge (kg/Monat)', 60],
  ['Monthly consumption (kg)', 60],
  ['Monatsbedarf kg', 60],
  ['月間使用量(kg)', 60],
  ['월소요량(kg)', 60],
  ['Consommation mensuelle (kg)', 60],
  ['Weekly demand kg', 260.9],
  ['Quarterly usage (kg)', 20],
  ['Jahresbedarf (kg)', 5],
  ['Consommation annuelle (kg)', 5],
])('5 in a column %s are %d a year', (heading, yearly) => {
  const { parts, mistakes } = preview({ content: `Material;${heading}\nDy;5\n`, kind: 'needs' });
  expect([mistakes, parts.needs.map(({ quantity }) => quantity)]).toEqual([[], [yearly]]);
});

test.each([
  ['Material;Kurztext', '100-4711;Dysprosiumoxid', 'Dysprosiumoxid'],
  ['Part;Description', 'P1;Dysprosium oxide', 'Dysprosium oxide'],
  ['Article;Désignation', 'A1;Oxyde de dysprosium', 'Oxyde de dysprosium'],
  ['자재번호;품명', '4711;산화디스프로슘', '산화디스프로슘'],
  ['Material;Bezeichnung', 'Dy2O3;Rotor hinten', 'Dy2O3'],
])('of columns %s the one whose cells are materials names them', (headings, row, material) => {
  const { parts, mistakes } = preview({ content: `${headings};kg\n${row};5\n`, kind: 'needs' });
  expect([mistakes, parts.needs.map((need) => need.material)]).toEqual([[], [material]]);
});

test.each([
  ['Material,Annual use,Stock (kg)\nDy,1.2,1850\nTb,2,3\n', [[null, 'Annual use', 'file_stock_unit']]],
  ['材料,月間使用量,在庫(kg)\nDy,10,400\n', [[null, '月間使用量', 'file_stock_unit']]],
  ['Material,Annual use,Unit,Stock (kg)\nDy,100,,400\n', [[2, 'Unit', 'file_field_missing']]],
  ['Material,Stock\nDy,50\n', [[null, 'Stock', 'file_stock_unit']]],
  ['Material,Stock,Unit\nDy,50,\n', [[2, 'Unit', 'file_field_missing']]],
  ['Material,Annual use,Stock (days)\nSmartphone,100,40\n', []],
])('an amount without a unit is asked for, not taken for kilograms: %j', (content, asked) => {
  expect(codes(preview({ content }).mistakes)).toEqual(asked);
});

test.each([
  ['sources', 'share;country;since;contract_until\nDy;1;CHN;2027-01-01;2026-12-31', 'contract_until'],
  ['needs', 'spend;currency\nDy;5;gold', 'currency'],
] as const)('a row of %s that contradicts itself is refused at its cell', (kind, rest, column) => {
  const { parts, mistakes } = preview({ kind, content: `material;${rest}\n` });
  const said = { contract_until: 'file_days_reversed', currency: 'file_currency' };
  expect([parts[kind], codes(mistakes)]).toEqual([[], [[2, column, said[column]]]]);
});

describe('a row of needs without shares', () => {
  const rows = 'Material,Annual use (kg),Vendor,Vendor country\nDy,5,Lynas,Japan\nTb,5,Kawai Trading,Japan\n';
  test('comes from the country beside it where its vendor is not known', () => {
    const { parts, mistakes } = preview({ content: rows.replaceAll('Japan', 'Australia') });
    expect(mistakes).toEqual([]);
    expect(parts.needs).toMatchObject([
      { supplier_id: 'lynas', country: null },
      { supplier_id: null, country: 'AUS' },
    ]);
  });
  test('is asked about once where the country of an unknown vendor is that of the buyer', () => {
    const asked = preview({ content: `${rows}Ga,5,Another Trading,Japan\n` });
    expect(codes(asked.mistakes)).toEqual([[null, 'Vendor country', 'file_home_country']]);
    expect(asked.mistakes[0]?.suggestions).toEqual(['country', 'supplier_country']);
    const origins = (says: string) => {
      const answers = [{ row: null, column: 'Vendor country', says }];
      const { parts, mistakes } = preview({ content: rows, answers });
      expect(mistakes).toEqual([]);
      return parts.needs.map(({ supplier_id, country }) => supplier_id ?? country);
    };
    expect(origins('country')).toEqual(['lynas', 'JPN']);
    expect(origins('supplier_country')).toEqual(['lynas', null]);
    const shares = 'Material,Vendor,Vendor country,Share\nDy,Kawai Trading,Japan,1\n';
    const mapping = { 'Vendor country': 'supplier_country' } as const;
    expect(preview({ content: shares, kind: 'sources', mapping })).toMatchObject({
      parts: { sources: [] },
      mistakes: [],
    });
  });
});

test('a site of a refused row is not added', () => {
  expect(
    preview({ content: 'material,quantity,plant\nkryptonite,5,Osaka\n', kind: 'needs' }).parts.sites,
  ).toEqual([]);
});

test('sites are found by id or name in files of any order; one that is in no file is added, and told', () => {
  const found = preview(
    { content: 'material,quantity (t),plant\nDy,5,Kumamoto plant\nTb,6,Osaka\nTb,7,Osaka\n', kind: 'needs' },
    { content: '拠点,国,番号\nKumamoto plant,日本,k1\n', name: '拠点.csv' },
  );
  expect(found.parts.sites).toEqual([
    { id: 'k1', name: 'Kumamoto plant', country: 'JPN' },
    { id: 'Osaka', name: 'Osaka', country: null },
  ]);
  expect(found.parts.needs.map(({ site }) => site)).toEqual(['k1', 'Osaka', 'Osaka']);
  expect(codes(found.doubts)).toEqual([[3, 'plant', 'file_site_added']]);
});

test.each(['China', '中国', '中國', 'CN', 'chn', 'Volksrepublik China', "People's Republic of China"])(
  'the country %s is told or refused',
  (name) => {
    const { parts, mistakes } = preview({
      content: `material;country;share\nDy;${name};1\n`,
      kind: 'sources',
    });
    if (mistakes.length > 0) expect(codes(mistakes)).toEqual([[2, 'country', 'file_country']]);
    else expect(parts.sources[0]?.country).toBe('CHN');
  },
);

test('a vendor that is not listed is its country, and an unknown material is left out, unless none is known', () => {
  const vendors =
    'Material,Quantity,Unit,Vendor,Origin,Share\nDy,3,t,Treibacher,AT,100 %\nGa,3,t,Treibacher,,\n';
  const found = preview({ content: vendors });
  expect(found.parts.sources).toMatchObject([{ supplier_id: null, country: 'AUT', share: 1 }]);
  expect(codes(found.doubts)).toContainEqual([2, 'Vendor', 'file_supplier_country']);
  expect(codes(found.mistakes)).toEqual([[3, 'Vendor', 'file_supplier']]);
  const none = preview({ content: 'Material,Stock,Unit\nRM-4711,3,kg\nRM-4712,5,kg\n', kind: 'stock' });
  expect(codes(none.mistakes)).toEqual([
    [2, 'Material', 'material_unknown'],
    [3, 'Material', 'material_unknown'],
  ]);
  const near = preview({ content: 'Material,Stock,Unit\nDysprosum,3,kg\nGa,5,kg\n', kind: 'stock' });
  expect(codes(near.mistakes)).toEqual([[2, 'Material', 'material_unknown']]);
});

test('an export of SAP has numbers of materials, and their names beside them', () => {
  const found = preview({
    content:
      'Material;Kurztext;Jahresbedarf;BME;Frei verwendbar;Bestandsdatum;Gefährdeter Umsatz (EUR)\n000000000010004711;Dysprosiumoxid;1.200,5;KG;250;30.11.2026;4.500.000\n000000000010004712;Gallium 6N;80;KG;12;30.11.2026;900.000\n',
  });
  expect(found.mistakes).toEqual([]);
  expect(found.parts.needs).toMatchObject([
    { id: '000000000010004711', material: 'Dysprosiumoxid', quantity: 1200.5, revenue_at_stake: 4_500_000 },
    { material: 'Gallium 6N', quantity: 80, unit: 'kg' },
  ]);
  expect(found.parts.stock).toMatchObject([{ kilograms: 250, as_of: '2026-11-30' }, { kilograms: 12 }]);
});

test('what is asked is answered at its place: a cell, a row that is left out, a column, a unit', () => {
  const content =
    'Material,Qty,Unit,Stock,Vendor,Origin\nDysprosum,5,t,1,Lynas,\nGa,many,t,,,\nGe,1.200,t,2,,\nRemark,,,,,\n';
  const asked = preview({ content });
  expect(codes(asked.mistakes)).toEqual([
    [null, 'Stock', 'file_stock_unit'],
    [2, 'Material', 'material_unknown'],
    [3, 'Qty', 'file_number'],
    [4, 'Qty', 'file_number_ambiguous'],
  ]);
  expect(asked.mistakes.map(({ suggestions }) => suggestions[0])).toEqual(['kg', 'Dy', undefined, '1.2']);
  const answers = [
    { row: null, column: 'Stock', says: 'kg' },
    { row: 2, column: 'Material', says: 'Dy' },
    { row: 3, column: 'Qty', says: null },
    { row: 4, column: 'Qty', says: '1.2' },
    { row: null, column: 'Vendor', says: null },
  ];
  const { mistakes, parts } = preview({ content, answers });
  expect(mistakes).toEqual([]);
  expect(parts.needs.map(({ material, quantity, supplier_id }) => [material, quantity, supplier_id])).toEqual(
    [
      ['Dy', 5, null],
      ['Ge', 1.2, null],
    ],
  );
  expect(parts.stock.map(({ kilograms }) => kilograms)).toEqual([1, 2]);
  const odd = ['Stock', 'Stok'].map((column) => ({ row: null, column, says: 'heap' }));
  expect(codes(preview({ content, answers: odd }).mistakes)).toEqual(
    expect.arrayContaining([
      [null, 'Stok', 'file_mapping_unknown'],
      [null, 'Stock', 'file_unit'],
    ]),
  );
  const lists = JSON.stringify({ needs: [{ material: 'Dy' }], stock: [{ material: 'Dy', days: 3 }] });
  const toNothing = [
    { row: 99, column: null, says: null },
    { row: 2, column: 'Farbe', says: 'Dy' },
    { row: 2, column: null, says: 'Dy' },
    { row: null, column: null, says: null },
  ];
  for (const one of toNothing)
    expect(codes(preview({ content, answers: [...answers, one] }).mistakes)).toEqual([
      [one.row, one.column, 'file_answer_unknown'],
    ]);
  expect(() => preview({ content: lists, answers: [{ row: 1, column: 'material', says: null }] })).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/files' })] }),
  );
});

describe('properties', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'Dy',
      'ネオジム磁石',
      '',
      '5',
      '1.200,5',
      '1,200',
      '60%',
      '2026-11-29',
      'lynas',
      'CHN',
      '5 kg',
      '"',
      'x;y',
      '-',
    ),
    fc.string({ maxLength: 8 }),
  );
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const headings = [
    '材料',
    'Menge',
    'unit',
    'Kosten',
    '在庫',
    'supplier',
    'share',
    'country',
    'as of',
    'whatever',
  ];

  test('every row that is not empty is understood or refused, and a refused one has a note at its place', () => {
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: headings.length + 1 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, fc.constantFrom(...FILE_KINDS), (table, kind) => {
        const content = [headings, ...table].map((row) => row.map(quoted).join(',')).join('\n');
        const { files, mistakes, doubts } = preview({ content, kind });
        const sent = table.filter((row) => row.some((text) => text.trim() !== '')).length;
        const [file] = files;
        expect(file === undefined || file.read === sent || mistakes.some(({ row }) => row === null)).toBe(
          true,
        );
        for (const { read, understood, rows: each } of files) {
          expect([each.length, each.filter((row) => row.isUnderstood).length]).toEqual([read, understood]);
          const left = doubts.filter(({ detail }) => detail.code === 'file_material_left_out');
          const wrong = new Set([...mistakes, ...left].map(({ row }) => row));
          for (const { row, isUnderstood } of each) expect(isUnderstood).toBe(!wrong.has(row));
        }
      }),
    );
  });

  test('columns in any order say the same', () => {
    const table = [
      ['Material', 'Menge', 'Einheit', 'Kosten', 'Bestand', 'Lieferant', 'Anteil', 'Stichtag'],
      ['Neodym-Magnet', '1.200,5', 'kg', '3.000 €', '200', 'Lynas', '60 %', '29.11.2026'],
      ['Dysprosiumoxid', '1.200', 'kg', '', '', '', '', ''],
      ['Foo', '5', 'kg', 'x', '', '', '', ''],
    ];
    const read = (order: readonly number[]) => {
      const { parts, currency, mistakes, doubts } = preview({
        content: table.map((row) => order.map((place) => row[place]).join(';')).join('\n'),
      });
      return { parts, currency, mistakes, doubts };
    };
    const asWritten = read([...table.keys(), 4, 5, 6, 7]);
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (order) => {
        expect(read(order)).toEqual(asWritten);
      }),
      { numRuns: 30 },
    );
  });

  test('what was understood, sent again as JSON, is understood as the same', () => {
    const found = preview(
      {
        content:
          'Material;Menge;Einheit;Kosten;Nr;Werk\nNeodym-Magnet;1.200,5;kg;3,5;A 1/2;Köln\nSmartphone;3;Stück;;;\n',
      },
      { content: 'Material;Bestand;Stichtag\nNeodym-Magnet;3,5 t;29.11.2026\n' },
      { content: 'Material;Reichweite\nDy;45\n' },
      { content: 'Material;Lieferant;Land;Anteil;Vertrag bis\nDy;lynas;;70%;1.4.2027\nDy;;China;30%;\n' },
    );
    expect(found.mistakes).toEqual([]);
    const again = preview({ content: JSON.stringify(found.parts) });
    expect(again.mistakes).toEqual([]);
    expect(again.parts).toEqual(found.parts);
    const listed = preview({ content: JSON.stringify(found.parts.sources) });
    expect(listed.parts.sources).toEqual(found.parts.sources);
  });
});
