import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { webhookSignature } from '#functions/alerts/deliver-due.ts';
import { makeWebhookSecret } from '#functions/api/alerts/webhooks.ts';

// The example of the Standard Webhooks specification, section "Symmetric (HMAC-SHA256)", and of the tests of its reference libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };

it('signs as the specification does', () => {
  expect(webhookSignature(MESSAGE, [SECRET])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('signs by every secret that is good, so that a receiver can change over', () => {
  const another = makeWebhookSecret();
  expect(another).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const [first, second, ...others] = webhookSignature(MESSAGE, [another, SECRET]).split(' ');
  expect([second, others]).toEqual(['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', []]);
  const key = Buffer.from(another.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${MESSAGE.id}.${MESSAGE.timestamp}.${MESSAGE.body}`).digest('base64');
  expect(first).toBe(`v1,${expected}`);
});

it('makes another secret each time', () => {
  expect(new Set(Array.from({ length: 20 }, makeWebhookSecret)).size).toBe(20);
});
