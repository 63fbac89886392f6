import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { apiKeysIn } from '#functions/store/access/api-keys.ts';
import { ACCESS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from '../api/api-under-test.ts';
import { clientOf, keyOf, startApiWithClients, supplier } from '../api/clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'bolt', 'gone']);
  process.env.KEYS_REMEMBERED_SECONDS = '0';
});
afterAll(async () => {
  delete process.env.KEYS_REMEMBERED_SECONDS;
  await api.close();
});

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const begin = (headers: Record<string, string>) => api.call('/v1/session', { method: 'POST', headers });
const end = (headers: Record<string, string>) => api.call('/v1/session', { method: 'DELETE', headers });
const setCookie = ({ headers }: Awaited<ReturnType<typeof begin>>): string =>
  headers['set-cookie']?.[0] ?? '';
async function signedIn(client: string): Promise<{ readonly cookie: string }> {
  const answer = await begin({ authorization: `Bearer ${keyOf(client)}`, ...OWN_PAGE });
  expect(answer.status).toBe(200);
  return { cookie: `theme=dark; ${setCookie(answer).split(';')[0]}; x=1` };
}

describe('a session', () => {
  test('is made of a key, for twelve hours, in a cookie that no script reads and that does not hold the key', async () => {
    const answer = await begin({ authorization: `Bearer ${keyOf('acme')}`, ...OWN_PAGE });
    expect(setCookie(answer)).toMatch(
      /^chokepoint-session=cps_[0-9A-Za-z]{10}_[0-9A-Za-z_-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(setCookie(answer)).not.toContain(keyOf('acme').slice(-43));
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json).toMatchObject({ mode: 'keys', client: 'acme', via: 'session' });
    expect(Date.parse(answer.json.expires_at) - Date.now()).toBeGreaterThan(43_100_000);
    const { json } = await api.call('/v1/status', { headers: await signedIn('acme') });
    expect(json.access).toMatchObject({ client: 'acme', via: 'session' });
  });

  test('opens what a link, a download or a new tab leads to', async () => {
    const navigation = {
      ...(await signedIn('acme')),
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
    };
    for (const [address, media] of [
      ['/v1/elements/Dy/report', 'text/html'],
      ['/v1/scores?format=csv', 'text/csv'],
    ] as const) {
      const { status, headers } = await api.call(address, { headers: navigation });
      expect([address, status, headers['content-type']?.split(';')[0]]).toEqual([address, 200, media]);
      expect(headers['cache-control']).toMatch(/^private/);
      expect(headers.vary).toContain('Cookie');
    }
  });

  test('is of its client alone, and what it writes counts as written with its key', async () => {
    const body = JSON.stringify(supplier());
    const headers = { ...OWN_PAGE, ...(await signedIn('acme')), 'content-type': 'application/json' };
    const stored = await api.call('/v1/suppliers/custom-1', { method: 'PUT', headers, body });
    expect([stored.status, stored.json.sites[0].evidence.sent_by]).toEqual([201, 'acme000000']);
    expect((await api.call('/v1/suppliers/custom-1', { headers: await signedIn('acme') })).status).toBe(200);
    expect((await api.call('/v1/suppliers/custom-1', { headers: await signedIn('bolt') })).status).toBe(404);
  });

  test('yields to a key in a header', async () => {
    const headers = { ...(await signedIn('acme')), 'x-api-key': keyOf('bolt') };
    expect((await api.call('/v1/status', { headers })).json.access).toMatchObject({
      client: 'bolt',
      via: 'key',
    });
    expect((await api.call('/v1/status', { headers: { ...headers, 'x-api-key': 'wrong' } })).json.code).toBe(
      'key_unknown',
    );
  });

  test('is no key', async () => {
    const session = /cps_[\w-]+/.exec((await signedIn('acme')).cookie)?.[0] ?? '';
    expect(
      (await api.call('/v1/status', { headers: { authorization: `Bearer ${session}` } })).json.code,
    ).toBe('key_unknown');
    const key = { cookie: `chokepoint-session=${keyOf('acme')}` };
    expect((await api.call('/v1/status', { headers: key })).json.code).toBe('key_expired');
  });

  test('made of a session ends no later', async () => {
    const headers = { ...(await signedIn('acme')), ...OWN_PAGE };
    const first = (await api.call('/v1/status', { headers })).json.access.expires_at;
    expect((await begin(headers)).json.expires_at).toBe(first);
  });
});

describe('a write with a session', () => {
  const own = () => new URL(api.url).origin;
  test.each<[string, () => Record<string, string>, number]>([
    ['of a page of this service', () => ({ 'sec-fetch-site': 'same-origin', origin: own() }), 200],
    ['of such a page in a browser that says its origin alone', () => ({ origin: own() }), 200],
    ['of a page behind a proxy that ends TLS', () => ({ origin: own().replace('http:', 'https:') }), 200],
    ['of a page elsewhere', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }), 403],
    [
      'of a page of a sibling host',
      () => ({ 'sec-fetch-site': 'same-site', origin: 'https://other.example' }),
      403,
    ],
    ['of a page elsewhere that only says its origin', () => ({ origin: 'https://evil.example' }), 403],
    ['of another port', () => ({ origin: 'http://127.0.0.1:1' }), 403],
    ['of another scheme', () => ({ origin: own().replace('http:', 'x:') }), 403],
    ['of a sandboxed frame', () => ({ origin: 'null' }), 403],
    ['of nobody knows whom', () => ({}), 403],
  ])('%s', async (_, headers, status) => {
    const body = JSON.stringify(supplier());
    const cookie = await signedIn('acme');
    const sent = { ...cookie, ...headers(), 'if-match': '*', 'content-type': 'application/json' };
    const answer = await api.call('/v1/suppliers/custom-1', { method: 'PUT', headers: sent, body });
    expect([answer.status, answer.json.code]).toEqual([status, status === 403 ? 'foreign_page' : undefined]);
    await end({ ...cookie, ...headers() });
    expect((await api.call('/v1/status', { headers: cookie })).status).toBe(status === 403 ? 200 : 401);
  });

  test('no page elsewhere signs a browser in with a key of its own', async () => {
    const basic = { authorization: `Basic ${Buffer.from(`${keyOf('bolt')}:`).toString('base64')}` };
    const refused = await begin({ ...basic, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect([refused.status, refused.json.code, setCookie(refused)]).toEqual([403, 'foreign_page', '']);
    expect((await begin(basic)).status).toBe(200);
  });
});

describe('a session is over', () => {
  const over = async (headers: Record<string, string>) => {
    const answer = await api.call('/v1/status', { headers });
    expect([answer.status, answer.json.code]).toEqual([401, 'key_expired']);
    expect(setCookie(answer)).toBe('chokepoint-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
    return answer;
  };

  test('when its browser signs out, and other sessions of the client are not', async () => {
    const [one, other] = [await signedIn('acme'), await signedIn('acme')];
    const answer = await end({ ...one, ...OWN_PAGE });
    expect([answer.status, answer.json.client, setCookie(answer)]).toEqual([
      200,
      'acme',
      expect.stringContaining('=; Max-Age=0;'),
    ]);
    await over(one);
    expect((await end({ ...one, ...OWN_PAGE })).status).toBe(401);
    expect((await api.call('/v1/status', { headers: other })).status).toBe(200);
  });

  test('when it was never begun', async () => {
    await over({ cookie: `chokepoint-session=cps_0123456789_${'x'.repeat(43)}` });
    await over({ cookie: 'chokepoint-session=nonsense' });
  });

  test('when its key ends', async () => {
    const session = await signedIn('gone');
    const keys = apiKeysIn(api.store.table(ACCESS_TABLE));
    await keys.change('gone000000', { expires_at: '2026-01-02T00:00:00.000Z', revoked_at: null });
    await over(session);
    await keys.change('gone000000', { expires_at: null, revoked_at: null });
    expect((await api.call('/v1/status', { headers: session })).status).toBe(200);
    await keys.change('gone000000', { expires_at: null, revoked_at: '2026-01-02T00:00:00.000Z' });
    await over(session);
  });

  test('and the script of a page is told without a browser asking for a password', async () => {
    const challenge = async (mode: string) =>
      (await api.call('/v1/status', { headers: { 'sec-fetch-mode': mode } })).headers['www-authenticate'];
    expect([await challenge('cors'), await challenge('navigate')]).toEqual([
      'Bearer realm="Chokepoint"',
      'Bearer realm="Chokepoint", Basic realm="Chokepoint"',
    ]);
  });
});

test('requests of a session count for its client', async () => {
  const left = (answer: Awaited<ReturnType<typeof begin>>) =>
    Number(/r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1]);
  vi.useFakeTimers({ toFake: ['performance'] }); // nothing comes back meanwhile
  const before = left(await clientOf(api, 'bolt').get('/v1/status'));
  expect(left(await api.call('/v1/status', { headers: await signedIn('bolt') }))).toBe(before - 2);
  vi.useRealTimers();
});
