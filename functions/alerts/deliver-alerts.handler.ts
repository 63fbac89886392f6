import type { Context } from 'aws-lambda';
import { deliverAlertsEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { tablesForRuns } from '#functions/store/dynamodb-table.ts';
import { alertStores } from './alert-stores.services.ts';
import { type DeliverPorts, deliverDue } from './deliver-due.ts';
import { WEBHOOK_AGENT, webhookSender } from './webhook-sender.ts';

/** A message takes up to a quarter of a minute; what is left is sent the next minute. */
const TIME_FOR_THE_LAST_MS = 20_000;

const services: () => DeliverPorts = oncePerColdStart(() => {
  const { SIGNALS_TABLE_NAME } = readEnvironment(deliverAlertsEnvironmentSchema);
  return {
    ...alertStores(tablesForRuns(), SIGNALS_TABLE_NAME),
    send: webhookSender({ access: 'keys', userAgent: WEBHOOK_AGENT, clock: () => performance.now() }).send,
    clock: () => new Date().toISOString(),
    random: Math.random,
  };
});

/** Called each minute. */
export const handler = async (_event: unknown, context: Context): Promise<void> => {
  await deliverDue(services(), () => context.getRemainingTimeInMillis() < TIME_FOR_THE_LAST_MS);
};
