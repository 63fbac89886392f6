import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import type { CustomSuppliers } from '#functions/ports/custom-suppliers.ts';

/** The answer about a shipped supplier, or else about one that the caller has stored under that id. `ended`: also when it was ended since. */
export async function customOrShipped(
  shipped: () => Promise<ApiResponse>,
  own: (stored: StoredSupplier) => Promise<ApiResponse>,
  { client, id, ended = false }: { readonly client: string; readonly id: string; readonly ended?: boolean },
  suppliers: () => CustomSuppliers,
): Promise<ApiResponse> {
  try {
    return await shipped();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
    const stored = await suppliers().get(client, id);
    if (stored === null || (stored.deleted && !ended)) throw error;
    return own(stored);
  }
}
