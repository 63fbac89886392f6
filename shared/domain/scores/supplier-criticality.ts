/**
 * The score of an element if one supplier fails and stays out for the horizon. Decision record 0005 has the definition: output that the
 * supplier no longer delivers is a gap that nobody fills by right. It is taken off its country, the other sources keep their shares, and
 * their room to ramp up, with substitution, must fill the gap before it helps against anything else.
 */

import { cumulativeHazardOf, type StageSituation } from '../hazards/hazard.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { domesticCodes, type EffectiveShares } from '../supply/effective-shares.ts';
import { type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import { coverSigmaOf, type Methodology, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import { bandOf } from './bands.ts';
import { elementStages, type SituatedStage, stagesThatCount } from './element-situation.ts';
import { hazardSumOf, scoreOf } from './stage-score.ts';

/** Country -> part of its output of the element at the stage that the supplier makes, 0 ... 1. */
export type SupplierOutput = Readonly<Record<CountryCode, number>>;

export interface Criticality {
  readonly stage: Stage;
  /** Part of the buyer's supply at the stage that comes from the supplier. */
  readonly gap: number;
  /** Part of the buyer's supply that is missing at once, after ramp-up and substitution. */
  readonly deficit: number;
  /** Days until the buyer runs out from the failure alone; null = never. */
  readonly tts_days: number | null;
  /** Chance that the deficit uses up the cover inside the horizon; the uncertainty is that of the cover. */
  readonly p_runs_out: number;
  readonly score: number;
  readonly score_if_failed: number;
  readonly band_if_failed: Band;
  /** `score_if_failed` - `score`, never negative. */
  readonly points: number;
}

/** Effect of the failure at one stage on the score of the element, the worst over its stages; `null` when the stage or element has no score. */
export function criticalityAt(stage: Stage, output: SupplierOutput, inputs: ElementInputs, methodology: Methodology): Criticality | null {
  const stages = stagesThatCount(elementStages(inputs, methodology), (one) => one.stage, inputs);
  const situation = stages.find((one) => one.stage === stage)?.situation ?? null;
  if (situation === null) return null;
  const failure = failureAt(situation, output, methodology);
  const before = scoreOf(worstCumulative(stages));
  const atStage = hazardSumOf(failure.situation) + cumulativeHazardOf(failure.runsOut);
  // An origin that sends nothing any more can not be put under control: a failure must not lower the score for that.
  const after = Math.max(before, failure.gap > 0 ? scoreOf(Math.max(worstCumulative(stages), atStage)) : before);
  return {
    stage,
    gap: failure.gap,
    deficit: failure.deficit,
    tts_days: Number.isFinite(failure.ttsDays) ? failure.ttsDays : null,
    p_runs_out: failure.runsOut,
    score: before,
    score_if_failed: after,
    band_if_failed: bandOf(after, methodology.parameters.bands),
    points: after - before,
  };
}

function worstCumulative(stages: readonly SituatedStage[]): number {
  return Math.max(...stages.map(({ situation }) => (situation === null ? 0 : hazardSumOf(situation))));
}

/** A stage without the output of a supplier, and what that alone does to the buyer. */
export interface Failure {
  readonly situation: StageSituation;
  readonly gap: number;
  readonly deficit: number;
  readonly ttsDays: number;
  readonly runsOut: number;
}

export function failureAt(situation: StageSituation, output: SupplierOutput, methodology: Methodology): Failure {
  const { buffer, horizonDays, parameters } = situation;
  const { shares, gap } = withoutSupplier(situation, output, methodology);
  const remaining = bufferAgainst(gap, buffer);
  // Every buyer of the supplier is hit, so the ramp is the one of an event that hits all.
  const deficit = gap > 0 ? lossOf(0, 0, spareOf(remaining, 0, parameters.ramp_all)) : 0;
  return {
    situation: { ...situation, shares, buffer: remaining },
    gap,
    deficit,
    ttsDays: timeToSurvive(buffer.coverDays, deficit),
    runsOut: chanceToRunOut(buffer.coverDays, deficit * horizonDays, parameters),
  };
}

/** P(cover < what is missing over the horizon); cover is lognormal around its stated days. */
export function chanceToRunOut(coverDays: number, missingDays: number, parameters: Parameters): number {
  return missingDays > 0 ? 1 - lognormalTail(coverDays, coverSigmaOf(true, null, parameters), missingDays) : 0;
}

/** The shares that are left, not renormalised. World shares stay: a plant that stands still loosens no country's grip. */
function withoutSupplier(
  { shares, buyer }: StageSituation,
  output: SupplierOutput,
  { groups }: Methodology,
): { readonly shares: EffectiveShares; readonly gap: number } {
  const lostOf = (country: CountryCode): number => Math.min(1, Math.max(0, output[country] ?? 0));
  const a = shares.origins.map((origin, index) => valueAt(shares.a, index) * (1 - lostOf(origin)));
  // A buyer has one domestic share: of the Union's members the one that loses most is used for all, an upper bound.
  const domestic = shares.domestic * (1 - Math.max(0, ...domesticCodes(buyer, groups).map(lostOf)));
  const gap = shares.origins.reduce((sum, _, index) => sum + valueAt(shares.a, index) - valueAt(a, index), shares.domestic - domestic);
  return { shares: { ...shares, a, domestic }, gap };
}

/** The buffer with its spare supply reduced: the lost capacity cannot ramp up, and the gap has first call on the rest. */
function bufferAgainst(gap: number, buffer: Buffer): Buffer {
  return { ...buffer, gap: buffer.gap + gap };
}
