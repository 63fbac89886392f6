/** No part of the method: they decide when a run is refused and how it is cut, never what a score is. */
import type { GuardBounds } from '#domain/runs/run-guard.ts';

export const GUARD_BOUNDS: GuardBounds = {
  // Promethium has no market; a third of the suppliers only plan; 18 or 19 of 87 countries make a tenth of
  // the world's output of something. Fewer means that a table was lost.
  minScoredShare: { element: 0.9, supplier: 0.5, country: 0.15 },
  // Half of the inputs of an average element are measured for the worst covered buyer; below a third the
  // tables were not read.
  minMeanCoverage: 0.3,
  // A reading that stays within its step moves a chance by less.
  maxMovementPoints: 5,
  // On the widest nights so far (4 April and 9 October 2025) scarcity of 9 and 5 of 38 elements moved
  // further; for Japan none on 6 January 2026. Suppliers and countries follow a few elements each, and so
  // move together.
  farMovement: { points: 20, maxShare: { element: 1 / 3, supplier: 2 / 3, country: 2 / 3 } },
  // A register loses companies one by one. Which countries there are changes with the edition of the shares.
  maxGoneShare: { element: 0.2, supplier: 0.2 },
};

/** Days: a client that walks pages, a comparison, a way back. Objects live twice as long. */
export const RUN_ROW_DAYS = 95;
export const RENEWED_BEFORE_DAYS = 30;
/** Facts may come in every minute, and each run is a whole one. */
export const SUPERSEDED_SAME_DAY_DAYS = 2;
/** Step Functions gives up after one hour. */
export const ABANDONED_AFTER_HOURS = 2;
/** The next night matters more. */
export const FINISH_ATTEMPTS = 3;
/** When another run has told its own in between. */
export const TELLING_ATTEMPTS = 3;
/** Each for all buyers: about two seconds of work. */
export const SUBJECTS_PER_BATCH = 40;
export const MOST_BATCHES = 250;
/**
 * A quarter of a minute of a worker: 6 ms of a core for each subject and buyer, and 100 MB of explanations.
 */
export const MOST_SUBJECTS_PER_BATCH = 400;
/**
 * Are put in order in memory: 2,000 draws of as many are 8 MB. More are counted by tenths of a point in an
 * eighth of the draws.
 */
export const SUBJECTS_PLACED_IN_MEMORY = 2000;
/** About 40 KB gzipped. */
export const RANKING_ROWS_PER_PAGE = 100;
/** About 100 KB gzipped. */
export const FORECASTS_PER_SHEET = 2000;
/** One a month comes due: a year of missed nights is made up in three. */
export const RUNS_JUDGED_AT_ONCE = 4;
/** Of each outcome, the largest: about 30 KB gzipped. */
export const MISSES_KEPT = 1000;
/** Older ones were seen by earlier nights. */
export const RUNS_LOOKED_AT = 50;
export const CHANGES_KEPT_DAYS = 400;
/** Named in the record of a run: about 30 KB gzipped. */
export const MOST_LEFT_OUT_TOLD = 2000;
