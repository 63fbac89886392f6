/** The fixed points over which what nobody knows is averaged (section 6), the same for every pair. */
import { entryOf } from '../numbers/memoized.ts';
import { normalQuantile } from '../numbers/statistics.ts';
import type { Parameters } from './parameters.ts';

export const NODES = 512;

/** Root above 1 of x^6 = x + 1, which spreads five-dimensional points evenly (Roberts 2018, R_d sequence). */
function generator() {
  let g = 1.2;
  for (let step = 0; step < 100; step++) g -= (g ** 6 - g - 1) / (6 * g ** 5 - 1);
  return g;
}

const STEP = generator();
const normals = (dimension: number): Float64Array =>
  Float64Array.from({ length: NODES }, (_, index) =>
    normalQuantile((0.5 + (index + 1) * STEP ** -dimension) % 1),
  );
/** Standard normal values: cover, level, release, relapse, give-up. */
const NORMALS = [normals(1), normals(2), normals(3), normals(4), normals(5)] as const;

/** Somebody always needs the rest. */
const MOST_GIVEN_UP = 0.95;

export const YEAR = 365.25;

export type NodeFactors = ReturnType<typeof factorsOf>;
const factors = new WeakMap<Parameters, NodeFactors>();

export const nodeFactors = (parameters: Parameters): NodeFactors =>
  entryOf(factors, parameters, () => factorsOf(parameters));

function factorsOf(parameters: Parameters) {
  const { sd, kind, thrift, give_up, thin, release: released, relapse: relapsed } = parameters;
  const [cover, level, release, relapse, giveUp] = NORMALS;
  const kinds = [kind, 1, 1 / kind];
  const daily = (normals: Float64Array, rate: number): Float64Array =>
    normals.map((z) => (rate * Math.exp(sd.speed * z)) / YEAR);
  return {
    /** On days of a nation's cover, and of a stock that the buyer states. */
    cover: cover.map((z) => Math.exp(sd.cover * z)),
    own: cover.map((z) => Math.exp(sd.own * z)),
    /** Part of need that users do without before they stand still. */
    given_up: giveUp.map((z) =>
      Math.min(MOST_GIVEN_UP, Math.max(thrift, give_up * Math.exp(sd.give_up * z))),
    ),
    /** Part of the score that is scarcity. */
    thin: giveUp.map((z) => Math.min(1, thin * Math.exp(-sd.thin * z - (sd.thin * sd.thin) / 2))),
    spare: level.map((z) => Math.exp(-sd.level * z)),
    /** On the rates of what may begin; mean 1. */
    rate: level.map((z) => Math.exp(sd.level * z - (sd.level * sd.level) / 2)),
    /** A day: lenient, middle and hard regimes. */
    release: {
      feed: kinds.map((of) => daily(release, released.feed * of)),
      finished: kinds.map((of) => daily(release, released.finished * of)),
    },
    relapse: kinds.map((of) => daily(relapse, relapsed / of)),
  };
}

/** An array with a buffer of its own takes four times as long to make. */
const ARRAYS_A_BUFFER = 8;
let buffer = new ArrayBuffer(0);
let used = 0;

export function nodeZeros(): Float64Array {
  const bytes = NODES * Float64Array.BYTES_PER_ELEMENT;
  if (used === buffer.byteLength) {
    buffer = new ArrayBuffer(ARRAYS_A_BUFFER * bytes);
    used = 0;
  }
  const zeros = new Float64Array(buffer, used, NODES);
  used += bytes;
  return zeros;
}

export function atNodes(of: (node: number) => number): Float64Array {
  const values = nodeZeros();
  for (let node = 0; node < NODES; node++) values[node] = of(node);
  return values;
}

export function nodeMean(values: Float64Array): number {
  let sum = 0;
  for (let node = 0; node < values.length; node++) sum += values[node] as number;
  return sum / values.length;
}

export function unionOf(chances: readonly Float64Array[]): Float64Array {
  const none = nodeZeros().fill(1);
  for (const chance of chances)
    for (let node = 0; node < NODES; node++)
      none[node] = (none[node] as number) * (1 - (chance[node] as number));
  for (let node = 0; node < NODES; node++) none[node] = 1 - (none[node] as number);
  return none;
}
