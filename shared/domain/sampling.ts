/**
 * Section 9 of the scoring specification: the interval of a score. The headline is the score at central parameters; the interval comes
 * from scoring the same facts under many draws of what is not known exactly. Same seed, same bytes, at any batch size or order, because
 * every quantity of every draw has a stream of its own.
 */
import type { Methodology } from './methodology.ts';
import { normal, openStream, type SeedOf } from './random-stream.ts';
import { type CommonDraw, type CommonDraws, commonDraws } from './sampling/common-draws.ts';
import { elementLambda } from './sampling/element-hazard.ts';
import { elementPlan } from './sampling/element-plan.ts';
import { drawInputs, inputLayout } from './sampling/input-draws.ts';
import { supplierLambda } from './sampling/supplier-hazard.ts';
import { supplierPlan } from './sampling/supplier-plan.ts';
import type { ElementInputs, SupplierInputs } from './scoring-inputs.ts';
import type { IntervalResult } from './scoring-result.ts';
import { scoreOf } from './stage-score.ts';
import { quantileOfSorted } from './statistics.ts';
import { supplierFacts } from './supplier-facts.ts';

export { type CommonDraws, commonDraws } from './sampling/common-draws.ts';

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
  const common = commonDrawsFor(methodology, options);
  const layout = inputLayout(inputs, methodology.parameters);
  if (layout.stages.length === 0) return { interval: null, scores: new Float64Array(0) };
  const text = `${methodology.version}|${inputs.element}|${inputs.buyer}`;
  const { seedOf } = options;
  const plan = elementPlan(inputs, methodology, layout, (draw, origin) => seedOf(`${text}|${draw}|rate:${origin}`));
  const scores = new Float64Array(common.length);
  for (const [index, draw] of common.entries()) {
    const stream = openStream(seedOf(`${text}|${index}|inputs`));
    scores[index] = scoreOf(elementLambda(plan, { common: draw, inputs: drawInputs(stream, index, layout, methodology.parameters) }));
  }
  return { interval: intervalOf(scores), scores };
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
  const common = commonDrawsFor(methodology, options);
  const facts = supplierFacts(inputs, methodology);
  if (facts === null) return { interval: null, scores: new Float64Array(0) };
  const plan = supplierPlan(facts, methodology.parameters);
  const text = `${methodology.version}|${options.supplierId}|${inputs.buyer}`;
  const scores = new Float64Array(common.length);
  for (const [index, draw] of common.entries()) {
    const coverZ = normal(openStream(options.seedOf(`${text}|${index}|inputs`)));
    scores[index] = scoreOf(supplierLambda(plan, draw, coverZ));
  }
  return { interval: intervalOf(scores), scores };
}

/** The common draws a subject is sampled with. */
function commonDrawsFor(methodology: Methodology, options: SamplingOptions): readonly CommonDraw[] {
  const count = options.draws ?? methodology.parameters.sampling.draws;
  const common = options.commonDraws ?? commonDraws(methodology, count, options.seedOf);
  if (!(Number.isInteger(count) && count > 0)) throw new RangeError(`draws must be a positive whole number, got ${count}`);
  if (common.version !== methodology.version) {
    throw new RangeError(`the common draws are of methodology ${common.version}, the subject is scored with ${methodology.version}`);
  }
  if (common.draws.length < count) throw new RangeError(`${count} draws need as many common draws, got ${common.draws.length}`);
  return common.draws.slice(0, count);
}

/** Percentiles (linear interpolation at (n - 1) p) and mean of sampled scores. */
export function intervalOf(scores: Float64Array): IntervalResult {
  const sorted = Float64Array.from(scores).sort();
  return {
    p05: quantileOfSorted(sorted, 0.05),
    p50: quantileOfSorted(sorted, 0.5),
    p95: quantileOfSorted(sorted, 0.95),
    mean: sorted.reduce((sum, score) => sum + score, 0) / sorted.length,
    draws: sorted.length,
    tolerance: INTERVAL_TOLERANCE,
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
