/** Which part of whose supply passes a strait, canal or sea: the table of routes with the shares of origins, for maps. No score rests on it. */
import type { ReferenceIndex } from '../facts/reference-index.ts';
import { effectiveShares, sharesByOrigin } from '../supply/effective-shares.ts';
import { SEA_LANES } from '../supply/sea-lanes.ts';
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
function lanesOf(index: ReferenceIndex, buyer: CountryCode, origin: CountryCode, stage: Stage): Readonly<Record<string, number>> | null {
  const row = index.route(buyer, origin, stage);
  return row === null ? null : Object.fromEntries(Object.entries(row.via).map(([lane, part]) => [lane, row.sea_share * part]));
}

function dependenceOf(index: ReferenceIndex, inputs: ElementInputs, stage: Stage): LaneDependence | null {
  const given = inputs.stages[stage];
  const shares = !given ? null : effectiveShares(given, inputs, index.methodology, stage);
  if (shares === null) return null;
  const parts = Object.fromEntries(Object.keys(SEA_LANES).map((lane) => [lane, 0]));
  let unknown = 0;
  for (const [origin, share] of Object.entries(sharesByOrigin(shares))) {
    const lanes = lanesOf(index, inputs.buyer, origin, stage);
    if (lanes === null) unknown += share;
    for (const [lane, part] of Object.entries(lanes ?? {})) parts[lane] = (parts[lane] ?? 0) + share * part;
  }
  const lanes = Object.fromEntries(Object.entries(parts).map(([lane, part]) => [lane, rounded(part)]));
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
    .map(({ buyer, origin, stage }) => ({ buyer, origin, stage, lanes: positive(lanesOf(index, buyer, origin, stage) ?? {}) }));
  return { routes, dependence };
}
