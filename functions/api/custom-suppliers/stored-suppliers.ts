import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { CustomSuppliers } from '#functions/store/custom-suppliers.ts';

/** Suppliers that are read at the same time. */
const READS_IN_FLIGHT = 16;

/** Those of the ids under which the client has stored a supplier and not ended it, in the order of the ids. */
export async function storedSuppliers(
  client: string,
  ids: readonly string[],
  suppliers: Pick<CustomSuppliers, 'get'>,
): Promise<readonly StoredSupplier[]> {
  const found: StoredSupplier[] = [];
  for (let n = 0; n < ids.length; n += READS_IN_FLIGHT) {
    const some = await Promise.all(ids.slice(n, n + READS_IN_FLIGHT).map((id) => suppliers.get(client, id)));
    found.push(...some.filter((stored) => stored !== null).filter(({ deleted }) => !deleted));
  }
  return found;
}
