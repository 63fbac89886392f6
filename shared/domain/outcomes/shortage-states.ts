/**
 * Did users stand, were goods scarce: states by what buyers reported. `shared/contracts/track-record` has
 * the rule in words.
 */
import { type DayNumber, dayNumber, firstDayOf, isoDate, lastDayOf } from '../time/calendar.ts';
import type { ShortageRow } from '../vocabulary/reference-data.ts';

/** `yes`: users stood; `partly`: goods were scarce; `no`: somebody denied both. */
export type ShortageState = 'yes' | 'partly' | 'no' | 'unknown';

export type Report = Pick<
  ShortageRow,
  | 'id'
  | 'elements'
  | 'buyer'
  | 'begins'
  | 'ends'
  | 'kind'
  | 'severity'
  | 'speaks_for'
  | 'quality'
  | 'known_from'
>;

/** Which reports judge, and what counts as felt. */
export type StateRules = Readonly<{
  unheard: Readonly<{ quality: readonly string[]; speaks_for: readonly string[] }>;
  felt: Readonly<{ kinds: readonly string[]; severities: readonly string[] }>;
}>;

/** `2025Q2`. */
const quarterOf = (day: DayNumber) => {
  const [year, month] = isoDate(day).split('-').map(Number) as [number, number];
  return `${year}Q${Math.ceil(month / 3)}`;
};

export function nextQuarter(quarter: string): string {
  const [year, number] = quarter.split('Q').map(Number) as [number, number];
  return number === 4 ? `${year + 1}Q1` : `${year}Q${number + 1}`;
}

export const firstDayOfQuarter = (quarter: string): DayNumber =>
  dayNumber(`${quarter.slice(0, 4)}-${String(Number(quarter.at(-1)) * 3 - 2).padStart(2, '0')}-01`);

/** Of which a day lies between two days. */
export function quartersBetween(from: DayNumber, to: DayNumber): readonly string[] {
  const quarters: string[] = [];
  for (let next = quarterOf(from); next <= quarterOf(to); next = nextQuarter(next)) quarters.push(next);
  return quarters;
}

/** Unknown where all are. */
export const worstOf = (states: readonly ShortageState[]): ShortageState =>
  (['yes', 'partly', 'no'] as const).find((state) => states.includes(state)) ?? 'unknown';

/** A report that is open ends with the quarter of its publication. */
const span = ({ begins, ends, known_from }: Report): readonly [string, string] => [
  quarterOf(begins === null ? firstDayOf(known_from) : firstDayOf(begins)),
  quarterOf(lastDayOf(ends ?? known_from)),
];

type Quarter = Readonly<{
  element: string;
  /** `ALL`: what reports say of users everywhere. */
  buyer: string;
  quarter: string;
}>;

export const reportsOf = (
  reports: readonly Report[],
  { element, buyer, quarter }: Quarter,
  { unheard }: StateRules,
): readonly Report[] =>
  reports.filter((report) => {
    const [first, last] = span(report);
    return (
      !unheard.quality.includes(report.quality) &&
      !unheard.speaks_for.includes(report.speaks_for) &&
      report.buyer === buyer &&
      report.elements.includes(element) &&
      first <= quarter &&
      last >= quarter
    );
  });

export function shortageState(
  reports: readonly Report[],
  quarter: Quarter,
  rules: StateRules,
): ShortageState {
  const found = reportsOf(reports, quarter, rules);
  const has = (kind: Report['kind'], of: Partial<Report> = {}): boolean =>
    found.some(
      (report) =>
        report.kind === kind &&
        Object.entries(of).every(([key, value]) => report[key as keyof Report] === value),
    );
  if (has('production_stopped')) return 'yes';
  if (has('no_shortage', { severity: 'none', speaks_for: 'trade' }) && !has('production_reduced'))
    return 'no';
  const { kinds, severities } = rules.felt;
  if (found.some(({ kind, severity }) => kinds.includes(kind) && severities.includes(severity)))
    return 'partly';
  return has('no_shortage') ? 'no' : 'unknown';
}
