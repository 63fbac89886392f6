import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLocalStore } from '#functions/local/local-store.ts';
import { databaseFile } from '#functions/store/sqlite/sqlite-file.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';

type Opened = Awaited<ReturnType<typeof openLocalStore>>;
const TABLES = Object.values(LOCAL_TABLES);

export const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'chokepoint-store-')), 'data');

export const smallTable = (n: number): string => TABLES[n % TABLES.length] ?? '';
export const smallKey = (n: number): { pk: string; sk: string } => ({ pk: `P${n % 7}`, sk: `key-${n}` });

/** Each larger than the one before, so that pages of every kind are used. */
export async function fill({ tables }: Pick<Opened, 'tables'>, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1)
    await tables(smallTable(n)).put({
      ...smallKey(n),
      n,
      text: 'word '.repeat(n),
      body: new Uint8Array(40 * n).fill(n),
    });
}

export async function contentOf({ place }: Pick<Opened, 'place'>): Promise<string> {
  const database = new DatabaseSync(databaseFile(place.folder), { readOnly: true });
  try {
    return JSON.stringify(
      database.prepare('SELECT tab, pk, sk, item, hex(bytes) AS bytes FROM items ORDER BY tab, pk, sk').all(),
    );
  } finally {
    database.close();
  }
}

export async function withStore<T>(folder: string, work: (store: Opened) => Promise<T>): Promise<T> {
  const store = await openLocalStore(folder);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Wherever it stands: some is a remainder that no page uses. */
export function flipTexts(file: string): void {
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf('word word'); at >= 0; at = bytes.indexOf('word word', at + 1))
    bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}
