import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import type { Message, MethodologyReference } from '../vocabulary/score-document.ts';

/** As all documents of the run state it. */
export interface RunStamp {
  readonly run_id: string;
  readonly as_of: string;
  readonly known_at: string;
  readonly computed_at: string;
  readonly methodology: MethodologyReference;
}

/** Every function returns something readable, the code itself when it knows no better. */
export interface Names {
  /** In a sentence, with its article: `the United States`. */
  readonly country: (code: string) => string;
  readonly element: (symbol: string) => string;
  readonly measure: (id: string) => {
    readonly title: string;
    readonly from: string;
    /** At most 40 characters; absent where the register has no row of it. */
    readonly label?: Message;
  };
  readonly site: (id: string) => string;
  /** Day to which the announcements of measures were read. */
  readonly register_read: string | null;
}

export interface DocumentContext {
  readonly run: RunStamp;
  readonly names: Names;
}

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
