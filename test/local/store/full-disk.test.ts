/** A full disk: writes are 503 with a time to come back, reads go on, and what was accepted is there when there is room again. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { commitGroup } from '#functions/local/store/group-commit.ts';
import { itemTables } from '#functions/local/store/item-tables.ts';
import { openConnection, prepareStore } from '#functions/local/store/store-file.ts';
import { rowOf } from '#functions/local/store/stored-row.ts';
import type { StoreWrite } from '#functions/local/store/write-commands.ts';

const put = (n: number): StoreWrite => ({
  ...{ kind: 'put', table: 'T', condition: null, placeholders: { names: {}, values: {} }, returns: 'NONE' },
  row: rowOf('T', { pk: 'p', sk: String(n), text: 'x'.repeat(20_000) }),
});

const disk = mkdtempSync(join(tmpdir(), 'chokepoint-disk-'));
const canMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (canMount) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

const supplier = (n: number): string =>
  JSON.stringify({
    name: `S${n} ${'x'.repeat(150)}`,
    sites: Array.from({ length: 60 }, (_, k) => ({
      id: `s${k}`,
      name: `${n} `.repeat(40),
      country: 'VNM',
      stage: 'magnet',
      elements: ['Dy'],
    })),
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
    mkdirSync(folder);
    const store = await openLocalStore(folder, undefined);
    serveStore(store, 'open');
    const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
    const send = (n: number) =>
      fetch(`${front.url}/v1/suppliers/s-${n}`, { method: 'PUT', body: supplier(n), headers: { 'content-type': 'application/json' } });
    const accepted: number[] = [];
    let refused: Response | null = null;
    for (let n = 0; n < 2000 && refused === null; n += 1) {
      const answer = await send(n);
      if (answer.status === 201) accepted.push(n);
      else refused = answer;
    }
    expect(accepted.length).toBeGreaterThan(5);
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await refused?.json()).toMatchObject({ code: 'temporarily_unavailable', detail: expect.stringContaining('no room') });
    writeFileSync(join(disk, 'ballast'), ''); // the disk is still full, and readers do not notice
    for (const n of accepted) expect((await fetch(`${front.url}/v1/suppliers/s-${n}`)).status).not.toBe(500);
    const list = await fetch(`${front.url}/v1/health`);
    expect(list.status).toBe(200);
    spawnSync('mount', ['-o', 'remount,size=30m', disk]);
    expect((await send(5000)).status).toBe(201);
    await front.close();
    await store.close();
    const again = await openLocalStore(folder, undefined);
    const { dynamodbCustomSuppliers } = await import('#functions/adapters/dynamodb/dynamodb-custom-suppliers.ts');
    const suppliers = dynamodbCustomSuppliers(again.client, 'Chokepoint-Signals');
    for (const n of [...accepted, 5000]) expect((await suppliers.get('local', `s-${n}`))?.supplier.name).toBe(JSON.parse(supplier(n)).name);
    await again.close();
  });
});
