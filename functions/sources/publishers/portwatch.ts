import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import {
  type DocumentReader,
  decodedText,
  type RawDocument,
  type ReadDocument,
  unreadDocument,
} from './document-reader.ts';

const LANES: Readonly<Record<string, string>> = {
  'Bab el-Mandeb Strait': 'bab_el_mandeb',
  'Cape of Good Hope': 'cape_of_good_hope',
  'Strait of Hormuz': 'hormuz_strait',
  'Suez Canal': 'suez',
};
const A_WEEK = 7;
/** 5 January 1970 was a Monday. */
const mondayOf = (day: number) => day - ((((day - 4) % A_WEEK) + A_WEEK) % A_WEEK);

export const portwatchReader: DocumentReader = {
  version: 1,
  read: (raw) => Promise.resolve([readAnswer(raw)]),
};

type Row = Readonly<{
  /** Milliseconds since 1970, or a text. */
  date: number | string;
  portname: string;
  n_total: number | null;
}>;

/** An error comes as HTTP 200 with `{error: {message}}`. */
function readAnswer(raw: RawDocument): ReadDocument {
  const name = 'daily transits';
  const { features, error } = JSON.parse(decodedText(raw.bytes, 'utf-8') ?? '{}') as Readonly<{
    features?: readonly Readonly<{ attributes: Row }>[];
    error?: Readonly<{ message?: string }>;
  }>;
  if (features === undefined)
    return unreadDocument(name, error?.message ?? '', 'PortWatch answered with an error instead of rows.');
  const counted = new Map<string, Map<number, number>>();
  for (const { attributes } of features) {
    const { date, portname, n_total: ships } = attributes;
    const lane = LANES[portname];
    if (lane === undefined || ships === null) continue;
    const day = dayNumber(
      typeof date === 'number' ? new Date(date).toISOString().slice(0, 10) : date.slice(0, 10),
    );
    counted.set(lane, (counted.get(lane) ?? new Map()).set(day, ships));
  }
  const observations = [...counted].flatMap(([lane, days]) => {
    const weeks = wholeWeeks(days);
    const [first] = weeks;
    return first === undefined
      ? []
      : [
          {
            id: lane,
            series: 'strait_transits',
            date: isoDate(first.monday),
            published: null,
            values: { ships: weeks.map(({ mean }) => mean) },
          },
        ];
  });
  const lacking = Object.keys(LANES).filter((port) => !counted.has(LANES[port] ?? ''));
  const last = Math.max(...[...counted.values()].flatMap((days) => [...days.keys()]));
  return {
    document: name,
    period_end: Number.isFinite(last) ? isoDate(last) : null,
    observations,
    printed_totals: [],
    unread: lacking.map((port) => ({ text: port, why: 'The answer has no row of this strait.' })),
  };
}

function wholeWeeks(days: ReadonlyMap<number, number>) {
  const weeks: Readonly<{ monday: number; mean: number }>[] = [];
  for (let monday = mondayOf(Math.max(...days.keys())); ; monday -= A_WEEK) {
    const week = Array.from({ length: A_WEEK }, (_, n) => days.get(monday + n));
    const counted = week.filter((ships) => ships !== undefined);
    if (counted.length === A_WEEK)
      weeks.unshift({
        monday,
        mean: Math.round((10 * counted.reduce((sum, n) => sum + n, 0)) / A_WEEK) / 10,
      });
    else if (weeks.length > 0 || counted.length === 0) return weeks;
  }
}
