import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpFront, startHttpFront } from '#functions/local/http-front.ts';
import { type ApiUnderTest, startApiUnderTest } from '../functions/api/api-under-test.ts';

let api: ApiUnderTest;
let behind: HttpFront;
beforeAll(async () => {
  api = await startApiUnderTest({ requestsPerMinute: 10 });
  behind = await startHttpFront({ port: 0, host: '127.0.0.1', trustedProxies: 2 });
});
afterAll(async () => {
  await behind.close();
  await api.close();
});

async function left(url: string, forwarded: string): Promise<number> {
  const { headers } = await fetch(`${url}/v1/nothing`, { headers: { 'x-forwarded-for': forwarded } });
  return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
}

test('behind two proxies the caller is the second from the right, whatever it says of itself', async () => {
  expect(await left(behind.url, '198.51.100.1, 10.0.0.1')).toBe(9);
  expect(await left(behind.url, '203.0.113.9, 198.51.100.1, 10.0.0.2')).toBe(8);
  expect(await left(behind.url, '198.51.100.2, 10.0.0.1')).toBe(9);
});

test('without proxies it is the address of the connection', async () => {
  expect(await left(api.url, '198.51.100.1')).toBe(9);
  expect(await left(api.url, '198.51.100.2')).toBe(8);
});
