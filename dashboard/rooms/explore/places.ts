/** What the map of the service holds of one element: sites, straits, and who sends what through them. */
import { geoDistance } from 'd3-geo';
import type { Answer } from '#client/chokepoint-client.ts';
import type { Place } from './atlas.ts';

export type Feature = Answer<'/v1/map'>['features'][number];

export interface Site {
  readonly id: string;
  readonly supplier: string;
  readonly supplierName: string;
  readonly name: string;
  readonly country: string;
  /** yes, partial, no; null is unknown. */
  readonly operating: string | null;
  readonly place: Place | null;
  /** Whether its place stands for a region or a country, so that a dot would lie. */
  readonly isVague: boolean;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  /** Origin -> part of what it sends at the step that passes; null is unknown. */
  readonly routes: Readonly<Record<string, number | null>>;
  /** Part of the buyer's supply at the step that passes, and part whose way is not known. */
  readonly share: number | null;
  readonly unknownShare: number | null;
}

const placeOf = ({ geometry }: Feature): Place | null => {
  const [longitude, latitude] = geometry?.coordinates ?? [];
  return longitude === undefined || latitude === undefined ? null : [longitude, latitude];
};

/** Sites of the element at a step. */
export const sitesOf = (features: readonly Feature[], step: string): readonly Site[] =>
  features.flatMap((feature) => {
    const { kind, id, label, name, subject_id, supplier_name, country, stage, operating, coordinate_precision } = feature.properties;
    if (kind !== 'site' || stage !== step) return [];
    const isVague = coordinate_precision === 'region' || coordinate_precision === 'country';
    return [
      {
        id,
        supplier: subject_id ?? '',
        supplierName: supplier_name ?? label,
        name: name ?? label,
        country: country ?? '',
        operating: operating ?? null,
        place: placeOf(feature),
        isVague,
      },
    ];
  });

/** Straits, canals and seas as they matter to a buyer at a step, those that most passes first. */
export const lanesOf = (features: readonly Feature[], buyer: string, element: string, step: string): readonly Lane[] =>
  features
    .flatMap((feature) => {
      const { kind, id, label, routes = [], dependence = [] } = feature.properties;
      const place = placeOf(feature);
      if (kind !== 'lane' || place === null) return [];
      const own = dependence.find((row) => row.buyer === buyer && row.element === element && row.stage === step);
      const sent = routes.filter(({ stage }) => stage === step).map(({ origin, share }) => [origin, share] as const);
      return [
        { id, name: label, place, routes: Object.fromEntries(sent), share: own?.share ?? null, unknownShare: own?.unknown_share ?? null },
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
