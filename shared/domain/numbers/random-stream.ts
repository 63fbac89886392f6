/**
 * Reproducible random numbers. A stream is 32 bits of state, seeded by a hash of a text, so that each quantity of each draw has its own
 * stream: no draw moves another, whatever the batch size or order, and two programs in two languages agree.
 */
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { normalQuantile } from './statistics.ts';

/** State of a mulberry32 generator; every function below that takes a stream advances it. */
export interface RandomStream {
  state: number;
}

/** Text -> unsigned 32-bit seed: the first four bytes, big endian, of the text's sha256. The domain computes no hashes, so it is handed in. */
export type SeedOf = (text: string) => number;

const INCREMENT = 0x6d2b79f5;
const TWO_TO_32 = 4294967296;

/** Opens a stream; `seed` is taken modulo 2^32. */
export function openStream(seed: number): RandomStream {
  return { state: seed | 0 };
}

/** Uniform in (0, 1), never an end: mulberry32, the midpoint of its 2^32 cells. */
export function uniform(stream: RandomStream): number {
  const s = (stream.state + INCREMENT) | 0;
  stream.state = s;
  let t = Math.imul(s ^ (s >>> 15), s | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / TWO_TO_32;
}

/** Standard normal: inverse distribution function (AS 241) of exactly one uniform. */
export function normal(stream: RandomStream): number {
  return normalQuantile(uniform(stream));
}

/**
 * Gamma with the given shape (> 0) and scale 1: Marsaglia and Tsang (2000); a shape below 1 is boosted by u^(1/shape), u drawn after.
 */
export function gamma(stream: RandomStream, shape: number): number {
  if (shape < 1) {
    const boosted = gamma(stream, shape + 1);
    return boosted * uniform(stream) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normal(stream);
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = uniform(stream);
    // Marsaglia and Tsang's squeeze accepts nothing that the logarithms would not: it saves them, and moves no draw.
    if (u < 1 - 0.0331 * (z * z) * (z * z)) return d * v;
    if (Math.log(u) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Beta with the given mean and strength (sum of its two shapes). A mean of 0 or 1 is certain: it stays, and draws nothing. */
export function beta(stream: RandomStream, mean: number, strength: number): number {
  if (mean <= 0 || mean >= 1) return mean;
  const hits = gamma(stream, mean * strength);
  const misses = gamma(stream, (1 - mean) * strength);
  return hits / (hits + misses);
}

/**
 * Draws a Dirichlet of the given shapes into `into[from ...]`: gammas in the order given, divided by their sum. Shapes so small that
 * every gamma is 0 in a double leave their means.
 */
export function dirichletInto(stream: RandomStream, shapes: Float64Array, into: Float64Array, from: number): void {
  let total = 0;
  for (let index = 0; index < shapes.length; index++) {
    const drawn = gamma(stream, shapes[index] as number);
    into[from + index] = drawn;
    total += drawn;
  }
  const source = total > 0 ? into : shapes;
  const offset = total > 0 ? from : 0;
  if (total <= 0) for (const shape of shapes) total += shape;
  for (let index = 0; index < shapes.length; index++) into[from + index] = (source[offset + index] as number) / total;
}

/** Dirichlet of a table of shares with the given concentration: positive entries only, divided by their sum, in byte order of the origin. */
export function dirichlet(
  stream: RandomStream,
  shares: Readonly<Record<CountryCode, number>>,
  concentration: number,
): Record<CountryCode, number> {
  const { origins, shapes } = dirichletShapes(shares, concentration);
  const drawn = new Float64Array(shapes.length);
  dirichletInto(stream, shapes, drawn, 0);
  return Object.fromEntries(origins.map((origin, index) => [origin, drawn[index] as number]));
}

/**
 * Origins with a positive share in byte order, and the gamma shape of each; none of a table that is not known.
 * @throws RangeError when the concentration is not positive: nothing would be drawn.
 */
export function dirichletShapes(
  shares: Readonly<Record<CountryCode, number>> | null | undefined,
  concentration: number,
): { readonly origins: readonly CountryCode[]; readonly shapes: Float64Array } {
  if (!(concentration > 0)) throw new RangeError(`the concentration of shares must be a positive number, got ${concentration}`);
  const positive = Object.entries(shares ?? {})
    .filter(([, share]) => share > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const total = positive.reduce((sum, [, share]) => sum + share, 0);
  return {
    origins: positive.map(([origin]) => origin),
    shapes: Float64Array.from(positive, ([, share]) => (share / total) * concentration),
  };
}
