/** Messages for people against servers that answer as the documentation of each service says. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverDue, type SendToMailbox } from '#functions/alerts/deliver-due.ts';
import { formatFault, mailboxFault } from '#functions/alerts/destination-formats.ts';
import { smtpMail } from '#functions/alerts/smtp-mail.services.ts';
import { webhookReach } from '#functions/alerts/webhook-reach.ts';
import { webhookSender } from '#functions/alerts/webhook-sender.ts';
import { newDelivery, webhookDeliveriesIn } from '#functions/store/alerts/webhook-deliveries.ts';
import { type Webhook, webhooksIn } from '#functions/store/alerts/webhooks.ts';
import { firedAlert } from '#test/builders/alerts.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

type Answer = readonly [status: number, headers: Record<string, string>, body: string];
const TEXT = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };
/** Slack: docs.slack.dev, incoming webhooks. Telegram: Query.cpp and Client.cpp of tdlib/telegram-bot-api. Teams: Logic Apps, HTTP request trigger. */
const ANSWERS = {
  slack: [200, TEXT, 'ok'],
  slackArchived: [410, TEXT, 'channel_is_archived'],
  slackGone: [404, TEXT, 'no_service'],
  slackBusy: [
    429,
    { ...JSON_TYPE, 'retry-after': '3600' },
    '{"retry_after":3600,"ok":false,"error":"rate_limited"}',
  ],
  teams: [202, {}, ''],
  telegram: [200, JSON_TYPE, '{"ok":true,"result":{"message_id":7,"date":1796256000,"text":"..."}}'],
  telegramBlocked: [
    403,
    JSON_TYPE,
    '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}',
  ],
  telegramBusy: [
    429,
    JSON_TYPE,
    '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1800","parameters":{"retry_after":1800}}',
  ],
} as const satisfies Record<string, Answer>;

let server: Server;
let answer: Answer = ANSWERS.slack;
let origin = '';
const heard: { readonly path: string; readonly signature: unknown; readonly json: unknown }[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { url: path = '', headers } = request;
    heard.push({ path, signature: headers['webhook-signature'], json: JSON.parse(body) });
    response.writeHead(answer[0], answer[1]).end(answer[2]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  heard.length = 0;
});
const textHeard = (): string => (heard[0] as { readonly json: { readonly text: string } }).json.text;

const NOON = '2026-11-02T12:00:00.000Z';
const alertOf = (letter: string, summary: string) =>
  firedAlert({ id: `alert_${letter.repeat(22)}`, summary, fired_at: NOON });

/** What is left of two alerts that are due for a receiver. */
async function delivered(
  webhook: Pick<Webhook, 'url' | 'format'>,
  { summaries = ['<Dy> rose & rose.', 'Tb fell.'], mailbox = null as SendToMailbox | null } = {},
) {
  const [deliveries, webhooks] = [webhookDeliveriesIn(tableInMemory()), webhooksIn(tableInMemory())];
  const sender = webhookSender({
    ...{ reach: webhookReach({ access: 'open', privateHosts: [] }), userAgent: 'test', clock: () => 0 },
  });
  const content = {
    ...webhook,
    schedule: null,
    rules: null,
    enabled: true,
    disabled_because: null,
    secrets: [],
  };
  await webhooks.put('acme', 'desk', content, 'nothing', NOON);
  const made = { client: 'acme', webhook: 'desk', type: 'alert.fired', created_at: NOON } as const;
  for (const [index, summary] of summaries.entries()) {
    const data = alertOf(String.fromCharCode(97 + index), summary);
    await deliveries.add(newDelivery({ ...made, message: data.id, body: JSON.stringify({ data }) }));
  }
  await deliverDue({
    ...{ deliveries, webhooks, secrets: { read: async () => [] }, send: sender.send, mail: null, mailbox },
    ...{ clock: () => NOON, random: () => 0 },
  });
  await sender.close();
  const left = await deliveries.list('acme', 'desk', 100, null);
  const { enabled } = (await webhooks.get('acme', 'desk'))?.content ?? {};
  return {
    left,
    enabled,
    errors: new Set(left.flatMap(({ attempts }) => attempts.map(({ error }) => error))),
  };
}

const DETAILS = 'Rule: Dysprosium (dy). Facts of 2 Oct 2026. Why: /v1/elements/Dy/explanation?buyer=JPN';
const LINES = ['Dy rose.', DETAILS, 'Tb fell.', DETAILS, 'All your alerts: /v1/alerts'];

test('Slack gets all alerts of a run as one text, in which its marks mean nothing, without a signature', async () => {
  answer = ANSWERS.slack;
  const { left } = await delivered({ url: `${origin}/services/T0/B0/x`, format: 'slack' });
  const text = `Tb fell.\n${DETAILS}\n\n&lt;Dy&gt; rose &amp; rose.\n${DETAILS}\n\nAll your alerts: /v1/alerts`;
  const sorted = (all: unknown) => String(all).split('\n\n').sort();
  expect(heard.map(({ path, signature }) => [path, signature])).toEqual([['/services/T0/B0/x', undefined]]);
  expect(sorted(textHeard())).toEqual(sorted(text));
  expect(left.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
});

test('Teams gets an adaptive card as a workflow takes it, a block for each line', async () => {
  answer = ANSWERS.teams;
  const { left } = await delivered(
    { url: `${origin}/workflows/1/triggers/manual/paths/invoke?sig=x`, format: 'teams' },
    { summaries: ['Dy rose.', 'Tb fell.'] },
  );
  const [{ json } = { json: null }] = heard;
  const card = (json as { attachments: { content: { body: { text: string }[] } }[] }).attachments[0]?.content;
  expect(json).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',

        content: {
          type: 'AdaptiveCard',
          version: '1.2',
          body: [{ type: 'TextBlock', wrap: true }, {}, {}, {}, {}],
        },
      },
    ],
  });
  expect(card?.body.map(({ text }) => text).sort()).toEqual([...LINES].sort());
  expect(left.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
});

test('Telegram gets the chat and the text as JSON', async () => {
  answer = ANSWERS.telegram;
  const url = `${origin}/bot123:ABC-def_1/sendMessage?chat_id=-1001`;
  await delivered({ url, format: 'telegram' }, { summaries: ['Dy rose.'] });
  const text = `Dy rose.\n${DETAILS}\n\nAll your alerts: /v1/alerts`;
  expect(heard).toEqual([
    { path: '/bot123:ABC-def_1/sendMessage', signature: undefined, json: { chat_id: '-1001', text } },
  ]);
});

test('a text has at most what Telegram takes, and says how many are left', async () => {
  const summaries = Array.from({ length: 26 }, (_, n) => `${n} ${'x'.repeat(300)}`);
  await delivered({ url: `${origin}/bot1:A/sendMessage?chat_id=1`, format: 'telegram' }, { summaries });
  const text = textHeard();
  expect(text.length).toBeLessThanOrEqual(4096);
  const shown = text.match(/Rule: /g)?.length ?? 0;
  expect(text).toContain(`${26 - shown} more are not shown. All your alerts: /v1/alerts`);
});

test.each([
  ['slack', ANSWERS.slackGone, 'It answered 404: no_service.', 5],
  ['slack', ANSWERS.slackBusy, 'It answered 429.', 3600],
  ['telegram', ANSWERS.telegramBlocked, 'It answered 403: Forbidden: bot was blocked by the user.', 5],
  ['telegram', ANSWERS.telegramBusy, 'It answered 429: Too Many Requests: retry after 1800.', 1800],
  ['event', [429, { 'retry-after': '60' }, 'inner words'], null, 5],
] as const)(
  'what %s refuses is told, and tried again when it says',
  async (format, given, error, seconds) => {
    answer = given;
    const url = format === 'telegram' ? `${origin}/bot1:A/sendMessage?chat_id=1` : `${origin}/hook`;
    const { left, errors } = await delivered({ url, format });
    if (error !== null) expect(errors).toEqual(new Set([error]));
    const next = new Date(Date.parse(NOON) + 1000 * seconds).toISOString();
    expect(left.map(({ status, next_attempt_at }) => [status, next_attempt_at])).toEqual([
      ['waiting', next],
      ['waiting', next],
    ]);
  },
);

test('an archived channel turns the destination off', async () => {
  answer = ANSWERS.slackArchived;
  const { left, enabled } = await delivered({ url: `${origin}/hook`, format: 'slack' });
  expect([enabled, left.map(({ status }) => status)]).toEqual([false, ['given_up', 'given_up']]);
});

/** RFC 5321: as much as a client needs that sends one mail. */
function mailServer(rcpt: string): Promise<{ port: number; lines: string[]; close: () => void }> {
  const lines: string[] = [];
  const talk = (socket: Socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let isText = false;
    let left = '';
    say('220 mail.example.com ESMTP');
    socket.on('data', (chunk) => {
      const parts = (left + chunk.toString('utf8')).split('\r\n');
      left = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        if (isText) {
          if (line !== '.') continue;
          isText = false;
          say('250 2.0.0 Ok: queued');
        } else if (/^(EHLO|MAIL)/.test(line)) say('250 mail.example.com');
        else if (line.startsWith('RCPT')) say(rcpt);
        else if (line === 'DATA') {
          isText = true;
          say('354 End data with <CR><LF>.<CR><LF>');
        } else say('221 2.0.0 Bye');
      }
    });
  };
  const smtp = createSocketServer(talk);
  return new Promise((resolve) => {
    smtp.listen(0, '127.0.0.1', () =>
      resolve({ port: (smtp.address() as AddressInfo).port, lines, close: () => smtp.close() }),
    );
  });
}

test('a mail goes to a mail server, all alerts of a run in one', async () => {
  const { port, lines, close } = await mailServer('250 2.1.5 Ok');
  const mailbox = smtpMail(`smtp://127.0.0.1:${port}`, 'risk@example.com', () => 0);
  const { left } = await delivered({ url: 'mailto:buyer@example.com', format: 'mail' }, { mailbox });
  close();
  expect(lines).toEqual(
    expect.arrayContaining([
      'MAIL FROM:<risk@example.com>',
      'RCPT TO:<buyer@example.com>',
      'Subject: Chokepoint: 2 alerts',
      'Tb fell.',
    ]),
  );
  expect(left.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
});

test('a mailbox that a server does not take is told with its number, and tried again', async () => {
  const { port, close } = await mailServer('550 5.1.1 User unknown');
  const mailbox = smtpMail(`smtp://127.0.0.1:${port}`, 'risk@example.com', () => 0);
  const { left } = await delivered({ url: 'mailto:nobody@example.com', format: 'mail' }, { mailbox });
  close();
  expect(left[0]).toMatchObject({
    status: 'waiting',
    attempts: [{ status: 550, error: 'The mail server did not take it (EENVELOPE).' }],
  });
});

test('addresses are those of their format, and mail goes where the operator says', () => {
  expect(formatFault('slack', 'mailto:a@example.com')).toContain('https://');
  expect(formatFault('mail', 'https://example.com')).toContain('mailto:');
  expect(formatFault('telegram', 'https://api.telegram.org/bot1:A/sendMessage')).toContain('chat_id');
  expect(formatFault('telegram', 'https://api.telegram.org/bot1:A/sendMessage?chat_id=@desk')).toBeNull();
  const settings = { SMTP_URL: 'smtp://mail', MAIL_FROM: 'risk@example.com', MAIL_DOMAINS: ['example.com'] };
  expect(mailboxFault('mailto:a@Example.com', settings)).toBeNull();
  for (const address of [
    'mailto:a@other.com',
    'mailto:a@example.com?bcc=b@other.com',
    'mailto:a@other.com,b@example.com',
  ])
    expect(mailboxFault(address, settings), address).toContain('example.com');
  expect(mailboxFault('mailto:a@example.com', { ...settings, SMTP_URL: '' })).toContain('SMTP_URL');
});
