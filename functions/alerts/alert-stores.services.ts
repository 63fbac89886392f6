import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ALERT_RULES_PARTITION, WEBHOOKS_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { clientItemsIn } from '#functions/store/client-items.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { firedAlertsIn } from '#functions/store/fired-alerts.ts';
import { webhookDeliveriesIn } from '#functions/store/webhook-deliveries.ts';
import { type Webhook, webhookSecretsIn } from '#functions/store/webhooks.ts';

/** Rules, alerts, webhooks with their secrets, and deliveries in the Signals table. */
export const alertStores = (client: DynamoDBDocumentClient, table: string) => ({
  rules: clientItemsIn<AlertRule>(dynamodbTable(client, table), ALERT_RULES_PARTITION, 'alert rule'),
  webhooks: clientItemsIn<Webhook>(dynamodbTable(client, table), WEBHOOKS_PARTITION, 'webhook'),
  secrets: webhookSecretsIn(dynamodbTable(client, table)),
  alerts: firedAlertsIn(dynamodbTable(client, table)),
  deliveries: webhookDeliveriesIn(dynamodbTable(client, table)),
});
