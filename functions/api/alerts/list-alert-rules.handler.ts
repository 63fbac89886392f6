import { alertRulesRequest } from '#contracts/api/alerts/alert-rules.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { shownRule } from './alert-rules.ts';
import { alertRules } from './alerts.services.ts';

export const handler = apiHandler(alertRulesRequest, async ({ caller, event }) => {
  const rules = (await alertRules().list(caller.client)).filter(({ deleted }) => !deleted);
  return answerIfChanged(event, { body: { data: rules.map(shownRule), links: { self: event.rawPath } }, headers: PRIVATE });
});
