/** Section 5 of the scoring specification, first paragraph, for one draw: what stands between a loss and the buyer running out. */
import { normalCdf } from '../numbers/statistics.ts';

export interface DrawnBuffer {
  readonly coverDays: number;
  /** Extra output of the sources not hit, when every buyer is hit and when only some are. */
  readonly rampAll: number;
  readonly rampTargeted: number;
  readonly substitution: number;
  readonly spareFloor: number;
}

/** Part of supply that is made good when the share `a` is hit and the rest ramps up by `ramp`. */
export function spareWhenHit(buffer: DrawnBuffer, a: number, ramp: number): number {
  return Math.max(buffer.spareFloor, ramp * (1 - a) + buffer.substitution);
}

/** P(T > cover / loss) of a lognormal duration; 0 when nothing is lost. One logarithm where the textbook form has two. */
export function probabilityToOutlast(loss: number, medianDays: number, sigma: number, coverDays: number): number {
  return loss > 0 ? normalCdf(Math.log((medianDays * loss) / coverDays) / sigma) : 0;
}
