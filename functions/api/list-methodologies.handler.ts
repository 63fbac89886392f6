import { methodologiesRequest } from '#contracts/service-request.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { listMethodologies } from './methodologies.ts';

/** Methodologies ship with the code. */
export const handler = apiHandler(methodologiesRequest, async ({ event }) => {
  const data = listMethodologies(bundledMethodologies);
  return answerIfChanged(event, { body: { data, ...pagingOf(event, null).links(null) } });
});
