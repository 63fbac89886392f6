import { beforeEach, describe, expect, it } from 'vitest';
import type { ChainHead, ChainLink } from '#domain/track-record/chain.ts';
import type { Judgement } from '#domain/track-record/judgement.ts';
import { outcomeScores } from '#domain/track-record/track-record.ts';
import { type TrackRecord, trackRecordIn } from '#functions/store/scores/track-record.ts';
import { WriteConflict } from '#functions/store/table/table.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const runOf = (n: number): string => `r${String(n).padStart(10, '0')}`;
const link = (n: number, over: Partial<ChainLink> = {}): ChainLink => ({
  sequence: n,
  run_id: runOf(n),
  as_of: '2026-10-01',
  known_at: '2026-10-01',
  published_at: '2026-10-01T18:01:00.000Z',
  horizon_days: 365,
  inputs_sha256: 'c'.repeat(64),
  methodology: { version: '1.0.0', sha256: 'a'.repeat(64) },
  rules_sha256: 'e'.repeat(64),
  parts: [],
  previous_sha256: n === 1 ? null : String(n - 1).repeat(64),
  sha256: String(n).repeat(64),
  ...over,
});
const head = (n: number): ChainHead => ({
  sequence: n,
  run_id: runOf(n),
  sha256: String(n).repeat(64),
  forecasts: n,
  last_counted_month: '2026-10',
  first_window: null,
  first: { run_id: runOf(1), as_of: '2026-10-01', published_at: '2026-10-01T18:01:00.000Z' },
});
const rate = { share: null, windows: 0 };
const judgement = (n: number, as_of = '2026-10-01'): Judgement => ({
  run_id: runOf(n),
  sequence: n,
  link_sha256: 'd'.repeat(64),
  as_of,
  closes: '2027-10-01',
  judged_from: '2027-12-30',
  rules_sha256: 'e'.repeat(64),
  judged_by: { run_id: runOf(9), as_of: '2028-01-01', inputs_sha256: 'f'.repeat(64) },
  base_rates: { score: rate, scarce: rate },
  forecasts: [],
});

describe('the track record', () => {
  let track: TrackRecord;
  beforeEach(() => {
    track = trackRecordIn(tableInMemory());
  });

  it('is empty before the first run', async () => {
    expect([
      await track.head(),
      await track.summary(),
      await track.misses('score'),
      await track.link(runOf(1)),
    ]).toEqual([null, null, null, null]);
    expect(await track.forecastsOf(runOf(1))).toBeNull();
    expect(await track.sheet(runOf(1), { subject_type: 'element', buyer: 'JPN', part: 0 })).toBeNull();
    expect(await track.links({ after: null, upTo: runOf(5), limit: 5, order: 'newest_first' })).toEqual([]);
    expect([await track.waiting('', '2099-01-01', 5), await track.judgements()]).toEqual([[], []]);
  });

  it('gives a sheet back as the text that was put, also one of 400 KB, and says which sheets a run has', async () => {
    const address = { subject_type: 'element', buyer: 'JPN', part: 1 } as const;
    const text = JSON.stringify({
      forecasts: Array.from({ length: 2000 }, (_, n) => ({ id: `é${n}`, score: n / 7 })),
      pad: 'x'.repeat(300_000),
    });
    const forecasts = {
      horizon_days: 365,
      rules_sha256: 'e'.repeat(64),
      parts: [{ ...address, forecasts: 2000, sha256: 'b'.repeat(64) }],
    };
    for (const _again of [1, 2]) {
      await track.putSheets(runOf(1), [{ address, text }]);
      await track.putForecasts(runOf(1), forecasts);
    }
    expect(await track.sheet(runOf(1), address)).toBe(text);
    expect(await track.sheet(runOf(1), { ...address, part: 0 })).toBeNull();
    expect(await track.sheet(runOf(2), address)).toBeNull();
    expect(await track.forecastsOf(runOf(1))).toEqual(forecasts);
  });

  it('keeps the first link of a run', async () => {
    expect(await track.putLink(link(1))).toEqual(link(1));
    expect(await track.putLink(link(1, { sha256: 'f'.repeat(64) }))).toEqual(link(1));
    expect(await track.link(runOf(1))).toEqual(link(1));
  });

  it('pages links in both orders, up to the head and not behind it', async () => {
    for (const n of [1, 2, 3, 4, 5]) await track.putLink(link(n));
    const ids = async (after: string | null, order: 'oldest_first' | 'newest_first', limit = 2) =>
      (await track.links({ after, upTo: runOf(4), limit, order })).map(({ sequence }) => sequence);
    expect([
      await ids(null, 'oldest_first'),
      await ids(runOf(2), 'oldest_first'),
      await ids(runOf(4), 'oldest_first'),
    ]).toEqual([[1, 2], [3, 4], []]);
    expect([
      await ids(null, 'newest_first'),
      await ids(runOf(3), 'newest_first'),
      await ids(runOf(1), 'newest_first'),
    ]).toEqual([[4, 3], [2, 1], []]);
    expect(await ids(null, 'oldest_first', 100)).toEqual([1, 2, 3, 4]);
  });

  it('moves the head only from where the writer has seen it', async () => {
    await track.moveHead(null, head(1));
    await track.moveHead(null, head(1)); // repeated, because its answer was lost
    await expect(track.moveHead(null, head(2))).rejects.toThrow(WriteConflict);
    await track.moveHead(head(1), head(2));
    await expect(track.moveHead(head(1), head(3))).rejects.toThrow(WriteConflict);
    expect(await track.head()).toEqual(head(2));
  });

  it('lists who waits to be judged by a day, in order, behind a position', async () => {
    for (const [day, n] of [
      ['2027-12-30', 1],
      ['2028-01-30', 2],
      ['2028-01-30', 3],
      ['2028-02-28', 4],
    ] as const)
      await track.putWaiting(day, runOf(n));
    await track.putWaiting('2027-12-30', runOf(1));
    const first = await track.waiting('', '2028-01-30', 2);
    expect(first).toEqual([
      { position: `2027-12-30#${runOf(1)}`, run_id: runOf(1) },
      { position: `2028-01-30#${runOf(2)}`, run_id: runOf(2) },
    ]);
    expect(
      (await track.waiting(first[1]?.position ?? '', '2028-01-30', 9)).map(({ run_id }) => run_id),
    ).toEqual([runOf(3)]);
    expect(await track.waiting(`2028-02-28#${runOf(4)}`, '2028-01-30', 9)).toEqual([]);
    expect(await track.waiting('', '2027-12-29', 9)).toEqual([]);
  });

  it('keeps the first judgement of a run, and gives all in the order of runs', async () => {
    await track.putJudgement(judgement(2));
    await track.putJudgement(judgement(1));
    await track.putJudgement(judgement(2, '2026-11-01'));
    expect(await track.judgements()).toEqual([judgement(1), judgement(2)]);
  });

  it('replaces the summary with its misses', async () => {
    const summary = (made_by: string) => ({
      judged_to: '2027-12-30#r',
      made_by,
      outcomes: outcomeScores([]),
      judged: [],
    });
    const misses = (made_by: string) => ({
      score: { made_by, misses: [] },
      scarce: { made_by, misses: [] },
    });
    await track.putSummary(summary(runOf(1)), misses(runOf(1)));
    await track.putSummary(summary(runOf(2)), misses(runOf(2)));
    expect(await track.summary()).toEqual(summary(runOf(2)));
    expect(await track.misses('scarce')).toEqual({ made_by: runOf(2), misses: [] });
  });
});
