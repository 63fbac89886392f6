import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyRecord } from '#contracts/api/access.ts';
import { type ApiKeys, apiKeysIn } from '#functions/store/access/api-keys.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const key = (id: string, client = 'acme'): KeyRecord => ({
  id: id.padEnd(10, '0'),
  client,
  scopes: ['scores:read', 'suppliers:write'],
  secret_sha256: 'f'.repeat(64),
  created_at: '2026-10-01T00:00:00.000Z',
  expires_at: null,
  revoked_at: null,
});
const atMost = (most: number) => (present: readonly KeyRecord[]) => {
  if (present.length >= most) throw new RangeError('too many keys');
};
const anyNumber = () => undefined;

describe('stored keys', () => {
  let keys: ApiKeys;
  beforeEach(() => {
    keys = apiKeysIn(tableInMemory());
  });

  it('are found by their id', async () => {
    await keys.add(key('a'), anyNumber);
    expect(await keys.find('a000000000')).toEqual(key('a'));
    expect(await keys.find('b000000000')).toBeNull();
  });

  it('are listed by client, oldest first', async () => {
    for (const record of [key('b'), key('a'), key('c', 'other')]) await keys.add(record, anyNumber);
    expect(await keys.clients()).toEqual(['acme', 'other']);
    expect((await keys.ofClient('acme')).map(({ id }) => id[0])).toEqual(['b', 'a']);
    expect(await keys.ofClient('nobody')).toEqual([]);
  });

  it('are refused by who asks for them, also when many ask at the same time', async () => {
    const tries = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((id) => keys.add(key(id), atMost(2))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await keys.ofClient('acme')).toHaveLength(2);
  });

  it('are changed, not replaced: scopes, hash and client stay', async () => {
    await keys.add(key('a'), anyNumber);
    const changes = { expires_at: '2026-11-01T00:00:00.000Z', revoked_at: '2026-10-02T00:00:00.000Z' };
    await keys.change('a000000000', changes);
    expect(await keys.find('a000000000')).toEqual({ ...key('a'), ...changes });
    await expect(keys.change('x000000000', changes)).rejects.toThrow();
  });

  it('remember the last day they were used', async () => {
    expect(await keys.lastUsedOn('a000000000')).toBeNull();
    for (const day of ['2026-10-01', '2026-10-02']) await keys.markUsed('a000000000', day);
    expect(await keys.lastUsedOn('a000000000')).toBe('2026-10-02');
  });
});
