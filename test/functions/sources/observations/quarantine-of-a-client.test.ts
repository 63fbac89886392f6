import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyText, type Scope } from '#contracts/api/access.ts';
import { apiKeysIn } from '#functions/store/api-keys.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { ACCESS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../../api/api-under-test.ts';

const SCOPES: Readonly<Record<string, Scope>> = { acme: 'signals:write', bolt: 'signals:write', operator: 'admin' };
const idOf = (client: string): string => client.padEnd(10, '0');
const secretOf = (client: string): string => client.padEnd(43, 'x');

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest({ access: 'keys' });
  await publishWorld(api.store);
  const keys = apiKeysIn(api.store.table(ACCESS_TABLE));
  for (const [client, scope] of Object.entries(SCOPES)) {
    const secret_sha256 = createHash('sha256').update(secretOf(client)).digest('hex');
    const record = { id: idOf(client), client, scopes: [scope], secret_sha256, expires_at: null, revoked_at: null };
    await keys.add({ ...record, created_at: '2026-01-01T00:00:00.000Z' }, () => undefined);
  }
});
afterAll(() => api.close());

const as = (client: string) => ({ 'x-api-key': keyText(idOf(client), secretOf(client)) });
const post = (client: string, address: string, body: unknown) =>
  api.call(address, { method: 'POST', headers: { ...as(client), 'content-type': 'application/json' }, body: JSON.stringify(body) });
const send = async (client: string, observation: unknown): Promise<string> =>
  (await post(client, '/v1/observations', { observations: [observation] })).json.results[0].id;
const seenBy = async (client: string, query = ''): Promise<string[]> =>
  (await api.call(`/v1/observations/quarantine${query}`, { headers: as(client) })).json.data.map(({ id }: { id: string }) => id);
const decide = async (client: string, id: string) =>
  (await post(client, `/v1/observations/quarantine/${id}`, { decision: 'discard', note: 'a slip' })).status;

test('a client sees and decides only what it sent itself; who may do everything sees all', async () => {
  const observation = { series: 'the weather of acme' };
  const ofAcme = await send('acme', observation);
  const ofBolt = await send('bolt', observation);
  expect(ofBolt).not.toBe(ofAcme);
  expect([await seenBy('acme'), await seenBy('bolt'), await seenBy('operator')]).toEqual([[ofAcme], [ofBolt], [ofAcme, ofBolt]]);
  expect([await decide('bolt', ofAcme), await decide('acme', ofAcme), await decide('operator', ofBolt)]).toEqual([404, 200, 200]);
});

test('pages of all clients have every observation once', async () => {
  for (const n of [1, 2, 3]) for (const client of ['acme', 'bolt']) await send(client, { series: `weather ${n}` });
  const paged: string[] = [];
  let address: string | null = '/v1/observations/quarantine?limit=3';
  while (address !== null) {
    const { json } = await api.call(address, { headers: as('operator') });
    paged.push(...json.data.map(({ id }: { id: string }) => id));
    address = json.links.next;
  }
  expect(paged).toEqual(await seenBy('operator', '?limit=1000'));
  expect(new Set(paged).size).toBe(8);
});

test('a cursor of another client leads to the beginning of what is one’s own', async () => {
  const { json } = await api.call('/v1/observations/quarantine?limit=5', { headers: as('operator') });
  expect(json.data.at(-1).sent_by).toBe('bolt');
  const followed = await api.call(json.links.next, { headers: as('acme') });
  expect(followed.status).toBe(200);
  expect(followed.json.data.map(({ id }: { id: string }) => id)).toEqual(await seenBy('acme'));
});
