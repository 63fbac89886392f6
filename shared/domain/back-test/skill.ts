/**
 * Figures of skill with intervals from a block bootstrap. Windows of successive forecasts overlap and one event hits many pairs, so
 * blocks of origins as long as the horizon are drawn with replacement, all forecasts of a block together.
 */
import { openStream, type RandomStream, uniform } from '../numbers/random-stream.ts';
import { auc, quantileOfSorted } from '../numbers/statistics.ts';
import type { BootstrapInterval, ReliabilityBin } from './published-figures.ts';
import type { ForecastSkill } from './report.ts';

/** Forecasts of one kind, side by side with what happened. `block` and `day` number blocks and origins from 0. */
export interface JudgedForecasts {
  /** Probabilities, or an index of any scale. */
  readonly values: Float64Array;
  readonly happened: Uint8Array;
  /** The base rate for the same forecast. */
  readonly reference: Float64Array;
  readonly day: Uint16Array;
  readonly block: Uint16Array;
}

/** Keeps one wrong certainty from deciding the log loss. */
const LEAST_PROBABILITY = 0.001;
const BINS = [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;
const DIGITS = 4;

/** Rounded for publication: half away from zero is not needed, the last digit means nothing. */
export const published = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Number(value.toFixed(DIGITS));

/** Outcomes and blocks in the order of the forecasts, with the place where each run of ties ends. */
export interface SortedForecasts {
  readonly happened: Uint8Array;
  readonly block: Uint16Array;
  readonly runEnds: Uint32Array;
}

/** Forecasts from the lowest to the highest. */
export function sortForecasts({ values, happened, block }: Pick<JudgedForecasts, 'values' | 'happened' | 'block'>): SortedForecasts {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const runEnds = [...order.keys()].filter((i) => i > 0 && values[order[i] as number] !== values[order[i - 1] as number]);
  return {
    happened: Uint8Array.from(order, (at) => happened[at] as number),
    block: Uint16Array.from(order, (at) => block[at] as number),
    runEnds: Uint32Array.from([...runEnds, order.length]),
  };
}

/** AUC when each block counts as often as it was drawn; `null` when one kind of outcome is missing. */
export function weightedAuc({ happened, block, runEnds }: SortedForecasts, weights: Uint16Array): number | null {
  let [wins, positives, negatives, from] = [0, 0, 0, 0];
  for (const end of runEnds) {
    let [up, down] = [0, 0];
    for (let i = from; i < end; i++) {
      const weight = weights[block[i] as number] as number;
      if (happened[i] === 1) up += weight;
      else down += weight;
    }
    wins += up * (negatives + down / 2);
    positives += up;
    negatives += down;
    from = end;
  }
  return positives === 0 || negatives === 0 ? null : wins / (positives * negatives);
}

/** Sums per block that add up, so that a draw costs one pass over blocks. */
export interface BlockSums {
  readonly squares: Float64Array;
  readonly referenceSquares: Float64Array;
  /** Wins and comparisons among forecasts of one day. */
  readonly wins: Float64Array;
  readonly comparisons: Float64Array;
}

/** Squares of the errors of a forecast and of its benchmark, and comparisons among forecasts of one day, by block. */
export function blockSums({ values, happened, reference, day, block }: JudgedForecasts, blocks: number): BlockSums {
  const make = () => new Float64Array(blocks);
  const sums = { squares: make(), referenceSquares: make(), wins: make(), comparisons: make() };
  for (let from = 0; from < values.length; ) {
    let end = from;
    while (end < values.length && day[end] === day[from]) end++;
    const at = block[from] as number;
    for (let i = from; i < end; i++) {
      sums.squares[at] = (sums.squares[at] as number) + ((values[i] as number) - (happened[i] as number)) ** 2;
      sums.referenceSquares[at] = (sums.referenceSquares[at] as number) + ((reference[i] as number) - (happened[i] as number)) ** 2;
    }
    const outcomes = [...happened.subarray(from, end)];
    const positives = outcomes.filter((outcome) => outcome === 1).length;
    const comparisons = positives * (outcomes.length - positives);
    if (comparisons > 0) {
      sums.wins[at] = (sums.wins[at] as number) + (auc([...values.subarray(from, end)], outcomes) as number) * comparisons;
      sums.comparisons[at] = (sums.comparisons[at] as number) + comparisons;
    }
    from = end;
  }
  return sums;
}

/** Ratio of two sums in which each block counts as often as it was drawn; `null` when the second is 0. */
export function weightedRatio(over: Float64Array, under: Float64Array, weights: Uint16Array): number | null {
  let [top, bottom] = [0, 0];
  for (const [i, weight] of weights.entries()) {
    top += weight * (over[i] as number);
    bottom += weight * (under[i] as number);
  }
  return bottom === 0 ? null : top / bottom;
}

/** How often each block is drawn when as many are drawn as there are, with replacement. */
export function drawBlocks(stream: RandomStream, blocks: number): Uint16Array {
  const weights = new Uint16Array(blocks);
  for (let i = 0; i < blocks; i++) {
    const drawn = Math.floor(uniform(stream) * blocks);
    weights[drawn] = (weights[drawn] as number) + 1;
  }
  return weights;
}

/** A value with the 2.5 % and 97.5 % points of its draws; draws in which it is not defined are left out. */
export function intervalOf(value: number | null, draws: readonly (number | null)[]): BootstrapInterval {
  const defined = Float64Array.from(draws.filter((draw) => draw !== null)).sort();
  if (value === null || defined.length === 0) return { value: published(value), low: null, high: null };
  return { value: published(value), low: published(quantileOfSorted(defined, 0.025)), high: published(quantileOfSorted(defined, 0.975)) };
}

const skillFrom = (ratio: number | null): number | null => (ratio === null ? null : 1 - ratio);

/** Names of the forecast and outcome that are judged, and seed and number of the bootstrap draws. */
export interface SkillQuestion {
  readonly forecast: string;
  readonly outcome: string;
  readonly horizon_days: number;
  readonly events: number;
  /** An index is ranked only; a probability is also scored. */
  readonly isProbability: boolean;
  readonly seed: number;
  readonly draws: number;
}

/** All figures of one forecast. The stream is opened anew from the seed, so no figure moves another. */
export function forecastSkill(question: SkillQuestion, judged: JudgedForecasts): ForecastSkill {
  const { isProbability, seed, draws, ...named } = question;
  const { values, happened } = judged;
  const blocks = judged.block.reduce((most, block) => Math.max(most, block + 1), 0);
  const sorted = sortForecasts(judged);
  const sums = blockSums(judged, blocks);
  const once = new Uint16Array(blocks).fill(1);
  const measure = (weights: Uint16Array) => ({
    auc: weightedAuc(sorted, weights),
    skill: skillFrom(weightedRatio(sums.squares, sums.referenceSquares, weights)),
    within: weightedRatio(sums.wins, sums.comparisons, weights),
  });
  const stream = openStream(seed);
  const drawn = Array.from({ length: draws }, () => measure(drawBlocks(stream, blocks)));
  const central = measure(once);
  const severalADay = sums.comparisons.some((count) => count > 0);
  const interval = (key: 'auc' | 'skill' | 'within') =>
    intervalOf(
      central[key],
      drawn.map((draw) => draw[key]),
    );
  return {
    ...named,
    forecasts: values.length,
    happened: happened.reduce((sum, outcome) => sum + outcome, 0),
    mean_forecast: isProbability ? published(meanOf(values)) : null,
    brier: isProbability ? published(sums.squares.reduce((sum, square) => sum + square, 0) / values.length) : null,
    brier_skill: isProbability ? interval('skill') : null,
    log_loss: isProbability ? published(cutLogLoss(judged)) : null,
    auc: interval('auc'),
    auc_within_day: severalADay ? interval('within') : null,
  };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function cutLogLoss({ values, happened }: JudgedForecasts): number {
  let sum = 0;
  for (const [i, value] of values.entries()) {
    const p = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, value));
    sum -= Math.log(happened[i] === 1 ? p : 1 - p);
  }
  return sum / values.length;
}

/** Forecasts in bins of probability, and how often the outcome came in each. */
export function reliabilityBins({ values, happened }: Pick<JudgedForecasts, 'values' | 'happened'>): readonly ReliabilityBin[] {
  return BINS.slice(0, -1).map((from, i) => {
    const to = BINS[i + 1] as number;
    let [forecasts, sum, hits] = [0, 0, 0];
    for (const [j, value] of values.entries()) {
      if (value < from || (value >= to && to !== 1)) continue;
      forecasts += 1;
      sum += value;
      hits += happened[j] as number;
    }
    const share = (total: number) => (forecasts === 0 ? null : published(total / forecasts));
    return { from, to, forecasts, mean_forecast: share(sum), observed: share(hits) };
  });
}
