import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { seriesRequest } from '#contracts/series-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { getSeries } from './get-series.ts';
import { requirePublished } from './require-published.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

/** Replays fill the past while a run stands, so the answer is compared by its content and not by its run. */
export const handler = apiHandler(seriesRequest, async ({ event, query }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  return answerIfChanged(event, await getSeries(scores, run, query));
});
