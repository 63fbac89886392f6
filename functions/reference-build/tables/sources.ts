import type { Provenance, ReferenceData, SourceRow } from '#domain/vocabulary/reference-data.ts';
import type { ProblemList } from '../problems.ts';
import registry from '../registry/source-registry.json' with { type: 'json' };

type Tables = Omit<ReferenceData, 'sources'>;
type TableName = keyof Tables;
type Registered = (typeof registry.sources)[number];

const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const covers = (words: readonly string[], row: Provenance): boolean => words.some((word) => row.source.includes(word));

const rowsOf = (source: Registered, tables: Tables): readonly Provenance[] =>
  source.covers.flatMap(({ table, words }) =>
    ((tables[table as TableName] ?? []) as readonly Provenance[]).filter((row) => covers(words, row)),
  );

/** Last days of readings that tables of their own tell; `null` where such a table is empty. */
export interface ReadingDays {
  readonly carriers: string | null;
  /** Day of the newest review of an announcement of measures. */
  readonly measures: string | null;
}

/** The day the publisher was last read: that of its newest row, of a reading with a table of its own, or of the compilation. */
function readOn(source: Registered, newest: string | null, readings: ReadingDays): string {
  if (source.read_on === 'newest_row') return newest ?? '';
  if (source.read_on === 'carrier_reading') return readings.carriers ?? '';
  if (source.read_on === 'announcement_review') return readings.measures ?? '';
  return registry.read_on[source.read_on as keyof typeof registry.read_on];
}

/** Reports rows without a registered source: nobody could tell how fresh they are or whether they may be passed on. */
function rejectUnregisteredRows(tables: Tables, problems: ProblemList): void {
  for (const [table, rows] of Object.entries(tables) as [TableName, readonly Provenance[]][]) {
    const words = registry.sources.flatMap((source) =>
      source.covers.filter((cover) => cover.table === table).flatMap((cover) => cover.words),
    );
    for (const row of rows) {
      if (covers(words, row)) continue;
      problems.push({
        file: table,
        line: 0,
        column: `source of ${row.row}`,
        value: row.source,
        expected: 'words of a source in source-registry.json',
      });
    }
  }
}

/** The registry of sources, with their freshness as the tables show it. */
export function loadSources(tables: Tables, readings: ReadingDays, problems: ProblemList): readonly SourceRow[] {
  rejectUnregisteredRows(tables, problems);
  return registry.sources.map((source) => {
    const days = rowsOf(source, tables)
      .map((row) => row.date)
      .filter((date) => FULL_DATE.test(date));
    const newest = days.sort().at(-1) ?? null;
    const { id, title, publisher, url, licence, redistribution, cadence } = source;
    const names = [...new Set(source.covers.map(({ table }) => table))].sort();
    return {
      id,
      title,
      publisher,
      url,
      licence,
      redistribution,
      cadence,
      tables: names,
      newest_date: newest,
      read_on: readOn(source, newest, readings),
    };
  });
}
