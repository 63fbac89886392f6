/** Section 6 of the scoring specification, coverage: how much of the input that a score needs is known. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import type { SignalsUsed } from '../signals/signal-tilt.ts';
import type { ElementGroups, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import { domesticCodes, type EffectiveShares, importsFromAbroad } from './effective-shares.ts';
import { hasGovernance } from './governance.ts';
import { statedCoverDays } from './loss.ts';

/** Origins below this share need no governance to be known; a constant of the specification. */
const SMALL_ORIGIN = 0.05;

/** Known / all inputs at a stage that has world shares, 0 ... 1. */
export function coverageAt(
  stage: Stage,
  shares: EffectiveShares,
  inputs: ElementInputs,
  signals: SignalsUsed,
  groups: ElementGroups,
): number {
  const stageInputs = inputs.stages[stage] ?? {};
  const isKnown = [
    true, // world shares
    importsFromAbroad(stageInputs, domesticCodes(inputs.buyer, groups)),
    stageInputs.import_reliance != null,
    statedCoverDays(inputs.cover, stage) !== null,
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
