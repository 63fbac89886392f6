import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completeAndRank, finishEarlierRuns, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { RunRefused } from '#functions/store/runs/run-ledger.ts';
import type { SubjectKey } from '#functions/store/scores/published-scores.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { dynaliteStore, sqliteStore } from '#test/functions/store/embedded-store.ts';

const night = (n: number): string => `2026-10-0${n}T18:30:00.000Z`;
const guardBounds = { minScoredShare: { element: 0.75 }, minMeanCoverage: 0.3, maxMovementPoints: 5 };
const dyForJapan: SubjectKey = { type: 'element', id: 'Dy', buyer: 'JPN' };

const stores = {
  'in memory': async () => ({ ...inMemoryStore(), close: async () => undefined }),
  dynalite: async () => ({ ...(await dynaliteStore()), snapshots: inMemoryStore().snapshots }),
  SQLite: async () => ({ ...(await sqliteStore()), snapshots: inMemoryStore().snapshots }),
};

describe.each(Object.entries(stores))('a run, store %s', (_name, makeStore) => {
  let world: ToyWorld;
  let ports: ScoringPorts;
  let close: () => Promise<void>;

  beforeEach(async () => {
    const store = await makeStore();
    close = store.close;
    world = {
      scores: {
        'element#Dy': 71.76,
        'element#Tb': 60.5,
        'element#Pm': null,
        'element#La': 8,
        'element#Ce': 5,
      },
      buyers: ['JPN', 'USA'],
      facts: 'a',
    };
    ports = {
      ...scoringPorts({ ...store, ...toyParts(world) }),
      subjectsPerBatch: 2,
      abandonedAfterHours: 0,
      guardBounds,
    };
  });
  afterEach(async () => {
    await close();
  });

  const run = (n: number) => runPipeline({}, ports, () => night(n));
  const shown = async (subject = dyForJapan) => {
    const pointer = await ports.scores.currentRun();
    return pointer === null ? null : ((await ports.scores.score(pointer.run_id, subject))?.score ?? null);
  };

  it('publishes scores with their ranks, ranking pages and documents, and tells what was left out', async () => {
    expect(await run(1)).toEqual({ run_id: 'r0000000001', published: true, findings: [] });
    const score = await ports.scores.score('r0000000001', dyForJapan);
    expect(score).toMatchObject({
      score: 71.76,
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      rank: { position: 1, of: 4, from: null, to: null },
    });
    const page = await ports.scores.rankingPage('r0000000001', 'element', 'JPN', 0);
    expect(page?.rows.map((row) => row.subject.id)).toEqual(['Dy', 'Tb', 'La', 'Ce', 'Pm']);
    expect(page?.rows.at(-1)).toMatchObject({ score: null, rank: null });
    expect(await ports.scores.document('r0000000001', 'sources')).toEqual({ sources: [] });
    expect(await ports.scores.run('r0000000001')).toMatchObject({
      status: 'completed',
      expected_documents: 10,
      written_documents: 10,
      left_out: [{ what: 'element Pm for JPN, USA', reason: 'no table of world shares' }],
    });
  });

  it('is not seen before it is published', async () => {
    const { run_id, batches } = await beginRun({}, night(1), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, night(1), ports);
    expect(await ports.scores.currentRun()).toBeNull();
    expect(await ports.scores.history(dyForJapan, 2026)).toEqual([]);
    await publishRun(run_id, night(1), ports.ledger);
    expect(await shown()).toBe(71.76);
    expect(await ports.scores.history(dyForJapan, 2026)).toEqual([]);
    await afterRun(run_id, night(1), ports);
    expect(await ports.scores.history(dyForJapan, 2026)).toMatchObject([
      { as_of: '2026-10-01', score: 71.76, origin: 'published', run_id },
    ]);
  });

  it('says the same at any batch size and order, and the checksum shows it', async () => {
    await run(1);
    const first = await ports.scores.run('r0000000001');
    for (const subjectsPerBatch of [1, 5]) {
      const other = { ...ports, subjectsPerBatch };
      const { run_id, batches } = await beginRun({ as_of: '2026-10-01' }, night(1), other);
      for (const batch of batches.toReversed()) await scoreBatch(batch, other);
      await completeAndRank(run_id, night(1), other);
      expect((await ports.ledger.get(run_id))?.checksum).toBe(first?.checksum);
    }
  });

  it('writes the same when a batch runs twice', async () => {
    const { run_id, batches } = await beginRun({}, night(1), ports);
    for (const batch of [...batches, ...batches]) await scoreBatch(batch, ports);
    expect(await completeAndRank(run_id, night(1), ports)).toMatchObject({ passed: true });
    expect(await completeAndRank(run_id, night(1), ports)).toMatchObject({ passed: true });
  });

  it('refuses to publish when a batch is missing; the last good run stands and the record says why', async () => {
    await run(1);
    const { run_id, batches } = await beginRun({}, night(2), ports);
    for (const batch of batches.slice(1)) await scoreBatch(batch, ports);
    const answer = await completeAndRank(run_id, night(2), ports);
    expect(answer.passed).toBe(false);
    expect(answer.findings[0]).toBe('4 of 10 results are missing, the first is element Ce for JPN');
    await expect(publishRun(run_id, night(2), ports.ledger)).rejects.toThrow(RunRefused);
    expect(await ports.scores.run(run_id)).toMatchObject({
      status: 'failed',
      guard_findings: answer.findings,
    });
    expect((await ports.scores.currentRun())?.run_id).toBe('r0000000001');
  });

  it.each([
    ['a score of 100', { score: 100, contributions_sum: 100 }, /score 100 is not in \[0, 100\)/],
    ['a score that is no number', { score: Number.NaN }, /score NaN|the score is not a number/],
    [
      'contributions that miss the score by a billionth and a half',
      { contributions_sum: 71.76 + 1.5e-9 },
      /contributions sum to/,
    ],
    [
      'published points that miss the published score by a hundredth',
      { published_hundredths: 7175 },
      /published points sum to 7175/,
    ],
  ])('refuses %s', async (_what, exact, finding) => {
    world.distort = (score) => (score === 71.76 ? exact : {});
    const { findings, published } = await run(1);
    expect(published).toBe(false);
    expect(findings[0]).toMatch(finding);
    expect(await ports.scores.currentRun()).toBeNull();
  });

  it('refuses a run in which most subjects have lost their score', async () => {
    await run(1);
    world.scores = { ...world.scores, 'element#Dy': null, 'element#Tb': null };
    world.facts = 'b';
    const outcome = await run(2);
    expect(outcome.findings).toContain('element for JPN: 2 of 5 have a score, at least 75 % are expected');
    expect(await shown()).toBe(71.76);
  });

  it('refuses a jump without a changed fact, and takes it with one', async () => {
    await run(1);
    world.scores = { ...world.scores, 'element#Dy': 40 };
    const refused = await run(2);
    expect(refused.findings[0]).toBe(
      'element Dy for JPN: moved from 71.76 (scarce 80) to 40 (scarce 80) though no fact changed, by more than days explain (allowed 5.0)',
    );
    world.facts = 'b';
    expect((await run(3)).published).toBe(true);
    expect(await shown()).toBe(40);
  });

  it('lets a score move as far as the same facts move with the days, however many have passed', async () => {
    world.perDay = 0.1;
    expect((await run(1)).published).toBe(true);
    expect(await runPipeline({}, ports, () => '2027-07-01T18:30:00.000Z')).toMatchObject({
      published: true,
      findings: [],
    });
    expect(await shown()).toBeCloseTo(71.76 + 27.3, 9);
  });

  it('is held back for what it doubts for a day, and then published with what was found in its record', async () => {
    await run(1);
    world.scores = { ...world.scores, 'element#Dy': 40 };
    const finding = expect.stringContaining('Dy for JPN: moved from 71.76');
    const at = (hour: string) => runPipeline({}, ports, () => `2026-10-0${hour}:30:00.000Z`);
    expect(await at('2T18')).toMatchObject({ published: false });
    expect(await at('2T19')).toMatchObject({ published: false });
    world.scores = { ...world.scores, 'element#Tb': 90, 'element#Dy': 41 };
    expect(await at('3T18')).toMatchObject({
      published: true,
      findings: [finding, expect.anything(), expect.anything(), expect.anything()],
    });
    const [published, held] = await ports.ledger.list(2, null);
    expect(published).toMatchObject({
      status: 'completed',
      guard_findings: [finding, expect.anything(), expect.anything(), expect.anything()],
    });
    expect(held).toMatchObject({
      status: 'failed',
      held_back: { 'element for JPN: movement without a changed fact': '2026-10-02T18:30:00.000Z' },
    });
    world.scores = { ...world.scores, 'element#Dy': 70 };
    expect(await at('4T19')).toMatchObject({ published: false }); // what was told before the last publication is told again
  });

  it('is held back again for what nobody was told', async () => {
    await run(1);
    world.scores = { ...world.scores, 'element#Dy': 40 };
    expect((await run(2)).published).toBe(false);
    world.scores = {
      'element#Dy': 40,
      'element#Tb': null,
      'element#Pm': null,
      'element#La': 8,
      'element#Ce': 5,
    };
    expect((await run(3)).published).toBe(false);
    expect((await run(4)).published).toBe(true);
  });

  it('is never published with results that contradict themselves, whoever was told', async () => {
    world.distort = () => ({ contributions_sum: 1 });
    for (const n of [1, 2, 3]) expect((await run(n)).published).toBe(false);
  });

  it('is compared with what readers see when it is complete, not when it began: what was accepted meanwhile is no movement any more', async () => {
    ports = { ...ports, abandonedAfterHours: 99 };
    await run(1);
    world.scores = { ...world.scores, 'element#Dy': 40 };
    const accepted = await beginRun({ accept_movement: true }, night(2), ports);
    const later = await beginRun({}, night(2), ports);
    for (const batch of [...accepted.batches, ...later.batches]) await scoreBatch(batch, ports);
    await completeAndRank(accepted.run_id, night(2), ports);
    await publishRun(accepted.run_id, night(2), ports.ledger);
    expect(await completeAndRank(later.run_id, night(2), ports)).toMatchObject({
      passed: true,
      findings: [],
    });
  });

  it('says the same again when nobody heard that it was held back', async () => {
    await run(1);
    world.scores = { ...world.scores, 'element#Dy': 40 };
    const { run_id, batches } = await beginRun({}, night(2), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    const answer = await completeAndRank(run_id, night(2), ports);
    expect(answer.passed).toBe(false);
    expect(await completeAndRank(run_id, night(3), ports)).toEqual(answer);
  });

  it('never shows a late writer of a crashed run', async () => {
    await run(1);
    const crashed = await beginRun({}, night(2), ports);
    const [first, ...late] = crashed.batches;
    if (first === undefined) throw new Error('a run has batches');
    await scoreBatch(first, ports);
    const crashedWorld = { ...world, scores: { ...world.scores, 'element#Dy': 1 } };
    world.facts = 'b';
    expect((await run(3)).published).toBe(true);
    expect(await ports.ledger.get(crashed.run_id)).toMatchObject({
      status: 'failed',
      failure: 'the run stopped without an end; a later run began',
    });
    for (const batch of late) await expect(scoreBatch(batch, ports)).rejects.toThrow(RunRefused);
    // One that had asked before the run was marked failed writes all the same.
    const lateScorer = await toyParts(crashedWorld).makeScorer(
      { ...(await ports.ledger.get(crashed.run_id)), run_id: crashed.run_id } as never,
      '',
    );
    await ports.rows.putBatch(crashed.run_id, 1, [lateScorer.findings(dyForJapan, 'JPN')]);
    await expect(completeAndRank(crashed.run_id, night(3), ports)).rejects.toThrow(RunRefused);
    expect(await shown()).toBe(71.76);
    expect((await ports.scores.currentRun())?.run_id).toBe('r0000000003');
  });

  it('never lets an overtaken run move the pointer back', async () => {
    const slow = await beginRun({}, night(1), ports);
    for (const batch of slow.batches) await scoreBatch(batch, ports);
    await completeAndRank(slow.run_id, night(1), ports);
    ports = { ...ports, abandonedAfterHours: 99 };
    await run(2);
    expect(await publishRun(slow.run_id, night(2), ports.ledger)).toEqual({
      run_id: slow.run_id,
      published: false,
    });
    expect(await publishRun(slow.run_id, night(2), ports.ledger)).toMatchObject({ published: false });
    expect(await ports.ledger.get(slow.run_id)).toMatchObject({
      status: 'overtaken',
      failure: expect.stringContaining('r0000000002'),
    });
  });

  it('finishes before the next run what a published run left undone', async () => {
    const { run_id, batches } = await beginRun({}, night(1), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, night(1), ports);
    const pointer = {
      run_id,
      previous_run_id: null,
      version: 1,
      published_at: night(1),
      as_of: '2026-10-01',
    };
    await ports.ledger.movePointer(null, pointer); // and the process dies before the record says so
    await finishEarlierRuns(
      () => night(2),
      ports,
      (runId, now) => afterRun(runId, now, ports),
    );
    expect(await ports.ledger.get(run_id)).toMatchObject({ status: 'completed' });
    expect(await ports.scores.history(dyForJapan, 2026)).toMatchObject([{ as_of: '2026-10-01', run_id }]);
  });

  it('refuses batches of a run that other code began', async () => {
    const { batches } = await beginRun({}, night(1), ports);
    const [first] = batches;
    if (first === undefined) throw new Error('a run has batches');
    await expect(scoreBatch(first, { ...ports, codeVersion: 'newer' })).rejects.toThrow(
      'was begun by code test, this is newer',
    );
  });

  it('marks a run as failed when a step throws, and readers keep the last good run', async () => {
    await run(1);
    const broken = { ...ports, makeScorer: async () => Promise.reject(new Error('the snapshot is damaged')) };
    await expect(runPipeline({}, broken, () => night(2))).rejects.toThrow('damaged');
    expect(await shown()).toBe(71.76);
    const failing = {
      ...ports,
      rows: { ...ports.rows, putScores: async () => Promise.reject(new Error('no space')) },
    };
    await expect(runPipeline({}, failing, () => night(2))).rejects.toThrow('no space');
    expect((await ports.ledger.list(1, null))[0]).toMatchObject({ status: 'failed', failure: 'no space' });
  });

  it('marks a run as failed with the reason when its beginning throws after it has a record', async () => {
    await run(1);
    const failing = {
      ...ports,
      rows: { ...ports.rows, putPlan: async () => Promise.reject(new Error('the folder is gone')) },
    };
    await expect(runPipeline({}, failing, () => night(2))).rejects.toThrow('the folder is gone');
    const [newest, before] = await ports.ledger.list(2, null);
    expect(newest).toMatchObject({ run_id: 'r0000000002', status: 'failed', failure: 'the folder is gone' });
    expect(before).toMatchObject({ run_id: 'r0000000001', status: 'completed', failure: null });
    expect(await shown()).toBe(71.76);
  });

  it('gives rows their expiry when they are written, so that a night pays for no row of the night before', async () => {
    const expired: string[] = [];
    const rows: typeof ports.rows = {
      ...ports.rows,
      async expire(runId) {
        expired.push(runId);
      },
    };
    ports = { ...ports, rows };
    await run(1);
    await run(2);
    const [active, superseded] = await ports.ledger.list(2, null);
    expect(active).toMatchObject({ run_id: 'r0000000002', rows_expire_at: '2027-01-05T18:30:00.000Z' });
    expect(superseded).toMatchObject({ run_id: 'r0000000001', rows_expire_at: '2027-01-04T18:30:00.000Z' });
    expect(expired).toEqual([]);
    expect(await ports.scores.score('r0000000001', dyForJapan)).not.toBeNull();
  });

  it('lets rows of a run that was superseded on its own day expire two days later', async () => {
    await run(1);
    await run(1);
    const [, superseded] = await ports.ledger.list(2, null);
    expect(superseded).toMatchObject({ run_id: 'r0000000001', rows_expire_at: '2026-10-03T18:30:00.000Z' });
  });

  it('gives the active run more time when nobody has published for long, also in a night that fails', async () => {
    await run(1);
    const broken = { ...ports, makeScorer: async () => Promise.reject(new Error('the table is gone')) };
    await expect(runPipeline({}, broken, () => '2026-12-10T18:30:00.000Z')).rejects.toThrow('gone');
    expect(await ports.ledger.get('r0000000001')).toMatchObject({
      rows_expire_at: '2027-03-15T18:30:00.000Z',
    });
  });
});
