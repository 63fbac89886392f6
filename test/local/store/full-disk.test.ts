import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { openConnection, prepareStore } from '#functions/store/sqlite/sqlite-file.ts';
import { rowOf } from '#functions/store/sqlite/sqlite-rows.ts';
import { LOCAL_TABLES, storeBeside } from '#functions/store/sqlite/sqlite-store.ts';
import { rowAccess, type TableWrite } from '#functions/store/sqlite/sqlite-table.ts';
import { groupCommitter } from '#functions/store/sqlite/sqlite-writer.ts';
import { requestOf } from '../sent-observations.ts';

const put = (n: number): TableWrite => ({
  kind: 'put',
  table: 'T',
  row: rowOf('T', { pk: 'p', sk: String(n), text: 'x'.repeat(20_000) }),
  condition: undefined,
});

const disk = mkdtempSync(join(tmpdir(), 'chokepoint-disk-'));
const canMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (canMount) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe('a store on a full disk', () => {
  it('refuses the write that does not fit, as out of space, keeps what it had, and takes writes again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-full-'));
    prepareStore(folder, 'all');
    const database = openConnection(folder, 'accepted');
    const commit = groupCommitter(database, null);
    const { get } = rowAccess(database);
    expect(commit([put(0)])).toEqual([{ outcome: true }]);
    database.exec('PRAGMA max_page_count = 20');
    const full = commit([put(1), put(2), put(3), put(4)]);
    for (const answer of full) expect(answer).toMatchObject({ error: { name: 'StoreOutOfSpace' } });
    expect(get('T', { pk: 'p', sk: '0' })).toBeDefined();
    expect(get('T', { pk: 'p', sk: '1' })).toBeUndefined();
    database.exec('PRAGMA max_page_count = 1000000');
    expect(commit([put(1)])).toEqual([{ outcome: true }]);
    database.close();
    rmSync(folder, { recursive: true });
  });

  it.skipIf(!canMount)('is 503 for writes over HTTP, 200 for reads, and loses nothing', async () => {
    const folder = join(disk, 'data');
    const store = await openLocalStore(folder);
    serveStore(store, 'open');
    const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
    const send = (request: number) =>
      fetch(`${front.url}/v1/observations`, {
        method: 'POST',
        body: JSON.stringify({ observations: requestOf(request) }),
        headers: { 'content-type': 'application/json' },
      });
    let [accepted, refused]: [number, Response | null] = [0, null];
    while (refused === null && accepted < 250) {
      const answer = await send(accepted);
      if (answer.status === 200) accepted += 1;
      else refused = answer;
    }
    expect(accepted).toBeGreaterThan(0);
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await refused?.json()).toMatchObject({
      code: 'temporarily_unavailable',
      detail: expect.stringContaining('no room'),
    });
    for (const path of ['/v1/alerts?limit=5', '/v1/health'])
      expect((await fetch(`${front.url}${path}`)).status).toBe(200);
    spawnSync('mount', ['-o', 'remount,size=30m', disk]);
    const afterwards = accepted + 1;
    expect((await send(afterwards)).status).toBe(200);
    await front.close();
    await store.close();
    const again = await openLocalStore(folder);
    const found = new Set(
      (await observationLogIn(again.tables(LOCAL_TABLES.signals)).all()).map(
        ({ observation }) => observation.date,
      ),
    );
    for (const request of [...Array(accepted).keys(), afterwards])
      for (const { date } of requestOf(request)) expect(found).toContain(date);
    await again.close();
  });

  it.skipIf(!canMount)(
    'serves reads when it is started there, and takes writes when there is room',
    async () => {
      spawnSync('mount', ['-o', 'remount,size=4m', disk]);
      const folder = join(disk, 'restarted');
      await (await openLocalStore(folder)).close();
      const filler = openSync(join(disk, 'filler'), 'w');
      for (const bytes of [65_536, 1]) for (let isFull = false; !isFull; ) isFull = !writes(filler, bytes);
      const store = await openLocalStore(folder);
      const put = (n: number) =>
        store.tables(LOCAL_TABLES.signals).put({ pk: 'p', sk: String(n), text: 'x'.repeat(20_000) });
      expect(await store.ports.ledger.pointer()).toBeNull();
      const beside = storeBeside(folder, 'accepted');
      expect(await beside.tables(LOCAL_TABLES.signals).get({ pk: 'p', sk: '0' })).toBeUndefined();
      await beside.close();
      const refused = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => put(n)));
      expect(refused.at(-1)).toMatchObject({ reason: { name: 'StoreOutOfSpace' } });
      await store.close();
      const { status, stderr } = spawnSync(process.execPath, ['functions/commands/start.command.ts'], {
        env: { ...process.env, PORT: '0', DATA_DIR: folder, HISTORY: 'off', COLLECT: 'off' },
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([1, expect.stringMatching(/^The disk is full .*start again\.\n$/)]);
      ftruncateSync(filler);
      closeSync(filler);
      const again = await openLocalStore(folder);
      await again.tables(LOCAL_TABLES.signals).put({ pk: 'p', sk: '50', text: 'x'.repeat(20_000) });
      await again.close();
    },
  );
});

function writes(handle: number, bytes: number): boolean {
  try {
    return writeSync(handle, Buffer.alloc(bytes, 1)) === bytes;
  } catch {
    return false;
  }
}
