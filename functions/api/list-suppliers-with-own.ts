import type { RunPointer } from '#functions/ports/run-ledger.ts';
import type { Page, Paging } from '#functions/runtime/paging.ts';
import { type SubjectEntry, subjectEntries } from './list-subjects.ts';
import { MOST_OWN_ROWS } from './own-ranking.ts';
import type { OwnSupplierPorts } from './own-supplier-in-time.ts';
import { ownEntry } from './own-suppliers.ts';

export interface OwnSuppliersQuery {
  readonly client: string;
  readonly buyer: string;
  readonly limit: number;
  readonly own: 'include' | 'only';
}

type Entry = SubjectEntry | ReturnType<typeof ownEntry>;

/**
 * Suppliers of a client with their scores, alone or among those that ship, in byte order of id: one query however many there are. An id that
 * ships is the shipped one.
 */
export async function listSuppliersWithOwn(
  { client, buyer, limit, own }: OwnSuppliersQuery,
  run: RunPointer,
  at: Paging['at'],
  { scores, suppliers, scorerOf }: OwnSupplierPorts,
): Promise<Page<Entry>> {
  const after = typeof at?.[0] === 'string' ? at[0] : null;
  const rows = Math.min(limit, MOST_OWN_ROWS);
  const [scorer, stored, all] = await Promise.all([
    scorerOf(run),
    suppliers.list(client, rows + 1, after),
    subjectEntries(scores, run.run_id, 'supplier', buyer),
  ]);
  const ships = new Set(all.map(({ id }) => id));
  const shipped = own === 'only' ? [] : all.filter(({ id }) => after === null || id > after);
  const found = [
    ...shipped.map((entry) => ({ id: entry.id, entry: (): Entry => entry })),
    ...stored.filter(({ id }) => !ships.has(id)).map((one) => ({ id: one.id, entry: (): Entry => ownEntry(one, buyer, scorer) })),
  ].sort((left, right) => (left.id < right.id ? -1 : 1));
  const page = found.slice(0, rows);
  const last = page.at(-1);
  return {
    rows: page.map(({ entry }) => entry()),
    at: found.length > rows && last !== undefined ? [last.id] : null,
  };
}
