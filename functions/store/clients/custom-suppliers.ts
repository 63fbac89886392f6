import {
  type CustomSupplier,
  type StoredSupplier,
  storedSupplierSchema,
} from '#contracts/api/custom-suppliers.ts';
import {
  SUPPLIER_CLIENTS_PARTITION,
  supplierChangeKey,
  supplierChangesPartition,
  supplierClientKey,
  supplierFeedKey,
  supplierFeedsPartition,
  supplierFeedsPrefix,
  supplierKey,
  suppliersPartition,
  supplierVersionKey,
} from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE, type TableKey } from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { retriedAgainstOthers } from '../table/contention.ts';
import { firstWanted, type Item, type Table } from '../table/table.ts';
import { type Expected, nextItem } from './client-items.ts';

/** `present` itself when nothing changes. Throws `VersionConflict`. */
function nextVersion(
  present: StoredSupplier | null,
  id: string,
  supplier: CustomSupplier | null,
  expected: Expected,
  now: string,
  by: string | null,
): StoredSupplier {
  const was = present && { ...present, content: present.supplier };
  const next = nextItem(was, id, supplier, expected, now);
  if (present !== null && next === was) return present;
  const { content, ...version } = next;
  return { ...version, ...(by === null ? {} : { stored_by: by }), supplier: content };
}

/** Longer than the scores of any run are kept. */
const CHANGES_KEPT_SECONDS = 120 * 86_400;

export const suppliersFeeding = ({ deleted, supplier: { feeds } }: StoredSupplier): readonly string[] =>
  deleted ? [] : [...new Set(feeds.flatMap(({ supplier }) => supplier ?? []))];

const storedOf = (item: Item): StoredSupplier =>
  storedSupplierSchema.parse({ ...item, supplier: JSON.parse(item.supplier as string) });
const itemOf = (key: TableKey, { supplier, ...rest }: StoredSupplier): Item => ({
  ...key,
  ...rest,
  supplier: canonicalJson(supplier),
});

const READS_IN_FLIGHT = 16;

async function inTurns<Key, Value>(
  keys: readonly Key[],
  readOne: (key: Key) => Promise<Value>,
): Promise<readonly Value[]> {
  const found: Value[] = [];
  for (let n = 0; n < keys.length; n += READS_IN_FLIGHT)
    found.push(...(await Promise.all(keys.slice(n, n + READS_IN_FLIGHT).map(readOne))));
  return found;
}

/** Those that were ever stored, in the order of the ids; tombstones too. */
export async function newestVersions(
  client: string,
  ids: readonly string[],
  suppliers: Pick<CustomSuppliers, 'get'>,
): Promise<ReadonlyMap<string, StoredSupplier>> {
  const found = await inTurns([...new Set(ids)], (id) => suppliers.get(client, id));
  return new Map(found.flatMap((stored) => (stored === null ? [] : [[stored.id, stored]])));
}

/** `client` comes from the API key: no method takes it from a request. */
export type CustomSuppliers = ReturnType<typeof customSuppliersIn>;

/**
 * The newest version is one item, changed under a condition, and copied to the item of its version before it
 * is replaced.
 */
export function customSuppliersIn(table: Table) {
  async function read(key: TableKey): Promise<StoredSupplier | null> {
    const item = await table.get(key);
    return item === undefined ? null : storedOf(item);
  }

  const registered = new Set<string>();

  async function register(client: string): Promise<void> {
    if (registered.has(client)) return;
    await table.put({ ...supplierClientKey(client) });
    registered.add(client);
  }

  async function noteChange(client: string, { id, updated_at }: StoredSupplier): Promise<void> {
    const expiry = Math.floor(Date.parse(updated_at) / 1000) + CHANGES_KEPT_SECONDS;
    await table.put({ ...supplierChangeKey(client, updated_at, id), [EXPIRY_ATTRIBUTE]: expiry });
  }

  async function replace(
    client: string,
    present: StoredSupplier | null,
    next: StoredSupplier,
  ): Promise<boolean> {
    await register(client);
    // Before the change: a note too many costs a look, a missing one would leave a score out of date.
    const before = new Set(present === null ? [] : suppliersFeeding(present));
    const feeding = suppliersFeeding(next).filter((from) => !before.has(from));
    await Promise.all(feeding.map((from) => table.put({ ...supplierFeedKey(client, from, next.id) })));
    if (present !== null) {
      await table.put(itemOf(supplierVersionKey(client, next.id, present.version), present));
      await noteChange(client, next); // before the change: whoever reads the list never misses it
    }
    return table.put(
      itemOf(supplierKey(client, next.id), next),
      present === null ? 'absent' : { equal: { version: present.version } },
    );
  }

  /** A first import costs one call for each: the first attempt reads nothing. */
  async function putNew(
    client: string,
    id: string,
    supplier: CustomSupplier,
    now: string,
    by: string | null,
  ): Promise<StoredSupplier | null> {
    const first = nextVersion(null, id, supplier, 'anything', now, by);
    if (!(await replace(client, null, first))) return null;
    await noteChange(client, first); // after it: most attempts of a repeated import change nothing
    return first;
  }

  return {
    get: (client: string, id: string): Promise<StoredSupplier | null> => read(supplierKey(client, id)),

    /** Suppliers that these feed or once fed, in any depth; `null`: more than `limit`. */
    async fedBy(client: string, ids: readonly string[], limit: number): Promise<readonly string[] | null> {
      const found = new Set(ids);
      for (let tier: readonly string[] = ids; tier.length > 0; ) {
        const rows = await inTurns(tier, (id) =>
          table.range({
            pk: supplierFeedsPartition(client),
            prefix: supplierFeedsPrefix(id),
            limit: limit + 1,
          }),
        );
        const fed = rows.flat().map(({ sk }) => sk.slice(sk.indexOf('#') + 1));
        tier = [...new Set(fed)].filter((id) => !found.has(id));
        for (const id of tier) found.add(id);
        if (found.size - ids.length > limit) return null;
      }
      return [...found].slice(ids.length);
    },

    /** Without tombstones, in byte order of id. `after` is exclusive. */
    list: (client: string, limit: number, after: string | null): Promise<readonly StoredSupplier[]> =>
      firstWanted(table, { pk: suppliersPartition(client), after, eventual: true }, limit, (item) =>
        item.deleted === true ? null : storedOf(item),
      ),

    /**
     * Stores the next version; `null` is a tombstone. The same content stores nothing. `by`: id of the API
     * key. Throws `VersionConflict`, `Contention`.
     */
    async put(
      client: string,
      id: string,
      supplier: CustomSupplier | null,
      expected: Expected,
      now: string,
      by: string | null = null,
    ): Promise<StoredSupplier> {
      if (supplier !== null && (expected === 'anything' || expected === 'nothing' || expected === 'new')) {
        const made = await putNew(client, id, supplier, now, by);
        if (made !== null) return made;
      }
      return retriedAgainstOthers(`supplier ${id}`, async () => {
        const present = await read(supplierKey(client, id));
        const next = nextVersion(present, id, supplier, expected, now, by);
        return next === present || (await replace(client, present, next)) ? next : null;
      });
    },

    async version(client: string, id: string, version: number): Promise<StoredSupplier | null> {
      const newest = await read(supplierKey(client, id));
      return newest?.version === version ? newest : read(supplierVersionKey(client, id, version));
    },

    clients: async (): Promise<readonly string[]> =>
      (await table.range({ pk: SUPPLIER_CLIENTS_PARTITION })).map(({ sk }) => sk),

    /** Ids; `null`: more than `limit` changes. */
    async changedSince(client: string, instant: string, limit: number): Promise<readonly string[] | null> {
      const changes = await table.range({
        pk: supplierChangesPartition(client),
        from: instant,
        limit: limit + 1,
      });
      return changes.length > limit
        ? null
        : [...new Set(changes.map(({ sk }) => sk.slice(sk.indexOf('#') + 1)))];
    },

    async versions(client: string, id: string, limit: number): Promise<readonly StoredSupplier[]> {
      const newest = await read(supplierKey(client, id));
      if (newest === null) return [];
      const { pk, sk } = supplierVersionKey(client, id, newest.version);
      const earlier = await table.range({ pk, before: sk, limit: limit - 1, descending: true });
      return [...earlier.map(storedOf).reverse(), newest];
    },
  };
}

/** Those that are not ended. */
export async function storedSuppliers(
  client: string,
  ids: readonly string[],
  suppliers: Pick<CustomSuppliers, 'get'>,
): Promise<readonly StoredSupplier[]> {
  return [...(await newestVersions(client, ids, suppliers)).values()].filter(({ deleted }) => !deleted);
}
