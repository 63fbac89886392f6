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

/** Standard error of political stability where the source gives none. */
const PV_STANDARD_ERROR = 0.22;

/** An estimate with its error. */
export interface GovernanceEstimate extends GovernanceValues {
  readonly standardError: number;
}

/** Estimate of an origin, a missing WGI mean alone being PV; null without PV, so that the governance of the origin is imputed. */
export function governanceEstimate(table: GovernanceTable, origin: CountryCode): GovernanceEstimate | null {
  const row = origin === OTHER_ORIGINS ? null : table?.[origin];
  if (row?.pv == null) return null;
  return { politicalStability: row.pv, wgiMean: row.wgi_mean ?? row.pv, standardError: row.pv_se ?? PV_STANDARD_ERROR };
}

/** Values of an origin as the headline reads them: without an estimate both are imputed. */
export function governanceOf(table: GovernanceTable, origin: CountryCode, { pv_missing: missing }: Parameters): GovernanceValues {
  return governanceEstimate(table, origin) ?? { politicalStability: missing.value, wgiMean: missing.value };
}

/** Governance of a list of origins, known by their place in it. One shock moves all estimates, because their errors are shared. */
export interface OriginGovernance {
  /** `imputed`: values of the origins without an estimate, in the order of `ungoverned`. */
  readonly politicalStability: (index: number, shock: number, imputed: Float64Array) => number;
  readonly wgiMean: (index: number, shock: number, imputed: Float64Array) => number;
}

/** Value of an origin: what is known of it, or the place of its imputed value; -1 where none is drawn. */
type GovernanceSource = GovernanceEstimate | number;

/**
 * Reads governance by the place of an origin. An origin without estimate takes its imputed value; one that `ungoverned` does not list takes
 * the value stated for all that is missing.
 */
export function originGovernance(
  origins: readonly CountryCode[],
  estimateOf: (origin: CountryCode) => GovernanceEstimate | null,
  ungoverned: readonly CountryCode[],
  { pv_missing: missing }: Parameters,
): OriginGovernance {
  const sources = origins.map((origin): GovernanceSource => estimateOf(origin) ?? ungoverned.indexOf(origin));
  return {
    politicalStability: (index, shock, imputed) => {
      const source = sources[index] as GovernanceSource;
      if (typeof source !== 'number') return source.politicalStability + shock * source.standardError;
      return source < 0 ? missing.value : (imputed[source] as number);
    },
    wgiMean: (index, shock, imputed) => {
      const source = sources[index] as GovernanceSource;
      if (typeof source !== 'number') return source.wgiMean + shock * source.standardError;
      return source < 0 ? missing.value : (imputed[source] as number);
    },
  };
}
