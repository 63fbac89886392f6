import { afterEach, describe, expect, test, vi } from 'vitest';
import { logger } from '#functions/http/logger.ts';
import { planCustomBatches, whileThereIsTime } from '#functions/scoring/custom-scoring.ts';
import { customPlanObjects } from '#functions/store/custom-scores.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { CUSTOM_RUN, customScoringWorld, LISTED_AT } from './custom-scoring-world.ts';

afterEach(() => vi.restoreAllMocks());

describe('work on custom suppliers', () => {
  const ledger = {
    get: async () => runRecord({ run_id: CUSTOM_RUN, started_at: '2026-10-01T18:30:00.000Z' }),
  };
  const at = (work: 'score' | 'rank', now: string) =>
    whileThereIsTime(work, CUSTOM_RUN, now, ledger, async () => 'done');

  test('is done until the run is thirty minutes old, and ranking for ten minutes more', async () => {
    const warned = vi.spyOn(logger(), 'warn').mockImplementation(() => undefined);
    expect(await at('score', '2026-10-01T18:59:59.000Z')).toBe('done');
    expect(await at('rank', '2026-10-01T19:09:59.000Z')).toBe('done');
    expect(warned).not.toHaveBeenCalled();
  });

  test('is left out after that, and the log names the run and whom it concerns', async () => {
    const warned = vi.spyOn(logger(), 'warn').mockImplementation(() => undefined);
    expect(await at('score', '2026-10-01T19:00:00.000Z')).toBeNull();
    expect(await at('rank', '2026-10-01T19:10:00.000Z')).toBeNull();
    expect(warned.mock.calls.map(([, more]) => more)).toMatchObject([
      { run_id: CUSTOM_RUN, work: 'score', minutes: 30, who: expect.stringContaining('clients') },
      { run_id: CUSTOM_RUN, work: 'rank', minutes: 40 },
    ]);
  });
});

describe('the plan as objects', () => {
  test('gives the state machine numbers and a key, its map the batches, and ranking the clients', async () => {
    const { ports, store } = customScoringWorld();
    await store('acme', 'a', '10');
    await store('rival', 'x', '20');
    const objects = inMemoryArchivedObjects();
    const plans = customPlanObjects(objects);
    expect(await plans.handOut(await planCustomBatches(CUSTOM_RUN, LISTED_AT, ports))).toEqual({
      run_id: CUSTOM_RUN,
      batches: 2,
      clients: 2,
      plan: `runs/${CUSTOM_RUN}/custom-batches.json`,
    });
    const batches = JSON.parse(
      Buffer.from((await objects.read(`runs/${CUSTOM_RUN}/custom-batches.json`)) ?? []).toString('utf8'),
    );
    expect(batches).toEqual([
      { run_id: CUSTOM_RUN, batch: 0 },
      { run_id: CUSTOM_RUN, batch: 1 },
    ]);
    expect(await plans.clients(CUSTOM_RUN)).toEqual([
      { run_id: CUSTOM_RUN, client: 'acme', batches: 1, listed_at: LISTED_AT },
      { run_id: CUSTOM_RUN, client: 'rival', batches: 1, listed_at: LISTED_AT },
    ]);
    await expect(plans.clients('r0000000099')).rejects.toThrow(
      'there is no runs/r0000000099/custom-clients.json',
    );
  });
});
