import { createHmac } from 'node:crypto';
import type { FiredAlert } from '#contracts/api/alerts.ts';
import { logger } from '#functions/http/logger.ts';
import type {
  DeliveryAttempt,
  DueDelivery,
  WebhookDeliveries,
  WebhookDelivery,
} from '#functions/store/alerts/webhook-deliveries.ts';
import type { ReadWebhookSecrets, Webhooks } from '#functions/store/alerts/webhooks.ts';
import { VersionConflict } from '#functions/store/clients/client-items.ts';
import { type AlertMail, MAIL, type SendMail, type SentOnce, textOfAlerts } from './alert-mail.ts';
import { postOf } from './destination-formats.ts';

export type SignedMessage = Readonly<{
  /** `webhook-id`: no full stop in it. */
  id: string;
  timestamp: number;
  body: string;
}>;

/** `v1,` and base64 for each secret (Standard Webhooks 1.0.0, symmetric signatures). */
export function webhookSignature({ id, timestamp, body }: SignedMessage, secrets: readonly string[]): string {
  return secrets
    .map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ');
}

/** Never rejects for what a server does. `reads`: the answer of a refusal, too. */
export type SendWebhook = (
  message: Readonly<{
    url: string;
    headers: Readonly<Record<string, string>>;
    body: string;
    reads?: boolean;
  }>,
) => Promise<SentOnce>;

/** Never rejects for what a mail server does. */
export type SendToMailbox = (
  mail: Readonly<{ to: string }> & Pick<AlertMail, 'subject' | 'text'>,
) => Promise<SentOnce>;

export type DeliverPorts = Readonly<{
  deliveries: WebhookDeliveries;
  webhooks: Webhooks;
  secrets: ReadWebhookSecrets;
  send: SendWebhook;
  mail: SendMail | null;
  mailbox: SendToMailbox | null;
  clock: () => string;
  /** From 0 to 1: spreads tries, so that not all ask a receiver that comes back at once. */
  random: () => number;
}>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** After each failed try (the schedule that Standard Webhooks recommends). */
const WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
const LONGEST_ASKED_MS = 24 * HOUR;
const JITTER = 0.1;
const ATTEMPTS_KEPT = 20;
/** Longer than a message may take. */
const CLAIM_MS = MINUTE;
/** Its process died between the two writes, or is about to make the other. */
const ORPHANED_AFTER_MS = HOUR;
const DUE_AT_ONCE = 500;
const SENT_AT_ONCE = 10;
/** A receiver that takes its time holds up its own client, not the others. */
const SENT_AT_ONCE_TO_A_CLIENT = 2;
const GONE = 410;

const at = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();

/**
 * Tries what is due until nothing is or `isOver` says so; returns how many were tried. Each is claimed before
 * it is sent; one whose sender died is sent again, with the same id.
 */
export async function deliverDue(ports: DeliverPorts, isOver: () => boolean = () => false): Promise<number> {
  let tried = 0;
  while (!isOver()) {
    const due = await ports.deliveries.due(ports.clock(), DUE_AT_ONCE);
    let moved = 0;
    for (const some of fairGroups(await messagesOf(due, ports.webhooks))) {
      if (isOver()) break;
      const done = (await Promise.all(some.map((one) => deliverOne(one, ports)))).flat();
      tried += done.filter((what) => what === 'tried').length;
      moved += done.filter((what) => what !== 'left').length;
    }
    if (moved === 0) return tried;
  }
  return tried;
}

type DueMessage = readonly [DueDelivery, ...DueDelivery[]];

/** What is due at the same time for people goes out together: alerts of a run, and those of a digest. */
async function messagesOf(due: readonly DueDelivery[], webhooks: Webhooks): Promise<readonly DueMessage[]> {
  const messages: DueMessage[] = [];
  for (const some of Map.groupBy(due, ({ client, webhook, at }) => `${client}/${webhook}/${at}`).values()) {
    const [first] = some as [DueDelivery];
    const found = some.length === 1 ? null : await webhooks.get(first.client, first.webhook);
    const isForPeople = found !== null && !found.deleted && found.content.format !== 'event';
    messages.push(...(isForPeople ? [some as [DueDelivery]] : some.map((one): DueMessage => [one])));
  }
  return messages;
}

/** In the order given for each client, with few of one client in each. */
function fairGroups(due: readonly DueMessage[]): readonly (readonly DueMessage[])[] {
  const groups: DueMessage[][] = [];
  for (const one of due) {
    const room = groups.find(
      (group) =>
        group.length < SENT_AT_ONCE &&
        group.filter(([{ client }]) => client === one[0].client).length < SENT_AT_ONCE_TO_A_CLIENT,
    );
    if (room === undefined) groups.push([one]);
    else room.push(one);
  }
  return groups;
}

/** `settled`: without a try. `left`: somebody else has it, or it is not stored yet. */
type Outcome = 'tried' | 'settled' | 'left';

async function deliverOne(due: DueMessage, ports: DeliverPorts): Promise<readonly Outcome[]> {
  const { deliveries, webhooks, clock } = ports;
  const found = await Promise.all(due.map((one) => claim(one, ports)));
  const claimed = found.filter((one) => typeof one !== 'string');
  const [first] = claimed;
  if (first === undefined) return found as Outcome[];
  const sent = first.webhook === MAIL ? await mailOnce(first, ports) : await sendOnce(first, claimed, ports);
  const [now, random] = [clock(), ports.random()];
  for (const one of claimed) {
    const next = afterTry(one, sent, now, random);
    if (await deliveries.change(next)) await deliveries.settle({ ...one, at: one.next_attempt_at as string });
    if (next.status === 'given_up') logAbandonedDelivery(next);
  }
  if (sent?.status === GONE) await turnOff(first, webhooks, now);
  return found.map((one) => (typeof one === 'string' ? one : sent === null ? 'settled' : 'tried'));
}

/** A message that is sent now by nobody else. */
async function claim(
  due: DueDelivery,
  { deliveries, clock }: DeliverPorts,
): Promise<WebhookDelivery | Exclude<Outcome, 'tried'>> {
  const now = clock();
  const delivery = await deliveries.get(due);
  if (delivery === null && at(due.at, ORPHANED_AFTER_MS) > now) return 'left';
  if (delivery === null || delivery.status !== 'waiting' || delivery.next_attempt_at !== due.at) {
    await deliveries.settle(due);
    return 'settled';
  }
  if (delivery.claimed_until !== null && delivery.claimed_until > now) return 'left';
  const claimed = { ...delivery, claimed_until: at(now, CLAIM_MS), revision: delivery.revision + 1 };
  return (await deliveries.change(claimed)) ? claimed : 'left';
}

type Attempt = SentOnce & Pick<DeliveryAttempt, 'at'>;

/** `null`: there is no topic any more. */
async function mailOnce({ body }: WebhookDelivery, { mail, clock }: DeliverPorts): Promise<Attempt | null> {
  return mail && { at: clock(), ...(await mail(JSON.parse(body) as AlertMail)) };
}

/** `null`: the webhook is gone or turned off, or there is no mail server any more. */
async function sendOnce(
  { client, webhook, message, body }: WebhookDelivery,
  all: readonly WebhookDelivery[],
  { webhooks, secrets, send, mailbox, clock }: DeliverPorts,
): Promise<Attempt | null> {
  const found = await webhooks.get(client, webhook);
  if (found === null || found.deleted || !found.content.enabled) return null;
  const { url, format, secrets: named } = found.content;
  const now = clock();
  const failed = (error: string): Attempt => ({ at: now, status: null, error, milliseconds: 0 });
  if (format !== 'event') {
    const { subject, text } = textOfMessages(all);
    if (format === 'mail')
      return mailbox && { at: now, ...(await mailbox({ to: url.replace(/^mailto:/, ''), subject, text })) };
    const post = postOf(format, text, url);
    return {
      at: now,
      ...(await send({ url: post.url, headers: {}, body: JSON.stringify(post.content), reads: true })),
    };
  }
  if (all.length > 1) return failed('Its format was changed: each alert is sent by itself.');
  const timestamp = Math.floor(Date.parse(now) / SECOND);
  const valid = named.filter(({ until }) => until === null || until > now).map(({ name }) => name);
  const signing = await secrets.read({ client, webhook }, valid);
  if (signing.length === 0) return failed('It has no secret any more: store it with `new_secret`.');
  const headers = {
    'webhook-id': message,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': webhookSignature({ id: message, timestamp, body }, signing),
  };
  return { at: now, ...(await send({ url, headers, body })) };
}

/** Of alerts; of a test when there is no alert. */
function textOfMessages(all: readonly WebhookDelivery[]): ReturnType<typeof textOfAlerts> {
  const data = all.map(({ type, body }) => ({ type, data: JSON.parse(body).data }));
  const alerts = data.filter(({ type }) => type === 'alert.fired').map((one) => one.data as FiredAlert);
  return alerts.length > 0 ? textOfAlerts(alerts) : { subject: 'Chokepoint', text: data[0]?.data.summary };
}

/** `sent` null: there is nobody to send it to any more. */
function afterTry(
  delivery: WebhookDelivery,
  sent: Attempt | null,
  now: string,
  random: number,
): WebhookDelivery {
  const { wait: asked = 0, ...attempt } = sent ?? {};
  const attempts = [...delivery.attempts, ...(sent === null ? [] : [attempt as DeliveryAttempt])].slice(
    -ATTEMPTS_KEPT,
  );
  const done = {
    ...delivery,
    attempts,
    claimed_until: null,
    next_attempt_at: null,
    revision: delivery.revision + 1,
  };
  if (sent === null) return { ...done, status: 'given_up' };
  const tries = delivery.tries + 1;
  if (sent.error === null) return { ...done, tries, status: 'delivered' };
  const wait = sent.status === GONE ? undefined : WAITS_MS[tries - 1];
  if (wait === undefined) return { ...done, tries, status: 'given_up' };
  const longest = Math.max(wait, Math.min(asked * SECOND, LONGEST_ASKED_MS));
  return { ...done, tries, next_attempt_at: at(now, Math.round(longest * (1 + JITTER * random))) };
}

async function turnOff({ client, webhook }: WebhookDelivery, webhooks: Webhooks, now: string) {
  const present = await webhooks.get(client, webhook);
  if (present === null || present.deleted || !present.content.enabled) return;
  const off = {
    ...present.content,
    enabled: false,
    disabled_because: `It answered ${GONE} at ${now}: it wants nothing any more.`,
  };
  await webhooks.put(client, webhook, off, { version: present.version }, now).catch((error: unknown) => {
    if (!(error instanceof VersionConflict)) throw error;
  });
}

const logAbandonedDelivery = ({ client, webhook, id, tries, attempts }: WebhookDelivery) =>
  logger().warn('a message of an alert is given up', {
    client,
    webhook,
    delivery: id,
    tries,
    last: attempts.at(-1)?.error ?? 'the receiver was ended or turned off',
    who: 'this receiver misses an alert, which is in /v1/alerts',
    what_to_do:
      'its owner mends the receiver and sends the message again with the replay of the delivery; of a mail, look at the topic',
  });
