import { afterEach, describe, expect, test, vi } from 'vitest';
import { logger } from '#functions/http/logger.ts';
import {
  closeClients,
  planCustomBatches,
  scoreCustomBatch,
  whileThereIsTime,
} from '#functions/scoring/custom-scoring.ts';
import { customPlanObjects } from '#functions/store/clients/custom-scores.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { CUSTOM_RUN, customScoringWorld } from './custom-scoring-world.ts';

afterEach(() => vi.restoreAllMocks());

describe('work on custom suppliers', () => {
  const ledger = {
    get: async () => runRecord({ run_id: CUSTOM_RUN, started_at: '2026-10-01T18:30:00.000Z' }),
  };
  const at = (work: 'score' | 'close', now: string) =>
    whileThereIsTime(work, CUSTOM_RUN, now, ledger, async () => 'done');

  test('is done until the run is thirty minutes old, and what they close with for ten minutes more', async () => {
    const warned = vi.spyOn(logger(), 'warn').mockImplementation(() => undefined);
    expect(await at('score', '2026-10-01T18:59:59.000Z')).toBe('done');
    expect(await at('close', '2026-10-01T19:09:59.000Z')).toBe('done');
    expect(warned).not.toHaveBeenCalled();
  });

  test('is left out after that, and the log names the run and whom it concerns', async () => {
    const warned = vi.spyOn(logger(), 'warn').mockImplementation(() => undefined);
    expect(await at('score', '2026-10-01T19:00:00.000Z')).toBeNull();
    expect(await at('close', '2026-10-01T19:10:00.000Z')).toBeNull();
    expect(warned.mock.calls.map(([, more]) => more)).toMatchObject([
      { run_id: CUSTOM_RUN, work: 'score', minutes: 30, who: expect.stringContaining('clients') },
      { run_id: CUSTOM_RUN, work: 'close', minutes: 40 },
    ]);
  });
});

test('the plan is an object, of which the state machine gets the key and the last step the batches', async () => {
  const { ports, store } = customScoringWorld();
  await store('acme', 'a', '10');
  await store('rival', 'x', '20');
  const plans = customPlanObjects(inMemoryArchivedObjects());
  const batches = await planCustomBatches(CUSTOM_RUN, ports);
  expect(batches).toEqual([
    { run_id: CUSTOM_RUN, client: 'acme', batch: 0, after: null, last: 'a' },
    { run_id: CUSTOM_RUN, client: 'rival', batch: 0, after: null, last: 'x' },
  ]);
  expect(await plans.handOut(CUSTOM_RUN, batches)).toEqual({
    run_id: CUSTOM_RUN,
    batches: 2,
    plan: `runs/${CUSTOM_RUN}/custom-batches.json`,
  });
  expect(await plans.batches(CUSTOM_RUN)).toEqual(batches);
  expect(await plans.batches('r0000000099')).toEqual([]);
});

test('clients whose batches are not all done are counted, and the others are read', async () => {
  const { ports, store, scores } = customScoringWorld();
  for (const client of ['acme', 'bell', 'corp']) await store(client, 's', '10');
  const batches = await planCustomBatches(CUSTOM_RUN, ports);
  for (const batch of batches) if (batch.client !== 'bell') await scoreCustomBatch(batch, ports);
  vi.spyOn(logger(), 'error').mockImplementation(() => undefined);
  expect(await closeClients(CUSTOM_RUN, batches, ports)).toEqual({ unranked: 1 });
  const read = await Promise.all(['acme', 'bell', 'corp'].map((client) => scores.run(client, CUSTOM_RUN)));
  expect(read.map((run) => run?.suppliers)).toEqual([1, undefined, 1]);
});
