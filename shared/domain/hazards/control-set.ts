/**
 * Section 4 of the scoring specification in numbers: the measures of an origin in one draw, and the probability that a control binds and
 * outlasts the cover. Every score and every draw goes through here, so the numbers stand in arrays that are filled again and again.
 */
import { type BindingMeasure, bindingChance, rampAgainst, severityOf } from '../measures/measure-effects.ts';
import { tailFromLog } from '../numbers/statistics.ts';
import { type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';

/** Pairs whose chances are closer than this are ties: the first one counts. A constant of the specification. */
const TIE = 1e-15;

/** Measures of the flow group, in byte order of id. */
interface FlowMeasures {
  count: number;
  readonly pi: number[];
  readonly rho: number[];
  /** Of days. */
  readonly logMedian: number[];
  readonly ramp: number[];
  /** Chance that the loss by this measure alone outlasts the cover; known once the strongest pair is. */
  readonly outlasts: number[];
}

/** Measures of the user group, in byte order of id: all that bind are seen as one rule. */
interface UserMeasures {
  count: number;
  readonly pi: number[];
  readonly rho: number[];
  readonly endUse: boolean[];
  /** The longest median, in days, and the smallest ramp of them all. */
  logMedian: number;
  ramp: number;
}

/** The user group at each of the chances of its measures, in rising order. */
interface UserThresholds {
  count: number;
  readonly pi: number[];
  readonly rho: number[];
  readonly outlasts: number[];
}

export interface ControlSet {
  readonly flows: FlowMeasures;
  readonly users: UserMeasures;
  readonly thresholds: UserThresholds;
  /** Of the strongest pair: place of its flow measure, -1 for none, and threshold of its user group, 0 for none. */
  strongestFlow: number;
  strongestThreshold: number;
}

/** A set without measures. */
export function controlSet(): ControlSet {
  return {
    flows: { count: 0, pi: [], rho: [], logMedian: [], ramp: [], outlasts: [] },
    users: { count: 0, pi: [], rho: [], endUse: [], logMedian: 0, ramp: 0 },
    thresholds: { count: 0, pi: [], rho: [], outlasts: [] },
    strongestFlow: -1,
    strongestThreshold: 0,
  };
}

function clear({ flows, users }: ControlSet): void {
  flows.count = 0;
  users.count = 0;
  users.logMedian = Number.NEGATIVE_INFINITY;
  users.ramp = Number.POSITIVE_INFINITY;
}

function addFlow({ flows }: ControlSet, pi: number, rho: number, logMedian: number, ramp: number): void {
  const at = flows.count++;
  flows.pi[at] = pi;
  flows.rho[at] = rho;
  flows.logMedian[at] = logMedian;
  flows.ramp[at] = ramp;
}

function addUser({ users }: ControlSet, pi: number, rho: number, logMedian: number, ramp: number, endUse: boolean): void {
  const at = users.count++;
  users.pi[at] = pi;
  users.rho[at] = rho;
  users.endUse[at] = endUse;
  users.logMedian = Math.max(users.logMedian, logMedian);
  users.ramp = Math.min(users.ramp, ramp);
}

/** Fills the set with effects, in their order. */
export function loadEffects(set: ControlSet, effects: readonly MeasureEffectResult[]): void {
  clear(set);
  for (const { group, cls, pi, rho, median, ramp } of effects) {
    if (group === 'flow') addFlow(set, pi, rho, Math.log(median), ramp);
    else addUser(set, pi, rho, Math.log(median), ramp, cls.startsWith('end_use'));
  }
}

/** Fills the set with the measures of a draw that bind with a positive chance, in their order. */
export function loadMeasures(set: ControlSet, measures: readonly BindingMeasure[], drawn: DrawnParameters, parameters: Parameters): void {
  clear(set);
  for (const measure of measures) {
    const pi = bindingChance(measure, drawn);
    if (pi <= 0) continue;
    const rho = severityOf(measure, drawn);
    const logMedian = drawn.classLogMedian[measure.classIndex] as number;
    const ramp = rampAgainst(measure, drawn, parameters);
    if (measure.group === 'flow') addFlow(set, pi, rho, logMedian, ramp);
    else addUser(set, pi, rho, logMedian, ramp, measure.endUse);
  }
}

/** Chance that a control which costs `loss` of the supply outlasts the cover. */
export function chanceToOutlast(loss: number, logMedian: number, { coverDays }: Buffer, parameters: Parameters): number {
  return loss > 0 ? tailFromLog(logMedian, parameters.control_sigma, timeToSurvive(coverDays, loss)) : 0;
}

/** Combined severity of the user measures for a threshold of their pi: rules on end uses overlap, lists name different firms. */
export function severityAtThreshold({ users }: ControlSet, threshold: number, parameters: Parameters): number {
  let endUse = 0;
  let lists = 0;
  for (let index = 0; index < users.count; index++) {
    const effective = (users.rho[index] as number) * Math.min(1, (users.pi[index] as number) / threshold);
    if (users.endUse[index] === true) endUse = Math.max(endUse, effective);
    else lists += effective;
  }
  return Math.min(parameters.user_rho_cap, endUse + lists);
}

/** Distinct chances of the user measures, in rising order. */
function findThresholds({ users, thresholds }: ControlSet): void {
  const { pi } = thresholds;
  let count = 0;
  for (let index = 0; index < users.count; index++) {
    const chance = users.pi[index] as number;
    let at = count;
    while (at > 0 && (pi[at - 1] as number) > chance) at--;
    if (at > 0 && pi[at - 1] === chance) continue;
    for (let above = count; above > at; above--) pi[above] = pi[above - 1] as number;
    pi[at] = chance;
    count++;
  }
  thresholds.count = count;
}

/**
 * Paragraphs 3 and 4: q of the pair of a flow measure (or none) and a threshold (or no user group) with the largest q, for a buyer that has
 * the share `a` from the origin. Which pair that is, and the chances of the single measures, are left in the set.
 */
export function strongestPair(set: ControlSet, a: number, buffer: Buffer, parameters: Parameters): number {
  const { flows, users, thresholds } = set;
  findThresholds(set);
  for (let user = 0; user < thresholds.count; user++) {
    const rho = severityAtThreshold(set, thresholds.pi[user] as number, parameters);
    thresholds.rho[user] = rho;
    thresholds.outlasts[user] = chanceToOutlast(lossOf(a, rho, spareOf(buffer, a, users.ramp)), users.logMedian, buffer, parameters);
  }
  for (let flow = 0; flow < flows.count; flow++) {
    const loss = lossOf(a, flows.rho[flow] as number, spareOf(buffer, a, flows.ramp[flow] as number));
    flows.outlasts[flow] = chanceToOutlast(loss, flows.logMedian[flow] as number, buffer, parameters);
  }
  set.strongestFlow = -1;
  set.strongestThreshold = 0;
  let strongest = 0;
  for (let flow = -1; flow < flows.count; flow++) {
    for (let user = -1; user < thresholds.count; user++) {
      const q = chanceOfPair(set, flow, user, strongest, a, buffer, parameters);
      if (q <= strongest + TIE) continue;
      strongest = q;
      set.strongestFlow = flow;
      set.strongestThreshold = user < 0 ? 0 : (thresholds.pi[user] as number);
    }
  }
  return strongest;
}

/** q of a pair: the flow measure alone, the user group alone, or both bind. Below `floor` it may be an upper bound, which settles it. */
function chanceOfPair(
  { flows, users, thresholds }: ControlSet,
  flow: number,
  user: number,
  floor: number,
  a: number,
  buffer: Buffer,
  parameters: Parameters,
): number {
  if (flow < 0) return user < 0 ? 0 : (thresholds.pi[user] as number) * (thresholds.outlasts[user] as number);
  const piFlow = flows.pi[flow] as number;
  const stopped = flows.outlasts[flow] as number;
  if (user < 0) return piFlow * stopped;
  const piUser = thresholds.pi[user] as number;
  const named = thresholds.outlasts[user] as number;
  const alone = piFlow * (1 - piUser) * stopped + (1 - piFlow) * piUser * named;
  const both = piFlow * piUser;
  if (alone + both <= floor) return 0;
  // The joint loss lasts as long as the shorter of the two, then the longer goes on alone: the one most likely to outlast the cover.
  const rho = 1 - (1 - (flows.rho[flow] as number)) * (1 - (thresholds.rho[user] as number));
  const logMedian = Math.min(flows.logMedian[flow] as number, users.logMedian);
  const spare = spareOf(buffer, a, Math.min(flows.ramp[flow] as number, users.ramp));
  const joint = chanceToOutlast(lossOf(a, rho, spare), logMedian, buffer, parameters);
  return alone + both * Math.max(joint, stopped, named);
}
