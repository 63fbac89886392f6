import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest({ origins: 'https://risk.example, http://localhost:3000' });
});
afterAll(() => api.close());

test('a page of an allowed origin may read answers, errors and their headers', async () => {
  for (const address of ['/v1/health', '/v1/nothing']) {
    const { headers } = await api.call(address, { headers: { origin: 'https://risk.example' } });
    expect(headers['access-control-allow-origin']).toBe('https://risk.example');
    expect(headers['access-control-expose-headers']).toBe(
      'ETag, Idempotency-Replayed, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
    );
    expect(headers.vary).toContain('Origin');
  }
});

test('a page of another origin may not, and no answer is for everybody', async () => {
  for (const origin of ['https://evil.example', 'https://risk.example.evil', 'null', undefined]) {
    const { headers } = await api.call('/v1/health', { headers: origin === undefined ? {} : { origin } });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers.vary).toContain('Origin');
  }
});

test('a preflight of an allowed origin is answered for addresses that exist', async () => {
  const headers = { origin: 'https://risk.example', 'access-control-request-method': 'GET' };
  const known = await api.call('/v1/elements/Dy/score', { method: 'OPTIONS', headers });
  expect(known.status).toBe(204);
  expect(known.headers).toMatchObject({
    'access-control-allow-origin': 'https://risk.example',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  });
  expect((await api.call('/v1/nothing', { method: 'OPTIONS', headers })).status).toBe(404);
  const other = await api.call('/v1/scores', {
    method: 'OPTIONS',
    headers: { ...headers, origin: 'https://evil.example' },
  });
  expect([other.status, other.headers['access-control-allow-methods']]).toEqual([204, undefined]);
});

test('where access is open a page elsewhere changes nothing, not even without a body', async () => {
  const send = (headers: Record<string, string>) =>
    api.call('/v1/webhooks/none/deliveries', { method: 'POST', headers });
  const from = async (headers: Record<string, string>) => (await send(headers)).json.code;
  expect([
    await from({ 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }),
    await from({ origin: 'http://evil.example' }),
    await from({ origin: 'null' }),
    await from({ origin: api.url.replace('http:', 'x:') }),
    await from({ 'sec-fetch-site': 'cross-site', origin: 'https://risk.example' }),
    await from({ origin: api.url }),
    await from({}),
  ]).toEqual([...Array(4).fill('foreign_page'), ...Array(3).fill('not_found')]);
});

test('`:*` stands for any port of the host, and for nothing else', async () => {
  const local = await startApiUnderTest({ origins: 'http://localhost:*' });
  try {
    const allowedFor = async (origin: string) =>
      (await local.call('/v1/health', { headers: { origin } })).headers['access-control-allow-origin'];
    for (const origin of ['http://localhost', 'http://localhost:5173', 'http://localhost:65535'])
      expect(await allowedFor(origin)).toBe(origin);
    const others = [
      'https://localhost:5173',
      'http://localhost.evil',
      'http://localhost:5173.evil',
      'http://localhost:a',
      'http://localhost:*',
    ];
    for (const origin of others) expect([origin, await allowedFor(origin)]).toEqual([origin, undefined]);
    const asked = { origin: 'http://localhost:5173', 'access-control-request-method': 'PUT' };
    const preflight = await local.call('/v1/suppliers/acme', { method: 'OPTIONS', headers: asked });
    expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([
      204,
      expect.stringContaining('PUT'),
    ]);
  } finally {
    await local.close();
  }
});
