/** Evidence ids and the rows behind them. */
import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';

/** The fields of a row of the facts that a citation shows. */
export type CitedRow = Pick<Provenance, 'row' | 'source' | 'source_url' | 'date' | 'quality' | 'known_from' | 'sent_by'> &
  Partial<Pick<Provenance, 'note'>>;

/** Looks rows up by their evidence id; an id that no table has is a fault of ours and throws. */
export type Cite = (ids: Iterable<string>) => readonly CitedRow[];

export const citedRow = ({ row, source, source_url, date, quality, known_from, sent_by, note }: Provenance): CitedRow => ({
  row,
  source,
  source_url,
  date,
  quality,
  known_from,
  ...(sent_by === undefined ? {} : { sent_by }),
  ...(sent_by === undefined || note === null ? {} : { note }), // that its counts are held down
});

/** Cites rows of snapshots, each once, in byte order of their ids; where several have an id, that of the last one. */
export function citationsOf(...snapshots: readonly ReferenceData[]): Cite {
  const rows = new Map<string, Provenance>();
  for (const table of snapshots.flatMap((data) => Object.values(data)) as readonly (readonly (Provenance | object)[])[]) {
    for (const row of table) if ('row' in row) rows.set(row.row, row);
  }
  return (ids) =>
    [...new Set(ids)].sort().map((id) => {
      const row = rows.get(id);
      if (row === undefined) throw new Error(`no table has the evidence ${id}`);
      return citedRow(row);
    });
}
