import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { deliverAlertsEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { QUICK } from '#functions/store/table/aws-calls.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { alertStores } from './alert-stores.services.ts';
import { type DeliverPorts, deliverDue } from './deliver-due.ts';
import { snsMail } from './sns-mail.services.ts';
import { webhookReach } from './webhook-reach.ts';
import { WEBHOOK_AGENT, webhookSender } from './webhook-sender.ts';

/** A message takes up to a quarter of a minute; what is left is sent the next minute. */
const TIME_FOR_THE_LAST_MS = 20_000;

const services: () => DeliverPorts = oncePerColdStart(() => {
  const {
    SIGNALS_TABLE_NAME,
    WEBHOOK_PRIVATE_HOSTS: privateHosts,
    ALERT_TOPIC_ARN,
  } = readEnvironment(deliverAlertsEnvironmentSchema);
  const clock = () => performance.now();
  const reach = webhookReach({ access: 'keys', privateHosts });
  return {
    ...alertStores(tablesForRuns(), SIGNALS_TABLE_NAME),
    send: webhookSender({ reach, userAgent: WEBHOOK_AGENT, clock }).send,
    mail: snsMail(new SNSClient(QUICK), ALERT_TOPIC_ARN, clock),
    mailbox: null,
    clock: () => new Date().toISOString(),
    random: Math.random,
  };
});

/** Called each minute. */
export const handler = async (_event: unknown, context: Context): Promise<void> => {
  await deliverDue(services(), () => context.getRemainingTimeInMillis() < TIME_FOR_THE_LAST_MS);
};
