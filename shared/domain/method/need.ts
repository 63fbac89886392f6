/** A need with the plants that meet it and the stock behind it (section 2). */

import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { hitsBuyer } from './measure.ts';
import { atNodes, NODES, nodeFactors, nodeZeros } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import { jointPart, type StatedStop } from './stated-stop.ts';
import type { StopChance } from './stop-chance.ts';
import type { Leg, Plant, Way } from './ways.ts';

/** A stock lasts for ever, in days. */
export const NEVER = 1e9;

/** Null: 0 at all nodes. */
export type NodeValues = Float64Array | null;

/** Part that a cause takes of each plant's goods, and of each way of its feed; null: of none. */
export type Depth = Readonly<{
  goods: Float64Array;
  feeds: readonly (Float64Array | null)[];
}>;

/** In which the same assumed stops hold, in days from today. */
type Window = Readonly<{
  from: number;
  to: number;
  stop: Depth | null;
}>;

/** Gap in each window. */
export type Profile = readonly NodeValues[];

/** In days of need, at the nodes. */
export type Stock = Readonly<{
  /** What controls have drawn on since they began. */
  drawn: Float64Array;
  /** What lies there today, whatever was. */
  own: Float64Array;
  /** Days of stock that a day without anything takes; null: one. */
  scale: Float64Array | null;
  /** All of it. */
  cover: Float64Array;
  /** When everything is lost, by the rates at which that ends. */
  ofWhole: Map<Float64Array | number, Outlasting>;
  controls: Map<string, readonly Within[]>;
}>;

/** By horizon in days. */
export type Within = (horizon: number) => StopChance;

/** What may begin: gaps by luck, and what comes of it by the rate of its begin. */
export type KeptHazard = Readonly<{
  gaps: readonly NodeValues[];
  outlasting: Map<number, Outlasting>;
  byRate: Map<number, Within>;
}>;

export type Outlasting = Readonly<{
  lasts: Float64Array;
  least: number;
  survives: Float64Array;
  within: Map<number, StopChance>;
}>;

export const stockWith = (drawn: Float64Array, own: Float64Array, scale: Stock['scale']): Stock => ({
  ...{ drawn, own, scale },
  cover: atNodes((node) => (drawn[node] as number) + (own[node] as number)),
  ofWhole: new Map(),
  controls: new Map(),
});

/** What is done without: by plants of magnets of their feed, by users of the need itself. */
export type GivenUp = Readonly<{
  feed: Float64Array;
  need: Float64Array;
}>;

/** Factors on depth of lenient, middle and hard luck, a third each. */
export const lucksOf = ({ luck }: Parameters): readonly [number, number, number] => [
  1 - luck,
  1,
  1 + luck / 2,
];

/** Rounding must not decide whether a loss is material. */
const ROUNDING = 1e-9;

export function leastOf(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let node = 0; node < NODES; node++) least = Math.min(least, values[node] as number);
  return least;
}

export class Need {
  readonly plants: readonly Plant[];
  /** In byte order. */
  readonly legs: readonly Leg[];
  readonly origins: readonly CountryCode[];
  readonly countries: readonly CountryCode[];
  readonly stock: Stock;
  readonly cover: Float64Array;
  readonly windows: readonly Window[];
  /** Assumed stops that take something. */
  readonly stated: readonly StatedStop[];
  readonly #parameters: Parameters;
  readonly #givenUp: GivenUp;
  readonly #leastGivenUp: Readonly<{ feed: number; need: number }>;
  /** Spare of substitutes. */
  readonly #substitutes: number;
  /** Least part of deliveries of which the loss is one of all; null: each part counts. */
  readonly #material: number | null;
  readonly #left = new Map<number, Float64Array>();
  /** The questions of an explanation differ in few causes. */
  readonly hazards = new Map<string, KeptHazard>();
  readonly controls = new Map<string, Within>();

  constructor(
    plants: readonly Plant[],
    stock: Stock,
    givenUp: GivenUp,
    {
      si,
      material = null,
      stops = [],
    }: Readonly<{
      si: number | null;
      material?: number | null;
      stops?: readonly StatedStop[];
    }>,
    parameters: Parameters,
  ) {
    this.plants = plants.filter(({ share }) => share > 0);
    this.stock = stock;
    this.cover = stock.cover;
    this.#parameters = parameters;
    this.#givenUp = givenUp;
    this.#leastGivenUp = { feed: leastOf(givenUp.feed), need: leastOf(givenUp.need) };
    this.#substitutes = parameters.half * (1 - (si ?? 1));
    this.#material = material;
    const ways = this.plants.flatMap(({ feed }) => feed.ways);
    this.legs = [
      ...new Set([...this.plants.flatMap(({ leg }) => leg ?? []), ...ways.flatMap(({ legs }) => legs)]),
    ];
    this.origins = [...new Set(this.legs.map(({ origin }) => origin))].sort();
    this.countries = [
      ...new Set([
        ...this.plants.map(({ country }) => country),
        ...ways.flatMap(({ countries }) => countries),
      ]),
    ]
      .filter((country) => country !== 'OTH')
      .sort();
    this.stated = stops.filter((stop) => this.stopped([stop]) !== null);
    this.windows = this.#windowsOf(this.stated);
  }

  /** A depth of some legs of an origin: of several on one way the deepest. */
  byLegs(origin: CountryCode, depths: ReadonlyMap<Leg, number>): Depth {
    return this.#depth(
      ({ leg }) => (leg === null ? 0 : (depths.get(leg) ?? 0)),
      ({ feed }) => feed.from.get(origin),
      ({ legs }) => legs.reduce((deepest, leg) => Math.max(deepest, depths.get(leg) ?? 0), 0),
    );
  }

  onward(origin: CountryCode): readonly Leg[] {
    return [
      ...new Set(
        this.plants.flatMap(({ feed, leg }) =>
          (feed.from.get(origin) ?? []).flatMap((place) => later(feed.ways[place] as Way, leg, origin)),
        ),
      ),
    ];
  }

  byOnward(origin: CountryCode, depths: ReadonlyMap<Leg, number>): Depth {
    return this.#depth(
      () => 0,
      ({ feed }) => feed.from.get(origin),
      (way, { leg }) =>
        later(way, leg, origin).reduce((deepest, one) => Math.max(deepest, depths.get(one) ?? 0), 0),
    );
  }

  byCountry(country: CountryCode, depth: number): Depth {
    return this.#depth(
      (plant) => (plant.country === country ? depth : 0),
      ({ feed }) => feed.through.get(country),
      () => depth,
    );
  }

  byAnyLeg(depthOf: (leg: Leg) => number): Depth {
    return this.#depth(
      ({ leg }) => (leg === null ? 0 : depthOf(leg)),
      ({ feed }) => feed.ways.keys(),
      ({ legs }) => legs.reduce((deepest, leg) => Math.max(deepest, depthOf(leg)), 0),
    );
  }

  /** A depth of the goods of plants, or of all that they live on too. */
  ofPlants(depthOf: (plant: Plant) => number, withFeed = false): Depth {
    return this.#depth(
      depthOf,
      ({ feed }) => (withFeed ? feed.ways.keys() : []),
      (_, plant) => depthOf(plant),
    );
  }

  #depth(
    ofGoods: (plant: Plant) => number,
    touched: (plant: Plant) => Iterable<number> | undefined,
    ofWay: (way: Way, plant: Plant) => number,
  ): Depth {
    const goods = new Float64Array(this.plants.length);
    for (const [at, plant] of this.plants.entries()) goods[at] = ofGoods(plant);
    return {
      goods,
      feeds: this.plants.map((plant) => {
        let depths: Float64Array | null = null;
        for (const place of touched(plant) ?? []) {
          const depth = ofWay(plant.feed.ways[place] as Way, plant);
          if (depth === 0) continue;
          depths ??= new Float64Array(plant.feed.ways.length);
          depths[place] = depth;
        }
        return depths;
      }),
    };
  }

  /**
   * Days of stock that a day takes under a cause. `reach`: what the cause can touch, which cannot step in;
   * `beside`: assumed stops on top of which it is judged.
   */
  gap(depth: Depth, luck = 1, reach: Depth = depth, beside: Depth | null = null): NodeValues {
    const { spare: part } = this.#parameters;
    const taken = (own: number, stopped: number): number =>
      beside === null ? Math.min(1, own * luck) : 1 - (1 - stopped) * (1 - Math.min(1, own * luck));
    let lost = 0;
    const magnets: Readonly<{ share: number; goods: number; feed: number }>[] = [];
    for (const [at, { share, stage, feed }] of this.plants.entries()) {
      const goods = taken(depth.goods[at] as number, beside?.goods[at] ?? 0);
      const own = depth.feeds[at] ?? null;
      const stopped = beside?.feeds[at] ?? null;
      let fed = 0;
      if (own !== null || stopped !== null)
        for (let place = 0; place < feed.parts.length; place++) {
          const hit = taken(own?.[place] ?? 0, stopped?.[place] ?? 0);
          if (hit !== 0) fed += (feed.parts[place] as number) * hit;
        }
      if (stage === 'magnet' && fed > goods) magnets.push({ share, goods, feed: fed });
      else lost += share * Math.max(goods, fed);
    }
    const lossWithout = (givenUp: number): number => {
      let sum = lost;
      for (const { share, goods, feed } of magnets)
        sum += share * Math.max(goods, Math.max(0, feed - givenUp) / (1 - givenUp));
      return sum;
    };
    const most = lossWithout(this.#leastGivenUp.feed);
    const isFixed = magnets.length === 0;
    if (this.#material !== null) {
      const enough = this.#material - ROUNDING;
      if (most < enough) return null;
      return isFixed ? WHOLE : this.#givenUp.feed.map((givenUp) => (lossWithout(givenUp) >= enough ? 1 : 0));
    }
    if (most <= this.#leastGivenUp.need) return null;
    const added = part * Math.max(0, 1 - this.#reached(reach, beside)) + this.#substitutes;
    const { spare } = nodeFactors(this.#parameters);
    const { scale } = this.stock;
    const { feed, need } = this.#givenUp;
    const gap = nodeZeros();
    let isNone = true;
    for (let node = 0; node < NODES; node++) {
      const whole = isFixed ? lost : lossWithout(feed[node] as number);
      const missing = Math.max(0, whole - (need[node] as number)) - added * (spare[node] as number);
      if (missing <= 0) continue;
      gap[node] = scale === null ? missing : missing / (scale[node] as number);
      isNone = false;
    }
    return isNone ? null : gap;
  }

  /** Part of need that a stop takes before anything is given up. */
  taken({ goods, feeds }: Depth): number {
    return this.plants.reduce((sum, { share, feed }, at) => {
      const fed = feeds[at]?.reduce(
        (total, depth, place) => total + depth * (feed.parts[place] as number),
        0,
      );
      return sum + share * Math.max(goods[at] as number, fed ?? 0);
    }, 0);
  }

  /** Share of plants whose goods, or the part of whose feed, can be touched. */
  #reached(reach: Depth, beside: Depth | null): number {
    return this.plants.reduce((sum, { share, feed }, at) => {
      if ((reach.goods[at] as number) > 0 || (beside?.goods[at] ?? 0) > 0) return sum + share;
      const [own, stopped] = [reach.feeds[at], beside?.feeds[at]];
      const touched = feed.parts.reduce(
        (total, size, place) =>
          (own?.[place] ?? 0) > 0 || (stopped?.[place] ?? 0) > 0 ? total + size : total,
        0,
      );
      return sum + share * touched;
    }, 0);
  }

  /** Gaps of a cause on top of the assumed stops; null: none in any window. */
  profile(depth: Depth, luck: number, reach: Depth): Profile | null {
    const gaps = this.windows.map(({ stop }) => this.gap(depth, luck, reach, stop));
    return gaps.every((gap) => gap === null) ? null : gaps;
  }

  /** Days until the summed gap reaches a stock. */
  lasts(stock: Float64Array, profile: Profile): Float64Array {
    const days = nodeZeros().fill(NEVER);
    for (let node = 0; node < NODES; node++) {
      let left = stock[node] as number;
      for (let at = 0; at < this.windows.length; at++) {
        const { from, to } = this.windows[at] as Window;
        const gap = profile[at]?.[node] ?? 0;
        if (gap <= 0) continue;
        if (left <= gap * (to - from)) {
          days[node] = Math.min(NEVER, from + left / gap);
          break;
        }
        left -= gap * (to - from);
      }
    }
    return days;
  }

  /** What assumed stops leave of the stock within a horizon. */
  left(horizon: number): Float64Array {
    if (this.windows.every(({ stop }) => stop === null)) return this.cover;
    const known = this.#left.get(horizon);
    if (known !== undefined) return known;
    const left = this.cover.slice();
    for (const { from, to, stop } of this.windows) {
      const gap = stop === null || from >= horizon ? null : this.gap(stop);
      if (gap === null) continue;
      for (let node = 0; node < NODES; node++)
        left[node] = Math.max(
          0,
          (left[node] as number) - (gap[node] as number) * (Math.min(to, horizon) - from),
        );
    }
    this.#left.set(horizon, left);
    return left;
  }

  #windowsOf(stops: readonly StatedStop[]): readonly Window[] {
    const ends = stops.flatMap(({ begins, lasts }) => [begins, lasts === null ? NEVER : begins + lasts]);
    const edges = [...new Set([0, ...ends.filter((day) => day > 0 && day < NEVER)])].sort((a, b) => a - b);
    return edges.map((from, at) => {
      const on = stops.filter(
        ({ begins, lasts }) => begins <= from && (lasts === null || from < begins + lasts),
      );
      return { from, to: edges[at + 1] ?? NEVER, stop: on.length === 0 ? null : this.stopped(on) };
    });
  }

  /** What assumed stops take together; null: nothing. */
  stopped(stops: readonly StatedStop[]): Depth | null {
    const onLeg =
      ({ origin, stage, destination }: Leg) =>
      ({ targets, flows }: StatedStop): number =>
        targets === null || hitsBuyer(targets, destination) ? (flows[stage]?.[origin] ?? 0) : 0;
    const depth = this.#depth(
      ({ leg, country, stage, supplier }) =>
        jointPart(stops, (stop) => {
          // A plant of a known supplier stands still with it and with no other.
          if (stop.supplier === undefined || supplier === null) return leg === null ? 0 : onLeg(leg)(stop);
          const { id, countries, stages, part } = stop.supplier;
          if (stop.targets !== null && !hitsBuyer(stop.targets, leg?.destination ?? country)) return 0;
          return id === supplier &&
            countries?.includes(country) !== false &&
            stages?.includes(stage) !== false
            ? part
            : 0;
        }),
      ({ feed }) => feed.ways.keys(),
      ({ legs }) => legs.reduce((deepest, leg) => Math.max(deepest, jointPart(stops, onLeg(leg))), 0),
    );
    return depth.goods.every((part) => part === 0) && depth.feeds.every((feed) => feed === null)
      ? null
      : depth;
  }
}

/** Legs from other countries behind the first one from an origin, up to that of the plant. */
function later({ legs }: Way, own: Leg | null, origin: CountryCode): readonly Leg[] {
  const all = own === null ? legs : [...legs, own];
  const first = all.findIndex((leg) => leg.origin === origin);
  return all.filter((leg, place) => place > first && leg.origin !== origin);
}

/** Gap of one who loses everything. */
export const WHOLE = nodeZeros().fill(1);
