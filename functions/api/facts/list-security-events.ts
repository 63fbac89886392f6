import type { SecurityEventsQuery } from '#contracts/api/facts/facts-request.ts';
import { securityEventsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { Paging } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';
import { pageOf, wasPublicBy, within } from './dated-facts.ts';

/** Events around Japan that were public by a day, newest first, with the scrambles that were: one read. */
export async function listSecurityEvents(
  scores: PublishedScores,
  runId: string,
  { kind, near, limit, ...days }: Omit<SecurityEventsQuery, 'known_at'> & { readonly known_at: string },
  at: Paging['at'],
) {
  const { events, air_scrambles, exercises } = await runDocument(scores, runId, 'security-events', securityEventsDocumentSchema);
  const found = events.filter(
    (event) =>
      wasPublicBy(days.known_at, event) &&
      within(days, event.day) &&
      (kind === undefined || event.kind === kind) &&
      (near === undefined || event.near === near),
  );
  const page = pageOf(found, ({ day }) => day, limit, at);
  const scrambles = air_scrambles
    .filter((row) => wasPublicBy(days.known_at, row))
    .sort((left, right) => (left.period < right.period ? -1 : 1));
  const drills = exercises?.filter((row) => wasPublicBy(days.known_at, row)).sort((left, right) => (left.start > right.start ? -1 : 1));
  return { ...page, air_scrambles: scrambles, exercises: drills };
}
