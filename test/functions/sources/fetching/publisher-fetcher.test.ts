import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { publisherFetcher, type WantedDocument } from '#functions/sources/fetching/publisher-fetcher.ts';
import { rawDocumentsIn } from '#functions/store/sources/raw-documents.ts';
import { type MisbehavingPublisher, misbehavingPublisher } from '#test/builders/misbehaving-publisher.ts';
import { fakeCollectorPause } from '#test/fakes/fake-collector-pause.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';

const AGENT = 'Chokepoint/test (+https://chokepoint.example)';
const MB = 1_000_000;
const CHALLENGE =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>';
const PAGE = '<html><body>共機5架次</body></html>';
const PDF = { kind: 'pdf', encoding: 'binary' } as const;
const HTML = { kind: 'html', encoding: 'utf-8' } as const;
const contract = {
  name: 'taiwan-mnd',
  hosts: ['127.0.0.1', 'publisher.example'],
  most_bytes: MB,
  most_seconds: 300,
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Routes = Parameters<typeof misbehavingPublisher>[0];

async function world(
  routes: Routes,
  {
    lookup,
    pause = fakeCollectorPause(),
  }: { lookup?: LookupFunction; pause?: ReturnType<typeof fakeCollectorPause> } = {},
) {
  const publisher: MisbehavingPublisher = await misbehavingPublisher(routes);
  const objects = inMemoryArchivedObjects();
  const raw = rawDocumentsIn(objects);
  const localServers = [
    { host: '127.0.0.1', port: publisher.port },
    { host: 'publisher.example', port: publisher.port },
  ];
  const fetcher = publisherFetcher({
    raw,
    pause,
    agent: AGENT,
    localServers,
    ...(lookup === undefined ? {} : { lookup }),
  });
  closing.push(
    () => fetcher.close(),
    () => publisher.close(),
  );
  const fetch = (path: string, more: Partial<WantedDocument> = {}) => {
    const address = path.startsWith('/') ? `http://127.0.0.1:${publisher.port}${path}` : path;
    return fetcher.fetch({ contract, purpose: 'document', expected: HTML, known: null, address, ...more });
  };
  const rows = () => raw.attempts('taiwan-mnd', '');
  const documents = () => [...objects.objects.keys()].filter((key) => key.endsWith('.gz'));
  return { publisher, raw, pause, fetch, rows, documents };
}

const page = (
  response: ServerResponse,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): unknown => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

describe('a publisher that behaves', () => {
  it('gives a document once, and says it is unchanged when asked on its terms', async () => {
    const { fetch, publisher, rows, documents } = await world({
      '/a': (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304, { etag: '"v1"' }).end();
        else page(response, PAGE, { etag: '"v1"', 'last-modified': 'Thu, 26 Nov 2026 01:00:00 GMT' });
      },
    });
    const first = await fetch('/a');
    expect(first.attempt).toMatchObject({
      verdict: 'new',
      status: 200,
      etag: '"v1"',
      bytes: Buffer.byteLength(PAGE),
      reason: null,
    });
    expect(Buffer.from(first.bytes ?? []).toString()).toBe(PAGE);
    const second = await fetch('/a', { known: first.attempt });
    expect(second.attempt).toMatchObject({
      verdict: 'unchanged',
      status: 304,
      sha256: first.attempt.sha256,
      bytes: first.attempt.bytes,
    });
    expect(publisher.headersOf('/a')).toMatchObject({
      'user-agent': AGENT,
      'if-none-match': '"v1"',
      'if-modified-since': 'Thu, 26 Nov 2026 01:00:00 GMT',
    });
    const third = await fetch('/a');
    expect(third.attempt).toMatchObject({ verdict: 'unchanged', status: 200 });
    expect((await rows()).map(({ status }) => status)).toEqual([200, 304, 200]);
    expect(documents()).toEqual([`raw/taiwan-mnd/${first.attempt.sha256}.gz`]);
  });

  it('is asked for one thing at a time, a second apart', async () => {
    let open = 0;
    let most = 0;
    const { fetch, pause } = await world({
      '/a': (_request, response) => {
        open += 1;
        most = Math.max(most, open);
        setImmediate(() => {
          open -= 1;
          page(response, PAGE);
        });
      },
    });
    await Promise.all([fetch('/a'), fetch('/a'), fetch('/a')]);
    expect([most, pause.waits]).toEqual([1, [1000, 1000]]);
  });

  it('may pack its answer', async () => {
    const { fetch } = await world({
      '/a': (_request, response) => page(response, gzipSync(PAGE), { 'content-encoding': 'gzip' }),
    });
    const { attempt, bytes } = await fetch('/a');
    expect([attempt.verdict, Buffer.from(bytes ?? []).toString()]).toEqual(['new', PAGE]);
  });

  it('may redirect within its hosts', async () => {
    const { fetch, publisher } = await world({
      '/a': (_request, response) => response.writeHead(302, { location: '/b' }).end(),
      '/b': (_request, response) => page(response, PAGE),
    });
    const { attempt } = await fetch('/a');
    expect(attempt).toMatchObject({ verdict: 'new', final_address: `http://127.0.0.1:${publisher.port}/b` });
  });
});

describe('a publisher that misbehaves', () => {
  it('and never answers is given up after the time of its contract', async () => {
    const { fetch, rows } = await world({ '/slow': () => undefined });
    const { attempt } = await fetch('/slow', { contract: { ...contract, most_seconds: 0.2 } });
    expect(attempt).toMatchObject({ verdict: 'unreachable', status: null });
    expect(attempt.reason).toContain('gave no whole answer within 0.2 s');
    expect(await rows()).toHaveLength(3);
  });

  it('and drips its answer is given up after the same time', async () => {
    const { fetch } = await world({
      '/drip': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('<p>'), 20);
        response.on('close', () => clearInterval(timer));
      },
    });
    const { attempt } = await fetch('/drip', { contract: { ...contract, most_seconds: 0.3 } });
    expect(attempt.reason).toContain('gave no whole answer within 0.3 s');
  });

  it('and cuts its answer off gives no document', async () => {
    const { fetch, documents } = await world({
      '/cut': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
        response.write('<html>', () => response.destroy());
      },
      '/cut-chunked': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.write('<html>', () => response.destroy());
      },
      '/cut-gzip': (_request, response) =>
        page(response, gzipSync(PAGE).subarray(0, 20), { 'content-encoding': 'gzip' }),
    });
    expect((await fetch('/cut')).attempt).toMatchObject({ verdict: 'unreachable', sha256: null });
    expect((await fetch('/cut-chunked')).attempt).toMatchObject({ verdict: 'unreachable', sha256: null });
    const { attempt } = await fetch('/cut-gzip');
    expect(attempt.verdict).toBe('unreachable');
    expect(attempt.reason).toContain('its packing is broken or cut off');
    expect(documents()).toEqual([]);
  });

  it('and keeps programs out counts as refused, whatever its status, and is not asked again', async () => {
    const { fetch, publisher } = await world({
      '/challenge': (_request, response) =>
        response.writeHead(403, { 'content-type': 'text/html' }).end(CHALLENGE),
      '/disguised': (_request, response) => page(response, CHALLENGE),
      '/header': (_request, response) => page(response, PAGE, { 'cf-mitigated': 'challenge' }),
      '/forbidden': (_request, response) => response.writeHead(403).end('no'),
      '/restricted': (_request, response) =>
        page(response, '<html><head><title>アクセスが制限されています</title></head></html>'),
    });
    for (const path of ['/challenge', '/disguised', '/header', '/forbidden', '/restricted']) {
      const { attempt, bytes } = await fetch(path);
      expect([path, attempt.verdict, attempt.sha256, bytes]).toEqual([path, 'refused', null, null]);
    }
    expect(publisher.asked).toHaveLength(5);
  });

  it('and has too much to do is asked again when it says, and then with growing patience', async () => {
    let times = 0;
    const { fetch, pause } = await world({
      '/busy': (_request, response) => {
        times += 1;
        if (times === 1) response.writeHead(429, { 'retry-after': '7' }).end();
        else page(response, PAGE);
      },
      '/always-busy': (_request, response) => response.writeHead(429).end(),
      '/tomorrow': (_request, response) => response.writeHead(429, { 'retry-after': '86400' }).end(),
    });
    expect((await fetch('/busy')).attempt.verdict).toBe('new');
    expect(pause.waits).toEqual([7000]);
    pause.waits.length = 0;
    expect((await fetch('/always-busy')).attempt).toMatchObject({ verdict: 'refused', status: 429 });
    // After the second of the host: half of 2 s, then half of 4 s.
    expect(pause.waits).toEqual([1000, 1000, 2000]);
    pause.waits.length = 0;
    expect((await fetch('/tomorrow')).attempt.status).toBe(429);
    expect(pause.waits).toEqual([1000]);
  });

  it('and fails is asked three times, each with a row', async () => {
    const { fetch, rows } = await world({
      '/500': (_request, response) => response.writeHead(500).end('oh'),
    });
    expect((await fetch('/500')).attempt).toMatchObject({
      verdict: 'unreachable',
      status: 500,
      reason: expect.stringContaining('answered 500'),
    });
    expect((await rows()).map(({ status, verdict }) => [status, verdict])).toEqual(
      Array(3).fill([500, 'unreachable']),
    );
    expect((await fetch('/missing')).attempt).toMatchObject({ verdict: 'unreachable', status: 404 });
    expect(await rows()).toHaveLength(4);
  });

  it('and sends something else than the document is of a wrong kind', async () => {
    const big5 = Buffer.from('a6407ac5b3', 'hex'); // bytes of Big5 in a page said to be UTF-8
    const { fetch, documents } = await world({
      '/a.pdf': (_request, response) => page(response, PAGE),
      '/big5': (_request, response) =>
        page(response, Buffer.concat([Buffer.from('<html>'), Buffer.from([0xa6, 0x40, 0xc5, 0xb3]), big5])),
      '/empty': (_request, response) => page(response, ''),
      '/packed': (_request, response) => page(response, PAGE, { 'content-encoding': 'zstd' }),
    });
    const wrong = async (path: string, expected: WantedDocument['expected']) => {
      const { attempt } = await fetch(path, { expected });
      expect([path, attempt.verdict]).toEqual([path, 'wrong_kind']);
      return attempt.reason;
    };
    expect(await wrong('/a.pdf', PDF)).toContain('and this is a web page');
    expect(await wrong('/big5', HTML)).toContain('no utf-8');
    expect(await wrong('/empty', HTML)).toContain('empty');
    expect(await wrong('/packed', HTML)).toContain('zstd');
    expect(documents()).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'and says that it packs as %s is refused, and nothing else happens',
    async (coding) => {
      const { fetch } = await world({
        '/': (_request, response) => page(response, PAGE, { 'content-encoding': coding }),
      });
      expect((await fetch('/')).attempt).toMatchObject({
        verdict: 'wrong_kind',
        reason: expect.stringContaining(coding.toLowerCase()),
      });
    },
  );

  it('and sends 200 MB is cut off at the limit of its contract', async () => {
    let sent = 0;
    const { fetch } = await world({
      '/stated': (_request, response) => {
        response.writeHead(200, { 'content-length': String(200 * MB) });
        response.write(Buffer.alloc(1000));
      },
      '/endless': (_request, response) => {
        const part = Buffer.alloc(64 * 1024, 60);
        const more = (): void => {
          while (sent < 200 * MB && !response.destroyed) {
            sent += part.length;
            if (!response.write(part)) {
              response.once('drain', more);
              return;
            }
          }
          response.end();
        };
        more();
      },
    });
    expect((await fetch('/stated')).attempt).toMatchObject({
      verdict: 'too_large',
      reason: expect.stringContaining('states 200000000 bytes'),
    });
    const { attempt } = await fetch('/endless');
    expect(attempt.verdict).toBe('too_large');
    expect(attempt.bytes).toBeLessThan(2 * MB);
    expect(sent).toBeLessThan(50 * MB); // what the sockets held on the way
  });

  it('and sends a bomb is cut off while it unpacks', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB)); // 200 kB
    expect(bomb.length).toBeLessThan(MB);
    const { fetch } = await world({
      '/bomb': (_request, response) => page(response, bomb, { 'content-encoding': 'gzip' }),
    });
    const { attempt } = await fetch('/bomb');
    expect(attempt).toMatchObject({
      verdict: 'too_large',
      reason: expect.stringContaining('unpacks to more'),
    });
    expect(attempt.bytes).toBeLessThan(2 * MB);
  });

  it('and redirects for ever is followed five times', async () => {
    const { fetch, publisher } = await world({
      '/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
    });
    expect((await fetch('/loop')).attempt).toMatchObject({
      verdict: 'unreachable',
      reason: expect.stringContaining('redirects more than 5 times'),
    });
    expect(publisher.asked).toHaveLength(6);
  });

  it.each([
    ['https://169.254.169.254/latest/meta-data/', 'no address of the internet'],
    ['https://2852039166/', 'no address of the internet'], // 169.254.169.254 as one number
    ['https://0x7f.1/', 'no address of the internet'],
    ['https://elsewhere.example/', 'not a host of this source'],
    ['https://user@publisher.example/', 'user name'],
    ['https://publisher.example:8443/', 'names a port'],
    ['file:///etc/passwd', 'not https'],
  ])('and redirects to %s is not followed', async (location, why) => {
    const { fetch } = await world({
      '/away': (_request, response) => response.writeHead(302, { location }).end(),
    });
    const { attempt } = await fetch('/away');
    expect(attempt).toMatchObject({ verdict: 'unreachable', reason: expect.stringContaining(why) });
  });
});

describe('names', () => {
  const answering =
    (...answers: readonly (readonly string[])[]): LookupFunction =>
    (_hostname, options, callback) => {
      const now = answers.length > 1 ? (answers as (readonly string[])[]).shift() : answers[0];
      const all = (now ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (options.all === true) callback(null, all);
      else callback(null, all[0]?.address ?? '', all[0]?.family);
    };

  it('that change their answer to an address inside are refused when the socket opens', async () => {
    const { fetch, publisher } = await world(
      { '/a': (_request, response) => page(response, PAGE, { connection: 'close' }) },
      { lookup: answering(['127.0.0.1'], ['10.0.0.7']) },
    );
    const address = `http://publisher.example:${publisher.port}/a`;
    expect((await fetch(address)).attempt.verdict).toBe('new');
    const { attempt } = await fetch(address);
    expect(attempt).toMatchObject({
      verdict: 'unreachable',
      reason: expect.stringContaining('publisher.example is at 10.0.0.7'),
    });
    expect(publisher.asked).toHaveLength(1);
  });

  it.each([
    [['127.0.0.1']],
    [['93.184.215.14', '169.254.169.254']],
    [['::ffff:10.0.0.1']],
    [['fd00:ec2::254']],
    [[]],
  ])('that lead to %s are refused', async (addresses) => {
    const { fetch } = await world({}, { lookup: answering(addresses) });
    const { attempt } = await fetch('https://www.mnd.gov.tw/', {
      contract: { ...contract, hosts: ['www.mnd.gov.tw'] },
    });
    expect(attempt).toMatchObject({
      verdict: 'unreachable',
      status: null,
      reason: expect.stringContaining('no address of the internet'),
    });
  });
});

describe('certificates', () => {
  it('are checked, also where the environment says that they are not to be', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = [
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-subj',
      '/CN=publisher.example',
      '-days',
      '2',
    ];
    execFileSync('openssl', ['req', '-x509', ...made], { stdio: 'ignore' });
    let asked = 0;
    const server = createTlsServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (_request, response) => {
        asked += 1;
        response.end(PAGE);
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      const { requestOnce } = await import('#functions/sources/fetching/request-once.ts');
      const { verifyingAgent } = await import('#functions/sources/fetching/guarded-agent.ts');
      const agent = verifyingAgent((_hostname, options, callback) =>
        options.all === true
          ? callback(null, [{ address: '127.0.0.1', family: 4 }])
          : callback(null, '127.0.0.1', 4),
      );
      const address = `https://publisher.example:${(server.address() as AddressInfo).port}/`;
      const answer = await requestOnce(
        address,
        {},
        { hosts: [], most_bytes: MB, most_seconds: 300 },
        agent,
        () => true,
      );
      await agent.destroy();
      expect(answer).toMatchObject({
        verdict: 'unreachable',
        reason: expect.stringMatching(/self-signed|SELF_SIGNED/),
      });
      expect(asked).toBe(0);
    } finally {
      vi.unstubAllEnvs();
      server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
