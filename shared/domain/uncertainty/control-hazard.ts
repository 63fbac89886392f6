/**
 * Section 4 of the scoring specification for one draw: only the probability that a control binds and outlasts the cover, not which
 * measure does it. The measures' dates, coverage and ages are the same in every draw; severity, binding, median and renewal are not.
 */
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CommonDraw } from './common-draws.ts';
import { type DrawnBuffer, probabilityToOutlast, spareWhenHit } from './drawn-buffer.ts';

/** What no draw moves of a measure that applies to an origin and stage. */
export interface ControlledFlow {
  readonly id: string;
  /** Index into `CommonDraws.classes`. */
  readonly classIndex: number;
  /** Named by end use: such classes overlap, lists of firms add. */
  readonly endUse: boolean;
  readonly coverage: number;
  /** Binding probability over the class's `pi`, with the chance that a suspension is not renewed left out. */
  readonly bindingFactor: number;
  /** Decision dates of a suspension inside the horizon; 0 when the measure needs no lapse. */
  readonly renewals: number;
  /** Every buyer is hit, so less can be diverted. */
  readonly hitsAll: boolean;
}

/** The measures of an origin at a stage. */
export interface ControlPlan {
  readonly flow: readonly ControlledFlow[];
  readonly user: readonly ControlledFlow[];
}

/** What a control of the share `a` meets at the buyer, in one draw. */
interface Target {
  readonly a: number;
  readonly buffer: DrawnBuffer;
  readonly parameters: Parameters;
  readonly draw: CommonDraw;
}

interface Alternative {
  readonly pi: number;
  readonly rho: number;
  readonly medianDays: number;
  readonly ramp: number;
}

/** P(T > time to survive) when `rho` of the origin's flow is stopped. */
function outlasts({ a, buffer, parameters }: Target, rho: number, medianDays: number, ramp: number): number {
  return probabilityToOutlast(a * rho - spareWhenHit(buffer, a, ramp), medianDays, parameters.control_sigma, buffer.coverDays);
}

function alternativeOf(measure: ControlledFlow, { draw, buffer }: Target): Alternative {
  return {
    pi: drawnBinding(measure, draw),
    rho: (draw.classRho[measure.classIndex] as number) * measure.coverage,
    medianDays: draw.classMedianDays[measure.classIndex] as number,
    ramp: measure.hitsAll ? buffer.rampAll : buffer.rampTargeted,
  };
}

/** Chance that the measure starts to bind inside the horizon, in one draw. */
export function drawnBinding(measure: ControlledFlow, draw: CommonDraw): number {
  const lapses = measure.renewals === 0 ? 1 : 1 - draw.renewalSuspension ** measure.renewals;
  return (draw.classPi[measure.classIndex] as number) * measure.bindingFactor * lapses;
}

/** Largest probability that a control is said to bind: no certainty. */
const Q_MAX = 1 - 1e-6;

/** Cumulative hazard of a control that binds and outlasts the cover with probability `q`. */
export function lambdaOfControl(q: number): number {
  return -Math.log1p(-Math.min(q, Q_MAX));
}

/** The user group at each threshold of its binding probabilities. */
interface UserGroup {
  readonly medianDays: number;
  readonly ramp: number;
  readonly thresholds: readonly { readonly pi: number; readonly rho: number; readonly outlasts: number }[];
}

function userGroupOf(measures: readonly ControlledFlow[], target: Target): UserGroup | null {
  const users: (Alternative & { readonly endUse: boolean })[] = [];
  let medianDays = 0;
  let ramp = Number.POSITIVE_INFINITY;
  for (const measure of measures) {
    const user = { ...alternativeOf(measure, target), endUse: measure.endUse };
    if (user.pi <= 0) continue;
    users.push(user);
    medianDays = Math.max(medianDays, user.medianDays);
    ramp = Math.min(ramp, user.ramp);
  }
  if (users.length === 0) return null;
  const thresholds = [...new Set(users.map((user) => user.pi))].map((pi) => {
    let endUse = 0;
    let lists = 0;
    for (const user of users) {
      const effective = user.rho * Math.min(1, user.pi / pi);
      if (user.endUse) endUse = Math.max(endUse, effective);
      else lists += effective;
    }
    const rho = Math.min(target.parameters.user_rho_cap, endUse + lists);
    return { pi, rho, outlasts: outlasts(target, rho, medianDays, ramp) };
  });
  return { medianDays, ramp, thresholds };
}

/**
 * Cumulative hazard of the controls of an origin: the pair of a flow measure (or none) and a user threshold (or none) with the largest
 * probability. Pairs that an upper bound shows to be smaller than the best so far are not worked out.
 */
export function controlHazard(plan: ControlPlan, a: number, buffer: DrawnBuffer, draw: CommonDraw, parameters: Parameters): number {
  if (a <= spareWhenHit(buffer, a, Math.min(buffer.rampAll, buffer.rampTargeted))) return 0;
  const target: Target = { a, buffer, parameters, draw };
  const users = userGroupOf(plan.user, target);
  let best = 0;
  for (const threshold of users?.thresholds ?? []) best = Math.max(best, threshold.pi * threshold.outlasts);
  for (const measure of plan.flow) {
    const flow = alternativeOf(measure, target);
    if (flow.pi <= 0) continue;
    const alone = outlasts(target, flow.rho, flow.medianDays, flow.ramp);
    best = Math.max(best, flow.pi * alone);
    if (users === null) continue;
    const jointMedian = Math.min(flow.medianDays, users.medianDays);
    const jointRamp = Math.min(flow.ramp, users.ramp);
    for (const user of users.thresholds) {
      const single = flow.pi * (1 - user.pi) * alone + (1 - flow.pi) * user.pi * user.outlasts;
      const both = flow.pi * user.pi;
      if (single + both <= best) continue;
      const joint = outlasts(target, 1 - (1 - flow.rho) * (1 - user.rho), jointMedian, jointRamp);
      best = Math.max(best, single + both * Math.max(joint, alone, user.outlasts));
    }
  }
  return lambdaOfControl(best);
}
