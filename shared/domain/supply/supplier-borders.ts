/**
 * How much of a supplier's deliveries stops when its sites are hit, or borders that its feeds and deliveries cross. A feed is a share of what
 * a site needs of an element; what is lost of several feeds of one element adds up, and a site stops as far as its worst element does.
 */
import { entryOf, rememberByKey } from '../numbers/memoized.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, SupplierSite } from '../vocabulary/scoring-inputs.ts';
import { feedingOrder, sitesOnALoop } from './feeding-order.ts';
import { type EventAtSites, type FlowsOfChain, lossOfEvent } from './loss-of-event.ts';
import type { DeliveringSite, LossInDraw, SiteHit, SupplierChain } from './supplier-loss.ts';

/** A flow of goods out of a site: a feed of an element for a site in another country, or what is delivered to the buyer (element null). */
export interface Crossing {
  readonly from: SupplierSite;
  /** Country where it goes; null for the buyer. */
  readonly destination: CountryCode | null;
  readonly element: string | null;
}

/** Part of what crosses that an event stops, 0 ... 1. */
export type BorderHit = (crossing: Crossing) => number;

export interface BorderedChain extends SupplierChain {
  /** Part of the deliveries that stops when borders are hit. `shares`: drawn shares of the feeds, by site and feed in order. */
  readonly lossAtBorders: (hit: BorderHit, shares?: Float64Array) => number;
  /** `lossAtBorders` of an event that is the same in every draw. */
  readonly preparedAtBorders: (hit: BorderHit) => LossInDraw;
  /** Everything that crosses a border, in byte order of the sites. */
  readonly crossings: readonly Crossing[];
  /** In the order of the drawn shares. */
  readonly feedShares: readonly FeedShare[];
}

/** Share of a feed in what a site needs of an element. */
export interface FeedShare {
  readonly share: number;
  /** It stands for a link without a stated share: it is drawn. */
  readonly inferred: boolean;
  /** From the market, for what no link names: it takes what the links leave. */
  readonly isRest: boolean;
  /** Site and element that it is a share of. */
  readonly group: string;
  /** Site, element and feeding site: the order in which shares are drawn. */
  readonly key: string;
}

/** Prefix of the id of a site that stands for the market of a country. */
export const MARKET_SITE = 'market:';

interface ShareOfFeed {
  readonly from: number;
  readonly element: string;
  readonly share: number;
  /** Border on its way; null where both sites stand in one country. */
  readonly crossing: Crossing | null;
  /** Place among the drawn shares. */
  readonly place: number;
}

const NEODYMIUM = 'Nd';

/** Part of a site that stops without an element: some elements go into a part of what it makes. */
export function elementNeed(element: string, { stage, elements }: SupplierSite, { element_need: needs }: Parameters): number {
  const table = needs?.[stage];
  if (table === undefined || typeof table === 'number' || !elements.includes(NEODYMIUM)) return 1;
  return table[element] ?? table.default ?? 1;
}

type Sites = Readonly<Record<string, SupplierSite>>;

/** Chains by their sites: a score is asked for again and again with the same ones. */
const chains = new WeakMap<Sites, WeakMap<Parameters, Map<string, BorderedChain | null>>>();

/** The chain with its borders; null when no site delivers. `home`: codes whose border the buyer does not cross. */
export function borderedChain(sites: Sites, home: readonly CountryCode[], parameters: Parameters): BorderedChain | null {
  const ofSites = entryOf(chains, sites, () => new WeakMap<Parameters, Map<string, BorderedChain | null>>());
  const byHome = entryOf(ofSites, parameters, () => new Map<string, BorderedChain | null>());
  return entryOf(byHome, home.join('|'), () => chainOf(sites, home, parameters));
}

function chainOf(sites: Sites, home: readonly CountryCode[], parameters: Parameters): BorderedChain | null {
  const ids = Object.keys(sites).sort();
  const rows = ids.map((id) => sites[id] as SupplierSite);
  const total = rows.reduce((sum, { weight }) => sum + Math.max(0, weight ?? 0), 0);
  if (total <= 0) return null;
  const feedShares: FeedShare[] = [];
  const feeds = rows.map((site, at) =>
    (site.feeds ?? []).flatMap((feed): ShareOfFeed[] => {
      const from = ids.indexOf(feed.site);
      if (from < 0) return [];
      const element = feed.element ?? '';
      const share = feed.share ?? 0;
      const group = `${ids[at]}\u0000${element}`;
      const inferred = feed.share_inferred === true;
      feedShares.push({
        share,
        inferred,
        isRest: feed.share_inferred == null && feed.site.startsWith(MARKET_SITE),
        group,
        key: `${group}\u0000${feed.site}`,
      });
      const source = rows[from] as SupplierSite;
      const crossing = source.country === site.country ? null : { from: source, destination: site.country, element };
      return [{ from, element, share, crossing, place: feedShares.length - 1 }];
    }),
  );
  const needs = rows.map((site, at) => {
    const elements = [...new Set(valueAt(feeds, at).map(({ element }) => element))];
    return elements.map((element) => ({
      need: elementNeed(element, site, parameters),
      feeds: valueAt(feeds, at).filter((feed) => feed.element === element),
    }));
  });
  const { max_tiers: maxTiers } = parameters.supplier;
  const delivering: DeliveringSite[] = [];
  const ends: number[] = [];
  for (const [at, site] of rows.entries()) {
    const part = Math.max(0, site.weight ?? 0) / total;
    if (part <= 0) continue;
    delivering.push({ id: ids[at] as string, site, part });
    ends.push(at);
  }

  const deliveries = delivering.map(({ site }): Crossing | null =>
    home.includes(site.country) ? null : { from: site, destination: null, element: null },
  );
  const onLoop = sitesOnALoop(feeds);
  const order = feedingOrder(ends, feeds, onLoop, maxTiers);
  const parts = delivering.map(({ part }) => part);
  const drawnGroups = new Set(feedShares.filter(({ inferred }) => inferred).map(({ group }) => group));
  const isDrawn = feedShares.map(({ group }) => drawnGroups.has(group));
  const flows: FlowsOfChain = { needs, ends, parts, order, maxTiers, onLoop, isDrawn };
  const crossed = feeds.flat().map(({ crossing }) => crossing);
  const atBorders = (hit: BorderHit): EventAtSites => {
    const hitAt = (crossing: Crossing | null): number => (crossing === null ? 0 : hit(crossing));
    return { sites: new Float64Array(rows.length), feeds: Float64Array.from(crossed, hitAt), ends: Float64Array.from(deliveries, hitAt) };
  };
  const atSites = (hit: SiteHit): EventAtSites => ({
    sites: Float64Array.from(rows, (site, at) => hit(site, ids[at] as string)),
    feeds: new Float64Array(crossed.length),
    ends: new Float64Array(ends.length),
  });

  const crossings = feeds.flatMap((own, at): readonly Crossing[] => {
    const delivery = deliveries[ends.indexOf(at)] ?? null;
    const fed = own.flatMap(({ crossing }) => (crossing === null ? [] : [crossing]));
    return delivery === null ? fed : [...fed, delivery];
  });
  return {
    ids,
    sites,
    delivering,
    remembered: rememberByKey(),
    lossUnder: (hit, shares) => lossOfEvent(atSites(hit), flows).under(shares),
    preparedLoss: (hit) => lossOfEvent(atSites(hit), flows).inDraw,
    lossAtBorders: (hit, shares) => lossOfEvent(atBorders(hit), flows).under(shares),
    preparedAtBorders: (hit) => lossOfEvent(atBorders(hit), flows).inDraw,
    crossings,
    feedShares,
  };
}
