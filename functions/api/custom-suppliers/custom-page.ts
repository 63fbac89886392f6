import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';

/** Rows of custom suppliers on a page: twenty milliseconds each, nearly all for the interval. */
export const MOST_CUSTOM_ROWS = 100;
/** Most sites of custom suppliers on a page: a supplier with ten sites takes as long to score as three with two. */
const MOST_CUSTOM_SITES = 300;

export const sitesOf = ({ supplier: { sites } }: StoredSupplier): number => sites.length;

/**
 * A predicate to be called with each row in turn: does this row still fit on the page? The first row always fits. `null` stands for a
 * shipped row, which is not scored anew and counts for the limit alone.
 */
export function customPage(limit: number): (stored: StoredSupplier | null) => boolean {
  let [rows, custom, sites] = [0, 0, 0];
  return (stored) => {
    rows += 1;
    if (stored !== null) {
      custom += 1;
      sites += sitesOf(stored);
    }
    return rows === 1 || (rows <= limit && custom <= MOST_CUSTOM_ROWS && sites <= MOST_CUSTOM_SITES);
  };
}
