import {
  type CollectedDocument,
  type CoverageClock,
  counts,
} from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { COLLECTOR_PREFIX } from '#domain/signals/observations.ts';
import { type DayNumber, dayNumber, isoDate } from '#domain/time/calendar.ts';
import { type DaySpan, daysOf, spansOf } from '#domain/time/coverage.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import { REVIEWED_ON } from './announcements/draft-measures.ts';
import { type PublishedCounts, store } from './observations/ingest-observations.ts';

/** `days`: of which it may speak; `null`: the list does not say. */
export type LinkedDocument = Readonly<{
  href: string;
  days: Readonly<{ from: DayNumber; to: DayNumber }> | null;
}>;

export type SourceCoverage = Readonly<{
  covered: ReadonlySet<DayNumber>;
  /** First day that did not ship. */
  since: DayNumber | null;
}>;

type CoveragePorts = Readonly<{
  log: ObservationLog;
  shipped: PublishedCounts;
}>;

const SERIES = 'coverage';

export async function coverageOf(
  { name, feeds }: SourceContract,
  { log, shipped }: CoveragePorts,
): Promise<SourceCoverage> {
  const shippedDays = daysOf((shipped[SERIES]?.get(name)?.spans ?? []) as readonly DaySpan[]);
  const stated = (await log.newestOf({ signal: SERIES, id: name, date: '' }))?.observation.values as
    | Readonly<{ spans: readonly DaySpan[] }>
    | undefined;
  const covered = new Set([...shippedDays, ...daysOf(stated?.spans ?? [])]);
  // A list is due from the review of the register on, however short it is.
  if (feeds === 'drafts') return { covered, since: dayNumber(REVIEWED_ON) + 1 };
  if (covered.size === 0) return { covered, since: null };
  return { covered, since: shippedDays.size > 0 ? Math.max(...shippedDays) + 1 : Math.min(...covered) };
}

export const lastSettledDay = ({ settled_after_days: lag }: SourceContract, today: string): DayNumber =>
  dayNumber(today) - (lag ?? 0);

export function missingDays({ covered, since }: SourceCoverage, last: DayNumber): ReadonlySet<DayNumber> {
  const all =
    since === null ? [] : Array.from({ length: Math.max(0, last - since + 1) }, (_, n) => since + n);
  return new Set(all.filter((day) => !covered.has(day)));
}

/**
 * A table states its days itself. A day of reports has been read when the list was read beyond it and no
 * document of it is missing or waits.
 */
export function daysRead(
  contract: Pick<SourceContract, 'days_in_a_row' | 'settled_after_days'>,
  listed: readonly LinkedDocument[],
  documents: readonly CollectedDocument[],
  isRead: (href: string) => boolean,
  last: DayNumber,
): readonly DayNumber[] {
  if (contract.days_in_a_row) {
    return documents
      .filter(counts)
      .flatMap(({ observations }) => observations.map(({ date }) => dayNumber(date)));
  }
  const spans = listed.flatMap(({ href, days }) => (days === null ? [] : [{ href, ...days }]));
  // Others of the oldest day may stand on the next page of the list.
  const first = Math.min(...spans.map(({ to }) => to)) + 1;
  const unread = spans.filter(({ href }) => !isRead(href));
  const listedDays = Array.from(
    { length: spans.length === 0 ? 0 : Math.max(0, last - first + 1) },
    (_, n) => first + n,
  );
  return listedDays.filter((day) => !unread.some(({ from, to }) => from <= day && day <= to));
}

export async function recordCoverage(
  { name }: SourceContract,
  before: SourceCoverage,
  read: readonly DayNumber[],
  { log, now }: Readonly<{ log: ObservationLog; now: string }>,
  definition = 'as published',
): Promise<SourceCoverage> {
  const covered = new Set([...before.covered, ...read]);
  if (covered.size === before.covered.size) return before;
  const spans = spansOf(covered);
  const first = spans[0]?.from ?? '';
  const client = `${COLLECTOR_PREFIX}${name}`;
  const observation = {
    signal: SERIES,
    id: name,
    date: first,
    known_from: now.slice(0, 10),
    values: { spans },
    source: client,
    source_url: null,
    definition,
  };
  await store(observation, { log, published: {}, client, isFromPublisher: true, now });
  return { covered, since: before.since ?? dayNumber(first) };
}

const MOST_SPANS = 20;

export function coverageClock(coverage: SourceCoverage, last: DayNumber): CoverageClock | null {
  if (coverage.since === null) return null;
  const missing = missingDays(coverage, last);
  const due = Math.max(0, last - coverage.since + 1);
  return {
    since: isoDate(coverage.since),
    due,
    read: due - missing.size,
    missing: spansOf(missing)
      .slice(-MOST_SPANS)
      .map((span) => ({ ...span })),
  };
}
