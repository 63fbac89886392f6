/** Never a wrong answer, and never a silent new beginning. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalStore } from '#functions/local/local-store.ts';
import { DataFolderUnusable } from '#functions/store/sqlite/data-folder.ts';
import { randomNumbers } from '#test/builders/random-numbers.ts';
import { contentOf, fill, flipTexts, newFolder, smallKey, smallTable, withStore } from './small-store.ts';

const ROWS = 60;
let [closed, killed, content]: [string, string, string] = ['', '', ''];

beforeAll(async () => {
  closed = newFolder();
  await withStore(closed, (store) => fill(store, 0, ROWS));
  killed = newFolder();
  const live = newFolder();
  await withStore(live, (store) => fill(store, 0, ROWS / 2));
  await withStore(live, async (store) => {
    await fill(store, ROWS / 2, ROWS);
    content = await contentOf(store);
    mkdirSync(killed);
    for (const name of readdirSync(live))
      if (!name.startsWith('store.lock')) cpSync(join(live, name), join(killed, name), { recursive: true });
  });
});
afterAll(() => {
  for (const folder of [closed, killed]) rmSync(join(folder, '..'), { recursive: true, force: true });
});

/** Null: it opens, and everything is there. */
async function sentenceAfter(folder: string, damage: (copy: string) => void): Promise<string | null> {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  try {
    damage(copy);
    expect(await withStore(copy, contentOf)).toBe(content);
    return null;
  } catch (error) {
    if (!(error instanceof DataFolderUnusable)) throw error;
    expect(error.message).toMatch(/npm run restore|set DATA_DIR/);
    return error.message;
  } finally {
    rmSync(join(copy, '..'), { recursive: true, force: true });
  }
}

const flipBits = (file: string, bits: number, random: Generator<number, never>): void => {
  const bytes = readFileSync(file);
  for (let n = 0; n < bits; n += 1) {
    const at = Math.floor(random.next().value * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random.next().value * 8));
  }
  writeFileSync(file, bytes);
};

describe('a store whose files are damaged', () => {
  it('opens as it was without damage, after its end and after a kill', async () => {
    expect(await sentenceAfter(closed, () => undefined)).toBeNull();
    expect(await sentenceAfter(killed, () => undefined)).toBeNull();
  });

  it.each([1, 3, 30])(
    'says a sentence or is as it was, with %i flipped bits in any file, 16 times',
    async (bits) => {
      const random = randomNumbers(bits);
      let sentences = 0;
      for (let n = 0; n < 16; n += 1) {
        const folder = n % 2 === 0 ? closed : killed;
        const names = ['store.sqlite', 'store.mark', 'store.sqlite-wal', 'store.sqlite-shm'].filter((name) =>
          existsSync(join(folder, name)),
        );
        const name = names[Math.floor(random.next().value * names.length)] ?? '';
        if ((await sentenceAfter(folder, (copy) => flipBits(join(copy, name), bits, random))) !== null)
          sentences += 1;
      }
      expect(sentences).toBeGreaterThan(0);
    },
  );

  it.each(['store.sqlite', 'store.sqlite-wal', 'store.mark'])(
    'says a sentence or is as it was, with a cut %s',
    async (name) => {
      for (const share of [0, 0.2, 0.5, 0.9, 0.99]) {
        const sentence = await sentenceAfter(killed, (copy) =>
          truncateSync(join(copy, name), Math.floor(statSync(join(copy, name)).size * share)),
        );
        expect(sentence).not.toBeNull();
      }
    },
  );

  it('says that the database is missing, and does not begin anew', async () => {
    expect(await sentenceAfter(closed, (copy) => rmSync(join(copy, 'store.sqlite')))).toMatch(
      /store.sqlite is missing or empty, and the folder had one/,
    );
  });

  it('says so too when the mark is gone with it, and inputs of runs are there', async () => {
    const sentence = await sentenceAfter(closed, (copy) => {
      rmSync(join(copy, 'store.sqlite'));
      rmSync(join(copy, 'store.mark'));
      mkdirSync(join(copy, 'input-snapshots'));
      writeFileSync(join(copy, 'input-snapshots', 'one.json.gz'), 'x');
    });
    expect(sentence).toMatch(/is missing, and the folder has inputs of runs/);
  });

  it('says how many accepted changes are gone with the log', async () => {
    expect(await sentenceAfter(killed, (copy) => rmSync(join(copy, 'store.sqlite-wal')))).toMatch(
      /lacks the last 30 of \d+ accepted changes/,
    );
  });

  it('says that the database is of another folder, or of an earlier day', async () => {
    const other = newFolder();
    await withStore(other, (store) => fill(store, 0, 3));
    expect(
      await sentenceAfter(closed, (copy) => cpSync(join(other, 'store.sqlite'), join(copy, 'store.sqlite'))),
    ).toMatch(/is not the one that this folder had/);
    rmSync(join(other, '..'), { recursive: true });
  });

  it('is as it was without its mark, its shared memory and what a kill leaves of a lock', async () => {
    expect(await sentenceAfter(closed, (copy) => rmSync(join(copy, 'store.mark')))).toBeNull();
    expect(await sentenceAfter(killed, (copy) => rmSync(join(copy, 'store.sqlite-shm')))).toBeNull();
    expect(
      await sentenceAfter(closed, (copy) => writeFileSync(join(copy, 'store.lock-holder'), '1')),
    ).toBeNull();
  });

  it('serves no row that was changed on the disk while it runs', async () => {
    const folder = newFolder();
    await withStore(folder, (store) => fill(store, 0, ROWS));
    const store = await openLocalStore(folder);
    flipTexts(join(folder, 'store.sqlite'));
    const answers = await Promise.all(
      Array.from({ length: ROWS }, (_, n) =>
        store
          .tables(smallTable(n))
          .get(smallKey(n))
          .then((item) => (item?.text === 'word '.repeat(n) ? 'right' : 'wrong'))
          .catch((error: Error) => error.name),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(['right', 'StoreDamaged']));
    await store.close();
    rmSync(join(folder, '..'), { recursive: true });
  });
});
