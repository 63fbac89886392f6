import { changesRequest } from '#contracts/api/changes/changes-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb/dynamodb-score-changes.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { changesResponse } from './changes-response.ts';

const services = oncePerColdStart(() => {
  const { SCORES_TABLE_NAME } = readEnvironment(readingApiEnvironmentSchema);
  const client = dynamodbForReads();
  return { scores: dynamodbPublishedScores(client, SCORES_TABLE_NAME), changes: dynamodbReadScoreChanges(client, SCORES_TABLE_NAME) };
});

/** The feed grows after a run is published, so the answer is compared by its content and not by its run. */
export const handler = apiHandler(changesRequest, async ({ event, query }) =>
  answerIfChanged(event, { body: await changesResponse(services(), event, null, query) }),
);
