import { beforeEach, describe, expect, it } from 'vitest';
import { ownScoresPartition } from '#contracts/store/table-layout.ts';
import {
  type CustomRow,
  type CustomRun,
  type CustomScores,
  customRowOf,
  customScoresIn,
  type ScoredCustomSupplier,
} from '#functions/store/clients/custom-scores.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const EXPIRES = 1_800_000_000;
const [runA, runB] = ['r0000000001', 'r0000000002'] as const;
const scored = (id: string, score: number, version = 1): ScoredCustomSupplier => ({
  id,
  version,
  above: {},
  scores: ['JPN', 'USA'].map((buyer) => ({
    document: scoreDocument({ type: 'supplier', id, score, buyer }),
    drivers: { measure: score },
  })),
});
function row(id: string, score: number): CustomRow {
  return customRowOf(scoreDocument({ type: 'supplier', id, score }), 1);
}
const customRun: CustomRun = {
  listed_at: '2026-10-01T18:31:00.000Z',
  suppliers: 12,
  left_out: [{ id: 'broken', reason: 'its sites feed each other' }],
};

describe('scores of custom suppliers', () => {
  let customScores: CustomScores;
  beforeEach(() => {
    customScores = customScoresIn(tableInMemory());
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
    const rows = (batch: number) => ({ rows: [row(`s${batch}`, batch)], left_out: customRun.left_out });
    for (const batch of [10, 2, 0])
      await customScores.putRows('acme', runA, 'JPN', batch, rows(batch), EXPIRES);
    expect(await customScores.rows('acme', runA, 'JPN')).toEqual([rows(0), rows(2), rows(10)]);
    expect(await customScores.rows('acme', runA, 'USA')).toEqual([]);
    expect(await customScores.order('acme', runA, 'JPN')).toEqual([10, 2, 0]);
  });

  it('of one client are not those of another, whatever the names', async () => {
    await customScores.putScored('acme', runA, [scored('s', 50)], EXPIRES);
    await customScores.putRows('acme', runA, 'JPN', 0, { rows: [row('s', 50)], left_out: [] }, EXPIRES);
    await customScores.putRun('acme', runA, customRun, EXPIRES);
    expect(await customScores.run('acme', runA)).toEqual(customRun);
    expect(await customScores.run('acme', runB)).toBeNull();
    for (const other of ['acm', 'acme-2', 'ACME', 'acme#s']) {
      expect(await customScores.run(other, runA)).toBeNull();
      expect((await customScores.scored(other, runA, ['s'])).size).toBe(0);
      expect(await customScores.record(other, 's', 9)).toEqual([]);
      expect(await customScores.rows(other, runA, 'JPN')).toEqual([]);
      expect(await customScores.order(other, runA, 'JPN')).toEqual([]);
    }
  });
});

it('a score is a row as published ones are, with its expiry, in the partition of its owner', async () => {
  const table = tableInMemory();
  await customScoresIn(table).putScored('acme', runA, [scored('s', 50)], EXPIRES);
  const pk = ownScoresPartition('acme', { type: 'supplier', id: 's' });
  expect(await table.range({ pk })).toMatchObject([
    { sk: runA, subject_type: 'supplier', subject: 's', JPN: { score: 50 }, version: 1, expires_at: EXPIRES },
  ]);
});
