/** The score of an element for a buyer: the worst stage, with its contributions and counterfactuals (section 6 of the specification). */

import type { StageSituation } from '../hazards/hazard.ts';
import { effectsOnShare, measureEffects } from '../measures/measure-effects.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { signalsUsed } from '../signals/signal-tilt.ts';
import { coverageAt } from '../supply/coverage.ts';
import type { EffectiveShares } from '../supply/effective-shares.ts';
import { hasStateAndEvent, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs } from '../vocabulary/scoring-inputs.ts';
import type { ElementResult, MeasureEffectResult, ScoredElement, StageResult, UnscoredElement } from '../vocabulary/scoring-result.ts';
import { bandOf } from './bands.ts';
import { cappedShares, evenShares } from './counterfactuals.ts';
import { elementStages, type SituatedStage, stagesThatCount } from './element-situation.ts';
import {
  assessStage,
  contributionsOf,
  hazardSumOf,
  type StageAssessment,
  scoreOf,
  stageFigures,
  stageResult,
  twoPartsOf,
} from './stage-score.ts';

/** The headline of a scored element: no stages, counterfactuals and coverage. */
export type ScoredHeadline = Omit<
  ScoredElement,
  'stages' | 'counterfactual_cap65' | 'concentration_points_cap65' | 'counterfactual_even' | 'concentration_points_even' | 'coverage'
>;
export type ElementHeadline = ScoredHeadline | Omit<UnscoredElement, 'stages'>;

interface AssessedStage {
  readonly situation: StageSituation;
  readonly assessment: StageAssessment;
}

const counting = (stages: readonly AssessedStage[], inputs: ElementInputs): readonly AssessedStage[] =>
  stagesThatCount(stages, ({ assessment }) => assessment.stage, inputs);

/** The stages with world shares. */
function assessedStages(stages: readonly SituatedStage[]): readonly AssessedStage[] {
  return stages.flatMap(({ situation }) => (situation === null ? [] : [{ situation, assessment: assessStage(situation) }]));
}

/** The stage with the largest cumulative hazard; a tie goes to the earlier one. */
function worstOf(stages: readonly AssessedStage[]): StageAssessment | null {
  let worst: StageAssessment | null = null;
  for (const { assessment } of stages) if (worst === null || assessment.Lambda > worst.Lambda) worst = assessment;
  return worst;
}

function headlineOf(
  worst: StageAssessment,
  stages: readonly AssessedStage[],
  inputs: ElementInputs,
  { parameters }: Methodology,
): ScoredHeadline {
  const figures = stageFigures(worst);
  const signals = signalsUsed(inputs.signals, parameters);
  const annualTonnes = inputs.stages[worst.stage]?.annual_tonnes ?? inputs.annual_tonnes;
  return {
    ...figures,
    stage: worst.stage,
    status: 'ok',
    band: bandOf(figures.score, parameters.bands),
    score_without_signals: scoreOf(Math.max(...stages.map(({ assessment }) => assessment.Lambda_base))),
    expected_tonnes: annualTonnes == null ? null : (figures.expected_days * annualTonnes) / parameters.year_days,
    contributions: contributionsOf(worst),
    ...(hasStateAndEvent(parameters) ? twoPartsOf(worst.hazards) : {}),
    signals_x: signals.x,
    stale: signals.stale,
  };
}

/** Score of the worst stage after the shares of every stage have been changed. */
function counterfactualScore(stages: readonly AssessedStage[], change: (shares: EffectiveShares) => EffectiveShares): number {
  const changed = stages.map(({ situation, assessment }) => {
    const shares = change(situation.shares);
    return shares === situation.shares ? assessment.Lambda : hazardSumOf({ ...situation, shares });
  });
  return scoreOf(Math.max(...changed));
}

/** Effects of the measures of the origins that supply the buyer, for origins that have any. */
function measuresShown({
  shares,
  measures,
  buffer,
  drawn,
  parameters,
}: StageSituation): Readonly<Record<CountryCode, readonly MeasureEffectResult[]>> {
  const effectsOf = (origin: CountryCode, a: number): readonly MeasureEffectResult[] =>
    hasStateAndEvent(parameters)
      ? effectsOnShare(measures(origin), a, buffer, drawn, parameters)
      : measureEffects(measures(origin), drawn, parameters);
  const effects = shares.origins.flatMap((origin, index) => {
    const a = valueAt(shares.a, index);
    return a > 0 ? [[origin, effectsOf(origin, a)] as const] : [];
  });
  return Object.fromEntries(effects.filter(([, ofOrigin]) => ofOrigin.length > 0));
}

function stageResults(stages: readonly SituatedStage[], assessed: readonly AssessedStage[]): readonly StageResult[] {
  return stages.map(({ stage, situation }) => {
    const scored = assessed.find(({ assessment }) => assessment.stage === stage);
    if (situation === null || scored === undefined) return { stage, score: null, status: 'insufficient_data' };
    return stageResult(scored.assessment, measuresShown(situation));
  });
}

/** Full score of an element with every intermediate value. Throws `RangeError` for dates or control classes that do not exist. */
export function scoreElement(inputs: ElementInputs, methodology: Methodology): ElementResult {
  const stages = elementStages(inputs, methodology);
  const assessed = assessedStages(stages);
  const counted = counting(assessed, inputs);
  const worst = worstOf(counted);
  if (worst === null) return { score: null, status: 'insufficient_data', stages: stageResults(stages, assessed) };
  const headline = headlineOf(worst, counted, inputs, methodology);
  const capped = counterfactualScore(counted, cappedShares);
  const even = counterfactualScore(counted, evenShares);
  return {
    ...headline,
    stages: stageResults(stages, assessed),
    counterfactual_cap65: capped,
    concentration_points_cap65: headline.score - capped,
    counterfactual_even: even,
    concentration_points_even: headline.score - even,
    coverage: coverageAt(worst.stage, worst.shares, inputs, { x: headline.signals_x, stale: headline.stale }, methodology),
  };
}

/** The score of `scoreElement` and nothing else, equal but for the rounding of the last bit, for many scores of changed inputs. Null without world shares. */
export function elementScoreAlone(inputs: ElementInputs, methodology: Methodology): number | null {
  const sums = elementStages(inputs, methodology).flatMap(({ situation }) => (situation === null ? [] : [hazardSumOf(situation)]));
  return sums.length === 0 ? null : scoreOf(Math.max(...sums));
}

/** The headline alone, for replays of many days: the same numbers as `scoreElement`, without counterfactuals and stages. */
export function scoreElementHeadline(inputs: ElementInputs, methodology: Methodology): ElementHeadline {
  const counted = counting(assessedStages(elementStages(inputs, methodology)), inputs);
  const worst = worstOf(counted);
  return worst === null ? { score: null, status: 'insufficient_data' } : headlineOf(worst, counted, inputs, methodology);
}
