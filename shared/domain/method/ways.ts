/**
 * The network that an element comes through: plants that meet a need, and the ways and borders of their
 * feed (section 2).
 */
import { entryOf, memoized } from '../numbers/memoized.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import { isOwn } from './measure.ts';
import type { Parameters } from './parameters.ts';
import { REST, type StageInputs, type Supply, type SupplyOfBuyer, supplyOf, worldParts } from './supply.ts';

export type Leg = Readonly<{
  origin: CountryCode;
  stage: Stage;
  destination: CountryCode;
  /** A site whose goods are read by themselves; null: all goods of the origin. */
  site: string | null;
}>;

export type Way = Readonly<{
  legs: readonly Leg[];
  countries: readonly CountryCode[];
}>;

export type Feed = Readonly<{
  ways: readonly Way[];
  parts: readonly number[];
  /** Country -> places in `ways` of those with a leg from it, and of those that pass it. */
  from: ReadonlyMap<CountryCode, readonly number[]>;
  through: ReadonlyMap<CountryCode, readonly number[]>;
}>;

export type Plant = Readonly<{
  share: number;
  country: CountryCode;
  stage: Stage;
  /** To the buyer; null of one at home, and of the unnamed rest. */
  leg: Leg | null;
  feed: Feed;
  /** Whose it is, where known. */
  supplier: string | null;
}>;

export type FeedLink = Readonly<{
  /** Its id, and key in `sources`. */
  from?: string;
  country: CountryCode;
  stage: Stage;
  /** Part of the site's input. */
  share: number;
  /** Null: all of the site. */
  elements: readonly string[] | null;
}>;

/** A site or party that feeds sites. */
export type Source = Readonly<{
  country: CountryCode;
  /** Null: a party. */
  stage: Stage | null;
  feeds: readonly FeedLink[];
  /** `no`: what no link names of its feed comes by ways that China is not on. */
  china_origin_content?: 'no';
}>;

/** They may feed each other in a loop. */
export type Sources = Readonly<Record<string, Source>>;

/** A running site at the last stage of a supplier. */
export type Site = Source &
  Readonly<{
    id: string;
    stage: Stage;
    elements: readonly string[];
    /** 1 at the start and of a plant that runs in part, falling to 0 in three years. */
    newness: number;
    /** Does a measure or its relief name the goods of this site? */
    readings?: true;
    /** Tonnes a year; absent: unknown, or only planned. */
    capacity?: Readonly<{ tonnes: number; of: string | null }>;
  }>;

export type NetworkInputs = SupplyOfBuyer &
  Readonly<{
    element: string;
    stages: { readonly [stage in Stage]?: StageInputs };
  }>;

const LEAST_PART = 1e-12;
/** A loop of links is cut after so many, and a feed to its largest ways. */
const MOST_LINKS = 8;
const MOST_WAYS = 1000;

const NOTHING: Way = { legs: [], countries: [] };
const NO_FEED: Feed = { ways: [], parts: [], from: new Map(), through: new Map() };

const placeOf = (stage: Stage) => STAGES.indexOf(stage);

export const feedsOf = ({ feeds }: Source, element: string): readonly FeedLink[] =>
  feeds.filter(({ elements, share }) => share > 0 && (elements === null || elements.includes(element)));

/** More than 1 where links state too much. */
export const namedPart = (feeds: readonly FeedLink[]): number =>
  feeds.reduce((sum, { share }) => sum + share, 0);

/** Of an element for a buyer. */
export class Network {
  readonly inputs: NetworkInputs;
  readonly supply: ReadonlyMap<Stage, Supply>;
  readonly #parameters: Parameters;
  readonly #nations = new Map<Stage, readonly Plant[]>();
  readonly #feeds = new Map<string, Feed>();
  readonly #legs = new Map<string, Leg>();
  readonly #next = new Map<Way, Map<Leg | CountryCode, Way>>();

  constructor(inputs: NetworkInputs, parameters: Parameters) {
    this.inputs = inputs;
    this.#parameters = parameters;
    this.supply = new Map(
      STAGES.flatMap((stage) => {
        const of = inputs.stages[stage];
        const supply = of === undefined ? null : supplyOf(of, stage, inputs, parameters);
        return supply === null ? [] : [[stage, supply] as const];
      }),
    );
  }

  get stages(): readonly Stage[] {
    return [...this.supply.keys()];
  }

  /** Of the world: the largest over the stages. */
  readonly largestShare = memoized((country: CountryCode): number =>
    Math.max(0, ...Object.values(this.inputs.stages).map((stage) => worldParts(stage).get(country) ?? 0)),
  );

  /** Plants that meet a part of the nation's need; `abroad`: as imports alone are made up. */
  nation(stage: Stage, part = 1, supplier: string | null = null, abroad = false): readonly Plant[] {
    return part === 1 && supplier === null && !abroad
      ? entryOf(this.#nations, stage, () => this.#nation(stage, part, supplier, abroad))
      : this.#nation(stage, part, supplier, abroad);
  }

  #nation(stage: Stage, part: number, supplier: string | null, abroad: boolean): readonly Plant[] {
    const { share, home } = this.supply.get(stage) as Supply;
    const whole = abroad ? [...share.values()].reduce((sum, of) => sum + of, 0) : 1;
    const plants = [...share].map(([origin, of]) =>
      this.#plant((part * of) / whole, origin, stage, true, supplier),
    );
    return abroad || home <= 0
      ? plants
      : [...plants, this.#plant(part * home, this.inputs.buyer, stage, false, supplier)];
  }

  /**
   * What comes "from" a country: its plants at the last stage up to this one that has any; else as imports
   * name it, else the mix of the world.
   */
  fromCountry(
    country: CountryCode,
    stage: Stage,
    part: number,
    supplier: string | null = null,
  ): readonly Plant[] {
    const { buyer, stages } = this.inputs;
    const { half } = this.#parameters;
    const at = (of: Stage): Supply => this.supply.get(of) as Supply;
    if (isOwn(buyer, country)) {
      const { made } = at(stage);
      // An address at home is no origin: the rest comes as the nation's imports do.
      const own = made > 0 ? made + half * (1 - made) : 0;
      const plants = own > 0 ? [this.#plant(part * own, buyer, stage, false, supplier)] : [];
      return own >= 1 ? plants : [...plants, ...this.nation(stage, part * (1 - own), supplier, true)];
    }
    const made =
      country === REST
        ? undefined
        : this.stages.findLast((of) => placeOf(of) <= placeOf(stage) && (at(of).world.get(country) ?? 0) > 0);
    if (made !== undefined) return [this.#plant(part, country, made, true, supplier)];
    if (country !== REST && (stages[stage]?.imports?.[country] ?? 0) > 0)
      return [this.#plant(part, country, stage, true, supplier)];
    const foreign = [...at(stage).world].filter(([origin]) => !isOwn(buyer, origin));
    const whole = foreign.reduce((sum, [, share]) => sum + share, 0);
    return foreign.map(([origin, share]) =>
      this.#plant((part * share) / whole, origin, stage, true, supplier),
    );
  }

  site(site: Site, sources: Sources, share: number, supplier: string | null = null): Plant {
    const { buyer } = this.inputs;
    const { id, country, stage, readings = false } = site;
    const leg = isOwn(buyer, country) ? null : this.#leg(country, stage, buyer, readings ? id : null);
    return { share, country, stage, leg, feed: this.#siteFeed(site, sources), supplier };
  }

  #plant(
    share: number,
    country: CountryCode,
    stage: Stage,
    isAbroad: boolean,
    supplier: string | null,
  ): Plant {
    const leg = isAbroad && country !== REST ? this.#leg(country, stage, this.inputs.buyer) : null;
    return { share, country, stage, leg, feed: this.#feedOf(country, stage), supplier };
  }

  #leg(origin: CountryCode, stage: Stage, destination: CountryCode, site: string | null = null): Leg {
    const key = `${origin} ${stage} ${destination} ${site}`;
    return entryOf(this.#legs, key, () => ({ origin, stage, destination, site }));
  }

  /** Goes on through a country, over a leg where it crosses a border. */
  #onward(way: Way, origin: CountryCode, leg: Leg | null): Way {
    if (leg === null && way.countries.includes(origin)) return way;
    const next = entryOf(this.#next, way, () => new Map<Leg | CountryCode, Way>());
    return entryOf(next, leg ?? origin, () => ({
      legs: leg === null ? way.legs : [...way.legs, leg],
      countries: way.countries.includes(origin) ? way.countries : [...way.countries, origin],
    }));
  }

  /** A part of a feed that comes from a country, with what lives behind it. */
  #add(
    to: Map<Way, number>,
    part: number,
    origin: CountryCode,
    leg: Leg | null,
    { ways, parts }: Feed,
  ): void {
    let left = 1;
    const put = (way: Way, share: number): void => {
      if (share <= LEAST_PART || (origin === REST && way === NOTHING)) return;
      const through = origin === REST ? way : this.#onward(way, origin, leg);
      to.set(through, (to.get(through) ?? 0) + part * share);
    };
    for (const [place, way] of ways.entries()) {
      const share = parts[place] as number;
      left -= share;
      put(way, share);
    }
    put(NOTHING, left);
  }

  /** What plants of a country live on at a stage. */
  #feedOf(country: CountryCode, stage: Stage): Feed {
    const before = this.stages.findLast((of) => placeOf(of) < placeOf(stage));
    if (before === undefined) return NO_FEED;
    return entryOf(this.#feeds, `${country} ${stage}`, () => {
      const feed = new Map<Way, number>();
      for (const [origin, part] of this.#origins(country, stage, before)) {
        if (part <= 0) continue;
        const leg = origin === country || origin === REST ? null : this.#leg(origin, before, country);
        this.#add(feed, part, origin, leg, this.#feedOf(origin, before));
      }
      return feedFrom(feed);
    });
  }

  /** The country itself first. */
  #origins(country: CountryCode, stage: Stage, before: Stage): readonly (readonly [CountryCode, number])[] {
    const { share, home, world } = this.supply.get(before) as Supply;
    if (isOwn(this.inputs.buyer, country)) return [[country, home], ...share];
    const [has, makes] = [world.get(country) ?? 0, this.supply.get(stage)?.world.get(country) ?? 0];
    const others = [...world].filter(([origin]) => origin !== country);
    const whole = others.reduce((sum, [, part]) => sum + part, 0);
    // Of one whose output is unknown the feed is the mix of the world.
    const own = makes > 0 && country !== REST ? Math.min(1, has / makes) : has;
    return [[country, own], ...others.map(([origin, part]) => [origin, ((1 - own) * part) / whole] as const)];
  }

  /** Its links, in any depth, and as its country's plants do for what none names. */
  #siteFeed(site: Source & Readonly<{ stage: Stage }>, sources: Sources): Feed {
    const found = new Map<string, Feed>();
    const livesOn = (of: Source & Readonly<{ stage: Stage }>, links: number): Feed => {
      const feeds = feedsOf(of, this.inputs.element);
      const named = namedPart(feeds);
      const feed = new Map<Way, number>();
      for (const { from, country, stage, share } of feeds) {
        const source = from !== undefined && Object.hasOwn(sources, from) ? sources[from] : undefined;
        const behind =
          source === undefined || links === MOST_LINKS
            ? this.#feedOf(country, stage)
            : entryOf(found, `${links} ${from} ${stage}`, () =>
                livesOn({ ...source, stage: source.stage ?? stage }, links + 1),
              );
        const leg = country === of.country ? null : this.#leg(country, stage, of.country);
        this.#add(feed, share / Math.max(1, named), country, leg, behind);
      }
      if (named < 1) {
        const { ways, parts } = this.#feedOf(of.country, of.stage);
        const isOpen = (way: Way): boolean =>
          of.china_origin_content !== 'no' || !way.countries.includes('CHN');
        const closed = ways.reduce((sum, way, at) => sum + (isOpen(way) ? 0 : (parts[at] as number)), 0);
        for (const [place, way] of ways.entries())
          if (isOpen(way))
            feed.set(way, (feed.get(way) ?? 0) + ((1 - named) * (parts[place] as number)) / (1 - closed));
      }
      return feedFrom(feed);
    };
    return site.feeds.length === 0 && site.china_origin_content !== 'no'
      ? this.#feedOf(site.country, site.stage)
      : livesOn(site, 0);
  }
}

function feedFrom(found: ReadonlyMap<Way, number>): Feed {
  const all = [...found];
  const sum = (of: typeof all) => of.reduce((total, [, part]) => total + part, 0);
  const kept = all.length <= MOST_WAYS ? all : all.toSorted(([, a], [, b]) => b - a).slice(0, MOST_WAYS);
  const scale = kept === all ? 1 : sum(all) / sum(kept);
  const [from, through] = [new Map<CountryCode, number[]>(), new Map<CountryCode, number[]>()];
  for (const [place, [{ legs, countries }]] of kept.entries()) {
    for (const origin of new Set(legs.map((leg) => leg.origin)))
      entryOf(from, origin, () => [] as number[]).push(place);
    for (const country of countries) entryOf(through, country, () => [] as number[]).push(place);
  }
  return { ways: kept.map(([way]) => way), parts: kept.map(([, part]) => part * scale), from, through };
}
