import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookAddressFault } from '#contracts/api/alerts.ts';
import { WEBHOOK_AGENT, webhookSender } from '#functions/alerts/webhook-sender.ts';

let server: Server;
let port: number;
const heard: { readonly request: IncomingMessage; readonly body: string }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ request, body: Buffer.concat(chunks).toString('utf8') });
      const to = request.url === '/moved' ? { location: '/elsewhere' } : {};
      response.writeHead(request.url === '/moved' ? 307 : request.url === '/broken' ? 500 : 204, to).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const parts = { userAgent: WEBHOOK_AGENT, clock: () => performance.now() };
const message = (url: string) => ({ url, headers: { 'webhook-id': 'alert_1' }, body: '{"name":"重希土"}' });

describe('a sender on a machine of one’s own', () => {
  it('posts the very bytes, and looks at the status alone', async () => {
    const { send, close } = webhookSender({ access: 'open', ...parts });
    heard.length = 0;
    expect(await send(message(`http://127.0.0.1:${port}/hook`))).toMatchObject({ status: 204, error: null });
    expect(
      heard.map(({ request, body }) => [request.method, request.headers['content-type'], request.headers['webhook-id'], body]),
    ).toEqual([['POST', 'application/json', 'alert_1', '{"name":"重希土"}']]);
    expect(await send(message(`http://127.0.0.1:${port}/broken`))).toMatchObject({ status: 500, error: 'It answered 500.' });
    await close();
  });

  it('follows no redirect', async () => {
    const { send, close } = webhookSender({ access: 'open', ...parts });
    heard.length = 0;
    expect(await send(message(`http://127.0.0.1:${port}/moved`))).toMatchObject({
      status: 307,
      error: 'It answered 307; redirects are not followed.',
    });
    expect(heard.map(({ request }) => request.url)).toEqual(['/moved']);
    await close();
  });

  it('says in its own words that nobody answers, without the address, which may hold a token', async () => {
    const { send, close } = webhookSender({ access: 'open', ...parts });
    const { status, error } = await send(message('http://127.0.0.1:1/a-token-in-the-path'));
    expect([status, error]).toEqual([null, 'It could not be reached (ECONNREFUSED).']);
    await close();
  });
});

describe('a sender where others reach the service', () => {
  /** A name of whoever may choose what it leads to. */
  const leadingTo =
    (...addresses: readonly string[]): LookupFunction =>
    (_host, options, callback) =>
      options.all === true
        ? callback(
            null,
            addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          )
        : callback(null, addresses[0] ?? '', 4);

  it.each([['127.0.0.1'], ['10.1.2.3'], ['169.254.169.254'], ['192.168.0.10'], ['::1'], ['::ffff:127.0.0.1'], ['fd00::1']])(
    'opens no socket to a name that leads to %s',
    async (address) => {
      const { send, close } = webhookSender({ access: 'keys', lookup: leadingTo(address), ...parts });
      heard.length = 0;
      expect(await send(message(`https://rebound.example:${port}/hook`))).toMatchObject({
        status: null,
        error: 'The name of the host leads to no address of the internet.',
      });
      expect(heard).toEqual([]);
      await close();
    },
  );

  it('opens none where one of several addresses is not public', async () => {
    const { send, close } = webhookSender({ access: 'keys', lookup: leadingTo('93.184.215.14', '127.0.0.1'), ...parts });
    expect((await send(message('https://rebound.example/hook'))).error).toContain('no address of the internet');
    await close();
  });

  it('judges a name anew each time, so that one which is bound again later gets nothing', async () => {
    let asked = 0;
    const lookup: LookupFunction = (host, options, callback) => {
      asked += 1;
      leadingTo('127.0.0.1')(host, options, callback);
    };
    const { send, close } = webhookSender({ access: 'keys', lookup, ...parts });
    for (let n = 0; n < 2; n += 1) await send(message(`https://rebound.example:${port}/hook`));
    expect(asked).toBe(2);
    await close();
  });

  it.each([
    ['http://example.com/hook', /^Send an address that begins with https:/],
    ['http://127.0.0.1/hook', /^Send an address that begins with https:/],
    ['https://127.0.0.1/hook', /full name of a host/],
    ['https://0x7f.1/hook', /full name of a host/],
    ['https://2130706433/hook', /full name of a host/],
    ['https://[::1]/hook', /full name of a host/],
    ['https://localhost/hook', /full name of a host/],
    ['https://metadata/hook', /full name of a host/],
    ['https://user:password@example.com/hook', /without user name/],
    ['ftp://example.com/hook', /^Send an address that begins with https:/],
    ['example.com/hook', /whole address/],
  ])('refuses %s before it is stored, and before it is sent', async (url, why) => {
    expect(webhookAddressFault(url, 'keys')).toMatch(why);
    const { send, close } = webhookSender({ access: 'keys', ...parts });
    expect((await send(message(url))).error).toMatch(why);
    await close();
  });

  it('takes https to a public name, also with a port', () => {
    for (const url of ['https://example.com/hook', 'https://hooks.example.co.jp:8443/a?b=c'])
      expect(webhookAddressFault(url, 'keys')).toBeNull();
  });
});
