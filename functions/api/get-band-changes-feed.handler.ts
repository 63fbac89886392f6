import { bandChangesRequest } from '#contracts/changes-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb-score-changes.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { serviceAddress } from '#functions/runtime/service-address.ts';
import { ATOM, bandChangesFeed } from './get-band-changes-feed.ts';
import { requirePublished } from './require-published.ts';

const services = oncePerColdStart(() => {
  const { SCORES_TABLE_NAME } = readEnvironment(readingApiEnvironmentSchema);
  const client = dynamodbForReads();
  return { scores: dynamodbPublishedScores(client, SCORES_TABLE_NAME), changes: dynamodbReadScoreChanges(client, SCORES_TABLE_NAME) };
});

export const handler = apiHandler(bandChangesRequest, async ({ event, query }) => {
  const { scores, changes } = services();
  const run = await requirePublished(scores);
  const place = {
    address: serviceAddress(event),
    self: `${event.rawPath}${event.rawQueryString === '' ? '' : `?${event.rawQueryString}`}`,
  };
  return answerIfChanged(event, { body: await bandChangesFeed(changes, run, query, place), headers: { 'content-type': ATOM } });
});
