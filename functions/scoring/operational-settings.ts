/**
 * Settings of the run that are no part of the method: they decide when a run is refused and how it is cut,
 * never what a score is.
 */
import type { GuardBounds } from '#domain/runs/run-guard.ts';

export const GUARD_BOUNDS: GuardBounds = {
  // Promethium has no market; a third of the suppliers only plan; a country is scored when it makes a tenth
  // of the world's output of
  // something, which 18 or 19 of 87 do. Fewer means that a table was lost.
  minScoredShare: { element: 0.9, supplier: 0.5, country: 0.15 },
  // Half of the inputs of an average element are measured for the worst covered buyer; below a third the
  // tables were not read.
  minMeanCoverage: 0.3,
  // A reading of a signal that is no news, because it stays within its step, moves a chance by less.
  maxMovementPoints: 5,
  // On the widest nights so far, of new controls, scarcity of 9 of 38 elements moved further (4 April 2025) and
  // of 5 (9 October 2025), their scores by up to 42 and 14 points; for Japan none did on 6 January 2026.
  // Suppliers and countries follow a few elements each, and so move together.
  farMovement: { points: 20, maxShare: { element: 1 / 3, supplier: 2 / 3, country: 2 / 3 } },
  // A register loses companies one by one. Which countries there are changes with the edition of the shares.
  maxGoneShare: { element: 0.2, supplier: 0.2 },
};

/**
 * Rows of a run expire so long after its start: a client that walks pages, a comparison, a way back. The
 * objects of a run live twice as long.
 */
export const RUN_ROW_DAYS = 95;
/** The rows of the active run get another `RUN_ROW_DAYS` when no more than this is left of them. */
export const RENEWED_BEFORE_DAYS = 30;
/**
 * Rows of a run that a later one of the same day superseded are kept this long: facts may come in every
 * minute, and each run is a whole one.
 */
export const SUPERSEDED_SAME_DAY_DAYS = 2;
/** A run that is still `running` after this has lost its machine: Step Functions gives up after one hour. */
export const ABANDONED_AFTER_HOURS = 2;
/**
 * So often later runs try to finish a published run; then they give it up, because the next night matters
 * more.
 */
export const FINISH_ATTEMPTS = 3;
/** So often a run tells its changes anew, when another run has told its own in between. */
export const TELLING_ATTEMPTS = 3;
/** Subjects of one worker, each for all buyers: about two seconds of work. */
export const SUBJECTS_PER_BATCH = 40;
/** A large run has larger batches rather than more of them ... */
export const MOST_BATCHES = 250;
/**
 * ... up to a size that a worker does in a quarter of a minute: 6 ms of a core for each subject and buyer,
 * and 100 MB of explanations.
 */
export const MOST_SUBJECTS_PER_BATCH = 400;
/**
 * Subjects of a type whose places over the draws are put in order in memory: 2,000 draws of as many subjects
 * are 8 MB. More are counted by tenths of a point in an eighth of the draws.
 */
export const SUBJECTS_PLACED_IN_MEMORY = 2000;
/** Ranking rows per item: about 40 KB gzipped. */
export const RANKING_ROWS_PER_PAGE = 100;
/** Forecasts of a pinned sheet: about 100 KB gzipped at most. */
export const FORECASTS_PER_SHEET = 2000;
/** Runs judged in one night: one a month comes due, so that a year of missed nights is made up in three. */
export const RUNS_JUDGED_AT_ONCE = 4;
/** Misses of an outcome that are kept for readers, the largest: about 30 KB gzipped. */
export const MISSES_KEPT = 1000;
/** How many of the newest runs the clean-up looks at; older ones were seen by earlier nights. */
export const RUNS_LOOKED_AT = 50;
/** Changes of scores can be read again for this long. */
export const CHANGES_KEPT_DAYS = 400;
/** Subjects without a score that the record of a run names: about 30 KB gzipped. */
export const MOST_LEFT_OUT_TOLD = 2000;
