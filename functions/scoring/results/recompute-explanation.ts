import { type Disagreement, disagreements, type Explanation } from '#domain/explanations/recompute.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import type { PinnedMethodology } from './run-scorer.ts';

/** Where a published explanation differs from what its inputs give by the method; empty: it agrees. One of another method differs in its hash. */
export function recomputed(explanation: Explanation, { document, sha256 }: PinnedMethodology): readonly Disagreement[] {
  const published = explanation.methodology.sha256;
  if (sha256 !== published) return [{ field: 'methodology.sha256', published, recomputed: sha256 }];
  return disagreements(explanation, parametersOf(document));
}
