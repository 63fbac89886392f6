/**
 * Published structural indices, with which the score is compared. Concentrations are fractions (0 ... 1), not the
 * 0 ... 10,000 of competition law. Higher is riskier in all of them. What is unknown gives `null`, never 0.
 */

/** Values by origin, or a plain list where the origins need no names. */
type ByOrigin = Readonly<Record<string, number | null | undefined>> | readonly (number | null | undefined)[];

/** Sums of published fractions stray this far above 1 by rounding; above it the numbers are tonnes or percent. */
const ROUNDED_WHOLE = 1.01;

/** Positive entries in byte order of the origin, so that a sum over them does not depend on the order of rows. */
function positiveEntries(name: string, shares: ByOrigin): [string, number][] {
  const entries: [string, number][] = [];
  for (const [origin, share] of Object.entries(shares)) {
    if (share === null || share === undefined) continue;
    if (!(share >= 0 && share < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name}: share of "${origin}" must be at least 0, got ${share}`);
    if (share > 0) entries.push([origin, share]);
  }
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

const sumOf = (entries: readonly (readonly [string, number])[]): number => entries.reduce((sum, [, value]) => sum + value, 0);

/**
 * Shares as the published formulas take them: fractions stay as they are, so that origins too small to be printed count for nothing;
 * tonnes or percent (a sum above 1 by more than rounding) are divided by their sum.
 */
function fractionsOf(name: string, shares: ByOrigin): [string, number][] {
  const entries = positiveEntries(name, shares);
  const total = sumOf(entries);
  return total > ROUNDED_WHOLE ? entries.map(([origin, share]) => [origin, share / total]) : entries;
}

function valueAt(values: ByOrigin, origin: string): number | null {
  const value = (values as Readonly<Record<string, number | null | undefined>>)[origin];
  return value === undefined ? null : value;
}

/**
 * Herfindahl-Hirschman index, the sum of squared shares: 1/n for n equal origins, 1 for one. Shares are divided by their sum, so
 * fractions, percent and tonnes give the same. `null` when no share is positive. RangeError for a negative share.
 */
export function herfindahl(shares: ByOrigin): number | null {
  const entries = positiveEntries('herfindahl', shares);
  if (entries.length === 0) return null;
  const total = sumOf(entries);
  return Math.min(
    1,
    entries.reduce((sum, [, share]) => sum + (share / total) ** 2, 0),
  );
}

/**
 * HHI_WGI,t of the EU criticality assessment: sum over origins of share^2 x governance x trade parameter.
 *
 * `shares`: fractions as published, or tonnes or percent, which are divided by their sum. `governance`: by origin, scaled 0 ... 10 (or
 * 0 ... 1), 10 worst: `wgiScaled10`. `tradeParameter`: by origin, or one for all; 1 where there is none (0.8 for EU members, 1.1 to 1.5
 * under export restrictions). `null` when no share is positive or an origin that has a share has no governance.
 */
export function governanceWeightedHerfindahl(shares: ByOrigin, governance: ByOrigin, tradeParameter: ByOrigin | number = 1): number | null {
  const entries = fractionsOf('governanceWeightedHerfindahl', shares);
  if (entries.length === 0) return null;
  let sum = 0;
  for (const [origin, share] of entries) {
    const weight = valueAt(governance, origin);
    if (weight === null) return null;
    const trade = typeof tradeParameter === 'number' ? tradeParameter : (valueAt(tradeParameter, origin) ?? 1);
    sum +=
      share ** 2 * requireAtLeastZero(`governance of "${origin}"`, weight) * requireAtLeastZero(`trade parameter of "${origin}"`, trade);
  }
  return sum;
}

function requireAtLeastZero(name: string, value: number): number {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be a number of at least 0, got ${value}`);
  return value;
}

function requireFraction(name: string, value: number): number {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must be a fraction from 0 to 1, got ${value}`);
  return value;
}

/** Inputs of the EU supply risk of a material at one stage. Absent and `null`: not known. */
interface EuSupplyRiskInputs {
  /** HHI_WGI,t of the global supply. */
  readonly globalHhi?: number | null;
  /** HHI_WGI,t of the sourcing of the EU. */
  readonly euHhi?: number | null;
  /** Net imports / apparent consumption, 0 ... 1; needed only when both concentrations are known. */
  readonly importReliance?: number | null;
  /** End-of-life recycling input rate, 0 ... 1. */
  readonly recyclingRate?: number | null;
  /** SI_SR, 0 ... 1; 1 = no substitute. */
  readonly substitutionIndex?: number | null;
}

/** The mix of global supply and own sourcing by import reliance: half the reliance falls on the global concentration. */
function concentrationMix({ globalHhi = null, euHhi = null, importReliance = null }: EuSupplyRiskInputs): number | null {
  if (globalHhi === null || euHhi === null) return globalHhi ?? euHhi;
  if (importReliance === null) return null;
  const globalWeight = requireFraction('euSupplyRisk: importReliance', importReliance) / 2;
  return globalHhi * globalWeight + euHhi * (1 - globalWeight);
}

/**
 * Supply risk of the EU criticality methodology of 2017 (used again 2020 and 2023):
 * SR = [HHI_GS IR/2 + HHI_EU (1 - IR/2)] (1 - EoL_RIR) SI_SR. With one concentration only, that one stands alone. `null` when both are
 * missing, or another factor is. The index of a material is the larger one of extraction and processing; critical from 1.0.
 */
export function euSupplyRisk(inputs: EuSupplyRiskInputs): number | null {
  const concentration = concentrationMix(inputs);
  const { recyclingRate = null, substitutionIndex = null } = inputs;
  if (concentration === null || recyclingRate === null || substitutionIndex === null) return null;
  return (
    requireAtLeastZero('euSupplyRisk: HHI', concentration) *
    (1 - requireFraction('euSupplyRisk: recyclingRate', recyclingRate)) *
    requireFraction('euSupplyRisk: substitutionIndex', substitutionIndex)
  );
}

/** Trade of one buyer in one raw material, all in one unit. */
interface GeoPolRiskTrade {
  /** Sum over origins of imports x `wgiScaled01` of the origin's political stability. */
  readonly weightedImports: number;
  readonly totalImports: number;
  readonly domesticProduction: number;
}

/** Import-weighted political instability of a buyer's supply; domestic output dilutes it. `null` without any supply. */
function geoPolRiskTradeAverage({ weightedImports, totalImports, domesticProduction }: GeoPolRiskTrade): number | null {
  const supply =
    requireAtLeastZero('geoPolRisk: totalImports', totalImports) + requireAtLeastZero('geoPolRisk: domesticProduction', domesticProduction);
  return supply === 0 ? null : requireAtLeastZero('geoPolRisk: weightedImports', weightedImports) / supply;
}

/** GeoPolRisk score (Koyamparambath et al.): `hhi` of the world production, 0 ... 1, x the trade average. `null` without any supply. */
export function geoPolRisk({ hhi, ...trade }: GeoPolRiskTrade & { readonly hhi: number }): number | null {
  const tradeAverage = geoPolRiskTradeAverage(trade);
  return tradeAverage === null ? null : requireFraction('geoPolRisk: hhi', hhi) * tradeAverage;
}

/** A Worldwide Governance Indicators estimate (-2.5 ... 2.5, high = good) as a risk weight 0 ... 1, 1 worst; fixed bounds, cut. Missing stays missing. */
export function wgiScaled01(estimate: number): number;
export function wgiScaled01(estimate: number | null | undefined): number | null;
export function wgiScaled01(estimate: number | null | undefined): number | null {
  if (estimate === null || estimate === undefined) return null;
  if (Number.isNaN(estimate)) throw new RangeError('a governance estimate must be a number');
  return Math.min(1, Math.max(0, (2.5 - estimate) / 5));
}

/**
 * A Worldwide Governance Indicators estimate (-2.5 ... 2.5, high = good) as a risk weight 0 ... 10, 10 worst: the scale of the EU
 * methodology. Missing stays missing.
 */
export function wgiScaled10(estimate: number): number;
export function wgiScaled10(estimate: number | null | undefined): number | null;
export function wgiScaled10(estimate: number | null | undefined): number | null {
  const weight = wgiScaled01(estimate);
  return weight === null ? null : weight * 10;
}
