import { methodologiesRequest } from '#contracts/api/service/service-request.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { listMethodologies } from './methodologies.ts';

/** The method ships with the code. */
export const handler = apiHandler(methodologiesRequest, async ({ event }) => {
  const data = listMethodologies(METHODOLOGY);
  return answerIfChanged(event, { body: { data, ...pagingOf(event, null).links(null) } });
});
