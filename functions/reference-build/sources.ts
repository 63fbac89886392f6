import { readingLimit } from '#domain/signals/reading-limits.ts';
import type { Provenance, ReferenceData, SourceRow } from '#domain/vocabulary/reference-data.ts';
import type { Sources } from './codes.ts';
import { EDITIONS_FILE, unknownEditions } from './provenance.ts';
import registry from './registry/source-registry.json' with { type: 'json' };

type Tables = Omit<ReferenceData, 'sources'>;
type Registered = (typeof registry.sources)[number];

export type ReadingDays = Readonly<{
  carriers: string | null;
  measures: string | null;
}>;

const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const isOf = (words: readonly string[], row: Provenance) => words.some((word) => row.source.includes(word));

function readOn(source: Registered, newest: string | null, readings: ReadingDays) {
  if (source.read_on === 'newest_row') return newest ?? '';
  if (source.read_on === 'carrier_reading') return readings.carriers ?? '';
  if (source.read_on === 'announcement_review') return readings.measures ?? '';
  return registry.read_on[source.read_on as keyof typeof registry.read_on];
}

/** A row of no registered source, or of an edition that was not accepted, is a problem. */
export function sourceRows(
  tables: Tables,
  readings: ReadingDays,
  { raw: { problems }, editions }: Sources,
): readonly SourceRow[] {
  const covered = registry.sources.flatMap(({ covers }) => covers);
  for (const [file, rows] of Object.entries(tables) as [string, readonly Provenance[]][]) {
    const words = covered.filter(({ table }) => table === file).flatMap((cover) => cover.words);
    for (const row of rows) {
      const reject = (expected: string) =>
        problems.push({ file, line: 0, column: `source of ${row.row}`, value: row.source, expected });
      if (!isOf(words, row)) reject('words of a source in source-registry.json');
      const [unknown] =
        row.known_from_basis === 'source' || row.row.includes('@')
          ? []
          : unknownEditions(row.source, editions);
      if (unknown !== undefined)
        reject(`an edition of ${EDITIONS_FILE}, not ${unknown}: accept it with npm run editions`);
    }
  }
  return registry.sources.map((source) => {
    const rows = source.covers.flatMap(({ table, words }) =>
      ((tables[table as keyof Tables] ?? []) as readonly Provenance[]).filter((row) => isOf(words, row)),
    );
    const days = rows.map(({ date }) => date).filter((date) => FULL_DATE.test(date));
    const newest_date = days.sort().at(-1) ?? null;
    const { covers, read_on, ...registered } = source;
    const tablesOf = [...new Set(covers.map(({ table }) => table))].sort();
    readingLimit({ id: source.id, tables: tablesOf });
    return { ...registered, tables: tablesOf, newest_date, read_on: readOn(source, newest_date, readings) };
  });
}
