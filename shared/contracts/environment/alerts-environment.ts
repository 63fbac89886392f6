import * as z from 'zod';
import { privateHostsSetting } from './private-hosts.ts';

export const fireAlertsEnvironmentSchema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']),
  SCORES_TABLE_NAME: z.string().min(3),
  SIGNALS_TABLE_NAME: z.string().min(3),
  EVENT_BUS_ARN: z.string().min(1),
});
export type FireAlertsEnvironment = z.input<typeof fireAlertsEnvironmentSchema>;

export const deliverAlertsEnvironmentSchema = fireAlertsEnvironmentSchema
  .pick({ LOG_LEVEL: true, SIGNALS_TABLE_NAME: true })
  .extend({ WEBHOOK_PRIVATE_HOSTS: privateHostsSetting, ALERT_TOPIC_ARN: z.string().min(1) });
export type DeliverAlertsEnvironment = Readonly<
  Record<keyof z.input<typeof deliverAlertsEnvironmentSchema>, string>
>;
