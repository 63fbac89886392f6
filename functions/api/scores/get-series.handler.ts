import { seriesRequest } from '#contracts/api/scores/series-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { getSeries } from './get-series.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

/** Replays fill the past while a run stands, so the answer is compared by its content and not by its run. */
export const handler = apiHandler(seriesRequest, async ({ event, query }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  return answerIfChanged(event, await getSeries(scores, run, query));
});
