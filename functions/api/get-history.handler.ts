import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { historyRequest } from '#contracts/subjects-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler, subjectTypeOf } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { dayRange } from './day-range.ts';
import { getHistory } from './get-history.ts';
import { requirePublished } from './require-published.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

/** Replays fill the past while a run stands, so the answer is compared by its content and not by its run. */
export const handler = apiHandler(historyRequest, async ({ event, path, query }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  const { buyer, interval, limit } = query;
  const range = dayRange(query, run.as_of);
  const paging = pagingOf(event, null);
  const subject = { type: subjectTypeOf(event), id: path.id, buyer };
  const found = await getHistory(scores, run, subject, { range, interval, limit }, paging.at);
  const about = { subject: found.score.subject, buyer, interval, ...range, scale: found.score.scale };
  const stamp = { methodology: found.score.methodology, run_id: run.run_id, as_of: run.as_of };
  return answerIfChanged(event, { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) } });
});
