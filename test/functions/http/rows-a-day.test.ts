import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestMemoryIn } from '#functions/store/access/request-memory.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { ACCESS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const today = (): number => Math.floor(Date.now() / 86_400_000);
const counted = (): Promise<number> =>
  requestMemoryIn(api.store.table(ACCESS_TABLE)).countRows('local', today(), 0);

test.each(['\n', '\r\n', '\r'])(
  'an import counts every row of its file, also where rows end with %j',
  async (end) => {
    const before = await counted();
    const rows = [
      'id,name,site_id,site_name,country,stage,elements',
      ...['a1', 'b1', 'c1'].map((id) => `${id},N,s1,S,JPN,separation,Dy`),
    ];
    const { status, json } = await api.call('/v1/suppliers:import', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: rows.join(end),
    });
    expect([status, json.suppliers, (await counted()) - before]).toEqual([200, 3, 4]);
  },
);

test.each([
  ['CSV', 'Material,Quantity\nDy,1\nTb,2'],
  ['JSON', JSON.stringify([{ material: 'Dy' }, { material: 'Tb' }, { material: 'Nd' }])],
])('files of a company count every row, in %s', async (_, text) => {
  const before = await counted();
  const files = [
    { name: 'a', text },
    { name: 'b', base64: Buffer.from(text).toString('base64') },
  ];
  const { status } = await api.call('/v1/companies:import?dry_run=true&id=counted', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ files }),
  });
  expect([status, (await counted()) - before]).toEqual([200, 6]);
});

test('what is refused costs one row, for a mistake in it and for more rows than a day has', async () => {
  const before = await counted();
  const send = (rows: number) =>
    api.call('/v1/suppliers:import', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: `id,name\n${'a,b\n'.repeat(rows)}`,
    });
  expect([(await send(1000)).status, (await counted()) - before]).toEqual([400, 1]);
  expect([(await send(100_000)).status, (await counted()) - before]).toEqual([429, 2]);
});

test.each([{ files: 5 }, { files: [null] }, { observations: 'x' }])(
  'what has no rows counts as one: %j',
  async (body) => {
    const before = await counted();
    const { status } = await api.call('/v1/companies/odd', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([status, (await counted()) - before]).toEqual([400, 1]);
  },
);
