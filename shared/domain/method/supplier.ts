/** The score of a supplier, or of a country as one, for a buyer: its worst element (section 7). */

import { entryOf, recentOf } from '../numbers/memoized.ts';
import type { EndUse, NoDelivery } from '../vocabulary/score-document.ts';
import type { CountryCode, IsoDate, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Theatre } from '../vocabulary/theatres.ts';
import { chanceOf, combine, type Decisions, type ScoreFigures } from './causes.ts';
import type { OriginControl } from './control.ts';
import { givenUpBy, networkOf, QUARTER, surroundingsOf, TODAY } from './element.ts';
import { causesOf, failure, listing, type OpenCause } from './hazards.ts';
import type { Measure, TradeReading } from './measure.ts';
import { Need, type Stock, stockWith } from './need.ts';
import { nodeZeros } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import type { StatedStop } from './stated-stop.ts';
import type { StageInputs } from './supply.ts';
import { feedsOf, namedPart, type Plant, type Site, type Source, type Sources } from './ways.ts';

export type SuppliedElement = Readonly<{
  /** Whoever they hit. */
  measures: readonly Measure[];
  readings: readonly TradeReading[];
  /** What the plants of countries live on, and the buyer's own. */
  stages: { readonly [stage in Stage]?: StageInputs };
  eol: number | null;
  demand_share: number;
  /** Assumed; published scores have none. */
  stops?: readonly StatedStop[];
}>;

export type SupplierInputs = Readonly<{
  supplier: string;
  buyer: CountryCode;
  as_of: IsoDate;
  end_use?: EndUse;
  /** The buyer's stock of its deliveries; that of the method when not given. */
  cover_days?: number | null;
  /** Why it is not scored. */
  unscored: NoDelivery | null;
  sites: readonly Site[];
  /** What its feed lives on, in any depth. */
  sources?: Sources;
  /** Part of its output that is not promised to others, 0 ... 1. */
  available: number;
  /** On China's control list, itself or by its parent. */
  listed: boolean;
  /** Does every stage count by itself (a country), or the last one (a company)? */
  by_stage: boolean;
  elements: Readonly<Record<string, SuppliedElement>>;
  pv: Readonly<Record<CountryCode, number | null>>;
  /** Of a new control by China, a year. */
  theta: number;
  decisions?: Decisions;
  pressure: Readonly<Record<Theatre, Readonly<{ multiplier: number }>>>;
}>;

export type Exposure = Readonly<{
  country: CountryCode;
  stage: Stage;
  role: 'site' | 'feed';
  /** Part of the deliveries. */
  share: number;
  /** Whose imports a measure would have to hit: the buyer, or the country that is fed. */
  destination: CountryCode;
  /** Whose sites they are, where known. */
  supplier?: string;
}>;

export type SuppliedElementScore = ReturnType<typeof published>;

/** That of its worst element, with those of all. */
export type SupplierScore = Omit<SuppliedElementScore, 'score'> &
  ScoreFigures &
  Readonly<{
    exposures: readonly Exposure[];
    controls: ReadonlyMap<CountryCode, OriginControl>;
    elements: readonly SuppliedElementScore[];
  }>;

/** Elements of a supplier's sites, of a country by stage, in byte order. */
export type Deliveries = Readonly<{
  element: string;
  sites: readonly Site[];
  facts: SuppliedElement;
}>;

export function deliveriesOf(inputs: SupplierInputs): readonly Deliveries[] {
  if (inputs.unscored !== null) return [];
  const keys = inputs.sites.flatMap((site) =>
    site.elements.map((element) => `${element} ${inputs.by_stage ? site.stage : ''}`),
  );
  return [...new Set(keys)].sort().flatMap((key) => {
    const [element, stage] = key.split(' ') as [string, string];
    const facts = inputs.elements[element];
    if (facts === undefined) return [];
    const sites = inputs.sites.filter(
      (site) => site.elements.includes(element) && (stage === '' || site.stage === stage),
    );
    return [{ element, sites, facts }];
  });
}

/** Null when it is not scored. An element made at new sites only counts where there is no other. */
export function scoreSupplier(inputs: SupplierInputs, parameters: Parameters): SupplierScore | null {
  const all = deliveriesOf(inputs).map((of) => suppliedElement(of, inputs, parameters));
  const worst = worstOf(all);
  if (worst === null) return null;
  const { plants, controls, within } = worst.judged;
  return {
    ...within(parameters.horizon),
    ...published(worst),
    exposures: exposuresOf(plants, inputs.buyer),
    controls,
    get elements() {
      return all.map(published);
    },
  };
}

/** The score of `scoreSupplier` alone. */
export function supplierChance(inputs: SupplierInputs, parameters: Parameters): number | null {
  const chances = deliveriesOf(inputs).map((of) => ({
    new: isNew(of.sites),
    score: judgedDeliveries(of, inputs, parameters).chance(parameters.horizon),
  }));
  return worstOf(chances)?.score ?? null;
}

const isNew = (sites: readonly Site[]) => sites.every(({ newness }) => newness > 0);

function worstOf<Score extends Readonly<{ new: boolean; score: number }>>(
  elements: readonly Score[],
): Score | null {
  const established = elements.filter((element) => !element.new);
  return (established.length > 0 ? established : elements).reduce<Score | null>(
    (best, score) => (best === null || score.score > best.score ? score : best),
    null,
  );
}

const constant = (days: number): Float64Array => nodeZeros().fill(days);
const NO_DAYS = constant(0);

const stocks = new WeakMap<Parameters, Stock>();

/** That of the method is one object for all, as what it outlasts is. */
const stockOf = (days: number | null | undefined, parameters: Parameters): Stock =>
  days == null
    ? entryOf(stocks, parameters, () => stockWith(constant(parameters.supplier.cover), NO_DAYS, null))
    : stockWith(NO_DAYS, constant(days), null);

const NO_SOURCES: Sources = {};

const MOST_NEEDS = 32;
const recent: Readonly<{ need: Need; of: readonly unknown[] }>[] = [];

/** A material loss is one of all, a smaller one is none. */
export function judgedDeliveries(
  { element, sites, facts }: Deliveries,
  inputs: SupplierInputs,
  parameters: Parameters,
) {
  const { buyer, supplier: id, cover_days, sources = NO_SOURCES, listed } = inputs;
  const { supplier } = parameters;
  const network = networkOf({ ...facts, element, buyer }, parameters);
  const { mean, partOf } = weightsOf(sites);
  const makeNeed = (): Need =>
    new Need(
      sites
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((site) => network.site(site, sources, partOf(site), id)),
      stockOf(cover_days, parameters),
      { feed: givenUpBy('stop', 'magnet', parameters).feed, need: NO_DAYS },
      { si: null, material: supplier.material, stops: facts.stops ?? [] },
      parameters,
    );
  const of = [id, network, sources, cover_days, ...sites];
  const fits = (kept: (typeof recent)[number]): boolean =>
    kept.of.length === of.length && kept.of.every((value, at) => value === of[at]);
  const need =
    facts.stops === undefined
      ? recentOf(recent, fits, MOST_NEEDS, () => ({ need: makeNeed(), of })).need
      : makeNeed();
  const surroundings = surroundingsOf({ ...inputs, ...facts, element }, network.largestShare);
  const { causes, controls } = causesOf(need, surroundings, parameters);
  const all: readonly OpenCause[] = [
    ...causes,
    failure(
      '',
      mean(({ newness }) => newness),
      need.ofPlants(() => 1),
      need,
      parameters,
    ),
    ...(listed ? [listing('', () => true, need, parameters)] : []),
  ];
  return {
    need,
    plants: need.plants,
    controls,
    within: (horizon: number): ScoreFigures =>
      combine(
        all.map(({ id: cause, part, within }) => ({ id: cause, part, ...within(horizon) })),
        horizon,
      ),
    chance: (horizon: number): number =>
      chanceOf(
        all.map(({ id: cause, part, within }) => ({ id: cause, part, chance: within(horizon).chance })),
      ),
  };
}

function suppliedElement(of: Deliveries, inputs: SupplierInputs, parameters: Parameters) {
  const { element, sites } = of;
  const judged = judgedDeliveries(of, inputs, parameters);
  const { by, mean } = weightsOf(sites);
  return {
    element,
    stage: (sites[0] as Site).stage,
    new: isNew(sites),
    weighed_by: by,
    feed_named: mean((site) => Math.min(1, namedPart(feedsOf(site, element)))),
    score: judged.chance(parameters.horizon),
    judged,
  };
}

/** Within the year, within 90 days, and today, percent; `new`: made at new sites only. */
const published = ({ judged, ...score }: ReturnType<typeof suppliedElement>) => ({
  ...score,
  p_90: judged.chance(QUARTER),
  now: judged.chance(TODAY),
});

type Weighed = Pick<Site, 'capacity'>;

/** Does not depend on the order of rows. */
const sumInOrder = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0);

/** By tonnes of the same goods if all sites state these, else alike. */
export function weightsOf<Site extends Weighed>(sites: readonly Site[]) {
  const [first] = sites;
  const known = sites.flatMap(({ capacity }) =>
    capacity !== undefined && capacity.of === first?.capacity?.of ? [capacity.tonnes] : [],
  );
  const total = sumInOrder(known);
  const by = known.length === sites.length ? ('tonnes' as const) : ('sites' as const);
  const partOf = ({ capacity }: Weighed): number =>
    by === 'tonnes' ? (capacity?.tonnes ?? 0) / total : 1 / sites.length;
  const mean = (of: (site: Site) => number): number =>
    sumInOrder(sites.map((site) => partOf(site) * of(site)));
  return { by, partOf, mean };
}

/** Where plants and their feed can be stopped, as parts of what they make, in byte order. */
export function exposuresOf(plants: readonly Plant[], buyer: CountryCode): readonly Exposure[] {
  const found = new Map<string, Exposure>();
  const add = (exposure: Omit<Exposure, 'share'>, share: number): void => {
    const { country, stage, role, destination, supplier = '' } = exposure;
    const key = [country, stage, role, destination, supplier].join(' ');
    found.set(key, { ...exposure, share: (found.get(key)?.share ?? 0) + share });
  };
  for (const { share, country, stage, feed, supplier } of plants) {
    const whose = supplier === null ? {} : { supplier };
    add({ country, stage, role: 'site', destination: buyer, ...whose }, share);
    for (const [place, { legs }] of feed.ways.entries())
      for (const { origin, stage: at, destination } of legs)
        add({ country: origin, stage: at, role: 'feed', destination }, share * (feed.parts[place] as number));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exposure]) => exposure);
}

/** Do the sites and all that feeds them feed only each other? Then nothing says where anything comes in. */
export function feedsOnlyItself({ sites, sources = {} }: SupplyOf, element: string): boolean {
  const chain = new Set<Source>(sites.filter(({ elements }) => elements.includes(element)));
  const open = [...chain];
  for (let site = open.pop(); site !== undefined; site = open.pop()) {
    const feeds = feedsOf(site, element);
    const from = feeds.flatMap((feed) => (feed.from === undefined ? [] : (sources[feed.from] ?? [])));
    if (site.stage === 'mine' || from.length < feeds.length || namedPart(feeds) < 1 - ROUNDING) return false;
    open.push(...from.filter((source) => !chain.has(source)));
    for (const source of from) chain.add(source);
  }
  return chain.size > 0;
}

type SupplyOf = Pick<SupplierInputs, 'sites' | 'sources'>;

const ROUNDING = 1e-9;
const LEAST_PART = 0.001;
const MOST_LINKS = 50;

/** Part of the deliveries that rests on each source, in any depth, down to a thousandth. */
export function partsOfSources(
  { sites, sources = {} }: SupplyOf,
  element: string,
): ReadonlyMap<string, number> {
  const making = sites.filter(({ elements }) => elements.includes(element));
  const parts = new Map<string, number>();
  let tier: readonly (readonly [Source, number])[] = making.map((site) => [site, 1 / making.length]);
  for (let tiers = 0; tier.length > 0 && tiers < MOST_LINKS; tiers += 1) {
    const above = new Map<string, number>();
    for (const [site, part] of tier) {
      const feeds = feedsOf(site, element);
      for (const { from, share } of feeds)
        if (from !== undefined)
          above.set(from, (above.get(from) ?? 0) + (part * share) / Math.max(1, namedPart(feeds)));
    }
    const counted = [...above].filter(([, part]) => part >= LEAST_PART);
    for (const [id, part] of counted) parts.set(id, Math.min(1, (parts.get(id) ?? 0) + part));
    tier = counted.flatMap(([id, part]) =>
      Object.hasOwn(sources, id) ? [[sources[id] as Source, part] as const] : [],
    );
  }
  return parts;
}
