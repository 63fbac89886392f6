/**
 * Distributions that the method and the checks of documents rest on. Pure numbers in, numbers out; an argument out of range throws a RangeError that
 * names it. Nothing is rounded or clipped unless the docstring states it.
 */

/** Terms of a counting distribution are rescaled here so that neither end leaves the range of doubles. */
const RESCALE = 1e250;

/** Polynomials of Wichura's AS 241 (PPND16): centre, shoulder and tail. */
const quantileCentreNumerator = (x: number): number =>
  ((((((2509.0809287301227 * x + 33430.57558358813) * x + 67265.7709270087) * x + 45921.95393154987) * x + 13731.69376550946) * x +
    1971.5909503065513) *
    x +
    133.14166789178438) *
    x +
  3.3871328727963665;
const quantileCentreDenominator = (x: number): number =>
  ((((((5226.495278852854 * x + 28729.085735721943) * x + 39307.89580009271) * x + 21213.794301586597) * x + 5394.196021424751) * x +
    687.1870074920579) *
    x +
    42.31333070160091) *
    x +
  1;
const quantileShoulderNumerator = (x: number): number =>
  ((((((0.0007745450142783414 * x + 0.022723844989269184) * x + 0.2417807251774506) * x + 1.2704582524523684) * x + 3.6478483247632045) *
    x +
    5.769497221460691) *
    x +
    4.630337846156546) *
    x +
  1.4234371107496835;
const quantileShoulderDenominator = (x: number): number =>
  ((((((1.0507500716444169e-9 * x + 0.0005475938084995345) * x + 0.015198666563616457) * x + 0.14810397642748008) * x + 0.6897673349851) *
    x +
    1.6763848301838038) *
    x +
    2.053191626637759) *
    x +
  1;
const quantileTailNumerator = (x: number): number =>
  ((((((2.0103343992922881e-7 * x + 0.000027115555687434876) * x + 0.0012426609473880784) * x + 0.026532189526576124) * x +
    0.29656057182850487) *
    x +
    1.7848265399172913) *
    x +
    5.463784911164114) *
    x +
  6.657904643501103;
const quantileTailDenominator = (x: number): number =>
  ((((((2.0442631033899397e-15 * x + 1.421511758316446e-7) * x + 0.000018463183175100548) * x + 0.0007868691311456133) * x +
    0.014875361290850615) *
    x +
    0.1369298809227358) *
    x +
    0.599832206555888) *
    x +
  1;

/** Quantile of the standard normal (AS 241, relative error about 1e-16); 0 and 1 give the infinities. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile: p must be in [0, 1], got ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * quantileCentreNumerator(r)) / quantileCentreDenominator(r);
  }
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? quantileShoulderNumerator(r - 1.6) / quantileShoulderDenominator(r - 1.6)
      : quantileTailNumerator(r - 5) / quantileTailDenominator(r - 5);
  return q < 0 ? -size : size;
}

/** Relative excess of the variance over the mean up to which a count is read as Poisson. */
const POISSON_TOLERANCE = 1e-9;

/**
 * P(N >= x) of a count with this mean and variance: negative binomial with r = mean^2 / (variance - mean) and success probability
 * mean / variance; Poisson when the variance does not exceed the mean. 1 for x <= 0; a fraction counts as the next whole number.
 * Summed term by term from 0, so that far tails keep their relative precision; the cost grows with x.
 */
export function negativeBinomialTail(x: number, mean: number, variance: number): number {
  if (Number.isNaN(x)) throw new RangeError('negativeBinomialTail: x is not a number');
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) throw new RangeError(`negativeBinomialTail: mean must be at least 0, got ${mean}`);
  if (!(variance >= 0 && variance < Number.POSITIVE_INFINITY))
    throw new RangeError(`negativeBinomialTail: variance must be at least 0, got ${variance}`);
  if (x <= 0) return 1;
  if (mean === 0 || x === Number.POSITIVE_INFINITY) return 0;
  const poisson = variance <= mean * (1 + POISSON_TOLERANCE);
  const excess = variance - mean;
  const r = (mean * mean) / excess;
  const failure = poisson ? 0 : excess / variance;
  const ratio = poisson ? (k: number) => mean / (k + 1) : (k: number) => ((k + r) / (k + 1)) * failure;
  // Terms are relative to P(N = 0), whose logarithm is kept aside: for a large mean it is below the smallest double.
  let logScale = poisson ? -mean : -r * Math.log1p(excess / mean);
  let term = 1;
  let below = 0;
  const count = Math.ceil(x);
  for (let k = 0; k < count; k++) {
    below += term;
    term *= ratio(k);
    if (below > RESCALE) {
      below /= RESCALE;
      term /= RESCALE;
      logScale += Math.log(RESCALE);
    }
  }
  const complement = 1 - below * Math.exp(logScale);
  if (complement > 0.1) return complement;
  const upper = failure > SLOW_RATIO ? term * continuedFraction(failure, count, r) : upperSum(term, count, ratio, failure);
  return upper * Math.exp(logScale);
}

/** Sum of the terms from `from` upwards, past the mode, until what is left is under the last bit. */
function upperSum(first: number, from: number, ratio: (k: number) => number, limitRatio: number): number {
  let sum = 0;
  let term = first;
  for (let k = from; ; k++) {
    sum += term;
    const next = ratio(k);
    const bound = Math.max(next, limitRatio);
    if (!(term * bound > sum * 1e-17 * (1 - bound))) return sum;
    term *= next;
  }
}

/** Ratio of neighbouring terms from which a tail is not summed: it would take some forty over (1 - ratio) terms. */
const SLOW_RATIO = 0.999;

/**
 * P(N >= count) over P(N = count): Gauss's continued fraction of 2F1(count + r, 1; count + 1; failure), as of the incomplete beta function
 * (DLMF 8.17.22), by the method of Lentz. It takes some ten over the root of (1 - failure) steps.
 */
function continuedFraction(failure: number, count: number, r: number): number {
  let numerator = 1;
  let denominator = 1 / (1 - ((count + r) * failure) / (count + 1));
  let value = denominator;
  for (let m = 1; ; m++) {
    const even = (m * (r - m) * failure) / ((count + 2 * m - 1) * (count + 2 * m));
    denominator = 1 / (1 + even * denominator);
    numerator = 1 + even / numerator;
    value *= denominator * numerator;
    const odd = (-(count + m) * (count + r + m) * failure) / ((count + 2 * m) * (count + 2 * m + 1));
    denominator = 1 / (1 + odd * denominator);
    numerator = 1 + odd / numerator;
    const step = denominator * numerator;
    value *= step;
    if (!(Math.abs(step - 1) > 1e-15)) return value;
  }
}

/**
 * Quantile by linear interpolation of values that are sorted already, so that several quantiles of one sample sort once. Throws RangeError
 * unless p is in [0, 1].
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must be in [0, 1], got ${p}`);
  const position = (sorted.length - 1) * p;
  const index = Math.floor(position);
  const low = sorted[index] as number;
  const high = sorted[index + 1];
  return high === undefined || position === index ? low : low + (high - low) * (position - index);
}
