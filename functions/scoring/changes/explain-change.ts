import { type ExplainedChange, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import type { Parameters } from '#domain/method/parameters.ts';
import { UnreadableItem } from '#functions/store/published-scores.ts';

/**
 * The published explanations of two runs do not explain why a score changed: one is missing, or the attribution cannot handle it. A
 * second attempt gives the same. Faults of the store are other errors, and worth another attempt.
 */
export class ChangeUnexplained extends Error {
  override readonly name = 'ChangeUnexplained';
}

/** Why a published score is not what the run before published. Throws `ChangeUnexplained` when that cannot be worked out. */
export type ExplainChange = (before: Explanation, after: Explanation) => ExplainedChange;

/** Takes what cannot be read for gone, so that a damaged row of the run before costs the reason of a change and not the night. */
export function goneWhereDamaged(error: unknown): null {
  if (!(error instanceof UnreadableItem)) throw error;
  return null;
}

/** Explains changes from the two explanations and nothing else. `parameters`: of the later run. */
export const changeExplainer =
  (parameters: Parameters): ExplainChange =>
  (before, after) => {
    try {
      return explainChange(before, after, parameters);
    } catch (error) {
      throw new ChangeUnexplained(`the attribution failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
