import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { privateHostsSetting } from '#contracts/environment/private-hosts.ts';
import { webhookReach } from '#functions/alerts/webhook-reach.ts';
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
    const { send, close } = webhookSender({
      reach: webhookReach({ access: 'open', privateHosts: [] }),
      ...parts,
    });
    heard.length = 0;
    expect(await send(message(`http://127.0.0.1:${port}/hook`))).toMatchObject({ status: 204, error: null });
    expect(
      heard.map(({ request, body }) => [
        request.method,
        request.headers['content-type'],
        request.headers['webhook-id'],
        body,
      ]),
    ).toEqual([['POST', 'application/json', 'alert_1', '{"name":"重希土"}']]);
    expect(await send(message(`http://127.0.0.1:${port}/broken`))).toMatchObject({
      status: 500,
      error: 'It answered 500.',
    });
    await close();
  });

  it('follows no redirect', async () => {
    const { send, close } = webhookSender({
      reach: webhookReach({ access: 'open', privateHosts: [] }),
      ...parts,
    });
    heard.length = 0;
    expect(await send(message(`http://127.0.0.1:${port}/moved`))).toMatchObject({
      status: 307,
      error: 'It answered 307; redirects are not followed.',
    });
    expect(heard.map(({ request }) => request.url)).toEqual(['/moved']);
    await close();
  });

  it('says in its own words that nobody answers, without the address, which may hold a token', async () => {
    const { send, close } = webhookSender({
      reach: webhookReach({ access: 'open', privateHosts: [] }),
      ...parts,
    });
    const { status, error } = await send(message('http://127.0.0.1:1/a-token-in-the-path'));
    expect([status, error]).toEqual([null, 'It could not be reached (ECONNREFUSED).']);
    await close();
  });
});

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

describe('a sender where others reach the service', () => {
  const closed = webhookReach({ access: 'keys', privateHosts: [] });

  it.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['192.168.0.10'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['fd00::1'],
  ])('opens no socket to a name that leads to %s', async (address) => {
    const { send, close } = webhookSender({ reach: closed, lookup: leadingTo(address), ...parts });
    heard.length = 0;
    expect(await send(message(`https://rebound.example:${port}/hook`))).toMatchObject({
      status: null,
      error: expect.stringMatching(
        /^The name of the host leads to no address of the internet\. .*WEBHOOK_PRIVATE_HOSTS.*`privateWebhooks`/,
      ),
    });
    expect(heard).toEqual([]);
    await close();
  });

  it('opens none where one of several addresses is not public', async () => {
    const { send, close } = webhookSender({
      reach: closed,
      lookup: leadingTo('93.184.215.14', '127.0.0.1'),
      ...parts,
    });
    expect((await send(message('https://rebound.example/hook'))).error).toContain(
      'no address of the internet',
    );
    await close();
  });

  it('judges a name anew each time, so that one which is bound again later gets nothing', async () => {
    let asked = 0;
    const lookup: LookupFunction = (host, options, callback) => {
      asked += 1;
      leadingTo('127.0.0.1')(host, options, callback);
    };
    const { send, close } = webhookSender({ reach: closed, lookup, ...parts });
    for (let n = 0; n < 2; n += 1) await send(message(`https://rebound.example:${port}/hook`));
    expect(asked).toBe(2);
    await close();
  });

  it.each([
    ['http://example.com/hook', /^Send an address that begins with https:.*WEBHOOK_PRIVATE_HOSTS/],
    ['http://127.0.0.1/hook', /^Send an address that begins with https:/],
    ['https://127.0.0.1/hook', /full name of a host.*WEBHOOK_PRIVATE_HOSTS/],
    ['https://0x7f.1/hook', /full name of a host/],
    ['https://2130706433/hook', /full name of a host/],
    ['https://[::1]/hook', /full name of a host/],
    ['https://localhost/hook', /full name of a host/],
    ['https://metadata/hook', /full name of a host/],
    ['https://user:password@example.com/hook', /without user name/],
    ['ftp://example.com/hook', /^Send an address that begins with https:/],
    ['example.com/hook', /whole address/],
  ])('refuses %s before it is stored, and before it is sent', async (url, why) => {
    expect(closed.fault(url)).toMatch(why);
    const { send, close } = webhookSender({ reach: closed, ...parts });
    expect((await send(message(url))).error).toMatch(why);
    await close();
  });

  it('takes https to a public name, also with a port', () => {
    for (const url of ['https://example.com/hook', 'https://hooks.example.co.jp:8443/a?b=c'])
      expect(closed.fault(url)).toBeNull();
  });
});

describe('a sender whose operator has listed hosts of its own', () => {
  const listing = (...privateHosts: readonly string[]) => webhookReach({ access: 'keys', privateHosts });
  const reach = listing(
    'hooks.plant.example',
    '10.20.0.0/16',
    'fd12::/16',
    'http://desk',
    'http://192.168.7.4',
  );

  it.each([
    'https://hooks.plant.example/a',
    'https://10.20.255.1:8443/a',
    'https://[fd12::7]/a',
    'http://desk/a',
    'https://DESK/a',
    'http://192.168.7.4/a',
    'https://example.com/hook',
  ])('takes %s', (url) => expect(reach.fault(url)).toBeNull());

  it.each([
    'http://hooks.plant.example/a',
    'http://10.20.0.1/a',
    'http://example.com/a',
    'https://10.21.0.1/a',
    'https://192.168.7.5/a',
    'https://[fd13::7]/a',
    'https://desk2/a',
    'https://sub.desk/../../metadata',
  ])('takes %s as it would without the list', (url) => expect(reach.fault(url)).toBe(listing().fault(url)));

  it.each([
    ['hooks.plant.example', '172.16.0.9', true],
    ['HOOKS.plant.example', '127.0.0.1', true],
    ['any.name.example', '10.20.3.4', true],
    ['any.name.example', 'fd12::7', true],
    ['any.name.example', '10.21.0.1', false],
    ['any.name.example', '169.254.169.254', false],
    ['other.plant.example', '172.16.0.9', false],
  ])('judges at the socket whether %s may lead to %s', (name, address, may) =>
    expect(reach.mayOpen(address, name)).toBe(may),
  );

  it('opens the socket to a listed name that leads to itself, without TLS where the list says so, and to no other', async () => {
    const { send, close } = webhookSender({
      reach: listing('http://desk.plant.example'),
      lookup: leadingTo('127.0.0.1'),
      ...parts,
    });
    heard.length = 0;
    expect(await send(message(`http://desk.plant.example:${port}/hook`))).toMatchObject({
      status: 204,
      error: null,
    });
    expect((await send(message(`https://else.plant.example:${port}/hook`))).error).toContain(
      'no address of the internet',
    );
    expect(heard).toHaveLength(1);
    await close();
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    'ftp://desk',
    'https://desk',
    'a b',
    '*.plant.example',
    'fd00::/129',
  ])('cannot list %j', (entry) => expect(privateHostsSetting.safeParse(`desk,${entry}`).success).toBe(false));

  it('lists them with commas', () => {
    expect(privateHostsSetting.parse('desk, http://10.0.0.0/8 ,fd00::/8')).toEqual([
      'desk',
      'http://10.0.0.0/8',
      'fd00::/8',
    ]);
    expect(privateHostsSetting.parse(undefined)).toEqual([]);
  });
});
