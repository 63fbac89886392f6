/** The score of a supplier, or of a country as a supplier, for a buyer: its worst element (section 7). */

import { entryOf } from '../numbers/memoized.ts';
import { dayNumber } from '../time/calendar.ts';
import type { EndUse, NoDelivery } from '../vocabulary/score-document.ts';
import type { CountryCode, IsoDate, Stage } from '../vocabulary/scoring-inputs.ts';
import { THEATRES, type Theatre } from '../vocabulary/theatres.ts';
import { type Cause, chanceOfAny, combine, type ScoreFigures, type ThetaInputs } from './causes.ts';
import { type CountedMeasure, controlStop, countedMeasures, jointControl, stateKey } from './control.ts';
import { reachOf, stopsOrigin } from './element.ts';
import { hitsBuyer, isOwn, type Measure, type TradeReading } from './measure.ts';
import { NODES, nodeMean, quantileOf } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import {
  type Buffer,
  certainStop,
  type Hazard,
  hazardChance,
  isFinished,
  jointPart,
  type StatedStop,
  type StopChance,
  stopsTogether,
} from './stop-chance.ts';
import { type Cases, luckFactors, REST } from './supply.ts';

/** A source of a site's feed. */
export interface Feed {
  /** Its id, and key in `sources` of what it lives on itself, where anything is known of that. */
  readonly from?: string;
  readonly country: CountryCode;
  readonly stage: Stage;
  /** Part of the site's input. */
  readonly share: number;
  /** Elements that it feeds; null: all of the site. */
  readonly elements: readonly string[] | null;
}

/** A site, or another party, that feeds sites, with what it lives on. */
export interface Source {
  readonly country: CountryCode;
  /** Null: a party, of which no stage is known. */
  readonly stage: Stage | null;
  readonly feeds: readonly Feed[];
}

/** Sources by id. They may feed each other in a loop. */
export type Sources = Readonly<Record<string, Source>>;

/** A running site at the last stage of the supplier. */
export interface DeliveringSite {
  readonly id: string;
  readonly country: CountryCode;
  readonly stage: Stage;
  readonly elements: readonly string[];
  /** 1 at the start and of a plant that runs in part, from there in a line to 0 after three years. */
  readonly newness: number;
  readonly feeds: readonly Feed[];
  /** Tonnes a year of which goods; absent: unknown, or only planned. */
  readonly capacity?: { readonly tonnes: number; readonly of: string | null };
}

/** Facts of an element that the score of a supplier needs. */
export interface SuppliedElement {
  /** Every measure that reaches it, whoever it hits. */
  readonly measures: readonly Measure[];
  readonly readings: readonly TradeReading[];
  /** Country -> largest share of the world over the stages. */
  readonly largest_share: Readonly<Record<CountryCode, number>>;
  /**
   * World mix, normalised, that feed without a name may come from; null where plants are fed by their own
   * mines.
   */
  readonly feed_mix: Readonly<Record<CountryCode, number>> | null;
  /** Stops that are assumed; published scores have none. */
  readonly stops?: readonly StatedStop[];
}

/** Everything the score of a supplier depends on, beside the numbers of the method. */
export interface SupplierInputs {
  readonly supplier: string;
  readonly buyer: CountryCode;
  readonly as_of: IsoDate;
  readonly end_use?: EndUse;
  /** The buyer's stock of its deliveries in days; that of the method when not given. */
  readonly cover_days?: number | null;
  /** Why it is not scored; null when it is. */
  readonly unscored: NoDelivery | null;
  readonly sites: readonly DeliveringSite[];
  /** What the sources of its feed live on, in any depth. */
  readonly sources?: Sources;
  /** Part of its output that is not promised to others, 0 ... 1. */
  readonly available: number;
  /** On China's control list, itself or by its parent. */
  readonly listed: boolean;
  /** Does every stage count by itself (a country), or the last one (a company)? */
  readonly by_stage: boolean;
  readonly elements: Readonly<Record<string, SuppliedElement>>;
  readonly pv: Readonly<Record<CountryCode, number | null>>;
  readonly theta: number;
  /**
   * Counts that the rate was made of: days of announcements with how many elements they hit, and the sum of
   * China's shares.
   */
  readonly theta_inputs?: ThetaInputs;
  readonly pressure: Readonly<Record<Theatre, { readonly multiplier: number }>>;
}

/** A country and role through which deliveries can be lost. */
export interface Exposure {
  readonly country: CountryCode;
  readonly stage: Stage;
  readonly role: 'site' | 'feed' | 'unnamed_feed';
  /** Part of the deliveries. */
  readonly share: number;
  /** Whose imports a measure would have to hit: the buyer, or of feed the country that is fed. */
  readonly destination: CountryCode;
  /** Whose sites they are; absent: those of the supplier that is scored, or of nobody who is named. */
  readonly supplier?: string;
}

/** The score of a supplier's element. */
export interface SuppliedElementScore extends ScoreFigures {
  readonly element: string;
  readonly stage: Stage;
  /** Is it made at new sites only? */
  readonly new: boolean;
  /** By what its sites weigh against each other. */
  readonly weighed_by: 'tonnes' | 'sites';
  /**
   * The score if feed without a name were safe, and if it came from the world mix. They are equal where all
   * feed is named.
   */
  readonly floor: number;
  readonly ceiling: number;
  /** Part of the feed that links name, mean over the sites. */
  readonly feed_named: number;
  /** Mean part of deliveries lost, weighted with points. */
  readonly share_lost: number;
  readonly exposures: readonly Exposure[];
}

/** The score of a supplier, and that of each of its elements. */
export interface SupplierScore extends SuppliedElementScore {
  readonly elements: readonly SuppliedElementScore[];
}

/** What it means to who takes deliveries that a part of them is lost. */
export interface Judgement {
  readonly horizon: number;
  /** Loss that counts of a part that is taken. */
  readonly lossOf: (taken: number) => number;
  /** Defences against a stop that hits this part of the deliveries. */
  readonly buffer: (share: number) => Buffer;
}

/** Deliveries of an element that are judged. */
export interface Deliveries {
  readonly element: string;
  readonly facts: SuppliedElement;
  readonly inputs: Pick<SupplierInputs, 'buyer' | 'as_of' | 'end_use' | 'pv' | 'theta' | 'pressure'> & {
    readonly supplier?: string;
  };
  readonly parameters: Parameters;
  readonly judgement: Judgement;
}

/** Nobody steps in for a supplier. */
const NO_SPARE = new Float64Array(NODES);
/** Sums of parts may fall short of a whole by rounding. */
const ROUNDING = 1e-9;

/** A supplier keeps its promise while what it cannot deliver is not material, or its buyer's stock lasts. */
function judgementOfSupplier(
  { cover_days }: SupplierInputs,
  { supplier }: Parameters,
  horizon: number,
): Judgement {
  const days = cover_days ?? supplier.cover;
  const cover = new Float64Array(NODES).fill(days);
  const buffer: Buffer = { key: `${days}`, cover, spare: NO_SPARE, horizon, inHand: cover_days ?? 0 };
  return {
    horizon,
    lossOf: (taken) => (taken >= supplier.material - ROUNDING ? taken : 0),
    buffer: () => buffer,
  };
}

/**
 * Scores a supplier on its day; null when it is not scored. An element made at new sites only counts where
 * there is no other.
 */
export function scoreSupplier(
  inputs: SupplierInputs,
  parameters: Parameters,
  horizon: number = parameters.horizon,
): SupplierScore | null {
  const elements = questionsOf(inputs, parameters, horizon).map(scoreSuppliedElement);
  const worst = worstOf(elements);
  return worst === null ? null : { ...worst, elements };
}

/** The score alone; null as of `scoreSupplier`. */
export function supplierChance(
  inputs: SupplierInputs,
  parameters: Parameters,
  horizon: number,
): number | null {
  const chances = questionsOf(inputs, parameters, horizon).map((question) => {
    const { named, unnamed } = exposuresAt(question.sites, inputs, question.element);
    const of = (exposures: readonly Exposure[]): number => chanceOfAny(lossesBy(exposures, question));
    const floor = of(named);
    const score =
      unnamed.length === 0 ? floor : meanOf(floor, of(merged([...named, ...unnamed])), parameters.half);
    return { new: isNew(question.sites), score };
  });
  return worstOf(chances)?.score ?? null;
}

const isNew = (sites: readonly DeliveringSite[]): boolean => sites.every(({ newness }) => newness > 0);

function worstOf<Score extends { readonly new: boolean; readonly score: number }>(
  elements: readonly Score[],
): Score | null {
  const established = elements.filter((element) => !element.new);
  return (established.length > 0 ? established : elements).reduce<Score | null>(
    (best, score) => (best === null || score.score > best.score ? score : best),
    null,
  );
}

function questionsOf(inputs: SupplierInputs, parameters: Parameters, horizon: number): readonly Question[] {
  if (inputs.unscored !== null) return [];
  const keys = inputs.sites.flatMap((site) =>
    site.elements.map((element) => `${element} ${inputs.by_stage ? site.stage : ''}`),
  );
  const judgement = judgementOfSupplier(inputs, parameters, horizon);
  return [...new Set(keys)].sort().flatMap((key) => {
    const [element, stage] = key.split(' ') as [string, string];
    const facts = inputs.elements[element];
    if (facts === undefined) return [];
    const sites = inputs.sites.filter(
      (site) => site.elements.includes(element) && (stage === '' || site.stage === stage),
    );
    return [{ element, sites, facts, inputs, parameters, judgement }];
  });
}

interface Question extends Deliveries {
  readonly sites: readonly DeliveringSite[];
  readonly inputs: SupplierInputs;
}

function scoreSuppliedElement(question: Question): SuppliedElementScore {
  const { element, sites, inputs, parameters } = question;
  const { named, unnamed } = exposuresAt(sites, inputs, element);
  const { by, mean } = weightsOf(sites);
  const feedNamed = mean((site) => Math.min(1, namedPart(feedsOf(site, element))));
  const floor = figuresOf(named, question);
  const ceiling = unnamed.length === 0 ? floor : figuresOf(merged([...named, ...unnamed]), question);
  const figures = unnamed.length === 0 ? floor : between(floor, ceiling, parameters.half);
  return {
    element,
    stage: (sites[0] as DeliveringSite).stage,
    new: isNew(sites),
    weighed_by: by,
    floor: floor.score,
    ceiling: ceiling.score,
    feed_named: feedNamed,
    exposures: merged([...named, ...unnamed]),
    ...figures,
  };
}

type Weighed = Pick<DeliveringSite, 'capacity'>;

/** A sum that does not hang on the order of rows. */
const sumInOrder = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0);

/** Parts of what some sites deliver: by tonnes of the same goods if all of them state these, else alike. */
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

const flowOf = ({ country, stage, role, destination, supplier = '' }: Exposure): string =>
  [country, stage, role, destination, supplier].join(' ');
/** Sites or feed of a country: what happens there takes feed with a name and without. */
const placeOf = ({ country, role }: Exposure): string => `${country} ${role === 'site'}`;

/** Exposures with the same key added up, in byte order of the keys. */
export function merged(
  exposures: readonly Exposure[],
  keyOf: (exposure: Exposure) => string = flowOf,
): readonly Exposure[] {
  const byKey = new Map<string, Exposure>();
  for (const exposure of exposures) {
    const key = keyOf(exposure);
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? exposure : { ...before, share: before.share + exposure.share });
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exposure]) => exposure);
}

/**
 * What can take deliveries of an element: places that links name, and those that feed without a name may come
 * from.
 */
export interface Exposures {
  readonly named: readonly Exposure[];
  readonly unnamed: readonly Exposure[];
}

type SupplyOf = Pick<SupplierInputs, 'buyer' | 'elements' | 'sites' | 'sources'>;

/** Exposures of an element over all sites of the supplier that deliver it; none where no site does. */
export const exposuresOf = (inputs: SupplyOf, element: string): Exposures =>
  exposuresAt(
    inputs.sites.filter(({ elements }) => elements.includes(element)),
    inputs,
    element,
  );

function exposuresAt(
  sites: readonly DeliveringSite[],
  { buyer, elements, sources = NO_SOURCES }: SupplyOf,
  element: string,
): Exposures {
  const { partOf } = weightsOf(sites);
  const livesOn = feedOf(element, elements[element]?.feed_mix ?? null, sources);
  const all: Flows = new Map();
  for (const site of sites.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const part = partOf(site);
    addTo(
      all,
      { country: site.country, stage: site.stage, role: 'site', share: 1, destination: buyer },
      part,
    );
    for (const flow of livesOn(site).values()) addTo(all, flow, part);
  }
  const isNamed = ({ role }: Exposure): boolean => role !== 'unnamed_feed';
  const inOrder = merged([...all.values()]);
  return { named: inOrder.filter(isNamed), unnamed: inOrder.filter((exposure) => !isNamed(exposure)) };
}

const NO_SOURCES: Sources = {};

/** Exposures by their keys, each with the sum of its shares. */
type Flows = Map<string, Exposure>;

function addTo(flows: Flows, flow: Exposure, part: number, key: string = flowOf(flow)): void {
  flows.set(key, { ...flow, share: (flows.get(key)?.share ?? 0) + part * flow.share });
}

/** Links that feed a site with an element, in an order that does not hang on that of rows. */
const feedsOf = ({ feeds }: Pick<Source, 'feeds'>, element: string): readonly Feed[] =>
  feeds
    .filter(({ elements, share }) => share > 0 && (elements === null || elements.includes(element)))
    .sort(inOrderOfFeeds);

const keyOfFeed = ({ from = '', country, stage }: Feed): string => `${from} ${country} ${stage}`;
const inOrderOfFeeds = (a: Feed, b: Feed): number => {
  const [one, other] = [keyOfFeed(a), keyOfFeed(b)];
  return one < other ? -1 : one > other ? 1 : a.share - b.share;
};

/** Stages whose feed comes from separation also where no link names it. */
export const isFedUnnamed = (stage: Stage | null): boolean => stage === 'metal' || stage === 'magnet';

/** Part of a site's input that its links name; more than 1 where they state too much. */
const namedPart = (feeds: readonly Feed[]): number => feeds.reduce((sum, { share }) => sum + share, 0);

/**
 * Do the sites of an element and all that feeds them feed only each other? Then it is not told where anything
 * comes in.
 */
export function feedsOnlyItself({ sites, sources = NO_SOURCES }: SupplyOf, element: string): boolean {
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

type LivesOn = (site: Source) => Flows;

interface KeptFeed {
  readonly mix: SuppliedElement['feed_mix'];
  readonly livesOn: LivesOn;
}
const keptFeed = new WeakMap<Sources, Map<string, KeptFeed>>();

/** What each source lives on is worked out once, however many sites it feeds. */
function feedOf(element: string, mix: SuppliedElement['feed_mix'], sources: Sources): LivesOn {
  const ofElements = entryOf(keptFeed, sources, () => new Map<string, KeptFeed>());
  const kept = ofElements.get(element);
  if (kept?.mix === mix) return kept.livesOn;
  const livesOn = feedThrough(element, mix, sources);
  ofElements.set(element, { mix, livesOn });
  return livesOn;
}

/** Shares of loops are right to within this, or have been round so many times. */
const SETTLED = 1e-12;
const MOST_ROUNDS = 50;

/**
 * What a site lives on: its sources, what they live on themselves, and what no link names. Along a path each
 * country counts once, the nearest.
 */
function feedThrough(element: string, mix: SuppliedElement['feed_mix'], sources: Sources): LivesOn {
  const found = new Map<string, Flows>();
  const livesOn: LivesOn = (site) => {
    const feeds = feedsOf(site, element);
    const named = namedPart(feeds);
    const flows: Flows = new Map();
    const add = (flow: Exposure, part: number, key?: string): void => {
      if (flow.country !== site.country) addTo(flows, flow, part, key);
    };
    for (const { from, country, stage, share } of feeds) {
      const part = share / Math.max(1, named);
      add({ country, stage, role: 'feed', share: 1, destination: site.country }, part);
      if (from !== undefined) for (const [key, flow] of found.get(from) ?? []) add(flow, part, key);
    }
    if (mix === null || named >= 1 || !isFedUnnamed(site.stage)) return flows;
    for (const [country, share] of Object.entries(mix))
      if (share > 0 && country !== REST)
        add(
          { country, stage: 'separation', role: 'unnamed_feed', share, destination: site.country },
          1 - named,
        );
    return flows;
  };
  return (site) => {
    for (const loop of upstreamOf(site, element, sources, found))
      for (
        let round = 1, moved = 1;
        moved > SETTLED && round <= (loop.length > 1 ? MOST_ROUNDS : 1);
        round += 1
      ) {
        moved = 0;
        for (const id of loop) {
          const [before, after] = [found.get(id), livesOn(sources[id] as Source)];
          for (const [key, { share }] of after)
            moved = Math.max(moved, share - (before?.get(key)?.share ?? 0));
          found.set(id, after);
        }
      }
    return livesOn(site);
  };
}

/**
 * Sources that a site lives on and that are not found yet, what feeds others before these; those that feed
 * each other in a loop together (Tarjan).
 */
function upstreamOf(
  site: Source,
  element: string,
  sources: Sources,
  found: ReadonlyMap<string, unknown>,
): readonly (readonly string[])[] {
  const above = (of: Source): string[] =>
    feedsOf(of, element).flatMap(({ from }) =>
      from === undefined || !Object.hasOwn(sources, from) || found.has(from) ? [] : [from],
    );
  const loops: (readonly string[])[] = [];
  /**
   * Sources whose loop is not complete, in the order in which they were met, and their places in that of all.
   */
  const open: string[] = [];
  const places = new Map<string, number>();
  const met = new Set<string>();
  const path: {
    readonly id: string | null;
    readonly place: number;
    readonly rest: string[];
    first: number;
  }[] = [{ id: null, place: -1, first: -1, rest: above(site) }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const id = top.rest.pop();
    if (id !== undefined && !met.has(id)) {
      const place = met.size;
      met.add(id);
      open.push(id);
      places.set(id, place);
      path.push({ id, place, first: place, rest: above(sources[id] as Source) });
    } else if (id !== undefined) top.first = Math.min(top.first, places.get(id) ?? top.first);
    else {
      path.pop();
      const { place, first } = top;
      const below = path.at(-1);
      if (below !== undefined && first < place) below.first = Math.min(below.first, first);
      if (first < place || top.id === null) continue;
      const loop = open.splice(open.lastIndexOf(top.id));
      for (const one of loop) places.delete(one);
      loops.push(loop.sort());
    }
  }
  return loops;
}

/** A part that nobody looks at. */
const LEAST_PART = 0.001;

/**
 * Part of a supplier's deliveries of an element that rests on each source, in any depth, as far as it is a
 * thousandth.
 */
export function partsOfSources(
  { sites, sources = NO_SOURCES }: SupplyOf,
  element: string,
): ReadonlyMap<string, number> {
  const making = sites.filter(({ elements }) => elements.includes(element));
  const parts = new Map<string, number>();
  let tier: readonly (readonly [Source, number])[] = making.map((site) => [site, 1 / making.length]);
  for (let tiers = 0; tier.length > 0 && tiers < MOST_ROUNDS; tiers += 1) {
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

/** Those of the sources that the sites live on, in byte order. */
export function sourcesOf(sites: readonly Pick<Source, 'feeds'>[], sources: Sources): Sources {
  const reached = new Set<string>();
  const queue = [...sites];
  for (const { feeds } of queue)
    for (const { from, share } of feeds) {
      if (from === undefined || share <= 0 || reached.has(from) || !Object.hasOwn(sources, from)) continue;
      reached.add(from);
      queue.push(sources[from] as Source);
    }
  return Object.fromEntries([...reached].sort().map((id) => [id, sources[id] as Source]));
}

const meanOf = (low: number, high: number, part: number): number => (1 - part) * low + part * high;

/**
 * Two states of the world of which one holds with a chance of `part`: means of all figures, quantiles of both
 * together.
 */
function between<Figures extends ScoreFigures & { readonly share_lost: number }>(
  low: Figures,
  high: Figures,
  part: number,
): Figures {
  const nodes = new Float64Array(2 * NODES);
  nodes.set(low.nodes);
  nodes.set(high.nodes, NODES);
  nodes.sort();
  const ids = [...new Set([...Object.keys(low.points), ...Object.keys(high.points)])];
  return {
    ...low,
    score: meanOf(low.score, high.score, part),
    state: meanOf(low.state, high.state, part),
    may_begin: meanOf(low.may_begin, high.may_begin, part),
    security: meanOf(low.security, high.security, part),
    without_security: meanOf(low.without_security, high.without_security, part),
    p_security: meanOf(low.p_security, high.p_security, part),
    expected_days: meanOf(low.expected_days, high.expected_days, part),
    share_lost: meanOf(low.share_lost, high.share_lost, part),
    interval: [quantileOf(nodes, 0.05), quantileOf(nodes, 0.5), quantileOf(nodes, 0.95)],
    points: Object.fromEntries(
      ids.map((id) => [id, meanOf(low.points[id] ?? 0, high.points[id] ?? 0, part)]),
    ),
    // Every other node of the two: as many as of any other subject, spread over both worlds.
    nodes: low.nodes.map((value, node) => (node % 2 === 0 ? value : (high.nodes[node] as number))),
  };
}

interface Loss extends Cause {
  /** Part of the deliveries that it takes in the middle case. */
  readonly lost: number;
}

const lossesBy = (exposures: readonly Exposure[], question: Question): readonly Loss[] => [
  ...exposureCauses(exposures, question),
  failureOf(question.sites, 1, question),
  ...listingOf(exposures, question),
];

function figuresOf(
  exposures: readonly Exposure[],
  question: Question,
): ScoreFigures & { readonly share_lost: number } {
  const losses = lossesBy(exposures, question);
  const figures = combine(losses, question.judgement.horizon);
  const weight = Object.values(figures.points).reduce((sum, points) => sum + points, 0);
  const lost = losses.reduce((sum, { id, lost: part }) => sum + part * (figures.points[id] ?? 0), 0);
  return { ...figures, share_lost: weight === 0 ? 0 : lost / weight };
}

/** What may stop deliveries through their exposures; nothing happens to the unnamed rest of the world. */
export const exposureCauses = (exposures: readonly Exposure[], deliveries: Deliveries): readonly Loss[] => [
  ...controlsOf(exposures, deliveries),
  // A strike or a new control at a source stops all that it feeds.
  ...merged(exposures, placeOf).flatMap((exposure) => hazardsOf(exposure, deliveries)),
  ...crisesOf(exposures, deliveries),
  ...assumedStops(exposures, deliveries),
];

/** What counts of the parts that are taken in the three cases. */
const countedOf = (taken: Cases, { judgement: { lossOf } }: Deliveries): Cases => [
  lossOf(taken[0]),
  lossOf(taken[1]),
  lossOf(taken[2]),
];

const sumOfShares = (exposures: readonly Exposure[]): number =>
  exposures.reduce((sum, { share }) => sum + share, 0);

/** Parts of the deliveries that a stop of a depth takes in the three cases. */
function takenOf(share: number, depth: number, parameters: Parameters): Cases {
  const [lenient, middle, hard] = luckFactors(parameters);
  return [
    share * Math.min(1, depth * lenient),
    share * Math.min(1, depth * middle),
    share * Math.min(1, depth * hard),
  ];
}

const lossesOf = (share: number, depth: number, deliveries: Deliveries): Cases =>
  countedOf(takenOf(share, depth, deliveries.parameters), deliveries);

const bothTaken = (a: Cases, b: Cases): Cases => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

const atHome = ({ role, country }: Exposure, buyer: CountryCode): boolean =>
  role === 'site' && isOwn(buyer, country);

/** Flows that a measure hits in the same state, with what it takes of them. */
interface Grip extends CountedMeasure {
  readonly taken: Cases;
}

/**
 * Measures of each country: the strictest over its sites and feed, as one country's controls lift and fall
 * together.
 */
function controlsOf(exposures: readonly Exposure[], deliveries: Deliveries): readonly Loss[] {
  const { element, facts, inputs, parameters, judgement } = deliveries;
  const day = dayNumber(inputs.as_of);
  const byCountry = Map.groupBy(
    exposures.filter((exposure) => exposure.country !== REST && !atHome(exposure, inputs.buyer)),
    ({ country }) => country,
  );
  return [...byCountry].flatMap(([origin, places]) => {
    const grips = places.flatMap(({ stage, share, destination, role }): readonly Grip[] => {
      const endUse = role === 'site' ? (inputs.end_use ?? 'civil') : 'civil';
      const flow = {
        element,
        origin,
        stage,
        destination,
        endUse,
        day,
        measures: facts.measures,
        readings: facts.readings,
      };
      return countedMeasures(flow, parameters).map((of) => ({
        ...of,
        taken: takenOf(share, of.depth, parameters),
      }));
    });
    const buffer = judgement.buffer(sumOfShares(places));
    const stops = [...Map.groupBy(grips, ({ measure }) => measure).values()].flatMap((of) =>
      stopsOfMeasure(of, buffer, deliveries),
    );
    if (stops.length === 0) return [];
    const of = (named: boolean): readonly StopChance[] => stops.filter((stop) => stop.named === named);
    const lost = Math.max(...stops.map((stop) => stop.lost));
    return [
      {
        id: `measure:${origin}`,
        part: 'state',
        lost,
        ...jointControl(of(false), of(true), judgement.horizon, parameters),
      } as const,
    ];
  });
}

/**
 * Stops by one measure. What it takes of flows in the same state is added up. Of several states the likeliest
 * stop comes first, and with each
 * further one all that stops before it: what counts is judged of them together.
 */
function stopsOfMeasure(
  grips: readonly Grip[],
  buffer: Buffer,
  deliveries: Deliveries,
): readonly (StopChance & { readonly named: boolean; readonly lost: number })[] {
  const { parameters } = deliveries;
  const named = grips.some((grip) => grip.named);
  const sum = (of: readonly Grip[]): Cases => of.map(({ taken }) => taken).reduce(bothTaken);
  const alike = [...Map.groupBy(grips, ({ state }) => stateKey(state)).values()].map((of) => ({
    ...(of[0] as Grip),
    taken: sum(of),
  }));
  const all = countedOf(sum(alike), deliveries);
  const likelihood = (grip: Grip): number => nodeMean(controlStop(grip, all, buffer, parameters).chance);
  const inOrder =
    alike.length === 1
      ? alike
      : alike
          .map((grip) => ({ grip, likely: likelihood(grip) }))
          .sort((a, b) => b.likely - a.likely)
          .map(({ grip }) => grip);
  return inOrder.map((grip, place) => {
    const losses = countedOf(sum(inOrder.slice(0, place + 1)), deliveries);
    return { named, lost: losses[1], ...controlStop(grip, losses, buffer, parameters) };
  });
}

/** Disruptions that may begin at a place: a new control abroad, and any other disruption, at home too. */
function hazardsOf(exposure: Exposure, deliveries: Deliveries): readonly Loss[] {
  const { element, facts, inputs, parameters, judgement } = deliveries;
  const { country, stage, role, share } = exposure;
  if (country === REST || judgement.lossOf(share) === 0) return [];
  const buffer = judgement.buffer(share);
  const { depth, new_control, disruption, first, announced } = parameters;
  const place = role === 'site' ? country : `${country}:${role}`;
  const loss = (
    id: string,
    rate: number,
    takesHold: number,
    ends: Hazard['ends'],
    depthOfIt: number,
  ): Loss => {
    const losses = lossesOf(share, depthOfIt, deliveries);
    return {
      id,
      part: 'may_begin',
      lost: losses[1],
      ...hazardChance({ rate, takesHold, ends }, losses, buffer, parameters),
    };
  };
  const byChina = country === 'CHN';
  const world = facts.largest_share[country] ?? 0;
  const control = atHome(exposure, inputs.buyer)
    ? []
    : [
        loss(
          `new_control:${place}`,
          (byChina ? inputs.theta : new_control.rest) * world,
          first * announced,
          isFinished(element, stage) ? 'finished' : 'feed',
          byChina ? depth.licence : depth.ban,
        ),
      ];
  const rate = disruption.rate * Math.exp(-disruption.slope * (inputs.pv[country] ?? 0));
  return [...control, loss(`disruption:${place}`, rate, 1, 1 / disruption.days, depth.licence)];
}

function crisesOf(exposures: readonly Exposure[], deliveries: Deliveries): readonly Loss[] {
  const { inputs, parameters, judgement } = deliveries;
  return THEATRES.flatMap((theatre) => {
    const reach = reachOf(theatre, inputs.buyer, parameters);
    const reached = exposures.filter(
      ({ country }) => stopsOrigin(theatre, country, inputs.buyer) && !isOwn(inputs.buyer, country),
    );
    const share = Math.min(1, sumOfShares(reached));
    if (reach === 0 || share === 0) return [];
    const losses = lossesOf(share, parameters.depth.ban, deliveries);
    const rate = parameters.crisis[theatre] * reach * inputs.pressure[theatre].multiplier;
    const stop = hazardChance(
      { rate, takesHold: 1, ends: 1 / parameters.disruption.days },
      losses,
      judgement.buffer(share),
      parameters,
    );
    return [{ id: `security:${theatre}`, part: 'security', lost: losses[1], ...stop } as const];
  });
}

/**
 * The plants themselves, which make a part of the deliveries: ramp-up of new ones, closure of any. They stop
 * for good, with all of it.
 */
export function failureOf(
  sites: readonly DeliveringSite[],
  share: number,
  { parameters, judgement }: Deliveries,
): Loss {
  const newness = weightsOf(sites).mean((site) => site.newness);
  const rate = parameters.supplier.ramp_up * newness + parameters.disruption.rate * (1 - newness);
  const lost = judgement.lossOf(share);
  const stop = hazardChance(
    { rate, takesHold: 1, ends: 0 },
    [lost, lost, lost],
    judgement.buffer(share),
    parameters,
  );
  return { id: newness > 0 ? 'ramp_up' : 'closure', part: 'may_begin', lost, ...stop };
}

/** Part of the deliveries that Chinese feed makes, which a supplier on China's control list loses. */
export const chineseFeed = (exposures: readonly Exposure[]): number =>
  sumOfShares(exposures.filter(({ role, country }) => role !== 'site' && country === 'CHN'));

/** A supplier on China's control list stands still from the day on which the cover is used up. */
function listingOf(
  exposures: readonly Exposure[],
  { inputs, parameters, judgement: { horizon } }: Question,
): readonly Loss[] {
  if (!inputs.listed) return [];
  const lost = parameters.depth.ban * chineseFeed(exposures);
  const cover = inputs.cover_days ?? parameters.supplier.cover;
  if (lost < parameters.supplier.material || cover >= horizon) return [];
  const chance = new Float64Array(NODES).fill(parameters.first);
  return [
    { id: 'listing', part: 'state', lost, chance, days: chance.map((value) => value * (horizon - cover)) },
  ];
}

/** Part of the deliveries to a buyer that assumed stops take together. */
export function stoppedShare(
  stops: readonly StatedStop[],
  exposures: readonly Exposure[],
  { buyer, supplier }: Pick<Deliveries['inputs'], 'buyer' | 'supplier'>,
): number {
  const partOf = ({ supplier: stopped, targets, flows }: StatedStop, exposure: Exposure): number => {
    const { country, stage, role, destination } = exposure;
    if (targets !== null && !hitsBuyer(targets, destination)) return 0;
    const maker = role === 'site' ? (exposure.supplier ?? supplier) : undefined;
    if (stopped === undefined || maker === undefined)
      return atHome(exposure, buyer) ? 0 : (flows[stage]?.[country] ?? 0);
    // Of a site it is known whose it is: it stands still with its supplier, at home too, and with no other.
    const { id, countries, stages, part } = stopped;
    return id === maker && countries?.includes(country) !== false && stages?.includes(stage) !== false
      ? part
      : 0;
  };
  const taken = exposures.reduce(
    (sum, exposure) => sum + exposure.share * jointPart(stops, (stop) => partOf(stop, exposure)),
    0,
  );
  return Math.min(1, taken);
}

/** Assumed stops: they are certain, so what remains open is whether the cover outlasts them. */
function assumedStops(
  exposures: readonly Exposure[],
  { facts, inputs, parameters, judgement }: Deliveries,
): readonly Loss[] {
  const takenBy = (stops: readonly StatedStop[]): number => stoppedShare(stops, exposures, inputs);
  return stopsTogether(facts.stops ?? [], judgement.horizon, takenBy).flatMap(
    ({ id, begins, lasts, taken }) => {
      const lost = judgement.lossOf(taken);
      if (lost === 0) return [];
      const stop = certainStop(
        lost,
        lasts ?? judgement.horizon - begins,
        judgement.buffer(taken),
        parameters,
      );
      return [{ id: `stop:${id}`, part: 'state', lost, ...stop } as const];
    },
  );
}
