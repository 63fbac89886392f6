/** Section 6 of the scoring specification, coverage: how much of what the score asks for is known. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import type { ElementGroups } from '../vocabulary/scoring-inputs.ts';
import { type ElementInputs, SIGNALS, type SignalName, type Stage } from '../vocabulary/scoring-inputs.ts';
import { domesticCodes, type EffectiveShares, foreignImports } from './effective-shares.ts';
import { hasGovernance } from './governance.ts';
import { statedCoverDays } from './loss.ts';

/** Origins below this share need no governance to be known; a constant of the specification. */
const SMALL_ORIGIN = 0.05;

/** Known / all inputs at a stage that has world shares, 0 ... 1. */
export function coverageAt(
  stage: Stage,
  shares: EffectiveShares,
  inputs: ElementInputs,
  stale: readonly SignalName[],
  groups: ElementGroups,
): number {
  const stageInputs = inputs.stages[stage] ?? {};
  const isKnown = [
    true, // world shares
    foreignImports(stageInputs, domesticCodes(inputs.buyer, groups)).length > 0,
    stageInputs.import_reliance != null,
    statedCoverDays(inputs.cover, stage) !== null,
    inputs.eol_rir != null,
    inputs.si_sr != null,
    stageInputs.facility_share != null,
    ...SIGNALS.map((signal) => !stale.includes(signal)),
    ...shares.origins
      .filter((_, index) => valueAt(shares.a, index) >= SMALL_ORIGIN)
      .map((origin) => hasGovernance(inputs.governance, origin)),
  ];
  return isKnown.filter((known) => known).length / isKnown.length;
}
