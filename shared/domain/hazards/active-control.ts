/**
 * Controls in force or on their way, one hazard per origin (section 4 of the scoring specification). The flow group stops a part of the
 * flow whoever uses it, so only its strongest measure counts; the user group names users of what the flow group lets through. Which of
 * them bind is a mixture of states.
 */

import { bindingShare } from '../measures/binding-probability.ts';
import { type BindingMeasure, measureEffects } from '../measures/measure-effects.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { alwaysMadeGood, type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { type ControlSet, controlSet, loadEffects, loadMeasures, severityAtThreshold, strongestPair } from './control-set.ts';
import {
  type ActiveControl,
  cumulativeHazardOf,
  excessDays,
  finiteOrNull,
  type Hazard,
  LARGEST_Q,
  type StageDraw,
  withPipeline,
} from './hazard.ts';
import { type ControlledOrigin, describeJoint, type Joint, largestJoint } from './joint-control.ts';

/** Severity of one state of the controls: part of the flow that stops, days, ramp-up, and day on which it starts. */
interface Severity {
  readonly rho: number;
  readonly median: number;
  readonly ramp: number;
  readonly start: number;
}

/** A severity with what it costs this buyer. */
interface Alternative extends Severity {
  readonly loss: number;
  readonly ttsDays: number;
  readonly outlasts: number;
}

interface BindingState {
  readonly weight: number;
  readonly alternative: Alternative;
}

/** The strongest pair of a flow measure (or none) and the user group at a threshold (or none), with the states that it can be in. */
interface DescribedPair {
  readonly flow: MeasureEffectResult | null;
  readonly user: (Severity & { readonly pi: number }) | null;
  readonly states: readonly BindingState[];
  readonly q: number;
}

/**
 * The hazard of an origin's measures for a buyer that has the share `a` from it; `null` when there is nothing to assess. `measures` in
 * byte order of id. With a buffer without spare it is the hazard of a supplier. `set`: room for the measures, whose numbers it writes over.
 */
export function activeControl(
  origin: CountryCode,
  a: number,
  measures: readonly MeasureEffectResult[],
  buffer: Buffer,
  horizonDays: number,
  parameters: Parameters,
  set: ControlSet = controlSet(),
): ActiveControl | null {
  if (a <= 0 || measures.length === 0) return null;
  loadEffects(set, measures);
  const q = strongestPair(set, a, buffer, parameters);
  const pair = describedPair(set, q, measures, a, buffer, parameters);
  const binding = pair.user === null ? [] : measures.filter(({ group }) => group === 'user');
  return describe(origin, a, pair, [...measures.filter(({ id }) => id === pair.flow?.id), ...binding], horizonDays, parameters);
}

/** Paragraph 3: the states of the strongest pair; states without weight are left out. */
function describedPair(
  set: ControlSet,
  q: number,
  measures: readonly MeasureEffectResult[],
  a: number,
  buffer: Buffer,
  parameters: Parameters,
): DescribedPair {
  const cost = (severity: Severity): Alternative => {
    const loss = lossOf(a, severity.rho, spareOf(buffer, a, severity.ramp));
    const ttsDays = timeToSurvive(buffer.coverDays, loss);
    return { ...severity, loss, ttsDays, outlasts: lognormalTail(severity.median, parameters.control_sigma, ttsDays) };
  };
  const { strongestFlow, strongestThreshold: threshold } = set;
  const flows = measures.filter(({ group }) => group === 'flow');
  const flow = strongestFlow < 0 ? null : valueAt(flows, strongestFlow);
  const user = threshold === 0 ? null : { ...userSeverity(set, threshold, measures, parameters), pi: threshold };
  const [stopped, named] = [flow === null ? null : cost(flow), user === null ? null : cost(user)];
  const [piFlow, piUser] = [flow?.pi ?? 0, user?.pi ?? 0];
  const states: BindingState[] = [];
  if (stopped !== null && piFlow * (1 - piUser) > 0) states.push({ weight: piFlow * (1 - piUser), alternative: stopped });
  if (named !== null && (1 - piFlow) * piUser > 0) states.push({ weight: (1 - piFlow) * piUser, alternative: named });
  if (stopped !== null && named !== null) states.push({ weight: piFlow * piUser, alternative: bothBind(stopped, named, cost) });
  return { flow, user, states, q };
}

/** Combined severity of the user measures for a threshold of their pi. */
function userSeverity(set: ControlSet, threshold: number, measures: readonly MeasureEffectResult[], parameters: Parameters): Severity {
  const users = measures.filter(({ group }) => group === 'user');
  return {
    rho: severityAtThreshold(set, threshold, parameters),
    median: Math.max(...users.map(({ median }) => median)),
    ramp: Math.min(...users.map(({ ramp }) => ramp)),
    start: Math.min(...users.map(({ start }) => start)),
  };
}

/** The joint loss lasts as long as the shorter of the two, then the longer goes on alone: the one most likely to outlast the cover. */
function bothBind(flow: Alternative, user: Alternative, cost: (severity: Severity) => Alternative): Alternative {
  const joint = cost({
    rho: 1 - (1 - flow.rho) * (1 - user.rho),
    median: Math.min(flow.median, user.median),
    ramp: Math.min(flow.ramp, user.ramp),
    start: Math.max(flow.start, user.start),
  });
  const alone = flow.outlasts >= user.outlasts ? flow : user;
  return joint.outlasts >= alone.outlasts ? joint : alone;
}
/** Paragraphs 5 and 6: cumulative hazard, stock-out, expected days, and the split over the measures that make it. */
function describe(
  origin: CountryCode,
  a: number,
  pair: DescribedPair,
  contributing: readonly MeasureEffectResult[],
  horizonDays: number,
  parameters: Parameters,
): ActiveControl {
  const q = Math.min(pair.q, LARGEST_Q);
  const cumulative = cumulativeHazardOf(pair.q);
  const inside = (days: number): number => {
    let sum = 0;
    for (const { weight, alternative } of pair.states) sum += weight * alternative.outlasts * startedInTime(alternative, days);
    return cumulativeHazardOf(sum);
  };
  const startedInTime = ({ ttsDays, start }: Alternative, days: number): number =>
    Math.min(1, bindingShare(days - ttsDays - start, parameters) / bindingShare(horizonDays - start, parameters));
  const worst = worstState(pair.states);
  return {
    id: `active_control:${origin}`,
    kind: 'active_control',
    a,
    flow: pair.flow?.id ?? null,
    pi_flow: pair.flow?.pi ?? 0,
    pi_user: pair.user?.pi ?? 0,
    rho_user: pair.user?.rho ?? 0,
    states: pair.states.map(({ weight, alternative: { loss, ttsDays, outlasts } }) => ({
      weight,
      loss,
      tts_days: finiteOrNull(ttsDays),
      p_outlast: outlasts,
    })),
    q,
    loss: worst?.loss ?? 0,
    tts_days: worst === null ? null : finiteOrNull(worst.ttsDays),
    Lambda: cumulative,
    Lambda_base: cumulative,
    Lambda_signals: {},
    Lambda_measures: splitOverMeasures(cumulative, contributing),
    inside_365: inside(horizonDays),
    inside_90: inside(Math.min(horizonDays, parameters.horizon_short_days)),
    expected_days: pair.states.reduce((sum, state) => sum + state.weight * expectedDays(state.alternative, horizonDays, parameters), 0),
  };
}

function expectedDays({ loss, median, ttsDays }: Alternative, horizonDays: number, parameters: Parameters): number {
  return loss > 0 ? loss * excessDays({ median, sigma: parameters.control_sigma }, ttsDays, horizonDays, parameters) : 0;
}

/** The state with the largest weight x P, on a tie the one with the larger loss. */
function worstState(states: readonly BindingState[]): Alternative | null {
  const chance = ({ weight, alternative }: BindingState): number => weight * alternative.outlasts;
  const [worst] = states.toSorted((left, right) => chance(right) - chance(left) || right.alternative.loss - left.alternative.loss);
  return worst?.alternative ?? null;
}

function splitOverMeasures(cumulative: number, measures: readonly MeasureEffectResult[]): Readonly<Record<string, number>> {
  const sum = measures.reduce((weights, { pi, rho }) => weights + pi * rho, 0);
  return Object.fromEntries(measures.map(({ id, pi, rho }) => [id, (cumulative * pi * rho) / sum]));
}

/** Measures on feed that reach the stage through plants of another country. */
interface ControlledFeed {
  readonly name: string;
  readonly measures: readonly BindingMeasure[];
  readonly set: ControlSet;
  readonly exposure: (shares: StageDraw['shares']) => number;
  /** Days of feed under way, beside the cover of the stage. */
  readonly pipelineDays: number;
}

/** Cumulative hazard of measures on the share `a` (> 0) in a draw: the number that `activeControl` gives for their effects. */
export function hazardOfMeasures(
  { set, measures }: { readonly set: ControlSet; readonly measures: readonly BindingMeasure[] },
  a: number,
  buffer: Buffer,
  drawn: DrawnParameters,
  parameters: Parameters,
): number {
  loadMeasures(set, measures, drawn, parameters);
  return cumulativeHazardOf(strongestPair(set, a, buffer, parameters));
}

/**
 * Listed for every named origin that supplies the buyer and has a measure that can bind; with rules of later methodologies also for two
 * origins at once, `active_control:ONE+OTHER`, and for feed that is stopped on its way to plants of another country,
 * `active_control:STAGE-PROCESSOR:ORIGIN`.
 */
export const activeControls: Hazard = {
  kind: 'active_control',
  prepare: ({ measures: measuresOf, feedControls, horizonDays, parameters }, origins) => {
    const controlled = origins.flatMap((origin, index): ControlledOrigin[] => {
      const measures = origin === OTHER_ORIGINS ? [] : measuresOf(origin);
      return measures.length === 0 ? [] : [{ origin, index, measures, set: controlSet(), a: 0, Lambda: 0 }];
    });
    const feeds = feedControls.map(({ place, origin, measures, pipelineDays, exposure }): ControlledFeed => {
      return { name: `${place}:${origin}`, measures, set: controlSet(), exposure: exposure(origins), pipelineDays };
    });
    const countsJoint = parameters.joint_controls === true && controlled.length > 1;
    const assessOrigins = ({ shares, buffer, drawn }: StageDraw): void => {
      // No measure stops more than all of the share; together with another origin a small one counts.
      const negligible = countsJoint ? 0 : Math.max(0, alwaysMadeGood(buffer));
      for (const origin of controlled) {
        const a = shares.a[origin.index] as number;
        origin.a = a;
        origin.Lambda = a > negligible ? hazardOfMeasures(origin, a, buffer, drawn, parameters) : 0;
      }
    };
    /** The two origins that are worst at once, after the single ones are assessed; null when the methodology does not count them. */
    const jointOf = ({ buffer }: StageDraw): Joint | null => (countsJoint ? largestJoint(controlled, buffer, parameters) : null);
    return {
      addTo: (sum, draw) => {
        assessOrigins(draw);
        const pair = jointOf(draw);
        let total = sum;
        for (const origin of controlled) {
          total += origin.Lambda;
          if (pair !== null && pair.origins[0] === origin) total += pair.Lambda;
        }
        for (const { set, measures, exposure, pipelineDays } of feeds) {
          const a = exposure(draw.shares);
          if (a <= 0) continue;
          total += hazardOfMeasures({ set, measures }, a, withPipeline(draw.buffer, pipelineDays), draw.drawn, parameters);
        }
        return total;
      },
      describe: (draw) => {
        const { buffer, drawn, shares } = draw;
        const described = (name: string, a: number, measures: readonly BindingMeasure[], own: Buffer, set: ControlSet) =>
          activeControl(name, a, measureEffects(measures, drawn, parameters), own, horizonDays, parameters, set) ?? [];
        if (countsJoint) assessOrigins(draw);
        const pair = jointOf(draw);
        return [
          ...controlled.flatMap((one) => [
            ...[described(one.origin, shares.a[one.index] as number, one.measures, buffer, one.set)].flat(),
            ...(pair !== null && pair.origins[0] === one ? [describeJoint(pair, buffer, drawn, horizonDays, parameters)] : []),
          ]),
          ...feeds.flatMap(({ name, measures, set, exposure, pipelineDays }) =>
            described(name, exposure(shares), measures, withPipeline(buffer, pipelineDays), set),
          ),
        ];
      },
    };
  },
};
