import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORLD_RUN } from '#test/builders/published-world.ts';
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

const lines = [
  { line: 'a', element: 'Dy', spend: 1000, supplier_id: 'magnets' },
  { line: 'b', element: 'Tb', spend: 500, supplier_id: 'lynas' },
  { line: 'c', element: 'Er', spend: 200, supplier_id: 'ended' },
];
const expose = (client: typeof acme, body: object) => client.post('/v1/exposures', { currency: 'EUR', ...body });

describe('the exposure of a bill of materials', () => {
  test('counts the suppliers that the client has stored with the score they are told to have', async () => {
    const { json: score } = await acme.get('/v1/suppliers/magnets/score');
    const { status, json } = await expose(acme, { lines });
    expect([status, json.run_id]).toEqual([200, WORLD_RUN]);
    const custom = json.by_supplier.find(({ origin }: { origin: string }) => origin === 'custom');
    expect(custom).toMatchObject({
      supplier: { id: 'magnets', name: 'Secret of Acme' },
      score: score.score,
      band: score.band,
      p05: score.interval.p05,
      p95: score.interval.p95,
      lines: ['a'],
      only_source_of: ['Dy'],
    });
    expect(custom.money[0]).toMatchObject({ spend: 1000, at_risk: Math.round(score.score * 1000) / 100 });
    expect(json.by_supplier.find(({ origin }: { origin: string }) => origin === 'shipped')).toMatchObject({ supplier: { id: 'lynas' } });
    expect(json.totals.single_source_elements).toEqual(['Dy', 'Tb']);
  });

  test('counts a line with a supplier that was ended or never stored by its element, and says so', async () => {
    const { json } = await expose(acme, { lines });
    expect(json.unmapped_lines).toEqual([]);
    expect(json.partly_mapped_lines).toMatchObject([{ line: 'c', reason: 'unknown_supplier' }]);
    expect(json.partly_mapped_lines[0].detail).toBe(
      'There is no supplier with the id "ended" among those that come with the service and those you have stored; what else the line names is counted without a supplier.',
    );
    expect(json.by_element.find(({ element }: { element: { id: string } }) => element.id === 'Er').lines).toEqual(['c']);
  });

  test('knows nothing of what another client has stored', async () => {
    const { json, text } = await expose(rival, { lines });
    expect(json.partly_mapped_lines.map(({ line }: { line: string }) => line)).toEqual(['a', 'c']);
    expect(json.by_supplier.map(({ supplier: { id } }: { supplier: { id: string } }) => id)).toEqual(['lynas']);
    expect(text.includes('Acme')).toBe(false);
  });

  test('scores at most 200 custom suppliers, and says so', async () => {
    const text = Array.from({ length: 201 }, (_, n) => JSON.stringify({ id: `many-${n}`, ...supplier() })).join('\n');
    expect((await rival.load(text, 'application/x-ndjson')).status).toBe(200);
    const { status, json } = await expose(rival, { lines: Array.from({ length: 201 }, (_, n) => ({ supplier_id: `many-${n}` })) });
    expect([status, json.detail]).toEqual([
      400,
      'The lines name more than 200 different custom suppliers, or 600 sites of them, that are scored for this answer because the run has not scored them as they are now. Send the lines in several requests.',
    ]);
  });

  test('takes odd names for what they are: unknown', async () => {
    const odd = ['constructor', '__proto__', 'toString', 'has space', '.'];
    const { status, json } = await expose(acme, { lines: odd.map((supplier_id) => ({ supplier_id })) });
    expect([status, json.unmapped_lines.length]).toEqual([200, odd.length]);
    const named = await expose(acme, { lines: [{ element: 'valueOf' }, { product: 'constructor' }, { material: '__proto__' }] });
    expect([named.status, named.json.unmapped_lines.length]).toEqual([200, 3]);
  });
});

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
      expect(match).toMatchObject({ subject: { id: 'magnets' }, origin: 'custom', score: score.score, band: score.band });
  });

  test('finds nothing of another client, by no identifier and no name', async () => {
    const { json, text } = await rival.post('/v1/lookups', { items });
    expect(json.data.map(({ match }: { match: unknown }) => match)).toEqual([null, null, null, null]);
    const { data, ...rest } = json;
    const told = JSON.stringify([rest, data.map(({ input: _input, ...answer }: { input: unknown }) => answer)]);
    expect([told.includes('magnets'), told.includes('Acme'), text.length > 0]).toEqual([false, false, true]);
  });
});
