import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { SCOPE_NAMES, type Scope } from '#contracts/api/access.ts';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { scopeOf } from '#contracts/api/request-parts.ts';
import { authorizedCaller } from '#functions/http/access-control.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

const ROLE = 'arn:aws:iam::123456789012:role/risk';
const SESSION = 'arn:aws:sts::123456789012:assumed-role/risk/i-0123';

function allow(tokens: 'on' | 'off', iamClients: object): void {
  Object.assign(process.env, { TOKENS: tokens, IAM_CLIENTS: JSON.stringify(iamClients) });
}

/** An event as the gateway makes it for the example of a route. */
function eventFor(
  route: Pick<ApiRoute, 'methods' | 'path' | 'example' | 'exampleBody' | 'request'>,
  authorizer: object,
): APIGatewayProxyEventV2 {
  const { pathname, search, searchParams } = new URL(route.example, 'https://api.example');
  const names = [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
  const values = new RegExp(`^${route.path.replaceAll(/\{[^}]+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1) ?? [];
  const [method] = route.methods;
  const media = route.request.body === undefined ? route.request.textMedia?.[0] : 'application/json';
  return {
    version: '2.0',
    routeKey: `${method === 'GET' ? 'ANY' : method} ${route.path}`,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { host: 'api.example', ...(route.exampleBody === undefined ? {} : { 'content-type': media ?? '' }) },
    queryStringParameters: Object.fromEntries(searchParams),
    pathParameters: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])),
    isBase64Encoded: false,
    ...(route.exampleBody === undefined
      ? {}
      : { body: route.request.body === undefined ? String(route.exampleBody) : JSON.stringify(route.exampleBody) }),
    requestContext: {
      domainName: 'api.example',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: route.path,
      stage: '$default',
      timeEpoch: 0,
      authorizer,
    },
  } as unknown as APIGatewayProxyEventV2;
}

const tokenWith = (scope: string) => ({ jwt: { claims: { iss: 'https://issuer.example', client_id: 'acme-risk', scope } } });
const [firstRoute] = API_ROUTES as [ApiRoute, ...ApiRoute[]];
const callerWith = (authorizer: object) => authorizedCaller(eventFor(firstRoute, authorizer));

describe('every operation with a token and with a signature', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApiUnderTest({ access: 'keys' });
    await publishWorld(api.store);
  });
  afterAll(() => api.close());

  async function answerOf(route: ApiRoute, authorizer: object): Promise<{ status: number; code: string | null }> {
    const { handler } = await import(`../../../functions/deployed/${route.function}.function.ts`);
    const context = { awsRequestId: 'a', getRemainingTimeInMillis: () => 10_000 } as Context;
    const answer: APIGatewayProxyStructuredResultV2 = await handler(eventFor(route, authorizer), context);
    const isProblem = `${answer.headers?.['content-type']}`.startsWith('application/problem');
    return { status: answer.statusCode ?? 0, code: isProblem ? JSON.parse(answer.body ?? '').code : null };
  }

  const otherThan = (scope: Scope | 'public'): Scope => (scope === 'scores:read' ? 'signals:write' : 'scores:read');
  const signatureWith = (scopes: readonly Scope[]): object => {
    allow('on', { [ROLE]: { client: 'acme-risk', scopes } });
    return { iam: { userArn: SESSION } };
  };
  const kinds: readonly (readonly [string, (scopes: Scope) => object])[] = [
    ['a token', (scope) => tokenWith(scope)],
    ['a signature', (scope) => signatureWith([scope])],
  ];

  test.each(API_ROUTES.flatMap((route) => kinds.map(([kind, shown]) => [route.operationId, kind, route, shown] as const)))(
    '%s with %s is answered as with a key of those scopes',
    async (_, __, route, shown) => {
      allow('on', {});
      const scope = scopeOf(route.request);
      const without = await answerOf(route, shown(otherThan(scope)));
      expect(without.code).toBe(scope === 'public' ? null : 'scope_missing');
      const served = await answerOf(route, shown(scope === 'public' ? 'scores:read' : scope));
      expect(served.status).toBeLessThan(500);
      expect([401, 403]).not.toContain(served.status);
      expect((await answerOf(route, shown('admin'))).code).not.toBe('scope_missing');
    },
  );

  it('asks for a key where the deployment takes neither, whatever the gateway says', async () => {
    allow('off', {});
    for (const shown of [tokenWith('admin'), { iam: { userArn: SESSION } }])
      expect(await answerOf(firstRoute, shown)).toEqual({ status: 401, code: 'key_missing' });
  });

  it('counts requests by client, as with keys', async () => {
    allow('on', {});
    const { handler } = await import(`../../../functions/deployed/${firstRoute.function}.function.ts`);
    const answer = await handler(eventFor(firstRoute, tokenWith('scores:read')), { getRemainingTimeInMillis: () => 10_000 });
    expect(answer.headers.ratelimit).toMatch(/^"default";r=\d+;t=\d+/);
  });
});

describe('a token', () => {
  beforeAll(() => allow('on', {}));

  it.each([
    ['scores:read suppliers:write', ['scores:read', 'suppliers:write']], // RFC 8693, section 4.2
    ['chokepoint/scores:read openid', ['scores:read']], // Cognito: resource server, slash, scope
    ['[scores:read signals:write]', ['scores:read', 'signals:write']], // a list, as the gateway writes it
    ['scores:readonly SCORES:READ', []],
    ['', []],
  ])('with the scope claim "%s" has the scopes %j', (scope, scopes) => {
    expect(callerWith(tokenWith(scope))?.caller.scopes).toEqual(scopes);
  });

  it('is of the application that it was given to', () => {
    const clientWith = (claims: object) =>
      callerWith({ jwt: { claims: { iss: 'https://issuer.example', scope: '', ...claims } } })?.caller.client;
    expect(clientWith({ client_id: '1example23456789' })).toBe('1example23456789');
    expect(clientWith({ azp: '6e74172b-be56-4843-9ff4-e66a39bb12e3', sub: 'x' })).toBe('6e74172b-be56-4843-9ff4-e66a39bb12e3');
    for (const claims of [{ client_id: 'Acme Risk' }, { client_id: 'local' }, { client_id: '#' }, { sub: 'acme-risk' }, {}])
      expect(clientWith(claims), JSON.stringify(claims)).toMatch(/^jwt-[0-9a-f]{32}$/);
    expect(clientWith({ sub: 'acme-risk' })).not.toBe(clientWith({ sub: 'beta-risk' }));
    expect(clientWith({ sub: 'a', iss: 'https://other.example' })).not.toBe(clientWith({ sub: 'a' }));
  });
});

describe('a signature', () => {
  beforeAll(() => allow('off', { [ROLE]: { client: 'acme-risk', scopes: ['scores:read'] } }));

  it.each([
    [ROLE, 'acme-risk'],
    [SESSION, 'acme-risk'],
    ['arn:aws:iam::123456789012:role/teams/risk', 'acme-risk'],
  ])('of %s is of the client %s', (userArn, client) => {
    expect(callerWith({ iam: { userArn } })?.caller).toEqual({ client, scopes: ['scores:read'], key: null });
  });

  it.each([
    'arn:aws:sts::999999999999:assumed-role/risk/x',
    'arn:aws:iam::123456789012:user/risk',
    'arn:aws:sts::123456789012:assumed-role/risk2/x',
  ])('of %s, which nobody has named, may do nothing', (userArn) => {
    const { client, scopes } = callerWith({ iam: { userArn } })?.caller ?? {};
    expect(client).toMatch(/^iam-[0-9a-f]{32}$/);
    expect(scopes).toEqual([]);
  });

  it('of every scope there is can be given', () => {
    allow('off', { [ROLE]: { client: 'acme-risk', scopes: SCOPE_NAMES } });
    expect(callerWith({ iam: { userArn: SESSION } })?.caller.scopes).toEqual(SCOPE_NAMES);
  });
});
