import { scenarioLinkRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { answerScenario } from './evaluate-scenario.ts';
import { scenarioOfLink } from './scenario-link.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

/** What a `share_url` leads to: the same question to the same run. */
export const handler = apiHandler(scenarioLinkRequest, async ({ event, query }) =>
  answerIfChanged(event, { body: await answerScenario(publishedScores(), scenarioOfLink(query.scenario)) }),
);
