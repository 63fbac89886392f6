import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { inReadingOrder } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { BatchResult } from '#functions/store/runs/run-rows.ts';
import type { SubjectKey } from '#functions/store/scores/published-scores.ts';
import { WriteConflict } from '#functions/store/table/table.ts';
import { FAR_OFF, putDocuments } from '#test/builders/runs/written-run.ts';
import { historyPoint, runRecord, scoreDocument, scoredSubjects } from '#test/builders/score-documents.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const dyForJapan: SubjectKey = { type: 'element', id: 'Dy', buyer: 'JPN' };
const runA = 'r0000000001';
const runB = 'r0000000002';
const pointerTo = (run_id: string, version: number): RunPointer => ({
  run_id,
  previous_run_id: null,
  version,
  published_at: '2026-10-01T18:01:00.000Z',
  as_of: '2026-10-01',
});

describe('the store of runs and scores', () => {
  let store: ReturnType<typeof inMemoryStore>;
  beforeEach(() => {
    store = inMemoryStore();
  });

  it('gives every run another id, growing in byte order, also when many ask at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => store.ledger.nextRunId()));
    expect(new Set(ids).size).toBe(20);
    expect(ids.toSorted()[0]).toBe('r0000000001');
    expect(await store.ledger.nextRunId()).toBe('r0000000021');
  });

  it('creates a run once', async () => {
    await store.ledger.create(runRecord());
    await store.ledger.create(runRecord()); // repeated, because its answer was lost
    await expect(store.ledger.create(runRecord({ execution: 'another' }))).rejects.toThrow(WriteConflict);
    expect(await store.ledger.get(runA)).toEqual(runRecord());
    expect(await store.ledger.get(runB)).toBeNull();
  });

  it('changes only the named fields of a run, and only in the status that is asked for', async () => {
    await store.ledger.create(runRecord());
    const leftOut = [{ what: 'element Pm', reason: 'no market' }];
    await store.ledger.update(runA, { status: 'failed', left_out: leftOut });
    expect(await store.ledger.get(runA)).toEqual(runRecord({ status: 'failed', left_out: leftOut }));
    await store.ledger.update(runA, { status: 'failed', left_out: leftOut }, 'running'); // repeated
    await expect(store.ledger.update(runA, { status: 'published' }, 'running')).rejects.toThrow(
      WriteConflict,
    );
    await expect(store.ledger.update(runB, { status: 'published' })).rejects.toThrow(WriteConflict);
  });

  it('lists runs newest first, page after page', async () => {
    for (let n = 1; n <= 5; n += 1) await store.ledger.create(runRecord({ run_id: `r000000000${n}` }));
    const first = await store.scores.runs(2, null);
    expect(first.map((run) => run.run_id)).toEqual(['r0000000005', 'r0000000004']);
    expect((await store.ledger.list(9, 'r0000000004')).map((run) => run.run_id)).toEqual([
      'r0000000003',
      'r0000000002',
      'r0000000001',
    ]);
    expect(await store.scores.run('r0000000003')).toEqual(runRecord({ run_id: 'r0000000003' }));
  });

  it('moves the pointer only from where the mover has seen it', async () => {
    expect(await store.scores.currentRun()).toBeNull();
    await store.ledger.movePointer(null, pointerTo(runA, 1));
    await store.ledger.movePointer(null, pointerTo(runA, 1)); // repeated
    await expect(store.ledger.movePointer(null, pointerTo(runB, 1))).rejects.toThrow(WriteConflict);
    await store.ledger.movePointer(pointerTo(runA, 1), pointerTo(runB, 2));
    await expect(store.ledger.movePointer(pointerTo(runA, 1), pointerTo('r0000000003', 2))).rejects.toThrow(
      WriteConflict,
    );
    expect(await store.ledger.pointer()).toEqual(pointerTo(runB, 2));
    expect(await store.scores.currentRun()).toEqual(pointerTo(runB, 2));
  });

  it('lets one of many movers win', async () => {
    const moves = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => store.ledger.movePointer(null, pointerTo(`r000000000${n}`, 1))),
    );
    expect(moves.filter((move) => move.status === 'fulfilled')).toHaveLength(1);
  });

  it('shows a score of exactly the run that is asked for', async () => {
    const document = scoreDocument();
    await putDocuments(store.rows, runA, [document]);
    expect(await store.scores.score(runA, dyForJapan)).toEqual(document);
    const json = await store.scores.scoreJson(runA, dyForJapan);
    expect(json).toBe(JSON.stringify(inReadingOrder(document)));
    expect(Object.keys(JSON.parse(json ?? '')).slice(0, 6)).toEqual([
      'subject',
      'buyer',
      'headline',
      'score',
      'scarce',
      'now',
    ]);
    expect(await store.scores.scoreJson(runB, dyForJapan)).toBeNull();
    expect(await store.scores.score(runB, dyForJapan)).toBeNull();
    expect(await store.scores.score(runA, { ...dyForJapan, buyer: 'USA' })).toBeNull();
  });

  it('keeps unknown as null', async () => {
    const unknown = scoreDocument({ id: 'Pm', score: null });
    await putDocuments(store.rows, runA, [unknown]);
    expect((await store.scores.score(runA, { ...dyForJapan, id: 'Pm' }))?.score).toBeNull();
  });

  it('gives the documents of a subject for each of its buyers', async () => {
    const documents = ['JPN', 'USA'].map((buyer, n) => scoreDocument({ buyer, score: 70 + n }));
    await putDocuments(store.rows, runA, documents);
    expect(await store.scores.score(runA, dyForJapan)).toEqual(documents[0]);
    expect(await store.scores.score(runA, { ...dyForJapan, buyer: 'USA' })).toEqual(documents[1]);
    expect(await store.scores.score(runA, { ...dyForJapan, buyer: 'EUU' })).toBeNull();
  });

  const batchOf = (batch: number, ids: readonly string[]) => ({
    run_id: runA,
    batch,
    before: null,
    is_counted: false,
    until: null,
    subjects: ids.map((id) => ({ type: 'element' as const, id })),
  });
  const resultsOf = async (runId: string) => {
    const found: (readonly BatchResult[])[] = [];
    for await (const some of store.rows.results(runId)) found.push(some);
    return found;
  };

  it('gives a plan back, and none of a run that has none', async () => {
    const plan = [batchOf(0, ['Al', 'Dy']), batchOf(1, ['Tb'])];
    await store.rows.putPlan(runA, plan);
    expect(await store.rows.plan(runA)).toEqual(plan);
    expect(await store.rows.plan(runB)).toBeNull();
    expect(await resultsOf(runB)).toEqual([]);
  });

  it('gives the results batch after batch in the order of the plan, without those that were never written, and the draws in hundredths', async () => {
    const draws = Float32Array.from([71.5, Math.fround(0.1), 99.994]);
    const findings = ['Al', 'Dy'].map((id) =>
      scoredSubjects(scoreDocument({ id }), id === 'Dy' ? draws : null),
    );
    await store.rows.putPlan(
      runA,
      Array.from({ length: 9 }, (_, n) => batchOf(n, [`X${n}`])),
    );
    await store.rows.putBatch(runA, 7, [scoredSubjects(scoreDocument({ id: 'Tb' }))]);
    await store.rows.putBatch(runA, 1, findings);
    const [first, second, ...more] = await resultsOf(runA);
    expect(more).toEqual([]);
    expect(first?.map(({ explained: _place, ...result }) => result)).toEqual(
      findings.map(({ result }) => result),
    );
    expect(second?.map(({ document }) => document.subject.id)).toEqual(['Tb']);
    expect(await store.rows.draws(runA, 1)).toEqual([null, Uint16Array.from([7150, 10, 9999])]);
    expect(await store.rows.draws(runA, 7)).toEqual([null]);
    await expect(store.rows.draws(runA, 2)).rejects.toThrow('batch 2 of run r0000000001 was never written');
  });

  it('gives each explanation of a batch with the rank of its score, and none before the run is complete', async () => {
    const findings = ['Al', 'Dy', 'Tb'].map((id, n) => scoredSubjects(scoreDocument({ id, score: 10 * n })));
    await store.rows.putPlan(runA, [batchOf(0, ['Al', 'Dy', 'Tb'])]);
    await store.rows.putBatch(runA, 0, findings);
    expect(await store.scores.explanation(runA, dyForJapan)).toBeNull();
    const [results = []] = await resultsOf(runA);
    const rank = { position: 1, of: 1, from: null, to: null };
    const scored = results.map(({ document, explained }) => ({ document: { ...document, rank }, explained }));
    await store.rows.putScores(runA, scored, FAR_OFF);
    for (const [n, id] of ['Al', 'Dy', 'Tb'].entries())
      expect(await store.scores.explanation(runA, { ...dyForJapan, id })).toEqual({
        ...findings[n]?.explanation,
        rank,
      });
  });

  it('keeps a document that is too large for an item', async () => {
    const large = { text: randomBytes(400_000).toString('hex') };
    await store.rows.putDocument(runA, 'sources', large, FAR_OFF);
    expect(await store.scores.document(runA, 'sources')).toEqual(large);
  });

  it('keeps ranking pages and documents of a run', async () => {
    const page = { run_id: runA, subject_type: 'element', buyer: 'JPN', page: 0, pages: 1 } as const;
    const rows = [scoreDocument({ id: 'Tb', score: 80 }), scoreDocument()];
    await putDocuments(store.rows, runA, rows.toReversed());
    await store.rows.putRankingPages([{ ...page, ids: ['Tb', 'Dy'] }], FAR_OFF);
    await store.rows.putDocument(runA, 'signal:senkaku', { theatre: 'senkaku', index: null }, FAR_OFF);
    expect(await store.scores.rankingPage(runA, 'element', 'JPN', 0)).toEqual({ ...page, rows });
    expect(await store.scores.rankingPage(runA, 'element', 'JPN', 1)).toBeNull();
    expect(await store.scores.document(runA, 'signal:senkaku')).toEqual({ theatre: 'senkaku', index: null });
    expect(await store.scores.document(runB, 'signal:senkaku')).toBeNull();
  });

  it('keeps a history by year, oldest first, and merging again changes nothing', async () => {
    const points = ['2026-01-04', '2025-12-28', '2025-12-21'].map((as_of) => historyPoint({ as_of }));
    await store.history.put([{ subject: dyForJapan, points }]);
    await store.history.put([{ subject: dyForJapan, points: points.slice(1) }]);
    expect((await store.scores.history(dyForJapan, 2025)).map((point) => point.as_of)).toEqual([
      '2025-12-21',
      '2025-12-28',
    ]);
    expect(await store.scores.history(dyForJapan, 2026)).toEqual([historyPoint({ as_of: '2026-01-04' })]);
    expect(await store.scores.history(dyForJapan, 2024)).toEqual([]);
  });

  it('keeps what was published apart from what was replayed', async () => {
    const published = historyPoint({ score: 70 });
    const replayed = historyPoint({ score: 60, origin: 'replayed', run_id: null });
    await store.history.put([{ subject: dyForJapan, points: [replayed] }]);
    await store.history.put([{ subject: dyForJapan, points: [published] }]);
    expect(await store.scores.history(dyForJapan, 2026)).toEqual([published, replayed]);
  });

  it('lets the later run of a day win, also when an older run is repaired after it', async () => {
    const later = historyPoint({ run_id: runB, score: 50 });
    await store.history.put([{ subject: dyForJapan, points: [later] }]);
    await store.history.put([{ subject: dyForJapan, points: [historyPoint({ run_id: runA, score: 40 })] }]);
    expect(await store.scores.history(dyForJapan, 2026)).toEqual([later]);
  });

  it('loses no point when several write the same year', async () => {
    const days = Array.from({ length: 12 }, (_, n) => `2026-02-${String(n + 1).padStart(2, '0')}`);
    await Promise.all(
      days.map((as_of) => store.history.put([{ subject: dyForJapan, points: [historyPoint({ as_of })] }])),
    );
    expect((await store.scores.history(dyForJapan, 2026)).map((point) => point.as_of)).toEqual(days);
  });

  it('keeps input snapshots by their content', async () => {
    const data = { elements: [], shares: [{ element: 'Dy', share: 0.1 + 0.2 }] } as unknown as ReferenceData;
    expect(await store.snapshots.current()).toBeNull();
    const sha256 = await store.snapshots.put(data);
    expect(await store.snapshots.put({ ...data })).toBe(sha256);
    await store.snapshots.setCurrent(sha256);
    expect(await store.snapshots.current()).toBe(sha256);
    const { facts } = await store.snapshots.open(sha256);
    expect(await facts([])).toEqual({
      ...data,
      supplier_sites: [],
      supplier_links: [],
      external_parties: [],
    });
    await expect(store.snapshots.open('f'.repeat(64))).rejects.toThrow();
  });
});
