import type { Page } from '#functions/http/paging.ts';
import type { CustomSuppliers } from '#functions/store/custom-suppliers.ts';
import { customSupplierPath, summaryOf } from './custom-suppliers.ts';

/** A page of a client's custom suppliers, in byte order of id; takes one query. */
export async function listCustomSuppliers(suppliers: CustomSuppliers, client: string, limit: number, at: Page<unknown>['at']) {
  const after = typeof at?.[0] === 'string' ? at[0] : null;
  const found = await suppliers.list(client, limit + 1, after);
  const page = found.slice(0, limit);
  const rows = page.map((stored) => {
    const { countries, elements } = summaryOf(stored);
    const self = customSupplierPath(stored.id);
    const links = { self, score: `${self}/score` };
    return {
      id: stored.id,
      version: stored.version,
      updated_at: stored.updated_at,
      name: stored.supplier.name,
      countries,
      elements,
      links,
    };
  });
  const last = page.at(-1);
  return { rows, at: found.length > limit && last !== undefined ? [last.id] : null };
}
