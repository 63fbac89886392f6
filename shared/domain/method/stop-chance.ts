import { entryOf } from '../numbers/memoized.ts';
import { atNodes, NODES, nodeFactors, nodeZeros } from './nodes.ts';
import type { Parameters } from './parameters.ts';

/** Chance of a shortage within the horizon, and expected days of it, at every node. */
export type StopChance = Readonly<{
  chance: Float64Array;
  days: Float64Array;
}>;

/** Days are computed when read: most questions are about the chance. */
export function stopOf(chance: Float64Array, daysOf: () => Float64Array): StopChance {
  let days: Float64Array | null = null;
  return {
    chance,
    get days() {
      days ??= daysOf();
      return days;
    },
  };
}

export const NONE: StopChance = { chance: nodeZeros(), days: nodeZeros() };

/** Finished goods, or feed? */
export const isFinished = (element: string, stage: string): boolean =>
  stage === 'magnet' || (element === 'C' && stage === 'refining');

export function summed(all: readonly Float64Array[]): Float64Array {
  const sum = nodeZeros();
  for (const values of all)
    for (let node = 0; node < NODES; node++) sum[node] = (sum[node] as number) + (values[node] as number);
  return sum;
}

/** At every node; at least one must be given. */
export function extremeOf(of: 'largest' | 'least', all: readonly Float64Array[]): Float64Array {
  const [first, ...others] = all as [Float64Array, ...Float64Array[]];
  if (others.length === 0) return first;
  const best = atNodes((node) => first[node] as number);
  const sign = of === 'largest' ? 1 : -1;
  for (const values of others)
    for (let node = 0; node < NODES; node++)
      if (sign * (values[node] as number) > sign * (best[node] as number))
        best[node] = values[node] as number;
  return best;
}

/** One of the stops counts at each node, chance and days alike. */
export function extreme(of: 'largest' | 'least', stops: readonly StopChance[]): StopChance {
  const [first] = stops;
  if (first === undefined) return NONE;
  if (stops.length === 1) return first;
  const among = (figure: keyof StopChance) =>
    extremeOf(
      of,
      stops.map((stop) => stop[figure]),
    );
  return stopOf(among('chance'), () => among('days'));
}

/**
 * At least one of two independent stops. Days count as parts of the horizon, so they never exceed the
 * chance.
 */
export function either(a: StopChance, b: StopChance, horizon: number): StopChance {
  if (a === NONE || b === NONE) return a === NONE ? b : a;
  const joined = (figure: keyof StopChance, scale: number): Float64Array =>
    atNodes((node) => {
      const value = a[figure][node] as number;
      return value + (b[figure][node] as number) * (1 - value / scale);
    });
  return stopOf(joined('chance', 1), () => joined('days', horizon));
}

/** Rates a day: lenient, middle, hard. */
export const releaseOf = (isFinishedGood: boolean, parameters: Parameters): readonly Float64Array[] =>
  nodeFactors(parameters).release[isFinishedGood ? 'finished' : 'feed'];

const decays = new WeakMap<Float64Array, Map<number, Float64Array>>();

/** Chance that a stop which ends at these rates goes on for so many days. */
export const keptDecay = (rates: Float64Array, days: number): Float64Array =>
  entryOf(
    entryOf(decays, rates, () => new Map<number, Float64Array>()),
    days,
    () => rates.map((rate) => Math.exp(-rate * days)),
  );
