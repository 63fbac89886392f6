import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyParts } from '#contracts/api/access.ts';
import { readCommandLine } from '#functions/commands/command-line.ts';
import { KEYS_COMMAND, keysCommand } from '#functions/commands/keys.ts';
import { keyVerifier } from '#functions/http/access-control.ts';
import { type ApiKeys, apiKeysIn } from '#functions/store/access/api-keys.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

let keys: ApiKeys;
let made = 0;
beforeEach(() => {
  keys = apiKeysIn(tableInMemory());
});

/** Every call gives other bytes. */
const randomBytes = (count: number): Uint8Array => {
  made += 1;
  return createHash('sha512').update(String(made)).digest().subarray(0, count);
};
const run = async (words: string, now = '2026-10-01T12:00:00.000Z') =>
  keysCommand(readCommandLine(KEYS_COMMAND, words.split(' ').filter(Boolean), {}), {
    keys,
    now,
    randomBytes,
  });
const at = (instant: string): number => Date.parse(instant);

describe('npm run keys', () => {
  test('create shows a key once, which is good from then on, and keeps its hash only', async () => {
    const [key = ''] = await run('create --client acme --scopes scores:read,signals:write');
    expect(key).toMatch(/^cpk_[0-9A-Za-z]{10}_[0-9A-Za-z_-]{43}$/);
    const [stored] = await keys.ofClient('acme');
    expect(JSON.stringify(stored)).not.toContain(keyParts(key)?.secret);
    expect(stored).toMatchObject({
      scopes: ['scores:read', 'signals:write'],
      expires_at: '2027-10-01T12:00:00.000Z',
    });
    expect((await keyVerifier(keys, 5000).verify(key, at('2026-10-01T12:00:01Z'))).status).toBe('good');
  });

  test('rotate makes a second key with the same scopes, and the old one ends after the overlap', async () => {
    const [old = ''] = await run('create --client acme --scopes scores:read');
    const lines = await run('rotate --client acme --overlap-days 2', '2026-10-05T00:00:00.000Z');
    const verify = (key: string, instant: string) => keyVerifier(keys, 5000).verify(key, at(instant));
    expect((await verify(lines[0] ?? '', '2026-10-05T00:00:01Z')).status).toBe('good');
    expect((await verify(old, '2026-10-06T23:59:59Z')).status).toBe('good');
    expect((await verify(old, '2026-10-07T00:00:00Z')).status).toBe('expired');
    expect(await run('rotate --client acme', '2026-10-08T00:00:00.000Z')).toHaveLength(5);
  });

  test('rotate never makes the old key live longer', async () => {
    await run('create --client acme --scopes scores:read --expires 2026-10-06');
    await run('rotate --client acme --overlap-days 30', '2026-10-05T00:00:00.000Z');
    expect((await keys.ofClient('acme'))[0]?.expires_at).toBe('2026-10-06T23:59:59.000Z');
  });

  test('revoke ends a key at once, and says so the second time', async () => {
    const [key = ''] = await run('create --client acme --scopes admin');
    const id = keyParts(key)?.id ?? '';
    expect((await run(`revoke --id ${id}`))[0]).toContain(`The key ${id} of acme is revoked.`);
    expect((await run(`revoke --id ${id}`))[0]).toContain('was revoked on 2026-10-01 already');
    expect((await keyVerifier(keys, 5000).verify(key, at('2026-10-01T12:00:01Z'))).status).toBe('unknown');
  });

  test('list shows what there is, without hashes', async () => {
    expect(await run('list')).toEqual(['There are no keys.']);
    await run('create --client acme --scopes scores:read --expires never');
    const text = (await run('list')).join('\n');
    expect(text).toMatch(/acme {2}.*live {2}.*never {6}.*scores:read/);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });

  test.each([
    ['', /^Say what to do/],
    ['frob', /^There is no command frob/],
    ['create --scopes admin', /^--client is missing/],
    [
      'create --client acme',
      '--scopes is missing: choose from scores:read, signals:write, suppliers:write, companies:write, measures:write, measures:publish, alerts:write, admin.',
    ],
    [
      'create --client acme --scopes all',
      'There is no scope "all": choose from scores:read, signals:write, suppliers:write, companies:write, measures:write, measures:publish, alerts:write, admin.',
    ],
    [
      'create --client A#b --scopes admin',
      '--client A#b will not do: write 2 to 40 small letters, digits or hyphens, for example acme-risk.',
    ],
    [
      'create --client local --scopes admin',
      '--client local is everybody where access is open: choose another name.',
    ],
    [
      'create --client acme --scopes admin --expires soon',
      '--expires soon is not a calendar day: write it as 2027-10-01, or never.',
    ],
    ['create --client acme --scopes admin --expires 2020-01-01', '--expires 2020-01-01 is over already.'],
    ['create --client acme --scopes admin --colour red', /^Unknown option '--colour'/],
    ['create now --client acme', /^now is one word too many/],
    ['rotate --client acme', 'acme has no live key to rotate: use create.'],
    ['rotate --client acme --overlap-days x', '--overlap-days x: write a whole number of days from 0 to 90.'],
    ['revoke --id nothing', 'There is no key nothing: npm run keys -- list shows the ids.'],
  ])('%s', async (words, message) => {
    await expect(run(words)).rejects.toThrow(message);
  });

  test('a third live key is refused with the way out', async () => {
    for (const _ of [1, 2]) await run('create --client acme --scopes admin');
    await expect(run('create --client acme --scopes admin')).rejects.toThrow(
      /^acme has 2 live keys, and more than 2 are not allowed: revoke one of/,
    );
    await expect(run('rotate --client acme')).rejects.toThrow(
      /^acme already has 2 live keys: revoke \S+ first, then rotate\.$/,
    );
  });
});
