import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { CustomSuppliers } from '#functions/store/custom-suppliers.ts';

/**
 * The response about a shipped supplier, or else about one that the caller has stored under that id. `ended`: whether a deleted one counts
 * as well.
 */
export async function customOrShipped<T>(
  shipped: () => Promise<T>,
  custom: (stored: StoredSupplier) => Promise<T>,
  { client, id, ended = false }: { readonly client: string; readonly id: string; readonly ended?: boolean },
  suppliers: () => CustomSuppliers,
): Promise<T> {
  try {
    return await shipped();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
    const stored = await suppliers().get(client, id);
    if (stored === null || (stored.deleted && !ended)) throw error;
    return custom(stored);
  }
}
