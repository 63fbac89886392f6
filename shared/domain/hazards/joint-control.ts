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
import { valueAt } from '../numbers/parallel-arrays.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { lossOf, timeToSurvive } from '../supply/loss.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { activeControl } from './active-control.ts';
import { type ActiveControl, excessDays, finiteOrNull, type Hazard, type StageSituation } from './hazard.ts';

/** No control is certain; a constant of the specification. */
const LARGEST_Q = 1 - 1e-6;

/** An origin that is under control, with the hazard that is counted for it alone. */
interface Controlled {
  readonly origin: string;
  readonly a: number;
  readonly flows: readonly MeasureEffectResult[];
  readonly Lambda: number;
}

interface Outcome {
  readonly loss: number;
  readonly ttsDays: number;
  readonly outlasts: number;
  readonly days: number;
}

interface Joint {
  readonly origins: readonly [Controlled, Controlled];
  readonly measures: readonly [MeasureEffectResult, MeasureEffectResult];
  readonly q: number;
  readonly both: Outcome;
  readonly alone: readonly [Outcome, Outcome];
}

function controlledOrigins({ shares, measures, buffer, horizonDays, parameters }: StageSituation): readonly Controlled[] {
  return shares.origins.flatMap((origin, index): Controlled[] => {
    const a = valueAt(shares.a, index);
    const flows = origin === OTHER_ORIGINS ? [] : measures(origin).filter(({ group }) => group === 'flow');
    const alone = flows.length === 0 ? null : activeControl(origin, a, measures(origin), buffer, horizonDays, parameters);
    return alone === null ? [] : [{ origin, a, flows, Lambda: alone.Lambda }];
  });
}

/** What is lost when `rho` of the share `a` stops while the rest ramps up. */
function outcomeOf(lost: number, a: number, ramp: number, median: number, { buffer, horizonDays, parameters }: StageSituation): Outcome {
  const loss = lossOf(1, lost, buffer.spare(a, ramp));
  const ttsDays = timeToSurvive(buffer.coverDays, loss);
  const sigma = parameters.control_sigma;
  const days = loss > 0 ? loss * excessDays({ median, sigma }, ttsDays, horizonDays, parameters) : 0;
  return { loss, ttsDays, outlasts: lognormalTail(median, sigma, ttsDays), days };
}

const aloneOf = ({ a }: Controlled, { rho, ramp, median }: MeasureEffectResult, situation: StageSituation): Outcome =>
  outcomeOf(a * rho, a, ramp, median, situation);

function jointOf(
  one: Controlled,
  other: Controlled,
  first: MeasureEffectResult,
  second: MeasureEffectResult,
  situation: StageSituation,
): Joint {
  const alone = [aloneOf(one, first, situation), aloneOf(other, second, situation)] as const;
  const lost = one.a * first.rho + other.a * second.rho;
  const ramp = Math.min(first.ramp, second.ramp);
  const both = outcomeOf(lost, Math.min(1, one.a + other.a), ramp, Math.min(first.median, second.median), situation);
  const q =
    first.pi * (1 - second.pi) * alone[0].outlasts +
    (1 - first.pi) * second.pi * alone[1].outlasts +
    first.pi * second.pi * Math.max(both.outlasts, alone[0].outlasts, alone[1].outlasts);
  return { origins: [one, other], measures: [first, second], q: Math.min(q, LARGEST_Q), both, alone };
}

const excessOf = ({ q, origins }: Joint): number => -Math.log1p(-q) - origins[0].Lambda - origins[1].Lambda;

/** The pair of origins and measures with the largest joint hazard above what is counted; the first in byte order on ties. */
function largestJoint(controlled: readonly Controlled[], situation: StageSituation): Joint | null {
  let largest: Joint | null = null;
  for (const [index, one] of controlled.entries()) {
    for (const other of controlled.slice(index + 1)) {
      for (const first of one.flows) {
        for (const second of other.flows) {
          const joint = jointOf(one, other, first, second, situation);
          if (excessOf(joint) > (largest === null ? 0 : excessOf(largest))) largest = joint;
        }
      }
    }
  }
  return largest;
}

function describe(joint: Joint, { horizonDays, parameters }: StageSituation): ActiveControl {
  const { origins, measures, both, alone } = joint;
  const [first, second] = measures;
  const cumulative = excessOf(joint);
  const start = Math.max(first.start, second.start);
  const inside = (days: number): number =>
    cumulative * Math.min(1, bindingShare(days - both.ttsDays - start, parameters) / bindingShare(horizonDays - start, parameters));
  const weight = first.pi * second.pi;
  const weights = measures.map(({ pi, rho }) => pi * rho);
  const total = weights.reduce((sum, value) => sum + value, 0);
  return {
    id: `active_control:${origins[0].origin}+${origins[1].origin}`,
    kind: 'active_control',
    a: origins[0].a + origins[1].a,
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
    expected_days: weight * Math.max(0, both.days - alone[0].days - alone[1].days),
  };
}

/** One measure may name both origins: its parts are added. */
function splitOver(measures: readonly MeasureEffectResult[], part: (index: number) => number): Readonly<Record<string, number>> {
  const split: Record<string, number> = {};
  for (const [index, { id }] of measures.entries()) split[id] = (split[id] ?? 0) + part(index);
  return split;
}

/** At most one per stage, `active_control:ONE+OTHER`; none without the rule. */
export const jointControl: Hazard = {
  kind: 'active_control',
  assess: (situation) => {
    if (situation.parameters.joint_controls !== true) return [];
    const joint = largestJoint(controlledOrigins(situation), situation);
    return joint === null ? [] : [describe(joint, situation)];
  },
};
