import { historyRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { dayRange } from '../published-run/day-range.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { historyResponse } from './history-response.ts';

/** Replays fill the past while a run stands, so the response is compared by its content and not by its run. */
export const handler = apiHandler(historyRequest, async ({ event, path, query }) => {
  const scores = publishedScores();
  const subject = { type: subjectTypeOf(event), id: path.id, buyer: query.buyer };
  const run = await requirePublished(scores);
  const range = dayRange(query, run.as_of);
  return answerIfChanged(event, { body: await historyResponse(scores, run, subject, { ...query, range }, pagingOf(event, null)) });
});
