/** Days of a source that were read: without a sight they are days of none; unread days are unknown. */

import type { ReferenceData } from '../vocabulary/reference-data.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { type DayNumber, dayNumber, isoDate } from './calendar.ts';

/** Both ends included. */
export type DaySpan = Readonly<{
  from: IsoDate;
  to: IsoDate;
}>;

export function daysOf(spans: readonly DaySpan[]): ReadonlySet<DayNumber> {
  const days = new Set<DayNumber>();
  for (const { from, to } of spans)
    for (let day = dayNumber(from); day <= dayNumber(to); day++) days.add(day);
  return days;
}

/** The fewest spans, oldest first. */
export function spansOf(days: Iterable<DayNumber>): readonly DaySpan[] {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const starts = sorted.filter((day, n) => day - 1 !== sorted[n - 1]);
  const ends = sorted.filter((day, n) => day + 1 !== sorted[n + 1]);
  return starts.map((from, n) => ({ from: isoDate(from), to: isoDate(ends[n] as DayNumber) }));
}

/** As the facts of a run know it. */
export const coveredDays = ({ coverage }: ReferenceData, source: string): ReadonlySet<DayNumber> =>
  daysOf(coverage.find(({ id }) => id === source)?.spans ?? []);
