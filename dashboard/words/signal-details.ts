/** Details behind the state of a security signal: what was counted, what is usual, what is held back, and when the next report is due. */

export interface Reading {
  readonly name: string;
  readonly count: number;
  /** Mean of the baseline. */
  readonly expected: number;
  /** Days, or windows, of the baseline. */
  readonly of: number | null;
  /** Chance of as many or more if nothing had changed, 0 to 1. */
  readonly p: number | null;
}

interface Day {
  readonly date: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Every count that stands beside what is usual, wherever it lies within a table; the name is that of the innermost table. */
export function readingsIn(raw: unknown, name = ''): readonly Reading[] {
  if (!isTable(raw)) return [];
  const { count, expected, baseline_n: of, p } = raw;
  if (typeof count === 'number' && typeof expected === 'number') return [{ name, count, expected, of: numberOr(of), p: numberOr(p) }];
  return Object.entries(raw).flatMap(([inner, value]) => readingsIn(value, inner));
}

export interface HeldBack {
  readonly why: string;
  readonly days: number;
}

const WHY: readonly (readonly [test: RegExp, why: string])[] = [
  [/^filled_gap/, 'filled by a collector from another day of the publisher'],
  [/^date_not_verified/, 'the day of the report is not verified'],
  [/^period_to_/, 'the report covers another period of the day'],
];

/** Days of the shown time that carry a mark of their source, by what the mark says. */
export function markedDays(days: readonly Day[]): readonly HeldBack[] {
  const counts = new Map<string, number>();
  for (const { raw } of days) {
    const { flag } = raw;
    if (typeof flag !== 'string') continue;
    const why = WHY.find(([test]) => test.test(flag))?.[1] ?? flag.replaceAll('_', ' ');
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, number]) => ({ why, days: number }));
}

const DAY_MS = 86_400_000;

/** The day on which a publisher that reports every day was due next after its newest; `null` where its rhythm names no day. */
export const nextDue = (newest: string | null, cadence: string | undefined): string | null =>
  newest === null || cadence === undefined || !cadence.startsWith('daily')
    ? null
    : new Date(Date.parse(newest) + DAY_MS).toISOString().slice(0, 10);
