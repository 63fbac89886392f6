/** Answers of the World Bank, one for each dimension. */
import {
  type DocumentReader,
  decodedText,
  type RawDocument,
  type ReadDocument,
  type ReadObservation,
  type UnreadPart,
} from './document-reader.ts';

const DIMENSIONS = ['VA', 'PV', 'GE', 'RQ', 'RL', 'CC'] as const;

/**
 * Ends of codes. Estimates are about -2.5 to 2.5, scores 0 to 100. Since July 2026 codes begin with
 * `GOV_WGI_`.
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
  version: 3,
  read: (raw) => Promise.resolve([readWgi(raw)]),
};

type Figure = Readonly<{
  country: string;
  year: number;
  dimension: string;
  measure: string;
  value: number | null;
}>;

/** A few countries at war lie below -2.5. */
const ESTIMATE_BOUND = 3.5;
function isPossible(measure: string, value: number) {
  if (measure === 'estimate') return Math.abs(value) <= ESTIMATE_BOUND;
  return value >= 0 && value <= (measure === 'standard_error' ? ESTIMATE_BOUND : 100);
}

type Figures = Readonly<{
  figures: readonly Figure[];
  unread: readonly UnreadPart[];
  updated: string | null;
}>;

const readWgi = (raw: RawDocument): ReadDocument =>
  documentFrom(raw.address ?? raw.name, figuresOfAnswer(decodedText(raw.bytes, 'utf-8') ?? ''));

function documentFrom(name: string, { figures, unread, updated }: Figures): ReadDocument {
  const grouped = new Map<string, Readonly<{ figure: Figure; values: Record<string, number | null> }>>();
  const doubted: UnreadPart[] = [];
  for (const figure of figures) {
    const key = `${figure.country} ${figure.dimension} ${figure.year}`;
    const group = grouped.get(key) ?? { figure, values: { estimate: null, standard_error: null } };
    const before = group.values[figure.measure] ?? null;
    const doubt = (why: string) => doubted.push({ text: `${key} ${figure.measure}: ${figure.value}`, why });
    if (before !== null && before !== figure.value) doubt(`The same figure is stated as ${before} too.`);
    if (figure.value !== null && !isPossible(figure.measure, figure.value))
      doubt('No such figure is possible in its unit.');
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
  const period_end =
    observations
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null;
  const empty: readonly UnreadPart[] =
    observations.length > 0 || unread.length > 0
      ? []
      : [{ text: name, why: 'No figure of a country and a year was found.' }];
  return {
    document: updated === null ? name : `wgi ${updated}`,
    period_end,
    observations,
    printed_totals: [],
    unread: [...unread, ...doubted, ...empty],
  };
}

function unknownCodes(codes: Iterable<string>): readonly UnreadPart[] {
  return [...new Set(codes)].map((text) => ({
    text,
    why: 'The code of this indicator is not known; the publisher may have renamed it, as in July 2026.',
  }));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A description of the page and a list, or a message. */
function figuresOfAnswer(text: string): Figures {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return {
      figures: [],
      unread: [
        {
          text: text.slice(0, 200),
          why: 'It is no JSON, or breaks off: hand in the answer of the API as it is.',
        },
      ],
      updated: null,
    };
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
    pages > 1
      ? [
          {
            text: `page ${page} of ${pages}`,
            why: 'The answer is one page of several; ask with a larger `per_page`.',
          },
        ]
      : [];
  const updated =
    typeof head.lastupdated === 'string' && /^\d{4}-\d{2}-\d{2}/.test(head.lastupdated)
      ? head.lastupdated.slice(0, 10)
      : null;
  return { figures, unread: [...unknownCodes(unknown), ...partial], updated };
}
