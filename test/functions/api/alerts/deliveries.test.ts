import { expect, it } from 'vitest';
import { sendTest } from '#functions/api/alerts/webhooks.ts';
import { webhookDeliveriesIn } from '#functions/store/alerts/webhook-deliveries.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const NOON = '2026-11-02T12:00:00.000Z';
const desk = { client: 'acme', webhook: 'desk' };

it('a webhook has at most five tests that wait: a receiver that does not answer is no reason for more', async () => {
  const deliveries = webhookDeliveriesIn(tableInMemory());
  for (let n = 0; n < 5; n += 1) await sendTest(deliveries, desk, `request-${n}`, NOON);
  await expect(sendTest(deliveries, desk, 'request-5', NOON)).rejects.toMatchObject({
    code: 'rate_limited',
    advice: { retryAfterSeconds: 60 },
  });
  await sendTest(deliveries, { ...desk, webhook: 'other' }, 'request-6', NOON);
  const [first] = await deliveries.list('acme', 'desk', 1, null);
  if (first === undefined) throw new Error('it was stored');
  await deliveries.change({
    ...first,
    status: 'delivered',
    next_attempt_at: null,
    revision: first.revision + 1,
  });
  expect((await sendTest(deliveries, desk, 'request-7', NOON)).status).toBe('waiting');
});
