import type { Cursor } from '#contracts/api/cursor.ts';

/** Where a page begins, in the words of the list it belongs to: what its cursor carries. */
export type PagePosition = Cursor['at'];

/** A page of something; `at`: where the next page begins, `null` at the end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly at: PagePosition | null;
}

/** The cursor and the path of the next page, and the path of this one. */
export interface PageLinks {
  readonly next_cursor: string | null;
  readonly links: { readonly self: string; readonly next: string | null };
}

/** Reads and makes the cursors of one request. */
export interface Paging {
  /** Where this page begins; `null`: at the beginning. */
  readonly at: PagePosition | null;
  /** Links of a page to its neighbours. `next`: position at which the next page begins, `null` at the end. */
  links(next: PagePosition | null): PageLinks;
}
