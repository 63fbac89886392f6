import { ALERT_RULES_PARTITION, WEBHOOKS_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { clientItemsIn } from '#functions/store/client-items.ts';
import { firedAlertsIn } from '#functions/store/fired-alerts.ts';
import type { Tables } from '#functions/store/table.ts';
import { webhookDeliveriesIn } from '#functions/store/webhook-deliveries.ts';
import { type Webhook, webhookSecretsIn } from '#functions/store/webhooks.ts';

/** Rules, alerts, webhooks with their secrets, and deliveries in the Signals table. */
export const alertStores = (tables: Tables, table: string) => ({
  rules: clientItemsIn<AlertRule>(tables(table), ALERT_RULES_PARTITION, 'alert rule'),
  webhooks: clientItemsIn<Webhook>(tables(table), WEBHOOKS_PARTITION, 'webhook'),
  secrets: webhookSecretsIn(tables(table)),
  alerts: firedAlertsIn(tables(table)),
  deliveries: webhookDeliveriesIn(tables(table)),
});
