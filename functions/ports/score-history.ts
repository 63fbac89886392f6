import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { SubjectKey } from './published-scores.ts';

/** Points of a subject; all of one origin. */
export interface HistorySeries {
  readonly subject: SubjectKey;
  readonly points: readonly HistoryPoint[];
}

/** The write side of histories. Merging the same points again changes nothing. */
export interface ScoreHistory {
  /** Points of the same day and origin are replaced; others stay. Safe against concurrent merges. */
  merge(series: readonly HistorySeries[]): Promise<void>;
}
