import type { ElementInputs } from '../method/element.ts';
import type { FactsOnDay } from '../method/facts.ts';
import { STAGES } from '../vocabulary/scoring-inputs.ts';
import { governanceWeightedHerfindahl, herfindahl, wgiScaled10 } from './reference-indices.ts';

/** Published indices of concentration and criticality of an element, for comparison; they are no part of the score. */
export function publishedIndices(
  { element, stages }: Pick<ElementInputs, 'element' | 'stages'>,
  { data, governanceOf }: Pick<FactsOnDay, 'data' | 'governanceOf'>,
) {
  const row = data.elements.find(({ symbol }) => symbol === element);
  const byStage = STAGES.flatMap((stage) => {
    const world = stages[stage]?.world;
    if (world === undefined) return [];
    const rated = Object.keys(world).flatMap((origin) => {
      const mean = governanceOf(origin)?.wgi_mean ?? null;
      return mean === null ? [] : [[origin, wgiScaled10(mean)] as const];
    });
    return [
      [stage, { hhi: herfindahl(world), hhi_wgi: governanceWeightedHerfindahl(namedFractions(world), Object.fromEntries(rated)) }] as const,
    ];
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
  return Object.fromEntries(Object.entries(world).flatMap(([origin, share]) => (origin === 'OTH' ? [] : [[origin, share / whole]])));
}
