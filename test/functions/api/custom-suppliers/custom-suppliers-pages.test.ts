import { beforeAll, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { scoresRequest } from '#contracts/api/scores-requests.ts';
import {
  listSuppliersWithCustom,
  rankingWithCustom,
} from '#functions/api/custom-suppliers/custom-ranking.ts';
import { scoresOfClient } from '#functions/api/custom-suppliers/scores-of-client.ts';
import type { Paging } from '#functions/http/paging.ts';
import { rescorer } from '#functions/scoring/rescorer.services.ts';
import { customScoresIn } from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import { site, supplier } from '../clients-under-test.ts';

const suppliers = customSuppliersIn(tableInMemory());
const customScores = customScoresIn(tableInMemory());
const store = inMemoryStore();
const { scores } = store;
let run: RunPointer;
let ports: Parameters<typeof rankingWithCustom>[4];
beforeAll(async () => {
  await publishWorld(store);
  const pointer = await scores.currentRun();
  const record = pointer === null ? null : await scores.run(pointer.run_id);
  if (pointer === null || record === null) throw new Error('the world has a run');
  run = pointer;
  const scorer = rescorer.customSuppliers(record, null);
  ports = {
    suppliers,
    scores,
    customScores,
    scorerOf: async ({ run_id }: RunPointer, of: string) =>
      scoresOfClient(
        of,
        run_id,
        { customScores, suppliers },
        { isCodeOfRun: true, load: async () => scorer },
      ),
    scorerIn: async () => scorer,
    loadRescorer: async () => rescorer,
  };
});

const storedBy = (client: string, id: string, sites: number) =>
  suppliers.put(
    client,
    id,
    customSupplierSchema.parse(
      supplier({ sites: Array.from({ length: sites }, (_, n) => site({ id: `site-${n}` })) }),
    ),
    'anything',
    '2026-09-01T09:00:00.000Z',
  );

/** Ids of each page, to the end. */
async function pages(
  read: (at: Paging['at']) => Promise<{ rows: readonly string[]; at: Paging['at'] }>,
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  let at: Paging['at'] = null;
  do {
    const page = await read(at);
    found.push(page.rows);
    at = page.at;
  } while (at !== null);
  return found;
}

const ranked = (client: string, query: object) =>
  pages(async (at) => {
    const asked = scoresRequest.query.parse({ subject_type: 'supplier', custom: 'only', ...query });
    const { page } = await rankingWithCustom(client, run, asked, at, ports);
    return { rows: page.rows.map(({ subject }) => subject.id), at: page.at };
  });
const listed = (client: string, custom: 'only' | 'include', limit: number) =>
  pages(async (at) => {
    const { rows, at: next } = await listSuppliersWithCustom(
      { client, buyer: 'JPN', limit, custom },
      run,
      at,
      ports,
    );
    return { rows: rows.map(({ id }) => id), at: next };
  });

test('a page in the order of ids ends where its suppliers have 300 sites together, and the next one goes on', async () => {
  for (const [id, sites] of Object.entries({ a: 100, b: 100, c: 100, d: 1, e: 100 }))
    await storedBy('large', id, sites);
  const inOrderOfId = [
    ['a', 'b', 'c'],
    ['d', 'e'],
  ];
  expect(await ranked('large', { sort: 'id' })).toEqual(inOrderOfId);
  expect(await listed('large', 'only', 100)).toEqual(inOrderOfId);
});

test('more than 5,000 sites are not put in order of score', async () => {
  for (let n = 0; n <= 50; n += 1) await storedBy('huge', `s${n}`, 100);
  await expect(ranked('huge', {})).rejects.toThrow('are more than 1000, or have more than 5000 sites');
});

test('a supplier whose id ships since is the shipped one in every list, and hides none behind it', async () => {
  for (const id of ['a', 'lynas', 'm', 'odd', 'z']) await storedBy('early', id, 1);
  expect((await listed('early', 'only', 1)).flat()).toEqual(['a', 'm', 'z']);
  expect((await listed('early', 'include', 1)).flat()).toEqual(['a', 'lynas', 'm', 'odd', 'z']);
  expect((await listed('early', 'include', 2)).flat()).toEqual(['a', 'lynas', 'm', 'odd', 'z']);
  expect((await ranked('early', { sort: 'id', limit: '1' })).flat()).toEqual(['a', 'm', 'z']);
  expect((await ranked('early', { limit: '1' })).flat().sort()).toEqual(['a', 'm', 'z']);
  expect((await ranked('early', { custom: 'include' })).flat().sort()).toEqual([
    'a',
    'lynas',
    'm',
    'odd',
    'z',
  ]);
});
