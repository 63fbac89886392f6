/** Addresses of a client that alerts are sent to, and what became of each delivery. */
import * as z from 'zod';
import { id, limit, noPath, noQuery, type RequestContract } from '../request-parts.ts';

/** Webhooks that a client may have at a time. */
export const MOST_WEBHOOKS = 10;

const webhookShape = {
  url: z
    .url({ protocol: /^https?$/, error: 'an address that begins with https://' })
    .max(2000, 'at most 2000 characters')
    .describe(
      'Where alerts are sent: https, a public address, no user name. On one machine while access is open also http://127.0.0.1 and addresses of your own network.',
    ),
  rules: z
    .array(id)
    .min(1, 'at least one id of a rule, or null for all')
    .max(50, 'at most 50 ids of rules, or null for all')
    .nullable()
    .default(null)
    .describe('Only alerts of these rules; null: of all.'),
  enabled: z.boolean().default(true).describe('false: nothing is sent. A receiver that answers 410 sets it, too.'),
};

const webhookPath = z.strictObject({ id: id.describe('Your id of the webhook.') });

export const putWebhookRequest = {
  path: webhookPath,
  query: noQuery,
  scope: 'alerts:write',
  body: z
    .strictObject({
      ...webhookShape,
      new_secret: z
        .boolean()
        .default(false)
        .describe('true: makes another secret. For a day deliveries carry a signature by the old one, too.'),
    })
    .describe('Where alerts are sent.'),
} as const satisfies RequestContract;

export const deleteWebhookRequest = { path: webhookPath, query: noQuery, scope: 'alerts:write' } as const satisfies RequestContract;
export const webhookRequest = { path: webhookPath, query: noQuery } as const satisfies RequestContract;
export const webhooksRequest = { path: noPath, query: noQuery } as const satisfies RequestContract;

export const testWebhookRequest = {
  path: webhookPath,
  query: noQuery,
  scope: 'alerts:write',
} as const satisfies RequestContract;

export const deliveriesRequest = {
  path: webhookPath,
  query: z.strictObject({
    limit: limit(50),
    cursor: z
      .string()
      .max(1024, 'a `next_cursor` from an earlier answer, unchanged')
      .optional()
      .describe('`next_cursor` of the page before.'),
  }),
} as const satisfies RequestContract;

export const replayDeliveryRequest = {
  path: z.strictObject({
    id: webhookPath.shape.id,
    delivery: z
      .string()
      .regex(/^[0-9]{17}-[0-9A-Za-z_-]{22}$/, '`id` of a delivery, as the list of deliveries has it')
      .describe('Id of the delivery.'),
  }),
  query: noQuery,
  scope: 'alerts:write',
} as const satisfies RequestContract;

export const storedWebhookSchema = z
  .strictObject({
    id: z.string().describe('Your id of it.'),
    version: z.int().describe('1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other.'),
    updated_at: z.string().describe('When this version was stored. RFC 3339, UTC.'),
    webhook: z.strictObject(webhookShape).describe('The webhook.'),
    secret: z
      .string()
      .nullable()
      .describe('Key for verifying signatures, `whsec_` and base64. Shown once, by the answer that made it; null everywhere else.'),
    disabled_because: z.string().nullable().describe('Why the service has turned it off; null where it has not.'),
    links: z
      .strictObject({ self: z.string(), deliveries: z.string().describe('Messages to it, and what became of them.') })
      .describe('Paths on this server.'),
  })
  .describe('A webhook as it is stored now. Nobody else sees it.');

export const webhooksSchema = z
  .strictObject({
    data: z.array(storedWebhookSchema).describe(`In byte order of id; a client has at most ${MOST_WEBHOOKS}.`),
    links: z.strictObject({ self: z.string() }).describe('Paths on this server.'),
  })
  .describe('Webhooks of your own.');

export const deliverySchema = z
  .strictObject({
    id: z.string().describe('Id of the delivery.'),
    type: z.string().describe('`alert.fired`, or `webhook.test`.'),
    message: z.string().describe('`webhook-id` of the request: that of the alert, the same at every try and replay.'),
    status: z
      .string()
      .describe(
        '`waiting`: it will be tried; `delivered`: answered with 2xx; `given_up`: no try worked, or the webhook is gone. A replay makes it wait again.',
      ),
    created_at: z.string().describe('When it was made: an alert when its run began.'),
    next_attempt_at: z.string().nullable().describe('When it is tried next; null when it is not.'),
    attempts: z
      .array(
        z.strictObject({
          at: z.string().describe('When it was sent. RFC 3339, UTC.'),
          status: z.int().nullable().describe('HTTP status of the answer; null where there was none.'),
          error: z.string().nullable().describe('Why it did not work; null where it did.'),
          milliseconds: z.int().describe('How long the try took.'),
        }),
      )
      .describe('The newest twenty tries, oldest first.'),
    links: z.strictObject({ replay: z.string().describe('POST here sends it again.') }).describe('Paths on this server.'),
  })
  .describe('A message to a webhook, and what became of it.');

export const deliveriesSchema = z
  .strictObject({
    data: z.array(deliverySchema).describe('Newest first; kept for 30 days.'),
    next_cursor: z.string().nullable().describe('Give this as `cursor` for the next page; null at the end.'),
    links: z.strictObject({ self: z.string(), next: z.string().nullable() }).describe('Paths on this server.'),
  })
  .describe('Messages to a webhook.');
