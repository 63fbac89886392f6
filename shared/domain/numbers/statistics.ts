/** Distributions. An argument out of range throws a RangeError. */

/** Polynomials of Wichura's AS 241 (PPND16): centre, shoulder and tail. */
const quantileCentreNumerator = (x: number): number =>
  ((((((2509.0809287301227 * x + 33430.57558358813) * x + 67265.7709270087) * x + 45921.95393154987) * x +
    13731.69376550946) *
    x +
    1971.5909503065513) *
    x +
    133.14166789178438) *
    x +
  3.3871328727963665;
const quantileCentreDenominator = (x: number): number =>
  ((((((5226.495278852854 * x + 28729.085735721943) * x + 39307.89580009271) * x + 21213.794301586597) * x +
    5394.196021424751) *
    x +
    687.1870074920579) *
    x +
    42.31333070160091) *
    x +
  1;
const quantileShoulderNumerator = (x: number): number =>
  ((((((0.0007745450142783414 * x + 0.022723844989269184) * x + 0.2417807251774506) * x +
    1.2704582524523684) *
    x +
    3.6478483247632045) *
    x +
    5.769497221460691) *
    x +
    4.630337846156546) *
    x +
  1.4234371107496835;
const quantileShoulderDenominator = (x: number): number =>
  ((((((1.0507500716444169e-9 * x + 0.0005475938084995345) * x + 0.015198666563616457) * x +
    0.14810397642748008) *
    x +
    0.6897673349851) *
    x +
    1.6763848301838038) *
    x +
    2.053191626637759) *
    x +
  1;
const quantileTailNumerator = (x: number): number =>
  ((((((2.0103343992922881e-7 * x + 0.000027115555687434876) * x + 0.0012426609473880784) * x +
    0.026532189526576124) *
    x +
    0.29656057182850487) *
    x +
    1.7848265399172913) *
    x +
    5.463784911164114) *
    x +
  6.657904643501103;
const quantileTailDenominator = (x: number): number =>
  ((((((2.0442631033899397e-15 * x + 1.421511758316446e-7) * x + 0.000018463183175100548) * x +
    0.0007868691311456133) *
    x +
    0.014875361290850615) *
    x +
    0.1369298809227358) *
    x +
    0.599832206555888) *
    x +
  1;

/** Standard normal (AS 241, relative error about 1e-16); 0 and 1 give the infinities. */
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

/** By linear interpolation. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must be in [0, 1], got ${p}`);
  const position = (sorted.length - 1) * p;
  const index = Math.floor(position);
  const low = sorted[index] as number;
  const high = sorted[index + 1];
  return high === undefined || position === index ? low : low + (high - low) * (position - index);
}
