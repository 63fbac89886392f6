import type { historyRequest } from '#contracts/subjects-request.ts';
import type { SubjectType } from '#domain/score-document.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { ApiRequest } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import type { ApiAnswer } from '#functions/runtime/http-answer.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { dayRange } from './day-range.ts';
import { getHistory } from './get-history.ts';
import { requirePublished } from './require-published.ts';

/** Replays fill the past while a run stands, so the answer is compared by its content and not by its run. */
export async function historyAnswer(
  { event, path, query }: ApiRequest<typeof historyRequest>,
  type: SubjectType,
  scores: PublishedScores,
): Promise<ApiAnswer> {
  const run = await requirePublished(scores);
  const { buyer, interval, limit } = query;
  const range = dayRange(query, run.as_of);
  const paging = pagingOf(event, null);
  const found = await getHistory(scores, run, { type, id: path.id, buyer }, { range, interval, limit }, paging.at);
  const about = { subject: found.score.subject, buyer, interval, ...range, scale: found.score.scale };
  const stamp = { methodology: found.score.methodology, run_id: run.run_id, as_of: run.as_of };
  return answerIfChanged(event, { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) } });
}
