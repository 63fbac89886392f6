import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SENTENCES } from '#domain/words/render.ts';
import { getStatus } from '#functions/api/service/get-status.ts';
import { completeAndRank, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { RollBackRefused, rollBack, runsToShow } from '#functions/scoring/roll-back.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { startRunWhenDue } from '#functions/scoring/start-run.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import { dynaliteStore, sqliteStore } from '#test/functions/store/embedded-store.ts';

const night = (n: number): string => `2026-10-${String(n).padStart(2, '0')}T18:30:00.000Z`;
const morning = (n: number): string => `2026-10-${String(n).padStart(2, '0')}T23:00:00.000Z`;
const runOf = (n: number): string => `r${String(n).padStart(10, '0')}`;
const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 1000 };

type Store = Awaited<ReturnType<typeof sqliteStore>>;

const memory = async () => ({
  ...inMemoryStore(),
  snapshots: inMemoryStore().snapshots,
  close: async () => undefined,
});
const embedded = (open: () => Promise<Omit<Store, 'close'> & { close(): Promise<void> }>) => async () => ({
  ...(await open()),
  snapshots: inMemoryStore().snapshots,
});

describe.each([
  ['in memory', memory],
  ['DynamoDB (dynalite)', embedded(dynaliteStore)],
  ['SQLite', embedded(sqliteStore)],
] as const)('a roll-back, %s', (_name, open) => {
  let store: Awaited<ReturnType<typeof memory>> | Awaited<ReturnType<ReturnType<typeof embedded>>>;
  let world: ToyWorld;
  let ports: ReturnType<typeof scoringPorts>;

  beforeAll(async () => {
    store = await open();
    world = { scores: { 'element#Dy': 10, 'element#Tb': 20 }, buyers: ['JPN'], facts: 'a' };
    ports = { ...scoringPorts({ ...store, ...toyParts(world) }), guardBounds };
    for (const [n, Dy] of [
      [1, 10],
      [2, 30],
      [3, 95],
    ] as const) {
      world.scores = { ...world.scores, 'element#Dy': Dy };
      world.facts = `Dy ${Dy}`;
      await runPipeline({}, ports, () => night(n));
    }
  });
  afterAll(() => store.close());

  const back = (to: number, at = morning(3)) =>
    rollBack(runOf(to), 'wrong vintage', at, { ...ports, ledger: store.ledger });

  const dyForReaders = async () => {
    const pointer = await store.ledger.pointer();
    return (await store.scores.score(pointer?.run_id ?? '', { type: 'element', id: 'Dy', buyer: 'JPN' }))
      ?.score;
  };
  const feedOfDy = async () => {
    const head = await store.changes.head();
    const page =
      head === null
        ? []
        : await store.changes.page({ month: '2026-10' }, { after: '', upTo: head.position, limit: 100 });
    return page
      .filter(({ subject }) => subject.id === 'Dy')
      .map(({ run_id, score_before, score_after }) => [run_id, score_before, score_after]);
  };

  it('is refused to a run that does not exist, that failed, or whose rows expire before they could be kept', async () => {
    await expect(back(77)).rejects.toThrow('Run r0000000077 does not exist');
    const run = await store.ledger.get(runOf(1));
    if (run === null) throw new Error('there is no run');
    await store.ledger.create({
      ...run,
      run_id: runOf(1000),
      status: 'failed',
      failure: 'the guard refused the run',
    });
    await expect(back(1000)).rejects.toThrow('Run r0000001000 is failed (the guard refused the run)');
    await store.ledger.update(runOf(1000), {
      status: 'completed',
      rows_expire_at: '2026-10-03T23:05:00.000Z',
    });
    await expect(back(1000)).rejects.toThrow('expire at 2026-10-03T23:05:00.000Z');
    await store.ledger.update(runOf(1000), { rows_expire_at: null });
    await expect(back(1000)).rejects.toThrow('what its batches found cannot be read'); // its rows are gone, whatever its record says
    await store.ledger.update(runOf(1000), { status: 'failed' });
    await expect(back(1000)).rejects.toThrow(RollBackRefused);
    expect(await dyForReaders()).toBe(95);
  });

  it('lists the runs that readers can be shown', async () => {
    expect((await runsToShow(morning(3), store)).map(({ run_id }) => run_id)).toEqual([
      runOf(3),
      runOf(2),
      runOf(1),
    ]);
  });

  it('shows readers the run before, says so in its record and in the status, and changes nothing when it is asked again', async () => {
    expect(await back(2)).toMatchObject({ from_run_id: runOf(3), run: { run_id: runOf(2) }, at_work: null });
    expect(await dyForReaders()).toBe(30);
    const pointer = await store.ledger.pointer();
    expect(pointer).toMatchObject({
      run_id: runOf(2),
      as_of: '2026-10-02',
      published_at: night(2),
      previous_run_id: runOf(1),
      version: 4,
    });
    const taken = await store.ledger.get(runOf(3));
    expect(taken).toMatchObject({ status: 'completed', published_at: night(3), previous_run_id: runOf(2) });
    expect(taken?.failure).toBe(
      `readers had it until ${morning(3)}, when it was rolled back to r0000000002: wrong vintage`,
    );
    expect(await back(2, morning(4))).toMatchObject({ from_run_id: runOf(2) });
    expect(await store.ledger.pointer()).toEqual(pointer);
    for (const [name, content] of [
      ['signals', { signals: [], pressure: {} }],
      ['sources', { sources: [] }],
    ] as const)
      await store.rows.putDocument(runOf(2), name, content, FAR_OFF);
    const progress = { scores: null, history: null };
    const of = { access: {}, companies: [], progress, language: ENGLISH_SENTENCES };
    const status = await getStatus(
      store.scores,
      sourceClocksIn(tableInMemory()),
      rescoreRequestsIn(tableInMemory()),
      of,
      Date.parse(morning(3)),
    );
    expect(status.reasons[0]).toBe(
      `Readers have run r0000000002 again since ${morning(3)}: run r0000000003 was rolled back (wrong vintage).`,
    );
  });

  it('starts no run by itself: what the run has read that was taken back is no new fact', async () => {
    const requests = rescoreRequestsIn(tableInMemory());
    const at = '2026-10-03T10:00:00.000Z';
    await requests.add('a', { reason: 'facts', evidence: [], at, answered_by_runs_from: at, at_once: false });
    const started: string[] = [];
    const start = async () => void started.push('started');
    expect(
      await startRunWhenDue(morning(3), { ledger: store.ledger, requests, start, makesRunsItself: false }),
    ).toEqual({ state: 'idle' });
    expect(started).toEqual([]);
  });

  it('does not let a run be published that is older than the one that was taken back', async () => {
    const run = await store.ledger.get(runOf(2));
    if (run === null) throw new Error('there is no run');
    const { published_at: _, ...unseen } = run;
    await store.ledger.create({ ...unseen, run_id: 'r0000000002x', status: 'running' });
    expect(await publishRun('r0000000002x', morning(3), store.ledger)).toMatchObject({ published: false });
    expect((await store.ledger.get('r0000000002x'))?.failure).toContain('was overtaken by r0000000003');
  });

  it('keeps the rows of the run for a week when they would expire before', async () => {
    await store.ledger.update(runOf(2), { rows_expire_at: '2026-10-04T00:00:00.000Z' });
    expect((await back(2)).run.rows_expire_at).toBe(morning(10));
    expect((await store.ledger.get(runOf(2)))?.rows_expire_at).toBe(morning(10));
  });

  it('is undone in the same way, and the run has no word against it any more', async () => {
    expect(await back(3)).toMatchObject({ from_run_id: runOf(2) });
    expect(await dyForReaders()).toBe(95);
    const pointer = await store.ledger.pointer();
    expect(pointer).toMatchObject({ run_id: runOf(3), previous_run_id: runOf(2), published_at: night(3) });
    expect(pointer?.rolled_back).toBeUndefined();
    expect((await store.ledger.get(runOf(3)))?.failure).toBeNull();
  });

  it('over two runs leads to a next night that tells its changes against what the feed had told, and pins every run once', async () => {
    await back(2);
    expect(await back(1)).toMatchObject({ from_run_id: runOf(2) });
    expect((await store.ledger.pointer())?.rolled_back).toMatchObject({ from_run_id: runOf(3) });
    expect(await dyForReaders()).toBe(10);
    world.scores = { ...world.scores, 'element#Dy': 31 };
    world.facts = 'mended';
    const { run_id, batches } = await beginRun({}, night(5), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, night(5), ports);
    await publishRun(run_id, night(5), store.ledger);
    await afterRun(run_id, night(5), ports);
    await afterRun(run_id, night(5), ports); // a step that runs again tells the same
    expect(await store.ledger.pointer()).toMatchObject({ run_id, previous_run_id: runOf(1) });
    expect((await store.ledger.pointer())?.rolled_back).toBeUndefined();
    expect(await feedOfDy()).toEqual([
      [runOf(1), null, 10],
      [runOf(2), 10, 30],
      [runOf(3), 30, 95],
      [run_id, 95, 31],
    ]);
    const head = await store.trackRecord.head();
    expect(head).toMatchObject({ run_id, sequence: 4 });
  });

  it('to a run that is at work tells so', async () => {
    const begun = await beginRun({}, night(6), ports);
    expect(await back(3, '2026-10-06T18:40:00.000Z')).toMatchObject({ at_work: begun.run_id });
  });
});
