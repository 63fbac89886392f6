import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN_VIEWS } from '#dashboard/address/page-address.ts';
import type { PageFiles } from '#functions/local/page-files.ts';
import { servePage } from '#functions/local/serve-page.ts';

const file = (text: string, type: string, neverChanges: boolean) => ({
  type,
  bytes: Buffer.from(text),
  gzipped: gzipSync(text),
  etag: `"${text}"`,
  neverChanges,
});
const files: PageFiles = new Map([
  ['/index.html', file('the page', 'text/html; charset=utf-8', false)],
  ['/assets/index-abc.js', file('the script', 'text/javascript; charset=utf-8', true)],
]);

let server: Server;
beforeAll(async () => {
  server = createServer((asked, response) => {
    if (!servePage(asked, response, (asked.url ?? '').split('?')[0] ?? '', files)) response.writeHead(418).end('the API');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const [response] = (await once(request({ port, path, method, headers }).end(), 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) };
}
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('browsers get the page at the address of every view, programs get the API', async () => {
  for (const path of [
    ...Object.keys(PLAIN_VIEWS),
    '/elements/Dy?buyer=JPN',
    '/suppliers/lynas',
    '/countries/CHN',
    '/docs/reference-data',
  ]) {
    const { status, bytes } = await ask(path, BROWSER);
    expect([path, status, bytes.toString()]).toEqual([path, 200, 'the page']);
    expect([path, (await ask(path, { accept: 'application/json' })).status]).toEqual([path, 418]);
  }
});

test('whatever is no view stays with the API: its own paths, unknown ones, other methods, and the page by the name of its file', async () => {
  for (const path of [
    '/v1/scores',
    '/docs',
    '/openapi.json',
    '/nothing',
    '/elements/Dy/x',
    '/index.html',
    '/assets/other.js',
    '/assets/../index.html',
  ])
    expect([path, (await ask(path, BROWSER)).status]).toEqual([path, 418]);
  expect((await ask('/', BROWSER, 'POST')).status).toBe(418);
});

test('the page is asked for anew each time, its files are kept for a year, and both are guarded', async () => {
  const page = await ask('/', BROWSER);
  const script = await ask('/assets/index-abc.js', { 'accept-encoding': 'gzip' });
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(script.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(script.bytes).toString()).toBe('the script');
  for (const { headers } of [page, script]) {
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  const again = await ask('/', { ...BROWSER, 'if-none-match': String(page.headers.etag) });
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
  const head = await ask('/', BROWSER, 'HEAD');
  expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, '8', 0]);
});
