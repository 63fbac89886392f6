import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { ALERT_RULES_PARTITION, WEBHOOKS_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { clientItemsIn } from '#functions/store/client-items.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { firedAlertsIn } from '#functions/store/fired-alerts.ts';
import { webhookDeliveriesIn } from '#functions/store/webhook-deliveries.ts';
import { type Webhook, webhookSecretsIn } from '#functions/store/webhooks.ts';

const table = (): string => readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME;

/** Alert rules of clients, in the Signals table. */
export const alertRules = oncePerColdStart(() => clientItemsIn<AlertRule>(tablesForReads()(table()), ALERT_RULES_PARTITION, 'alert rule'));

/** Webhooks of clients, in the Signals table. */
export const webhooks = oncePerColdStart(() => clientItemsIn<Webhook>(tablesForReads()(table()), WEBHOOKS_PARTITION, 'webhook'));

/** Webhooks of clients, and where their secrets are put. */
export const webhookStores = oncePerColdStart(() => ({
  webhooks: webhooks(),
  secrets: webhookSecretsIn(tablesForReads()(table())),
}));

/** Alerts that were fired. */
export const firedAlerts = oncePerColdStart(() => firedAlertsIn(tablesForReads()(table())));

/** Messages to webhooks. */
export const webhookDeliveries = oncePerColdStart(() => webhookDeliveriesIn(tablesForReads()(table())));
