/** Reader of the Worldwide Governance Indicators of the World Bank: answers of its API, tables of its data bank, and the full data set. */
import type { DocumentReader, RawDocument, ReadDocument, ReadObservation, UnreadPart } from './document-reader.ts';
import { columnsOf, rowsOrUnread, type TableCell, textOfTable } from './tables.ts';

/** Voice and accountability, political stability, government effectiveness, regulatory quality, rule of law, control of corruption. */
const DIMENSIONS = ['VA', 'PV', 'GE', 'RQ', 'RL', 'CC'] as const;

/**
 * Ends of codes and the value that each is. Estimates are about -2.5 to 2.5, standard errors in the same unit, scores 0 to 100 (since July 2026),
 * ranks percentiles. Codes of July 2026 and later begin with `GOV_WGI_`.
 */
const MEASURES: Readonly<Record<string, string>> = {
  EST: 'estimate',
  'STD.ERR': 'standard_error',
  SC: 'score',
  'NO.SRC': 'sources',
  'PER.RNK': 'percentile_rank',
  'PER.RNK.LOWER': 'percentile_rank_lower',
  'PER.RNK.UPPER': 'percentile_rank_upper',
};
const CODE = new RegExp(
  `^(?:GOV_WGI_)?(${DIMENSIONS.join('|')})\\.(${Object.keys(MEASURES)
    .map((end) => end.replaceAll('.', '\\.'))
    .join('|')})$`,
);

export const wgiReader: DocumentReader = {
  version: 2,
  read: (raw) => Promise.resolve([readWgi(raw)]),
};

interface Figure {
  readonly country: string;
  readonly year: number;
  readonly dimension: string;
  readonly measure: string;
  readonly value: number | null;
}

/** Estimates are said to lie between -2.5 and 2.5; a few countries at war lie a little below. */
const ESTIMATE_BOUND = 3.5;
function isPossible(measure: string, value: number): boolean {
  if (measure === 'estimate') return Math.abs(value) <= ESTIMATE_BOUND;
  return value >= 0 && value <= (measure === 'standard_error' ? ESTIMATE_BOUND : 100);
}

interface Figures {
  readonly figures: readonly Figure[];
  readonly unread: readonly UnreadPart[];
  /** `YYYY-MM-DD`, where the document says when it was updated. */
  readonly updated: string | null;
}

function readWgi(raw: RawDocument): ReadDocument {
  const name = raw.address ?? raw.name;
  const isJson = raw.bytes.length < 4 || raw.bytes[0] !== 0x50 ? /^\s*[[{]/.test(textOfTable(raw.bytes.subarray(0, 100))) : false;
  if (isJson) return documentFrom(name, figuresOfAnswer(textOfTable(raw.bytes)));
  const rows = rowsOrUnread(name, raw.bytes);
  return 'document' in rows ? rows : documentFrom(name, figuresOfTable(rows));
}

function documentFrom(name: string, { figures, unread, updated }: Figures): ReadDocument {
  const grouped = new Map<string, { readonly figure: Figure; readonly values: Record<string, number | null> }>();
  const doubted: UnreadPart[] = [];
  for (const figure of figures) {
    const key = `${figure.country} ${figure.dimension} ${figure.year}`;
    const group = grouped.get(key) ?? { figure, values: { estimate: null, standard_error: null } };
    const before = group.values[figure.measure] ?? null;
    const doubt = (why: string) => doubted.push({ text: `${key} ${figure.measure}: ${figure.value}`, why });
    if (before !== null && before !== figure.value) doubt(`The same figure is stated as ${before} too.`);
    if (figure.value !== null && !isPossible(figure.measure, figure.value)) doubt('No such figure is possible in its unit.');
    group.values[figure.measure] = figure.value;
    grouped.set(key, group);
  }
  const observations = [...grouped.values()]
    .filter(({ values }) => Object.values(values).some((value) => value !== null))
    .map(
      ({ figure, values }): ReadObservation => ({
        id: `${figure.country}.${figure.dimension}`,
        series: 'wgi',
        date: `${figure.year}-12-31`,
        published: updated,
        values: { country: figure.country, indicator: figure.dimension, year: figure.year, ...values },
      }),
    );
  const periodEnd =
    observations
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null;
  const empty: readonly UnreadPart[] =
    observations.length > 0 || unread.length > 0 ? [] : [{ text: name, why: 'No figure of a country and a year was found.' }];
  return {
    document: updated === null ? name : `wgi ${updated}`,
    periodEnd,
    observations,
    printedTotals: [],
    unread: [...unread, ...doubted, ...empty],
  };
}

/** Why a code is not read, told once for each code. */
function unknownCodes(codes: Iterable<string>): readonly UnreadPart[] {
  return [...new Set(codes)].map((text) => ({
    text,
    why: 'The code of this indicator is not known; the publisher may have renamed it, as in July 2026.',
  }));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Answer of `api.worldbank.org/v2`: a page description and a list, or a message. */
function figuresOfAnswer(text: string): Figures {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return { figures: [], unread: [{ text: text.slice(0, 200), why: 'The answer is JSON that breaks off.' }], updated: null };
  }
  const [head, list] = Array.isArray(answer) ? (answer as readonly unknown[]) : [null, null];
  if (!isRecord(head) || !Array.isArray(list)) {
    return {
      figures: [],
      unread: [
        {
          text: text.slice(0, 200),
          why: 'The answer of the World Bank is a message instead of figures: the code or the address is not known to it.',
        },
      ],
      updated: null,
    };
  }
  const unknown: string[] = [];
  const figures = list.filter(isRecord).flatMap((row): readonly Figure[] => {
    const code = isRecord(row.indicator) ? String(row.indicator.id) : '';
    const match = CODE.exec(code);
    if (match === null) {
      unknown.push(code);
      return [];
    }
    const country = String(row.countryiso3code ?? '');
    const year = Number(row.date);
    if (!/^[A-Z]{3}$/.test(country) || !Number.isInteger(year)) return [];
    return [
      {
        country,
        year,
        dimension: match[1] ?? '',
        measure: MEASURES[match[2] ?? ''] ?? '',
        value: typeof row.value === 'number' ? row.value : null,
      },
    ];
  });
  const pages = Number(head.pages ?? 1);
  const page = Number(head.page ?? 1);
  const partial: readonly UnreadPart[] =
    pages > 1 ? [{ text: `page ${page} of ${pages}`, why: 'The answer is one page of several; ask with a larger `per_page`.' }] : [];
  const updated =
    typeof head.lastupdated === 'string' && /^\d{4}-\d{2}-\d{2}/.test(head.lastupdated) ? head.lastupdated.slice(0, 10) : null;
  return { figures, unread: [...unknownCodes(unknown), ...partial], updated };
}

/** A table with a row for each country and indicator and a column for each year, or one with a row for each country, year and indicator. */
function figuresOfTable(rows: readonly (readonly TableCell[])[]): Figures {
  const start = rows.findIndex((row) =>
    row.some((cell) => /^(?:country code|code|iso3|countryiso3code)$/i.test(String(cell ?? '').trim())),
  );
  const columns = columnsOf(rows[start] ?? []);
  const column = (...names: readonly string[]) => names.map((name) => columns.get(name)).find((index) => index !== undefined);
  const country = column('COUNTRY CODE', 'CODE', 'ISO3', 'COUNTRYISO3CODE');
  const code = column('SERIES CODE', 'INDICATOR CODE', 'INDICATOR');
  if (start < 0 || country === undefined || code === undefined) {
    return {
      figures: [],
      unread: [{ text: (rows[0] ?? []).join(','), why: 'The table has no column for the code of the country or of the indicator.' }],
      updated: null,
    };
  }
  const years = [...columns].flatMap(([name, index]) => {
    const year = /^(?:YR)?(\d{4})(?: \[YR\d{4}\])?$/.exec(name)?.[1];
    return year === undefined ? [] : [{ year: Number(year), index }];
  });
  const long = { year: columns.get('YEAR'), estimate: columns.get('ESTIMATE'), error: column('STDDEV', 'STDERR', 'STANDARD ERROR', 'SE') };
  const unread: UnreadPart[] = [];
  const unknown: string[] = [];
  const figures = rows.slice(start + 1).flatMap((row): readonly Figure[] => {
    const iso3 = String(row[country] ?? '').trim();
    const printed = String(row[code] ?? '').trim();
    if (!/^[A-Z]{3}$/.test(iso3) || printed === '') return []; // Notes and sources below the table.
    if (long.year !== undefined && long.estimate !== undefined) {
      const dimension = DIMENSIONS.find((one) => one === printed.toUpperCase() || CODE.exec(printed)?.[1] === one);
      if (dimension === undefined) {
        unknown.push(printed);
        return [];
      }
      const year = Number(row[long.year]);
      const of = (measure: string, index: number | undefined) =>
        index === undefined ? [] : [{ country: iso3, year, dimension, measure, value: figureOf(row[index] ?? null, unread) }];
      return [...of('estimate', long.estimate), ...of('standard_error', long.error)];
    }
    const match = CODE.exec(printed);
    if (match === null) {
      unknown.push(printed);
      return [];
    }
    return years.map(({ year, index }) => ({
      country: iso3,
      year,
      dimension: match[1] ?? '',
      measure: MEASURES[match[2] ?? ''] ?? '',
      value: figureOf(row[index] ?? null, unread),
    }));
  });
  return { figures, unread: [...unknownCodes(unknown), ...unread], updated: null };
}

function figureOf(cell: TableCell, unread: UnreadPart[]): number | null {
  if (cell === null || typeof cell === 'number') return cell;
  if (/^(?:\.\.?|#?N\/?A|NaN)$/i.test(cell)) return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  unread.push({ text: cell, why: 'This cell is not a number.' });
  return null;
}
