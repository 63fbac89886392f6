import { scenarioLinkRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { answerScenario } from './evaluate-scenario.ts';
import { scenarioOfLink } from './scenario-link.ts';

/** Evaluates the scenario that a `share_url` encodes, against the run that the link names. */
export const handler = apiHandler(scenarioLinkRequest, async ({ event, query }) => {
  beginComputing();
  return answerIfChanged(event, { body: await answerScenario(publishedScores(), scenarioOfLink(query.scenario)) });
});
