/**
 * Reader of DataWeb, the trade of the United States, and the question that it is asked (`POST
 * /api/v2/report2/runReport`).
 */
import {
  type DocumentReader,
  decodedText,
  type RawDocument,
  type ReadDocument,
  unreadDocument,
} from '../document-reader.ts';
import {
  type CountedLine,
  kilogramsOf,
  monthsWith,
  numberIn,
  tradeDocument,
  type WatchedCodes,
} from './counted-trade.ts';

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
const FIRST_YEAR = 2022;

/**
 * The body of the question: imports of watched codes by country and month, weight and value. `today`: the
 * years end with its own.
 */
export function dataWebQuestion(watched: WatchedCodes, today: string): string {
  const codes = watched
    .filter(
      ({ nomenclature, code }) => nomenclature === 'USA' || (nomenclature === 'HS' && !code.includes('+')),
    )
    .map(({ code }) => code);
  const years = Array.from({ length: Number(today.slice(0, 4)) - FIRST_YEAR + 1 }, (_, n) =>
    String(FIRST_YEAR + n),
  );
  const all = { aggregation: 'Aggregate CSC', programsSelectType: 'all' };
  return JSON.stringify({
    savedQueryType: '',
    isOwner: true,
    unitConversion: '0',
    manualConversions: [],
    reportOptions: { tradeType: 'Import', classificationSystem: 'HTS' },
    searchOptions: {
      MiscGroup: {
        districts: {
          aggregation: 'Aggregate District',
          districtsExpanded: [{ name: 'All Districts', value: 'all' }],
          districtsSelectType: 'all',
        },
        importPrograms: { programsSelectType: 'all' },
        extImportPrograms: all,
        provisionCodes: { aggregation: 'Aggregate RPCODE', provisionCodesSelectType: 'all' },
      },
      commodities: {
        aggregation: 'Break Out Commodities',
        codeDisplayFormat: 'YES',
        commoditySelectType: 'list',
        granularity: '10',
        commodities: codes,
        commoditiesExpanded: codes.map((code) => ({ name: code, value: code })),
        commoditiesManual: codes.join(','),
      },
      componentSettings: {
        dataToReport: ['CONS_FIR_UNIT_QUANT', 'CONS_CUSTOMS_VALUE'],
        scale: '1',
        timeframeSelectType: 'fullYears',
        years,
        yearsTimeline: 'Monthly',
      },
      countries: {
        aggregation: 'Break Out Countries',
        countries: [],
        countriesExpanded: [{ name: 'All Countries', value: 'all' }],
        countriesSelectType: 'all',
      },
    },
    sortingAndDataFormat: {
      DataSort: { columnOrder: [], sortOrder: [] },
      reportCustomizations: { totalRecords: '20000', exportRawData: false },
    },
  });
}

export const customsUsitcReader = (codes: WatchedCodes): DocumentReader => ({
  version: 1,
  read: (raw) => Promise.resolve([readAnswer(raw, codes)]),
});

interface Table {
  readonly tab_name?: string;
  readonly column_groups: readonly { readonly columns: readonly { readonly label: string }[] }[];
  readonly row_groups: readonly {
    readonly rowsNew: readonly {
      readonly rowEntries: readonly { readonly value: string | number | null }[];
    }[];
  }[];
}

const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['China', 'CHN'],
  ['Congo (DROC)', 'COD'],
  ['Indonesia', 'IDN'],
]);

/**
 * `{dto: {tables, errors}}`: a table for each measure, a row for each country, code and year (and unit), a
 * column for each month. A month without any figure is not published.
 */
function readAnswer(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const name = raw.address ?? raw.name;
  const { dto } = JSON.parse(decodedText(raw.bytes, 'utf-8') ?? '{}') as {
    readonly dto?: { readonly tables?: readonly Table[]; readonly errors?: readonly string[] };
  };
  const tables = dto?.tables ?? [];
  if (tables.length === 0)
    return unreadDocument(name, (dto?.errors ?? []).join(' '), 'The answer of DataWeb has no table.');
  const lines = tables.flatMap((table) => {
    const labels = table.column_groups.flatMap(({ columns }) => columns.map(({ label }) => label));
    return table.row_groups
      .flatMap(({ rowsNew }) => rowsNew)
      .flatMap(({ rowEntries }) =>
        linesOf(new Map(labels.map((label, n) => [label, rowEntries[n]?.value ?? null]))),
      );
  });
  const merged = [
    ...Map.groupBy(lines, ({ code, country, month }) => `${code} ${country} ${month}`).values(),
  ].map((same): CountedLine => {
    const [{ code, country, month }] = same as [(typeof lines)[number]];
    const of = (part: 'kg' | 'value'): number | null =>
      same.map((line) => line[part]).find((figure) => figure !== null) ?? null;
    return { code, partner: PARTNERS.get(country) ?? null, month, kg: of('kg'), value: of('value') };
  });
  return tradeDocument(name, codes, [
    {
      reporter: 'USA',
      flow: 'import',
      currency: 'USD',
      lines: merged,
      published: monthsWith(merged),
      lists: [...PARTNERS.values(), 'ALL'],
    },
  ]);
}

/** A row of the table of weights has a unit, one of the table of values none. */
function linesOf(row: ReadonlyMap<string, string | number | null>) {
  const [year, unit] = [String(row.get('Year') ?? ''), row.get('Quantity Description') ?? null];
  const code = String(row.get('HTS Number') ?? '').replace(/\D/g, '');
  return MONTHS.flatMap((label, n) => {
    const figure = numberIn(row.get(label));
    if (figure === null || code === '') return [];
    const month = `${year}-${String(n + 1).padStart(2, '0')}`;
    const country = String(row.get('Country') ?? '');
    return [
      {
        code,
        country,
        month,
        kg: unit === null ? null : kilogramsOf(figure, String(unit)),
        value: unit === null ? figure : null,
      },
    ];
  });
}
