import { geoDistance } from 'd3-geo';
import type { Answer } from '#client/chokepoint-client.ts';
import type { Place } from './atlas.ts';

export type Feature = Answer<'/v1/map'>['features'][number];

export type Lane = Readonly<{
  id: string;
  name: string;
  place: Place;
  /** Origin -> part of what it sends at the step that passes; null is unknown. */
  routes: Readonly<Record<string, number | null>>;
  /** Part of the buyer's supply at the step that passes, and part whose way is not known. */
  share: number | null;
  unknownShare: number | null;
}>;

export function placeOf({ geometry }: Feature): Place | null {
  const [longitude, latitude] = geometry?.coordinates ?? [];
  return longitude === undefined || latitude === undefined ? null : [longitude, latitude];
}

/** Straits, canals and seas as they matter to a buyer at a step, those that most passes first. */
export const lanesOf = (
  features: readonly Feature[],
  buyer: string,
  element: string,
  step: string,
): readonly Lane[] =>
  features
    .flatMap((feature) => {
      const { kind, id, label: name, routes = [], dependence = [] } = feature.properties;
      const place = placeOf(feature);
      if (kind !== 'lane' || place === null) return [];
      const own = dependence.find(
        (row) => row.buyer === buyer && row.element === element && row.stage === step,
      );
      const sent = Object.fromEntries(
        routes.filter(({ stage }) => stage === step).map(({ origin, share }) => [origin, share]),
      );
      return [
        {
          id,
          name,
          place,
          routes: sent,
          share: own?.share ?? null,
          unknownShare: own?.unknown_share ?? null,
        },
      ];
    })
    .toSorted((one, other) => (other.share ?? -1) - (one.share ?? -1));

/** A flow is drawn through a lane that at least this part of it passes. */
const DRAWN_FROM = 0.4;

/** Places that what an origin sends is drawn through, nearest to the origin first. */
export const wayOf = (lanes: readonly Lane[], origin: string, from: Place): readonly Place[] =>
  lanes
    .filter(({ routes }) => (routes[origin] ?? 0) >= DRAWN_FROM)
    .map(({ place }) => place)
    .toSorted((one, other) => geoDistance([...from], [...one]) - geoDistance([...from], [...other]));
