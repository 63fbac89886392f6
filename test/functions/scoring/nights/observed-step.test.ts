import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompleteRunResponse } from '#contracts/run/run-messages.ts';
import { inThisThread, runPipeline } from '#functions/local/run-pipeline.ts';
import {
  measureAge,
  measureResults,
  measureSignals,
  observedStep,
  type StepWatch,
} from '#functions/scoring/observed-step.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { documentsOf, scorerOn } from '#test/builders/small-facts.ts';
import { toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryMetrics } from '#test/fakes/in-memory-metrics.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

describe('a step of a run', () => {
  let lines: Record<string, unknown>[];
  const keep = (text: unknown) => lines.push(JSON.parse(String(text))) > 0;
  beforeEach(() => {
    lines = [];
    vi.stubEnv('LOG_LEVEL', 'info');
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  function watch() {
    let calls = 0; // of the clock: one before the step, one after it
    const metrics = inMemoryMetrics();
    const watched: StepWatch = {
      metrics,
      clock: () => 1500 * ++calls,
      capacityUsed: () => ({ read: 5 * calls, write: 10 * calls }),
      level: 'info',
    };
    return { metrics, watched };
  }

  it('writes a line when it begins and when it ends, with its run, and measures time and units', async () => {
    const { metrics, watched } = watch();
    await observedStep(
      'Complete',
      { run_id: 'r0000000007' },
      async () => ({ run_id: 'r0000000007' }),
      watched,
    );
    expect(lines.map(({ level, message, step, run_id }) => [level, message, step, run_id])).toEqual([
      ['INFO', 'a step of a run begins', 'Complete', 'r0000000007'],
      ['INFO', 'a step of a run has ended', 'Complete', 'r0000000007'],
    ]);
    expect(lines[1]).toMatchObject({ duration_ms: 1500, write_units: 10, read_units: 5 });
    expect(metrics.measured).toEqual([
      {
        of: { Step: 'Complete' },
        values: { StepDuration: 1500, WriteUnits: 10, ReadUnits: 5, StepFailures: 0 },
      },
    ]);
  });

  it('that begins a run names it at the end', async () => {
    await observedStep('Begin', { run_id: null }, async () => ({ run_id: 'r0000000008' }), watch().watched);
    expect(lines.map(({ run_id }) => run_id)).toEqual([undefined, 'r0000000008']);
  });

  it('that fails says which, for whom and what to do, and fails on', async () => {
    const { metrics, watched } = watch();
    const failing = observedStep(
      'After',
      { run_id: 'r0000000007' },
      () => Promise.reject(new Error('no bus')),
      watched,
    );
    await expect(failing).rejects.toThrow('no bus');
    expect(lines[1]).toMatchObject({
      level: 'ERROR',
      step: 'After',
      run_id: 'r0000000007',
      who: expect.any(String),
      what_to_do: expect.any(String),
    });
    expect(metrics.measured).toEqual([
      { of: { Step: 'After' }, values: { StepFailures: 1, WriteUnits: 10, ReadUnits: 5 } },
    ]);
  });
});

describe('what is measured of a run', () => {
  it('is what came out of it, how far it moved, how old its signals are, and how old what readers see is', async () => {
    const store = inMemoryStore();
    const world = {
      scores: { 'element#Dy': 10, 'element#Pm': null } as Record<string, number | null>,
      buyers: ['JPN', 'USA'],
      facts: 'a',
    };
    const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 99 };
    const ports = {
      ...scoringPorts({ ...store, ...toyParts(world) }),
      guardBounds: { ...guardBounds, farMovement: { points: 20, maxShare: {} } },
    };
    await runPipeline({}, ports, () => '2026-10-01T18:30:00.000Z');
    world.scores = { 'element#Dy': 40, 'element#Pm': null };
    const metrics = inMemoryMetrics();
    const answers: CompleteRunResponse[] = [];
    const steps = inThisThread(ports);
    const complete: typeof steps.complete = async (runId, now) => {
      const answer = await steps.complete(runId, now);
      answers.push(answer);
      return answer;
    };
    await runPipeline({}, ports, () => '2026-10-02T18:30:00.000Z', undefined, { ...steps, complete });
    const [answer] = answers;
    if (answer === undefined) throw new Error('nothing was completed');
    measureResults(answer, metrics);
    expect(metrics.measured[0]).toMatchObject({
      of: {},
      values: { RunsRefused: 0, ScoresMade: 2, ScoresUnknown: 2, LargestMovement: 30, FarMovements: 100 },
    });
    const written = (await documentsOf(scorerOn('2026-10-01'))).get('signals') as { signals: object[] };
    await store.rows.putDocument(
      answer.run_id,
      'signals',
      {
        ...written,
        signals: [
          { ...written.signals[0], theatre: 'taiwan_strait', age_days: 96 },
          { ...written.signals[0], theatre: 'carriers', age_days: null },
        ],
      },
      2_000_000_000,
    );
    await measureSignals(answer.run_id, store.scores, metrics);
    measureAge(await store.ledger.pointer(), '2026-10-04T18:30:00.000Z', metrics);
    measureAge(null, '2026-10-04T18:30:00.000Z', metrics);
    expect(metrics.measured.slice(1)).toEqual([
      { of: { Signal: 'taiwan_strait' }, values: { SignalAgeDays: 96 } },
      { of: {}, values: { PublishAge: 2 * 86_400, ScoresAgeDays: 2 } },
    ]);
  });
});
