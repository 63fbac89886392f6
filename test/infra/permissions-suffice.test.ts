import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeAndRank, finishEarlierRuns } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { closeClients, planCustomBatches, scoreCustomBatch } from '#functions/scoring/custom-scoring.ts';
import { failRun, publishRun } from '#functions/scoring/publish-run.ts';
import { recordEndedExecution } from '#functions/scoring/record-ended-execution.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { customScoresIn } from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { toyParts } from '#test/builders/toy-run-scorer.ts';
import { watchedTables } from '#test/builders/watched-tables.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { customScoringWorld, customSupplier } from '#test/functions/scoring/custom/custom-scoring-world.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';
import { mayRequest, type RowRequest, rowRequestOf } from './row-requests.ts';
import { functionNamed } from './synthesized.ts';

const FUNCTION_OF: Readonly<Record<string, string>> = {
  'score-batch': 'Scorer',
  'custom/score-batch': 'Scorer',
  'record-ended-execution': 'WatchRuns',
};

/** The emulator checks no permissions. */
describe('the permissions of the roles', () => {
  let store: Awaited<ReturnType<typeof sqliteStore>>;
  let ports: ScoringPorts;
  const used = new Map<string, RowRequest[]>();
  let step = 'set-up';

  const during = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    step = name;
    return work();
  };

  beforeAll(async () => {
    store = await sqliteStore(null, (tables) =>
      watchedTables(tables, (call) => used.set(step, [...(used.get(step) ?? []), rowRequestOf(call)])),
    );
    const world = { scores: { 'element#Dy': 71, 'element#Tb': 60 }, buyers: ['JPN', 'USA'], facts: 'a' };
    ports = {
      ...scoringPorts({ ...store, snapshots: inMemoryStore().snapshots, ...toyParts(world) }),
      subjectsPerBatch: 1,
    };
    for (const night of ['2026-10-01T18:30:00.000Z', '2026-10-02T18:30:00.000Z']) await wholeRun(night);
    await runWithoutItsEnd('2026-10-03T18:30:00.000Z'); // the next one has to put that right
    await during('after-run', () =>
      finishEarlierRuns(
        () => '2026-10-04T18:30:00.000Z',
        ports,
        (runId, now) => afterRun(runId, now, ports),
      ),
    );
    const { run_id } = await during('begin-run', () => beginRun({}, '2026-10-04T18:30:00.000Z', ports));
    await during('fail-run', () =>
      failRun(run_id, 'a step gave up', '2026-10-04T18:31:00.000Z', ports.ledger),
    );
    Object.assign(world.scores, { 'element#Dy': null }); // doubtful: what earlier runs were held back for is looked up
    const doubtful = await during('begin-run', () => beginRun({}, '2026-10-04T19:30:00.000Z', ports));
    for (const batch of doubtful.batches) await during('score-batch', () => scoreBatch(batch, ports));
    expect(
      (
        await during('complete-run', () =>
          completeAndRank(doubtful.run_id, '2026-10-04T19:30:00.000Z', ports),
        )
      ).passed,
    ).toBe(false);
    const ended = {
      name: 'night',
      status: 'FAILED',
      startDate: Date.parse('2026-10-05T18:30:00.000Z'),
    } as const;
    const endedPorts = { ...ports, events: store.events, codeVersion: 'code' };
    await during('record-ended-execution', () =>
      recordEndedExecution(ended, '2026-10-05T18:40:00.000Z', endedPorts),
    );
    await during('begin-run', () => beginRun({}, '2026-10-06T18:30:00.000Z', ports, 'hung'));
    const hung = {
      name: 'hung',
      status: 'TIMED_OUT',
      startDate: Date.parse('2026-10-06T18:30:00.000Z'),
    } as const;
    await during('record-ended-execution', () =>
      recordEndedExecution(hung, '2026-10-06T19:31:00.000Z', endedPorts),
    );
  });
  afterAll(() => store.close());

  async function wholeRun(now: string): Promise<void> {
    const runId = await runWithoutItsEnd(now);
    await during('after-run', () => afterRun(runId, now, ports));
  }

  async function runWithoutItsEnd(now: string): Promise<string> {
    const { run_id, batches } = await during('begin-run', () => beginRun({}, now, ports));
    for (const batch of batches) await during('score-batch', () => scoreBatch(batch, ports));
    expect((await during('complete-run', () => completeAndRank(run_id, now, ports))).findings).toEqual([]);
    await customSteps(run_id, now);
    await during('publish-run', () => publishRun(run_id, now, ports.ledger));
    return run_id;
  }

  async function customSteps(runId: string, now: string): Promise<void> {
    const suppliers = customSuppliersIn(store.table(SIGNALS_TABLE));
    const customScores = customScoresIn(store.table(TABLE));
    const world = customScoringWorld({ ledger: ports.ledger, suppliers, scores: customScores });
    await during('set-up', () => suppliers.put('acme', 'magnets', customSupplier('60'), 'anything', now));
    const batches = await during('custom/plan', () => planCustomBatches(runId, world.ports));
    for (const batch of batches)
      await during('custom/score-batch', () => scoreCustomBatch(batch, world.ports));
    await during('custom/close', () => closeClients(runId, batches, world.ports));
    expect((await during('set-up', () => customScores.run('acme', runId)))?.suppliers).toBe(1);
  }

  it.each([
    'begin-run',
    'score-batch',
    'complete-run',
    'custom/plan',
    'custom/score-batch',
    'custom/close',
    'publish-run',
    'after-run',
    'fail-run',
    'record-ended-execution',
  ])('let the function of the step %s do what the step does', (name) => {
    const asked = used.get(name) ?? [];
    expect(asked.length).toBeGreaterThan(0);
    const role = functionNamed(FUNCTION_OF[name] ?? 'Steps');
    expect(asked.filter((request) => !mayRequest(role, request))).toEqual([]);
  });

  it.each(['Steps', 'Scorer', 'WatchRuns'])(
    'have %s take no action on rows that no step of it takes',
    (name) => {
      const steps = [...used].filter(
        ([step]) => step !== 'set-up' && (FUNCTION_OF[step] ?? 'Steps') === name,
      );
      const taken = new Set(steps.flatMap(([, requests]) => requests.map(({ action }) => action)));
      const granted = functionNamed(name).statements.flatMap(({ actions }) =>
        actions.filter((action) => action.startsWith('dynamodb:')),
      );
      expect([...new Set(granted)].filter((action) => !taken.has(action))).toEqual([]);
    },
  );
});
