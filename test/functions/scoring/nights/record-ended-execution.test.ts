import { describe, expect, it } from 'vitest';
import type { EndedExecution } from '#contracts/run/run-messages.ts';
import { completeAndRank } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { failRun, publishRun } from '#functions/scoring/publish-run.ts';
import { recordEndedExecution } from '#functions/scoring/record-ended-execution.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const NIGHT = '2026-10-01T18:30:00.000Z';
const LATER = '2026-10-01T19:31:00.000Z';

function service() {
  const store = inMemoryStore();
  const ports = scoringPorts({
    ...store,
    ...toyParts({ scores: { 'element#Dy': 71 }, buyers: ['JPN'], facts: 'a' }),
  });
  const ended = (execution: Partial<EndedExecution>) =>
    recordEndedExecution(
      { name: 'night-1', status: 'FAILED', startDate: Date.parse(NIGHT), input: '{}', ...execution },
      LATER,
      {
        ledger: store.ledger,
        events: store.events,
        codeVersion: 'code',
      },
    );
  const tilPublished = async () => {
    const { run_id, batches } = await beginRun({}, NIGHT, ports, 'night-1');
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, NIGHT, ports);
    await publishRun(run_id, NIGHT, ports.ledger);
    return run_id;
  };
  return { store, ports, ended, tilPublished };
}

describe('an execution that ended badly', () => {
  it('before it had a run leaves a failed one with the step and the error, and is told', async () => {
    const { store, ended } = service();
    await ended({ error: 'InternalServerError', input: '{"as_of": "2026-09-30"}' });
    const [run] = await store.ledger.list(5, null);
    expect(run).toMatchObject({
      run_id: 'r0000000001',
      status: 'failed',
      as_of: '2026-09-30',
      started_at: NIGHT,
      finished_at: LATER,
    });
    expect(run?.failure).toBe(
      'the step Begin gave up with InternalServerError: the execution night-1 failed before the run had begun',
    );
    const detail = {
      event_id: 'run.failed:r0000000001',
      run_id: 'r0000000001',
      as_of: '2026-09-30',
      reason: run?.failure,
    };
    expect(store.events.sent).toEqual([{ type: 'run.failed', detail }]);
  });

  it.each([
    [
      'TIMED_OUT',
      'the execution night-1 took longer than an hour and was ended while its subjects were scored or counted',
    ],
    ['ABORTED', 'the execution night-1 was stopped by hand while its subjects were scored or counted'],
  ] as const)('as %s leaves no run that goes on saying that it is running', async (status, failure) => {
    const { store, ports, ended } = service();
    const { run_id } = await beginRun({}, NIGHT, ports, 'night-1');
    await ended({ status });
    expect(await store.ledger.get(run_id)).toMatchObject({ status: 'failed', failure, finished_at: LATER });
    expect(store.events.sent).toMatchObject([{ type: 'run.failed', detail: { run_id, reason: failure } }]);
  });

  it('is written down once, however often it is told, and beside what its own steps have said', async () => {
    const { store, ports, ended } = service();
    await ended({});
    await ended({});
    expect(await store.ledger.list(5, null)).toHaveLength(1);
    const { run_id } = await beginRun({}, LATER, ports, 'night-2');
    await failRun(run_id, 'the step Complete gave up with E in execution night-2', LATER, store.ledger);
    await ended({ name: 'night-2', startDate: Date.parse(LATER) });
    expect(await store.ledger.get(run_id)).toMatchObject({
      failure: 'the step Complete gave up with E in execution night-2',
    });
    expect(store.events.sent).toHaveLength(1);
  });

  it('after its run was published leaves that run published, and tells nobody that it failed', async () => {
    const { store, ports, ended, tilPublished } = service();
    const run_id = await tilPublished();
    await ended({});
    expect(await store.ledger.get(run_id)).toMatchObject({ status: 'published', failure: null });
    expect(store.events.sent).toEqual([]);
    await afterRun(run_id, LATER, ports);
    await ended({});
    expect(await store.ledger.get(run_id)).toMatchObject({ status: 'completed', failure: null });
  });
});

describe('a step that gave up', () => {
  it('when the pointer had already moved leaves a published run, and says so to the machine', async () => {
    const { store, tilPublished } = service();
    const run_id = await tilPublished();
    await store.ledger.update(run_id, { status: 'running' }); // the pointer was moved, and the record of the run could not be written
    expect(await failRun(run_id, 'the step Publish gave up', LATER, store.ledger)).toEqual({
      run_id,
      published: true,
    });
    expect(await store.ledger.get(run_id)).toMatchObject({ status: 'published', failure: null });
  });
});
