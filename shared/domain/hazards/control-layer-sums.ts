/**
 * The cumulative hazards of layered controls in a draw, of which nothing else is asked: the numbers of `control-layers` without starts,
 * days and states. Every draw of the sampling goes through here, so the numbers stand in arrays that are filled again and again.
 */
import { rampAtDepth } from '../measures/class-effect.ts';
import { type BindingMeasure, type ChancesToBind, depthOf, medianDaysOf, writeChances } from '../measures/measure-effects.ts';
import { tailFromLog } from '../numbers/statistics.ts';
import { type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import { cumulativeHazardOf } from './hazard.ts';

/** Hazards of the last draw that was assessed. */
export interface LayeredHazard {
  readonly assess: (a: number, buffer: Buffer, drawn: DrawnParameters) => void;
  /** Sum over everything that is in force. */
  readonly state: number;
  /** Sum over everything that may bind, in force or not. */
  readonly all: number;
}

/** A group in a draw: its measures in rising order of their chance. From a place on, all bind: what they do together stands there. */
interface Group {
  count: number;
  readonly chance: Float64Array;
  readonly rho: Float64Array;
  readonly logMedian: Float64Array;
  readonly ramp: Float64Array;
  readonly bonus: Float64Array;
  readonly outlasts: Float64Array;
}

function group(size: number): Group {
  const numbers = (): Float64Array => new Float64Array(size);
  return { count: 0, chance: numbers(), rho: numbers(), logMedian: numbers(), ramp: numbers(), bonus: numbers(), outlasts: numbers() };
}

export function layeredHazard(measures: readonly BindingMeasure[], parameters: Parameters): LayeredHazard {
  const size = measures.length;
  const flows = group(size);
  const users = group(size);
  const [pi, piState, rho, logMedian, ramp, bonus] = Array.from({ length: 6 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const starts = [...new Set(measures.map(({ start }) => start))].sort((one, other) => one - other);
  const chances: ChancesToBind = { pi: 0, piState: 0 };
  const cap = parameters.user_list_cap ?? 1;
  const order = new Int32Array(size);

  /** Measures of a group that started by `start`, summed up from the likeliest down, so that a place holds all that bind with it. */
  const fill = (into: Group, of: 'flow' | 'user', chanceOf: Float64Array, start: number): void => {
    let count = 0;
    for (let index = 0; index < size; index++) {
      const measure = measures[index] as BindingMeasure;
      if (measure.group !== of || measure.start > start || (chanceOf[index] as number) <= 0) continue;
      let at = count++;
      while (at > 0 && (chanceOf[order[at - 1] as number] as number) > (chanceOf[index] as number)) {
        order[at] = order[at - 1] as number;
        at--;
      }
      order[at] = index;
    }
    into.count = count;
    let [endUse, lists, largest, longest, least, bonusLeft] = [
      0,
      0,
      0,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ];
    for (let at = count - 1; at >= 0; at--) {
      const index = order[at] as number;
      const depth = rho[index] as number;
      if ((measures[index] as BindingMeasure).endUse) endUse = Math.max(endUse, depth);
      else lists += depth;
      largest = Math.max(largest, depth);
      longest = Math.max(longest, logMedian[index] as number);
      least = Math.min(least, ramp[index] as number);
      bonusLeft = Math.min(bonusLeft, bonus[index] as number);
      into.chance[at] = chanceOf[index] as number;
      into.rho[at] = of === 'flow' ? largest : Math.min(Math.max(cap, endUse), endUse + lists);
      into.logMedian[at] = longest;
      into.ramp[at] = least;
      into.bonus[at] = of === 'flow' ? bonusLeft : 0;
    }
  };

  const chanceToOutlast = (
    a: number,
    buffer: Buffer,
    sigma: number,
    depth: number,
    logMedianDays: number,
    rampUp: number,
    more: number,
  ): number => {
    const loss = lossOf(a, depth, spareOf(buffer, a, rampUp));
    return loss > 0 ? tailFromLog(logMedianDays, sigma, timeToSurvive(buffer.coverDays + more, loss)) : 0;
  };

  const alone = (own: Group, a: number, buffer: Buffer, sigma: number): void => {
    for (let at = 0; at < own.count; at++) {
      own.outlasts[at] = chanceToOutlast(
        a,
        buffer,
        sigma,
        own.rho[at] as number,
        own.logMedian[at] as number,
        own.ramp[at] as number,
        own.bonus[at] as number,
      );
    }
  };

  const pairChance = (flow: number, user: number, a: number, buffer: Buffer, sigma: number): number => {
    const byFlow = flow < flows.count ? (flows.outlasts[flow] as number) : 0;
    const byUser = user < users.count ? (users.outlasts[user] as number) : 0;
    if (flow >= flows.count || user >= users.count) return Math.max(byFlow, byUser);
    const both = chanceToOutlast(
      a,
      buffer,
      sigma,
      1 - (1 - (flows.rho[flow] as number)) * (1 - (users.rho[user] as number)),
      Math.min(flows.logMedian[flow] as number, users.logMedian[user] as number),
      Math.min(flows.ramp[flow] as number, users.ramp[user] as number),
      flows.bonus[flow] as number,
    );
    return Math.max(byFlow, byUser, both);
  };

  /** q when all measures start on the same day. */
  const chanceOfOneStart = (a: number, buffer: Buffer, sigma: number, chanceOf: Float64Array, start: number): number => {
    fill(flows, 'flow', chanceOf, start);
    fill(users, 'user', chanceOf, start);
    alone(flows, a, buffer, sigma);
    alone(users, a, buffer, sigma);
    let q = 0;
    let flowBefore = 0;
    for (let flow = 0; flow <= flows.count; flow++) {
      const flowChance = flow < flows.count ? (flows.chance[flow] as number) : 1;
      const flowWeight = flowChance - flowBefore;
      flowBefore = flowChance;
      if (flowWeight <= 0) continue;
      let userBefore = 0;
      for (let user = 0; user <= users.count; user++) {
        const userChance = user < users.count ? (users.chance[user] as number) : 1;
        const weight = flowWeight * (userChance - userBefore);
        userBefore = userChance;
        if (weight > 0) q += weight * pairChance(flow, user, a, buffer, sigma);
      }
    }
    return q;
  };

  /** q when measures start on several days: a set is as bad as its worst start. */
  const chanceOfStarts = (a: number, buffer: Buffer, sigma: number, chanceOf: Float64Array): number => {
    const ladder = (of: 'flow' | 'user'): number[] => {
      const values = new Set<number>();
      for (let index = 0; index < size; index++) {
        if ((measures[index] as BindingMeasure).group === of && (chanceOf[index] as number) > 0) values.add(chanceOf[index] as number);
      }
      return [...values, 1].sort((one, other) => one - other);
    };
    const [flowSteps, userSteps] = [ladder('flow'), ladder('user')];
    const worst = new Float64Array(flowSteps.length * userSteps.length);
    for (const start of starts) {
      fill(flows, 'flow', chanceOf, start);
      fill(users, 'user', chanceOf, start);
      alone(flows, a, buffer, sigma);
      alone(users, a, buffer, sigma);
      let flow = 0;
      for (let flowStep = 0; flowStep < flowSteps.length; flowStep++) {
        const isLastFlow = flowStep === flowSteps.length - 1;
        while (flow < flows.count && (isLastFlow || (flows.chance[flow] as number) < (flowSteps[flowStep] as number))) flow++;
        let user = 0;
        for (let userStep = 0; userStep < userSteps.length; userStep++) {
          const isLastUser = userStep === userSteps.length - 1;
          while (user < users.count && (isLastUser || (users.chance[user] as number) < (userSteps[userStep] as number))) user++;
          const at = flowStep * userSteps.length + userStep;
          worst[at] = Math.max(worst[at] as number, pairChance(flow, user, a, buffer, sigma));
        }
      }
    }
    let q = 0;
    for (let flowStep = 0; flowStep < flowSteps.length; flowStep++) {
      const flowWeight = (flowSteps[flowStep] as number) - (flowStep === 0 ? 0 : (flowSteps[flowStep - 1] as number));
      for (let userStep = 0; userStep < userSteps.length; userStep++) {
        const userWeight = (userSteps[userStep] as number) - (userStep === 0 ? 0 : (userSteps[userStep - 1] as number));
        q += flowWeight * userWeight * (worst[flowStep * userSteps.length + userStep] as number);
      }
    }
    return q;
  };

  const hazardOf = (a: number, buffer: Buffer, sigma: number, chanceOf: Float64Array): number => {
    if (size === 0) return 0;
    const q =
      starts.length === 1 ? chanceOfOneStart(a, buffer, sigma, chanceOf, starts[0] as number) : chanceOfStarts(a, buffer, sigma, chanceOf);
    return cumulativeHazardOf(q);
  };

  const result = {
    state: 0,
    all: 0,
    assess: (a: number, buffer: Buffer, drawn: DrawnParameters): void => {
      let isScheduled = false;
      for (let index = 0; index < size; index++) {
        const measure = measures[index] as BindingMeasure;
        writeChances(measure, drawn, parameters, chances);
        pi[index] = chances.pi;
        piState[index] = chances.piState;
        if (chances.pi > chances.piState) isScheduled = true;
        const depth = depthOf(measure, drawn);
        rho[index] = depth;
        logMedian[index] = Math.log(medianDaysOf(measure, drawn));
        ramp[index] = rampAtDepth(measure.hitsAll, depth, drawn.spareFactor, parameters);
        bonus[index] = Math.max(0, measure.stock?.(a, buffer, drawn) ?? 0);
      }
      result.state = hazardOf(a, buffer, drawn.controlSigma, piState);
      result.all = isScheduled ? hazardOf(a, buffer, drawn.controlSigma, pi) : result.state;
    },
  };
  return result;
}
