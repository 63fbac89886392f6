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

/** Positive entries in byte order of their key. */
export function positiveEntries(table: Readonly<Record<string, number>> | null | undefined): [CountryCode, number][] {
  return Object.entries(table ?? {})
    .filter(([, value]) => value > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Does the buyer import from a country that is not its own? */
export function importsFromAbroad(stage: StageInputs, domestic: readonly CountryCode[]): boolean {
  return positiveEntries(stage.imports).some(([origin]) => !domestic.includes(origin));
}

/**
 * The tables of an element's shares that vary from draw to draw: world and import tables of all stages, one after the other, and recycling.
 */
export interface DrawnTables {
  readonly world: Float64Array;
  readonly imports: Float64Array;
  /** End-of-life recycling input rate. */
  readonly eolRir: number;
  /** Shares of named supply, one after the other like the tables; as stated when absent. */
  readonly named?: Float64Array;
  /** Weight of imports against world output by place of the stage; as stated when absent. */
  readonly importWeights?: Float64Array;
  /** Part of domestic output that needs foreign feed, by place of the rule; as stated when absent. */
  readonly feedDependencies?: readonly number[];
}

/** Where the positive entries of a stage's tables stand among the drawn ones, in byte order of their origin. */
export interface ShareTables {
  readonly world: { readonly origins: readonly CountryCode[]; readonly offset: number };
  /** Null when the buyer has none. */
  readonly imports: { readonly origins: readonly CountryCode[]; readonly offset: number } | null;
  /** Origins of named supply with their stated shares; absent where none is named. */
  readonly named?: { readonly origins: readonly CountryCode[]; readonly offset: number; readonly stated: readonly number[] };
  /** Place of the stage among those with tables. */
  readonly place?: number;
}

/** Effective shares of one draw, parallel to the origins that they were prepared for. Each draw of a stage writes over the one before. */
export interface DrawnShares {
  readonly a: Float64Array;
  readonly world: Float64Array;
  domestic: number;
  secondary: number;
}

/** Effective shares of a stage with all that no draw moves worked out. */
export interface PreparedShares {
  /** Foreign origins in byte order. */
  readonly origins: readonly CountryCode[];
  /** Null when nothing is produced anywhere. */
  readonly draw: (tables: DrawnTables) => DrawnShares | null;
  /** Effective shares of one draw as a new object, which later draws do not overwrite; null when nothing is produced anywhere. */
  readonly effective: (tables: DrawnTables) => EffectiveShares | null;
}

/** Part of the primary supply that is the buyer's own output (paragraph 2), from the buyer's share of world output. */
function domesticPart(
  stage: StageInputs,
  buyer: CountryCode,
  { parameters }: Methodology,
  name: Stage | undefined,
): (ownWorldShare: number) => number {
  const demandShare = lookup(parameters.demand_share, buyer);
  const reliance = stage.import_reliance ?? null;
  if (reliance === null) {
    const atMost = clamp(1 - (stage.import_reliance_bound ?? 0), 0, 1);
    const { cap, factor } = parameters.domestic_inferred;
    return (ownWorldShare) => Math.min(cap, factor * (ownWorldShare / demandShare), atMost);
  }
  const free = clamp(1 - reliance, 0, 1);
  const recycles = name === undefined || parameters.stages_without_recycling?.includes(name) !== true;
  const weight = recycles ? parameters.secondary_weight : 0;
  return (ownWorldShare) => {
    const own = ownWorldShare / demandShare;
    return Math.min(free, own) + weight * Math.max(0, free - own);
  };
}

/** Named supply from abroad: its place among the drawn shares, and the stated one. The buyer's own codes are left out. */
function foreignSupply(
  table: ShareTables['named'],
  own: readonly CountryCode[],
): readonly { readonly origin: CountryCode; readonly from: number; readonly share: number }[] {
  if (table === undefined) return [];
  const { origins, offset, stated } = table;
  return origins
    .map((origin, index) => ({ origin, from: offset + index, share: valueAt(stated, index) }))
    .filter(({ origin }) => !own.includes(origin));
}

/**
 * Prepares the effective shares of a buyer at a stage. `name` of the stage decides about rules that do not hold for all of them; tables
 * without a positive entry have no shares in any draw.
 */
export function prepareShares(
  stage: StageInputs,
  tables: ShareTables,
  buyer: CountryCode,
  methodology: Methodology,
  name?: Stage,
): PreparedShares {
  const { parameters, groups } = methodology;
  const own = domesticCodes(buyer, groups);
  const worldOrigins = tables.world.origins;
  const importOrigins = tables.imports?.origins ?? [];
  const supplied = foreignSupply(tables.named, own);
  const namedOrigins = supplied.map(({ origin }) => origin);
  const namedShares = supplied.map(({ share }) => share);
  const namedFrom = supplied.map(({ from }) => from);
  const statedWeight = stage.import_weight ?? parameters.import_weight;
  const place = tables.place ?? 0;
  const origins = [...new Set([...worldOrigins, ...importOrigins, ...namedOrigins])].filter((origin) => !own.includes(origin)).sort();
  const namedTo = namedOrigins.map((origin) => origins.indexOf(origin));
  const worldTo = worldOrigins.map((origin) => origins.indexOf(origin));
  const importTo = importOrigins.map((origin) => origins.indexOf(origin));
  const worldFrom = tables.world.offset;
  const importFrom = tables.imports?.offset ?? 0;
  const domesticOf = domesticPart(stage, buyer, methodology, name);
  const imported = new Float64Array(origins.length);
  const drawn: DrawnShares = { a: new Float64Array(origins.length), world: new Float64Array(origins.length), domestic: 0, secondary: 0 };

  /** Shares of foreign origins in world output; gives the buyer's own, or NaN when nothing is produced. */
  const drawWorld = (values: Float64Array): number => {
    let sum = 0;
    for (let index = 0; index < worldTo.length; index++) sum += values[worldFrom + index] as number;
    if (sum <= 0) return Number.NaN;
    let ownShare = 0;
    for (let index = 0; index < worldTo.length; index++) {
      const share = (values[worldFrom + index] as number) / sum;
      const to = worldTo[index] as number;
      if (to < 0) ownShare += share;
      else drawn.world[to] = share;
    }
    return ownShare;
  };
  /** Shares of foreign origins in what the buyer imports; gives the sum of the table, 0 without imports. */
  const drawImports = (values: Float64Array): number => {
    let sum = 0;
    for (let index = 0; index < importTo.length; index++) if ((importTo[index] as number) >= 0) sum += values[importFrom + index] as number;
    if (sum <= 0) return 0;
    for (let index = 0; index < importTo.length; index++) {
      const to = importTo[index] as number;
      if (to >= 0) imported[to] = (values[importFrom + index] as number) / sum;
    }
    return sum;
  };
  const draw = ({ world, imports, eolRir, named, importWeights }: DrawnTables): DrawnShares | null => {
    const ownShare = drawWorld(world);
    if (Number.isNaN(ownShare)) return null;
    const importSum = drawImports(imports);
    let foreignWorld = 0;
    for (let index = 0; index < origins.length; index++) foreignWorld += drawn.world[index] as number;
    const importWeight = importSum === 0 ? 0 : foreignWorld === 0 ? 1 : (importWeights?.[place] ?? statedWeight);
    const domestic = importSum === 0 && foreignWorld === 0 && namedTo.length === 0 ? 1 : domesticOf(ownShare);
    const secondary = clamp(parameters.secondary_weight * eolRir, 0, 1);
    const foreign = (1 - secondary) * (1 - domestic);
    for (let index = 0; index < origins.length; index++) {
      const fromWorld = foreignWorld > 0 ? ((1 - importWeight) * (drawn.world[index] as number)) / foreignWorld : 0;
      drawn.a[index] = foreign * (importWeight * (imported[index] as number) + fromWorld);
    }
    if (namedTo.length > 0) {
      let sum = 0;
      const shareOf = (at: number): number => named?.[namedFrom[at] as number] ?? (namedShares[at] as number);
      for (let at = 0; at < namedTo.length; at++) sum += shareOf(at);
      for (let index = 0; index < origins.length; index++) drawn.a[index] = (drawn.a[index] as number) * (1 - sum);
      for (let at = 0; at < namedTo.length; at++) {
        const to = namedTo[at] as number;
        drawn.a[to] = (drawn.a[to] as number) + foreign * shareOf(at);
      }
    }
    drawn.domestic = (1 - secondary) * domestic;
    drawn.secondary = secondary;
    return drawn;
  };
  return { origins, draw, effective: (values) => asValue(origins, draw(values)) };
}

/** A draw as a value that the next draw does not write over. */
export function asValue(origins: readonly CountryCode[], shares: DrawnShares | null): EffectiveShares | null {
  if (shares === null) return null;
  const { a, world, domestic, secondary } = shares;
  const listed = (values: Float64Array): readonly number[] => origins.map((_, index) => values[index] as number);
  return { origins, a: listed(a), world: listed(world), domestic, secondary };
}

/** Effective shares of a buyer at a stage, as stated; `null` when the world table has no positive entry. */
export function effectiveShares(
  stage: StageInputs,
  inputs: Pick<ElementInputs, 'buyer' | 'eol_rir'>,
  methodology: Methodology,
  name?: Stage,
): EffectiveShares | null {
  const [world, imports] = [positiveEntries(stage.world), positiveEntries(stage.imports)];
  const table = (entries: readonly [CountryCode, number][]) => ({
    origins: entries.map(([origin]) => origin),
    offset: 0,
    stated: entries.map(([, value]) => value),
  });
  const named = positiveEntries(stage.named_supply);
  const tables = { world: table(world), imports: table(imports), ...(named.length === 0 ? {} : { named: table(named) }) };
  const prepared = prepareShares(stage, tables, inputs.buyer, methodology, name);
  const eolRir = inputs.eol_rir ?? methodology.parameters.eol_rir_default;
  return prepared.effective({ world: new Float64Array(tables.world.stated), imports: new Float64Array(tables.imports.stated), eolRir });
}

/** Foreign origin -> share of the buyer's supply. */
export function sharesByOrigin(shares: EffectiveShares): Readonly<Record<CountryCode, number>> {
  return Object.fromEntries(shares.origins.map((origin, index) => [origin, valueAt(shares.a, index)]));
}
