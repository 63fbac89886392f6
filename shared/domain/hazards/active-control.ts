/**
 * Controls in force or on their way, one hazard per origin (section 4 of the scoring specification). The flow group stops a part of the
 * flow whoever uses it, so only its strongest measure counts; the user group names users of what the flow group lets through. Which of
 * them bind is a mixture of states.
 */
import { bindingShare } from '../measures/binding-probability.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { type Buffer, lossOf, timeToSurvive } from '../supply/loss.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { type ActiveControl, excessDays, finiteOrNull, type Hazard } from './hazard.ts';

/** No control is certain: the score stays below 100. A constant of the specification. */
const LARGEST_Q = 1 - 1e-6;
/** Pairs closer than this are ties: the first one counts. A constant of the specification. */
const TIE = 1e-15;

/** What a state of the controls would do. */
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

/** The user measures that bind with probability `pi` at least, seen as one. */
interface UserGroup extends Alternative {
  readonly pi: number;
}

interface FlowMeasure extends Alternative {
  readonly id: string;
  readonly pi: number;
}

interface BindingState {
  readonly weight: number;
  readonly alternative: Alternative;
}

interface Pair {
  readonly flow: FlowMeasure | null;
  readonly user: UserGroup | null;
  readonly states: readonly BindingState[];
  readonly q: number;
}

/** Combined severity of the user measures for a threshold of their pi: rules on end uses overlap, lists name different firms. */
function userSeverity(measures: readonly MeasureEffectResult[], threshold: number, parameters: Parameters): Severity {
  let endUse = 0;
  let lists = 0;
  let median = 0;
  let ramp = Number.POSITIVE_INFINITY;
  let start = Number.POSITIVE_INFINITY;
  for (const measure of measures) {
    const effective = measure.rho * Math.min(1, measure.pi / threshold);
    if (measure.cls.startsWith('end_use')) endUse = Math.max(endUse, effective);
    else lists += effective;
    median = Math.max(median, measure.median);
    ramp = Math.min(ramp, measure.ramp);
    start = Math.min(start, measure.start);
  }
  return { rho: Math.min(parameters.user_rho_cap, endUse + lists), median, ramp, start };
}

function jointSeverity(flow: Severity, user: Severity): Severity {
  return {
    rho: 1 - (1 - flow.rho) * (1 - user.rho),
    median: Math.min(flow.median, user.median),
    ramp: Math.min(flow.ramp, user.ramp),
    start: Math.max(flow.start, user.start),
  };
}

/**
 * The hazard of an origin's measures for a buyer that has the share `a` from it; `null` when there is nothing to assess. `measures` in
 * byte order of id. With a buffer without spare it is the hazard of a supplier.
 */
export function activeControl(
  origin: CountryCode,
  a: number,
  measures: readonly MeasureEffectResult[],
  buffer: Buffer,
  horizonDays: number,
  parameters: Parameters,
): ActiveControl | null {
  if (a <= 0 || measures.length === 0) return null;
  const cost = (severity: Severity): Alternative => {
    const loss = lossOf(a, severity.rho, buffer.spare(a, severity.ramp));
    const ttsDays = timeToSurvive(buffer.coverDays, loss);
    return { ...severity, loss, ttsDays, outlasts: lognormalTail(severity.median, parameters.control_sigma, ttsDays) };
  };
  const userMeasures = measures.filter(({ group }) => group === 'user');
  const pair = strongestPair(measures, userMeasures, cost, parameters);
  const binding = pair.user === null ? [] : userMeasures;
  return describe(origin, a, pair, [...measures.filter(({ id }) => id === pair.flow?.id), ...binding], horizonDays, parameters);
}

/** Paragraph 4: the pair of a flow measure (or none) and a threshold (or no user group) with the largest q. */
function strongestPair(
  measures: readonly MeasureEffectResult[],
  userMeasures: readonly MeasureEffectResult[],
  cost: (severity: Severity) => Alternative,
  parameters: Parameters,
): Pair {
  const flows = measures.filter(({ group }) => group === 'flow').map((measure) => ({ ...cost(measure), id: measure.id, pi: measure.pi }));
  const thresholds = [...new Set(userMeasures.map(({ pi }) => pi))].sort((left, right) => left - right);
  const users = thresholds.map((pi) => ({ ...cost(userSeverity(userMeasures, pi, parameters)), pi }));
  let strongest: Pair = { flow: null, user: null, states: [], q: 0 };
  for (const flow of [null, ...flows]) {
    for (const user of [null, ...users]) {
      const states = bindingStates(flow, user, cost);
      const q = states.reduce((sum, { weight, alternative }) => sum + weight * alternative.outlasts, 0);
      if (q > strongest.q + TIE) strongest = { flow, user, states, q };
    }
  }
  return strongest;
}

/** Paragraph 3: the flow measure alone, the user group alone, both; states without weight are left out. */
function bindingStates(
  flow: FlowMeasure | null,
  user: UserGroup | null,
  cost: (severity: Severity) => Alternative,
): readonly BindingState[] {
  const states: BindingState[] = [];
  const piFlow = flow?.pi ?? 0;
  const piUser = user?.pi ?? 0;
  if (flow !== null && piFlow * (1 - piUser) > 0) states.push({ weight: piFlow * (1 - piUser), alternative: flow });
  if (user !== null && (1 - piFlow) * piUser > 0) states.push({ weight: (1 - piFlow) * piUser, alternative: user });
  if (flow !== null && user !== null) states.push({ weight: piFlow * piUser, alternative: bothBind(flow, user, cost) });
  return states;
}

/** The joint loss lasts as long as the shorter of the two, then the longer goes on alone: the one most likely to outlast the cover. */
function bothBind(flow: Alternative, user: Alternative, cost: (severity: Severity) => Alternative): Alternative {
  const joint = cost(jointSeverity(flow, user));
  const alone = flow.outlasts >= user.outlasts ? flow : user;
  return joint.outlasts >= alone.outlasts ? joint : alone;
}

/** Paragraphs 5 and 6: cumulative hazard, stock-out, expected days, and the split over the measures that make it. */
function describe(
  origin: CountryCode,
  a: number,
  pair: Pair,
  contributing: readonly MeasureEffectResult[],
  horizonDays: number,
  parameters: Parameters,
): ActiveControl {
  const q = Math.min(pair.q, LARGEST_Q);
  const cumulative = -Math.log1p(-q);
  const inside = (days: number): number => {
    let sum = 0;
    for (const { weight, alternative } of pair.states) sum += weight * alternative.outlasts * startedInTime(alternative, days);
    return -Math.log1p(-Math.min(sum, LARGEST_Q));
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

/**
 * Feed that is stopped on its way to plants of another country: beside the cover of the stage stands what is still under way. Listed as
 * `active_control:STAGE-PROCESSOR:ORIGIN`.
 */
export const feedActiveControls: Hazard = {
  kind: 'active_control',
  assess: ({ feedControls, shares, buffer, horizonDays, parameters }) =>
    feedControls.flatMap(({ place, origin, measures, pipelineDays, exposure }) => {
      const withPipeline = { ...buffer, coverDays: buffer.coverDays + pipelineDays };
      return activeControl(`${place}:${origin}`, exposure(shares), measures, withPipeline, horizonDays, parameters) ?? [];
    }),
};

/** Listed for every named origin that supplies the buyer and has a measure that can bind. */
export const activeControls: Hazard = {
  kind: 'active_control',
  assess: ({ shares, measures, buffer, horizonDays, parameters }) =>
    shares.origins.flatMap((origin, index) => {
      if (origin === OTHER_ORIGINS) return [];
      return activeControl(origin, valueAt(shares.a, index), measures(origin), buffer, horizonDays, parameters) ?? [];
    }),
};
