/** Section 5 of the scoring specification, first paragraph: what is lost, and how long the buyer survives it. */
import { lookup, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';

/** What stands between a loss of supply and the buyer running out. */
export interface Buffer {
  /** Days of the buyer's use that are in stock or on the way. */
  readonly coverDays: number;
  /** Spare supply is never less. */
  readonly spareFloor: number;
  /** Part of supply that substitutes make good. */
  readonly substitution: number;
  /** Part of a ramp-up of the other sources that reaches the buyer: 1, or 0 where nobody replaces what is not delivered. */
  readonly rampPart: number;
  /** Part of supply that is missing already: it can not ramp up, and it has first call on what is spare. */
  readonly gap: number;
}

/** Part of supply that other sources and substitutes make good when the share `a` is hit and the rest ramps up by `ramp`. */
export function spareOf(buffer: Buffer, a: number, ramp: number): number {
  const { spareFloor, substitution, rampPart, gap } = buffer;
  return Math.max(spareFloor, ramp * rampPart * (1 - (a + gap)) + substitution) - gap;
}

/** A loss up to here is made good whatever is hit, because spare supply is never less. */
export function alwaysMadeGood({ spareFloor, gap }: Buffer): number {
  return spareFloor - gap;
}

/** Days of stock the inputs state for the stage; `null` when unknown. */
export function statedCoverDays(cover: ElementInputs['cover'], stage: Stage): number | null {
  return cover?.[stage] ?? cover?.default ?? null;
}

/** Days of stock at the stage: stated, else the buyer's median. */
export function coverDaysOf(inputs: Pick<ElementInputs, 'cover' | 'buyer'>, stage: Stage, parameters: Parameters): number {
  return statedCoverDays(inputs.cover, stage) ?? defaultCoverDays(inputs.buyer, parameters);
}

export function defaultCoverDays(buyer: CountryCode, parameters: Parameters): number {
  return lookup(parameters.cover_median_days, buyer);
}

/**
 * The buffer of an element's buyer at a stage; `coverDays` is the stock before the floor and the pipeline of the stage. `spareFactor` moves
 * both the floor of spare supply and substitution.
 */
export function stageBuffer(coverDays: number, siSr: number, stage: Stage, parameters: Parameters, spareFactor = 1): Buffer {
  return {
    coverDays: Math.max(coverDays, parameters.cover_floor_days) + lookup(parameters.stage_pipeline_days, stage),
    spareFloor: parameters.spare_floor * spareFactor,
    substitution: parameters.substitution_weight * spareFactor * (1 - siSr),
    rampPart: 1,
    gap: 0,
  };
}

/** Part of the buyer's supply that is missing. */
export function lossOf(a: number, rho: number, spare: number): number {
  return Math.max(0, a * rho - spare);
}

/** Days until the buyer runs out; infinite when nothing is lost. */
export function timeToSurvive(coverDays: number, loss: number): number {
  return loss > 0 ? coverDays / loss : Number.POSITIVE_INFINITY;
}
