import { subjectChangesRequest } from '#contracts/changes-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb-score-changes.ts';
import { apiHandler, subjectTypeOf } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { changesAnswer } from './changes-answer.ts';

const services = oncePerColdStart(() => {
  const { SCORES_TABLE_NAME } = readEnvironment(readingApiEnvironmentSchema);
  const client = dynamodbForReads();
  return { scores: dynamodbPublishedScores(client, SCORES_TABLE_NAME), changes: dynamodbReadScoreChanges(client, SCORES_TABLE_NAME) };
});

export const handler = apiHandler(subjectChangesRequest, async ({ event, path, query }) => {
  const subject = { type: subjectTypeOf(event), id: path.id, buyer: query.buyer };
  return answerIfChanged(event, { body: await changesAnswer(services(), event, subject, { ...query, buyer: undefined }) });
});
