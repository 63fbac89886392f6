import { quarantineSeenBy } from '#contracts/access.ts';
import { quarantineRequest } from '#contracts/observations.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { observationServices } from '#functions/runtime/observation-services.ts';
import { pagingOf } from '#functions/runtime/paging.ts';

export const handler = apiHandler(quarantineRequest, async ({ query, event, caller }) => {
  const paging = pagingOf(event, null);
  const [sent_by, id] = paging.at ?? [];
  const after = typeof sent_by === 'string' && typeof id === 'string' ? { sent_by, id } : null;
  const found = await observationServices().log.listQuarantine(quarantineSeenBy(caller), query.limit + 1, after);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const at = found.length > page.length && last !== undefined ? [last.sent_by, last.id] : null;
  return answerIfChanged(event, { body: { data: page, ...paging.links(at) }, headers: { 'cache-control': 'private, no-cache' } });
});
