import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { runThere, strangersMachine } from '#test/builders/strangers-machine.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

interface Vendor {
  readonly smVendorId: string;
  readonly riskLevel: string;
  readonly riskScore: number | null;
  readonly url: string | null;
}

const PROGRAM = 'docs/integrations/supplier-risk-feed/supplier-risk-feed.ts';
const machine = strangersMachine(['package.json', '.npmrc', 'docs']);
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-feed-'));
const file = join(folder, 'vendors.csv');
const batches: Vendor[][] = [];
let busy = 1;
/** A receiver that gives out tokens, and is busy once. */
const receiver: Server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { authorization } = request.headers;
  const answer = (status: number, body: unknown, headers = {}) => response.writeHead(status, headers).end(JSON.stringify(body));
  if (request.url === '/token') {
    return answer(
      authorization === `Basic ${Buffer.from('me:secret').toString('base64')}` && text === 'grant_type=client_credentials' ? 200 : 401,
      { access_token: 't' },
    );
  }
  if (request.method !== 'PATCH' || authorization !== 'Bearer t') return answer(401, {});
  if (busy > 0) {
    busy -= 1;
    return answer(429, {}, { 'retry-after': '0' });
  }
  batches.push((JSON.parse(text) as { suppliers: Vendor[] }).suppliers);
  return answer(200, {});
});

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const known = ['10001,lynas', '10002,odd', '10003,nobody'];
  const more = Array.from({ length: 247 }, (_, n) => `${20_000 + n},lynas`);
  writeFileSync(file, `vendor_id,supplier_id\n${[...known, ...more].join('\n')}\n`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  machine.remove();
  receiver.close();
  await api.close();
});

const run = (environment: Record<string, string>, ...files: readonly string[]) =>
  runThere(machine, ['npx', 'node', PROGRAM, ...files], { CHOKEPOINT_URL: api.url, ...environment });

describe('the supplier risk feed', () => {
  test('sends every vendor once, at most a hundred a request, and again when the receiver is busy', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const receiving = {
      RECEIVER_URL: `${url}/suppliers`,
      RECEIVER_TOKEN_URL: `${url}/token`,
      RECEIVER_CLIENT_ID: 'me',
      RECEIVER_CLIENT_SECRET: 'secret',
    };
    const { code, out, err } = await run(receiving, file);
    expect([code, err]).toEqual([0, '']);
    expect(out.trim().split('\n').at(-1)).toBe('250 of 250 vendors sent');
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50]);
    const [lynas, odd, nobody] = batches[0] ?? [];
    expect(lynas).toMatchObject({
      smVendorId: '10001',
      riskLevel: 'Low',
      riskScore: 12.5,
      url: `${api.url}/v1/suppliers/lynas/score?buyer=JPN`,
    });
    expect(odd).toMatchObject({ riskLevel: 'High', riskScore: 61 });
    expect(nobody).toMatchObject({
      riskLevel: 'Unknown',
      riskScore: null,
      rationale: expect.stringMatching(/^No such supplier in Chokepoint; store it/),
    });
  });

  test('shows what it would send where there is no receiver', async () => {
    const { code, out } = await run({}, file);
    expect([code, out.match(/"smVendorId"/g)?.length]).toEqual([0, 250]);
  });

  test('says in a sentence that no file was named', async () => {
    const { code, err } = await run({});
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^Name the file of vendors: npx node docs[/]integrations[/]\S+ vendors[.]csv\n$/),
    ]);
  });
});
