import { createHash } from 'node:crypto';
import { contentOf, type Disagreement, disagreements, type Explanation } from '#domain/explanations/recompute.ts';
import { type PinnedMethodology, parametersOf } from '#domain/method/parameters.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** Hash of what an explanation says, whenever and wherever it is served. */
export const contentHash = (explanation: object): string => sha256(contentOf(explanation));

/**
 * Where a published explanation differs from what its inputs give by the method, and from its own hashes; empty: it agrees. One of another
 * method differs in the hash of that.
 */
export function recomputed(explanation: Explanation, { document, sha256: method }: PinnedMethodology): readonly Disagreement[] {
  const published = explanation.methodology.sha256;
  if (method !== published) return [{ field: 'methodology.sha256', published, recomputed: method }];
  const hashes = { inputs_sha256: sha256(explanation.inputs), content_sha256: contentHash(explanation) };
  return [
    ...disagreements(explanation, parametersOf(document)),
    ...Object.entries(hashes).flatMap(([field, again]) =>
      explanation[field] === again ? [] : [{ field, published: explanation[field], recomputed: again }],
    ),
  ];
}
