import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inRankingOrder, PlaceCounts, placesOverDraws, ranksOf } from '#domain/runs/ranking.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const subjects = [
  { id: 'a', score: 10 },
  { id: 'b', score: 30 },
  { id: 'c', score: null },
  { id: 'd', score: 30 },
];

describe('ranks', () => {
  it('give 1 to the highest, the same place to equal scores, and none to the unknown', () => {
    const ranks = ranksOf(subjects, new Map());
    expect([...ranks].map(([id, rank]) => [id, rank.position, rank.of])).toEqual([
      ['a', 3, 3],
      ['b', 1, 3],
      ['d', 1, 3],
    ]);
    expect(ranks.get('a')).toMatchObject({ from: null, to: null });
  });

  it('have an interval from the places in each draw', () => {
    const draws = new Map([
      ['a', Float32Array.from([1, 9, 1, 1])],
      ['b', Float32Array.from([5, 5, 5, 5])],
      ['d', Float32Array.from([3, 3, 5, 9])],
    ]);
    const ranks = ranksOf(subjects, draws);
    expect(ranks.get('a')).toMatchObject({ from: 1, to: 3 });
    expect(ranks.get('b')).toMatchObject({ from: 1, to: 2 });
    expect(ranks.get('d')).toMatchObject({ from: 1, to: 3 });
  });

  it('are none for a subject without draws, and refused for different numbers of draws', () => {
    const places = (...draws: readonly (readonly number[])[]) =>
      placesOverDraws(new Map(draws.map((of, n) => [`s${n}`, of])));
    expect([...places([], [3, 4]).keys()]).toEqual(['s1']);
    expect(() => places([1, 2], [1])).toThrow(/s1 has 1 draws, others have 2/);
  });

  it('do not depend on the order of the subjects', () => {
    const draws = new Map([
      ['b', Float32Array.from([5, 2])],
      ['a', Float32Array.from([1, 3])],
    ]);
    const turned = new Map([...draws].reverse());
    expect(ranksOf(subjects, turned)).toEqual(ranksOf(subjects, draws));
  });
});

describe('places that are counted', () => {
  const subjects = fc.integer({ min: 1, max: 40 }).chain((draws) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: draws, maxLength: draws }), {
      minLength: 1,
      maxLength: 20,
    }),
  );
  /** Every eighth draw, which are those that are counted. */
  const counted = (draws: readonly number[]): Uint16Array =>
    Uint16Array.from(draws.filter((_, n) => n % 8 === 0));

  it('hold the places among all subjects at hand, whoever counted which of them', () => {
    fc.assert(
      fc.property(subjects, fc.nat(20), (all, cut) => {
        const hundredths = all.map((draws) => Uint16Array.from(draws));
        const [whole, part] = [0, 1].map(() => new PlaceCounts({ draws: all[0]?.length ?? 0 })) as [
          PlaceCounts,
          PlaceCounts,
        ];
        for (const [n, some] of hundredths.entries()) (n < cut ? whole : part).count(some);
        whole.add(new PlaceCounts(part.counts.slice()));
        const exact = placesOverDraws(new Map(all.map((draws, n) => [String(n), counted(draws)])));
        for (const [n, some] of hundredths.entries()) {
          const [held, { from, to }] = [
            whole.intervalOf(some),
            exact.get(String(n)) ?? { from: null, to: null },
          ];
          expect([held.from, held.to]).toEqual([
            Math.min(held.from ?? 0, from ?? 0),
            Math.max(held.to ?? 0, to ?? 0),
          ]);
          expect(held.to).toBeLessThanOrEqual(all.length);
        }
      }),
    );
  });

  it('are exact where no two subjects lie within a tenth of a point', () => {
    const counts = new PlaceCounts({ draws: 2 });
    const all = [[10_000], [0], [5010], [5020]].map(([score]) => Uint16Array.of(score as number, 0));
    for (const some of all) counts.count(some);
    expect(all.map((some) => counts.intervalOf(some))).toEqual(
      [1, 4, 3, 2].map((place) => ({ from: place, to: place })),
    );
  });

  it('refuse a subject that was sampled more often than the others', () => {
    expect(() => new PlaceCounts({ draws: 8 }).count(new Uint16Array(9))).toThrow(
      '2 draws of a subject are counted, of others 1',
    );
  });

  it('tell no order within a hundredth of a point', () => {
    const draws = new Map([
      ['a', Float32Array.from([5.001, 5.001])],
      ['b', Float32Array.from([5.004, 5.004])],
    ]);
    const ranks = ranksOf(
      [
        { id: 'a', score: 5.001 },
        { id: 'b', score: 5.004 },
      ],
      draws,
    );
    expect([...ranks.values()]).toEqual([
      { position: 2, of: 2, from: 1, to: 2 },
      { position: 1, of: 2, from: 1, to: 1 },
    ]);
  });
});

describe('the order of a ranking', () => {
  const rank = (position: number) => ({ position, of: 3, from: null, to: null });
  const documents = [
    scoreDocument({ id: 'low', rank: rank(3) }),
    scoreDocument({ id: 'none', score: null }),
    scoreDocument({ id: 'z', rank: rank(1) }),
    scoreDocument({ id: 'a', rank: rank(1) }),
  ];
  it('goes by place, then id, with the unknown last, whatever the order before', () => {
    const ids = (rows: typeof documents) => rows.toSorted(inRankingOrder).map((row) => row.subject.id);
    expect(ids(documents)).toEqual(['a', 'z', 'low', 'none']);
    expect(ids(documents.toReversed())).toEqual(['a', 'z', 'low', 'none']);
  });
});
