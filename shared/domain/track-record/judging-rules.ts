/** The rules by which outcomes are judged, as a document in numbers and words. */
import type { StateRules } from '../outcomes/shortage-states.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** Chances that are judged: that users stand, and that some cannot get what they order. */
export const FORECAST_OUTCOMES = ['score', 'scarce'] as const;
export type ForecastOutcome = (typeof FORECAST_OUTCOMES)[number];

/**
 * Rules written before the windows they judge close. Members that are sentences are for people and are hashed
 * with the rest.
 */
export interface JudgingRules extends StateRules {
  readonly version: string;
  /** Days after the last day of a window until it is judged. */
  readonly judging_lag_days: number;
  /** A run counts only when it was published at most so many days before or after its `as_of`. */
  readonly published_within_days: number;
  /** Types of subject that are pinned only, with the reason. */
  readonly not_judged: readonly { readonly subject_type: string; readonly reason: string }[];
  /** First day from which windows of the past make the benchmark. */
  readonly benchmark_since: IsoDate;
  readonly [sentence: string]: unknown;
}
