import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { scopeOf } from '#contracts/api/request-parts.ts';
import { tokenVerifier } from '#functions/http/token-verifier.ts';
import { answerLocally } from '#functions/local/http-front.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

const ISSUER = 'https://issuer.example/pool';
const SETTINGS = { issuer: ISSUER, audiences: ['chokepoint', 'chokepoint-test'] };
const { privateKey, publicKey } = await generateKeyPair('RS256');
const stranger = await generateKeyPair('RS256');
const JWKS = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] };

const CLAIMS = { iss: ISSUER, aud: 'chokepoint', client_id: 'acme-risk', scope: 'scores:read' };
type Claims = { readonly [name: string]: unknown };
const token = (
  claims: Claims = CLAIMS,
  { key = privateKey, expires = '5m' as string | number } = {},
): Promise<string> =>
  new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setExpirationTime(expires)
    .sign(key);

const verify = tokenVerifier(SETTINGS, async () => createLocalJWKSet(JWKS));
const verdictOn = async (claims: Claims) => verify(await token(claims));

describe('a token', () => {
  it('of the issuer, for this service, shows who asks and what for', async () => {
    expect(await verify(await token())).toMatchObject({
      client: 'acme-risk',
      scopes: ['scores:read'],
      key: null,
      via: 'token',
    });
    expect(await verdictOn({ aud: ['other', 'chokepoint-test'] })).toMatchObject({ client: 'acme-risk' });
    expect(await verdictOn({ aud: undefined, client_id: 'chokepoint' })).toMatchObject({
      client: 'chokepoint',
    }); // as Cognito has it
  });

  it.each([
    ['of another issuer', token({ iss: 'https://other.example' })],
    ['for another service', token({ aud: 'other' })],
    ['for nobody', token({ aud: undefined, client_id: undefined })],
    ['of a stranger', token(CLAIMS, { key: stranger.privateKey })],
    [
      'without a signature',
      Promise.resolve(
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(CLAIMS)).toString('base64url')}.x`,
      ),
    ],
    [
      'signed with the public key as a secret',
      new SignJWT(CLAIMS)
        .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
        .setExpirationTime('5m')
        .sign(Buffer.from(JSON.stringify(JWKS))),
    ],
    [
      'that was changed',
      token().then((text) =>
        text.replace(
          /[.].*[.]/,
          `.${Buffer.from(JSON.stringify({ ...CLAIMS, scope: 'admin' })).toString('base64url')}.`,
        ),
      ),
    ],
  ])('%s is not known', async (_, text) => {
    expect(await verify(await text)).toBe('unknown');
  });

  it('ends when it says so', async () => {
    expect(await verify(await token(CLAIMS, { expires: Math.floor(Date.now() / 1000) - 60 }))).toBe(
      'expired',
    );
  });

  it('cannot be judged while its issuer does not answer', async () => {
    const away = tokenVerifier(SETTINGS, () => Promise.reject(new Error('no route to host')));
    await expect(away(await token())).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  });

  it.each([
    ['scores:read suppliers:write', ['scores:read', 'suppliers:write']], // RFC 8693, section 4.2
    ['chokepoint/scores:read openid', ['scores:read']], // Cognito: resource server, slash, scope
    [
      ['scores:read', 'signals:write'],
      ['scores:read', 'signals:write'],
    ],
    ['scores:readonly SCORES:READ', []],
    ['', []],
  ])('with the scope claim %j has the scopes %j', async (scope, scopes) => {
    expect(await verdictOn({ scope })).toMatchObject({ scopes });
  });

  it('is of the application that it was given to, and nobody becomes a client by choosing its name', async () => {
    const clientWith = async (claims: Claims) =>
      ((await verdictOn(claims)) as { readonly client: string }).client;
    expect(await clientWith({ client_id: '1example23456789' })).toBe('1example23456789');
    expect(
      await clientWith({ client_id: undefined, azp: '6e74172b-be56-4843-9ff4-e66a39bb12e3', sub: 'x' }),
    ).toMatch(/^6e74172b/);
    for (const claims of [
      { client_id: 'Acme Risk' },
      { client_id: 'local' },
      { client_id: '#' },
      { client_id: undefined, sub: 'acme-risk' },
    ])
      expect(await clientWith(claims), JSON.stringify(claims)).toMatch(/^jwt-[0-9a-f]{32}$/);
    const persons = await Promise.all(['a', 'b'].map((sub) => clientWith({ client_id: undefined, sub })));
    expect(new Set(persons).size).toBe(2);
  });
});

describe('the service', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApiUnderTest({ access: 'keys' });
    await publishWorld(api.store);
    vi.stubEnv('JWT_ISSUER', ISSUER);
    vi.stubEnv('JWT_AUDIENCES', 'chokepoint');
    const answers: Readonly<Record<string, object>> = {
      [`${ISSUER}/.well-known/openid-configuration`]: { jwks_uri: `${ISSUER}/keys` },
      [`${ISSUER}/keys`]: JWKS,
    };
    vi.stubGlobal('fetch', async (address: string | URL) => Response.json(answers[String(address)]));
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    await api.close();
  });

  function send(
    path: string,
    method: string,
    headers: Record<string, string>,
    cookies: readonly string[] = [],
  ) {
    const event = {
      rawPath: path,
      rawQueryString: '',
      headers: { host: 'api.example', ...headers },
      cookies,
      requestContext: {
        requestId: 'q',
        domainName: 'api.example',
        http: { method, path, sourceIp: '203.0.113.7' },
      },
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    return answerLocally(event, { getRemainingTimeInMillis: () => 10_000 } as Context);
  }
  async function codeOf(path: string, authorization?: string, method = 'GET'): Promise<string> {
    const { statusCode, body } = await send(
      path,
      method,
      authorization === undefined ? {} : { authorization },
    );
    return `${statusCode} ${statusCode === 200 ? '' : JSON.parse(body ?? '').code}`.trim();
  }

  it('takes a token where it takes a key, by scope, and keys as before', async () => {
    expect(await codeOf('/v1/runs', `Bearer ${await token()}`)).toBe('200');
    expect(await codeOf('/v1/observations', `Bearer ${await token()}`, 'POST')).toBe('403 scope_missing');
    expect(
      await codeOf('/v1/observations', `Bearer ${await token({ scope: 'signals:write' })}`, 'POST'),
    ).toMatch(/^4(?:00|15) /);
    expect(await codeOf('/v1/runs', `Bearer ${await token({ aud: 'other' })}`)).toBe('401 key_unknown');
    expect(await codeOf('/v1/runs', `Bearer ${await token(CLAIMS, { expires: 1 })}`)).toBe('401 key_expired');
    expect(await codeOf('/v1/runs', 'Bearer cpk_nothing')).toBe('401 key_unknown');
    expect(await codeOf('/v1/runs')).toBe('401 key_missing');
    const shut = API_ROUTES.filter(
      ({ request, methods, path }) =>
        scopeOf(request) !== 'public' && methods[0] === 'GET' && !path.includes('{'),
    );
    for (const { path } of shut)
      expect([path, await codeOf(path, `Bearer ${await token({ aud: 'other' })}`)]).toEqual([
        path,
        '401 key_unknown',
      ]);
  });

  it('makes a session of a token, for its client and its scopes, which ends with it', async () => {
    const ends = Math.floor(Date.now() / 1000) + 300;
    const begun = await send('/v1/session', 'POST', {
      authorization: `Bearer ${await token(CLAIMS, { expires: ends })}`,
    });
    const [cookie = ''] = begun.cookies ?? [];
    const seconds =
      /^__Host-chokepoint-session=cps_\w{10}_[\w-]{43}; Max-Age=(\d+); Path=\/; HttpOnly; SameSite=Lax; Secure$/.exec(
        cookie,
      )?.[1];
    expect(Number(seconds)).toBeLessThanOrEqual(300);
    expect(begun.headers?.['set-cookie']).toBeUndefined();
    const session = ['a=b', cookie.split(';')[0] ?? ''];
    expect(JSON.parse((await send('/v1/status', 'GET', {}, session)).body ?? '').access).toEqual({
      mode: 'keys',
      client: 'acme-risk',
      scopes: ['scores:read'],
      via: 'session',
      expires_at: new Date(1000 * ends).toISOString(),
    });
    expect(
      (await send('/v1/observations', 'POST', { origin: 'https://api.example' }, session)).statusCode,
    ).toBe(403);
  });

  it('takes none where it knows no issuer', async () => {
    vi.stubEnv('JWT_ISSUER', '');
    expect(await codeOf('/v1/runs', `Bearer ${await token()}`)).toBe('401 key_unknown');
    vi.stubEnv('JWT_ISSUER', ISSUER);
  });
});
