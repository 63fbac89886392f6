import type { StoredSupplier } from '#contracts/own-suppliers.ts';
import type { OwnSuppliers } from '#functions/ports/own-suppliers.ts';
import { ExpectedError } from '#functions/runtime/expected-errors.ts';
import type { ApiAnswer } from '#functions/runtime/http-answer.ts';

/** The answer about a shipped supplier, or else about one that the caller has stored under that id. `ended`: also when it was ended since. */
export async function ownOrShipped(
  shipped: () => Promise<ApiAnswer>,
  own: (stored: StoredSupplier) => Promise<ApiAnswer>,
  { client, id, ended = false }: { readonly client: string; readonly id: string; readonly ended?: boolean },
  suppliers: () => OwnSuppliers,
): Promise<ApiAnswer> {
  try {
    return await shipped();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
    const stored = await suppliers().get(client, id);
    if (stored === null || (stored.deleted && !ended)) throw error;
    return own(stored);
  }
}
