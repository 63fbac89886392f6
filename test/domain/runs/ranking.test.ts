import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawsInHundredths, inRankingOrder, placesInTurn, placesOverDraws, ranksOf } from '#domain/runs/ranking.ts';
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

  it('do not depend on the order of the subjects', () => {
    const draws = new Map([
      ['b', Float32Array.from([5, 2])],
      ['a', Float32Array.from([1, 3])],
    ]);
    const turned = new Map([...draws].reverse());
    expect(ranksOf(subjects, turned)).toEqual(ranksOf(subjects, draws));
  });
});

describe('places that are counted in turn', () => {
  it('are those of all subjects at hand, for any draws', () => {
    const draws = fc.integer({ min: 1, max: 12 }).chain((count) =>
      fc.array(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: count, maxLength: count }), {
        minLength: 1,
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(draws, (subjects) => {
        const hundredths = subjects.map(drawsInHundredths);
        const places = placesInTurn(hundredths[0]?.length ?? 0);
        for (const some of hundredths) places.count(some);
        const together = placesOverDraws(new Map(hundredths.map((some, n) => [String(n), some])));
        expect(hundredths.map((some) => places.intervalOf(some))).toEqual(hundredths.map((_, n) => together.get(String(n))));
      }),
    );
  });

  it('refuse a subject that was sampled more often than the others', () => {
    const places = placesInTurn(2);
    expect(() => places.count(Uint16Array.of(1, 2, 3))).toThrow('a subject has 3 draws, others have 2');
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
