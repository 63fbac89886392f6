import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { logger } from '#functions/http/logger.ts';
import type { ApiUnderTest } from '../api/api-under-test.ts';
import { clientOf, keyOf, startApiWithClients, supplier } from '../api/clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'bolt']);
});
afterAll(() => api.close());

test('every request that writes has a line in the log with the id of its key and what became of it, and never with the key', async () => {
  const lines = vi.spyOn(logger(), 'info');
  const [acme, bolt] = [clientOf(api, 'acme'), clientOf(api, 'bolt')];
  await acme.put('custom-1', supplier(), { 'x-request-id': 'chosen-by-acme' });
  await bolt.post('/v1/observations', { observations: [{ series: 'weather' }] });
  await bolt.remove('custom-1');
  await acme.put('custom-2', supplier(), { 'x-request-id': keyOf('acme') });
  const told = lines.mock.calls.flatMap(([message, line]) =>
    String(message).startsWith('a client changed') ? [line] : [],
  );
  expect(told).toMatchObject([
    { client: 'acme', request_id: 'chosen-by-acme', status: 201 },
    {
      client: 'bolt',
      method: 'POST',
      path: '/v1/observations',
      status: 200,
      outcome: { accepted: 0, refused: 1 },
    },
    {
      client: 'bolt',
      key: 'bolt000000',
      method: 'DELETE',
      path: '/v1/suppliers/custom-1',
      status: null,
      outcome: { error: 'not_found' },
    },
    {
      client: 'acme',
      key: 'acme000000',
      method: 'PUT',
      path: '/v1/suppliers/custom-2',
      status: 201,
      outcome: { id: 'custom-2', version: 1 },
    },
  ]);
  expect(JSON.stringify(told)).not.toContain('s'.repeat(43));
});

test('what a client sent tells the key it came with', async () => {
  const acme = clientOf(api, 'acme');
  const stored = await acme.put('custom-3', supplier());
  expect(stored.json.sites[0].evidence).toMatchObject({
    row: 'custom_site:custom-3:hanoi',
    sent_by: 'acme000000',
  });
});
