/** The record of new controls of an earlier day as it would stand on a later one without news: what was counted is forgotten with its half-life. */
import { dayNumber } from '../time/calendar.ts';
import { type Parameters, recordPriorOf } from '../vocabulary/methodology.ts';
import type { ControlRecord, ControlRecordEntry } from '../vocabulary/scoring-inputs.ts';

/** How a methodology counts new controls; absent in those that count none by origin. */
export type RecordRules = Partial<Pick<Parameters, 'new_control_record' | 'year_days'>>;

/** Counts are sums of doubles: within this part they are the same count. */
const TOLERANCE = 1e-9;

const isNear = (left: number, right: number): boolean => Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(right));

/**
 * The record `before`, of the day `from`, on the day `to`: entries that `after` only forgot are those of `after`, every other is aged by the
 * half-life of its origin. Without rules or without a record, `before` unchanged.
 */
export function agedRecord(
  before: ControlRecord | null | undefined,
  after: ControlRecord | null | undefined,
  { from, to }: { readonly from: string; readonly to: string },
  { new_control_record: priors, year_days }: RecordRules,
): ControlRecord | null | undefined {
  if (before == null || after == null || priors === undefined || year_days === undefined) return before;
  const days = dayNumber(to) - dayNumber(from);
  const aged = (origin: string, entry: ControlRecordEntry, later: ControlRecordEntry | undefined): ControlRecordEntry => {
    const n = entry.n * 2 ** (-days / (recordPriorOf(origin, priors).half_life_years * year_days));
    if (later === undefined) return { ...entry, n };
    return isNear(later.n, n) ? later : { n, t: later.t };
  };
  return Object.fromEntries(
    Object.entries(before).map(([destination, record]) => [
      destination,
      Object.fromEntries(
        Object.entries(record).map(([origin, entry]) => [origin, aged(origin, entry, after[destination]?.[origin])] as const),
      ),
    ]),
  );
}

/** Whether a count is higher than the other one: a control more was counted. */
export function countsMore(before: ControlRecord, after: ControlRecord): boolean {
  return Object.entries(after).some(([destination, record]) =>
    Object.entries(record).some(([origin, { n }]) => {
      const was = before[destination]?.[origin]?.n;
      return was !== undefined && n > was && !isNear(n, was);
    }),
  );
}
