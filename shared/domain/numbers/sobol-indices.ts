/**
 * Variance-based sensitivity indices (Sobol) by the pick-freeze design: two independent samples A and B of all inputs, and for each group
 * of inputs a mixed sample that is A with that group taken from B. N (d + 2) model runs for d groups.
 */
import { type RandomStream, uniform } from './random-stream.ts';
import { quantileOfSorted } from './statistics.ts';

/** An estimate with its 95 % bootstrap interval; sampling error may carry it outside 0 ... 1. */
interface EstimatedIndex {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface SobolIndex {
  /** Part of the variance that goes when this group alone becomes known. */
  readonly first: EstimatedIndex;
  /** Part of the variance that stays when everything but this group becomes known. */
  readonly total: EstimatedIndex;
}

export interface SobolIndices<Group extends string> {
  readonly mean: number;
  readonly variance: number;
  /** Null when the output does not vary: then nothing drives it. */
  readonly indices: ReadonlyMap<Group, SobolIndex> | null;
}

/** Model outputs, row i from the same pair of draws everywhere. */
export interface PickFreezeOutputs<Group extends string> {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly mixed: ReadonlyMap<Group, Float64Array>;
}

const CONFIDENCE = 0.95;

/** Per row: what the estimators average. */
interface Terms {
  readonly first: Float64Array;
  readonly total: Float64Array;
}

/**
 * First order after Saltelli et al. (2010), total order after Jansen (1999), both over the variance of A and B together. `stream` chooses
 * the rows of the bootstrap.
 * @throws RangeError when there are fewer than two rows or the samples differ in length.
 */
export function sobolIndices<Group extends string>(
  { a, b, mixed }: PickFreezeOutputs<Group>,
  stream: RandomStream,
  resamples: number,
): SobolIndices<Group> {
  const rows = a.length;
  if (rows < 2) throw new RangeError(`sobolIndices: at least 2 rows, got ${rows}`);
  for (const outputs of [b, ...mixed.values()]) {
    if (outputs.length !== rows) throw new RangeError(`sobolIndices: ${outputs.length} rows beside ${rows}`);
  }
  const mean = (sum(a) + sum(b)) / (2 * rows);
  const level = a.map((output, row) => (output - mean + (b[row] as number) - mean) / 2);
  const square = a.map((output, row) => ((output - mean) ** 2 + ((b[row] as number) - mean) ** 2) / 2);
  const variance = sum(square) / rows;
  if (variance === 0) return { mean, variance, indices: null };
  const terms = new Map([...mixed].map(([group, outputs]): [Group, Terms] => [group, termsOf(a, b, outputs, mean)]));
  const samples = bootstrap({ level, square, terms, rows }, stream, resamples);
  const indexOf = (of: Float64Array, resampled: Float64Array): EstimatedIndex => ({
    estimate: sum(of) / rows / variance,
    ...percentileInterval(resampled),
  });
  const indices = new Map(
    [...terms].map(([group, { first, total }]): [Group, SobolIndex] => {
      const resampled = samples.get(group) as Terms;
      return [group, { first: indexOf(first, resampled.first), total: indexOf(total, resampled.total) }];
    }),
  );
  return { mean, variance, indices };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function termsOf(a: Float64Array, b: Float64Array, mixed: Float64Array, mean: number): Terms {
  return {
    first: a.map((output, row) => ((b[row] as number) - mean) * ((mixed[row] as number) - output)),
    total: a.map((output, row) => (output - (mixed[row] as number)) ** 2 / 2),
  };
}

interface Rows<Group> {
  readonly level: Float64Array;
  readonly square: Float64Array;
  readonly terms: ReadonlyMap<Group, Terms>;
  readonly rows: number;
}

/** Bootstrap of both indices of every group: rows are resampled, and a resample without variance repeats 0. */
function bootstrap<Group>({ level, square, terms, rows }: Rows<Group>, stream: RandomStream, resamples: number): ReadonlyMap<Group, Terms> {
  const samples = new Map([...terms.keys()].map((group): [Group, Terms] => [group, emptyTerms(resamples)]));
  const chosen = new Uint32Array(rows);
  const meanOfChosen = (values: Float64Array): number => {
    let total = 0;
    for (let index = 0; index < rows; index++) total += values[chosen[index] as number] as number;
    return total / rows;
  };
  for (let resample = 0; resample < resamples; resample++) {
    for (let row = 0; row < rows; row++) chosen[row] = Math.floor(uniform(stream) * rows);
    const variance = meanOfChosen(square) - meanOfChosen(level) ** 2;
    if (variance <= 0) continue;
    for (const [group, { first, total }] of terms) {
      const sample = samples.get(group) as Terms;
      sample.first[resample] = meanOfChosen(first) / variance;
      sample.total[resample] = meanOfChosen(total) / variance;
    }
  }
  return samples;
}

function emptyTerms(length: number): Terms {
  return { first: new Float64Array(length), total: new Float64Array(length) };
}

function percentileInterval(resampled: Float64Array): { readonly low: number; readonly high: number } {
  const sorted = resampled.slice().sort();
  return { low: quantileOfSorted(sorted, (1 - CONFIDENCE) / 2), high: quantileOfSorted(sorted, (1 + CONFIDENCE) / 2) };
}
