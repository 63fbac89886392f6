import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { rescoringThreads } from '#functions/local/rescoring-threads.ts';
import { rescorer } from '#functions/rescoring/rescorer.ts';

const threads = rescoringThreads(['--conditions=frozen']);
afterAll(() => threads.close());

const when = { as_of: '2025-10-09', known_at: '2025-10-09', methodology: '2.0.0', end_use: 'civil' } as const;
const supplier = customSupplierSchema.parse({
  name: 'Hanoi Magnets',
  sites: [{ id: 'hanoi', name: 'Hanoi', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
});
const stored = { id: 'magnets', version: 1, updated_at: '2025-04-10T00:00:00.000Z', deleted: false, supplier };
const dysprosium = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;

test('threads answer what this thread would', async () => {
  const elsewhere = await threads.load();
  expect([elsewhere.methodologies, elsewhere.withEndUses]).toEqual([rescorer.methodologies, rescorer.withEndUses]);
  expect(await elsewhere.find(dysprosium, when)).toEqual(await rescorer.find(dysprosium, when));
  expect(await elsewhere.find({ ...dysprosium, id: 'Xx' }, when)).toBeNull();
  expect(await elsewhere.signals(when)).toEqual(await rescorer.signals(when));
});

test('a supplier of a client is scored, explained and replayed as in this thread', async () => {
  const [here, there] = [rescorer.customSuppliersOn(when), (await threads.load()).customSuppliersOn(when)];
  for (const ask of ['score', 'sketch', 'explain', 'explained'] as const) {
    expect(await there[ask](stored, 'JPN')).toEqual(await here[ask](stored, 'JPN'));
  }
  // Shares of an edition that a later one replaced.
  expect((await there.explain(stored, 'JPN')).evidence).toContainEqual(expect.objectContaining({ row: 'share:Dy:mine:AUS@MCS2025' }));
  const days = ['2025-03-01', '2025-10-09'].map((day) => ({ day, stored }));
  const history = await there.history(days, 'JPN');
  expect(history.map(({ as_of }) => as_of)).toEqual(['2025-03-01', '2025-10-09']);
  expect(history).toEqual(await here.history(days, 'JPN'));
});

test('while a ranking of another day is scored this thread goes on', async () => {
  const elsewhere = await threads.load();
  let ranked = false;
  const long = elsewhere.ranking('element', 'JPN', when).then((rows) => {
    ranked = true;
    return rows;
  });
  await setImmediate();
  expect(ranked).toBe(false);
  expect(await long).toEqual(await rescorer.ranking('element', 'JPN', when));
});

test('what a thread refuses is told as this thread tells it, and the threads go on', async () => {
  const elsewhere = await threads.load();
  await expect(elsewhere.signals({ ...when, methodology: '0.0.1' })).rejects.toThrow('methodology 0.0.1 is not part of this code');
  expect(await elsewhere.find({ ...dysprosium, id: 'Xx' }, when)).toBeNull();
});
