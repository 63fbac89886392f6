import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import type { Message, MethodologyReference } from '../vocabulary/score-document.ts';

/** As all documents of the run state it. */
export type RunStamp = Readonly<{
  run_id: string;
  as_of: string;
  known_at: string;
  computed_at: string;
  methodology: MethodologyReference;
}>;

/** Every function returns something readable, the code itself when it knows no better. */
export type Names = Readonly<{
  /** In a sentence, with its article: `the United States`. */
  country: (code: string) => string;
  element: (symbol: string) => string;
  measure: (id: string) => Readonly<{
    title: string;
    from: string;
    /** At most 40 characters; absent where the register has no row of it. */
    label?: Message;
  }>;
  site: (id: string) => string;
  /** Day to which the announcements of measures were read. */
  register_read: string | null;
}>;

export type DocumentContext = Readonly<{
  run: RunStamp;
  names: Names;
}>;

export type CitedRow = Pick<
  Provenance,
  'row' | 'source' | 'source_url' | 'date' | 'quality' | 'known_from' | 'sent_by'
> &
  Partial<Pick<Provenance, 'note'>>;

/** By evidence id; one that no table has is a fault of ours and throws. */
export type Cite = (ids: Iterable<string>) => readonly CitedRow[];

export const citedRow = ({
  row,
  source,
  source_url,
  date,
  quality,
  known_from,
  sent_by,
  note,
}: Provenance): CitedRow => ({
  row,
  source,
  source_url,
  date,
  quality,
  known_from,
  ...(sent_by === undefined ? {} : { sent_by }),
  ...(sent_by === undefined || note === null ? {} : { note }), // that its counts are held down
});

/** Each once, in byte order; where several rows have an id, the last. */
export function citationsOf(...snapshots: readonly ReferenceData[]): Cite {
  const rows = new Map<string, Provenance>();
  for (const table of snapshots.flatMap((data) => Object.values(data)) as readonly (readonly (
    | Provenance
    | object
  )[])[]) {
    for (const row of table) if ('row' in row) rows.set(row.row, row);
  }
  return (ids) =>
    [...new Set(ids)].sort().map((id) => {
      const row = rows.get(id);
      if (row === undefined) throw new Error(`no table has the evidence ${id}`);
      return citedRow(row);
    });
}
