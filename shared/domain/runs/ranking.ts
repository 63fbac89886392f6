/** Order of subjects by score, and how sure that order is. */

import { rankIntervals } from '../numbers/rank-interval.ts';
import type { Rank, RankingPage, ScoreDocument, SubjectType } from '../vocabulary/score-document.ts';

export interface RankedSubject {
  readonly id: string;
  /** Unrounded; `null` has no rank. */
  readonly score: number | null;
}

/**
 * Rank of every scored subject. The interval holds the middle nine tenths of its places over the sampled draws (the same draw number
 * over all subjects: shocks they share do not change their order), rounded outwards; `null` without samples.
 */
export function ranksOf(subjects: readonly RankedSubject[], draws: ReadonlyMap<string, Float32Array>): ReadonlyMap<string, Rank> {
  const scored = subjects.flatMap(({ id, score }) => (score === null ? [] : [{ id, score }]));
  const intervals = rankIntervals(draws);
  return new Map(
    scored.map(({ id, score }) => {
      const interval = intervals.get(id);
      return [
        id,
        {
          position: 1 + scored.filter((other) => other.score > score).length,
          of: scored.length,
          p05: interval === undefined ? null : Math.floor(interval.p05),
          p95: interval === undefined ? null : Math.ceil(interval.p95),
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
