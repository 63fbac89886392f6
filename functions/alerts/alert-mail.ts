import type { FiredAlert } from '#contracts/api/alerts.ts';
import { ENGLISH_SENTENCES, message, NOTHING, rendered } from '#domain/words/render.ts';
import {
  type DeliveryAttempt,
  newDelivery,
  type WebhookDelivery,
} from '#functions/store/alerts/webhook-deliveries.ts';

/** Stands in a delivery where the id of a webhook would: clients can give no such id. */
export const MAIL = '@mail';

export type AlertMail = Readonly<{
  /** Plain ASCII under 100 characters: the topic takes no other. */
  subject: string;
  text: string;
  client: string;
  rule: string;
}>;

/** `wait`: seconds that the receiver asks to be left alone. */
export type SentOnce = Pick<DeliveryAttempt, 'status' | 'error' | 'milliseconds'> &
  Readonly<{ wait?: number }>;

export type SendMail = (mail: AlertMail) => Promise<SentOnce>;

/** Telegram takes 4,096 characters, Slack shows about as many, Teams 28 kB. */
const MOST_CHARACTERS = 3500;

/** As many alerts as one message has room for. */
export function textOfAlerts(alerts: readonly FiredAlert[]): Pick<AlertMail, 'subject' | 'text'> {
  const texts = alerts.map(textOf);
  let [shown, length] = [0, 0];
  for (const text of texts) {
    length += text.length;
    if (shown > 0 && length > MOST_CHARACTERS) break;
    shown += 1;
  }
  const left = shown === texts.length ? NOTHING : message('mail_left', { left: texts.length - shown });
  const [first] = alerts;
  const subject =
    alerts.length === 1
      ? message('mail_subject', { rule: first?.rule.id ?? '' })
      : message('mail_together', { count: alerts.length });
  const end = rendered(message('mail_end', { left }), ENGLISH_SENTENCES);
  return {
    subject: rendered(subject, ENGLISH_SENTENCES),
    text: [...texts.slice(0, shown), end].join('\n\n'),
  };
}

function textOf({ rule, summary, as_of, more, links }: FiredAlert): string {
  const text = message('mail_text', {
    summary,
    name: rule.name,
    rule: rule.id,
    day: as_of,
    further: more === 0 ? NOTHING : message('mail_more', { more }),
    about: links.about,
  });
  return rendered(text, ENGLISH_SENTENCES);
}

/** Noted once, however often the alert is fired. */
export function mailDelivery(client: string, alert: FiredAlert): WebhookDelivery {
  const mail: AlertMail = { ...textOfAlerts([alert]), client, rule: alert.rule.id };
  return newDelivery({
    client,
    webhook: MAIL,
    type: 'alert.fired',
    message: alert.id,
    body: JSON.stringify(mail),
    created_at: alert.fired_at,
  });
}
