/** A full disk: writes are 503 with a time to come back, reads go on, and what was accepted is there when there is room again. */

import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { LOCAL_TABLES } from '#functions/local/local-tables.ts';
import { commitGroup } from '#functions/local/store/group-commit.ts';
import { itemTables } from '#functions/local/store/item-tables.ts';
import { openConnection, prepareStore } from '#functions/local/store/store-file.ts';
import { rowOf } from '#functions/local/store/stored-row.ts';
import type { StoreWrite } from '#functions/local/store/write-commands.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { observationLogIn } from '#functions/store/observation-log.ts';
import { requestOf } from '../sent-observations.ts';

const put = (n: number): StoreWrite => ({
  ...{ kind: 'put', table: 'T', condition: null, placeholders: { names: {}, values: {} }, returns: 'NONE' },
  row: rowOf('T', { pk: 'p', sk: String(n), text: 'x'.repeat(20_000) }),
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
    const tables = itemTables(database);
    const committing = { database, tables, mark: null };
    expect(commitGroup(committing, [{ kind: 'table', table: 'T' }, put(0)])).toEqual([
      expect.objectContaining({ outcome: expect.anything() }),
      { outcome: {} },
    ]);
    database.exec('PRAGMA max_page_count = 20');
    const full = commitGroup(committing, [put(1), put(2), put(3), put(4)]);
    for (const answer of full) expect(answer).toMatchObject({ error: { name: 'StoreOutOfSpace' } });
    expect(tables.get('T', { pk: 'p', sk: '0' })).not.toBeNull();
    expect(tables.get('T', { pk: 'p', sk: '1' })).toBeNull();
    database.exec('PRAGMA max_page_count = 1000000');
    expect(commitGroup(committing, [put(1)])).toEqual([{ outcome: {} }]);
    database.close();
    rmSync(folder, { recursive: true });
  });

  it.skipIf(!canMount)('is 503 for writes over HTTP, 200 for reads, and loses nothing', async () => {
    const folder = join(disk, 'data');
    const store = await openLocalStore(folder, undefined);
    serveStore(store, 'open');
    const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
    const send = (request: number) =>
      fetch(`${front.url}/v1/signals`, {
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
    expect(await refused?.json()).toMatchObject({ code: 'temporarily_unavailable', detail: expect.stringContaining('no room') });
    for (const path of ['/v1/signals/quarantine?limit=5', '/v1/health']) expect((await fetch(`${front.url}${path}`)).status).toBe(200);
    spawnSync('mount', ['-o', 'remount,size=30m', disk]);
    const afterwards = accepted + 1;
    expect((await send(afterwards)).status).toBe(200);
    await front.close();
    await store.close();
    const again = await openLocalStore(folder, undefined);
    const found = new Set(
      (await observationLogIn(dynamodbTable(again.client, LOCAL_TABLES.signals)).all()).map(({ observation }) => observation.date),
    );
    for (const request of [...Array(accepted).keys(), afterwards]) for (const { date } of requestOf(request)) expect(found).toContain(date);
    await again.close();
  });

  it.skipIf(!canMount)('serves reads when it is started there, and takes writes when there is room', async () => {
    spawnSync('mount', ['-o', 'remount,size=4m', disk]);
    const folder = join(disk, 'restarted');
    await (await openLocalStore(folder, undefined)).close();
    const filler = openSync(join(disk, 'filler'), 'w');
    for (const bytes of [65_536, 1]) for (let isFull = false; !isFull; ) isFull = !writes(filler, bytes);
    const store = await openLocalStore(folder, undefined);
    const put = (n: number) =>
      store.client.send(new PutCommand({ TableName: LOCAL_TABLES.signals, Item: { pk: 'p', sk: String(n), text: 'x'.repeat(20_000) } }));
    expect(await store.ports.ledger.pointer()).toBeNull();
    const refused = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => put(n)));
    expect(refused.at(-1)).toMatchObject({ reason: { name: 'StoreOutOfSpace' } });
    ftruncateSync(filler);
    closeSync(filler);
    await put(50);
    await store.close();
  });
});

function writes(handle: number, bytes: number): boolean {
  try {
    return writeSync(handle, Buffer.alloc(bytes, 1)) === bytes;
  } catch {
    return false;
  }
}
