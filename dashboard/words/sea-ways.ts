/** Ways of flows over sea, and who depends on a strait, out of the lanes of the map. */

export interface Lane {
  readonly id: string;
  readonly label: string;
  readonly place: readonly [longitude: number, latitude: number];
  /** Ships that were counted there; undefined where nobody counts. */
  readonly transits?:
    | {
        readonly to: string;
        readonly status: string;
        readonly ships_a_day: number;
        readonly ratio: number | null;
        readonly same_weeks: Readonly<Record<string, number>>;
        readonly source: string;
      }
    | undefined;
  readonly routes: readonly { readonly origin: string; readonly stage: string; readonly share: number | null }[];
  readonly dependence: readonly {
    readonly buyer: string;
    readonly element: string;
    readonly stage: string;
    readonly share: number | null;
    readonly unknown_share: number | null;
  }[];
}

/** A flow is drawn through a lane that at least this part of it passes. */
export const DRAWN_FROM = 0.4;

const RADIANS = Math.PI / 180;

/** Angle between two places on the globe, in radians. */
function angleBetween([lon1, lat1]: Lane['place'], [lon2, lat2]: Lane['place']): number {
  const cosine =
    Math.sin(lat1 * RADIANS) * Math.sin(lat2 * RADIANS) +
    Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.cos((lon1 - lon2) * RADIANS);
  return Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/** Part of what an origin sends at a stage that passes a lane; `null` where nothing is said of it. */
export const partThrough = (lane: Lane, origin: string, stage: string): number | null =>
  lane.routes.find((route) => route.origin === origin && route.stage === stage)?.share ?? null;

/** The lanes that a flow is drawn through, nearest to its origin first. */
export const wayOf = (lanes: readonly Lane[], origin: string, stage: string, from: Lane['place']): readonly Lane[] =>
  lanes
    .filter((lane) => (partThrough(lane, origin, stage) ?? 0) >= DRAWN_FROM)
    .sort((one, other) => angleBetween(from, one.place) - angleBetween(from, other.place));

/** Rows of one buyer, largest part first. */
export const dependentOf = (lane: Lane, buyer: string): Lane['dependence'] =>
  lane.dependence.filter((row) => row.buyer === buyer).sort((one, other) => (other.share ?? 0) - (one.share ?? 0));
