import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, startApiUnderTest } from '../functions/api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
});
afterAll(() => api.close());
afterEach(() => {
  delete process.env.ALLOWED_HOSTS;
  process.env.ACCESS = 'open';
});

const statusBy = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    request({ hostname, port, path: '/v1/methodology', headers: { host }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

test.each([
  'localhost',
  'localhost:8080',
  'LOCALHOST',
  'scores.localhost:1',
  '127.0.0.1:8080',
  '192.168.1.20',
  '[::1]:8080',
  '[fe80::1]',
])('an open service answers by %s', async (host) => expect(await statusBy(host)).toBe(200));

test.each([
  'evil.example',
  'evil.example:8080',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '1.2.3',
  '[evil]',
])('an open service does not answer by %j, to which a page elsewhere may have led a browser', async (host) =>
  expect(await statusBy(host)).toBe(421),
);

test('names that are allowed are answered, and any name where a key is needed', async () => {
  process.env.ALLOWED_HOSTS = 'scores.example,scores';
  expect([
    await statusBy('Scores.Example:8080'),
    await statusBy('scores'),
    await statusBy('evil.example'),
  ]).toEqual([200, 200, 421]);
  process.env.ACCESS = 'keys';
  expect(await statusBy('evil.example')).not.toBe(421);
});

test('two Host headers are no request', async () => {
  const { hostname, port } = new URL(api.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        'GET /v1/health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      ),
    );
    socket.once('data', (chunk) => resolve(chunk.toString()));
    socket.once('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
});
