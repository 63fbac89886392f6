/** A data folder with little in it, whose content a test knows. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { openLocalStore } from '#functions/local/local-store.ts';
import { LOCAL_SCORES_TABLE, LOCAL_TABLES } from '#functions/local/local-tables.ts';

type Opened = Awaited<ReturnType<typeof openLocalStore>>;
const TABLES = [LOCAL_SCORES_TABLE, ...Object.values(LOCAL_TABLES)];

export const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'chokepoint-store-')), 'data');

export const smallTable = (n: number): string => TABLES[n % TABLES.length] ?? '';
export const smallKey = (n: number): { pk: string; sk: string } => ({ pk: `P${n % 7}`, sk: `key-${n}` });

/** Puts items of which each is larger than the one before, so that pages of every kind are used. */
export async function fill({ client }: Pick<Opened, 'client'>, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    await client.send(
      new PutCommand({
        TableName: smallTable(n),
        Item: { ...smallKey(n), n, text: 'word '.repeat(n), body: new Uint8Array(40 * n).fill(n) },
      }),
    );
  }
}

/** Everything that is in the store, as text: two stores with the same text have the same content. */
export async function contentOf({ client }: Pick<Opened, 'client'>): Promise<string> {
  const found: unknown[] = [];
  for (const TableName of TABLES) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(new ScanCommand({ TableName, ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }) }));
      found.push(TableName, ...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }
  return JSON.stringify(found, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value));
}

export async function withStore<T>(folder: string, work: (store: Opened) => Promise<T>): Promise<T> {
  const store = await openLocalStore(folder, undefined);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Flips a bit of every text of ours in a file, wherever it stands: some of it is a remainder that no page uses any more. */
export function flipTexts(file: string): void {
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf('word word'); at >= 0; at = bytes.indexOf('word word', at + 1)) bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}
