/** Order of subjects by score, and how sure that order is. */

import { valueAt } from './parallel-arrays.ts';
import type { Rank, RankingPage, ScoreDocument, SubjectType } from './score-document.ts';
import { quantileOfSorted } from './statistics.ts';

export interface RankedSubject {
  readonly id: string;
  /** Unrounded; `null` has no rank. */
  readonly score: number | null;
}

/** Draw by draw, the place among all subjects of the same draw: 1 = highest; equal scores share the better place. */
function placesByDraw(draws: ReadonlyMap<string, Float32Array>): ReadonlyMap<string, Float64Array> {
  const count = Math.min(...[...draws.values()].map(({ length }) => length));
  const subjects = [...draws].map(([id, values]) => ({ id, values, places: new Float64Array(count) }));
  for (let draw = 0; draw < count; draw += 1) {
    const ascending = Float32Array.from(subjects, ({ values }) => valueAt(values, draw)).sort();
    for (const { values, places } of subjects) places[draw] = 1 + subjects.length - countAtMost(ascending, valueAt(values, draw));
  }
  return new Map(subjects.map(({ id, places }) => [id, places]));
}

/** How many of the ascending values are at most `value`. */
function countAtMost(ascending: Float32Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(ascending, middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rank of every scored subject. The interval holds the middle nine tenths of its places over the sampled draws (the same draw number
 * over all subjects: shocks they share do not change their order), rounded outwards; `null` without samples.
 */
export function ranksOf(subjects: readonly RankedSubject[], draws: ReadonlyMap<string, Float32Array>): ReadonlyMap<string, Rank> {
  const scored = subjects.flatMap(({ id, score }) => (score === null ? [] : [{ id, score }]));
  const places = draws.size === 0 ? new Map<string, Float64Array>() : placesByDraw(draws);
  return new Map(
    scored.map(({ id, score }) => {
      const ascending = places.get(id)?.toSorted();
      return [
        id,
        {
          position: 1 + scored.filter((other) => other.score > score).length,
          of: scored.length,
          p05: ascending === undefined ? null : Math.floor(quantileOfSorted(ascending, 0.05)),
          p95: ascending === undefined ? null : Math.ceil(quantileOfSorted(ascending, 0.95)),
        },
      ];
    }),
  );
}

/** Pages of a ranking: by place, then id; subjects without a score last. There is always a first page. */
export function rankingPages(
  runId: string,
  type: SubjectType,
  buyer: string,
  documents: readonly ScoreDocument[],
  rowsPerPage: number,
): readonly RankingPage[] {
  const place = ({ rank }: ScoreDocument): number => rank?.position ?? Number.MAX_SAFE_INTEGER;
  const ordered = documents.toSorted((a, b) => place(a) - place(b) || (a.subject.id < b.subject.id ? -1 : 1));
  const pages = Math.max(1, Math.ceil(ordered.length / rowsPerPage));
  return Array.from({ length: pages }, (_, page) => ({
    run_id: runId,
    subject_type: type,
    buyer,
    page,
    pages,
    rows: ordered.slice(page * rowsPerPage, (page + 1) * rowsPerPage),
  }));
}
