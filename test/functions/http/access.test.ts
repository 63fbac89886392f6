import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keyText, SCOPE_NAMES, type Scope } from '#contracts/api/access.ts';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROBLEMS, type ProblemCode } from '#contracts/api/problem.ts';
import { scopeOf } from '#contracts/api/request-parts.ts';
import { apiKeysIn } from '#functions/store/access/api-keys.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { ACCESS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

const REFUSALS = {
  'no key': 'key_missing',
  'wrong key': 'key_unknown',
  'expired key': 'key_expired',
  'key without the scope': 'scope_missing',
  'key with the scope': null,
} as const satisfies Record<string, ProblemCode | null>;
type KeyKind = keyof typeof REFUSALS;
const KEY_KINDS = Object.keys(REFUSALS) as readonly KeyKind[];
const refusalOfKey = ({ request }: ApiRoute, kind: KeyKind): ProblemCode | null =>
  scopeOf(request) === 'public' ? null : REFUSALS[kind];

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest({ access: 'keys' });
  await publishWorld(api.store);
  const keys = apiKeysIn(api.store.table(ACCESS_TABLE));
  for (const [name, scopes, expires_at] of KEYS) {
    const secret_sha256 = createHash('sha256').update(secretOf(name)).digest('hex');
    const record = {
      id: idOf(name),
      client: `client-${name}`.replace(':', '-'),
      scopes,
      secret_sha256,
      expires_at,
      revoked_at: null,
    };
    await keys.add({ ...record, created_at: '2026-01-01T00:00:00.000Z' }, () => undefined);
  }
});
afterAll(() => api.close());

const idOf = (name: string): string =>
  name
    .replace(/[^a-z]/g, '')
    .padEnd(10, '0')
    .slice(0, 10);
const secretOf = (name: string): string => name.replace(/[^a-z]/g, '').padEnd(43, 'x');
const keyOf = (name: string): string => keyText(idOf(name), secretOf(name));
const KEYS: readonly (readonly [name: string, scopes: Scope[], expires: string | null])[] = [
  ...SCOPE_NAMES.map((scope) => [scope, [scope], null] as const),
  ['expired', [...SCOPE_NAMES], '2026-01-02T00:00:00.000Z'] as const,
  ['bulk', ['scores:read'], null] as const,
].map(([name, scopes, expires]) => [name, [...scopes], expires]);

const otherThan = (scope: Scope | 'public'): Scope =>
  scope === 'scores:read' ? 'signals:write' : 'scores:read';

function presented(route: ApiRoute, kind: KeyKind): string | null {
  const scope = scopeOf(route.request);
  if (kind === 'no key') return null;
  if (kind === 'wrong key') return keyText('wrong00000', 'x'.repeat(43));
  if (kind === 'expired key') return keyOf('expired');
  return keyOf(kind === 'key without the scope' || scope === 'public' ? otherThan(scope) : scope);
}

function send({ methods, example, exampleBody, request }: ApiRoute, headers: Record<string, string>) {
  const text = request.body === undefined ? String(exampleBody) : JSON.stringify(exampleBody);
  const media = request.body === undefined ? (request.textMedia?.[0] ?? '') : 'application/json';
  return api.call(example, {
    method: methods[0],
    headers: { ...headers, ...(exampleBody === undefined ? {} : { 'content-type': media }) },
    ...(exampleBody === undefined ? {} : { body: text }),
  });
}

describe.each(
  API_ROUTES.flatMap((route) => KEY_KINDS.map((kind) => [route.operationId, kind, route] as const)),
)('%s with %s', (_operation, kind, route) => {
  test('is answered or refused with the code of its kind', async () => {
    const key = presented(route, kind);
    const { status, json, headers } = await send(
      route,
      key === null ? {} : { authorization: `Bearer ${key}` },
    );
    const refusal = refusalOfKey(route, kind);
    if (refusal === null) {
      expect(PROBLEMS.key_missing.status).not.toBe(status);
      expect(PROBLEMS.scope_missing.status).not.toBe(status);
      expect(status).toBeLessThan(500);
    } else {
      expect([status, json.code]).toEqual([PROBLEMS[refusal].status, refusal]);
      if (status === 401) expect(headers['www-authenticate']).toMatch(/^Bearer .*Basic /);
      if (refusal === 'scope_missing' || refusal === 'key_missing')
        expect(json.detail).toContain(scopeOf(route.request));
    }
    if (route.operationId === 'getHealth') {
      expect(headers.ratelimit).toBeUndefined(); // probes are outside of every limit
      return;
    }
    expect(headers.ratelimit).toMatch(/^"default";r=\d+;t=\d+/);
    expect(headers['ratelimit-policy']).toMatch(/^"default";q=1000000;w=60/);
  });
});

describe('a key', () => {
  const good = keyOf('scores:read');

  test.each([
    ['Bearer', { authorization: `Bearer ${good}` }],
    ['X-Api-Key', { 'x-api-key': good }],
    ['Basic, as user name', { authorization: `Basic ${Buffer.from(`${good}:`).toString('base64')}` }],
  ])('is taken as %s', async (_name, headers) => {
    expect((await api.call('/v1/scores', { headers })).status).toBe(200);
  });

  test('is not taken in the address', async () => {
    expect((await api.call(`/v1/scores?api_key=${good}`)).status).toBe(401);
  });

  test('with the scope admin may do everything', async () => {
    for (const route of API_ROUTES.filter(({ request }) => scopeOf(request) !== 'public')) {
      expect([401, 403]).not.toContain((await send(route, { 'x-api-key': keyOf('admin') })).status);
    }
  });

  test('is told by its id, never whole, in what a person reads', async () => {
    const { text, json } = await api.call('/v1/scores', { headers: { 'x-api-key': keyOf('expired') } });
    expect(json.detail).toBe(
      'The API key cpk_expired000_… expired at 2026-01-02T00:00:00.000Z. Send the key as `Authorization: Bearer <key>`, as `X-Api-Key: <key>`, or with Basic authentication as the user name.',
    );
    expect(text).not.toContain(secretOf('expired'));
  });

  test('that lacks a scope is told which, and which it has', async () => {
    const { json } = await api.call('/v1/scores', { headers: { 'x-api-key': keyOf('signals:write') } });
    expect(json.detail).toBe(
      'This needs the scope `scores:read` (read scores, explanations, facts and status, and ask what-if questions). The key cpk_signalswri_… has: signals:write. Ask who runs this service for a key with scores:read.',
    );
  });

  test('is asked for before a mistake is told: who is not let in learns nothing of parameters or subjects', async () => {
    for (const address of ['/v1/scores?nonsense=1', '/v1/elements/Xx/score'])
      expect((await api.call(address)).status).toBe(401);
  });

  test('of the client is named in the status, and that keys are asked for', async () => {
    const { json } = await api.call('/v1/status', { headers: { 'x-api-key': good } });
    expect(json.access).toEqual({
      mode: 'keys',
      client: 'client-scores-read',
      scopes: ['scores:read'],
      via: 'key',
      expires_at: null,
    });
  });

  test('that is revoked in the middle of a bulk pull gets no page five seconds later, and another goes on where it was', async () => {
    const noon = Date.parse('2026-10-02T12:00:00Z');
    vi.useFakeTimers({ toFake: ['Date'], now: noon });
    const page = (address: string, key: string) =>
      api.call(address, { headers: { 'x-api-key': keyOf(key) } });
    const first = await page('/v1/scores?limit=4', 'bulk');
    await apiKeysIn(api.store.table(ACCESS_TABLE)).change(idOf('bulk'), {
      expires_at: null,
      revoked_at: new Date(noon).toISOString(),
    });
    vi.setSystemTime(noon + 4999);
    const second = await page(first.json.links.next, 'bulk');
    vi.setSystemTime(noon + 5000);
    const refused = await page(second.json.links.next, 'bulk');
    expect([refused.status, refused.json.code]).toEqual([401, 'key_unknown']);
    const third = await page(second.json.links.next, 'scores:read');
    const whole = await page('/v1/scores', 'scores:read');
    expect([first, second, third].flatMap(({ json }) => json.data)).toEqual(whole.json.data);
    vi.useRealTimers();
  });
});
