/** The order in which losses run along a chain of sites, and where there is none because sites feed each other in a circle. */
import { valueAt } from '../numbers/parallel-arrays.ts';

/** Feeds of each site, by the place of the site that sends them. */
export type FeedsOfSites = readonly (readonly { readonly from: number }[])[];

/** Sites that feed themselves through others: only for these the loss depends on the path. */
export function sitesOnALoop(feeds: FeedsOfSites): readonly boolean[] {
  return feeds.map((own, start) => {
    const seen = new Set<number>();
    const open = own.map((feed) => feed.from);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === start) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      for (const feed of valueAt(feeds, next)) open.push(feed.from);
    }
    return false;
  });
}

/**
 * Sites that feed the given ones, each after those that feed it: the loss of a chain without loops needs one look at each. `null` when a
 * site feeds itself, or the chain is longer than is looked at: then the loss depends on the way.
 */
export function feedingOrder(
  ends: readonly number[],
  feeds: FeedsOfSites,
  onLoop: readonly boolean[],
  maxTiers: number,
): readonly number[] | null {
  if (onLoop.includes(true)) return null;
  const tiers = new Map<number, number>();
  const order: number[] = [];
  const tiersOf = (site: number): number => {
    const known = tiers.get(site);
    if (known !== undefined) return known;
    const own = 1 + Math.max(0, ...valueAt(feeds, site).map(({ from }) => tiersOf(from)));
    tiers.set(site, own);
    order.push(site);
    return own;
  };
  return Math.max(...ends.map(tiersOf)) > maxTiers ? null : order;
}
