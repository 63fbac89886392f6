/**
 * Every operation with its largest requests, on a service with keys: CPU of the thread that speaks HTTP for
 * one, less that of what it does beside requests, and how long `/v1/health` and the score of another client take while one client has sent a hundred at
 * once. Linux alone says the CPU of a thread.
 */
import { fork, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { keyText, SCOPE_NAMES } from '#contracts/api/access.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { apiKeysIn } from '#functions/store/access/api-keys.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';
import { LARGEST_REQUESTS, LARGEST_STATE, type SentRequest } from '#test/builders/largest-requests.ts';

const AT_ONCE = 100;
/** What takes longer than `SLOW_MS` is asked once more for its CPU, anything else five times. */
const SLOW_MS = 150;
/** One request has so long; callers of a hundred go after two seconds, in which the queue is as long as it gets. */
const [LONGEST_MS, STAYS_MS, ENDED_MS] = [30_000, 2000, 300];
const IDLE_MS = 20_000;
const SECRET = 's'.repeat(43);
const keyOf = (client: string): string => keyText(client.padEnd(10, '0'), SECRET);

async function send(
  url: string,
  client: string,
  { method = 'GET', address, type, body }: SentRequest,
  stays = LONGEST_MS,
) {
  const begun = performance.now();
  const media = type === undefined ? {} : { 'content-type': type };
  try {
    const headers = { authorization: `Bearer ${keyOf(client)}`, ...media };
    const signal = AbortSignal.timeout(stays);
    const response = await fetch(url + address, { method, signal, headers, body: body ?? null });
    const text = await response.text();
    return { status: String(response.status), text, ms: performance.now() - begun };
  } catch {
    return { status: 'gone', text: '', ms: performance.now() - begun };
  }
}

/** In a process of its own, so that what it takes delays nothing that is measured. */
if (process.send !== undefined) {
  process.on('message', async ([url, client, request]: [string, string, SentRequest]) => {
    const all = await Promise.all(
      Array.from({ length: AT_ONCE }, () => send(url, client, request, STAYS_MS)),
    );
    process.send?.(all.map(({ status }) => status));
  });
} else await measure();

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-operations-'));
  const requests = Object.entries(LARGEST_REQUESTS).flatMap(([name, some]) =>
    some.map((request, n) => ({
      name,
      request,
      writer: `w${n}${name.replace(/^[a-z]+/, '')}`.slice(0, 10).toLowerCase(),
    })),
  );
  const store = await openLocalStore(folder);
  const keys = apiKeysIn(store.tables(LOCAL_TABLES.access));
  const secret_sha256 = createHash('sha256').update(SECRET).digest('hex');
  const NEVER = { expires_at: null, revoked_at: null, created_at: '2026-01-01T00:00:00.000Z' };
  for (const client of new Set(['acme', 'rival', ...requests.map(({ writer }) => writer)])) {
    const record = { ...NEVER, id: client.padEnd(10, '0'), client, scopes: [...SCOPE_NAMES], secret_sha256 };
    await keys.add(record, () => undefined);
  }
  await store.close();
  const service = spawn(
    process.execPath,
    ['--max-semi-space-size=4', 'functions/commands/start.command.ts'],
    {
      env: {
        ...process.env,
        PORT: process.env.PORT ?? '0',
        DATA_DIR: folder,
        ACCESS: 'keys',
        HISTORY: 'off',
        COLLECT: 'off',
        RATE_LIMIT_PER_MINUTE: '9999999',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const flood = fork(import.meta.filename);
  const cpuMs = (): number => {
    const file = `/proc/${service.pid}/schedstat`;
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : Number.NaN;
  };
  try {
    let said = '';
    for await (const bytes of service.stdout) {
      said += bytes;
      if (said.includes('Access needs')) break;
    }
    const url = /Serving on (\S+)/.exec(said)?.[1] ?? '';
    for (const one of LARGEST_STATE) {
      const { status } = await send(url, 'acme', one);
      if (!status.startsWith('2')) console.log(`${one.address} was not stored: ${status}`);
    }
    const waitedFor = async (address: string): Promise<number> => (await send(url, 'rival', { address })).ms;
    const idle = cpuMs();
    await setTimeout(IDLE_MS);
    const beside = (cpuMs() - idle) / IDLE_MS;
    console.log(`beside requests: ${(1000 * beside).toFixed(1)} ms a second`);
    const rows: object[] = [];
    for (const { name, request, writer } of requests) {
      const client = request.method === undefined ? 'acme' : writer;
      const first = await send(url, client, request);
      if (/^(500|gone)/.test(first.status)) throw new Error(`${name} failed: ${first.status} ${first.text}`);
      const before = cpuMs();
      const times = first.ms > SLOW_MS ? 1 : 5;
      const begun = performance.now();
      for (let n = 0; n < times; n += 1) await send(url, client, request);
      const cpu = (cpuMs() - before - beside * (performance.now() - begun)) / times;
      let statuses: readonly string[] | null = null;
      flood.once('message', (told) => {
        statuses = told as readonly string[];
      });
      flood.send([url, client, request]);
      let [health, score] = [0, 0];
      while (statuses === null) {
        health = Math.max(health, await waitedFor('/v1/health'));
        score = Math.max(score, await waitedFor('/v1/elements/Dy/score'));
        await setTimeout(20);
      }
      if ((statuses as readonly string[]).includes('gone')) await setTimeout(ENDED_MS); // what nobody waits for is ended by then
      const told = Object.entries(Object.groupBy(statuses as readonly string[], (status) => status));
      rows.push({
        operation: name,
        request: request.address.slice(0, 60),
        sent_kb: Math.round((request.body ?? '').length / 1000),
        one: `${first.status}, ${Math.round(Buffer.byteLength(first.text) / 1000)} kB, ${Math.round(first.ms)} ms`,
        http_thread_ms: +cpu.toFixed(1),
        health_ms: Math.round(health),
        other_score_ms: Math.round(score),
        a_hundred: told.map(([status, some]) => `${some?.length} x ${status}`).join(', '),
      });
    }
    console.log(
      `\nThe largest request of every operation: CPU of the thread of HTTP for one, and the longest wait of others while a client has sent ${AT_ONCE} at once, which go after ${STAYS_MS / 1000} s`,
    );
    console.table(rows);
  } finally {
    flood.kill();
    service.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
