import type {
  ControlEventsQuery,
  SecurityEventsQuery,
  ShortagesQuery,
} from '#contracts/api/facts-requests.ts';
import {
  controlEventsDocumentSchema,
  securityEventsDocumentSchema,
  shortagesDocumentSchema,
} from '#contracts/run/run-documents.ts';
import { hitsBuyer } from '#domain/method/measure.ts';
import { isKnownBy } from '#domain/method/register.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Paging } from '#functions/http/paging.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';

export type DatedQuery = Readonly<{
  from?: string | undefined;
  to?: string | undefined;
  known_at?: string | undefined;
  limit: number;
}>;

/** A month or a year counts from its last day. */
const isPublicAt = (knownAt: string, { known_from }: Readonly<{ known_from: string }>) =>
  known_from <= knownAt;

/** A month or year does if any day of it does. */
function within({ from, to }: Pick<DatedQuery, 'from' | 'to'>, period: string) {
  return (
    (from === undefined || period >= from.slice(0, period.length)) &&
    (to === undefined || period <= to.slice(0, period.length))
  );
}

function pageOf<Row extends Readonly<{ id: string }>>(
  rows: readonly Row[],
  dayOf: (row: Row) => string,
  limit: number,
  at: Paging['at'],
) {
  const newestFirst = rows.toSorted((left, right) => {
    const [a, b] = [dayOf(left), dayOf(right)];
    return a === b ? (left.id < right.id ? -1 : 1) : a < b ? 1 : -1;
  });
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + limit;
  return { data: newestFirst.slice(start, end), at: end < newestFirst.length ? [end] : null };
}

export async function listControlEvents(
  scores: PublishedScores,
  runId: string,
  { origin, element, limit, ...days }: Omit<ControlEventsQuery, 'known_at'> & Readonly<{ known_at: string }>,
  at: Paging['at'],
) {
  const { events } = await runDocument(scores, runId, 'control-events', controlEventsDocumentSchema);
  const found = events.filter(
    (event) =>
      isPublicAt(days.known_at, event) &&
      within(days, dayOf(event)) &&
      (origin === undefined || event.origin === origin) &&
      (element === undefined || event.elements.includes(element)),
  );
  return pageOf(found, dayOf, limit, at);
}

const dayOf = ({
  announced,
  known_from,
}: Readonly<{
  announced: string | null;
  known_from: string;
}>) => announced ?? known_from;

export async function listSecurityEvents(
  scores: PublishedScores,
  runId: string,
  {
    kind,
    theatre,
    actor,
    limit,
    ...days
  }: Omit<SecurityEventsQuery, 'known_at'> & Readonly<{ known_at: string }>,
  at: Paging['at'],
) {
  const { events, read, exercises } = await runDocument(
    scores,
    runId,
    'security-events',
    securityEventsDocumentSchema,
  );
  const known = dayNumber(days.known_at);
  const found = events.filter(
    (event) =>
      isKnownBy(event, known) &&
      within(days, event.day) &&
      (kind === undefined || event.kind === kind) &&
      (theatre === undefined || event.theatre === theatre) &&
      (actor === undefined || event.actors.some((name) => name.startsWith(actor))),
  );
  const page = pageOf(found, ({ day }) => day, limit, at);
  const drills = exercises
    ?.filter((row) => isPublicAt(days.known_at, row))
    .sort((left, right) => (left.start > right.start ? -1 : 1));
  return { ...page, read, ...(drills === undefined ? {} : { exercises: drills }) };
}

export async function listShortages(
  scores: PublishedScores,
  runId: string,
  { element, buyer, kind, limit, ...days }: Omit<ShortagesQuery, 'known_at'> & Readonly<{ known_at: string }>,
  at: Paging['at'],
) {
  const { reports } = await runDocument(scores, runId, 'shortages', shortagesDocumentSchema);
  const known = dayNumber(days.known_at);
  const found = reports.filter(
    (report) =>
      isKnownBy(report, known) &&
      within(days, report.known_from) &&
      (element === undefined || report.elements.includes(element)) &&
      (buyer === undefined || hitsBuyer([report.buyer], buyer)) &&
      (kind === undefined || report.kind === kind),
  );
  return pageOf(found, ({ known_from }) => known_from, limit, at);
}
