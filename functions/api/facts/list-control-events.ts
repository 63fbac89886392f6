import type { ControlEventsQuery } from '#contracts/api/facts/facts-request.ts';
import { controlEventsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { Paging } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';
import { pageOf, wasPublicBy, within } from './dated-facts.ts';

/** Restrictions and stoppages worldwide that were public by a day, newest first: one read. */
export async function listControlEvents(
  scores: PublishedScores,
  runId: string,
  { origin, element, limit, ...days }: Omit<ControlEventsQuery, 'known_at'> & { readonly known_at: string },
  at: Paging['at'],
) {
  const { events } = await runDocument(scores, runId, 'control-events', controlEventsDocumentSchema);
  const found = events.filter(
    (event) =>
      wasPublicBy(days.known_at, event) &&
      within(days, dayOf(event)) &&
      (origin === undefined || event.origin === origin) &&
      (element === undefined || event.elements.includes(element)),
  );
  return pageOf(found, dayOf, limit, at);
}

const dayOf = ({ announced, known_from }: { readonly announced: string | null; readonly known_from: string }): string =>
  announced ?? known_from;
