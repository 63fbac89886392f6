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

const domain = z.hostname('write domains separated by commas, as example.com,example.jp');

/** The mail server of one machine; all empty: there is none. */
export const mailEnvironmentSchema = z.object({
  SMTP_URL: z
    .string()
    .regex(
      /^(smtps?:[/][/].+)?$/,
      'write smtp:// or smtps://, user, password and host, as smtps://user:password@mail.example.com',
    )
    .default(''),
  /** Sender of mails. */
  MAIL_FROM: z.string().default('chokepoint@localhost'),
  /** To which mails go. */
  MAIL_DOMAINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .toLowerCase()
        .split(',')
        .filter((one) => one !== ''),
    )
    .pipe(z.array(domain)),
});
export type MailEnvironment = z.output<typeof mailEnvironmentSchema>;
