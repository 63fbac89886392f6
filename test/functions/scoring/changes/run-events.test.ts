import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';
import { completeAndRank, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import type { RunEvent } from '#functions/store/runs/run-events.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const night = (n: number): string => `2026-10-0${n}T18:30:00.000Z`;
const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 1000 };

describe('what a run tells others', () => {
  let store: ReturnType<typeof inMemoryStore>;
  let world: ToyWorld;
  let ports: ScoringPorts;

  beforeEach(() => {
    store = inMemoryStore();
    world = { scores: { 'element#Dy': 59, 'element#Tb': 20 }, buyers: ['JPN', 'USA'], facts: 'a' };
    ports = {
      ...scoringPorts({ ...store, ...toyParts(world) }),
      subjectsPerBatch: 1,
      abandonedAfterHours: 0,
      guardBounds,
    };
  });

  const run = async (n: number): Promise<void> => {
    world.facts = `night ${n}`;
    const { published, findings } = await runPipeline({}, ports, () => night(n));
    expect([published, findings]).toEqual([true, []]);
  };
  /** Up to publication; then the process dies. */
  async function runWithoutItsEnd(n: number): Promise<string> {
    world.facts = `night ${n}`;
    const { run_id, batches } = await beginRun({}, night(n), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, night(n), ports);
    await publishRun(run_id, night(n), ports.ledger);
    return run_id;
  }
  const told = (): string[] => store.events.sent.map(({ detail }) => detail.event_id);

  it('is that it is completed, and then each entry of the feed, the changes of band among them again', async () => {
    await run(1);
    store.events.sent.length = 0;
    world.scores = { 'element#Dy': 61, 'element#Tb': 21 };
    await run(2);
    expect(told()).toEqual([
      'run.completed:r0000000002',
      ...[1, 2].flatMap((n) => [`score.changed:${2_000_000_000 + n}`, `band.changed:${2_000_000_000 + n}`]),
      ...[1, 2].map((n) => `score.changed:${2_000_250_000 + n}`),
    ]);
    expect(store.events.sent[2]).toMatchObject({
      type: 'band.changed',
      detail: {
        seq: 2_000_000_001,
        subject: { id: 'Dy' },
        buyer: 'JPN',
        score_before: 59,
        score_after: 61,
        delta: 2,
      },
    });
    expect(store.events.sent[0]).toMatchObject({
      type: 'run.completed',
      detail: {
        run_id: 'r0000000002',
        previous_run_id: 'r0000000001',
        as_of: '2026-10-02',
        score_changes: 4,
        band_changes: 2,
      },
    });
  });

  it('has the shape that is documented, for every kind of change', async () => {
    world.scores = { 'element#Dy': 59, 'element#Tb': 20, 'element#Pm': null, 'element#La': 3 };
    await run(1);
    world.scores = { 'element#Dy': 61, 'element#Tb': null, 'element#Pm': 4 };
    await run(2);
    const kinds = new Set(store.events.sent.map(({ detail }) => ('kind' in detail ? detail.kind : 'run')));
    expect([...kinds].sort()).toEqual(['appeared', 'changed', 'removed', 'run', 'scored', 'unscored']);
    for (const { type, detail } of store.events.sent)
      expect(RUN_EVENT_SCHEMAS[type].safeParse(detail).error?.issues ?? []).toEqual([]);
  });

  it('is none of a score that days alone moved, unless its band is another', async () => {
    const { explainChange } = ports;
    const byDays: typeof explainChange = (before, after) => {
      const found = explainChange(before, after);
      return { ...found, by_cause: { ...found.by_cause, data_update: 0, time_passing: found.delta } };
    };
    ports = { ...ports, explainChange: byDays };
    world.perDay = 0.4;
    for (const n of [1, 2, 3]) await run(n);
    expect(store.events.sent.map(({ type }) => type)).toEqual([
      'run.completed',
      ...Array(4).fill('score.changed'),
      ...Array(2).fill('run.completed'),
    ]);
    expect(store.events.sent.at(-1)).toMatchObject({ detail: { score_changes: 0 } });
    store.events.sent.length = 0;
    await run(4);
    const ofDy = ['score.changed', 'band.changed'];
    expect(store.events.sent.map(({ type }) => type)).toEqual(['run.completed', ...ofDy, ...ofDy]);
    expect(store.events.sent[1]).toMatchObject({
      detail: { subject: { id: 'Dy' }, delta: 0.4, score_after: 60.2 },
    });
  });

  it('begins with all scores, none of which has come from another band', async () => {
    await run(1);
    expect(store.events.sent.map(({ type }) => type)).toEqual([
      'run.completed',
      ...Array(4).fill('score.changed'),
    ]);
  });

  it('is nothing before the run is published, and the same when the last step runs again', async () => {
    const runId = await runWithoutItsEnd(1);
    expect(told()).toEqual([]);
    await afterRun(runId, night(1), ports);
    const first = structuredClone(store.events.sent);
    expect(first).toHaveLength(5);
    await afterRun(runId, night(1), ports);
    expect(store.events.sent.slice(5)).toEqual(first.slice(0, 1)); // of changes it goes on where it ended
  });

  it('is told before the next run when the process died before it could', async () => {
    const runId = await runWithoutItsEnd(1);
    world.facts = 'night 2';
    await runPipeline({}, ports, () => night(2));
    expect(told()[0]).toBe(`run.completed:${runId}`);
  });

  it('goes on where the bus took nothing any more: what it has taken is not sent again', async () => {
    const runId = await runWithoutItsEnd(1);
    let calls = 0;
    const down = {
      ...ports,
      events: {
        send: async (events: readonly RunEvent[]) => {
          calls += 1;
          if (calls > 2) throw new Error('the bus did not take 1 event');
          await store.events.send(events);
        },
      },
    };
    await expect(afterRun(runId, night(1), down)).rejects.toThrow('the bus did not take');
    expect((await ports.ledger.get(runId))?.status).toBe('published');
    expect(told()).toHaveLength(3);
    await afterRun(runId, night(1), ports);
    expect((await ports.ledger.get(runId))?.status).toBe('completed');
    expect(new Set(told()).size).toBe(5);
    expect(told()).toHaveLength(6); // the run is told to be completed again
  });

  it('does not keep the next run from beginning when the bus is down for longer, which is logged', async () => {
    const runId = await runWithoutItsEnd(1);
    const written: string[] = [];
    const spy = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => written.push(String(text)) > 0);
    world.facts = 'night 2';
    const send = async () => Promise.reject(new Error('the bus did not take 5 events'));
    await runPipeline({}, { ...ports, events: { send } }, () => night(2)).finally(() => spy.mockRestore());
    expect((await ports.ledger.get(runId))?.status).toBe('completed');
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      level: 'ERROR',
      run_id: runId,
      error: { message: 'the bus did not take 5 events' },
    });
  });
});
