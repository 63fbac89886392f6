import { expect, it } from 'vitest';
import { customMeasureSchema, type StoredMeasure } from '#contracts/api/custom-measures.ts';
import { getElementWithCustom } from '#functions/api/custom-measures/get-element-with-custom.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const stored = (control_class: string): StoredMeasure => ({
  id: `custom-${control_class}`,
  status: 'accepted',
  reasons: [],
  releasable: true,
  sent_at: '2026-09-27T09:00:00.000Z',
  changed_at: '2026-09-27T09:00:00.000Z',
  release_note: null,
  measure: customMeasureSchema.parse({
    title: control_class,
    control_class,
    origins: ['CHN'],
    targets: ['ALL'],
    elements: ['Dy'],
    stages: ['separation'],
    known_from: '2026-09-01',
    effective_from: '2026-09-01',
  }),
});

it('a measure of a class that the methodology of the run lacks is left out and named', async () => {
  const store = inMemoryStore();
  await publishWorld(store);
  const run = await store.scores.currentRun();
  if (run === null) throw new Error('the world has a run');
  const found = await getElementWithCustom(store.scores, run, { id: 'Dy', buyer: 'JPN' }, [stored('ban'), stored('seizure')]);
  expect(found.measures).toEqual([{ id: 'custom-ban', title: 'ban' }]);
  expect(found.left_out).toEqual([{ id: 'custom-seizure', title: 'seizure', why: expect.stringContaining('has no class seizure') }]);
});
