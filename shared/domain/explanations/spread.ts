import type { ScoreFigures } from '../method/causes.ts';
import { quantileOf } from '../numbers/statistics.ts';
import { BANDS } from '../vocabulary/band-scale.ts';
import { publishedPoints, roundTo } from '../vocabulary/published-numbers.ts';
import type { BandChance } from '../vocabulary/score-document.ts';

/** What a score may be, were more known of the world. */
export type Spread = Readonly<{
  /** At 2.5, 7.5 ... 97.5 %, percent. */
  quantiles: readonly number[];
  /** They add up to 1. */
  bands: readonly BandChance[];
}>;

const QUANTILES = Array.from({ length: 20 }, (_, index) => (index + 0.5) / 20);

export function spreadOf({ nodes }: ScoreFigures): Spread {
  const ascending = nodes.toSorted();
  return { quantiles: QUANTILES.map((p) => roundTo(quantileOf(ascending, p), 2)), bands: bandChances(nodes) };
}

function bandChances(nodes: Float64Array): readonly BandChance[] {
  const percent = BANDS.map(([band, from], index) => {
    const to = BANDS[index + 1]?.[1] ?? Number.POSITIVE_INFINITY;
    return [
      band,
      (100 * nodes.filter((score) => score >= from && score < to).length) / nodes.length,
    ] as const;
  });
  const rounded = publishedPoints(Object.fromEntries(percent), 100);
  return percent.map(([band]) => ({ band, chance: roundTo((rounded[band] as number) / 100, 4) }));
}
