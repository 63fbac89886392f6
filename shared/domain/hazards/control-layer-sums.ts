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

/**
 * The measures of a group in a draw, in rising order of their chance, and of those that started by a day what they do together: from a place
 * on all bind, and that stands there.
 */
interface Group {
  readonly isFlow: boolean;
  /** Places of its measures. */
  readonly members: readonly number[];
  /** Places of the measures that have a chance, by rising chance. */
  readonly order: Int32Array;
  ordered: number;
  /** Chances, each once, and 1 for no measure at all. */
  readonly steps: Float64Array;
  stepCount: number;
  count: number;
  readonly chance: Float64Array;
  readonly rho: Float64Array;
  readonly logMedian: Float64Array;
  readonly ramp: Float64Array;
  readonly bonus: Float64Array;
  readonly outlasts: Float64Array;
}

function groupOf(measures: readonly BindingMeasure[], name: BindingMeasure['group']): Group {
  const members = [...measures.keys()].filter((index) => measures[index]?.group === name);
  const numbers = (): Float64Array => new Float64Array(members.length);
  return {
    isFlow: name === 'flow',
    members,
    order: new Int32Array(members.length),
    ordered: 0,
    steps: new Float64Array(members.length + 1),
    stepCount: 0,
    count: 0,
    chance: numbers(),
    rho: numbers(),
    logMedian: numbers(),
    ramp: numbers(),
    bonus: numbers(),
    outlasts: numbers(),
  };
}

/** Orders the measures of a group by chance, equal ones as they stand, and lists the steps of their chances. */
function orderByChance(own: Group, chanceOf: Float64Array): void {
  const { members, order, steps } = own;
  let ordered = 0;
  for (let member = 0; member < members.length; member++) {
    const index = members[member] as number;
    const chance = chanceOf[index] as number;
    if (chance <= 0) continue;
    let at = ordered++;
    while (at > 0 && (chanceOf[order[at - 1] as number] as number) > chance) {
      order[at] = order[at - 1] as number;
      at--;
    }
    order[at] = index;
  }
  let stepCount = 0;
  for (let at = 0; at < ordered; at++) {
    const chance = chanceOf[order[at] as number] as number;
    if (stepCount === 0 || (steps[stepCount - 1] as number) < chance) steps[stepCount++] = chance;
  }
  steps[stepCount++] = 1;
  own.ordered = ordered;
  own.stepCount = stepCount;
}

export function layeredHazard(measures: readonly BindingMeasure[], parameters: Parameters): LayeredHazard {
  const size = measures.length;
  const flows = groupOf(measures, 'flow');
  const users = groupOf(measures, 'user');
  const numbers = (): Float64Array => new Float64Array(size);
  const [pi, piState, rho, logMedian, ramp, bonus] = [numbers(), numbers(), numbers(), numbers(), numbers(), numbers()];
  const starts = [...new Set(measures.map(({ start }) => start))].sort((one, other) => one - other);
  const startOf = Int32Array.from(measures, ({ start }) => starts.indexOf(start));
  const byEndUse = Uint8Array.from(measures, ({ endUse }) => (endUse ? 1 : 0));
  const chances: ChancesToBind = { pi: 0, piState: 0 };
  const cap = parameters.user_list_cap ?? 1;
  /** The first measure whose length is drawn like that of the measure: one logarithm is enough for all of them. */
  const sameLength = Int32Array.from(measures, ({ classIndex, effect }) =>
    measures.findIndex((other) => other.classIndex === classIndex && other.effect.medianFactor === effect.medianFactor),
  );
  const worst = new Float64Array((flows.members.length + 1) * (users.members.length + 1));
  const pairs = new Float64Array(users.members.length + 1);

  /** Measures of a group that started by the day, summed up from the likeliest down, so that a place holds all that bind with it. */
  const fill = (into: Group, chanceOf: Float64Array, start: number): void => {
    const { order, ordered, isFlow } = into;
    let count = 0;
    for (let at = 0; at < ordered; at++) if ((startOf[order[at] as number] as number) <= start) count++;
    into.count = count;
    let endUse = 0;
    let lists = 0;
    let largest = 0;
    let longest = Number.NEGATIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    let bonusLeft = Number.POSITIVE_INFINITY;
    let at = count;
    for (let from = ordered - 1; from >= 0; from--) {
      const index = order[from] as number;
      if ((startOf[index] as number) > start) continue;
      at--;
      const depth = rho[index] as number;
      if (byEndUse[index] === 1) endUse = Math.max(endUse, depth);
      else lists += depth;
      largest = Math.max(largest, depth);
      longest = Math.max(longest, logMedian[index] as number);
      least = Math.min(least, ramp[index] as number);
      bonusLeft = Math.min(bonusLeft, bonus[index] as number);
      into.chance[at] = chanceOf[index] as number;
      into.rho[at] = isFlow ? largest : Math.min(Math.max(cap, endUse), endUse + lists);
      into.logMedian[at] = longest;
      into.ramp[at] = least;
      into.bonus[at] = isFlow ? bonusLeft : 0;
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

  /** Whether a measure that starts on the day has a chance: if none has, the sets of the day are those of the day before. */
  const startsSomething = ({ order, ordered }: Group, start: number): boolean => {
    for (let at = 0; at < ordered; at++) if (startOf[order[at] as number] === start) return true;
    return false;
  };

  /** Raises the worst alternative of every pair of steps to that of the sets that started by the day. */
  const raiseWorst = (a: number, buffer: Buffer, sigma: number): void => {
    let flow = 0;
    let flowBefore = -1;
    for (let flowStep = 0; flowStep < flows.stepCount; flowStep++) {
      const isLastFlow = flowStep === flows.stepCount - 1;
      while (flow < flows.count && (isLastFlow || (flows.chance[flow] as number) < (flows.steps[flowStep] as number))) flow++;
      let user = 0;
      let userBefore = -1;
      for (let userStep = 0; userStep < users.stepCount; userStep++) {
        const isLastUser = userStep === users.stepCount - 1;
        while (user < users.count && (isLastUser || (users.chance[user] as number) < (users.steps[userStep] as number))) user++;
        // A step that begins no other set has the pair of the step before.
        if (flow !== flowBefore) {
          pairs[userStep] = user === userBefore ? (pairs[userStep - 1] as number) : pairChance(flow, user, a, buffer, sigma);
        }
        userBefore = user;
        const at = flowStep * users.stepCount + userStep;
        worst[at] = Math.max(worst[at] as number, pairs[userStep] as number);
      }
      flowBefore = flow;
    }
  };

  /** q: measures may start on several days, and a set is as bad as its worst start. */
  const chanceOfAll = (a: number, buffer: Buffer, sigma: number, chanceOf: Float64Array): number => {
    orderByChance(flows, chanceOf);
    orderByChance(users, chanceOf);
    worst.fill(0, 0, flows.stepCount * users.stepCount);
    for (let start = 0; start < starts.length; start++) {
      if (!startsSomething(flows, start) && !startsSomething(users, start)) continue;
      fill(flows, chanceOf, start);
      fill(users, chanceOf, start);
      alone(flows, a, buffer, sigma);
      alone(users, a, buffer, sigma);
      raiseWorst(a, buffer, sigma);
    }
    let q = 0;
    let flowBefore = 0;
    for (let flowStep = 0; flowStep < flows.stepCount; flowStep++) {
      const flowWeight = (flows.steps[flowStep] as number) - flowBefore;
      flowBefore = flows.steps[flowStep] as number;
      let userBefore = 0;
      for (let userStep = 0; userStep < users.stepCount; userStep++) {
        const userWeight = (users.steps[userStep] as number) - userBefore;
        userBefore = users.steps[userStep] as number;
        q += flowWeight * userWeight * (worst[flowStep * users.stepCount + userStep] as number);
      }
    }
    return q;
  };

  const hazardOf = (a: number, buffer: Buffer, sigma: number, chanceOf: Float64Array): number =>
    cumulativeHazardOf(chanceOfAll(a, buffer, sigma, chanceOf));

  const result = {
    state: 0,
    all: 0,
    assess: (a: number, buffer: Buffer, drawn: DrawnParameters): void => {
      let isScheduled = false;
      for (let index = 0; index < size; index++) {
        const measure = measures[index] as BindingMeasure;
        writeChances(measure, drawn, chances);
        pi[index] = chances.pi;
        piState[index] = chances.piState;
        if (chances.pi > chances.piState) isScheduled = true;
        const depth = depthOf(measure, drawn);
        rho[index] = depth;
        const same = sameLength[index] as number;
        logMedian[index] = same === index ? Math.log(medianDaysOf(measure, drawn)) : (logMedian[same] as number);
        ramp[index] = rampAtDepth(measure.hitsAll, depth, drawn.spareFactor, parameters);
        const { stock } = measure;
        bonus[index] = stock?.mayAdd === true ? Math.max(0, stock.days(a, buffer, drawn)) : 0;
      }
      result.state = hazardOf(a, buffer, drawn.controlSigma, piState);
      result.all = isScheduled ? hazardOf(a, buffer, drawn.controlSigma, pi) : result.state;
    },
  };
  return result;
}
