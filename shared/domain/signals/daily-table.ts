/** Tables with a row a day, cut at a vintage: a row counts from its own day and from the day it became known, whichever is later. */

import { dayNumber } from '../time/calendar.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** Daily counts as a list from the day of the first row on; days without a row are `null`. Rows must be in order of their day. */
export function dailyValues<Row>(
  rows: readonly Row[],
  dayOf: (row: Row) => number,
  countOf: (row: Row) => number | null,
): (number | null)[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const values: (number | null)[] = Array.from({ length: dayOf(last) - dayOf(first) + 1 }, () => null);
  for (const row of rows) values[dayOf(row) - dayOf(first)] = countOf(row);
  return values;
}

/** Rows of a daily table in order of their day, with what is needed to cut them at a vintage. */
export interface DailyTable<Row> {
  readonly rows: readonly Row[];
  /** Day number of each row. */
  readonly days: readonly number[];
  readonly knownFrom: readonly number[];
  /** Latest `known_from` of the rows up to and including each one. */
  readonly knownThroughout: readonly number[];
}

export function dailyTable<Row extends { readonly known_from: IsoDate }>(
  rows: readonly Row[],
  dateOf: (row: Row) => IsoDate,
): DailyTable<Row> {
  const sorted = [...rows].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  const knownFrom = sorted.map((row) => dayNumber(row.known_from));
  let latest = Number.NEGATIVE_INFINITY;
  const knownThroughout = knownFrom.map((day) => {
    latest = Math.max(latest, day);
    return latest;
  });
  return { rows: sorted, days: sorted.map((row) => dayNumber(dateOf(row))), knownFrom, knownThroughout };
}

/** How many leading rows existed on the day `cut`; `null` when that is no prefix, because a row was filed later than a younger one. */
export function knownPrefix<Row>(table: DailyTable<Row>, cut: number): number | null {
  let count = table.rows.length;
  while (count > 0 && ((table.days[count - 1] as number) > cut || (table.knownFrom[count - 1] as number) > cut)) count--;
  const allKnown = count === 0 || (table.knownThroughout[count - 1] as number) <= cut;
  return allKnown ? count : null;
}

/** The rows that existed on the day `cut` and were known by it. */
export function knownRows<Row>(table: DailyTable<Row>, cut: number): readonly Row[] {
  return table.rows.filter((_, i) => (table.days[i] as number) <= cut && (table.knownFrom[i] as number) <= cut);
}
