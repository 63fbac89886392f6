import { alertsRequest } from '#contracts/api/alerts/alerts.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { firedAlerts } from './alerts.services.ts';
import { listAlerts } from './list-alerts.ts';

export const handler = apiHandler(alertsRequest, async ({ query, caller, event }) => {
  const body = await listAlerts(firedAlerts(), caller.client, query.limit, pagingOf(event, null));
  return answerIfChanged(event, { body, headers: PRIVATE });
});
