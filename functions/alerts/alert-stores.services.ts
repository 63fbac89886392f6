import { alertRulesIn } from '#functions/store/alerts/alert-rules.ts';
import { firedAlertsIn } from '#functions/store/alerts/fired-alerts.ts';
import { webhookDeliveriesIn } from '#functions/store/alerts/webhook-deliveries.ts';
import { webhookSecretsIn, webhooksIn } from '#functions/store/alerts/webhooks.ts';
import type { Tables } from '#functions/store/table/table.ts';

export const alertStores = (tables: Tables, table: string) => ({
  rules: alertRulesIn(tables(table)),
  webhooks: webhooksIn(tables(table)),
  secrets: webhookSecretsIn(tables(table)),
  alerts: firedAlertsIn(tables(table)),
  deliveries: webhookDeliveriesIn(tables(table)),
});
