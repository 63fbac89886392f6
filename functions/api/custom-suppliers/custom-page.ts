import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';

/** Rows on a page: twenty milliseconds each, nearly all for the interval. */
export const MOST_OWN_ROWS = 100;
/** Sites of the client's own suppliers on a page: one of ten sites is the work of three with two. */
const MOST_OWN_SITES = 300;

export const sitesOf = ({ supplier: { sites } }: StoredSupplier): number => sites.length;

/** Told of one row after the other, says whether it still fits on the page; the first does. `null`: a row that ships and is not scored anew. */
export function customPage(limit: number): (stored: StoredSupplier | null) => boolean {
  let [rows, sites] = [0, 0];
  return (stored) => {
    rows += 1;
    sites += stored === null ? 0 : sitesOf(stored);
    return rows === 1 || (rows <= Math.min(limit, MOST_OWN_ROWS) && sites <= MOST_OWN_SITES);
  };
}
