import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-page-'));
let api: ApiUnderTest;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of Object.entries({
    'index.html': 'the page',
    'assets/index-abc.js': 'the script',
  })) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
  }
  api = await startApiUnderTest({ page: { folder, files: new Set(['index.html', 'assets/index-abc.js']) } });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const { port } = new URL(api.url);
  const [response] = (await once(request({ port, path, method, headers }).end(), 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) };
}
const isPage = ({ headers }: Awaited<ReturnType<typeof ask>>): boolean =>
  headers['x-request-id'] === undefined;

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('browsers get the page at the address of every view, programs get the API', async () => {
  for (const path of [
    ...['/', '/explore/map', '/what-if', '/evidence', '/nothing', '/elements/Dy/x'],
    '/elements/Dy?buyer=JPN',
    '/suppliers/lynas',
    '/countries/CHN',
    '/docs/reference-data',
  ]) {
    const { status, bytes } = await ask(path, BROWSER);
    expect([path, status, bytes.toString()]).toEqual([path, 200, 'the page']);
    expect([path, isPage(await ask(path, { accept: 'application/json' }))]).toEqual([path, false]);
  }
});

test('whatever is no view stays with the API: its own paths, unknown ones, other methods, and the page by the name of its file', async () => {
  for (const path of [
    '/v1/scores',
    '/docs',
    '/openapi.json',
    '/metrics',
    '/v2/scores',
    '/index.html',
    '/assets/other.js',
    '/assets/../index.html',
  ])
    expect([path, isPage(await ask(path, BROWSER))]).toEqual([path, false]);
  expect(isPage(await ask('/', BROWSER, 'POST'))).toBe(false);
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
