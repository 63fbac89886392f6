import type { ElementInputs } from '../method/element.ts';
import type { Parameters } from '../method/parameters.ts';
import { supplyOf } from '../method/supply.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';

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
export function originsOfSupply(inputs: ElementInputs, stage: Stage, parameters: Parameters): OriginsOfSupply | null {
  const given = inputs.stages[stage];
  const { buyer, eol, demand_share } = inputs;
  const supply = given === undefined ? null : supplyOf(given, { stage, buyer, recycling: eol, demandShare: demand_share }, parameters);
  if (supply === null) return null;
  // Origins come in byte order and the sort is stable, so the first by name of equals stays first.
  const named = [...supply.share].filter(([origin]) => origin !== 'OTH');
  const [top, top_share] = named.sort(([, left], [, right]) => right - left)[0] ?? [null, null];
  return { top, top_share, china_share: supply.share.get('CHN') ?? 0, domestic_share: supply.domestic };
}

/**
 * Largest share of one third country at a stage that the EU aims at for 2030: Critical Raw Materials Act, Regulation (EU) 2024/1252, Article 5
 * (1)(b). Shown for every buyer, as a yardstick.
 */
const THIRD_COUNTRY_BENCHMARK = 0.65;

/** Stages at which the largest origin has more than the benchmark, in processing order. A stage of which nothing is known is none of them. */
export const stagesAboveBenchmark = (inputs: ElementInputs, parameters: Parameters): readonly Stage[] =>
  STAGES.filter((stage) => (originsOfSupply(inputs, stage, parameters)?.top_share ?? 0) > THIRD_COUNTRY_BENCHMARK);
