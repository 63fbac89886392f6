import { scenarioEvaluationRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { answerScenario } from './evaluate-scenario.ts';

export const handler = apiHandler(scenarioEvaluationRequest, async ({ body }) => {
  beginComputing();
  return { body: await answerScenario(publishedScores(), body), headers: { 'cache-control': 'no-store' } };
});
