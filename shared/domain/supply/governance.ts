/** Governance of an origin as the hazards read it: missing values are imputed, never 0 risk. */

import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, Governance } from '../vocabulary/scoring-inputs.ts';
import { OTHER_ORIGINS } from './effective-shares.ts';

export interface GovernanceValues {
  /** Political stability (PV), -2.5 ... 2.5. */
  readonly politicalStability: number;
  /** Mean of the six dimensions of the Worldwide Governance Indicators. */
  readonly wgiMean: number;
}

export type GovernanceTable = Readonly<Record<CountryCode, Governance | null>> | null | undefined;

/** Has the origin an estimate of its own? The remainder of several origins never has. */
export function hasGovernance(table: GovernanceTable, origin: CountryCode): boolean {
  return origin !== OTHER_ORIGINS && table?.[origin]?.pv != null;
}

/** Values of an origin: without PV both are imputed, a missing WGI mean alone is PV. */
export function governanceOf(table: GovernanceTable, origin: CountryCode, parameters: Parameters): GovernanceValues {
  const row = origin === OTHER_ORIGINS ? null : table?.[origin];
  if (row?.pv == null) return { politicalStability: parameters.pv_missing.value, wgiMean: parameters.pv_missing.value };
  return { politicalStability: row.pv, wgiMean: row.wgi_mean ?? row.pv };
}

/** Standard error of political stability where the source gives none. */
const PV_STANDARD_ERROR = 0.22;

/** An estimate with its error. */
export interface GovernanceEstimate extends GovernanceValues {
  readonly standardError: number;
}

/** Estimate of an origin; null when it has none, so that its governance is imputed. */
export function governanceEstimate(table: GovernanceTable, origin: CountryCode, parameters: Parameters): GovernanceEstimate | null {
  if (!hasGovernance(table, origin)) return null;
  return { ...governanceOf(table, origin, parameters), standardError: table?.[origin]?.pv_se ?? PV_STANDARD_ERROR };
}

/** Governance of a list of origins, known by their place in it. One shock moves all estimates, because their errors are shared. */
export interface OriginGovernance {
  /** `imputed`: values of the origins without an estimate, in the order of `ungoverned`. */
  readonly politicalStability: (index: number, shock: number, imputed: Float64Array) => number;
  readonly wgiMean: (index: number, shock: number, imputed: Float64Array) => number;
}

/**
 * Reads governance by the place of an origin. An origin without estimate takes its imputed value; one that `ungoverned` does not list takes
 * the value stated for all that is missing.
 */
export function originGovernance(
  origins: readonly CountryCode[],
  estimateOf: (origin: CountryCode) => GovernanceEstimate | null,
  ungoverned: readonly CountryCode[],
  parameters: Parameters,
): OriginGovernance {
  const estimates = origins.map(estimateOf);
  const stability = Float64Array.from(estimates, (known) => known?.politicalStability ?? parameters.pv_missing.value);
  const wgi = Float64Array.from(estimates, (known) => known?.wgiMean ?? parameters.pv_missing.value);
  const error = Float64Array.from(estimates, (known) => known?.standardError ?? 0);
  const place = Int32Array.from(estimates, (known, index) => (known === null ? ungoverned.indexOf(origins[index] as CountryCode) : -1));
  const valueIn = (values: Float64Array, index: number, shock: number, imputed: Float64Array): number => {
    const at = place[index] as number;
    return at < 0 ? (values[index] as number) + shock * (error[index] as number) : (imputed[at] as number);
  };
  return {
    politicalStability: (index, shock, imputed) => valueIn(stability, index, shock, imputed),
    wgiMean: (index, shock, imputed) => valueIn(wgi, index, shock, imputed),
  };
}
