/**
 * Two origins under control at once. Each alone may leave a loss that the spare of the others makes good; together they may not. For a flow
 * measure of each, with binding chances p1 and p2 and P the chance that the loss outlasts the cover,
 *
 *   q = p1 (1 - p2) P1 + (1 - p1) p2 P2 + p1 p2 max(P12, P1, P2)
 *
 * and the joint hazard is what -ln(1 - q) has above the two hazards that are counted already, for the pair where it is largest. The sum is so
 * the larger of two quantities that rise with every share, severity and chance, and never falls when one of them rises.
 */
import { bindingShare } from '../measures/binding-probability.ts';
import { type BindingMeasure, measureEffects } from '../measures/measure-effects.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { type ControlSet, chanceToOutlast } from './control-set.ts';
import { type ActiveControl, excessDays, finiteOrNull, LARGEST_Q } from './hazard.ts';

/** An origin with measures that can bind. Share and hazard are those of the draw at hand, and so are the numbers in the set. */
export interface ControlledOrigin {
  readonly origin: CountryCode;
  /** Place among the origins of the stage. */
  readonly index: number;
  readonly measures: readonly BindingMeasure[];
  readonly set: ControlSet;
  a: number;
  /** The hazard that is counted for the origin alone. */
  Lambda: number;
}

/** Two origins under control at once; the numbers count flow measures by their place in the sets. */
export interface Joint {
  readonly origins: readonly [ControlledOrigin, ControlledOrigin];
  readonly flows: readonly [number, number];
  /** What the pair has above the two hazards that are counted already. */
  readonly Lambda: number;
}

/** The pair of origins and measures with the largest joint hazard above what is counted; the first in byte order on ties. */
export function largestJoint(controlled: readonly ControlledOrigin[], buffer: Buffer, parameters: Parameters): Joint | null {
  let largest: Joint | null = null;
  for (let first = 0; first < controlled.length; first++) {
    const one = controlled[first] as ControlledOrigin;
    if (one.a <= 0) continue;
    for (let second = first + 1; second < controlled.length; second++) {
      const other = controlled[second] as ControlledOrigin;
      if (other.a <= 0) continue;
      for (let here = 0; here < one.set.flows.count; here++) {
        for (let there = 0; there < other.set.flows.count; there++) {
          const Lambda = excessOf(one, other, here, there, buffer, parameters);
          if (Lambda > (largest === null ? 0 : largest.Lambda)) largest = { origins: [one, other], flows: [here, there], Lambda };
        }
      }
    }
  }
  return largest;
}

/** Joint hazard of a flow measure of each origin, above the two that are counted. */
function excessOf(
  one: ControlledOrigin,
  other: ControlledOrigin,
  here: number,
  there: number,
  buffer: Buffer,
  parameters: Parameters,
): number {
  const first = one.set.flows;
  const second = other.set.flows;
  const pi = first.pi[here] as number;
  const otherPi = second.pi[there] as number;
  const alone = first.outlasts[here] as number;
  const otherAlone = second.outlasts[there] as number;
  const lost = one.a * (first.rho[here] as number) + other.a * (second.rho[there] as number);
  const ramp = Math.min(first.ramp[here] as number, second.ramp[there] as number);
  const logMedian = Math.min(first.logMedian[here] as number, second.logMedian[there] as number);
  const spare = spareOf(buffer, Math.min(1, one.a + other.a), ramp);
  const both = chanceToOutlast(lossOf(1, lost, spare), logMedian, buffer, parameters);
  const q = pi * (1 - otherPi) * alone + (1 - pi) * otherPi * otherAlone + pi * otherPi * Math.max(both, alone, otherAlone);
  return -Math.log1p(-Math.min(q, LARGEST_Q)) - one.Lambda - other.Lambda;
}

interface Outcome {
  readonly loss: number;
  readonly ttsDays: number;
  readonly outlasts: number;
  readonly days: number;
}

/** What is lost when `lost` of the supply stops while the sources other than the share `a` ramp up. */
function outcomeOf(
  lost: number,
  a: number,
  ramp: number,
  median: number,
  buffer: Buffer,
  horizonDays: number,
  parameters: Parameters,
): Outcome {
  const loss = lossOf(1, lost, spareOf(buffer, a, ramp));
  const ttsDays = timeToSurvive(buffer.coverDays, loss);
  const sigma = parameters.control_sigma;
  const days = loss > 0 ? loss * excessDays({ median, sigma }, ttsDays, horizonDays, parameters) : 0;
  return { loss, ttsDays, outlasts: lognormalTail(median, sigma, ttsDays), days };
}

/** The joint hazard with every intermediate value. */
export function describeJoint(
  { origins, flows, Lambda: cumulative }: Joint,
  buffer: Buffer,
  drawn: DrawnParameters,
  horizonDays: number,
  parameters: Parameters,
): ActiveControl {
  const [one, other] = origins;
  const [first, second] = [effectOf(one, flows[0], drawn, parameters), effectOf(other, flows[1], drawn, parameters)];
  const aloneOf = ({ a }: ControlledOrigin, { rho, ramp, median }: MeasureEffectResult): Outcome =>
    outcomeOf(a * rho, a, ramp, median, buffer, horizonDays, parameters);
  const lost = one.a * first.rho + other.a * second.rho;
  const [ramp, median] = [Math.min(first.ramp, second.ramp), Math.min(first.median, second.median)];
  const both = outcomeOf(lost, Math.min(1, one.a + other.a), ramp, median, buffer, horizonDays, parameters);
  const measures = [first, second];
  const start = Math.max(first.start, second.start);
  const inside = (days: number): number =>
    cumulative * Math.min(1, bindingShare(days - both.ttsDays - start, parameters) / bindingShare(horizonDays - start, parameters));
  const weight = first.pi * second.pi;
  const weights = measures.map(({ pi, rho }) => pi * rho);
  const total = weights.reduce((sum, value) => sum + value, 0);
  return {
    id: `active_control:${one.origin}+${other.origin}`,
    kind: 'active_control',
    a: one.a + other.a,
    flow: first.id,
    pi_flow: weight,
    pi_user: 0,
    rho_user: 0,
    states: [{ weight, loss: both.loss, tts_days: finiteOrNull(both.ttsDays), p_outlast: both.outlasts }],
    q: -Math.expm1(-cumulative),
    loss: both.loss,
    tts_days: finiteOrNull(both.ttsDays),
    Lambda: cumulative,
    Lambda_base: cumulative,
    Lambda_signals: {},
    Lambda_measures: splitOver(measures, (index) => (cumulative * valueAt(weights, index)) / total),
    inside_365: inside(horizonDays),
    inside_90: inside(Math.min(horizonDays, parameters.horizon_short_days)),
    expected_days: weight * Math.max(0, both.days - aloneOf(one, first).days - aloneOf(other, second).days),
  };
}

/** Effect of a flow measure by its place in the set. */
function effectOf({ measures }: ControlledOrigin, place: number, drawn: DrawnParameters, parameters: Parameters): MeasureEffectResult {
  return valueAt(
    measureEffects(measures, drawn, parameters).filter(({ group }) => group === 'flow'),
    place,
  );
}

/** One measure may name both origins: its parts are added. */
function splitOver(measures: readonly MeasureEffectResult[], part: (index: number) => number): Readonly<Record<string, number>> {
  const split: Record<string, number> = {};
  for (const [index, { id }] of measures.entries()) split[id] = (split[id] ?? 0) + part(index);
  return split;
}
