import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

const own = {
  name: 'Müller Magnettechnik GmbH',
  lei: '506700GE1G29325QX363',
  duns: '150483782',
  external_ids: { sap: '0000104711' },
  sites: [{ id: 'hanau', name: 'Hanau', country: 'DEU', stage: 'magnet', elements: ['Dy'] }],
};
const headers = { 'content-type': 'application/json' };

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  const { status } = await api.call('/v1/suppliers/mueller-magnet', {
    method: 'PUT',
    headers,
    body: JSON.stringify(own),
  });
  expect(status).toBe(201);
});
afterAll(() => api.close());

const ask = (items: readonly object[], more: object = {}) =>
  api.call('/v1/lookups', { method: 'POST', headers, body: JSON.stringify({ items, ...more }) });

describe('items are found', () => {
  test.each([
    [{ id: 'lynas' }, 'lynas', 'id', 12.5],
    [{ name: 'lynas rare earths ltd.', country: 'MYS' }, 'lynas', 'name_country', 12.5],
    [{ type: 'element', name: 'DYSPROSIUM' }, 'Dy', 'name', 71.76],
    [{ type: 'country', name: 'Malaysia' }, 'MYS', 'name', 4],
    [{ type: 'element', name: 'ジスプロシウム' }, 'Dy', 'name', 71.76],
    [{ type: 'country', name: 'マレーシア' }, 'MYS', 'name', 4],
    [{ lei: '506700GE1G29325QX363' }, 'mueller-magnet', 'lei', expect.any(Number)],
    [{ duns: '15-048-3782' }, 'mueller-magnet', 'duns', expect.any(Number)],
    [{ external_ids: { sap: '0000104711' } }, 'mueller-magnet', 'external_id', expect.any(Number)],
    [{ name: 'Muller Magnettechnik', country: 'DEU' }, 'mueller-magnet', 'name_country', expect.any(Number)],
  ])('%j', async (item, id, method, score) => {
    const { status, json } = await ask([item]);
    expect(status).toBe(200);
    expect(json.data[0]).toMatchObject({
      status: 200,
      outcome: 'matched',
      match: { subject: { id }, method, score },
    });
  });
});

test('every item has its answer, in order, with what was sent', async () => {
  const items = [
    { ref: 'a', name: 'Nobody Inc' },
    { ref: 'b', id: 'lynas' },
    { ref: 'c', lei: 'XX' },
    { ref: 'd', name: 'Lynas' },
  ];
  const { json } = await ask(items);
  expect(
    json.data.map((one: { input: { ref: string }; status: number }) => [one.input.ref, one.status]),
  ).toEqual([
    ['a', 404],
    ['b', 200],
    ['c', 422],
    ['d', 200],
  ]);
  expect(json.summary).toEqual({ items: 4, matched: 2, ambiguous: 0, not_found: 1, invalid: 1 });
  expect(json.data[3].match).toMatchObject({
    subject: { id: 'lynas' },
    explanation: expect.stringContaining('beginning'),
  });
  expect([json.run_id, json.custom_suppliers]).toEqual([WORLD_RUN, { compared: 1, all: true }]);
});

test('an item without a type may be an element or a country, by its name in English or Japanese or by its id', async () => {
  const { json } = await ask([
    { name: 'dysprosium' },
    { name: 'ジスプロシウム' },
    { name: '中国' },
    { id: 'Dy' },
    { name: 'China Metals' },
  ]);
  expect(json.data.map((one: Answered) => [one.input.type, one.match?.subject.id ?? one.outcome])).toEqual([
    ['element', 'Dy'],
    ['element', 'Dy'],
    ['country', 'CHN'],
    ['element', 'Dy'],
    ['supplier', 'not_found'],
  ]);
});

test('a supplier is found by its name in its own script', async () => {
  const { json } = await ask([{ name: 'ライナス' }]);
  expect(json.data[0].match).toMatchObject({ subject: { id: 'lynas' }, method: 'name' });
});

test('a name that no source bears out never matches, however like it is: it is a candidate', async () => {
  const { json } = await ask([{ name: '莱纳斯', country: 'MYS' }]);
  expect(json.data[0]).toMatchObject({ outcome: 'ambiguous', match: null });
  expect(json.data[0].candidates).toMatchObject([
    {
      subject: { id: 'lynas' },
      confidence: 0.85,
      explanation: expect.stringContaining('no source bears out'),
    },
  ]);
});

interface Answered {
  readonly input: { readonly type: string };
  readonly outcome: string;
  readonly match: { readonly subject: { readonly id: string } } | null;
}

test('500 items are answered at once, ids of 64 characters and unicode names among them', async () => {
  const items = Array.from({ length: 500 }, (_, index) => ({
    id: 'x'.repeat(64),
    name: `永磁材料 ${index} Ünïcødé`,
  }));
  const { status, json } = await ask(items);
  expect([status, json.data.length]).toEqual([200, 500]);
  expect((await ask([...items, {}])).json.errors[0].detail).toContain('at most 500 items');
});

test.each([
  [{ items: [{ nam: 'x' }] }, '/items/0/nam', /There is no field `nam` here/],
  [{ items: [{ id: 'x', country: 'Malaysia' }] }, '/items/0/country', /alpha-3/],
  [{ items: [{ type: 'company', id: 'x' }] }, '/items/0/type', /is not one of: supplier, element, country/],
  [{}, '/items', /is missing; send a list/],
])('a body with a mistake: %j', async (body, pointer, detail) => {
  const { status, json } = await api.call('/v1/lookups', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(status).toBe(400);
  expect(json.errors[0]).toMatchObject({ pointer, detail: expect.stringMatching(detail) });
});

test('names on the lists of China are told where a supplier is looked up, stored, imported and read; a near one is no hit', async () => {
  const found = async (items: readonly object[]) =>
    (await ask(items)).json.data.map(({ listings }: { listings: readonly Record<string, unknown>[] }) =>
      listings.map(({ match, list, name, listed, measure }) =>
        [match, list, name, listed, measure].join(' '),
      ),
    );
  expect(
    await found([
      { name: 'MP Materials', country: 'USA' },
      { name: 'Sumitomo Heavy Industrys' },
      { name: 'Lynas' },
      { type: 'element', id: 'Dy' },
    ]),
  ).toEqual([
    ['itself export_control MP Materials Corp. 2026-06-22 CN-2026-23'],
    ['near watch Sumitomo Heavy Industries, Ltd. 2026-02-24 CN-2026-12'],
    [],
    [],
  ]);
  const tdk = { ...own, name: 'TDK株式会社', lei: null, duns: null, external_ids: {} };
  const hit = [
    expect.objectContaining({
      match: 'itself',
      name: 'TDK Corporation',
      listed: '2026-02-24',
      notice: expect.stringContaining('mofcom.gov.cn'),
    }),
  ];
  const stored = await api.call('/v1/suppliers/tdk-by-us', {
    method: 'PUT',
    headers,
    body: JSON.stringify(tdk),
  });
  expect([stored.status, stored.json.listings]).toEqual([201, hit]);
  expect((await api.call('/v1/suppliers/tdk-by-us')).json.listings).toEqual(hit);
  expect((await api.call('/v1/suppliers/tdk-by-us/explanation')).json.listings).toEqual(hit);
  const imported = await api.call('/v1/suppliers:import?dry_run=true', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${JSON.stringify({ id: 'tdk-by-file', ...tdk })}\n${JSON.stringify({ id: 'acme', ...tdk, name: 'Acme' })}`,
  });
  expect(imported.json.results.map(({ listings }: { listings: unknown }) => listings)).toEqual([hit, []]);
});
