import { bandChangesRequest } from '#contracts/api/changes/changes-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb/dynamodb-score-changes.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { serviceAddress } from '#functions/http/service-address.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { ATOM, bandChangesFeed } from './get-band-changes-feed.ts';

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
