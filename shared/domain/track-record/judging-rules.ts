import type { StateRules } from '../outcomes/shortage-states.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** That users stand, and that some cannot get what they order. */
export const FORECAST_OUTCOMES = ['score', 'scarce'] as const;
export type ForecastOutcome = (typeof FORECAST_OUTCOMES)[number];

/** Written before the windows they judge close. Sentences are for people and are hashed with the rest. */
export interface JudgingRules extends StateRules {
  readonly version: string;
  readonly judging_lag_days: number;
  /** Of its `as_of`, before or after; else a run does not count. */
  readonly published_within_days: number;
  /** Types of subject that are pinned only. */
  readonly not_judged: readonly { readonly subject_type: string; readonly reason: string }[];
  /** First day of windows of the past that make the benchmark. */
  readonly benchmark_since: IsoDate;
  readonly [sentence: string]: unknown;
}
