/** Governance in one draw: one common shock moves every estimate by its own standard error, because their errors are shared. */
import { type GovernanceTable, type GovernanceValues, governanceOf, hasGovernance } from '../supply/governance.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

/** Standard error of political stability where the source gives none. */
const PV_STANDARD_ERROR = 0.22;

/** An estimate with its error. */
export interface GovernanceEstimate extends GovernanceValues {
  readonly standardError: number;
}

/** Estimate of a country; null when it has none. */
export function governanceEstimate(table: GovernanceTable, country: CountryCode, parameters: Parameters): GovernanceEstimate | null {
  if (!hasGovernance(table, country)) return null;
  return { ...governanceOf(table, country, parameters), standardError: table?.[country]?.pv_se ?? PV_STANDARD_ERROR };
}

/** `shock` is standard normal. */
export function drawnGovernance({ politicalStability, wgiMean, standardError }: GovernanceEstimate, shock: number): GovernanceValues {
  return { politicalStability: politicalStability + shock * standardError, wgiMean: wgiMean + shock * standardError };
}
