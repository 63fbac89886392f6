import { scenarioLinkRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { answerScenario } from './evaluate-scenario.ts';
import { scenarioOfLink } from './scenario-link.ts';

/** What a `share_url` leads to: the same question to the same run. */
export const handler = apiHandler(scenarioLinkRequest, async ({ event, query }) =>
  answerIfChanged(event, { body: await answerScenario(publishedScores(), scenarioOfLink(query.scenario)) }),
);
