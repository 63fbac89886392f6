import { expect, test, vi } from 'vitest';
import { listChanges } from '#functions/api/changes/list-changes.ts';
import { completeAndRank, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { failRun, publishRun } from '#functions/scoring/publish-run.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import type { RunLedger } from '#functions/store/runs/run-ledger.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const NIGHT = '2026-10-01T18:30:00.000Z';
const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 100 };

function house() {
  const store = inMemoryStore();
  const world: ToyWorld = { scores: { 'element#Dy': 10 }, buyers: ['JPN'], facts: 'a' };
  const ports = { ...scoringPorts({ ...store, ...toyParts(world) }), guardBounds };
  const told = async () =>
    (await listChanges(store.changes, { limit: 100 }, null)).rows.map(({ score_after }) => score_after);
  return { store, world, ports, told };
}

/** As a client of a store repeats a call whose answer was lost. */
const repeating = (ledger: RunLedger): RunLedger => ({
  ...ledger,
  async movePointer(expected, next) {
    await ledger.movePointer(expected, next);
    await ledger.movePointer(expected, next);
  },
});

test('a publication whose one write was repeated is a publication', async () => {
  const { ports, told } = house();
  expect(await runPipeline({}, { ...ports, ledger: repeating(ports.ledger) }, () => NIGHT)).toMatchObject({
    published: true,
  });
  expect(await told()).toEqual([10]);
});

test('a publication whose one write was confirmed and lost is none, and the next try publishes', async () => {
  const { ports, store, told } = house();
  const { run_id, batches } = await beginRun({}, NIGHT, ports);
  for (const batch of batches) await scoreBatch(batch, ports);
  await completeAndRank(run_id, NIGHT, ports);
  const losing: RunLedger = { ...ports.ledger, movePointer: async () => undefined };
  await expect(publishRun(run_id, NIGHT, losing)).rejects.toThrow(
    `the pointer was moved to run ${run_id}, and names nothing: the write was lost`,
  );
  expect((await store.ledger.get(run_id))?.status).toBe('running');
  await publishRun(run_id, NIGHT, ports.ledger);
  await afterRun(run_id, NIGHT, ports);
  expect(await told()).toEqual([10]);
});

test('a run that readers saw and that is called failed is told with the next one, also when that was at work beside it (seed 22 of the simulation)', async () => {
  const { ports, world, told } = house();
  await runPipeline({}, ports, () => NIGHT);
  world.scores = { 'element#Dy': 40 };
  world.facts = 'b';
  const beside = await beginRun({}, NIGHT, ports);
  const lost: RunLedger = {
    ...ports.ledger,
    async movePointer(expected, next) {
      await ports.ledger.movePointer(expected, next);
      throw new Error('the answer was lost');
    },
  };
  const later = await beginRun({}, NIGHT, ports);
  for (const { run_id, batches } of [beside, later]) {
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, NIGHT, ports);
  }
  await expect(publishRun(beside.run_id, NIGHT, lost)).rejects.toThrow('the answer was lost');
  await ports.ledger.update(beside.run_id, { status: 'failed' });
  await publishRun(later.run_id, NIGHT, ports.ledger);
  await afterRun(later.run_id, NIGHT, ports);
  expect(await told()).toEqual([10, 40]);
});

test('a damaged explanation of the run before costs the reasons of its changes, and not the night', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { ports, world, told, store } = house();
  await runPipeline({}, ports, () => NIGHT);
  world.scores = { 'element#Dy': 40 };
  world.facts = 'b';
  const damaged: typeof ports.rows = {
    ...ports.rows,
    explanations: async (runId, batch) =>
      runId === 'r0000000001' ? () => ['{"cut":'] : ports.rows.explanations(runId, batch),
  };
  const night = await runPipeline({}, { ...ports, rows: damaged }, () => '2026-10-02T18:30:00.000Z');
  expect(night).toMatchObject({ published: true });
  expect(await store.ledger.get(night.run_id)).toMatchObject({ status: 'completed', unexplained_changes: 1 });
  expect(await told()).toEqual([10, 40]);
});

test.each(['older', 'newer'] as const)(
  'of two publications at one moment the newer stands, and neither fails, when the %s one is first',
  async (first) => {
    const { ports, store } = house();
    await runPipeline({}, ports, () => NIGHT);
    const [older, newer] = [await beginRun({}, NIGHT, ports), await beginRun({}, NIGHT, ports)];
    for (const { run_id, batches } of [older, newer]) {
      for (const batch of batches) await scoreBatch(batch, ports);
      await completeAndRank(run_id, NIGHT, ports);
    }
    const [one, other] = first === 'older' ? [older, newer] : [newer, older];
    /** The first publication is made while the other is about to move the pointer. */
    const between: RunLedger = {
      ...ports.ledger,
      async movePointer(expected, next) {
        await publishRun(one.run_id, NIGHT, ports.ledger);
        await ports.ledger.movePointer(expected, next);
      },
    };
    expect(await publishRun(other.run_id, NIGHT, between)).toEqual({
      run_id: other.run_id,
      published: other === newer,
    });
    expect((await store.ledger.pointer())?.run_id).toBe(newer.run_id);
    expect((await store.ledger.get(newer.run_id))?.status).toBe('published');
    expect((await store.ledger.get(older.run_id))?.status).toBe(
      first === 'older' ? 'published' : 'overtaken',
    );
  },
);

test('a run whose publication nobody heard of, and which a newer one has followed since, is a publication', async () => {
  const { ports } = house();
  const { run_id, batches } = await beginRun({}, NIGHT, ports);
  for (const batch of batches) await scoreBatch(batch, ports);
  await completeAndRank(run_id, NIGHT, ports);
  const lost: RunLedger = {
    ...ports.ledger,
    async movePointer(expected, next) {
      await ports.ledger.movePointer(expected, next);
      await runPipeline({}, ports, () => NIGHT);
      throw new Error('the answer was lost');
    },
  };
  await expect(publishRun(run_id, NIGHT, lost)).rejects.toThrow('the answer was lost');
  expect(await publishRun(run_id, NIGHT, ports.ledger)).toEqual({ run_id, published: true });
  expect(await failRun(run_id, 'the step Publish gave up', NIGHT, ports.ledger)).toEqual({
    run_id,
    published: true,
  });
});
