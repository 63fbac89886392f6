import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDataFolder } from '#functions/store/sqlite/data-folder.ts';
import { prepareStore } from '#functions/store/sqlite/sqlite-file.ts';
import { storeInMemory, storeOfService } from '#functions/store/sqlite/sqlite-store.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { firstWanted, nameOf, type Table } from '#functions/store/table/table.ts';
import { startDynamodbDouble } from '#test/fakes/dynamodb-double.ts';

interface OpenTable {
  readonly table: Table;
  close(): Promise<void>;
}

async function onDynalite(): Promise<OpenTable> {
  const { place, close } = await startDynamodbDouble(['Table']);
  return { table: tablesForRuns(place)('Table'), close };
}

async function inMemory(): Promise<OpenTable> {
  const { tables, close } = storeInMemory();
  return { table: tables('Table'), close };
}

async function inFolder(): Promise<OpenTable> {
  const folder = prepareDataFolder(join(mkdtempSync(join(tmpdir(), 'chokepoint-table-')), 'data'));
  prepareStore(folder, 'all');
  const { tables, close } = storeOfService(folder);
  return {
    table: tables('Table'),
    async close() {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

const key = (pk: string, sk: string) => ({ pk, sk });

describe.each([
  ['DynamoDB (dynalite)', onDynalite],
  ['SQLite in memory', inMemory],
  ['SQLite in a folder, written in a thread', inFolder],
] as const)('a table, %s', (_name, open) => {
  let opened: OpenTable;
  let table: Table;
  beforeAll(async () => {
    opened = await open();
    table = opened.table;
  });
  afterAll(() => opened?.close());

  it('gives back what was put: text, numbers, bytes, lists and objects of them', async () => {
    const item = {
      ...key('values', 'a'),
      text: 'dysprosium é \u{1F9F2}',
      empty: '',
      number: 0.1 + 0.2,
      large: 2 ** 53 - 1,
      no: false,
      nothing: null,
      bytes: new Uint8Array([0, 255, 7]),
      list: [1, 'two', null, { $three: new Uint8Array([3]) }],
      $b: { $b: 1 },
    };
    expect(await table.put({ ...item, left_out: undefined })).toBe(true);
    expect(await table.get(key('values', 'a'))).toEqual(item);
    expect(await table.get(key('values', 'b'))).toBeUndefined();
  });

  it.each([
    ['no number', Number.NaN],
    ['no finite number', Number.POSITIVE_INFINITY],
    ['a number that is not read back as it is', 2 ** 60],
    ['an instance of a class', new Date(0)],
    ['more than fits', new Uint8Array(500_000)],
  ])('refuses %s', async (_what, value) => {
    await expect(async () => table.put({ ...key('refused', 'a'), value })).rejects.toThrow();
    await expect(async () => table.put(key('refused', ''))).rejects.toThrow();
    expect(await table.range({ pk: 'refused' })).toEqual([]);
  });

  it('puts an item where there is none, or one, or one with some values, or with smaller ones', async () => {
    const at = key('conditions', 'a');
    expect(await table.put({ ...at, n: 1 }, 'present')).toBe(false);
    expect(await table.put({ ...at, n: 1 }, { equal: { n: 1 } })).toBe(false);
    expect(await table.put({ ...at, n: 1, status: 'new' }, 'absent')).toBe(true);
    expect(await table.put({ ...at, n: 2, status: 'new' }, 'absent')).toBe(false);
    expect(await table.put({ ...at, n: 2, status: 'new' }, { equal: { n: 1, status: 'old' } })).toBe(false);
    expect(await table.put({ ...at, n: 2, status: 'new' }, { equal: { n: 1, status: 'new' } })).toBe(true);
    expect(await table.put({ ...at, n: 2 }, { below: { n: 2 } })).toBe(false);
    expect(await table.put({ ...at, n: 3 }, { below: { n: 3 } })).toBe(true);
    expect(await table.put({ ...at, n: 3, at: '2026-10-02' }, { below: { at: '2026-10-02' } })).toBe(true);
    expect(await table.put({ ...at, n: 4, at: '2026-10-02' }, { below: { at: '2026-10-02' } })).toBe(false);
    expect(await table.put({ ...at, n: 5, at: '2026-11-01' }, 'present')).toBe(true);
    expect(await table.get(at)).toEqual({ ...at, n: 5, at: '2026-11-01' });
    expect(await table.put({ ...key('conditions', 'b'), n: 1 }, { below: { n: 1 } })).toBe(true);
  });

  it('lets one of many win who put on the same condition', async () => {
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, n) => table.put({ ...key('race', 'a'), n }, 'absent')),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await table.get(key('race', 'a'))).toMatchObject({ n: won.indexOf(true) });
  });

  it('sets some attributes and leaves the others, also those with names that a query language reserves', async () => {
    const at = key('set', 'a');
    expect(await table.set(at, { status: 'a' }, 'present')).toBe(false);
    expect(await table.set(at, { status: 'a', day: 1, none: undefined })).toBe(true);
    expect(await table.set(at, { day: 2, bytes: new Uint8Array([1]) }, { equal: { status: 'a' } })).toBe(
      true,
    );
    expect(await table.set(at, { day: 3 }, { below: { day: 2 } })).toBe(false);
    expect(await table.get(at)).toEqual({ ...at, status: 'a', day: 2, bytes: new Uint8Array([1]) });
  });

  it('adds, also when many do at once', async () => {
    const at = key('add', 'a');
    const sums = await Promise.all(
      Array.from({ length: 10 }, () => table.add(at, 'count', 2, { expires_at: 99 })),
    );
    expect(sums.toSorted((a, b) => a - b)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(await table.add(at, 'other', 1)).toBe(1);
    expect(await table.get(at)).toEqual({ ...at, count: 20, other: 1, expires_at: 99 });
  });

  it('reads many by their keys, each once, and leaves out those that do not exist', async () => {
    const items = Array.from({ length: 230 }, (_, n) => ({ ...key('many', String(n).padStart(3, '0')), n }));
    await table.putMany(items);
    const found = await table.getMany([...items, ...items, key('many', 'none'), key('other', '000')]);
    expect(found.size).toBe(230);
    expect(found.get(nameOf(key('many', '007')))).toEqual(items[7]);
    await table.deleteMany(items.slice(0, 200));
    await table.delete(key('many', '200'));
    await table.delete(key('many', 'none'));
    expect((await table.range({ pk: 'many' })).map(({ sk }) => sk)).toEqual(
      items.slice(201).map(({ sk }) => sk),
    );
  });

  describe('a range', () => {
    const sks = ['a#1', 'a#2', 'a#3', 'a\u{1F9F2}', 'b', 'b#1', '\u00e9', '\u{FFFD}', '\u{1F9F2}']; // in the order of their bytes, not of JavaScript
    const found = async (asked: Omit<Parameters<Table['range']>[0], 'pk'>) =>
      (await table.range({ pk: 'range', ...asked })).map(({ sk }) => sk);
    beforeAll(() => table.putMany(sks.toReversed().map((sk) => key('range', sk))));

    it('is in the order of bytes, or backwards, and ends at the limit', async () => {
      expect(await found({})).toEqual(sks);
      expect(await found({ descending: true, limit: 2, eventual: true })).toEqual(['\u{1F9F2}', '\u{FFFD}']);
      expect(await found({ limit: 0 })).toEqual([]);
      expect(await table.range({ pk: 'nothing' })).toEqual([]);
    });

    it.each([
      [{ from: 'a#2', to: 'b' }, ['a#2', 'a#3', 'a\u{1F9F2}', 'b']],
      [{ after: 'a#2', before: 'b' }, ['a#3', 'a\u{1F9F2}']],
      [{ after: 'a#2', before: 'b', limit: 2, descending: true }, ['a\u{1F9F2}', 'a#3']],
      [{ before: 'a#2' }, ['a#1']],
      [{ to: 'a#2' }, ['a#1', 'a#2']],
      [{ from: '\u{1F9F2}' }, ['\u{1F9F2}']],
      [{ prefix: 'a#' }, ['a#1', 'a#2', 'a#3']],
      [{ prefix: 'a' }, ['a#1', 'a#2', 'a#3', 'a\u{1F9F2}']],
      [{ prefix: 'a#', after: 'a#1', limit: 1 }, ['a#2']],
      [{ prefix: 'a#', before: 'a#3', descending: true, limit: 1 }, ['a#2']],
      [{ from: 'b', to: 'a' }, []],
      [{ after: 'b', before: 'b' }, []],
    ])('%j', async (asked, expected) => {
      expect(await found(asked)).toEqual(expected);
    });

    it('is read to its end, also where it is longer than an answer of DynamoDB', async () => {
      const items = Array.from({ length: 30 }, (_, n) => ({
        ...key('long', String(n + 10)),
        body: 'x'.repeat(100_000),
      }));
      await table.putMany(items);
      expect((await table.range({ pk: 'long' })).map(({ sk }) => sk)).toEqual(items.map(({ sk }) => sk));
      expect(await table.range({ pk: 'long', limit: 25 })).toHaveLength(25);
    });

    it('has a first few that are wanted, however many are not', async () => {
      const items = Array.from({ length: 40 }, (_, n) => ({
        ...key('wanted', String(n + 10)),
        wanted: n % 9 === 8,
      }));
      await table.putMany(items);
      const wanted = (limit: number, descending: boolean) =>
        firstWanted(table, { pk: 'wanted', descending }, limit, ({ sk, wanted: isWanted }) =>
          isWanted ? sk : null,
        );
      expect(await wanted(2, false)).toEqual(['18', '27']);
      expect(await wanted(3, true)).toEqual(['45', '36', '27']);
      expect(await wanted(9, false)).toEqual(['18', '27', '36', '45']);
    });
  });
});
