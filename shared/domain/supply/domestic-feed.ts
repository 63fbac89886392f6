/** Effective shares of all stages of an element, with domestic output that is made from foreign goods counted with their origins. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { type CountryCode, type ElementInputs, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import { type EffectiveShares, effectiveShares } from './effective-shares.ts';

/** Shares by stage; `null` where the world table has no positive entry. Stages the inputs do not speak of are left out. */
export function sharesByStage(inputs: ElementInputs, methodology: Methodology): ReadonlyMap<Stage, EffectiveShares | null> {
  const shares = new Map<Stage, EffectiveShares | null>();
  for (const stage of STAGES) {
    const stageInputs = inputs.stages[stage];
    if (stageInputs == null) continue;
    const own = effectiveShares(stageInputs, inputs, methodology, stage);
    const feed = methodology.parameters.domestic_feed?.find((one) => one.stage === stage && one.elements.includes(inputs.element));
    const source = feed === undefined ? null : feed.from === stage ? own : shares.get(feed.from);
    shares.set(
      stage,
      own === null || source == null || feed === undefined ? own : onForeignFeed(own, source, feed.dependency, feed.from === stage),
    );
  }
  return shares;
}

/**
 * The part of domestic output that lives on foreign feed moves to the origins of the feed. Feed of an earlier stage may also be the buyer's
 * own or recycled, as its supply there is; what is bought at the same stage is foreign.
 */
function onForeignFeed(shares: EffectiveShares, source: EffectiveShares, dependency: number, sameStage: boolean): EffectiveShares {
  const foreign = source.a.reduce((sum, share) => sum + share, 0);
  if (foreign <= 0 || shares.domestic <= 0) return shares;
  const moved = new Map<CountryCode, number>();
  for (const [index, origin] of source.origins.entries()) {
    const part = valueAt(source.a, index) / (sameStage ? foreign : 1);
    moved.set(origin, shares.domestic * dependency * part);
  }
  const origins = [...new Set([...shares.origins, ...moved.keys()])].sort();
  const at = (values: readonly number[], origin: CountryCode): number => values[shares.origins.indexOf(origin)] ?? 0;
  return {
    origins,
    a: origins.map((origin) => at(shares.a, origin) + (moved.get(origin) ?? 0)),
    world: origins.map((origin) => at(shares.world, origin)),
    domestic: shares.domestic * (1 - dependency * (sameStage ? 1 : foreign)),
    secondary: shares.secondary,
  };
}
