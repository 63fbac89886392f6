import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { POINTER_COPY, runObjects, TABLE_LAYOUT_VERSION } from '#contracts/store/table-layout.ts';
import { pointerCopyIn, scoreCopiesIn } from '#functions/adapters/archive/score-copies.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { dynaliteStore } from '#test/adapters/embedded-store.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';

const subjects = [
  { type: 'element', id: 'Dy', buyer: 'JPN' },
  { type: 'element', id: 'Pm', buyer: 'USA' },
  { type: 'supplier', id: 'lynas', buyer: 'JPN' },
  { type: 'country', id: 'CHN', buyer: 'USA' },
] as const;

describe('the copies of scores beside the store', () => {
  let store: Awaited<ReturnType<typeof dynaliteStore>>;
  beforeAll(async () => {
    store = await dynaliteStore();
    await publishWorld(store);
  });
  afterAll(() => store.close());

  it('are the documents of the table to the byte, but for the rank, which only the whole run knows', async () => {
    const copies = scoreCopiesIn(store.objects);
    for (const subject of subjects) {
      const stored = await store.scores.scoreJson(WORLD_RUN, subject);
      expect(stored, subject.id).not.toBeNull();
      const expected = JSON.stringify({ ...JSON.parse(stored ?? ''), rank: null });
      expect(await copies.scoreJson(WORLD_RUN, subject), subject.id).toBe(expected);
    }
  });

  it('are null for what the run has not scored, for a buyer it does not know, and for a run without objects', async () => {
    const copies = scoreCopiesIn(store.objects);
    expect(await copies.scoreJson(WORLD_RUN, { type: 'supplier', id: 'acme-magnets', buyer: 'JPN' })).toBeNull();
    expect(await copies.scoreJson(WORLD_RUN, { type: 'element', id: 'Dy', buyer: 'XXX' })).toBeNull();
    expect(await copies.scoreJson('r0000000001', { type: 'element', id: 'Dy', buyer: 'JPN' })).toBeNull();
  });

  it('take two reads of objects for the first score of a batch, and none for the next ones', async () => {
    const read = vi.spyOn(store.objects, 'read');
    const copies = scoreCopiesIn(store.objects);
    for (const subject of subjects) await copies.scoreJson(WORLD_RUN, subject);
    expect(read.mock.calls.map(([key]) => key)).toEqual([runObjects.plan(WORLD_RUN), runObjects.results(WORLD_RUN, 0)]);
    read.mockRestore();
  });

  it('are read again after a read that failed, of the plan and of a batch', async () => {
    const copies = scoreCopiesIn(store.objects);
    const read = vi.spyOn(store.objects, 'read');
    read.mockRejectedValueOnce(new Error('no plan'));
    await expect(copies.scoreJson(WORLD_RUN, subjects[0])).rejects.toThrow('no plan');
    const plan = await store.objects.read(runObjects.plan(WORLD_RUN));
    read.mockResolvedValueOnce(plan).mockRejectedValueOnce(new Error('no batch'));
    await expect(copies.scoreJson(WORLD_RUN, subjects[0])).rejects.toThrow('no batch');
    read.mockRestore();
    expect(await copies.scoreJson(WORLD_RUN, subjects[0])).toContain('"rank":null');
  });
});

describe('the copy of the pointer', () => {
  const pointer: RunPointer = {
    run_id: 'r0000000002',
    previous_run_id: null,
    version: 2,
    published_at: '2026-10-01T18:31:00.000Z',
    as_of: '2026-10-01',
  };

  it('is read once a minute, and is nothing to code of an earlier layout', async () => {
    const objects = inMemoryArchivedObjects();
    let clock = 0;
    const copies = scoreCopiesIn(objects, () => clock);
    expect(await copies.currentRun()).toBeNull();
    await pointerCopyIn(objects).put(pointer);
    clock = 59_999;
    expect(await copies.currentRun()).toBeNull();
    clock = 60_000;
    expect(await copies.currentRun()).toEqual(pointer);
    await objects.write(POINTER_COPY, Buffer.from(JSON.stringify({ layout: TABLE_LAYOUT_VERSION + 1, pointer })));
    expect(await scoreCopiesIn(objects).currentRun()).toBeNull();
  });
});
