/**
 * Stock that controls have drawn since they began. While a control binds it takes loss x pi days of cover a day; the shortage it makes fades
 * with its median length, and what was taken comes back with a half-life:
 *
 *   dX/dt = loss pi e^(-t/median) - c X,  c = ln 2/half-life,  so  X(L) = loss pi (e^(-cL) - e^(-L/median)) / (1/median - c)
 *
 * after L days in force, and X falls by e^(-ct) when the control has ended or is suspended. X rises with loss, pi and median, so that more of
 * a control never leaves more stock; the largest draw counts, because controls share the tonnes they stop.
 */
import { type Buffer, lossOf, spareOf } from '../supply/loss.ts';
import { controlClassesOf, type DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import { coverageOf, type MeasureScope, targetsEveryBuyer } from './measure-applicability.ts';
import { type AsOf, type DatedMeasure, type MeasureOnDay, measureOn } from './measure-state.ts';

/** A measure that has drawn on the stock, with all that no draw of parameters moves. */
interface DrawingMeasure {
  readonly classIndex: number;
  readonly hitsAll: boolean;
  readonly periods: readonly (Period & { readonly coverage: number })[];
}

/** Days of cover that the measures of an origin have drawn by D, for the share `a` of the origin and what makes good its loss. */
export type StockDraw = (a: number, buffer: Buffer, drawn: DrawnParameters) => number;

/** The stock draw of an origin; null without the rule, or when no measure of the origin can have drawn. */
export function stockDraw(
  scope: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  { parameters, groups }: Methodology,
): StockDraw | null {
  if (parameters.stock_draw === undefined) return null;
  const { recovery_half_life_days: recoveryHalfLife } = parameters.stock_draw;
  const classes = controlClassesOf(parameters);
  const drawing = measures.flatMap((dated): DrawingMeasure[] => {
    const onDay = dated.measure.origins.includes(scope.origin) ? measureOn(dated, asOf.day, asOf.knownAt) : null;
    const controlClass = parameters.control_class[dated.measure.control_class];
    if (onDay === null || controlClass === undefined || controlClass.group === 'none') return [];
    // What a measure on dual-use goods reaches is judged when it began: a licence of later years has not drawn on it since.
    const periods = periodsOf(onDay, asOf.day).map((period) => ({
      ...period,
      coverage: coverageOf(dated.measure, scope, measures, period.from, asOf.knownAt, groups),
    }));
    return [{ classIndex: classes.indexOf(dated.measure.control_class), hitsAll: targetsEveryBuyer(dated.measure), periods }];
  });
  if (drawing.length === 0) return null;
  return (a, buffer, drawn) => {
    if (a <= 0) return 0;
    let largest = 0;
    for (const { classIndex, hitsAll, periods } of drawing) {
      const room = spareOf(buffer, a, (hitsAll ? parameters.ramp_all : parameters.ramp_targeted) * drawn.spareFactor);
      const [rho, pi] = [drawn.classRho[classIndex] as number, drawn.classPi[classIndex] as number];
      let days = 0;
      for (const { from, to, weight, coverage } of periods) {
        const perDay = lossOf(a, rho * coverage, room) * pi;
        const median = drawn.classMedianDays[classIndex] as number;
        if (perDay > 0) days += weight * perDay * leftOfPeriod(from, to, asOf.day, median, recoveryHalfLife);
      }
      largest = Math.max(largest, days);
    }
    return largest;
  };
}

export interface Period {
  readonly from: number;
  readonly to: number;
  /** How sure it is that the measure was in force. */
  readonly weight: number;
}

/** When the measure was in force up to D: before a suspension, and after one that has run out. */
export function periodsOf({ dated, end, suspensionKnown, suspendedTo, lapsed }: MeasureOnDay, day: number): readonly Period[] {
  const stopped = suspensionKnown ? dated.suspendedFrom : Number.POSITIVE_INFINITY;
  const periods: Period[] = [{ from: dated.effectiveFrom, to: Math.min(day, end, stopped), weight: 1 }];
  if (suspensionKnown) periods.push({ from: Math.max(dated.effectiveFrom, suspendedTo), to: Math.min(day, end), weight: lapsed });
  return periods.filter(({ from, to, weight }) => to > from && weight > 0);
}

/** X over loss x pi: what is left on D of the draw of a period in which the measure was in force. */
export function leftOfPeriod(from: number, to: number, day: number, median: number, halfLife: number): number {
  const length = to - from;
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
