import { type ExplainedChange, type ExplainedRun, explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { rememberByKey } from '#domain/numbers/memoized.ts';
import { type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { type PublishedScores, UnreadableItem } from '#functions/ports/published-scores.ts';

/**
 * The published documents of two runs do not explain why a score changed: a document is missing, or the attribution cannot handle it. A
 * second attempt gives the same. Faults of the store are other errors, and worth another attempt.
 */
export class ChangeUnexplained extends Error {
  override readonly name = 'ChangeUnexplained';
}

/** Why a published score is not what the run before published. Rejects with `ChangeUnexplained` when that cannot be worked out. */
export type ExplainChange = (before: Explanation, after: Explanation) => Promise<ExplainedChange>;

/** Takes what cannot be read for gone, so that a damaged row of the run before costs the reason of a change and not the night. */
export function goneWhereDamaged(error: unknown): null {
  if (!(error instanceof UnreadableItem)) throw error;
  return null;
}

type Reads = Pick<PublishedScores, 'document' | 'explanation'>;

/**
 * Explains changes from what the two runs have published, and nothing else: inputs from the explanations, the methodology from the documents
 * of the runs. Rejects with `ChangeUnexplained` when one of them is gone or the attribution fails.
 */
export function changeExplainer(scores: Reads): ExplainChange {
  const once = rememberByKey();
  const methodologyOfRun = ({ run_id, methodology }: Explanation) =>
    once(`${run_id}|${methodology.version}`, async () => {
      const document = await scores.document(run_id, `methodology:${methodology.version}`);
      if (document === null) throw new ChangeUnexplained(`run ${run_id} has no document of methodology ${methodology.version}`);
      return methodologyOf(document as MethodologyDocument);
    });
  const inputsOfElement = (run: Explanation, element: string) =>
    once(`${run.run_id}|${run.buyer}|${element}`, async () => {
      const read = scores.explanation(run.run_id, { type: 'element', id: element, buyer: run.buyer });
      const explanation = await read.catch(goneWhereDamaged);
      return (explanation?.inputs ?? null) as ElementInputs | null;
    });
  const explained = async (run: Explanation, elements: readonly string[]): Promise<ExplainedRun> => {
    const inputs = await Promise.all(elements.map(async (element) => [element, await inputsOfElement(run, element)] as const));
    return {
      explanation: run,
      methodology: await methodologyOfRun(run),
      elements: Object.fromEntries(inputs.flatMap(([element, own]) => (own === null ? [] : [[element, own]]))),
    };
  };
  return async (before, after) => {
    const worst = after.subject.type === 'country' ? [before.element, after.element] : [];
    const elements = [...new Set(worst.filter((element) => element !== null))];
    const [was, is] = await Promise.all([explained(before, elements), explained(after, elements)]);
    try {
      return explainChange(was, is);
    } catch (error) {
      throw new ChangeUnexplained(`the attribution failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
}
