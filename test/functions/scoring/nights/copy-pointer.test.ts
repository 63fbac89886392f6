import { expect, it, vi } from 'vitest';
import { pointerCopyIn, scoreCopiesIn } from '#functions/adapters/archive/score-copies.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { pointerCopier } from '#functions/scoring/nights/copy-pointer.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';

const pointer = (run: number, more: Partial<RunPointer> = {}): RunPointer => ({
  run_id: `r000000000${run}`,
  previous_run_id: null,
  version: run,
  published_at: '2026-10-01T18:31:00.000Z',
  as_of: '2026-10-01',
  ...more,
});

it('the pointer is copied when it has changed, a roll-back too, and not each minute', async () => {
  const objects = inMemoryArchivedObjects();
  const write = vi.spyOn(objects, 'write');
  const copy = pointerCopier(pointerCopyIn(objects));
  await copy(null);
  expect(write).not.toHaveBeenCalled();
  for (let minute = 0; minute < 3; minute += 1) await copy(pointer(2));
  expect(write).toHaveBeenCalledTimes(1);
  const back = pointer(1, { version: 3, rolled_back: { from_run_id: 'r0000000002', at: '2026-10-02T01:00:00.000Z', reason: 'wrong' } });
  await copy(back);
  expect(await scoreCopiesIn(objects).currentRun()).toEqual(back);
});

it('a copy that fails is tried again, and fails nothing else', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const objects = inMemoryArchivedObjects();
  const write = vi.spyOn(objects, 'write').mockRejectedValueOnce(new Error('no bucket'));
  const copy = pointerCopier(pointerCopyIn(objects));
  await copy(pointer(1));
  expect(await scoreCopiesIn(objects).currentRun()).toBeNull();
  await copy(pointer(1));
  expect(write).toHaveBeenCalledTimes(2);
  expect((await scoreCopiesIn(objects).currentRun())?.run_id).toBe('r0000000001');
});
