/**
 * Section 2 of the scoring specification: whose supply a buyer really depends on at a stage, from world output, the buyer's own imports,
 * its own output and recycling.
 */

import { valueAt } from '../numbers/parallel-arrays.ts';
import { lookup, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementGroups, ElementInputs, Stage, StageInputs } from '../vocabulary/scoring-inputs.ts';

/** The unnamed remainder of several origins. */
export const OTHER_ORIGINS: CountryCode = 'OTH';
const EUROPEAN_UNION: CountryCode = 'EUU';

/** Foreign shares as parallel arrays over `origins` (byte order); sum of `a` + domestic + secondary = 1. */
export interface EffectiveShares {
  readonly origins: readonly CountryCode[];
  /** Share of the buyer's supply that comes from the origin. */
  readonly a: readonly number[];
  /** Share of the origin in world output at the stage; 0 if only imports name it. */
  readonly world: readonly number[];
  readonly domestic: number;
  readonly secondary: number;
}

/** The codes whose output is the buyer's own: itself, or the members of the Union (not the code `EUU`). */
export function domesticCodes(buyer: CountryCode, groups: ElementGroups): readonly CountryCode[] {
  return buyer === EUROPEAN_UNION ? (groups[EUROPEAN_UNION] ?? []) : [buyer];
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Positive entries in byte order of their key; `null` when there are none. */
function positiveEntries(table: Readonly<Record<string, number>> | null | undefined): [CountryCode, number][] {
  return Object.entries(table ?? {})
    .filter(([, value]) => value > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function total(entries: readonly (readonly [CountryCode, number])[]): number {
  return entries.reduce((sum, [, value]) => sum + value, 0);
}

/** Import shares that count: positive and not the buyer's own, divided by their sum; empty when there are none. */
export function foreignImports(stage: StageInputs, domestic: readonly CountryCode[]): [CountryCode, number][] {
  const foreign = positiveEntries(stage.imports).filter(([origin]) => !domestic.includes(origin));
  const sum = total(foreign);
  return foreign.map(([origin, value]) => [origin, value / sum]);
}

/** Part of the primary supply that is the buyer's own output (paragraph 2). */
function domesticPart(
  stage: StageInputs,
  customWorldShare: number,
  buyer: CountryCode,
  { parameters }: Methodology,
  name: Stage | undefined,
): number {
  const own = customWorldShare / lookup(parameters.demand_share, buyer);
  const reliance = stage.import_reliance ?? null;
  if (reliance === null) {
    const atMost = clamp(1 - (stage.import_reliance_bound ?? 0), 0, 1);
    return Math.min(parameters.domestic_inferred.cap, parameters.domestic_inferred.factor * own, atMost);
  }
  const free = clamp(1 - reliance, 0, 1);
  const recycles = name === undefined || parameters.stages_without_recycling?.includes(name) !== true;
  return Math.min(free, own) + (recycles ? parameters.secondary_weight * Math.max(0, free - own) : 0);
}

/**
 * Effective shares of a buyer at a stage; `null` when the world table has no positive entry. `name` of the stage decides about rules that
 * do not hold for all of them.
 */
export function effectiveShares(
  stage: StageInputs,
  inputs: Pick<ElementInputs, 'buyer' | 'eol_rir'>,
  methodology: Methodology,
  name?: Stage,
): EffectiveShares | null {
  const { parameters, groups } = methodology;
  const positive = positiveEntries(stage.world);
  if (positive.length === 0) return null;
  const worldTotal = total(positive);
  const own = domesticCodes(inputs.buyer, groups);
  let ownShare = 0;
  const worldShare = new Map<CountryCode, number>();
  for (const [origin, value] of positive) {
    if (own.includes(origin)) ownShare += value / worldTotal;
    else worldShare.set(origin, value / worldTotal);
  }
  const imports = new Map(foreignImports(stage, own));
  const origins = [...new Set([...worldShare.keys(), ...imports.keys()])].sort();

  const foreignWorld = [...worldShare.values()].reduce((sum, share) => sum + share, 0);
  const importWeight = imports.size === 0 ? 0 : worldShare.size === 0 ? 1 : parameters.import_weight;
  const domestic = origins.length === 0 ? 1 : domesticPart(stage, ownShare, inputs.buyer, methodology, name);
  const secondary = clamp(parameters.secondary_weight * (inputs.eol_rir ?? parameters.eol_rir_default), 0, 1);
  const foreign = (1 - secondary) * (1 - domestic);
  const world = origins.map((origin) => worldShare.get(origin) ?? 0);
  const a = origins.map((origin, index) => {
    const fromWorld = foreignWorld > 0 ? ((1 - importWeight) * valueAt(world, index)) / foreignWorld : 0;
    return foreign * (importWeight * (imports.get(origin) ?? 0) + fromWorld);
  });
  return { origins, a, world, domestic: (1 - secondary) * domestic, secondary };
}

/** Foreign origin -> share of the buyer's supply. */
export function sharesByOrigin(shares: EffectiveShares): Readonly<Record<CountryCode, number>> {
  return Object.fromEntries(shares.origins.map((origin, index) => [origin, valueAt(shares.a, index)]));
}
