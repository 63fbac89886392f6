import { quarantineSeenBy } from '#contracts/api/access.ts';
import { quarantineRequest } from '#contracts/ingestion/observations.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { type Paging, pagingOf } from '#functions/http/paging.ts';
import type { QuarantinePosition } from '#functions/store/observation-log.ts';
import { observationServices } from './observations.services.ts';

export const handler = apiHandler(quarantineRequest, async ({ query, event, caller }) => {
  const paging = pagingOf(event, null);
  const sender = quarantineSeenBy(caller);
  const after = positionFor(sender, paging.at);
  const found = await observationServices().log.listQuarantine(sender, query.limit + 1, after);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const at = found.length > page.length && last !== undefined ? [last.sent_by, last.id] : null;
  return answerIfChanged(event, { body: { data: page, ...paging.links(at) }, headers: PRIVATE });
});

/** A position among what others sent is none for who sees only its own: that begins at the beginning. */
function positionFor(sender: string | null, at: Paging['at']): QuarantinePosition | null {
  const [sent_by, id] = at ?? [];
  if (typeof sent_by !== 'string' || typeof id !== 'string') return null;
  return sender === null || sender === sent_by ? { sent_by, id } : null;
}
