/** States of an element, a buyer and a quarter by what buyers reported: docs/benchmark/shortages.md has the rule. */
import { type DayNumber, firstDayOf, isoDate, lastDayOf } from '#domain/time/calendar.ts';
import type { ShortageRow } from '#domain/vocabulary/reference-data.ts';

export type ShortageState = 'yes' | 'partly' | 'no' | 'unknown';

const FELT: readonly ShortageRow['kind'][] = [
  'production_reduced',
  'force_majeure',
  'rationing',
  'no_offers',
];

/** `2025Q2`. */
export const quarterOf = (day: DayNumber): string => {
  const [year, month] = isoDate(day).split('-').map(Number) as [number, number];
  return `${year}Q${Math.ceil(month / 3)}`;
};

/** First and last quarter that a report speaks of: one that is open ends with that of its publication. */
const span = ({ begins, ends, known_from }: ShortageRow): readonly [string, string] => [
  quarterOf(begins === null ? firstDayOf(known_from) : firstDayOf(begins)),
  quarterOf(lastDayOf(ends ?? known_from)),
];

/** `quarter`: `2025Q2`. */
export function shortageState(
  reports: readonly ShortageRow[],
  { element, buyer, quarter }: { readonly element: string; readonly buyer: string; readonly quarter: string },
): ShortageState {
  const found = reports.filter((report) => {
    const [first, last] = span(report);
    return (
      report.quality !== 'low' &&
      report.speaks_for !== 'customs' &&
      report.buyer === buyer &&
      report.elements.includes(element) &&
      first <= quarter &&
      last >= quarter
    );
  });
  const has = (kind: ShortageRow['kind'], of: Partial<ShortageRow> = {}): boolean =>
    found.some(
      (report) =>
        report.kind === kind &&
        Object.entries(of).every(([key, value]) => report[key as keyof ShortageRow] === value),
    );
  if (has('production_stopped')) return 'yes';
  if (has('no_shortage', { severity: 'none', speaks_for: 'trade' }) && !has('production_reduced'))
    return 'no';
  if (FELT.some((kind) => has(kind, { severity: 'high' }) || has(kind, { severity: 'medium' })))
    return 'partly';
  return has('no_shortage') ? 'no' : 'unknown';
}
