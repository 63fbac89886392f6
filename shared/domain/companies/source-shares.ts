/** Shares of sources on a day: of a company, and of the feeds of a site. */
import { type DayNumber, firstDayOf, lastDayOf } from '../time/calendar.ts';
import type { SourceRow } from './company.ts';

type SourceDays = Pick<SourceRow, 'since' | 'contract_until'>;

/** Sums of parts may exceed a whole by rounding. */
export const ROUNDING = 1e-9;

export const delivers = ({ since, contract_until }: SourceDays, day: DayNumber): boolean =>
  (since === null || firstDayOf(since) <= day) &&
  (contract_until === null || lastDayOf(contract_until) >= day);

/**
 * Rows of sources of one material that deliver more than the whole together on a day, with what they sum to;
 * null when none do.
 */
export function overWhole(
  rows: readonly (SourceDays & Pick<SourceRow, 'share'>)[],
): Readonly<{ from: string | null; share: number }> | null {
  for (const from of [null, ...rows.map(({ since }) => since)]) {
    const day = from === null ? Number.NEGATIVE_INFINITY : firstDayOf(from);
    const share = rows.filter((row) => delivers(row, day)).reduce((sum, row) => sum + row.share, 0);
    if (share > 1 + ROUNDING) return { from, share };
  }
  return null;
}
