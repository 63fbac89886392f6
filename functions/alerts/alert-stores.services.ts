import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ALERT_RULES_PARTITION, WEBHOOKS_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { dynamodbClientItems } from '#functions/adapters/dynamodb/alerts/dynamodb-client-items.ts';
import { dynamodbFiredAlerts } from '#functions/adapters/dynamodb/alerts/dynamodb-fired-alerts.ts';
import { dynamodbWebhookDeliveries } from '#functions/adapters/dynamodb/alerts/dynamodb-webhook-deliveries.ts';
import { dynamodbWebhookSecrets } from '#functions/adapters/dynamodb/alerts/dynamodb-webhook-secrets.ts';
import type { Webhook } from '#functions/ports/alerts/webhook.ts';

/** Rules, alerts, webhooks with their secrets, and deliveries in the Signals table. */
export const alertStores = (client: DynamoDBDocumentClient, table: string) => ({
  rules: dynamodbClientItems<AlertRule>(client, table, ALERT_RULES_PARTITION, 'alert rule'),
  webhooks: dynamodbClientItems<Webhook>(client, table, WEBHOOKS_PARTITION, 'webhook'),
  secrets: dynamodbWebhookSecrets(client, table),
  alerts: dynamodbFiredAlerts(client, table),
  deliveries: dynamodbWebhookDeliveries(client, table),
});
