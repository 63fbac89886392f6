import { expect, it } from 'vitest';
import { verifyWebhook } from '#client/chokepoint-client.ts';
import { webhookSignature } from '#functions/alerts/deliver-due.ts';
import { makeWebhookSecret } from '#functions/api/alerts/webhooks.ts';

// The example of the Standard Webhooks specification, section "Symmetric (HMAC-SHA256)", and of the tests of
// its reference libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };

it('signs as the specification does', () => {
  expect(webhookSignature(MESSAGE, [SECRET])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('signs by every secret that is good, so that a receiver can change over', async () => {
  const another = makeWebhookSecret();
  expect(another).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { id, timestamp, body } = MESSAGE;
  const signature = webhookSignature(MESSAGE, [another, SECRET]);
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  });
  for (const secret of [another, SECRET])
    expect(await verifyWebhook(headers, body, [secret], new Date(timestamp * 1000))).toEqual({
      test: 2432232314,
    });
});

it('makes another secret each time', () => {
  expect(new Set(Array.from({ length: 20 }, makeWebhookSecret)).size).toBe(20);
});
