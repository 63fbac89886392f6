import { mayDo } from '#contracts/api/access.ts';
import {
  alertRulesRequest,
  alertsRequest,
  deleteAlertRuleRequest,
  deleteWebhookRequest,
  deliveriesRequest,
  putAlertRuleRequest,
  putWebhookRequest,
  rehearseRuleRequest,
  sendDeliveryRequest,
  webhooksRequest,
} from '#contracts/api/alerts.ts';
import { mailEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { alertStores } from '#functions/alerts/alert-stores.services.ts';
import { formatFault, mailboxFault } from '#functions/alerts/destination-formats.ts';
import { webhookReach } from '#functions/alerts/webhook-reach.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { answerIfChanged, answerOfWrite, changeOf, PRIVATE } from '#functions/http/conditional-response.ts';
import { pageOf, pagingOf, textAt } from '#functions/http/paging.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import type { Webhook } from '#functions/store/alerts/webhooks.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { companies } from '../companies/companies.services.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import {
  ALERT_RULE,
  type HistoriesOfCompanies,
  listAlerts,
  refuseUnknownSubjects,
  rehearseRule,
  shownRule,
} from './alert-rules.ts';
import { endItem, existingItem, noSuchItem, storeItem } from './stored-items.ts';
import {
  endWebhook,
  makeWebhookSecret,
  replayDelivery,
  sendTest,
  shownDelivery,
  shownWebhook,
  storeWebhook,
  WEBHOOK,
} from './webhooks.ts';

const stores = oncePerColdStart(() =>
  alertStores(tablesForReads(), readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME),
);

const rulePorts = () => ({ scores: publishedScores(), companies: companies() });

/** Carries the figures of companies, which no other operation on alerts needs. */
const historiesOfCompanies: HistoriesOfCompanies = async (...asked) =>
  (await import('./company-rehearsal.services.ts')).historiesOfCompanies(...asked);

export const putAlertRuleHandler = writingApiHandler(putAlertRuleRequest, async (request) => {
  const change = changeOf(request);
  await refuseUnknownSubjects(change.content, change.client, rulePorts());
  const stored = await storeItem(stores().rules, ALERT_RULE, change);
  return answerOfWrite(stored, change.now, shownRule(stored));
});

export const listAlertRulesHandler = apiHandler(alertRulesRequest, async ({ caller, event }) => {
  const rules = (await stores().rules.list(caller.client)).filter(({ deleted }) => !deleted);
  const sent_to =
    readEnvironment(apiEnvironmentSchema).ALERT_MAIL === 'topic' ? ['webhooks', 'mail'] : ['webhooks'];
  return answerIfChanged(event, {
    body: { data: rules.map(shownRule), sent_to, ...pagingOf(event, null).links(null) },
    headers: PRIVATE,
  });
});

export const rehearseAlertRuleHandler = apiHandler(
  rehearseRuleRequest,
  async ({ body, caller: { client } }) => {
    const ports = { ...rulePorts(), historiesOfCompanies };
    return {
      body: await rehearseRule(body, client, await requirePublished(ports.scores), ports),
      headers: PRIVATE,
    };
  },
);

export const deleteAlertRuleHandler = writingApiHandler(deleteAlertRuleRequest, async (request) => ({
  body: await endItem(stores().rules, ALERT_RULE, changeOf(request)),
  headers: PRIVATE,
}));

export const listAlertsHandler = apiHandler(alertsRequest, async ({ query, caller, event }) => {
  const body = await listAlerts(stores().alerts, caller.client, query.limit, pagingOf(event, null));
  return answerIfChanged(event, { body, headers: PRIVATE });
});

export const putWebhookHandler = writingApiHandler(putWebhookRequest, async (request) => {
  const change = changeOf(request);
  const { ACCESS: access, WEBHOOK_PRIVATE_HOSTS: privateHosts } = readEnvironment(apiEnvironmentSchema);
  const reach = webhookReach({ access, privateHosts });
  const fault = ({ url, format }: Pick<Webhook, 'url' | 'format'>) =>
    formatFault(format, url) ??
    (format === 'mail' ? mailboxFault(url, readEnvironment(mailEnvironmentSchema)) : reach.fault(url));
  const { stored, secret } = await storeWebhook(stores(), change, fault, makeWebhookSecret);
  const answer = answerOfWrite(stored, change.now, shownWebhook(stored, secret));
  return secret === null
    ? answer
    : { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } };
});

export const listWebhooksHandler = apiHandler(webhooksRequest, async ({ caller, event }) => {
  const stored = (await stores().webhooks.list(caller.client)).filter(({ deleted }) => !deleted);
  const data = stored.map((one) => shownWebhook(one, null, mayDo(caller, 'alerts:write')));
  return answerIfChanged(event, { body: { data, ...pagingOf(event, null).links(null) }, headers: PRIVATE });
});

export const listDeliveriesHandler = apiHandler(
  deliveriesRequest,
  async ({ path, query, caller: { client }, event }) => {
    const paging = pagingOf(event, null);
    const [known, found] = await Promise.all([
      stores().webhooks.get(client, path.id),
      stores().deliveries.list(client, path.id, query.limit + 1, textAt(paging.at)),
    ]);
    if (known === null) throw noSuchItem(WEBHOOK, path.id);
    const page = pageOf(found, query.limit, ({ id }) => id);
    return answerIfChanged(event, {
      body: { data: page.rows.map(shownDelivery), ...paging.links(page.at) },
      headers: PRIVATE,
    });
  },
);

export const sendDeliveryHandler = writingApiHandler(
  sendDeliveryRequest,
  async ({ path, query: { replay }, caller: { client }, event }) => {
    await existingItem(stores().webhooks, WEBHOOK, client, path.id);
    const of = { client, webhook: path.id };
    const now = new Date().toISOString();
    const sent =
      replay === undefined
        ? await sendTest(stores().deliveries, of, event.requestContext.requestId, now)
        : await replayDelivery(stores().deliveries, { ...of, id: replay }, now);
    return { status: replay === undefined ? 201 : 200, body: shownDelivery(sent), headers: PRIVATE };
  },
);

export const deleteWebhookHandler = writingApiHandler(deleteWebhookRequest, async (request) => ({
  body: await endWebhook(stores(), changeOf(request)),
  headers: PRIVATE,
}));
