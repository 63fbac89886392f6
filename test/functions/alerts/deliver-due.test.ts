import type { PublishCommand } from '@aws-sdk/client-sns';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AlertMail, MAIL } from '#functions/alerts/alert-mail.ts';
import { deliverDue, type SendWebhook, webhookSignature } from '#functions/alerts/deliver-due.ts';
import { snsMail } from '#functions/alerts/sns-mail.services.ts';
import { replayDelivery } from '#functions/api/alerts/webhooks.ts';
import {
  newDelivery,
  type WebhookDelivery,
  webhookDeliveriesIn,
} from '#functions/store/alerts/webhook-deliveries.ts';
import { type Webhook, webhooksIn } from '#functions/store/alerts/webhooks.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const NOON = '2026-11-02T12:00:00.000Z';
const OLD = 'whsec_b2xkIHNlY3JldCBvZiBhIHRlc3QgdGhhdCBpcyBsb25n';
const NEW = 'whsec_bmV3IHNlY3JldCBvZiBhIHRlc3QgdGhhdCBpcyBsb25n';
const SECRETS: Readonly<Record<string, string>> = { new: NEW, old: OLD };
const WEBHOOK: Webhook = {
  url: 'https://example.com/hook',
  format: 'event',
  schedule: null,
  rules: null,
  enabled: true,
  disabled_because: null,
  secrets: [
    { name: 'new', until: null },
    { name: 'old', until: '2026-11-02T12:00:01.000Z' },
  ],
};
const made = {
  client: 'acme',
  webhook: 'desk',
  type: 'alert.fired',
  body: '{"type":"alert.fired"}',
  created_at: NOON,
} as const;
const delivery = newDelivery({ ...made, message: 'alert_5dAO2QWJUuA0DpWbIvlzsQ' });

/** A receiver that answers one status after another, the last one for good; null: nothing. */
function world(...answers: readonly (number | null)[]) {
  let now = Date.parse(NOON);
  const sent: Parameters<SendWebhook>[0][] = [];
  const [deliveries, webhooks] = [webhookDeliveriesIn(tableInMemory()), webhooksIn(tableInMemory())];
  const send: SendWebhook = async (message) => {
    sent.push(message);
    const status = answers[Math.min(sent.length, answers.length) - 1] ?? null;
    return { status, error: status !== null && status < 300 ? null : 'It did not work.', milliseconds: 7 };
  };
  const secrets = {
    read: async (_of: unknown, names: readonly string[]) => names.flatMap((name) => SECRETS[name] ?? []),
  };
  const mails: AlertMail[] = [];
  const mail = async (one: AlertMail) => send({ url: MAIL, headers: {}, body: String(mails.push(one)) });
  const ports = {
    deliveries,
    webhooks,
    secrets,
    send,
    mail,
    mailbox: null,
    clock: () => new Date(now).toISOString(),
    random: () => 0,
  };
  return {
    ...ports,
    sent,
    mails,
    deliver: () => deliverDue(ports),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    stored: async (): Promise<WebhookDelivery> => (await deliveries.get(delivery)) as WebhookDelivery,
  };
}

let it_: ReturnType<typeof world>;
const begin = async (...answers: readonly (number | null)[]) => {
  it_ = world(...answers);
  await it_.webhooks.put('acme', 'desk', WEBHOOK, 'nothing', NOON);
  await it_.deliveries.add(delivery);
};

describe('a message that is due', () => {
  beforeEach(() => begin(204));

  it('is not sent without a signature when the secret is gone, and holds up no other', async () => {
    await it_.webhooks.put(
      'acme',
      'desk',
      { ...WEBHOOK, secrets: [{ name: 'gone', until: null }] },
      'something',
      NOON,
    );
    expect(await it_.deliver()).toBe(1);
    expect(it_.sent).toEqual([]);
    expect((await it_.stored()).attempts).toMatchObject([
      { status: null, error: expect.stringContaining('new_secret') },
    ]);
  });

  it('is sent once, signed by both secrets while the old one is good, and is done', async () => {
    expect(await it_.deliver()).toBe(1);
    const timestamp = Date.parse(NOON) / 1000;
    expect(it_.sent).toEqual([
      {
        url: 'https://example.com/hook',
        body: '{"type":"alert.fired"}',
        headers: {
          'webhook-id': 'alert_5dAO2QWJUuA0DpWbIvlzsQ',
          'webhook-timestamp': String(timestamp),
          'webhook-signature': webhookSignature({ id: delivery.message, timestamp, body: delivery.body }, [
            NEW,
            OLD,
          ]),
        },
      },
    ]);
    expect(await it_.stored()).toMatchObject({
      status: 'delivered',
      next_attempt_at: null,
      attempts: [{ at: NOON, status: 204, error: null }],
    });
    expect(await it_.deliver()).toBe(0);
    expect(await it_.deliveries.due('2027-01-01T00:00:00.000Z', 10)).toEqual([]);
  });

  it('is signed by the new secret alone a day after it was changed', async () => {
    it_.pass(2000);
    await it_.deliver();
    expect(it_.sent[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('is sent by one of two who deliver at a time', async () => {
    await Promise.all([it_.deliver(), it_.deliver()]);
    expect(it_.sent).toHaveLength(1);
  });

  it('is sent again when its sender died, once its claim is over', async () => {
    await it_.deliveries.change({ ...delivery, claimed_until: '2026-11-02T12:01:00.000Z', revision: 2 });
    expect(await it_.deliver()).toBe(0);
    it_.pass(60_000);
    expect(await it_.deliver()).toBe(1);
  });

  it('is not sent to a webhook that was ended or turned off', async () => {
    await it_.webhooks.put('acme', 'desk', { ...WEBHOOK, enabled: false }, 'something', NOON);
    await it_.deliver();
    expect([it_.sent, (await it_.stored()).status]).toEqual([[], 'given_up']);
  });

  it('can be sent again, with its id and all its tries', async () => {
    await it_.deliver();
    it_.pass(86_400_000);
    const again = await replayDelivery(it_.deliveries, delivery, it_.clock());
    expect([again.status, again.tries]).toEqual(['waiting', 0]);
    expect(await replayDelivery(it_.deliveries, delivery, it_.clock())).toEqual(again); // it waits already
    await it_.deliver();
    expect(it_.sent.map(({ headers }) => headers['webhook-id'])).toEqual([
      delivery.message,
      delivery.message,
    ]);
    expect((await it_.stored()).attempts).toHaveLength(2);
  });
});

describe('a message that does not arrive', () => {
  it('is tried ten times over three days, each wait longer, and is given up', async () => {
    await begin(500);
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      await it_.deliver();
      const next = (await it_.stored()).next_attempt_at;
      if (next === null) break;
      waits.push((Date.parse(next) - Date.parse(it_.clock())) / 1000);
      it_.pass(Date.parse(next) - Date.parse(it_.clock()) - 1);
      expect(await it_.deliver()).toBe(0);
      it_.pass(1);
    }
    // The schedule of the specification: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(it_.sent).toHaveLength(10);
    expect(await it_.stored()).toMatchObject({ status: 'given_up', tries: 10 });
  });

  it('arrives when the receiver is back', async () => {
    await begin(null, 503, 200);
    for (let n = 0; n < 3; n += 1) {
      await it_.deliver();
      it_.pass(400_000);
    }
    expect(await it_.stored()).toMatchObject({
      status: 'delivered',
      attempts: [{ status: null }, { status: 503 }, { status: 200 }],
    });
  });

  it('turns the webhook off where the receiver says 410, and says why', async () => {
    await begin(410);
    await it_.deliver();
    expect((await it_.stored()).status).toBe('given_up');
    expect((await it_.webhooks.get('acme', 'desk'))?.content).toMatchObject({
      enabled: false,
      disabled_because: expect.stringContaining('410'),
    });
  });

  it('does not hold up the others', async () => {
    await begin(500, 200);
    await it_.deliveries.add(newDelivery({ ...made, message: 'alert_zzzzzzzzzzzzzzzzzzzzzz' }));
    expect(await it_.deliver()).toBe(2);
  });
});

describe('a note without its message', () => {
  it('is left while the message may still be written, and is taken away later', async () => {
    await begin(200);
    const orphan = {
      client: 'acme',
      webhook: 'desk',
      id: '20261102120000000-0000000000000000000000',
      at: NOON,
    };
    const lost = webhookDeliveriesIn(tableInMemory());
    const ports = {
      ...it_,
      deliveries: {
        ...lost,
        due: async (now: string) => (orphan.at <= now && !settled ? [orphan] : []),
        settle: async () => {
          settled = true;
        },
      },
    };
    let settled = false;
    await deliverDue(ports);
    expect(settled).toBe(false);
    it_.pass(3_600_001);
    await deliverDue(ports);
    expect(settled).toBe(true);
  });

  it('of another client does not wait for a receiver that takes its time: two of a client are sent at once', async () => {
    await it_.webhooks.put('beta', 'desk', WEBHOOK, 'nothing', NOON);
    for (let n = 0; n < 6; n += 1)
      await it_.deliveries.add(newDelivery({ ...made, message: `alert_${String(n).repeat(22)}` }));
    await it_.deliveries.add(
      newDelivery({
        ...made,
        client: 'beta',
        created_at: '2026-11-02T12:00:00.001Z',
        message: `alert_${'b'.repeat(22)}`,
      }),
    );
    it_.pass(10);
    const order: string[] = [];
    await deliverDue({
      ...it_,
      send: async (message) => {
        order.push(message.headers['webhook-id'] ?? '');
        return { status: 204, error: null, milliseconds: 15_000 };
      },
    });
    expect(order).toHaveLength(8);
    expect(order.indexOf(`alert_${'b'.repeat(22)}`)).toBe(2);
  });
});

describe('a mail', () => {
  const mail: AlertMail = {
    subject: 'Chokepoint alert: dy',
    text: 'Dysprosium rose.',
    client: 'acme',
    rule: 'dy',
  };
  const noted = newDelivery({
    ...made,
    webhook: MAIL,
    message: `alert_${'m'.repeat(22)}`,
    body: JSON.stringify(mail),
  });
  const state = async () => (await it_.deliveries.get(noted)) as WebhookDelivery;
  beforeEach(async () => {
    it_ = world(503, 200);
    await it_.deliveries.add(noted);
  });

  it('that the topic does not take is tried again, and is published once when it is noted again', async () => {
    await it_.deliver();
    expect(await state()).toMatchObject({ status: 'waiting', tries: 1 });
    it_.pass(10_000);
    await it_.deliver();
    expect(await it_.deliveries.add(noted)).toBe(false);
    await it_.deliver();
    expect(await state()).toMatchObject({ status: 'delivered', tries: 2 });
    expect(it_.mails).toEqual([mail, mail]); // the first was not taken
  });

  it('is published with attributes by which a subscription chooses; what the topic refuses is told without its words', async () => {
    const asked: unknown[] = [];
    const topic = (answer: () => unknown) => {
      const send = async ({ input }: PublishCommand) => {
        asked.push(input);
        return answer();
      };
      return snsMail({ send } as never, 'arn:topic', () => 0);
    };
    expect(await topic(() => ({ $metadata: { httpStatusCode: 200 } }))(mail)).toEqual({
      status: 200,
      error: null,
      milliseconds: 0,
    });
    expect(asked).toEqual([
      {
        TopicArn: 'arn:topic',
        Subject: 'Chokepoint alert: dy',
        Message: 'Dysprosium rose.',
        MessageAttributes: {
          client: { DataType: 'String', StringValue: 'acme' },
          rule: { DataType: 'String', StringValue: 'dy' },
        },
      },
    ]);
    const refusing = topic(() => {
      throw Object.assign(new Error('of account 123456789012'), { name: 'AuthorizationError' });
    });
    expect(await refusing(mail)).toMatchObject({
      status: null,
      error: 'The topic did not take it (AuthorizationError).',
    });
  });
});
