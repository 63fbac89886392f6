/** Chance and days of a shortage from one cause, at every node. */
import { entryOf } from '../numbers/memoized.ts';
import { NODES, nodeFactors } from './nodes.ts';
import type { Parameters } from './parameters.ts';

/** Chance of a shortage within the horizon, and expected days of it, at every node. */
export interface StopChance {
  readonly chance: Float64Array;
  readonly days: Float64Array;
}

/** No shortage: of a cause that takes nothing. */
export const NONE: StopChance = { chance: new Float64Array(NODES), days: new Float64Array(NODES) };

/** Is it finished goods that an element of a stage is, or feed? */
export const isFinished = (element: string, stage: string): boolean =>
  stage === 'magnet' || (element === 'C' && stage === 'refining');

/** Stops one of which counts at each node, chance and days alike: the largest, or the least. */
export function extreme(of: 'largest' | 'least', stops: readonly StopChance[]): StopChance {
  const [first, ...others] = stops;
  if (first === undefined) return NONE;
  if (others.length === 0) return first;
  const pick = of === 'largest' ? Math.max : Math.min;
  const among = (figure: keyof StopChance): Float64Array =>
    first[figure].map((value, node) =>
      others.reduce((best, stop) => pick(best, stop[figure][node] as number), value),
    );
  return { chance: among('chance'), days: among('days') };
}

/** At least one of two independent stops. Days as parts of the horizon, so that they never exceed the chance. */
export function either(a: StopChance, b: StopChance, horizon: number): StopChance {
  if (a === NONE || b === NONE) return a === NONE ? b : a;
  const joined = (figure: keyof StopChance, scale: number): Float64Array =>
    a[figure].map((value, node) => value + (b[figure][node] as number) * (1 - value / scale));
  return { chance: joined('chance', 1), days: joined('days', horizon) };
}

/** Rates a day at which kinds of regime let go: lenient, middle, hard. */
export const releaseOf = (isFinishedGood: boolean, parameters: Parameters): readonly Float64Array[] =>
  nodeFactors(parameters).release[isFinishedGood ? 'finished' : 'feed'];

const decays = new WeakMap<Float64Array, Map<number, Float64Array>>();

/** Chance at every node that a stop which ends at these rates goes on for so many days. */
export const keptDecay = (rates: Float64Array, days: number): Float64Array =>
  entryOf(
    entryOf(decays, rates, () => new Map<number, Float64Array>()),
    days,
    () => rates.map((rate) => Math.exp(-rate * days)),
  );
