import { ownMeasuresRequest } from '#contracts/api/own-measures/own-measures.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { ownMeasures } from './own-measures.services.ts';
import { shownMeasure } from './own-measures.ts';

export const handler = apiHandler(ownMeasuresRequest, async ({ query, event, caller }) => {
  const paging = pagingOf(event, null);
  const after = typeof paging.at?.[0] === 'string' ? paging.at[0] : null;
  const found = await ownMeasures().list(caller.client, query.status ?? null, query.limit + 1, after);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const at = found.length > page.length && last !== undefined ? [last.id] : null;
  return answerIfChanged(event, { body: { data: page.map(shownMeasure), ...paging.links(at) }, headers: PRIVATE });
});
