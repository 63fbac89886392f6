import { createHash } from 'node:crypto';
import { type Disagreement, disagreements, type Explanation } from '#domain/explanations/recompute.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { SeedOf } from '#domain/numbers/random-stream.ts';
import { commonDraws } from '#domain/uncertainty/sampling.ts';
import { type Methodology, type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';
import { otherMethodologies } from './shadow-inputs.ts';

export type FindMethodology = (version: string) => Promise<MethodologyDocument | null>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Draws are the same for all explanations of a methodology: made once. */
export interface Recomputer {
  /** Where the explanation differs from what its inputs give; empty: it agrees. */
  check(explanation: Explanation): Promise<readonly Disagreement[]>;
}

/**
 * Recomputes published explanations from their inputs and compares. Methodology documents are found by version and checked against their
 * hash.
 */
export function recomputer(find: FindMethodology, seedOf: SeedOf): Recomputer {
  const draws = new Map<string, ReturnType<typeof commonDraws>>();
  const drawsOf = (methodology: Methodology, count: number): ReturnType<typeof commonDraws> => {
    const key = `${methodology.version}|${count}`;
    const made = draws.get(key) ?? commonDraws(methodology, count, seedOf);
    draws.set(key, made);
    return made;
  };
  return {
    async check(explanation) {
      const { version, sha256: published } = explanation.methodology;
      const document = await find(version);
      const recomputed = document === null ? null : sha256(canonicalJson(document));
      if (document === null || recomputed !== published) return [{ field: 'methodology.sha256', published, recomputed }];
      const methodology = methodologyOf(document);
      const found = await Promise.all(Object.keys(explanation.alternatives).sort().map(find));
      const { alternatives, shadows } = otherMethodologies(
        document,
        found.filter((other) => other !== null),
      );
      const means = {
        methodology,
        alternatives,
        shadows: shadows.map(methodologyOf),
        seedOf,
        commonDraws: () => drawsOf(methodology, explanation.interval?.draws ?? methodology.parameters.sampling.draws),
      };
      return disagreements(explanation, means, sha256);
    },
  };
}
