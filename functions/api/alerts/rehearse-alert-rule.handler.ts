import { alertRuleRequest } from '#contracts/api/alerts/alert-rules.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { ALERT_RULE } from './alert-rules.ts';
import { alertRules } from './alerts.services.ts';
import { rehearseRule } from './rehearse-rule.ts';
import { existingItem } from './stored-items.ts';

/** Replays fill the past while a run stands, so the response is compared by its content and not by its run. */
export const handler = apiHandler(alertRuleRequest, async ({ path, caller, event }) => {
  beginComputing();
  const scores = publishedScores();
  const run = await requirePublished(scores);
  const { content } = await existingItem(alertRules(), ALERT_RULE, caller.client, path.id);
  return answerIfChanged(event, { body: await rehearseRule(content, run, scores), headers: PRIVATE });
});
