import { describe, expect, it } from 'vitest';
import { rankingPages, ranksOf } from '#domain/runs/ranking.ts';
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
    expect(ranks.get('a')).toMatchObject({ p05: null, p95: null });
  });

  it('have an interval from the places in each draw', () => {
    const draws = new Map([
      ['a', Float32Array.from([1, 9, 1, 1])],
      ['b', Float32Array.from([5, 5, 5, 5])],
      ['d', Float32Array.from([3, 3, 5, 9])],
    ]);
    const ranks = ranksOf(subjects, draws);
    expect(ranks.get('a')).toMatchObject({ p05: 1, p95: 3 });
    expect(ranks.get('b')).toMatchObject({ p05: 1, p95: 2 });
    expect(ranks.get('d')).toMatchObject({ p05: 1, p95: 3 });
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

describe('ranking pages', () => {
  const rank = (position: number) => ({ position, of: 3, p05: null, p95: null });
  const documents = [
    scoreDocument({ id: 'low', rank: rank(3) }),
    scoreDocument({ id: 'none', score: null }),
    scoreDocument({ id: 'z', rank: rank(1) }),
    scoreDocument({ id: 'a', rank: rank(1) }),
  ];
  it('go by place, then id, with the unknown last', () => {
    const pages = rankingPages('r1', 'element', 'JPN', documents, 3);
    expect(pages.map((page) => page.rows.map((row) => row.subject.id))).toEqual([['a', 'z', 'low'], ['none']]);
    expect(pages.map(({ page, pages: of }) => [page, of])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
  it('have the same order whatever the order of the documents', () => {
    const ids = (rows: typeof documents) => rankingPages('r1', 'element', 'JPN', rows, 9)[0]?.rows.map((row) => row.subject.id);
    expect(ids(documents.toReversed())).toEqual(['a', 'z', 'low', 'none']);
    expect(ids(documents)).toEqual(['a', 'z', 'low', 'none']);
  });
  it('have a first page also when there is nothing to rank', () => {
    expect(rankingPages('r1', 'element', 'JPN', [], 3)).toMatchObject([{ page: 0, pages: 1, rows: [] }]);
  });
});
