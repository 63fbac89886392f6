import { CsvError, parse } from 'csv-parse/sync';

const SEPARATORS = [',', ';', '\t'] as const;
/** Exports have titles above their headings. */
const ROWS_WITH_HEADINGS = 10;
const MOST_HEADINGS = 200;

const records = (text: string, delimiter: string, to?: number): readonly (readonly string[])[] =>
  parse(text, {
    bom: true,
    delimiter,
    trim: true,
    relax_column_count: true,
    ...(to === undefined ? {} : { to }),
  });

const isEmpty = (row: readonly string[]) => row.every((cell) => cell === '');

/** The first row that is not empty where no heading is known. */
function bestHeader(text: string, isHeading: (cell: string) => boolean) {
  const tried = SEPARATORS.flatMap((separator) => {
    let rows: readonly (readonly string[])[] = [];
    try {
      rows = records(text, separator, ROWS_WITH_HEADINGS);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
    return rows.flatMap((row, place) => {
      const known = row.slice(0, MOST_HEADINGS).filter(isHeading).length;
      return isEmpty(row) ? [] : [{ separator, place, cells: row.length, known }];
    });
  });
  const [known] = [...tried].sort((one, other) => other.known - one.known);
  if (known !== undefined && known.known > 0) return known;
  const first = Math.min(...tried.map(({ place }) => place));
  const [widest] = tried.filter(({ place }) => place === first).sort((one, other) => other.cells - one.cells);
  return widest ?? { separator: ',', place: 0 };
}

export type TableRow = Readonly<{
  row: number;
  cells: readonly string[];
}>;

/**
 * A CSV with any of three separators. `above`: rows of titles. Throws `CsvError`, whose `lines` is the row in
 * which quotes do not match.
 */
export function tableIn(
  text: string,
  isHeading: (cell: string) => boolean,
): Readonly<{ headings: readonly string[]; rows: readonly TableRow[]; above: number }> {
  const { separator, place } = bestHeader(text, isHeading);
  const all = records(text, separator);
  const rows = all.flatMap((cells, index) =>
    index <= place || isEmpty(cells) ? [] : [{ row: index + 1, cells }],
  );
  return { headings: all[place] ?? [], rows, above: all.slice(0, place).every(isEmpty) ? 0 : place };
}
