import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pointerCopyIn } from '#functions/adapters/archive/score-copies.ts';
import { dynaliteStore } from '#test/adapters/embedded-store.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import { keyOf, startApiWithClients, supplier } from '../clients-under-test.ts';

const ADDRESSES = ['/v1/elements/Dy/score?buyer=JPN', '/v1/countries/CHN/score?buyer=USA', '/v1/suppliers/lynas/score?buyer=JPN'];

describe('while the store is away', () => {
  let api: ApiUnderTest;
  const before = new Map<string, Record<string, unknown>>();
  const as = (client: string, address: string, more: Record<string, string> = {}) =>
    api.call(address, { headers: { authorization: `Bearer ${keyOf(client)}`, ...more } });

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    api = await startApiWithClients(['acme', 'bell'], await dynaliteStore()); // one that can be away
    const pointer = await api.store.ledger.pointer();
    if (pointer === null) throw new Error('the world has a run');
    await pointerCopyIn(api.store.objects).put(pointer);
    for (const address of ADDRESSES) before.set(address, (await as('acme', address)).json);
    const put = await api.call('/v1/suppliers/own-magnets', {
      method: 'PUT',
      headers: { authorization: `Bearer ${keyOf('acme')}`, 'content-type': 'application/json' },
      body: JSON.stringify(supplier()),
    });
    expect(put.status).toBeLessThan(300);
    expect((await as('acme', '/v1/suppliers/own-magnets/score')).status).toBe(200);
    await api.store.close();
  });
  afterAll(() => api.close().catch(() => undefined));

  it.each(ADDRESSES)('%s is answered as it was published, without its rank, and says so', async (address) => {
    const { status, headers, json } = await as('acme', address);
    expect(status).toBe(200);
    const { stale, ...score } = json;
    expect(score).toEqual({ ...before.get(address), rank: null });
    expect(stale).toEqual({ reason: 'store_unavailable', published_at: expect.stringMatching(/Z$/), left_out: ['rank'] });
    expect(headers['cache-status']).toBe('chokepoint; fwd=stale; fwd-status=503; detail=copy');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
  });

  it('is answered in Japanese as well', async () => {
    const { json } = await as('acme', '/v1/elements/Dy/score?buyer=JPN&lang=ja');
    expect(json).toMatchObject({ subject: { name: 'ジスプロシウム' }, rank: null, stale: { reason: 'store_unavailable' } });
  });

  it.each([
    ['a key that was not seen before', 'bell', '/v1/elements/Dy/score?buyer=JPN'],
    ['a custom supplier', 'acme', '/v1/suppliers/own-magnets/score'],
    ['an element that is not scored', 'acme', '/v1/elements/Xx/score'],
    ['another day', 'acme', '/v1/elements/Dy/score?buyer=JPN&as_of=2026-09-30'],
    ['a ranking', 'acme', '/v1/scores?buyer=JPN'],
  ])('%s has an honest 503', async (_, client, address) => {
    expect((await as(client, address)).status).toBe(503);
  });
});
