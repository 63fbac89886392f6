import { beforeEach, describe, expect, it } from 'vitest';
import { customScoresPartition } from '#contracts/store/table-layout.ts';
import { customRowOf } from '#functions/scoring/custom-scoring.ts';
import {
  type CustomRankingPage,
  type CustomRow,
  type CustomRun,
  type CustomScores,
  customScoresIn,
  type ScoredCustomSupplier,
} from '#functions/store/custom-scores.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const EXPIRES = 1_800_000_000;
const [runA, runB] = ['r0000000001', 'r0000000002'] as const;
const scored = (id: string, score: number, version = 1): ScoredCustomSupplier => ({
  id,
  version,
  scores: ['JPN', 'USA'].map((buyer) => ({
    document: scoreDocument({ type: 'supplier', id, score, buyer }),
    drivers: { measure: score },
    notes: ['Werk Säure 上海 is read as one site.'],
  })),
});
function row(id: string, score: number): CustomRow {
  return customRowOf(scoreDocument({ type: 'supplier', id, score }), 1);
}
const page = (number: number, buyer = 'JPN'): CustomRankingPage => ({
  client: 'acme',
  run_id: runA,
  buyer,
  page: number,
  rows: [row(`s${number}`, 90 - number)],
});
const customRun: CustomRun = {
  client: 'acme',
  run_id: runA,
  as_of: '2026-10-01',
  listed_at: '2026-10-01T18:31:00.000Z',
  suppliers: 12,
  rows_per_page: 1,
  left_out: [{ id: 'broken', reason: 'its sites feed each other' }],
};

describe('scores of custom suppliers', () => {
  let customScores: CustomScores;
  beforeEach(() => {
    customScores = customScoresIn(tableInMemory());
  });

  it('have a plan of numbered batches', async () => {
    const batches = Array.from({ length: 30 }, (_, n) => ({
      client: 'acme',
      after: n === 0 ? null : `s${n}`,
      last: `s${n + 1}`,
    }));
    await customScores.putPlan(runA, batches, EXPIRES);
    expect(await customScores.batch(runA, 0)).toEqual(batches[0]);
    expect(await customScores.batch(runA, 29)).toEqual(batches[29]);
    expect(await customScores.batch(runA, 30)).toBeNull();
    expect(await customScores.batch(runB, 0)).toBeNull();
  });

  it('are read for many suppliers of a run at once, and those that it has not scored are missing', async () => {
    const all = Array.from({ length: 130 }, (_, n) => scored(`s${n}`, n / 2));
    await customScores.putScored('acme', runA, all, EXPIRES);
    const found = await customScores.scored('acme', runA, [...all.map(({ id }) => id), 'never', 's1']);
    expect(found.size).toBe(130);
    expect(found.get('s129')).toEqual(all[129]);
    expect((await customScores.scored('acme', runB, ['s1'])).size).toBe(0);
    expect((await customScores.scored('acme', runA, [])).size).toBe(0);
  });

  it('are kept by run: the newest ones are read, oldest first', async () => {
    for (const [run, version] of [
      [runB, 2],
      [runA, 1],
      ['r0000000003', 2],
    ] as const)
      await customScores.putScored('acme', run, [scored('s', 10 * version, version)], EXPIRES);
    await customScores.putScored('acme', runB, [scored('s', 25, 2)], EXPIRES); // a batch that was repeated
    const record = async (limit: number) =>
      (await customScores.record('acme', 's', limit)).map(({ run_id, scored: { version, scores } }) => [
        run_id,
        version,
        scores[0]?.document.score,
      ]);
    const all = [
      [runA, 1, 10],
      [runB, 2, 25],
      ['r0000000003', 2, 20],
    ];
    expect(await record(10)).toEqual(all);
    expect(await record(2)).toEqual(all.slice(1));
    expect(await customScores.record('acme', 'other', 10)).toEqual([]);
  });

  it('have rows by batch and buyer, in the order of batches', async () => {
    const rows = (batch: number) => ({
      batch,
      rows: [row(`s${batch}`, batch)],
      left_out: customRun.left_out,
    });
    for (const batch of [10, 2, 0]) await customScores.putRows('acme', runA, 'JPN', rows(batch), EXPIRES);
    expect(await customScores.rows('acme', runA, 'JPN')).toEqual([rows(0), rows(2), rows(10)]);
    expect(await customScores.rows('acme', runA, 'USA')).toEqual([]);
  });

  it('have ranking pages, of which some are read in order', async () => {
    await customScores.putRankingPages(
      Array.from({ length: 12 }, (_, n) => page(n)),
      EXPIRES,
    );
    expect(await customScores.rankingPages('acme', runA, 'JPN', 9, 2)).toEqual([page(9), page(10)]);
    expect(await customScores.rankingPages('acme', runA, 'JPN', 11, 5)).toEqual([page(11)]);
    expect(await customScores.rankingPages('acme', runA, 'JPN', 12, 5)).toEqual([]);
    expect(await customScores.rankingPages('acme', runA, 'USA', 0, 5)).toEqual([]);
  });

  it('are told of as a whole by run', async () => {
    await customScores.putRun(customRun, EXPIRES);
    expect(await customScores.run('acme', runA)).toEqual(customRun);
    expect(await customScores.run('acme', runB)).toBeNull();
    const ranks = { of: 3, scores: [90, 12.5], positions: [1, 3] };
    await customScores.putRanks('acme', runA, 'JPN', ranks, EXPIRES);
    expect(await customScores.ranks('acme', runA, 'JPN')).toEqual(ranks);
    expect(await customScores.ranks('acme', runA, 'USA')).toBeNull();
  });

  it('of one client are not those of another, whatever the names', async () => {
    await customScores.putScored('acme', runA, [scored('s', 50)], EXPIRES);
    await customScores.putRows(
      'acme',
      runA,
      'JPN',
      { batch: 0, rows: [row('s', 50)], left_out: [] },
      EXPIRES,
    );
    await customScores.putRankingPages([page(0)], EXPIRES);
    await customScores.putRun(customRun, EXPIRES);
    await customScores.putRanks('acme', runA, 'JPN', { of: 1, scores: [50], positions: [1] }, EXPIRES);
    for (const other of ['acm', 'acme-2', 'ACME', 'acme#s']) {
      expect(await customScores.run(other, runA)).toBeNull();
      expect(await customScores.rankingPages(other, runA, 'JPN', 0, 9)).toEqual([]);
      expect((await customScores.scored(other, runA, ['s'])).size).toBe(0);
      expect(await customScores.record(other, 's', 9)).toEqual([]);
      expect(await customScores.rows(other, runA, 'JPN')).toEqual([]);
      expect(await customScores.ranks(other, runA, 'JPN')).toBeNull();
    }
  });
});

it('expiry is in the row as it is written', async () => {
  const table = tableInMemory();
  await customScoresIn(table).putScored('acme', runA, [scored('s', 50)], EXPIRES);
  expect(await table.range({ pk: customScoresPartition('acme', 's') })).toMatchObject([
    { sk: runA, expires_at: EXPIRES },
  ]);
});
