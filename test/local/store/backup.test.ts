import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { backUpStore, restoreStore } from '#functions/store/sqlite/backup.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';
import { contentOf, fill, flipTexts, newFolder, smallKey, smallTable, withStore } from './small-store.ts';

const ROWS = 20;
const folders: string[] = [];
const folder = (): string => {
  const made = newFolder();
  folders.push(join(made, '..'));
  return made;
};
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

describe('a backup', () => {
  it('of a store that is written to is of one moment, whole, and only for its user', async () => {
    const source = folder();
    const file = join(source, '..', 'copy.sqlite');
    const [before, after] = await withStore(source, async (store) => {
      await fill(store, 0, ROWS);
      const content = await contentOf(store);
      const writing = fill(store, ROWS, 2 * ROWS);
      expect(backUpStore(source, file).rows).toBeGreaterThanOrEqual(ROWS);
      await writing;
      return [content, await contentOf(store)];
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const other = folder();
    restoreStore(other, file);
    const rows = (content: string): readonly string[] =>
      (JSON.parse(content) as unknown[]).map((row) => JSON.stringify(row));
    const restored = rows(await withStore(other, contentOf));
    expect(restored).toEqual(expect.arrayContaining([...rows(before)]));
    expect(rows(after)).toEqual(expect.arrayContaining([...restored]));
  });

  it('keeps the files that rows name, and refuses a name that is taken', async () => {
    const source = folder();
    await withStore(source, (store) => fill(store, 0, 3));
    mkdirSync(join(source, 'input-snapshots'));
    writeFileSync(join(source, 'input-snapshots', 'inputs.json.gz'), 'inputs of a run');
    const file = join(source, '..', 'copy.sqlite');
    expect(backUpStore(source, file).files).toBe(1);
    expect(() => backUpStore(source, file)).toThrow(/exists already/);
    const other = folder();
    expect(restoreStore(other, file)).toMatchObject({ files: 1, wasLive: false });
    expect(readFileSync(join(other, 'input-snapshots', 'inputs.json.gz'), 'utf8')).toBe('inputs of a run');
  });

  it('takes the place of what a running service has, in one step, and never gives a number of a run twice', async () => {
    const source = folder();
    const file = join(source, '..', 'copy.sqlite');
    await withStore(source, async (store) => {
      const ledger = runLedgerIn(store.tables(LOCAL_TABLES.scores));
      expect(await ledger.nextRunId()).toBe('r0000000001');
      await fill(store, 0, ROWS);
      backUpStore(source, file);
      for (const id of ['r0000000002', 'r0000000003']) expect(await ledger.nextRunId()).toBe(id);
      await fill(store, 0, ROWS * 2);
      await store.tables(smallTable(0)).put({ ...smallKey(0), text: 'changed' });
      expect(restoreStore(source, file).wasLive).toBe(true);
      const restored = await contentOf(store);
      expect(restored).not.toContain('changed');
      expect(restored).not.toContain(`key-${ROWS + 1}`);
      expect(restored).toContain(`key-${ROWS - 1}`);
      expect(await ledger.nextRunId()).toBe('r0000000004');
    });
    await withStore(source, contentOf); // and the next start finds it whole
  });

  it('takes the place of a database that is damaged or gone', async () => {
    const source = folder();
    await withStore(source, (store) => fill(store, 0, ROWS));
    const content = await withStore(source, contentOf);
    const file = join(source, '..', 'copy.sqlite');
    backUpStore(source, file);
    writeFileSync(join(source, 'store.sqlite'), 'no database');
    await expect(withStore(source, contentOf)).rejects.toThrow(/npm run restore/);
    restoreStore(source, file);
    expect(await withStore(source, contentOf)).toBe(content);
    rmSync(join(source, 'store.sqlite'));
    restoreStore(source, file);
    expect(await withStore(source, contentOf)).toBe(content);
  });

  it('that is damaged or none is refused, and nothing is changed', async () => {
    const source = folder();
    await withStore(source, (store) => fill(store, 0, ROWS));
    const content = await withStore(source, contentOf);
    const file = join(source, '..', 'copy.sqlite');
    backUpStore(source, file);
    flipTexts(file);
    expect(() => restoreStore(source, file)).toThrow(/is damaged .*nothing was changed/);
    writeFileSync(file, 'no backup at all');
    expect(() => restoreStore(source, file)).toThrow(/nothing was changed/);
    expect(() => restoreStore(source, join(source, 'nothing'))).toThrow(/There is no file/);
    expect(await withStore(source, contentOf)).toBe(content);
  });
});
