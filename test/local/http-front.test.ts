import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBLEMS, type ProblemCode, problemType } from '#contracts/api/problem.ts';
import { problemSchema } from '#contracts/api/problem-response.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

function raw(text: string): Promise<{ readonly head: string; readonly body: string }> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
      resolve({ head, body });
    });
  });
}

describe('like an HTTP API', () => {
  test('decodes the path before it chooses a route', async () => {
    expect((await api.call('/v1/%65lements/Dy/score')).json.subject.id).toBe('Dy');
    expect((await api.call('/v1/elements/D%2Fy/score')).json.code).toBe('unknown_route');
    expect((await api.call('/v1/elements/Dy%3Fbuyer=X')).json.id).toBe('Dy');
  });

  test('does not decode twice', async () => {
    expect((await api.call('/v1/elements/%2544y/score')).json.detail).toContain('"%44y"');
  });

  test('is exact about case, slashes at the end and dots', async () => {
    for (const address of [
      '/V1/scores',
      '/v1/scores/',
      '/v1/../v1/scores',
      '/v1/./scores',
      '/openapiXjson',
    ]) {
      expect((await api.call(address)).json.code).toBe('unknown_route');
    }
  });

  test.each(['/v1/elements/%', '/v1/elements/%zz/score', '/%ff'])(
    'refuses %s, which cannot be decoded',
    async (address) => {
      const { status, json } = await api.call(address);
      expect([status, json.code]).toEqual([400, 'malformed_http']);
    },
  );
});

describe('bodies', () => {
  test('of more than a megabyte are refused, with or without a length', async () => {
    const { status, json } = await api.call('/v1/scores', { method: 'POST', body: 'x'.repeat(1_000_001) });
    expect([status, json.code]).toEqual([413, 'body_too_large']);
    const chunked = await api.call('/v1/scores', {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
      body: 'x'.repeat(1_000_001),
    });
    expect(chunked.status).toBe(413);
  });

  test('of a megabyte are read', async () => {
    expect((await api.call('/v1/scores', { method: 'POST', body: 'x'.repeat(1_000_000) })).status).toBe(405);
  });
});

describe('the target of a request', () => {
  test.each([
    'http://localhost/v1/health',
    'HTTP://127.0.0.1:8080/v1/health',
    'http://localhost/v1/scores?limit=1',
  ])('may be absolute: %s, whose host counts in place of the header', async (target) => {
    expect(
      (await raw(`GET ${target} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)).head,
    ).toMatch(/^HTTP\/1.1 200 /);
  });

  test('may be the root without a slash', async () => {
    expect(
      (await raw('GET http://localhost?x=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).body,
    ).not.toContain('unknown_route');
  });

  test('of another host is refused, whatever the header says', async () => {
    const { head } = await raw(
      'GET http://evil.example/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(head).toMatch(/^HTTP\/1.1 421 /);
  });
});

describe('compression', () => {
  test('is for who accepts it, has its own ETag, and both are known again', async () => {
    const plain = await api.call('/v1/scores');
    const gzip = await api.call('/v1/scores', { headers: { 'accept-encoding': 'br, gzip;q=0.5' } });
    expect([plain.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ]);
    expect(gzip.json).toEqual(plain.json);
    expect(gzip.headers.etag).toBe(String(plain.headers.etag).replace(/"$/, '-gzip"'));
    expect(Number(gzip.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 3);
    for (const etag of [plain.headers.etag, gzip.headers.etag]) {
      const again = await api.call('/v1/scores', {
        headers: { 'accept-encoding': 'gzip', 'if-none-match': String(etag) },
      });
      expect([again.status, again.headers.etag]).toEqual([304, gzip.headers.etag]);
    }
  });

  test.each(['gzip;q=0', 'identity', 'br', 'gzip;q=0.000', ''])(
    'is not for who does not (%s)',
    async (accept) => {
      const { headers } = await api.call('/v1/scores', { headers: { 'accept-encoding': accept } });
      expect(headers['content-encoding']).toBeUndefined();
    },
  );
});

describe('what is hardly HTTP', () => {
  test.each([
    ['GARBAGE\r\n\r\n', 400, 'malformed_http'],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'headers_too_large'],
    [`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ])('is a problem document too (%#)', async (text, status, code) => {
    const { head, body } = await raw(text);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status, code });
  });

  test('does not disturb the next request', async () => {
    await raw('\0\0\0\r\n\r\n');
    expect((await api.call('/v1/health')).status).toBe(200);
  });
});

test('every problem has its place on the reference page, which runs no script but its own', async () => {
  const { text, headers } = await api.call('/docs');
  for (const code of Object.keys(PROBLEMS))
    expect(text).toContain(`id="${problemType(code as ProblemCode).split('#')[1]}"`);
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; /,
  );
});

test('every address that the start names answers', async () => {
  const { json } = await api.call('/');
  for (const address of Object.values<string>(json.links))
    expect([address, (await api.call(address)).status]).toEqual([address, 200]);
});

test('a taken port is said at once', async () => {
  const { hostname, port } = new URL(api.url);
  await expect(startHttpFront({ port: Number(port), host: hostname })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('closing lets nobody wait', async () => {
  const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
  expect((await fetch(`${front.url}/v1/health`)).status).toBe(200);
  await front.close();
  await expect(fetch(`${front.url}/v1/health`)).rejects.toThrow();
});
