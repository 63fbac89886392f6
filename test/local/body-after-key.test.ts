/** A body is read when its sender was let in; large ones of a client one after another. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, startApiUnderTest } from '../functions/api/api-under-test.ts';
import { addKeys, keyOf } from '../functions/api/clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest({ access: 'keys', requestsPerMinute: 3 });
});
afterAll(() => api.close());

function answerToHead(...headers: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(api.url);
  const head = [
    'POST /v1/observations HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    ...headers,
  ];
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n`));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

test('without a key, and above the limit of an address, nobody waits for the body', async () => {
  const answers: string[] = [];
  for (const framing of ['Content-Length: 900000', 'Transfer-Encoding: chunked', 'Content-Length: 5000000'])
    answers.push(await answerToHead(framing));
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 401 /);
  expect(await answerToHead('Content-Length: 10')).toMatch(/^HTTP\/1.1 429 /);
});

test('who asks first whether to send a body is told no at once', async () => {
  expect(await answerToHead('Content-Length: 900000', 'Expect: 100-continue')).toMatch(
    /^HTTP\/1.1 4(01|29) /,
  );
});

test('a large body waits for the one before it of its client, and for nothing else', async () => {
  await addKeys(api, ['acme', 'rival']);
  const { hostname, port } = new URL(api.url);
  const answered: string[] = [];
  const send = async (name: string, client: string, bytes: number): Promise<void> => {
    const headers = { authorization: `Bearer ${keyOf(client)}`, 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, body: 'x'.repeat(bytes) };
    answered.push(`${(await fetch(`${api.url}/v1/lookups`, sent)).status} ${name}`);
  };
  const head = [
    'POST /v1/lookups HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${keyOf('acme')}`,
    'Content-Type: application/json',
    'Content-Length: 200000',
    'Expect: 100-continue',
    'Connection: close',
  ];
  const first = connect(Number(port), hostname, () => first.write(`${head.join('\r\n')}\r\n\r\n`));
  expect(String(await once(first, 'data'))).toMatch(/^HTTP\/1.1 100 /); // the body is read from now on
  const second = send('second', 'acme', 200_000);
  await send('small', 'acme', 10);
  for (const name of ['of a rival', 'of a rival again']) await send(name, 'rival', 200_000);
  first.once('data', () => answered.push('first'));
  first.write('x'.repeat(200_000));
  await Promise.all([second, once(first, 'close')]);
  expect(answered).toEqual(['400 small', '400 of a rival', '400 of a rival again', 'first', '400 second']);
});
