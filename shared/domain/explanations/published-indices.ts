/** Published indices of concentration and criticality, for comparison. Fractions, 0 ... 1. */
import type { ElementInputs } from '../method/element.ts';
import type { FactsOnDay } from '../method/facts.ts';
import { STAGES } from '../vocabulary/scoring-inputs.ts';

type Shares = Readonly<Record<string, number>>;

/** In byte order, so that a sum does not depend on the order of rows. */
const inOrder = (shares: Shares): readonly (readonly [string, number])[] =>
  Object.entries(shares)
    .filter(([, share]) => share > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Herfindahl-Hirschman index: 1/n for n equal origins. Null without any share. */
export function herfindahl(world: Shares): number | null {
  const shares = inOrder(world).map(([, share]) => share);
  if (shares.length === 0) return null;
  const total = sumOf(shares);
  return Math.min(1, sumOf(shares.map((share) => (share / total) ** 2)));
}

/**
 * HHI_WGI of the EU criticality assessments: each square times governance, 0 to 10 worst. Null where an
 * origin has none; the unnamed remainder adds nothing.
 */
function governanceWeightedHerfindahl(
  world: Shares,
  wgiMeanOf: (origin: string) => number | null,
): number | null {
  const whole = sumOf(Object.values(world));
  const weighted = inOrder(world)
    .filter(([origin]) => origin !== 'OTH')
    .map(([origin, share]) => {
      const mean = wgiMeanOf(origin);
      return mean === null ? null : (share / whole) ** 2 * Math.min(1, Math.max(0, (2.5 - mean) / 5)) * 10;
    });
  return weighted.length === 0 || weighted.includes(null) ? null : sumOf(weighted as readonly number[]);
}

export function publishedIndices(
  { element, stages }: Pick<ElementInputs, 'element' | 'stages'>,
  { data, governanceOf }: FactsOnDay,
) {
  const row = data.elements.find(({ symbol }) => symbol === element);
  const byStage = STAGES.flatMap((stage) => {
    const world = stages[stage]?.world;
    if (world === undefined) return [];
    const hhi_wgi = governanceWeightedHerfindahl(world, (origin) => governanceOf(origin)?.wgi_mean ?? null);
    return [[stage, { hhi: herfindahl(world), hhi_wgi }] as const];
  });
  return {
    concentration: Object.fromEntries(byStage),
    eu_supply_risk_2017: row?.eu_supply_risk_2017 ?? null,
    eu_supply_risk_2023: row?.eu_supply_risk_2023 ?? null,
  };
}
