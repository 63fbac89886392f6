/**
 * Part of a supplier's deliveries that one event stops, worked out for any drawn shares of the feeds. The event is the same in every draw, so
 * what it can not reach is left out once, and the rest stands in arrays: the sampling asks for millions of losses.
 */
import type { LossInDraw } from './supplier-loss.ts';

/** A feed as losses run along it. */
interface FlowOfFeed {
  /** Place of the site that sends. */
  readonly from: number;
  /** Part of what the receiving site needs of the element, as stated. */
  readonly share: number;
  /** Place among the drawn shares. */
  readonly place: number;
}

/** How losses run through a chain down to its deliveries. */
export interface FlowsOfChain {
  /** Elements that each site is fed with: the part of the site that needs it, and its feeds. */
  readonly needs: readonly (readonly { readonly need: number; readonly feeds: readonly FlowOfFeed[] }[])[];
  /** Sites that deliver, and the part of the deliveries that is of each. */
  readonly ends: readonly number[];
  readonly parts: readonly number[];
  /** Sites behind the deliveries, each after those that feed it; null where the loss depends on the way. */
  readonly order: readonly number[] | null;
  readonly maxTiers: number;
  /** Whether a site feeds itself through others: for the others the loss depends on the tier at which they are met, and on no more of the way. */
  readonly onLoop: readonly boolean[];
  /** Whether a draw moves the share of the feed, by place among the drawn shares. */
  readonly isDrawn: readonly boolean[];
}

/** Part of each that the event stops, 0 ... 1: output of sites, feeds by place among the drawn shares, deliveries in the order of the ends. */
export interface EventAtSites {
  readonly sites: Float64Array;
  readonly feeds: Float64Array;
  readonly ends: Float64Array;
}

/** The loss under any shares, and that in a draw, which moves no share but the drawn ones. */
export function lossOfEvent(event: EventAtSites, flows: FlowsOfChain): { readonly under: LossInDraw; readonly inDraw: LossInDraw } {
  const { order } = flows;
  if (order === null) {
    const under = lossByWay(event, flows);
    return { under, inDraw: under };
  }
  const { under, isMoved } = lossInOrder(event, flows, order);
  if (isMoved) return { under, inDraw: under };
  const stated = under();
  return { under, inDraw: (_, strength = 1) => (strength === 1 ? stated : under(undefined, strength)) };
}

/** Sites that the event reaches, one after the other; a site, feed or delivery that it does not reach would add 0. */
function lossInOrder(event: EventAtSites, { needs, ends, parts, isDrawn }: FlowsOfChain, order: readonly number[]) {
  const reached = new Uint8Array(needs.length);
  const [sites, groupEnds, groupNeeds, feedEnds]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [from, shares, places]: [number[], number[], number[]] = [[], [], []];
  for (const at of order) {
    const groupsBefore = groupNeeds.length;
    for (const { need, feeds } of needs[at] as FlowsOfChain['needs'][number]) {
      const before = from.length;
      for (const feed of feeds) {
        if (reached[feed.from] === 0 && event.feeds[feed.place] === 0) continue;
        from.push(feed.from);
        shares.push(feed.share);
        places.push(feed.place);
      }
      if (from.length === before) continue;
      groupNeeds.push(need);
      feedEnds.push(from.length);
    }
    if (groupNeeds.length === groupsBefore && event.sites[at] === 0) continue;
    reached[at] = 1;
    sites.push(at);
    groupEnds.push(groupNeeds.length);
  }
  const hitEnds = [...ends.keys()].filter((index) => reached[ends[index] as number] === 1 || event.ends[index] !== 0);
  const losses = new Float64Array(needs.length);
  const under: LossInDraw = (drawn, strength = 1) => {
    let [group, feed] = [0, 0];
    for (let index = 0; index < sites.length; index++) {
      const at = sites[index] as number;
      let largest = (event.sites[at] as number) * strength;
      for (const lastGroup = groupEnds[index] as number; group < lastGroup; group++) {
        let lost = 0;
        for (const lastFeed = feedEnds[group] as number; feed < lastFeed; feed++) {
          const place = places[feed] as number;
          const share = drawn?.[place] ?? (shares[feed] as number);
          lost += share * Math.min(1, Math.max(losses[from[feed] as number] as number, (event.feeds[place] as number) * strength));
        }
        largest = Math.max(largest, (groupNeeds[group] as number) * lost);
      }
      losses[at] = Math.min(1, largest);
    }
    let loss = 0;
    for (const index of hitEnds) {
      const hit = (event.ends[index] as number) * strength;
      loss += (parts[index] as number) * Math.min(1, Math.max(losses[ends[index] as number] as number, hit));
    }
    return loss;
  };
  return { under, isMoved: places.some((place) => isDrawn[place] === true) };
}

/** Losses are 0 ... 1. */
const UNKNOWN = -1;

/**
 * Sites of a chain with a loop, or longer than is looked at: what a site loses depends on the way that leads to it. A site that feeds another with several
 * elements is looked at once for all of them, and one on no loop once a tier, or the looks would multiply from tier to tier.
 */
function lossByWay(event: EventAtSites, { needs, ends, parts, maxTiers, onLoop }: FlowsOfChain): LossInDraw {
  const onPath = new Uint8Array(needs.length);
  const sources = needs.map((groups) => [...new Set(groups.flatMap(({ feeds }) => feeds.map(({ from }) => from)))]);
  const groups = needs.map((own, at) =>
    own.map(({ need, feeds }) => ({
      need,
      feeds: feeds.map((feed) => ({ ...feed, source: (sources[at] as readonly number[]).indexOf(feed.from) })),
    })),
  );
  const mostSources = Math.max(0, ...sources.map(({ length }) => length));
  /** Losses of the sources of the site that is looked at, a row for each tier. */
  const lossesOfSources = Array.from({ length: maxTiers + 1 }, () => new Float64Array(mostSources));
  const known = new Float64Array(needs.length * (maxTiers + 1));
  return (drawn, strength = 1) => {
    known.fill(UNKNOWN);
    const along = (at: number, tier: number): number => {
      if (tier > maxTiers || onPath[at] === 1) return 0;
      const key = at * (maxTiers + 1) + tier;
      const before = known[key] as number;
      if (before !== UNKNOWN && onLoop[at] !== true) return before;
      onPath[at] = 1;
      const losses = lossesOfSources[tier] as Float64Array;
      for (const [source, from] of (sources[at] as readonly number[]).entries()) losses[source] = along(from, tier + 1);
      let largest = (event.sites[at] as number) * strength;
      for (const { need, feeds } of groups[at] as (typeof groups)[number]) {
        let lost = 0;
        for (const { source, share, place } of feeds) {
          const own = drawn?.[place] ?? share;
          lost += own * Math.min(1, Math.max(losses[source] as number, (event.feeds[place] as number) * strength));
        }
        largest = Math.max(largest, need * lost);
      }
      onPath[at] = 0;
      const value = Math.min(1, largest);
      known[key] = value;
      return value;
    };
    let loss = 0;
    for (let index = 0; index < ends.length; index++) {
      const hit = (event.ends[index] as number) * strength;
      loss += (parts[index] as number) * Math.min(1, Math.max(along(ends[index] as number, 1), hit));
    }
    return loss;
  };
}
