/**
 * Section 8.1 of the scoring specification: how much of a supplier's deliveries stops when sites of its chain are hit. An event is a set
 * of hits, one per site; it is carried down the chain once, so a country that holds several sites is never counted once per path.
 */

import { type RememberByKey, rememberByKey } from '../numbers/memoized.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { SupplierSite } from '../vocabulary/scoring-inputs.ts';
import { feedingOrder, sitesOnALoop } from './feeding-order.ts';

/** Part of a site's output that an event stops, 0 ... 1. */
export type SiteHit = (site: SupplierSite, id: string) => number;

/**
 * Part of the deliveries that an event stops, in any draw. `shares`: those that the draw has of the feeds, as stated when absent;
 * `strength`: factor on the hits of the event, 1 when absent.
 */
export type LossInDraw = (shares?: Float64Array, strength?: number) => number;

/** A site that sells, with its part of the supplier's deliveries; the parts sum to 1. */
export interface DeliveringSite {
  readonly id: string;
  readonly site: SupplierSite;
  readonly part: number;
}

export interface SupplierChain {
  /** Site ids in byte order. */
  readonly ids: readonly string[];
  readonly sites: Readonly<Record<string, SupplierSite>>;
  readonly delivering: readonly DeliveringSite[];
  /** Part of the supplier's deliveries that an event stops, 0 ... 1; `drawnShares` of feeds only where a chain has shares. */
  readonly lossUnder: (hit: SiteHit, drawnShares?: Float64Array) => number;
  /** Results worked out from the chain, kept for every draw. */
  readonly remembered: RememberByKey;
  /** `lossUnder` of an event that is the same in every draw. */
  readonly preparedLoss: (hit: SiteHit) => LossInDraw;
}

interface Feed {
  readonly from: number;
  /** Part of the site's output that is lost when the whole feeding site is. */
  readonly reach: number;
  readonly essential: boolean;
}

/** The chain of a supplier; `null` when no site has a weight. */
export function supplierChain(sites: Readonly<Record<string, SupplierSite>>, { supplier }: Parameters): SupplierChain | null {
  const ids = Object.keys(sites).sort();
  const rows = ids.map((id) => sites[id] as SupplierSite);
  const weights = rows.map((site) => Math.max(0, site.weight ?? 0));
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  if (totalWeight === 0) return null;
  const feeds = rows.map((site) => feedsOf(site, ids, rows, supplier.default_dependency));
  const onLoop = sitesOnALoop(feeds);
  const delivering = ids.flatMap((id, index) => {
    const part = valueAt(weights, index) / totalWeight;
    return part > 0 ? [{ id, site: rows[index] as SupplierSite, part }] : [];
  });
  const deliveringIndices = delivering.map(({ id }) => ids.indexOf(id));
  const order = feedingOrder(deliveringIndices, feeds, onLoop, supplier.max_tiers);
  const losses = new Float64Array(ids.length);
  const lossUnder = (hit: SiteHit): number => {
    const hits = rows.map((site, index) => hit(site, ids[index] as string));
    if (order === null) {
      const lossOfSite = propagation(hits, feeds, onLoop, supplier.max_tiers);
      for (const site of deliveringIndices) losses[site] = lossOfSite(site);
    } else for (const site of order) losses[site] = lossBy(valueAt(hits, site), valueAt(feeds, site), losses);
    return delivering.reduce((sum, { part }, index) => sum + part * (losses[deliveringIndices[index] as number] as number), 0);
  };
  const preparedLoss = (hit: SiteHit): LossInDraw => {
    const stated = lossUnder(hit);
    return () => stated;
  };
  return { ids, sites, delivering, lossUnder, preparedLoss, remembered: rememberByKey() };
}

/** Feeds from known sites; one whose site is not in the chain can bring no loss. */
function feedsOf(site: SupplierSite, ids: readonly string[], rows: readonly SupplierSite[], defaultDependency: number): readonly Feed[] {
  return (site.feeds ?? []).flatMap((feed) => {
    const from = ids.indexOf(feed.site);
    const feeding = rows[from];
    if (feeding === undefined) return [];
    const reach = (feed.dependency ?? defaultDependency) * Math.min(1, feeding.replaceable ?? 1);
    return [{ from, reach, essential: feed.essential ?? true }];
  });
}

/** The deeper of a site's own hit, its worst essential feed and all its replaceable feeds together. */
function lossBy(hit: number, feeds: readonly Feed[], losses: Float64Array): number {
  let essential = 0;
  let replaceable = 0;
  for (const feed of feeds) {
    const lost = feed.reach * (losses[feed.from] as number);
    if (feed.essential) essential = Math.max(essential, lost);
    else replaceable += lost;
  }
  return Math.min(1, Math.max(hit, essential, replaceable));
}

/** Losses are 0 ... 1. */
const UNKNOWN = -1;

/** Loss of a delivering site under the hits where the way there matters. */
function propagation(
  hits: readonly number[],
  feeds: readonly (readonly Feed[])[],
  onLoop: readonly boolean[],
  maxTiers: number,
): (site: number) => number {
  const onPath = new Uint8Array(hits.length);
  // A site on no loop loses the same on every path that reaches it at the same tier.
  const known = new Float64Array(hits.length * (maxTiers + 1)).fill(UNKNOWN);
  const loss = (site: number, tier: number): number => {
    if (tier > maxTiers || onPath[site] === 1) return 0;
    const key = site * (maxTiers + 1) + tier;
    const before = known[key] as number;
    if (before !== UNKNOWN && onLoop[site] !== true) return before;
    onPath[site] = 1;
    let essential = 0;
    let replaceable = 0;
    for (const feed of valueAt(feeds, site)) {
      const lost = feed.reach * loss(feed.from, tier + 1);
      if (feed.essential) essential = Math.max(essential, lost);
      else replaceable += lost;
    }
    onPath[site] = 0;
    const value = Math.min(1, Math.max(valueAt(hits, site), essential, replaceable));
    known[key] = value;
    return value;
  };
  return (site) => loss(site, 1);
}
