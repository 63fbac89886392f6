import type { historyRequest } from '#contracts/api/subjects/subjects-request.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { ApiRequest } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { dayRange } from '../published-run/day-range.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { getHistory } from './get-history.ts';

/** Replays fill the past while a run stands, so the answer is compared by its content and not by its run. */
export async function historyResponse(
  { event, path, query }: ApiRequest<typeof historyRequest>,
  type: SubjectType,
  scores: PublishedScores,
): Promise<ApiResponse> {
  const run = await requirePublished(scores);
  const { buyer, interval, limit } = query;
  const range = dayRange(query, run.as_of);
  const paging = pagingOf(event, null);
  const found = await getHistory(scores, run, { type, id: path.id, buyer }, { range, interval, limit }, paging.at);
  const about = { subject: found.score.subject, buyer, interval, ...range, scale: found.score.scale };
  const stamp = { methodology: found.score.methodology, run_id: run.run_id, as_of: run.as_of };
  return answerIfChanged(event, { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) } });
}
