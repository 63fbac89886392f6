/**
 * Computes everything that is published of a score from its inputs, except names and evidence. A run and a recomputation of a published
 * explanation both use it, so the second checks the first.
 */

import type { SeedOf } from '../numbers/random-stream.ts';
import { elementScoreAlone } from '../scores/element-score.ts';
import { supplierScoreAlone } from '../scores/supplier-score.ts';
import { type InputRanking, inputRanking } from '../uncertainty/ranked-inputs.ts';
import { type CommonDraws, sampleElement, sampleSupplier } from '../uncertainty/sampling.ts';
import { type SensitivityResult, sensitivity } from '../uncertainty/sensitivity.ts';
import { hasStateAndEvent, type Methodology } from '../vocabulary/methodology.ts';
import type { ElementInputs, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { ElementResult, IntervalResult, SupplierResult } from '../vocabulary/scoring-result.ts';

/** A methodology in shadow reads the facts in its own way: what its inputs have in place of the published ones. */
export interface ShadowScoring<Inputs> {
  readonly methodology: Methodology;
  readonly inputs: Partial<Inputs>;
}

/** Methodologies and draws with which a score is computed from its inputs. */
export interface ScoringMeans {
  readonly methodology: Methodology;
  /** The other published methodologies, in byte order of their versions. */
  readonly alternatives: readonly Methodology[];
  readonly seedOf: SeedOf;
  /** Draws that all subjects share; as many as the interval is to have. */
  readonly commonDraws: () => CommonDraws;
  /** Leaves the analysis of the spread out. */
  readonly brief?: boolean;
}

export interface SampledFigures {
  /** Version -> unrounded score under the other published methodologies. */
  readonly alternatives: Readonly<Record<string, number | null>>;
  readonly interval: IntervalResult | null;
  /** Sensitivity of the score to groups of inputs, or their order alone where the methodology has two parts; null where it is not analysed. */
  readonly sensitivity: SensitivityResult | InputRanking | null;
  /** Sampled scores in the order of the draws. */
  readonly draws: Float32Array | null;
}

/** Rows of each sample of the sensitivity, which take a fifth of a second a score. Its confidence intervals show how precise that is. */
const SENSITIVITY_SAMPLES = 64;

/** Version -> score: of the published inputs under the alternatives, of their own under the ones in shadow. */
function otherScores<Inputs>(
  inputs: Inputs,
  { alternatives }: ScoringMeans,
  shadows: readonly ShadowScoring<Inputs>[],
  score: (inputs: Inputs, methodology: Methodology) => number | null,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries([
    ...alternatives.map((other) => [other.version, score(inputs, other)] as const),
    ...shadows.map((shadow) => [shadow.methodology.version, score({ ...inputs, ...shadow.inputs }, shadow.methodology)] as const),
  ]);
}

export function elementFigures(
  inputs: ElementInputs,
  result: ElementResult,
  means: ScoringMeans,
  shadows: readonly ShadowScoring<ElementInputs>[],
): SampledFigures {
  const { methodology, seedOf } = means;
  const others = otherScores(inputs, means, shadows, (own, other) => elementScoreAlone(own, other));
  if (result.score === null) return { alternatives: others, interval: null, sensitivity: null, draws: null };
  const commonDraws = means.commonDraws();
  const { interval, scores } = sampleElement(inputs, methodology, { seedOf, commonDraws, draws: commonDraws.draws.length });
  const spread = (): SensitivityResult | InputRanking =>
    hasStateAndEvent(methodology.parameters)
      ? inputRanking(inputs, result, methodology, { seedOf, commonDraws, scores })
      : sensitivity(inputs, methodology, { seedOf, commonDraws, samples: SENSITIVITY_SAMPLES });
  return {
    alternatives: others,
    interval,
    sensitivity: means.brief === true ? null : spread(),
    draws: Float32Array.from(scores),
  };
}

export function supplierFigures(
  id: string,
  inputs: SupplierInputs,
  result: SupplierResult,
  means: ScoringMeans,
  shadows: readonly ShadowScoring<SupplierInputs>[],
): SampledFigures {
  const { methodology, seedOf } = means;
  const others = otherScores(inputs, means, shadows, (own, other) => supplierScoreAlone(own, other));
  if (result.score === null) return { alternatives: others, interval: null, sensitivity: null, draws: null };
  const commonDraws = means.commonDraws();
  const { interval, scores } = sampleSupplier(inputs, methodology, {
    supplierId: id,
    seedOf,
    commonDraws,
    draws: commonDraws.draws.length,
  });
  // Methodologies without shares of feeds draw nothing of a supplier but the stock of its buyer: no order of suppliers follows from that.
  const draws = hasStateAndEvent(methodology.parameters) ? Float32Array.from(scores) : null;
  return { alternatives: others, interval, sensitivity: null, draws };
}
