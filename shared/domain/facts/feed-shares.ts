/** Whose ore a country separates, from the mine shares and where the ore of each origin goes. */
import type { CountryCode, Stage, StageInputs } from '../vocabulary/scoring-inputs.ts';
import type { ReferenceIndex } from './reference-index.ts';

/**
 * Processing country -> origin -> share of its feed: the mine share of the origin over those of all that send their ore there. Origins of
 * which nothing is known feed nobody. Empty for methodologies without feed routes, and where no mine share is known.
 */
export function feedShares(index: ReferenceIndex, element: string, stage: Stage): Pick<StageInputs, 'feeds'> {
  const routes = index.methodology.parameters.feed_routes;
  if (routes === undefined || routes.to !== stage) return {};
  const feeds: Record<CountryCode, Record<CountryCode, number>> = {};
  for (const { country, share } of index.shares(element, routes.from)) {
    const processor = routes.processor[country] ?? routes.processor.default;
    if (processor !== undefined) feeds[processor] = { ...feeds[processor], [country]: share };
  }
  const shares = Object.entries(feeds).map(([processor, feed]) => {
    const total = Object.values(feed).reduce((sum, share) => sum + share, 0);
    return [processor, Object.fromEntries(Object.entries(feed).map(([origin, share]) => [origin, share / total]))] as const;
  });
  return shares.length === 0 ? {} : { feeds: Object.fromEntries(shares) };
}
