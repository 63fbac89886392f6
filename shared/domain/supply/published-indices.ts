import type { ElementRow } from '../vocabulary/reference-data.ts';
import { type ElementInputs, STAGES } from '../vocabulary/scoring-inputs.ts';
import { OTHER_ORIGINS } from './effective-shares.ts';
import { governanceWeightedHerfindahl, herfindahl, wgiScaled10 } from './reference-indices.ts';

/**
 * Published indices of concentration and criticality of an element, for comparison; they are no part of the score. `row`: the element in the
 * reference data, null when it has none.
 */
export function publishedIndices(inputs: Pick<ElementInputs, 'governance' | 'stages'>, row: ElementRow | null) {
  const governance = Object.fromEntries(
    Object.entries(inputs.governance ?? {}).flatMap(([origin, values]) =>
      values?.wgi_mean == null ? [] : [[origin, wgiScaled10(values.wgi_mean)] as const],
    ),
  );
  const byStage = STAGES.flatMap((stage) => {
    const world = inputs.stages[stage]?.world;
    if (world == null) return [];
    return [[stage, { hhi: herfindahl(world), hhi_wgi: governanceWeightedHerfindahl(namedFractions(world), governance) }] as const];
  });
  return {
    concentration: Object.fromEntries(byStage),
    eu_supply_risk_2017: row?.eu_supply_risk_2017 ?? null,
    eu_supply_risk_2023: row?.eu_supply_risk_2023 ?? null,
  };
}

/** Parts of the whole supply that a country is named for: the unnamed remainder is many small origins, of which no governance is known. */
function namedFractions(world: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const whole = Object.values(world).reduce((sum, share) => sum + share, 0);
  return Object.fromEntries(
    Object.entries(world).flatMap(([origin, share]) => (origin === OTHER_ORIGINS ? [] : [[origin, share / whole]])),
  );
}
