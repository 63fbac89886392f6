import { alertRuleRequest } from '#contracts/api/alerts/alert-rules.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerVersion } from '#functions/http/conditional-response.ts';
import { ALERT_RULE, shownRule } from './alert-rules.ts';
import { alertRules } from './alerts.services.ts';
import { existingItem } from './stored-items.ts';

export const handler = apiHandler(alertRuleRequest, async ({ path, caller, event }) => {
  const stored = await existingItem(alertRules(), ALERT_RULE, caller.client, path.id);
  return answerVersion(event, stored, shownRule(stored));
});
