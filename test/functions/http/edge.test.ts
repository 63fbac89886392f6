import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { plainRequest } from '#contracts/api/service-requests.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { addressBucket, serviceAddress } from '#functions/http/rate-limit.ts';
import { sendingPage } from '#functions/http/session-cookie.ts';

const PROOF = '5f2b6c1e-0000-4000-8000-000000000001';

beforeEach(() => {
  for (const [name, value] of Object.entries({
    LOG_LEVEL: 'error',
    CORS_ALLOWED_ORIGINS: '',
    CODE_VERSION: 'c',
    EDGE_PROOF: PROOF,
  }))
    vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const through = (headers: Record<string, string>) =>
  ({
    headers,
    requestContext: {
      domainName: 'abc.execute-api.eu-west-1.amazonaws.com',
      http: { sourceIp: '130.176.0.1' },
    },
  }) as unknown as APIGatewayProxyEventV2;
const told = { 'chokepoint-client-address': '198.51.100.7', 'chokepoint-host': 'd111.cloudfront.net' };

it('a request that came through our distribution counts for the address of its caller, and its links name the host of the page', () => {
  const event = through({ ...told, 'chokepoint-proof': PROOF });
  expect(addressBucket(event)).toBe('address 198.51.100.7');
  expect(serviceAddress(event)).toBe('https://d111.cloudfront.net');
});

it('a page at that host is one of ours, and one at the host of the gateway is not', () => {
  const from = (origin: string, proof = PROOF) =>
    sendingPage(through({ ...told, 'chokepoint-proof': proof, origin }));
  expect(from('https://d111.cloudfront.net')).toBe('own');
  expect(from('https://abc.execute-api.eu-west-1.amazonaws.com')).toBe('other');
  expect(from('https://d111.cloudfront.net', 'x')).toBe('other');
});

it.each([
  ['no proof', {}],
  ['a wrong one', { 'chokepoint-proof': PROOF.replace('1', '2') }],
  ['one of another length', { 'chokepoint-proof': 'x' }],
  ['an empty one', { 'chokepoint-proof': '' }],
])('with %s nobody chooses for which address a request counts', (_, headers) => {
  const event = through({ ...told, ...headers });
  expect(addressBucket(event)).toBe('address 130.176.0.1');
  expect(serviceAddress(event)).toBe('https://abc.execute-api.eu-west-1.amazonaws.com');
});

it.each([
  ['no proof', {}, 403],
  ['a wrong one', { 'chokepoint-proof': PROOF.replace('1', '2') }, 403],
  ['that of our distribution', { 'chokepoint-proof': PROOF }, 200],
])(
  'behind a firewall, with %s, a request is answered or refused before all else',
  async (_, headers, status) => {
    vi.stubEnv('ONLY_THROUGH_EDGE', 'yes');
    const handler = apiHandler(plainRequest, async () => ({ body: {} }));
    const event = { ...through({ ...told, ...headers }), rawPath: '/v1/health', rawQueryString: '' };
    event.requestContext.http.method = 'GET';
    const answer = await handler(event, { getRemainingTimeInMillis: () => 1000 } as Context);
    expect(answer.statusCode).toBe(status);
    if (status === 403) {
      expect(JSON.parse(answer.body ?? '')).toMatchObject({ code: 'not_through_edge' });
      expect(answer.headers).not.toHaveProperty('ratelimit'); // and costs its address nothing
    }
  },
);

it('where there is no distribution an empty proof proves nothing', () => {
  vi.stubEnv('EDGE_PROOF', '');
  expect(addressBucket(through({ ...told, 'chokepoint-proof': '' }))).toBe('address 130.176.0.1');
});
