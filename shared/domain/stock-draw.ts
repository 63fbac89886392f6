/**
 * Stock that controls have drawn since they began. While a control binds it takes loss x pi days of cover a day; the shortage it makes fades
 * with its median length, and what was taken comes back with a half-life:
 *
 *   dX/dt = loss pi e^(-t/median) - c X,  c = ln 2/half-life,  so  X(L) = loss pi (e^(-cL) - e^(-L/median)) / (1/median - c)
 *
 * after L days in force, and X falls by e^(-ct) when the control has ended or is suspended. X rises with loss, pi and median, so that more of
 * a control never leaves more stock; the largest draw counts, because controls share the tonnes they stop.
 */
import { lossOf } from './loss.ts';
import { coverageOf, type MeasureScope, targetsEveryBuyer } from './measure-applicability.ts';
import { type AsOf, type DatedMeasure, type MeasureOnDay, measureOn } from './measure-state.ts';
import type { Methodology, Parameters } from './methodology.ts';

/** Share of an origin and what stands against its loss. */
interface Exposure {
  readonly a: number;
  readonly spare: (a: number, ramp: number) => number;
}

/** Days of cover that the measures of an origin have drawn by D; 0 without the rule. */
export function drawnDays(
  scope: MeasureScope,
  { a, spare }: Exposure,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  { parameters, groups }: Methodology,
): number {
  if (parameters.stock_draw === undefined || a <= 0) return 0;
  let largest = 0;
  for (const dated of measures) {
    const coverage = coverageOf(dated.measure, scope, measures, asOf.day, asOf.knownAt, groups);
    const onDay = coverage > 0 ? measureOn(dated, asOf.day, asOf.knownAt) : null;
    const controlClass = parameters.control_class[dated.measure.control_class];
    if (onDay === null || controlClass === undefined || controlClass.group === 'none') continue;
    const ramp = targetsEveryBuyer(dated.measure) ? parameters.ramp_all : parameters.ramp_targeted;
    const perDay = lossOf(a, controlClass.rho * coverage, spare(a, ramp)) * controlClass.pi;
    largest = Math.max(largest, perDay * daysOfDraw(onDay, asOf.day, controlClass.median, parameters.stock_draw.recovery_half_life_days));
  }
  return largest;
}

/** X over loss x pi: what is left of the draw in the periods in which the measure was in force. */
function daysOfDraw(
  { dated, end, state, suspensionKnown, suspendedTo }: MeasureOnDay,
  day: number,
  median: number,
  halfLife: number,
): number {
  const stopped = suspensionKnown ? dated.suspendedFrom : Number.POSITIVE_INFINITY;
  const first = leftOfPeriod(dated.effectiveFrom, Math.min(day, end, stopped), day, median, halfLife);
  if (!suspensionKnown || state === 'suspended') return first;
  return first + leftOfPeriod(Math.max(dated.effectiveFrom, suspendedTo), Math.min(day, end), day, median, halfLife);
}

function leftOfPeriod(from: number, to: number, day: number, median: number, halfLife: number): number {
  const length = to - from;
  if (!(length > 0)) return 0;
  const recovery = Math.LN2 / halfLife;
  const fading = 1 / median;
  const drawn =
    Math.abs(fading - recovery) < 1e-12
      ? length * Math.exp(-recovery * length)
      : (Math.exp(-recovery * length) - Math.exp(-fading * length)) / (fading - recovery);
  return drawn * Math.exp(-recovery * (day - to));
}

/** Cover that is left after the draw, never below the floor that no buyer gives up; no more than there was. */
export function coverAfterDraw(coverDays: number, drawn: number, parameters: Parameters): number {
  return drawn <= 0 ? coverDays : Math.min(coverDays, Math.max(coverDays - drawn, parameters.cover_floor_days));
}
