/**
 * Distributions and proper scores that the method rests on. Pure numbers in, numbers out; an argument out of range throws a RangeError that
 * names it. Nothing is rounded or clipped unless the docstring states it.
 */

const SQRT_32 = Math.sqrt(32);
const INVERSE_SQRT_2_PI = 1 / Math.sqrt(2 * Math.PI);
/** Below this the normal tail is under the smallest double. */
const NORMAL_UNDERFLOW_Z = 38.6;
/** Terms of a counting distribution are rescaled here so that neither end leaves the range of doubles. */
const RESCALE = 1e250;

/**
 * Polynomials of Cody (1969), as in ANORM (ACM TOMS 715): centre, shoulder and tail. Written out by Horner's rule: these two functions are most
 * of what a draw costs.
 */
const cdfCentreNumerator = (x: number): number =>
  (((0.06568233791820745 * x + 2.2352520354606837) * x + 161.02823106855587) * x + 1067.6894854603709) * x + 18154.98125334356;
const cdfCentreDenominator = (x: number): number =>
  (((1 * x + 47.202581904688245) * x + 976.0985517377767) * x + 10260.932208618979) * x + 45507.78933502673;
const cdfShoulderNumerator = (x: number): number =>
  (((((((1.0765576773720192e-8 * x + 0.39894151208813466) * x + 8.883149794388377) * x + 93.50665613217785) * x + 597.2702763948002) * x +
    2494.5375852903726) *
    x +
    6848.190450536283) *
    x +
    11602.65143764735) *
    x +
  9842.714838383978;
const cdfShoulderDenominator = (x: number): number =>
  (((((((1 * x + 22.266688044328117) * x + 235.387901782625) * x + 1519.3775994075547) * x + 6485.558298266761) * x + 18615.571640885097) *
    x +
    34900.95272114598) *
    x +
    38912.00328609327) *
    x +
  19685.429676859992;
const cdfTailNumerator = (x: number): number =>
  ((((0.023073441764940174 * x + 0.215898534057957) * x + 0.12740116116024736) * x + 0.022235277870649807) * x + 0.0014216191932278934) *
    x +
  0.000029112874951168793;
const cdfTailDenominator = (x: number): number =>
  ((((1 * x + 1.284260096144911) * x + 0.4682382124808651) * x + 0.06598813786892856) * x + 0.0037823963320275824) * x +
  0.00007297515550839662;

/** e^(-x^2/2) at sixteenths, as far as the normal tail is above the smallest double. */
const DENSITY_AT_SIXTEENTHS = Float64Array.from({ length: Math.ceil(NORMAL_UNDERFLOW_Z * 16) + 1 }, (_, sixteenths) => {
  const x = sixteenths / 16;
  return Math.exp(-0.5 * x * x);
});

/** P(Z > y) for y > 0.66291: the square is split so that its rounding does not enter the exponential. */
function normalUpperTail(y: number): number {
  const sixteenths = Math.trunc(y * 16);
  const coarse = sixteenths / 16;
  const density = (DENSITY_AT_SIXTEENTHS[sixteenths] as number) * Math.exp(-0.5 * (y - coarse) * (y + coarse));
  if (y <= SQRT_32) return (density * cdfShoulderNumerator(y)) / cdfShoulderDenominator(y);
  const w = 1 / (y * y);
  return (density * (INVERSE_SQRT_2_PI - (w * cdfTailNumerator(w)) / cdfTailDenominator(w))) / y;
}

/** Distribution function of the standard normal; relative error about 1e-15, in the lower tail too (Cody 1969). */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf: z is not a number');
  const y = Math.abs(z);
  if (y <= 0.66291) return 0.5 + (z * cdfCentreNumerator(z * z)) / cdfCentreDenominator(z * z);
  const tail = y > NORMAL_UNDERFLOW_Z ? 0 : normalUpperTail(y);
  return z > 0 ? 1 - tail : tail;
}

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

/** Inverse of normalCdf on [0, 1] (AS 241, about 1e-16); 0 and 1 give the infinities. */
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

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be a positive number, got ${value}`);
}

/**
 * P(T > k) of a lognormal duration with this median and log standard deviation: 0 for k infinite, 1 for k <= 0.
 * `median` and `k` in the same unit.
 */
export function lognormalTail(median: number, sigma: number, k: number): number {
  requirePositive('lognormalTail: median', median);
  requirePositive('lognormalTail: sigma', sigma);
  return k <= 0 ? 1 : normalCdf((Math.log(median) - Math.log(k)) / sigma);
}

/** E[(T - k)+] of the same duration, in the unit of `median` and `k`: 0 for k infinite, the mean - k for k <= 0. */
export function lognormalExcess(median: number, sigma: number, k: number): number {
  requirePositive('lognormalExcess: median', median);
  requirePositive('lognormalExcess: sigma', sigma);
  if (Number.isNaN(k)) throw new RangeError('lognormalExcess: k is not a number');
  const mean = median * Math.exp((sigma * sigma) / 2);
  if (k <= 0) return mean - k;
  if (k === Number.POSITIVE_INFINITY) return 0;
  const z = (Math.log(k) - Math.log(median)) / sigma;
  return Math.max(0, mean * normalCdf(sigma - z) - k * normalCdf(-z));
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

/** Length of a year in the Gamma-Poisson base rate, days. */
const BASE_RATE_YEAR_DAYS = 365.25;

/**
 * P(at least one event in `days`) when the yearly rate has a Gamma(shape, rate) posterior, `rateYears` in years of observation:
 * 1 - (b / (b + h))^a with h in years of 365.25 days.
 */
export function gammaPoissonProbability(shape: number, rateYears: number, days: number): number {
  if (!(shape >= 0)) throw new RangeError(`gammaPoissonProbability: shape must be at least 0, got ${shape}`);
  requirePositive('gammaPoissonProbability: rateYears', rateYears);
  if (!(days >= 0)) throw new RangeError(`gammaPoissonProbability: days must be at least 0, got ${days}`);
  return -Math.expm1(-shape * Math.log1p(days / BASE_RATE_YEAR_DAYS / rateYears));
}

/** Did it happen: 1 or true, 0 or false. */
export type Outcome = 0 | 1 | boolean | number;

function checkForecasts(name: string, probabilities: readonly number[], outcomes: readonly Outcome[]): void {
  if (probabilities.length === 0) throw new RangeError(`${name}: no forecasts`);
  if (probabilities.length !== outcomes.length)
    throw new RangeError(`${name}: ${probabilities.length} probabilities but ${outcomes.length} outcomes`);
  for (const [i, p] of probabilities.entries())
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${name}: probability ${i} must be in [0, 1], got ${p}`);
  checkOutcomes(name, outcomes);
}

function checkOutcomes(name: string, outcomes: readonly Outcome[]): void {
  for (const [i, y] of outcomes.entries())
    if (Number(y) !== 0 && Number(y) !== 1) throw new RangeError(`${name}: outcome ${i} must be 0 or 1, got ${y}`);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Brier score: mean squared difference of probability and outcome; 0 is perfect. */
export function brier(probabilities: readonly number[], outcomes: readonly Outcome[]): number {
  checkForecasts('brier', probabilities, outcomes);
  return mean(probabilities.map((p, i) => (p - Number(outcomes[i])) ** 2));
}

/**
 * Brier skill 1 - B / B_reference. The reference is a probability for all, one per forecast, or (default) climatology: the share of
 * outcomes that happened. `null` when the reference is perfect, for example when all outcomes are the same: no skill is defined.
 */
export function brierSkill(
  probabilities: readonly number[],
  outcomes: readonly Outcome[],
  reference?: number | readonly number[],
): number | null {
  const score = brier(probabilities, outcomes);
  const base = reference ?? mean(outcomes.map(Number));
  const referenceScore = brier(typeof base === 'number' ? outcomes.map(() => base) : base, outcomes);
  return referenceScore === 0 ? null : 1 - score / referenceScore;
}

/**
 * Area under the ROC curve: the chance that a forecast (any number, higher for more likely) of a case that happened exceeds one of a
 * case that did not; ties count half. `null` when only one kind of outcome is there.
 */
export function auc(forecasts: readonly number[], outcomes: readonly Outcome[]): number | null {
  if (forecasts.length === 0) throw new RangeError('auc: no forecasts');
  if (forecasts.length !== outcomes.length) throw new RangeError(`auc: ${forecasts.length} forecasts but ${outcomes.length} outcomes`);
  if (forecasts.some(Number.isNaN)) throw new RangeError('auc: a forecast is not a number');
  checkOutcomes('auc', outcomes);
  const sorted = forecasts.map((value, i) => ({ value, happened: Number(outcomes[i]) === 1 })).sort((a, b) => a.value - b.value);
  const positives = sorted.filter((entry) => entry.happened).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let wins = 0;
  let negativesBelow = 0;
  for (let i = 0; i < sorted.length; ) {
    const value = sorted[i]?.value;
    let tiedPositives = 0;
    let tied = 0;
    for (; sorted[i + tied]?.value === value && i + tied < sorted.length; tied++) if (sorted[i + tied]?.happened) tiedPositives++;
    wins += tiedPositives * (negativesBelow + (tied - tiedPositives) / 2);
    negativesBelow += tied - tiedPositives;
    i += tied;
  }
  return wins / (positives * negatives);
}

/** Mean negative log likelihood (natural logarithm). Nothing is clipped: a certainty that was wrong costs Infinity. */
export function logLoss(probabilities: readonly number[], outcomes: readonly Outcome[]): number {
  checkForecasts('logLoss', probabilities, outcomes);
  return mean(probabilities.map((p, i) => (Number(outcomes[i]) === 1 ? -Math.log(p) : -Math.log1p(-p))));
}

/** Ranks from 1, equal values share the middle of theirs. */
function midRanks(values: readonly number[]): Float64Array {
  const ascending = Float64Array.from(values).sort();
  const rankOf = new Map<number, number>();
  for (let first = 0; first < ascending.length; ) {
    const value = ascending[first] as number;
    let after = first + 1;
    while (ascending[after] === value) after += 1;
    rankOf.set(value, (first + 1 + after) / 2);
    first = after;
  }
  return Float64Array.from(values, (value) => rankOf.get(value) as number);
}

/**
 * Spearman's rank correlation, -1 ... 1; ties share the middle rank. `null` for fewer than two pairs or when one side is constant.
 */
export function rankCorrelation(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length !== ys.length) throw new RangeError(`rankCorrelation: ${xs.length} values but ${ys.length} partners`);
  const [a, b] = [midRanks(xs), midRanks(ys)];
  const centre = (xs.length + 1) / 2;
  const product = (u: Float64Array, v: Float64Array) => u.reduce((sum, rank, i) => sum + (rank - centre) * ((v[i] as number) - centre), 0);
  const scale = Math.sqrt(product(a, a) * product(b, b));
  return scale === 0 ? null : product(a, b) / scale;
}

/** Quantile by linear interpolation at (n - 1) p of the sorted values; the values need not be sorted. */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new RangeError('quantile: no values');
  return quantileOfSorted(Float64Array.from(values).sort(), p);
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

/** State of a signal from a tail probability: 0 up to a one-in-ten day, 1 for one in a hundred, 4 from one in 100,000. */
export function tailState(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`tailState: p must be in [0, 1], got ${p}`);
  return Math.min(4, Math.max(0, -Math.log10(p) - 1));
}

/** Sidak's rule for several tests of one day: P(the smallest of n independent p is this small or smaller). */
export function sidak(ps: readonly number[]): number {
  if (ps.length === 0) throw new RangeError('sidak: no p values');
  const smallest = Math.min(...ps);
  if (!(smallest >= 0 && Math.max(...ps) <= 1)) throw new RangeError(`sidak: every p must be in [0, 1], got ${ps.join(', ')}`);
  return -Math.expm1(ps.length * Math.log1p(-smallest));
}
