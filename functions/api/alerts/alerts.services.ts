import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { ALERT_RULES_PARTITION, WEBHOOKS_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { dynamodbClientItems } from '#functions/adapters/dynamodb/alerts/dynamodb-client-items.ts';
import { dynamodbFiredAlerts } from '#functions/adapters/dynamodb/alerts/dynamodb-fired-alerts.ts';
import { dynamodbWebhookDeliveries } from '#functions/adapters/dynamodb/alerts/dynamodb-webhook-deliveries.ts';
import { dynamodbWebhookSecrets } from '#functions/adapters/dynamodb/alerts/dynamodb-webhook-secrets.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import type { Webhook } from '#functions/ports/alerts/webhook.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

const table = (): string => readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME;

/** Alert rules of clients, in the Signals table. */
export const alertRules = oncePerColdStart(() =>
  dynamodbClientItems<AlertRule>(dynamodbForReads(), table(), ALERT_RULES_PARTITION, 'alert rule'),
);

/** Webhooks of clients, in the Signals table. */
export const webhooks = oncePerColdStart(() => dynamodbClientItems<Webhook>(dynamodbForReads(), table(), WEBHOOKS_PARTITION, 'webhook'));

/** Webhooks of clients, and where their secrets are put. */
export const webhookStores = oncePerColdStart(() => ({
  webhooks: webhooks(),
  secrets: dynamodbWebhookSecrets(dynamodbForReads(), table()),
}));

/** Alerts that were fired. */
export const firedAlerts = oncePerColdStart(() => dynamodbFiredAlerts(dynamodbForReads(), table()));

/** Messages to webhooks. */
export const webhookDeliveries = oncePerColdStart(() => dynamodbWebhookDeliveries(dynamodbForReads(), table()));
