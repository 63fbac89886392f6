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

export type SendMail = (
  mail: AlertMail,
) => Promise<Pick<DeliveryAttempt, 'status' | 'error' | 'milliseconds'>>;

/** Noted once, however often the alert is fired. */
export function mailDelivery(client: string, alert: FiredAlert): WebhookDelivery {
  const { id, rule, summary, as_of, more, fired_at } = alert;
  const further = more === 0 ? NOTHING : message('mail_more', { more });
  const text = message('mail_text', {
    summary,
    name: rule.name,
    rule: rule.id,
    day: as_of,
    further,
    about: alert.links.about,
  });
  const mail: AlertMail = {
    subject: rendered(message('mail_subject', { rule: rule.id }), ENGLISH_SENTENCES),
    text: rendered(text, ENGLISH_SENTENCES),
    client,
    rule: rule.id,
  };
  return newDelivery({
    client,
    webhook: MAIL,
    type: 'alert.fired',
    message: id,
    body: JSON.stringify(mail),
    created_at: fired_at,
  });
}
