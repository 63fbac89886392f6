import type { PublishedCause } from '#domain/explanations/changes/change-attribution.ts';
import { withCauseLabels } from '#domain/explanations/changes/change-document.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type {
  ChangePartition,
  ChangesHead,
  PublishedChange,
  ReadScoreChanges,
} from '#functions/store/scores/score-changes.ts';
import { refuseEmptyRange } from '../published-run/day-range.ts';
import { subjectLinks } from '../published-run/score-links.ts';

const KEPT_DAYS = 400;
/** About 600 bytes each. */
const ROWS_PER_READ = 500;
/** With a rare filter a page may end before it is full. */
const MOST_READS = 8;
/** Behind every sequence number of a day. */
const END_OF_DAY = '#~';

export type ChangeFilter = Readonly<{
  subject_type?: SubjectType | undefined;
  subjects?: readonly string[];
  buyer?: string | undefined;
  cause?: PublishedCause | undefined;
  min_abs_delta?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Nothing to compare with: every subject would be new. */
  first_run?: 'exclude' | 'include' | undefined;
  limit: number;
}>;

export type ChangesPage = Page<ReturnType<typeof withLinks>> &
  Readonly<{
    resumeAt: Paging['at'];
    keptFrom: string | null;
  }>;

/** Throws `changes_pruned` for a cursor from before what is kept. */
export async function listChanges(
  changes: ReadScoreChanges,
  filter: ChangeFilter,
  at: Paging['at'],
): Promise<ChangesPage> {
  refuseEmptyRange(filter);
  const head = await changes.head();
  if (head === null) return { rows: [], at: null, resumeAt: null, keptFrom: null };
  const keptFrom = isoDate(dayNumber(dayOf(head.position)) - KEPT_DAYS);
  const begin = beginningOf(at, filter, keptFrom);
  const end =
    filter.to === undefined || dayOf(head.position) <= filter.to
      ? head.position
      : `${filter.to}${END_OF_DAY}`;
  const found = await readUntilFull(changes, monthsOf(head, begin, end), { begin, end, of: head }, filter);
  const firstDay = [keptFrom, await firstDayOf(changes, head)].sort()[1] as string;
  return {
    rows: found.rows.map(withLinks),
    at: found.isEnd ? null : [found.scannedTo],
    resumeAt: [found.scannedTo],
    keptFrom: firstDay,
  };
}

async function firstDayOf(
  changes: ReadScoreChanges,
  { months: [month], position, ...of }: ChangesHead,
): Promise<string> {
  const [first] =
    month === undefined ? [] : await changes.page({ month }, { ...of, after: '', upTo: position, limit: 1 });
  return dayOf(first?.position ?? position);
}

const dayOf = (position: string) => position.slice(0, 10);

function beginningOf(at: Paging['at'], filter: ChangeFilter, keptFrom: string) {
  const { from } = filter;
  const first = from === undefined || from < keptFrom ? keptFrom : from;
  if (typeof at?.[0] !== 'string') return `${first}#`;
  if (dayOf(at[0]) >= keptFrom) return at[0];
  const resync = resyncLink(filter);
  const detail = `The cursor is of ${dayOf(at[0])}; changes are kept from ${keptFrom} on. Read the present state at ${resync} and begin anew without a cursor.`;
  throw new ExpectedError('changes_pruned', detail, [{ parameter: 'cursor', code: 'pruned', detail }], {
    startAgainAt: resync,
  });
}

/** Where the present state is to be had. */
export function resyncLink({ subject_type, buyer }: ChangeFilter): string {
  const given = {
    ...(subject_type === undefined ? {} : { subject_type }),
    ...(buyer === undefined ? {} : { buyer }),
  };
  return `/v1/scores?${new URLSearchParams({ ...given, limit: '1000' })}`;
}

const monthsOf = (head: ChangesHead, begin: string, end: string): readonly ChangePartition[] =>
  head.months
    .filter((month) => month >= begin.slice(0, 7) && month <= end.slice(0, 7))
    .map((month) => ({ month }));

type Found = Readonly<{
  rows: readonly PublishedChange[];
  scannedTo: string;
  isEnd: boolean;
}>;

async function readUntilFull(
  changes: ReadScoreChanges,
  partitions: readonly ChangePartition[],
  { begin, end, of }: Readonly<{ begin: string; end: string; of: ChangesHead }>,
  filter: ChangeFilter,
): Promise<Found> {
  const rows: PublishedChange[] = [];
  let after = begin;
  let reads = 0;
  // One row more shows whether the page is the last.
  const perRead = isFiltering(filter) ? ROWS_PER_READ : Math.min(ROWS_PER_READ, filter.limit + 1);
  for (const partition of partitions) {
    for (;;) {
      if (reads === MOST_READS) return { rows, scannedTo: after, isEnd: false };
      const page = await changes.page(partition, { ...of, after, upTo: end, limit: perRead });
      reads += 1;
      for (const change of page) {
        if (isServed(change, filter) && changeMatches(change, filter)) {
          if (rows.length === filter.limit) return { rows, scannedTo: after, isEnd: false };
          rows.push(change);
        }
        after = change.position;
      }
      if (page.length < perRead) break;
    }
  }
  return { rows, scannedTo: end > begin ? end : begin, isEnd: true };
}

const isFiltering = ({ subject_type, subjects = [], buyer, cause, min_abs_delta, first_run }: ChangeFilter) =>
  first_run === 'exclude' ||
  subjects.length > 0 ||
  [subject_type, buyer, cause, min_abs_delta].some((one) => one !== undefined);

const isServed = ({ previous_run_id }: PublishedChange, { first_run }: ChangeFilter) =>
  first_run !== 'exclude' || previous_run_id !== null;

function changeMatches(
  change: PublishedChange,
  { subject_type, subjects = [], buyer, cause, min_abs_delta }: ChangeFilter,
) {
  return (
    (subjects.length === 0 || subjects.includes(`${change.subject.type}:${change.subject.id}`)) &&
    (subject_type === undefined || change.subject.type === subject_type) &&
    (buyer === undefined || change.buyer === buyer) &&
    (cause === undefined || (change.by_cause?.[cause] ?? 0) !== 0) &&
    (min_abs_delta === undefined || change.delta === null || Math.abs(change.delta) >= min_abs_delta)
  );
}

function withLinks({ position: _position, ...change }: PublishedChange) {
  const { score, explanation } = subjectLinks(change.subject.type, change.subject.id, change.buyer);
  return { ...withCauseLabels(change), links: { score, explanation, run: `/v1/runs/${change.run_id}` } };
}
