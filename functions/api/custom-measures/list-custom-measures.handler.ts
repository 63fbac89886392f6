import { customMeasuresRequest } from '#contracts/api/custom-measures/custom-measures.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { customMeasures } from './custom-measures.services.ts';
import { shownMeasure } from './custom-measures.ts';

export const handler = apiHandler(customMeasuresRequest, async ({ query, event, caller }) => {
  const paging = pagingOf(event, null);
  const after = typeof paging.at?.[0] === 'string' ? paging.at[0] : null;
  const found = await customMeasures().list(caller.client, query.status ?? null, query.limit + 1, after);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const at = found.length > page.length && last !== undefined ? [last.id] : null;
  return answerIfChanged(event, { body: { data: page.map(shownMeasure), ...paging.links(at) }, headers: PRIVATE });
});
