/**
 * Coverage: the days of a source that have been read. A day that was read and shows nothing is an observation
 * of none; a day that was not read is unknown.
 */

import type { ReferenceData } from '../vocabulary/reference-data.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { type DayNumber, dayNumber, isoDate } from './calendar.ts';

/** Days in a row, both ends included. */
export interface DaySpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Every day of some spans. */
export function daysOf(spans: readonly DaySpan[]): ReadonlySet<DayNumber> {
  const days = new Set<DayNumber>();
  for (const { from, to } of spans)
    for (let day = dayNumber(from); day <= dayNumber(to); day++) days.add(day);
  return days;
}

/** The fewest spans that hold these days, oldest first. */
export function spansOf(days: Iterable<DayNumber>): readonly DaySpan[] {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const starts = sorted.filter((day, n) => day - 1 !== sorted[n - 1]);
  const ends = sorted.filter((day, n) => day + 1 !== sorted[n + 1]);
  return starts.map((from, n) => ({ from: isoDate(from), to: isoDate(ends[n] as DayNumber) }));
}

/** Days of a collected source (`joint-staff`) that had been read, as the facts of a run know it. */
export const coveredDays = (
  { coverage }: Pick<ReferenceData, 'coverage'>,
  source: string,
): ReadonlySet<DayNumber> => daysOf(coverage.find(({ id }) => id === source)?.spans ?? []);
