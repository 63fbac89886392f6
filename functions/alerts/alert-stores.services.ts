import { alertRulesIn } from '#functions/store/alert-rules.ts';
import { firedAlertsIn } from '#functions/store/fired-alerts.ts';
import type { Tables } from '#functions/store/table.ts';
import { webhookDeliveriesIn } from '#functions/store/webhook-deliveries.ts';
import { webhookSecretsIn, webhooksIn } from '#functions/store/webhooks.ts';

export const alertStores = (tables: Tables, table: string) => ({
  rules: alertRulesIn(tables(table)),
  webhooks: webhooksIn(tables(table)),
  secrets: webhookSecretsIn(tables(table)),
  alerts: firedAlertsIn(tables(table)),
  deliveries: webhookDeliveriesIn(tables(table)),
});
