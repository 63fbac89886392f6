/** The rules by which outcomes are judged, as a document in numbers and words; see docs/track-record.md. */
import type { OutcomeRules } from '../outcomes/controls-on-pair.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/**
 * Parts of a forecast that are judged, each by an outcome of its own: the union, what is in force, and what
 * begins.
 */
export const FORECAST_OUTCOMES = ['score', 'state', 'new_event'] as const;
export type ForecastOutcome = (typeof FORECAST_OUTCOMES)[number];

/**
 * Rules written before the windows they judge close. Members that are sentences are for people and are hashed
 * with the rest.
 */
export interface JudgingRules extends OutcomeRules {
  readonly version: string;
  /** Days after the last day of a window until it is judged. */
  readonly judging_lag_days: number;
  /** A run counts only when it was published at most so many days before or after its `as_of`. */
  readonly published_within_days: number;
  /** Types of subject that are pinned only, with the reason. */
  readonly not_judged: readonly { readonly subject_type: string; readonly reason: string }[];
  /** Ids of the sources that must have been read after the window for "nothing happened" to be a finding. */
  readonly followed_sources: readonly string[];
  /** First day from which windows of the past make the benchmark. */
  readonly benchmark_since: IsoDate;
  readonly [sentence: string]: unknown;
}
