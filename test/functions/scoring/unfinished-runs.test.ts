import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { completeAndRank, finishEarlierRuns, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { ChangeUnexplained } from '#functions/scoring/run-changes.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import type { PublishedChange } from '#functions/store/scores/score-changes.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryRunEvents } from '#test/fakes/in-memory-run-events.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const night = (n: number): string => `2026-10-${String(n).padStart(2, '0')}T18:30:00.000Z`;
const runOf = (n: number): string => `r${String(n).padStart(10, '0')}`;
const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 1000 };

describe('a published run that cannot be finished', () => {
  let world: ToyWorld;
  let ports: ScoringPorts;
  let lines: Record<string, unknown>[];

  beforeEach(() => {
    world = { scores: { 'element#Dy': 10, 'element#Tb': 20 }, buyers: ['JPN'], facts: 'a' };
    ports = {
      ...scoringPorts({ ...inMemoryStore(), ...toyParts(world) }),
      subjectsPerBatch: 2,
      abandonedAfterHours: 0,
      guardBounds,
    };
    lines = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(JSON.parse(String(text))) > 0);
  });
  afterEach(() => vi.restoreAllMocks());

  const score = (Dy: number): void => {
    world.scores = { ...world.scores, 'element#Dy': Dy };
    world.facts = `Dy ${Dy}`;
  };
  const finish = (n: number, withPorts: ScoringPorts) =>
    finishEarlierRuns(
      () => night(n),
      withPorts,
      (runId, now) => afterRun(runId, now, withPorts),
    );
  const run = (n: number, withPorts = ports) => runPipeline({}, withPorts, () => night(n));
  /** The store takes no change of this run. */
  const refusing = (runId: string): ScoringPorts => ({
    ...ports,
    changes: {
      ...ports.changes,
      append: async (changes, expiresAt) => {
        if (changes.some(({ run_id }) => run_id === runId)) throw new Error('a row is damaged');
        await ports.changes.append(changes, expiresAt);
      },
    },
  });
  /** As the state machine does it on AWS: each step on its own, the last one fails the execution. */
  const stepByStep = async (n: number, withPorts: ScoringPorts): Promise<string> => {
    await finish(n, withPorts);
    const { run_id, batches } = await beginRun({}, night(n), withPorts);
    for (const batch of batches) await scoreBatch(batch, withPorts);
    await completeAndRank(run_id, night(n), withPorts);
    await publishRun(run_id, night(n), withPorts.ledger);
    await afterRun(run_id, night(n), withPorts);
    return run_id;
  };
  const feed = async (): Promise<readonly PublishedChange[]> => {
    const head = await ports.changes.head();
    return head === null
      ? []
      : ports.changes.page(
          { month: '2026-10' },
          { after: '', upTo: head.position, limit: 100, never_told: head.never_told },
        );
  };
  const statusOf = async (n: number) => (await ports.ledger.get(runOf(n)))?.status;

  it('tells so, and the next nights publish; the feed of changes still ends in the present state', async () => {
    await run(1);
    score(30);
    const broken = refusing(runOf(2));
    expect(await run(2, broken)).toEqual({
      run_id: runOf(2),
      published: true,
      findings: [],
      unfinished: 'a row is damaged',
    });
    expect(await statusOf(2)).toBe('published');
    score(40);
    expect(await run(3, broken)).toEqual({ run_id: runOf(3), published: true, findings: [] });
    expect([await statusOf(1), await statusOf(2), await statusOf(3)]).toEqual([
      'completed',
      'unfinished',
      'completed',
    ]);
    const ofDy = (await feed()).filter(({ subject }) => subject.id === 'Dy');
    expect(
      ofDy.map(({ run_id, previous_run_id, score_before, score_after }) => [
        run_id,
        previous_run_id,
        score_before,
        score_after,
      ]),
    ).toEqual([
      [runOf(1), null, null, 10],
      [runOf(3), runOf(1), 10, 40],
    ]);
    score(50);
    expect(await run(4, broken)).toMatchObject({ published: true });
    expect((await feed()).at(-1)).toMatchObject({
      previous_run_id: runOf(3),
      score_before: 40,
      score_after: 50,
    });
    expect(lines.map(({ message, run_id }) => [message, run_id])).toEqual([
      ['a run is published, and what follows its publication failed; the next run tries again', runOf(2)],
      [
        'an earlier run is published, and what follows its publication failed again; the next run goes on without it',
        runOf(2),
      ],
      ['a published run could not be finished and is given up', runOf(2)],
    ]);
    for (const line of lines)
      expect(line).toMatchObject({ level: 'ERROR', who: expect.any(String), what_to_do: expect.any(String) });
  });

  it('does not stop the nights of the state machine, whose last step failed', async () => {
    await stepByStep(1, ports);
    score(30);
    await expect(stepByStep(2, refusing(runOf(2)))).rejects.toThrow('damaged');
    score(40);
    expect(await stepByStep(3, refusing(runOf(2)))).toBe(runOf(3));
    expect([await statusOf(2), await statusOf(3)]).toEqual(['unfinished', 'completed']);
  });

  it('is finished by the next run when the reason has gone', async () => {
    await run(1);
    score(30);
    await run(2, refusing(runOf(2)));
    score(40);
    await run(3);
    expect([await statusOf(2), await statusOf(3)]).toEqual(['completed', 'completed']);
    expect(
      (await feed()).filter(({ subject }) => subject.id === 'Dy').map(({ score_after }) => score_after),
    ).toEqual([10, 30, 40]);
  });

  it('is given up after three tries that ended the process: nothing is left in the way of a start', async () => {
    await run(1);
    score(30);
    await run(2, refusing(runOf(2)));
    await ports.ledger.update(runOf(2), { finish_attempts: 3 }); // counted before each try, so also when the process died in it
    const append = vi.fn(ports.changes.append);
    await finish(3, { ...ports, changes: { ...ports.changes, append } });
    expect(append).not.toHaveBeenCalled();
    expect(await ports.ledger.get(runOf(2))).toMatchObject({
      status: 'unfinished',
      failure: expect.stringContaining('given up'),
    });
  });

  it('is tried at most three times while no later run is published', async () => {
    await run(1);
    score(30);
    await run(2, refusing(runOf(2)));
    for (let n = 3; n < 9; n += 1) await finish(n, refusing(runOf(2)));
    expect(await ports.ledger.get(runOf(2))).toMatchObject({ status: 'unfinished', finish_attempts: 3 });
  });

  it('counts as completed where only what readers do not follow is missing: its changes are not told twice', async () => {
    await run(1);
    score(30);
    const broken = { ...ports, events: { send: async () => Promise.reject(new Error('no bus')) } };
    expect(await run(2, broken)).toMatchObject({ published: true, unfinished: 'no bus' });
    await ports.ledger.update(runOf(2), { finish_attempts: 3 });
    score(40);
    await run(3);
    expect(await ports.ledger.get(runOf(2))).toMatchObject({
      status: 'completed',
      failure: expect.stringContaining('its changes are told'),
    });
    expect(
      (await feed()).filter(({ subject }) => subject.id === 'Dy').map(({ score_after }) => score_after),
    ).toEqual([10, 30, 40]);
  });

  it('and had told a part of its changes leaves nothing of them in the feed, and sent no events', async () => {
    const events = inMemoryRunEvents();
    const { sent } = events;
    ports = { ...ports, subjectsPerBatch: 1, events };
    await run(1);
    const heard = sent.length;
    world.scores = { 'element#Dy': 50, 'element#Tb': 60 };
    world.facts = 'b';
    const broken: ScoringPorts = {
      ...ports,
      changes: {
        ...ports.changes,
        append: async (changes, expiresAt) => {
          if (changes.some(({ run_id, subject }) => run_id === runOf(2) && subject.id === 'Tb'))
            throw new Error('a row is damaged');
          await ports.changes.append(changes, expiresAt);
        },
      },
    };
    await run(2, broken);
    expect(sent).toHaveLength(heard);
    world.scores = { 'element#Dy': 10, 'element#Tb': 20 }; // as the first run had them: there is nothing to tell
    await run(3, broken);
    expect([await statusOf(2), await statusOf(3)]).toEqual(['unfinished', 'completed']);
    const ofDy = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
    const { position: upTo = '', never_told = [] } = (await ports.changes.head()) ?? {};
    expect((await feed()).map(({ subject, score_after }) => [subject.id, score_after])).toEqual([
      ['Dy', 10],
      ['Tb', 20],
    ]);
    expect(
      (await ports.changes.page(ofDy, { after: '', upTo, limit: 1, never_told })).map(
        ({ score_after }) => score_after,
      ),
    ).toEqual([10]);
    score(30);
    await run(4, broken);
    expect(
      (
        await ports.changes.page(
          { month: '2026-10' },
          { after: '', upTo: '2026-10-31#~', limit: 3, never_told },
        )
      ).map(({ score_after }) => score_after),
    ).toEqual([10, 20, 30]);
  });

  it('of which nothing was told before is the first one told by the next', async () => {
    await run(1, refusing(runOf(1)));
    await run(2, refusing(runOf(1)));
    expect([await statusOf(1), await statusOf(2)]).toEqual(['unfinished', 'completed']);
    expect((await feed()).map(({ run_id, kind }) => [run_id, kind])).toEqual([
      [runOf(2), 'appeared'],
      [runOf(2), 'appeared'],
    ]);
  });
});

describe('a change whose reasons cannot be worked out', () => {
  const world: ToyWorld = { scores: { 'element#Dy': 10, 'element#Tb': 20 }, buyers: ['JPN'], facts: 'a' };
  afterEach(() => vi.restoreAllMocks());

  async function twoNights(over: (ports: ScoringPorts) => Partial<ScoringPorts>) {
    const lines: Record<string, unknown>[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(JSON.parse(String(text))) > 0);
    const ports = {
      ...scoringPorts({ ...inMemoryStore(), ...toyParts(world) }),
      abandonedAfterHours: 0,
      guardBounds,
    };
    world.scores = { 'element#Dy': 10, 'element#Tb': 20 };
    await runPipeline({}, ports, () => night(1));
    const first = (await ports.changes.head())?.position ?? '';
    world.scores = { 'element#Dy': 11.5, 'element#Tb': 21 };
    const outcome = await runPipeline({}, { ...ports, ...over(ports) }, () => night(2));
    const upTo = (await ports.changes.head())?.position ?? '';
    const changes = await ports.changes.page({ month: '2026-10' }, { after: first, upTo, limit: 10 });
    return { ports, outcome, changes, lines };
  }

  it('is published as unexplained, logged and counted; the others are explained', async () => {
    const { ports, outcome, changes, lines } = await twoNights(({ explainChange }) => ({
      explainChange: (before, after) => {
        if (after.subject.id === 'Dy') throw new ChangeUnexplained('the attribution failed: a site is null');
        return explainChange(before, after);
      },
    }));
    expect(outcome).toEqual({ run_id: runOf(2), published: true, findings: [] });
    expect(changes).toMatchObject([
      {
        subject: { id: 'Dy' },
        delta: 1.5,
        by_cause: { unexplained: 1.5, data_update: 0, time_passing: 0 },
        by_driver: [{ id: 'toy', points: 1.5 }],
        reasons: [],
        summary: 'Dy for Japan rose by 1.50 to 11.50: reasons that could not be worked out +1.50.',
      },
      { subject: { id: 'Tb' }, by_cause: { data_update: 1 } },
    ]);
    expect(changes[1]?.by_cause).not.toHaveProperty('unexplained');
    expect(await ports.ledger.get(runOf(2))).toMatchObject({ status: 'completed', unexplained_changes: 1 });
    expect(lines).toMatchObject([
      {
        level: 'ERROR',
        run_id: runOf(2),
        subject: 'element Dy',
        buyer: 'JPN',
        error: { message: 'the attribution failed: a site is null' },
      },
    ]);
  });

  it('is told without drivers where an explanation is gone', async () => {
    const { changes } = await twoNights(({ rows }) => ({
      rows: {
        ...rows,
        explanations: async (runId, batch) => (runId === runOf(1) ? null : rows.explanations(runId, batch)),
      },
    }));
    expect(changes.map(({ by_cause, by_driver }) => [by_cause?.unexplained, by_driver])).toEqual([
      [1.5, []],
      [1, []],
    ]);
  });

  it('is not made of a fault of the store: that is tried again', async () => {
    const { ports, outcome, changes } = await twoNights(({ rows }) => ({
      rows: { ...rows, explanations: () => Promise.reject(new Error('throttled')) },
    }));
    expect([outcome.unfinished, changes]).toEqual(['throttled', []]);
    expect((await ports.ledger.get(runOf(2)))?.status).toBe('published');
  });
});
