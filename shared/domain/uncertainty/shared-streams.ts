/**
 * Quantities that several subjects draw from the same streams: the record of an origin against a destination, and the frailty of a
 * destination. A seed is a hash of a text, and a hash takes longer than the draw: what a stream gave is kept for the next subject.
 */
import type { NewControlCount } from '../hazards/hazard.ts';
import { entryOf } from '../numbers/memoized.ts';
import { gamma, normal, openStream, type SeedOf } from '../numbers/random-stream.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

/** Seeds and counts of a pair of origin and destination, by number of the draw; the counts are those of one shape. */
interface DrawnRecord {
  readonly seeds: number[];
  shape: number;
  counts: number[];
}

/** Numbers that the streams of a version gave, by pair of origin and destination, and by destination. */
interface SharedStreams {
  readonly records: Map<string, DrawnRecord>;
  readonly destinations: Map<CountryCode, number[]>;
}

/** A text has one seed for ever: kept as long as the function that gives the seeds. */
const kept = new WeakMap<SeedOf, Map<string, SharedStreams>>();

function streamsOf(version: string, seedOf: SeedOf): SharedStreams {
  const ofSeeds = entryOf(kept, seedOf, () => new Map<string, SharedStreams>());
  return entryOf(ofSeeds, version, () => ({ records: new Map(), destinations: new Map() }));
}

/** Draws of the record of each origin against each destination, common to all subjects; asked for records that have an entry. */
export function recordCounts(version: string, seedOf: SeedOf): (draw: number) => NewControlCount {
  const { records } = streamsOf(version, seedOf);
  const pairs = new Map<CountryCode, Map<CountryCode, DrawnRecord>>();
  const pairOf = (origin: CountryCode, destination: CountryCode): DrawnRecord =>
    entryOf(records, `${origin}|${destination}`, () => ({ seeds: [], shape: Number.NaN, counts: [] }));
  return (draw) =>
    (origin, shape, destination = '') => {
      const ofOrigin = entryOf(pairs, origin, () => new Map<CountryCode, DrawnRecord>());
      const drawn = entryOf(ofOrigin, destination, () => pairOf(origin, destination));
      if (drawn.shape !== shape) {
        drawn.shape = shape;
        drawn.counts = [];
      }
      const known = drawn.counts[draw];
      if (known !== undefined) return known;
      const seed = drawn.seeds[draw] ?? seedOf(`${version}|record|${origin}|${destination}|${draw}`);
      drawn.seeds[draw] = seed;
      const count = gamma(openStream(seed), shape);
      drawn.counts[draw] = count;
      return count;
    };
}

/** Frailty of a destination: one factor on the median length of all controls against it; null for methodologies without one. */
export function destinationFactor(
  buyer: CountryCode,
  { version, parameters }: Methodology,
  seedOf: SeedOf,
): ((draw: number) => number) | null {
  const { destination_sigma: sigma } = parameters;
  if (sigma === undefined) return null;
  const normals = entryOf(streamsOf(version, seedOf).destinations, buyer, () => []);
  return (draw) => {
    const z = normals[draw] ?? normal(openStream(seedOf(`${version}|destination|${buyer}|${draw}`)));
    normals[draw] = z;
    return Math.exp(sigma * z);
  };
}
