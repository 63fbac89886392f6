import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { historyRequest } from '#contracts/subjects-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler, subjectTypeOf } from '#functions/runtime/api-handler.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { historyAnswer } from './history-answer.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(historyRequest, (request) => historyAnswer(request, subjectTypeOf(request.event), publishedScores()));
