import type { CustomSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { sitesOnALoop } from '#domain/supply/feeding-order.ts';

/**
 * Steps that one look at a chain with circles may take. A score looks a few thousand times, so this is about half a second of work; a chain without
 * circles takes one step a site.
 */
const MOST_STEPS = 1500;
/** As far as every published methodology follows a chain. */
const MOST_TIERS = 8;

/**
 * Validation errors where sites feed each other in so many circles that following them would hold up everybody. Real chains have few: material goes
 * from the mine to the magnet. Stops counting where the bound is reached.
 */
export function errorsOfCircles({ sites, feeds }: Pick<CustomSupplier, 'sites' | 'feeds'>): readonly FieldError[] {
  const placeOf = new Map(sites.map(({ id }, place) => [id, place]));
  const into: { readonly from: number }[][] = sites.map(() => []);
  for (const { from, to } of feeds) {
    const [sending, taking] = [placeOf.get(from), placeOf.get(to)];
    if (sending !== undefined && taking !== undefined) into[taking]?.push({ from: sending });
  }
  const onLoop = sitesOnALoop(into);
  if (!onLoop.includes(true)) return [];
  const onPath = new Set<number>();
  let steps = 0;
  const follow = (site: number, tier: number): void => {
    steps += 1;
    if (tier > MOST_TIERS || onPath.has(site) || onLoop[site] !== true || steps > MOST_STEPS) return;
    onPath.add(site);
    for (const { from } of into[site] ?? []) follow(from, tier + 1);
    onPath.delete(site);
  };
  for (const place of sites.keys()) follow(place, 1);
  if (steps <= MOST_STEPS) return [];
  const circling = sites.filter((_, place) => onLoop[place]).map(({ id }) => id);
  const detail = `${circling.length} sites feed each other in circles, in more ways than can be followed: ${circling.slice(0, 5).join(', ')}${circling.length > 5 ? ' ...' : ''}. Leave out the feeds that go back up the chain, or put sites that exchange material into one.`;
  return [{ pointer: '/feeds', code: 'too_many_circles', detail }];
}
