import type { GuardedResult } from './run-guard.ts';

/** Counts of the results of a run, and how far they moved: for whoever watches the service, no part of any score. */
export interface RunFigures {
  /** Results with a score. */
  readonly scored: number;
  /** Results without one, each with its reason. */
  readonly unscored: number;
  /** Mean of the coverages that are known, 0 to 1; `null`: none is. */
  readonly mean_coverage: number | null;
  /** Points of the score that moved most; `null`: none could be compared. */
  readonly largest_movement: number | null;
  /** Part of the compared scores that moved far, in percent; `null`: none could be compared. */
  readonly far_movements: number | null;
}

/** Looks at the results of a run one after another. */
export interface RunCensus {
  /** `last`: the result of the same subject and buyer in the active run; `null` where there is none. */
  look(result: GuardedResult, last: GuardedResult | null): void;
  figures(): RunFigures;
}

/** `farPoints`: a score that moved by more has moved far. */
export function runCensus(farPoints: number): RunCensus {
  let [scored, unscored, coverages, coverageSum, compared, far, largest] = [0, 0, 0, 0, 0, 0, 0];
  return {
    look({ document: { coverage }, exact }, last) {
      if (exact.score === null) unscored += 1;
      else scored += 1;
      if (exact.score !== null && coverage !== null) {
        coverages += 1;
        coverageSum += coverage;
      }
      if (exact.score === null || last === null || last.exact.score === null) return;
      const moved = Math.abs(exact.score - last.exact.score);
      compared += 1;
      largest = Math.max(largest, moved);
      if (moved > farPoints) far += 1;
    },
    figures: () => ({
      scored,
      unscored,
      mean_coverage: coverages === 0 ? null : coverageSum / coverages,
      largest_movement: compared === 0 ? null : largest,
      far_movements: compared === 0 ? null : (100 * far) / compared,
    }),
  };
}
