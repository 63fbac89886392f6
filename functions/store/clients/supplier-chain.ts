import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { type CustomSuppliers, newestVersions, suppliersFeeding } from './custom-suppliers.ts';

/** Suppliers of a client with all that they live on, in any depth; tombstones too. */
export type SupplierChain = ReadonlyMap<string, StoredSupplier>;

/** Suppliers that are scored together: a second of work, and 60 MB. */
export const MOST_IN_CHAIN = 10_000;

export class ChainTooLong extends Error {
  override readonly name = 'ChainTooLong';
  constructor(suppliers: readonly StoredSupplier[]) {
    const names = suppliers.slice(0, 5).map(({ id }) => id);
    super(
      `${names.join(', ')}: with all that feed them these are more than ${MOST_IN_CHAIN} suppliers, which are not scored together.`,
    );
  }
}

/** Read tier by tier. Throws `ChainTooLong`. */
export async function chainWith(
  client: string,
  suppliers: readonly StoredSupplier[],
  known: SupplierChain,
  store: Pick<CustomSuppliers, 'get'>,
): Promise<SupplierChain> {
  let tier = suppliers.filter(({ id, version }) => known.get(id)?.version !== version);
  if (tier.length === 0) return known;
  const found = new Map(known);
  const looked = new Set(known.keys());
  while (tier.length > 0) {
    for (const stored of tier) found.set(stored.id, stored);
    for (const { id } of tier) looked.add(id);
    const above = [...new Set(tier.flatMap(suppliersFeeding))].filter((id) => !looked.has(id));
    if (found.size + above.length > MOST_IN_CHAIN) throw new ChainTooLong(suppliers);
    for (const id of above) looked.add(id);
    tier = above.length === 0 ? [] : [...(await newestVersions(client, above, store)).values()];
  }
  return found;
}

export const placesNamed = (chain: SupplierChain): readonly string[] =>
  [...chain.values()].flatMap(({ supplier: { feeds } }) =>
    feeds.flatMap(({ supplier, from }) => [supplier ?? [], from ?? []].flat()),
  );

/** 0 where it was never stored, or ended. */
export const versionOf = (stored: StoredSupplier | undefined): number =>
  stored === undefined || stored.deleted ? 0 : stored.version;

/** Of all that a supplier lives on, by id. */
export function versionsAbove(
  stored: StoredSupplier,
  chain: SupplierChain,
): Readonly<Record<string, number>> {
  const reached = new Set(suppliersFeeding(stored));
  for (const id of reached) {
    const above = chain.get(id);
    if (above !== undefined) for (const next of suppliersFeeding(above)) reached.add(next);
  }
  reached.delete(stored.id);
  return Object.fromEntries([...reached].sort().map((id) => [id, versionOf(chain.get(id))]));
}
