import { describe, expect, test } from 'vitest';
import type { KeyRecord } from '#contracts/api/access.ts';
import { keyVerifier, presentedKey } from '#functions/http/access-control.ts';
import { apiKeysIn } from '#functions/store/access/api-keys.ts';
import { sessionsIn } from '#functions/store/access/sessions.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

/** sha256 of 43 times `a`, from `printf | sha256sum`. */
const SECRET = 'a'.repeat(43);
const SECRET_SHA256 = '66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0';

const record = (overrides: Partial<KeyRecord> = {}): KeyRecord => ({
  id: 'AAAAAAAAAA',
  client: 'acme',
  scopes: ['scores:read'],
  secret_sha256: SECRET_SHA256,
  created_at: '2026-10-01T00:00:00.000Z',
  expires_at: null,
  revoked_at: null,
  ...overrides,
});
const noon = Date.parse('2026-10-01T12:00:00Z');
const KEY = `cpk_AAAAAAAAAA_${SECRET}`;

async function verifierOf(key: KeyRecord, rememberedMs = 5000) {
  const keys = apiKeysIn(tableInMemory());
  await keys.add(key, () => undefined);
  let reads = 0;
  const find = (id: string) => {
    reads += 1;
    return keys.find(id);
  };
  const counted = { find, markUsed: keys.markUsed };
  return { keys, verifier: keyVerifier(counted, rememberedMs), reads: () => reads };
}

describe('a presented key', () => {
  test('is good when its secret has the stored hash', async () => {
    const { verifier } = await verifierOf(record());
    expect(await verifier.verify(KEY, noon)).toMatchObject({ status: 'good', key: { client: 'acme' } });
  });

  test.each([
    ['another secret', `cpk_AAAAAAAAAA_${'b'.repeat(43)}`],
    ['another id', `cpk_BBBBBBBBBB_${SECRET}`],
    ['no key at all', 'hello'],
    ['an empty text', ''],
    ['a key that was cut', KEY.slice(0, -1)],
    ['a key with more behind it', `${KEY}x`],
  ])('is unknown: %s', async (_what, presented) => {
    const { verifier } = await verifierOf(record());
    expect(await verifier.verify(presented, noon)).toEqual({ status: 'unknown' });
  });

  test('is unknown when it was revoked, and expired from the moment it says', async () => {
    const revoked = await verifierOf(record({ revoked_at: '2026-10-01T11:00:00.000Z' }));
    expect((await revoked.verifier.verify(KEY, noon)).status).toBe('unknown');
    const { verifier } = await verifierOf(record({ expires_at: '2026-10-01T12:00:00.000Z' }));
    expect([
      (await verifier.verify(KEY, noon - 1)).status,
      (await verifier.verify(KEY, noon)).status,
    ]).toEqual(['good', 'expired']);
  });

  test('is read once in five seconds, and a revocation counts after five at the latest', async () => {
    const { keys, verifier, reads } = await verifierOf(record());
    for (let tenth = 0; tenth < 50; tenth += 1) await verifier.verify(KEY, noon + tenth * 100);
    expect(reads()).toBe(1);
    await keys.change('AAAAAAAAAA', { expires_at: null, revoked_at: '2026-10-01T12:00:03.000Z' });
    expect((await verifier.verify(KEY, noon + 4999)).status).toBe('good');
    expect((await verifier.verify(KEY, noon + 5000)).status).toBe('unknown');
  });

  test('is read each time on one machine, so that a revocation counts at once', async () => {
    const { keys, verifier } = await verifierOf(record(), 0);
    expect((await verifier.verify(KEY, noon)).status).toBe('good');
    await keys.change('AAAAAAAAAA', { expires_at: null, revoked_at: '2026-10-01T12:00:00.000Z' });
    expect((await verifier.verify(KEY, noon)).status).toBe('unknown');
  });

  test('that is wrong is never remembered as good, and costs a read each time', async () => {
    const { verifier, reads } = await verifierOf(record());
    const wrong = `cpk_AAAAAAAAAA_${'b'.repeat(43)}`;
    for (let n = 0; n < 3; n += 1) expect((await verifier.verify(wrong, noon)).status).toBe('unknown');
    expect(reads()).toBe(3);
  });

  test('leaves the day it was used, once a day', async () => {
    const { keys, verifier } = await verifierOf(record());
    await verifier.verify(KEY, noon);
    expect(await keys.lastUsedOn('AAAAAAAAAA')).toBe('2026-10-01');
    await verifier.verify(KEY, noon + 86_400_000);
    expect(await keys.lastUsedOn('AAAAAAAAAA')).toBe('2026-10-02');
  });

  test('is good although its use could not be written down', async () => {
    const keys = { find: async () => record(), markUsed: async () => Promise.reject(new Error('throttled')) };
    expect((await keyVerifier(keys, 5000).verify(KEY, noon)).status).toBe('good');
  });
});

describe('a session', () => {
  const SESSION = `cps_SSSSSSSSSS_${SECRET}`;
  const stored = {
    client: 'acme',
    scopes: ['scores:read' as const],
    secret_sha256: SECRET_SHA256,
    expires_at: noon / 1000,
  };

  async function begun(key: KeyRecord | null) {
    const table = tableInMemory();
    const keys = apiKeysIn(table);
    if (key !== null) await keys.add(key, () => undefined);
    const sessions = sessionsIn(table);
    await sessions.begin('SSSSSSSSSS', { ...stored, key: key?.id ?? null });
    return {
      keys,
      sessions,
      verify: (text: string, at: number) => keyVerifier(sessions, 0).verify(text, at),
    };
  }

  test('is good until it ends, with the id, client and scopes of its key', async () => {
    const { keys, verify } = await begun(
      record({ scopes: ['admin'], client: 'other', secret_sha256: 'f'.repeat(64) }),
    );
    expect(await verify(SESSION, noon - 1)).toMatchObject({
      status: 'good',
      key: { id: 'AAAAAAAAAA', client: 'other', scopes: ['admin'] },
    });
    expect(await keys.lastUsedOn('AAAAAAAAAA')).toBe('2026-10-01');
    expect((await verify(SESSION, noon)).status).toBe('expired');
    expect((await verify(`cps_SSSSSSSSSS_${'b'.repeat(43)}`, noon - 1)).status).toBe('unknown');
  });

  test('of a token is of the client and the scopes that it had', async () => {
    const { verify } = await begun(null);
    expect(await verify(SESSION, noon - 1)).toMatchObject({
      status: 'good',
      key: { id: null, client: 'acme', scopes: ['scores:read'] },
    });
  });

  test('ends when its key does: at an earlier end, when it is revoked, and when there is none', async () => {
    const { keys, verify } = await begun(record());
    await keys.change('AAAAAAAAAA', { expires_at: '2026-10-01T11:00:00.000Z', revoked_at: null });
    expect((await verify(SESSION, noon - 3_600_001)).status).toBe('good');
    expect((await verify(SESSION, noon - 3_600_000)).status).toBe('expired');
    await keys.change('AAAAAAAAAA', { expires_at: null, revoked_at: '2026-10-01T10:00:00.000Z' });
    expect((await verify(SESSION, noon - 1)).status).toBe('unknown');
    const { sessions } = await begun(null);
    await sessions.begin('SSSSSSSSSS', { ...stored, key: 'BBBBBBBBBB' });
    expect((await keyVerifier(sessions, 0).verify(SESSION, noon - 1)).status).toBe('unknown');
  });

  test('that was ended, and one whose key was revoked, work for as long as they are remembered', async () => {
    for (const stop of ['end', 'revoke'] as const) {
      const { keys, sessions } = await begun(record());
      const verifier = keyVerifier(sessions, 5000);
      const begin = noon - 60_000;
      expect((await verifier.verify(SESSION, begin)).status).toBe('good');
      if (stop === 'end') await sessions.end('SSSSSSSSSS');
      else await keys.change('AAAAAAAAAA', { expires_at: null, revoked_at: '2026-10-01T10:00:00.000Z' });
      expect((await verifier.verify(SESSION, begin + 4999)).status).toBe('good');
      expect((await verifier.verify(SESSION, begin + 5000)).status).toBe('unknown');
    }
  });
});

describe('where a key is looked for', () => {
  test.each([
    [{ authorization: 'Bearer abc' }, 'abc'],
    [{ authorization: 'bearer   abc' }, 'abc'],
    [{ authorization: `Basic ${Buffer.from('abc:').toString('base64')}` }, 'abc'],
    [{ authorization: `Basic ${Buffer.from('abc').toString('base64')}` }, 'abc'],
    [{ authorization: `Basic ${Buffer.from('abc:password').toString('base64')}` }, 'abc'],
    [{ 'x-api-key': ' abc ' }, 'abc'],
    [{ authorization: 'Bearer abc', 'x-api-key': 'other' }, 'abc'],
    [{ authorization: 'AWS4-HMAC-SHA256 Credential=x', 'x-api-key': 'abc' }, 'abc'],
    [{ authorization: 'Bearer' }, null],
    [{ 'x-api-key': '' }, null],
    [{}, null],
  ])('%o', (headers, key) => {
    expect(presentedKey(headers)).toBe(key);
  });
});

describe('a store of keys that is away', () => {
  const MINUTE = 60_000;

  async function awayFrom(at: number) {
    const keys = apiKeysIn(tableInMemory());
    await keys.add(record(), () => undefined);
    let [now, asked] = [noon, 0];
    const away = <T>(answer: () => Promise<T>): Promise<T> => {
      asked += 1;
      return now >= at ? Promise.reject(new Error('the table does not answer')) : answer();
    };
    const verifier = keyVerifier(
      { find: (id) => away(() => keys.find(id)), markUsed: async () => undefined },
      5000,
    );
    return {
      verify: (presented: string, when: number) => {
        now = when;
        return verifier.verify(presented, when);
      },
      asked: () => asked,
    };
  }

  test('turns away no reader whose key was good, for a quarter of an hour', async () => {
    const { verify } = await awayFrom(noon + MINUTE);
    expect((await verify(KEY, noon)).status).toBe('good');
    for (const minutes of [1, 2, 7, 14])
      expect((await verify(KEY, noon + minutes * MINUTE)).status, `${minutes}`).toBe('good');
    await expect(verify(KEY, noon + 15 * MINUTE)).rejects.toThrow('does not answer');
  });

  test('is waited for by one request in ten seconds, not by all', async () => {
    const { verify, asked } = await awayFrom(noon + MINUTE);
    await verify(KEY, noon);
    for (let second = 0; second < 30; second += 1) await verify(KEY, noon + MINUTE + 1000 * second);
    expect(asked()).toBe(1 + 3);
  });

  test('lets nobody in who was not known, and no key that has expired', async () => {
    const { verify } = await awayFrom(noon);
    await expect(verify(KEY, noon + 1)).rejects.toThrow('does not answer');
    const keys = apiKeysIn(tableInMemory());
    await keys.add(record({ expires_at: '2026-10-01T12:02:00.000Z' }), () => undefined);
    let isAway = false;
    const verifier = keyVerifier(
      {
        find: (id) => (isAway ? Promise.reject(new Error('away')) : keys.find(id)),
        markUsed: async () => undefined,
      },
      5000,
    );
    expect((await verifier.verify(KEY, noon)).status).toBe('good');
    isAway = true;
    expect((await verifier.verify(KEY, noon + 3 * MINUTE)).status).toBe('expired');
  });
});
