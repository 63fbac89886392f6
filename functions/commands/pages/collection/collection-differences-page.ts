/** docs/collection-differences.md: what readers make of recorded documents, day by day beside the series that ships, every difference with its cause. */
import type { ReadDocument, ReadObservation } from '#functions/sources/publishers/document-reader.ts';
import { markdownTable } from '../markdown.ts';

/** A row of a shipped series, column by column; an empty cell is unknown. */
type SeriesRow = Readonly<Record<string, string>>;

/** All that the page compares. */
export interface RecordedDocuments {
  readonly mndTexts: number;
  readonly mnd: readonly ReadDocument[];
  readonly mndSeries: readonly SeriesRow[];
  readonly jcg: readonly { readonly file: string; readonly document: ReadDocument }[];
  readonly jcgSeries: readonly SeriesRow[];
}

interface DayValue {
  readonly date: string;
  readonly read: number | null;
  /** How many documents speak of the day. */
  readonly documents: number;
  readonly adds: boolean;
  readonly coastGuard: boolean;
}

interface Difference extends DayValue {
  readonly value: string;
  readonly series: number | null;
  readonly source: string;
}

const COLUMNS: readonly (readonly [string, string])[] = [
  ['aircraft', 'aircraft_total'],
  ['crossed', 'crossed_median_or_adiz'],
  ['navy_ships', 'navy_ships'],
  ['official_ships', 'official_ships'],
];

const isAccepted = ({ unread, printedTotals }: ReadDocument): boolean =>
  unread.length === 0 && printedTotals.every(({ printed, read }) => printed === read);

interface DayDocument {
  readonly observation: ReadObservation;
  readonly words: string;
}

/** Accepted documents of every day. One read again under its name takes the place of the first; only parts of a day stand side by side. */
const byDate = (documents: readonly ReadDocument[]): ReadonlyMap<string, readonly DayDocument[]> => {
  const named = new Map(documents.filter(isAccepted).map((document) => [document.document, document]));
  const days = new Map<string, readonly DayDocument[]>();
  for (const { observations, words = '' } of named.values()) {
    for (const observation of observations) {
      const beside = observation.addsUp === true ? (days.get(observation.date) ?? []) : [];
      days.set(observation.date, [...beside, { observation, words }]);
    }
  }
  return days;
};

/** One value of a day; documents of parts of a day add up, and `null` in all of them stays `null`. */
const valueOfDay = (date: string, documents: readonly DayDocument[], value: string): DayValue => {
  const stated = documents.map(({ observation }) => observation.values[value]).filter((count) => typeof count === 'number');
  return {
    date,
    read: stated.length === 0 ? null : stated.reduce((sum, count) => sum + count, 0),
    documents: documents.length,
    adds: documents.some(({ observation }) => observation.addsUp === true),
    coastGuard: documents.some(({ words }) => words.includes('海警')),
  };
};

const numberOrNull = (cell: string | undefined): number | null => (cell === undefined || cell === '' ? null : Number(cell));

/** Causes, the first that fits. Every difference must fit one; the page does not build otherwise. */
const CAUSES: readonly (readonly [name: string, says: string, fits: (difference: Difference) => boolean])[] = [
  [
    'not stated, 0 in the series',
    'The report does not say it. The repositories that the series was taken from wrote 0; a reader writes nothing.',
    ({ read, series }) => read === null && series === 0,
  ],
  [
    'stated, blank in the series',
    'The series was filled from a table that kept aircraft and ships only, or from texts of which this was not taken over. The report says it.',
    ({ read, series }) => read !== null && series === null,
  ],
  [
    'coast guard ships',
    'From 22 May to 7 June 2024 the reports counted coast guard ships (海警船), from 16 July 2024 official ships (公務船). A reader counts both as official ships; the series has 0, and adds them to the navy on one day.',
    ({ coastGuard }) => coastGuard,
  ],
  [
    'several reports of a day',
    'Reports of 2020 to August 2022 came as one or several a day, and these recorded texts hold one of every wording, not all. The series was taken from a table without sources, whose dates are marked as not verified; on some days it has one of the reports only.',
    ({ adds }) => adds,
  ],
  [
    'another number in the series',
    'The text of the ministry is at hand and says this; the number in the series was taken over from eskim19 or s0914712 and has no text behind it.',
    ({ read, series, source }) => read !== null && series !== null && read !== series && /^(?:eskim19|s0914712)/.test(source),
  ],
  [
    'in the series only',
    'The text of the ministry is at hand and does not say it; the number in the series was taken over from eskim19 and has no text behind it.',
    ({ read, series, source }) => read === null && series !== null && source.startsWith('eskim19'),
  ],
];

const causeOf = (difference: Difference): string => {
  const cause = CAUSES.find(([, , fits]) => fits(difference));
  if (cause === undefined)
    throw new Error(
      `No cause is known for ${difference.value} of ${difference.date}: ${difference.read}, in the series ${difference.series}.`,
    );
  return cause[0];
};

const said = (value: number | null): string => (value === null ? 'not stated' : String(value));

/** Days of the ministry's reports on which the series says something else. */
const mndDifferences = ({
  mnd,
  mndSeries,
}: RecordedDocuments): {
  readonly compared: number;
  readonly differences: readonly Difference[];
  readonly without: readonly DayValue[];
} => {
  const series = new Map(mndSeries.map((row) => [row.report_date ?? '', row]));
  const differences: Difference[] = [];
  const without: DayValue[] = [];
  let compared = 0;
  for (const [date, documents] of [...byDate(mnd)].sort(([a], [b]) => a.localeCompare(b))) {
    const row = series.get(date);
    if (row === undefined) {
      without.push(valueOfDay(date, documents, 'aircraft'));
      continue;
    }
    compared += 1;
    for (const [value, column] of COLUMNS) {
      const day = valueOfDay(date, documents, value);
      const there = numberOrNull(row[column]);
      if (day.read !== there) differences.push({ ...day, value, series: there, source: row.value_source ?? '' });
    }
  }
  return { compared, differences, without };
};

const LISTED_ONE_BY_ONE = new Set(['coast guard ships', 'several reports of a day', 'another number in the series', 'in the series only']);

const daysOf = (differences: readonly Difference[]): string =>
  differences.map(({ date, read }) => (read === null ? date : `${date} (${read})`)).join(', ');

const groups = (differences: readonly Difference[]): string =>
  CAUSES.map(([name, says]) => {
    const of = differences.filter((difference) => causeOf(difference) === name);
    if (of.length === 0) return '';
    const list = LISTED_ONE_BY_ONE.has(name)
      ? markdownTable(
          ['day', 'value', 'report', 'series', 'reports of the day', 'series taken from'],
          of.map(({ date, value, read, series, documents, source }) => [date, value, said(read), said(series), documents, source]),
        )
      : markdownTable(
          ['value', 'days:', 'which'],
          COLUMNS.map(([value]) => of.filter((difference) => difference.value === value))
            .filter((days) => days.length > 0)
            .map((days) => [days[0]?.value ?? '', days.length, daysOf(days)]),
        );
    return `### ${name[0]?.toUpperCase()}${name.slice(1)}: ${of.length}\n\n${says}\n\n${list}\n`;
  })
    .filter((group) => group !== '')
    .join('\n');

const jcgRows = ({ jcg, jcgSeries }: RecordedDocuments): readonly (readonly (string | number)[])[] => {
  const series = new Map(jcgSeries.map((row) => [row.date ?? '', row]));
  return jcg.map(({ file, document }) => {
    const different = document.observations.filter(
      ({ date, values }) =>
        numberOrNull(series.get(date)?.contiguous_zone_vessels) !== values.contiguous_zone_vessels ||
        numberOrNull(series.get(date)?.territorial_sea_vessels) !== values.territorial_sea_vessels,
    );
    const totals = document.printedTotals
      .map(({ printed, read }) => (printed === read ? `${printed}` : `${printed} (days give ${read})`))
      .join(' / ');
    const why = document.unread.map((part) => part.why).join(' ');
    return [file, document.document, document.observations.length, totals, isAccepted(document) ? 'taken' : why, different.length];
  });
};

/** The page. Throws where a difference has no cause, so that none is passed over. */
export const collectionDifferencesPage = (recorded: RecordedDocuments): string => {
  const { compared, differences, without } = mndDifferences(recorded);
  const accepted = recorded.mnd.filter(isAccepted);
  const refused = recorded.mnd.filter((document) => !isAccepted(document));
  return `# What readers make of recorded documents, beside the series that ship

Written by \`npm run docs:collection\` from \`test/fixtures/publishers\` and \`shared/reference-tables/signals\`; a test holds it to both. A reader never fills in what a report does not state, so most differences are a 0 that somebody else wrote.

## Taiwan, Ministry of National Defense

${markdownTable(
  ['texts:', 'documents:', 'read to the last clause:', 'held back:', 'days compared:', 'values that differ:'],
  [[recorded.mndTexts, recorded.mnd.length, accepted.length, refused.length, compared, differences.length]],
)}

A text that was collected twice is one document. Held back, with what a person has to decide:

${markdownTable(
  ['document', 'part', 'why'],
  refused.flatMap(({ document, unread }) => unread.map(({ text, why }) => [document, text, why])),
)}

${groups(differences)}
### Days that the series does not have: ${without.length}

Reports of 2021 and 2022 that the table without sources left out, or kept under the day of publication (2 and 3 August 2022: two reports on one page, 21 and 27 aircraft; the series has 49 on the 3rd).

${markdownTable(
  ['day', 'aircraft:'],
  without.map(({ date, read }) => [date, said(read)]),
)}

## Senkaku, Japan Coast Guard

Totals are days and vessels in the contiguous zone, days and vessels in the territorial sea, as printed under the table.

${markdownTable(['file', 'month', 'days:', 'printed totals', 'verdict', 'days that differ from the series:'], jcgRows(recorded))}
`;
};
