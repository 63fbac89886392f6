import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiUnderTest } from '../api-under-test.ts';
import { clientOf, fedBy, startApiWithClients, supplier } from '../clients-under-test.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
let rival: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival']);
  [acme, rival] = [clientOf(api, 'acme'), clientOf(api, 'rival')];
  await acme.put('magnets', { ...fedBy('CHN'), name: 'Secret of Acme', external_ids: { sap: '0000104711' } });
  await acme.put('ended', supplier());
  await acme.remove('ended', { 'if-match': '*' });
});
afterAll(() => api.close());

describe('a lookup', () => {
  const items = [
    { external_ids: { sap: '0000104711' } },
    { name: 'Secret of Acme' },
    { id: 'magnets' },
    { name: 'Secrets of Acme', country: 'VNM' },
  ];

  test('tells the score of the suppliers that the client has stored', async () => {
    const { json: score } = await acme.get('/v1/suppliers/magnets/score?buyer=USA');
    const { json } = await acme.post('/v1/lookups', { buyer: 'USA', items });
    for (const { match } of json.data)
      expect(match).toMatchObject({
        subject: { id: 'magnets' },
        origin: 'custom',
        score: score.score,
        band: score.band,
      });
  });

  test('finds nothing of another client, by no identifier and no name', async () => {
    const { json, text } = await rival.post('/v1/lookups', { items });
    expect(json.data.map(({ match }: { match: unknown }) => match)).toEqual([null, null, null, null]);
    const { data, ...rest } = json;
    const told = JSON.stringify([
      rest,
      data.map(({ input: _input, ...answer }: { input: unknown }) => answer),
    ]);
    expect([told.includes('magnets'), told.includes('Acme'), text.length > 0]).toEqual([false, false, true]);
  });
});
