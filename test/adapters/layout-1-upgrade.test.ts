import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { OLD_RUN, putLayout1Run } from '#test/builders/runs/layout-1-run.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { type ToyWorld, toyParts, toyRunScorer } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { dynaliteStore, sqliteStore, TABLE } from './embedded-store.ts';

const dyForJapan = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
const before = { scores: { 'element#Ce': 52, 'element#Dy': 50, 'element#La': 53, 'element#Tb': 51 }, buyers: ['JPN', 'USA'], facts: 'old' };
const scorer = toyRunScorer(before, runRecord({ run_id: OLD_RUN, as_of: '2026-09-30', known_at: '2026-09-30' }));
const documents = scorer.subjects.flatMap((subject) => before.buyers.map((buyer) => scorer.findings(subject, buyer).result.document));

describe.each(Object.entries({ dynalite: dynaliteStore, SQLite: () => sqliteStore() }))('a store of layout 1, %s', (_name, open) => {
  let store: Awaited<ReturnType<typeof open>>;
  let world: ToyWorld;
  let ports: ScoringPorts;
  beforeEach(async () => {
    store = await open();
    await putLayout1Run(store.runs, TABLE, documents);
    world = { scores: { 'element#Dy': 57, 'element#Tb': 51, 'element#Ce': 52, 'element#La': 53 }, buyers: ['JPN', 'USA'], facts: 'new' };
    ports = scoringPorts({ ...store, snapshots: inMemoryStore().snapshots, ...toyParts(world) });
  });
  afterEach(() => store.close());

  const night = () => runPipeline({}, ports, () => '2026-10-01T18:30:00.000Z');

  it('is read by this code as it is, from the first request on', async () => {
    expect((await ports.scores.currentRun())?.run_id).toBe(OLD_RUN);
    expect(await ports.scores.score(OLD_RUN, dyForJapan)).toMatchObject({ score: 50, run_id: OLD_RUN });
    expect(await ports.scores.explanation(OLD_RUN, dyForJapan)).toMatchObject({ score: 50, run_id: OLD_RUN });
    expect((await ports.scores.history(dyForJapan, 2026)).map(({ as_of, score }) => [as_of, score])).toEqual([['2026-09-30', 50]]);
  });

  it('goes on in the next night: the feed tells what moved since, the history has both days, and the old rows begin to expire', async () => {
    expect(await night()).toMatchObject({ published: true, findings: [] });
    const changes = await store.changes.page({ month: '2026-10' }, { after: '', upTo: '9', limit: 99 });
    expect(changes.map(({ subject, buyer, score_before, score_after }) => [subject.id, buyer, score_before, score_after])).toEqual([
      ['Dy', 'JPN', 50, 57],
      ['Dy', 'USA', 50, 57],
    ]);
    expect((await ports.scores.history(dyForJapan, 2026)).map(({ as_of, score }) => [as_of, score])).toEqual([
      ['2026-09-30', 50],
      ['2026-10-01', 57],
    ]);
    expect(await ports.ledger.get(OLD_RUN)).toMatchObject({ rows_expire_at: '2027-01-04T18:30:00.000Z' });
    expect(await ports.scores.score(OLD_RUN, dyForJapan)).toMatchObject({ score: 50, run_id: OLD_RUN });
  });
});
