import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { type SubjectEntry, subjectEntries } from '../subjects/list-subjects.ts';
import { customPage, MOST_CUSTOM_ROWS } from './custom-page.ts';
import type { CustomSupplierPorts } from './custom-supplier-in-time.ts';
import { customEntry } from './custom-suppliers.ts';

export interface CustomSuppliersQuery {
  readonly client: string;
  readonly buyer: string;
  readonly limit: number;
  readonly custom: 'include' | 'only';
}

type Entry = SubjectEntry | Awaited<ReturnType<typeof customEntry>>;

/**
 * A client's custom suppliers with their scores, alone or together with the shipped suppliers, in byte order of id; takes one query however
 * many there are. Where a custom and a shipped supplier share an id, the shipped one is listed.
 */
export async function listSuppliersWithCustom(
  { client, buyer, limit, custom }: CustomSuppliersQuery,
  run: RunPointer,
  at: Paging['at'],
  { scores, suppliers, scorerOf }: CustomSupplierPorts,
): Promise<Page<Entry>> {
  const after = typeof at?.[0] === 'string' ? at[0] : null;
  const rows = Math.min(limit, MOST_CUSTOM_ROWS);
  const [scorer, stored, all] = await Promise.all([
    scorerOf(run, client),
    suppliers.list(client, rows + 1, after),
    subjectEntries(scores, run.run_id, 'supplier', buyer),
  ]);
  await scorer.prepare(stored);
  const ships = new Set(all.map(({ id }) => id));
  const shipped = custom === 'only' ? [] : all.filter(({ id }) => after === null || id > after);
  const found: Place[] = [
    ...shipped.map((entry) => ({ id: entry.id, custom: null, entries: async () => [entry] })),
    ...stored.map((one) => ({
      id: one.id,
      custom: one,
      entries: async () => (ships.has(one.id) ? [] : [await customEntry(one, buyer, scorer)]),
    })),
  ].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
  const fits = customPage(rows);
  const beyond = found.findIndex((place) => !fits(place.custom));
  const page = beyond < 0 ? found : found.slice(0, beyond);
  const last = page.at(-1);
  const rowsOfPlaces = await Promise.all(page.map(({ entries }) => entries()));
  return { rows: rowsOfPlaces.flat(), at: beyond < 0 || last === undefined ? null : [last.id] };
}

/** Where an entry stands in the list. A stored supplier whose id ships has a place and no entry, so that a page of such does not end the list. */
interface Place {
  readonly id: string;
  readonly custom: StoredSupplier | null;
  readonly entries: () => Promise<readonly Entry[]>;
}
