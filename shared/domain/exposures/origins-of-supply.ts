import { effectiveShares, OTHER_ORIGINS, sharesByOrigin } from '../supply/effective-shares.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { type CountryCode, type ElementInputs, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';

/** Origins of a buyer's supply of an element at a stage; shares of the whole, 0 to 1. */
export interface OriginsOfSupply {
  /** The origin with the largest share, the first in byte order of equals; null when no origin is named. */
  readonly top: CountryCode | null;
  readonly top_share: number | null;
  readonly china_share: number;
  /** Share that the buyer produces itself. */
  readonly domestic_share: number;
}

/** Null when nobody knows where the element comes from at that stage. */
export function originsOfSupply(inputs: ElementInputs, stage: Stage, methodology: Methodology): OriginsOfSupply | null {
  const stageInputs = inputs.stages[stage];
  const shares = stageInputs == null ? null : effectiveShares(stageInputs, inputs, methodology, stage);
  if (shares === null) return null;
  const named = Object.entries(sharesByOrigin(shares)).filter(([origin]) => origin !== OTHER_ORIGINS);
  // Origins come in byte order and the sort is stable, so the first by name of equals stays first.
  const [top, top_share] = named.sort(([, left], [, right]) => right - left)[0] ?? [null, null];
  return { top, top_share, china_share: shares.a[shares.origins.indexOf('CHN')] ?? 0, domestic_share: shares.domestic };
}

/**
 * Largest share of one third country at a stage that the EU aims at for 2030: Critical Raw Materials Act, Regulation (EU) 2024/1252, Article 5
 * (1)(b). Shown for every buyer, as a yardstick.
 */
const THIRD_COUNTRY_BENCHMARK = 0.65;

/** Stages at which the largest origin has more than the benchmark, in processing order. A stage of which nothing is known is none of them. */
export const stagesAboveBenchmark = (inputs: ElementInputs, methodology: Methodology): readonly Stage[] =>
  STAGES.filter((stage) => (originsOfSupply(inputs, stage, methodology)?.top_share ?? 0) > THIRD_COUNTRY_BENCHMARK);
