import { deleteAlertRuleRequest } from '#contracts/api/alerts/alert-rules.ts';
import { expectedOf, PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { ALERT_RULE } from './alert-rules.ts';
import { alertRules } from './alerts.services.ts';
import { endItem } from './stored-items.ts';

export const handler = writingApiHandler(deleteAlertRuleRequest, async ({ path, caller, event }) => {
  const change = { client: caller.client, id: path.id, expected: expectedOf(event.headers), now: new Date().toISOString() };
  return { body: await endItem(alertRules(), ALERT_RULE, change), headers: PRIVATE };
});
