import type { Page, Paging } from '#functions/http/paging.ts';

/** Was it public by a day? A source that gives a month or a year only counts from its last day, as everywhere. */
export const wasPublicBy = (knownAt: string, { known_from }: { readonly known_from: string }): boolean => known_from <= knownAt;

/** Does a day, month or year lie between two days, both included? A month or year does if any day of it does. */
export function within({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }, period: string): boolean {
  return (from === undefined || period >= from.slice(0, period.length)) && (to === undefined || period <= to.slice(0, period.length));
}

/** A page of rows, newest first, those of one day in byte order of their ids. */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  dayOf: (row: Row) => string,
  limit: number,
  at: Paging['at'],
): Page<Row> {
  const newestFirst = rows.toSorted((left, right) => {
    const [a, b] = [dayOf(left), dayOf(right)];
    return a === b ? (left.id < right.id ? -1 : 1) : a < b ? 1 : -1;
  });
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + limit;
  return { rows: newestFirst.slice(start, end), at: end < newestFirst.length ? [end] : null };
}
