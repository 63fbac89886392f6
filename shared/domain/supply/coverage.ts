/** Section 6 of the scoring specification, coverage: how much of the input that a score needs is known. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import type { SignalsUsed } from '../signals/signal-tilt.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import { domesticCodes, type EffectiveShares, importsFromAbroad } from './effective-shares.ts';
import { hasGovernance } from './governance.ts';
import { statedCoverDays } from './loss.ts';

/** Origins below this share need no governance to be known; a constant of the specification. */
const SMALL_ORIGIN = 0.05;

/**
 * Known / all inputs at a stage that has world shares, 0 ... 1. Methodologies that read facts as they were known ask for more than one edition of the
 * shares, and those that tell covers apart for a commercial stock: goods on their way alone are no known cover.
 */
export function coverageAt(
  stage: Stage,
  shares: EffectiveShares,
  inputs: ElementInputs,
  signals: SignalsUsed,
  { parameters, groups }: Methodology,
): number {
  const stageInputs = inputs.stages[stage] ?? {};
  const isKnown = [
    true, // world shares
    ...(parameters.facts_as_known === true ? [stageInputs.one_vintage !== true] : []),
    importsFromAbroad(stageInputs, domesticCodes(inputs.buyer, groups)),
    stageInputs.import_reliance != null,
    statedCoverDays(inputs.cover, stage) !== null &&
      isCommercialStock(inputs.cover_sigma?.[stage] ?? inputs.cover_sigma?.default, parameters),
    inputs.eol_rir != null,
    inputs.si_sr != null,
    stageInputs.facility_share != null,
    ...Object.keys(signals.x).map((signal) => !signals.stale.includes(signal)),
    ...shares.origins
      .filter((_, index) => valueAt(shares.a, index) >= SMALL_ORIGIN)
      .map((origin) => hasGovernance(inputs.governance, origin)),
  ];
  return isKnown.filter((known) => known).length / isKnown.length;
}

/** Whether the days of cover hold a commercial stock: its spread is then below that of a cover without one. */
export function isCommercialStock(sigma: number | null | undefined, { cover_sigma: spreads }: Pick<Parameters, 'cover_sigma'>): boolean {
  return typeof spreads === 'number' || sigma == null || sigma < spreads.commercial_unknown;
}
