/**
 * Section 9 of the scoring specification: the interval of a score. The headline is the score at central parameters; the interval comes
 * from scoring the same facts under many draws of what is not known exactly. Same seed, same bytes, at any batch size or order, because
 * every quantity of every draw has a stream of its own.
 */

import type { SeedOf } from '../numbers/random-stream.ts';
import { quantileOfSorted } from '../numbers/statistics.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { ElementInputs, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { IntervalResult, PartInterval } from '../vocabulary/scoring-result.ts';
import { type CommonDraws, commonDrawsFor } from './common-draws.ts';
import { elementSampler, type Sampler, supplierSampler } from './samplers.ts';

export { type CommonDraws, commonDraws } from './common-draws.ts';

/** How close two programs with the same streams agree on a percentile, in points. */
const INTERVAL_TOLERANCE = 0.01;

export interface SamplingOptions {
  readonly seedOf: SeedOf;
  /** Default: parameter `sampling.draws`. */
  readonly draws?: number;
  /** Draws that all subjects of a run share; made anew when absent. At least `draws` of them, of the same methodology. */
  readonly commonDraws?: CommonDraws;
}

/** Sampled scores of a subject, draw i at index i, and what to publish of them; null when the subject can not be scored. */
export interface SampledScore {
  readonly interval: IntervalResult | null;
  readonly scores: Float64Array;
}

/**
 * Samples the score of an element for a buyer.
 * @throws RangeError when the number of draws is no positive whole number, or the common draws do not fit.
 */
export function sampleElement(inputs: ElementInputs, methodology: Methodology, options: SamplingOptions): SampledScore {
  return sample(elementSampler(inputs, methodology, options.seedOf), methodology, options);
}

/**
 * Samples the score of a supplier for a buyer. Beside the common draws only the cover is drawn: no shares stand behind a supplier, and
 * nothing that is unknown is imputed anew.
 * @throws RangeError like `sampleElement`.
 */
export function sampleSupplier(
  inputs: SupplierInputs,
  methodology: Methodology,
  options: SamplingOptions & { readonly supplierId: string },
): SampledScore {
  return sample(supplierSampler(inputs, options.supplierId, methodology, options.seedOf), methodology, options);
}

function sample<Draw>(sampler: Sampler<Draw> | null, methodology: Methodology, options: SamplingOptions): SampledScore {
  const common = commonDrawsFor(methodology, options.draws ?? methodology.parameters.sampling.draws, options);
  if (sampler === null) return { interval: null, scores: new Float64Array(0) };
  const { partsOfLast } = sampler;
  const [states, events] = [new Float64Array(common.length), new Float64Array(common.length)];
  const scores = Float64Array.from(common, (draw, index) => {
    const score = sampler.score(draw, sampler.passingDraw(index));
    if (partsOfLast !== undefined) {
      const { state, newEvent } = partsOfLast();
      states[index] = state;
      events[index] = newEvent;
    }
    return score;
  });
  const interval = { ...percentilesOf(scores), draws: scores.length, tolerance: INTERVAL_TOLERANCE };
  if (partsOfLast === undefined) return { interval, scores };
  return { interval: { ...interval, state: percentilesOf(states), new_event: percentilesOf(events) }, scores };
}

/** Percentiles (linear interpolation at (n - 1) p) and mean of sampled scores. */
function percentilesOf(scores: Float64Array): PartInterval {
  const sorted = Float64Array.from(scores).sort();
  return {
    p05: quantileOfSorted(sorted, 0.05),
    p50: quantileOfSorted(sorted, 0.5),
    p95: quantileOfSorted(sorted, 0.95),
    mean: sorted.reduce((sum, score) => sum + score, 0) / sorted.length,
  };
}

/** An interval of a subject that can not be scored: unknown, not 0. */
export interface UnscoredInterval {
  readonly p05: null;
  readonly p50: null;
  readonly p95: null;
  readonly mean: null;
  readonly draws: number;
  readonly tolerance: number;
  readonly status: 'insufficient_data';
}

/** A case of kind `interval`: element inputs and a number of draws. */
export function intervalCase(
  inputs: ElementInputs & { readonly draws?: number | null },
  methodology: Methodology,
  seedOf: SeedOf,
): IntervalResult | UnscoredInterval {
  const draws = inputs.draws ?? methodology.parameters.sampling.draws;
  const { interval } = sampleElement(inputs, methodology, { draws, seedOf });
  if (interval !== null) return interval;
  return { p05: null, p50: null, p95: null, mean: null, draws, tolerance: INTERVAL_TOLERANCE, status: 'insufficient_data' };
}
