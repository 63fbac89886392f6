/** Which part of whose supply passes a strait, canal or sea: the table of routes with the shares of origins, for maps. No score rests on it. */
import type { ReferenceIndex } from '../facts/reference-index.ts';
import { effectiveShares, sharesByOrigin } from '../supply/effective-shares.ts';
import { SEA_LANES } from '../supply/sea-lanes.ts';
import type { RouteRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';

/** Parts of what an origin sends to a buyer that pass each lane, 0 to 1. Lanes lie one after another: parts are never added. */
export interface LaneRoute {
  readonly buyer: CountryCode;
  readonly origin: CountryCode;
  readonly stage: Stage;
  readonly lanes: Readonly<Record<string, number>>;
}

/** Parts of a buyer's supply of an element at a stage that pass each lane, 0 to 1; `unknown` is the part whose way no row states. */
export interface LaneDependence {
  readonly buyer: CountryCode;
  readonly element: string;
  readonly stage: Stage;
  readonly lanes: Readonly<Record<string, number>>;
  readonly unknown: number;
}

export interface LaneDocument {
  readonly routes: readonly LaneRoute[];
  readonly dependence: readonly LaneDependence[];
}

const DIGITS = 1e4;
const rounded = (part: number): number => Math.round(part * DIGITS) / DIGITS;
const positive = (parts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part > 0));

/** Sea part of a flow times the part of it that passes the lane, for each lane it passes. */
const lanesOf = ({ via, sea_share }: RouteRow): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(via).map(([lane, part]) => [lane, sea_share * part]));

function dependenceOf(index: ReferenceIndex, inputs: ElementInputs, stage: Stage): LaneDependence | null {
  const given = inputs.stages[stage];
  const shares = !given ? null : effectiveShares(given, inputs, index.methodology, stage);
  if (shares === null) return null;
  let unknown = 0;
  const ways = Object.entries(sharesByOrigin(shares)).flatMap(([origin, share]) => {
    const row = index.route(inputs.buyer, origin, stage);
    if (row !== null) return [{ share, lanes: lanesOf(row) }];
    unknown += share;
    return [];
  });
  const partOf = (lane: string): number => ways.reduce((sum, { share, lanes }) => sum + share * (lanes[lane] ?? 0), 0);
  const lanes = Object.fromEntries(Object.keys(SEA_LANES).map((lane) => [lane, rounded(partOf(lane))]));
  return { buyer: inputs.buyer, element: inputs.element, stage, lanes: positive(lanes), unknown: rounded(unknown) };
}

/** The document `lanes` of a run, from the inputs of every element and buyer. */
export function laneDocument(index: ReferenceIndex, inputs: readonly ElementInputs[]): LaneDocument {
  const dependence = inputs.flatMap((one) =>
    index.stagesOf(one.element).flatMap((stage) => {
      const found = dependenceOf(index, one, stage);
      return found === null ? [] : [found];
    }),
  );
  const buyers = new Set(inputs.map(({ buyer }) => buyer));
  const routes = index.data.routes
    .filter(({ buyer, elements }) => elements === null && buyers.has(buyer))
    .map((row) => ({ buyer: row.buyer, origin: row.origin, stage: row.stage, lanes: positive(lanesOf(row)) }));
  return { routes, dependence };
}
