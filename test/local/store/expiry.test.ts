import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';
import { contentOf, newFolder, withStore } from './small-store.ts';

const NOW = 1_800_000_000;

it('rows that have expired are deleted, the others stay, and the disk gets the space back', async () => {
  const folder = newFolder();
  const sizeOf = (): number => statSync(join(folder, 'store.sqlite')).size;
  await withStore(folder, async ({ tables }) => {
    const put = (n: number, expiry: object) =>
      tables(LOCAL_TABLES.scores).put({ pk: 'p', sk: `${n}`, body: new Uint8Array(20_000), ...expiry });
    await Promise.all(Array.from({ length: 1200 }, (_, n) => put(n, { [EXPIRY_ATTRIBUTE]: NOW - 1 })));
    await put(5000, { [EXPIRY_ATTRIBUTE]: NOW + 1 });
    await put(5001, {});
  });
  expect(sizeOf()).toBeGreaterThan(24_000_000);
  await withStore(folder, async (store) => {
    expect(await store.expire(NOW)).toBe(1200);
    expect(await store.expire(NOW)).toBe(0);
    expect([...(await contentOf(store)).matchAll(/"sk":"(\d+)"/g)].map(([, sk]) => sk)).toEqual(
      expect.arrayContaining(['5000', '5001']),
    );
  });
  expect(sizeOf()).toBeLessThan(5_000_000);
  rmSync(join(folder, '..'), { recursive: true });
});
