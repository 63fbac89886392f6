import type { StateRules } from '../outcomes/shortage-states.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** That users stand, and that some cannot get what they order. */
export const FORECAST_OUTCOMES = ['score', 'scarce'] as const;
export type ForecastOutcome = (typeof FORECAST_OUTCOMES)[number];

/** Written before the windows they judge close. Sentences are for people and are hashed with the rest. */
export type JudgingRules = StateRules &
  Readonly<{
    version: string;
    judging_lag_days: number;
    /** Of its `as_of`, before or after; else a run does not count. */
    published_within_days: number;
    /** Types of subject that are pinned only. */
    not_judged: readonly Readonly<{ subject_type: string; reason: string }>[];
    /** First day of windows of the past that make the benchmark. */
    benchmark_since: IsoDate;
    [sentence: string]: unknown;
  }>;
