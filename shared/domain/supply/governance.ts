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
