/** The features of the map, told apart by their kind. */
import type { Lane } from './sea-ways.ts';

type Place = readonly [longitude: number, latitude: number];

/** A feature of the map, as far as it is read here. */
export interface Feature {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly number[] } | null;
  readonly properties: {
    readonly kind: string;
    readonly id: string;
    readonly label: string;
    readonly coordinate_precision: string;
    readonly subject_id?: string | undefined;
    readonly name?: string | undefined;
    readonly supplier_name?: string | undefined;
    readonly country?: string | undefined;
    readonly stage?: string | undefined;
    readonly operating?: string | null | undefined;
    readonly index?: number | null | undefined;
    readonly transits?: Lane['transits'];
    readonly routes?: Lane['routes'] | undefined;
    readonly dependence?: Lane['dependence'] | undefined;
  };
}

export interface SitePlace {
  readonly id: string;
  readonly name: string;
  readonly supplier: string;
  readonly supplierName: string;
  readonly country: string;
  readonly stage: string;
  /** yes, partial, no; `null` is unknown. */
  readonly operating: string | null;
  readonly place: Place | null;
  readonly precision: string;
}

export interface Theatre {
  readonly id: string;
  readonly label: string;
  readonly place: Place | null;
  /** Pressure, 0 to 100. */
  readonly index: number | null;
}

const placeOf = ({ geometry }: Feature): Place | null => {
  const [longitude, latitude] = geometry?.coordinates ?? [];
  return longitude === undefined || latitude === undefined ? null : [longitude, latitude];
};

/** Words for what a point is the middle of; the precision of the source where it gives the point itself. */
const PRECISIONS: Readonly<Record<string, string>> = {
  place: 'the place',
  source: 'as its source says',
  city: 'its town',
  region: 'its region',
  country: 'its country only',
  unknown: 'no place known',
};
export const precisionText = (precision: string): string => PRECISIONS[precision] ?? precision;

/** Whether a point stands for something so wide that a dot would lie. */
export const isVague = (precision: string): boolean => precision === 'region' || precision === 'country';

const ofKind = (features: readonly Feature[], kind: string): readonly Feature[] =>
  features.filter(({ properties }) => properties.kind === kind);

/** Sites at a stage. */
export const sitesAt = (features: readonly Feature[], stage: string): readonly SitePlace[] =>
  ofKind(features, 'site')
    .filter(({ properties }) => properties.stage === stage)
    .map((feature) => {
      const { id, label, name = label, subject_id: supplier = '', supplier_name: supplierName = '' } = feature.properties;
      const { country = '', operating = null, coordinate_precision: precision } = feature.properties;
      return { id, name, supplier, supplierName, country, stage, operating, place: placeOf(feature), precision };
    });

/** Lanes that have a place. */
export const lanesOf = (features: readonly Feature[]): readonly Lane[] =>
  ofKind(features, 'lane').flatMap((feature) => {
    const place = placeOf(feature);
    const { id, label, transits, routes = [], dependence = [] } = feature.properties;
    return place === null ? [] : [{ id, label, place, transits, routes, dependence }];
  });

export const theatresOf = (features: readonly Feature[]): readonly Theatre[] =>
  ofKind(features, 'theatre').map((feature) => {
    const { id, label, index = null } = feature.properties;
    return { id, label, place: placeOf(feature), index };
  });
