import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import {
  hasPython,
  runThere,
  type StrangersMachine,
  strangersMachine,
} from '#test/builders/strangers-machine.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const documented = (file: string): string =>
  readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
const addressIn = (text: string): string =>
  /(\/v1\/scores\?[^`"\s]*format=csv[^`"\s]*)/.exec(text)?.[1] ?? '';

const SAMPLES = [
  'python/watch_scores.py',
  'typescript/compare-buyers.mts',
  'supplier-risk-feed/supplier-risk-feed.mts',
];
let machine: StrangersMachine;
let api: ApiUnderTest;
beforeAll(async () => {
  machine = strangersMachine(SAMPLES.map((file) => `docs/integrations/${file}`));
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(async () => {
  await api.close();
  machine.remove();
});

const run = (command: readonly [string, ...string[]], environment: Readonly<Record<string, string>> = {}) =>
  runThere(machine, command, { CHOKEPOINT_URL: api.url, ...environment });

test.runIf(hasPython)(
  'Python: the ranking and why the first is first, and a refusal in the words of the service',
  async () => {
    const { code, out, err } = await run(['python3', 'watch_scores.py', 'JPN']);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')[0]).toBe('   Dy     71.8  high');
    expect(out).toContain('   Pm  unknown  unknown');
    expect(out).toContain('71.76  China requires, "for now", a licence.');
    const refused = await run(['python3', 'watch_scores.py', 'Japan']);
    expect([refused.code, refused.err.trim()]).toEqual([1, expect.stringMatching(/^400 invalid_request: /)]);
  },
);

test('TypeScript: an element for every buyer', async () => {
  const { code, out, err } = await run(['node', 'compare-buyers.mts', 'Ga']);
  expect([code, out, err]).toEqual([
    1,
    expect.stringContaining('JPN  68.01  (66.01 to 70.01)\n'),
    expect.stringContaining('not_found'),
  ]);
});

test('the CSV for spreadsheets is one table: a header, and as many cells in every row', async () => {
  const { text } = await api.call(addressIn(documented('integrations/spreadsheets/README.md')));
  const rows: Record<string, string>[] = parse(text, { columns: true });
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({
    subject_id: 'Dy',
    score: '71.76',
    rationale: 'China requires, "for now", a licence.',
  });
  expect(rows.at(-1)).toMatchObject({ subject_id: 'Pm', score: '', band: 'unknown' });
});

test('the import set has the columns that are documented, in their order, of their type and length', async () => {
  const page = documented('integrating.md');
  const columns = [...page.matchAll(/^\|`(\w+)`\|[^|]+\|(\w+)(?:, (\d+))?\|$/gm)];
  const { text } = await api.call(addressIn(page.slice(page.indexOf('The import set is'))));
  const [header = [], ...rows]: string[][] = parse(text);
  expect(header).toEqual(columns.map(([, name]) => name));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    for (const [index, [, name, type, length]] of columns.entries()) {
      const cell = row[index] ?? '';
      if (type === 'decimal')
        expect([name, cell]).toEqual([name, expect.stringMatching(/^(-?\d+(\.\d+)?)?$/)]);
      else if (type === 'date') expect(cell).toMatch(/^\d{4}-\d\d-\d\d$/);
      else expect([name, cell.length <= Number(length)]).toEqual([name, true]);
    }
  }
  expect(new Set(rows.map(([key]) => key)).size).toBe(rows.length);
});

describe('Prometheus', () => {
  test('has rules and a page that speak of metrics that there are', () => {
    const source = readFileSync('functions/api/service/get-metrics.ts', 'utf8');
    const known = new Set([...source.matchAll(/gauge\(\s*'(\w+)'/g)].map(([, name]) => `chokepoint_${name}`));
    for (const file of ['chokepoint-rules.yml', 'README.md']) {
      const named = [...documented(`integrations/prometheus/${file}`).matchAll(/chokepoint_\w+/g)].map(
        ([name]) => name,
      );
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    }
  });

  const promtool = spawnSync('promtool', ['--version']).status === 0;
  if (!promtool)
    console.log(
      'SKIPPED: promtool is not installed (Debian: prometheus); it does not check the configuration',
    );
  test.runIf(promtool)('promtool takes the configuration and the rules', () => {
    const { status, stdout } = spawnSync(
      'promtool',
      ['check', 'config', 'docs/integrations/prometheus/prometheus.yml'],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stdout]).toEqual([0, expect.stringContaining('5 rules found')]);
  });
});

interface Vendor {
  readonly smVendorId: string;
  readonly riskLevel: string;
  readonly riskScore: number | null;
  readonly url: string | null;
}

const batches: Vendor[][] = [];
let busy = 1;
const receiver: Server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { authorization } = request.headers;
  const answer = (status: number, body: unknown, headers = {}) =>
    response.writeHead(status, headers).end(JSON.stringify(body));
  if (request.url === '/token') {
    return answer(
      authorization === `Basic ${Buffer.from('me:secret').toString('base64')}` &&
        text === 'grant_type=client_credentials'
        ? 200
        : 401,
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

describe('the supplier risk feed', () => {
  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const known = ['10001,lynas', '10002,odd', '10003,nobody'];
    const more = Array.from({ length: 247 }, (_, n) => `${20_000 + n},lynas`);
    writeFileSync(
      join(machine.folder, 'vendors.csv'),
      `vendor_id,supplier_id\n${[...known, ...more].join('\n')}\n`,
    );
  });
  afterAll(() => void receiver.close());
  const feed = (environment: Record<string, string>, ...files: readonly string[]) =>
    run(['node', 'supplier-risk-feed.mts', ...files], environment);

  test('sends every vendor once, at most a hundred a request, and again when the receiver is busy', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const receiving = {
      RECEIVER_URL: `${url}/suppliers`,
      RECEIVER_TOKEN_URL: `${url}/token`,
      RECEIVER_CLIENT_ID: 'me',
      RECEIVER_CLIENT_SECRET: 'secret',
    };
    const { code, out, err } = await feed(receiving, 'vendors.csv');
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
    const { code, out } = await feed({}, 'vendors.csv');
    expect([code, out.match(/"smVendorId"/g)?.length]).toEqual([0, 250]);
  });

  test('says in a sentence that no file was named', async () => {
    const { code, err } = await feed({});
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^Name the file of vendors: node \S+ vendors[.]csv\n$/),
    ]);
  });
});
