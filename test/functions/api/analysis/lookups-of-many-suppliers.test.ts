import { expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { lookUpSubjects } from '#functions/api/analysis/look-up-subjects.ts';
import { customSuppliersIn, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const NOT_ALL = 'Only the first 5000 of your suppliers were compared; any other is found by its `id`.';

const supplier = (number: string) =>
  customSupplierSchema.parse({
    name: `Werk ${number}`,
    external_ids: { sap: number },
    sites: [{ id: 'plant', name: 'Plant', country: 'DEU', stage: 'magnet', elements: ['Dy'] }],
  });

test('who has more suppliers than are compared is told so where nothing was found, and not where nothing depends on it', async () => {
  const store = inMemoryStore();
  await publishWorld(store);
  const suppliers = customSuppliersIn(tableInMemory());
  for (let n = 0; n <= 5000; n += 1)
    await suppliers.put(
      'acme',
      `s${String(n).padStart(4, '0')}`,
      supplier(String(n)),
      'nothing',
      '2026-11-01T00:00:00Z',
    );
  const run = await store.scores.currentRun();
  expect(run?.run_id).toBe(WORLD_RUN);
  if (run === null) throw new Error('the world is published');
  const items = [
    { type: 'supplier', external_ids: { sap: '5000' } },
    { type: 'element', external_ids: {}, id: 'Xx' },
    { type: 'supplier', external_ids: {}, id: 'lynas' },
  ] as const;
  const answer = await lookUpSubjects({ buyer: 'JPN', items: [...items] }, 'acme', run, {
    scores: store.scores,
    suppliers,
    scorerOf: () => Promise.reject(new Error('nothing of their own is named')),
  });
  expect(answer.custom_suppliers).toEqual({ compared: 5000, all: false });
  expect(answer.data.map(({ outcome, detail }) => [outcome, detail])).toEqual([
    [
      'not_found',
      `Nothing of this \`type\` has that identifier; case matters. Send a name for a search. ${NOT_ALL}`,
    ],
    ['not_found', 'Nothing of this `type` has that identifier; case matters. Send a name for a search.'],
    ['matched', null],
  ]);
  const names = Array.from({ length: 101 }, (_, n) => ({ external_ids: {}, name: `Nobody ${n}` }));
  const ports = {
    scores: store.scores,
    suppliers,
    scorerOf: () => Promise.reject(new Error('none is near')),
  };
  await expect(lookUpSubjects({ buyer: 'JPN', items: names }, 'acme', run, ports)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [
      {
        pointer: '/items',
        code: 'too_many_items',
        detail: expect.stringContaining('100 names fit into one request and 101 do not'),
      },
    ],
  });
  expect(
    (await lookUpSubjects({ buyer: 'JPN', items: names.slice(1) }, 'acme', run, ports)).summary.not_found,
  ).toBe(100);
});

test('suppliers beyond those that are compared are read several at a time', async () => {
  let [inFlight, most] = [0, 0];
  const suppliers = {
    get: async (_client: string, id: string) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await Promise.resolve();
      inFlight -= 1;
      const stored = { id, version: 1, updated_at: '2026-10-01T00:00:00.000Z', supplier: supplier(id) };
      return id === 's7' ? null : { ...stored, deleted: id === 's9' };
    },
  };
  const ids = Array.from({ length: 40 }, (_, n) => `s${n}`);
  const found = await storedSuppliers('acme', ids, suppliers);
  expect(found.map(({ id }) => id)).toEqual(ids.filter((id) => id !== 's7' && id !== 's9'));
  expect(most).toBe(16);
});
