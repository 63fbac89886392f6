import { rehearseRuleRequest } from '#contracts/api/alerts/alert-rules.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { rehearseRule } from './rehearse-rule.ts';

export const handler = apiHandler(rehearseRuleRequest, async ({ body }) => {
  beginComputing();
  const scores = publishedScores();
  return { body: await rehearseRule(body, await requirePublished(scores), scores), headers: PRIVATE };
});
