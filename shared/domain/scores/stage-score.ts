/** Section 6 of the scoring specification, first paragraphs: hazards of a stage add up, scores do not. */

import { drawOf, type HazardOutcome, type StageDraw, type StageFacts, type StageSituation } from '../hazards/hazard.ts';
import { hazardsOf } from '../hazards/registry.ts';
import { type EffectiveShares, sharesByOrigin } from '../supply/effective-shares.ts';
import { hasStateAndEvent } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { HazardPart, HazardResult, MeasureEffectResult, ScoredStage, TwoParts } from '../vocabulary/scoring-result.ts';

/** A stage with its hazards in byte order of id, before points. */
export interface StageAssessment {
  readonly stage: Stage;
  readonly shares: EffectiveShares;
  readonly hazards: readonly HazardOutcome[];
  /** Sum of the cumulative hazards. */
  readonly Lambda: number;
  readonly Lambda_base: number;
  /** Expected days are at most this; `Infinity` without the rule. */
  readonly daysAtMost: number;
  /** Days of cover left of what there was before controls drew; only of methodologies with two parts. */
  readonly cover: { readonly left: number; readonly full: number } | null;
}

/** 100 x the probability that at least one of the hazards that sum to `cumulativeHazard` happens. */
export function scoreOf(cumulativeHazard: number): number {
  return 100 * probabilityOf(cumulativeHazard);
}

function probabilityOf(cumulativeHazard: number): number {
  return -Math.expm1(-cumulativeHazard);
}

/** Sum of the cumulative hazards of a stage in a draw, when nothing else is needed: the same number that `assessStage` gives. */
export function stageHazardSum(facts: StageFacts, origins: readonly CountryCode[]): (draw: StageDraw) => number {
  return stageSummation(facts, origins).sum;
}

/** The sum, and the part of the last one that is of the state; 0 for methodologies without two parts. */
export interface HazardSummation<Draw> {
  readonly sum: (draw: Draw) => number;
  readonly stateOfLast: () => number;
}

/** Sums the cumulative hazards of all kinds, at a stage or of a supplier, one kind after the other. */
export function summationOf<Draw>(
  prepared: readonly { readonly addTo: (sum: number, draw: Draw) => number; readonly stateOfLast?: () => number }[],
): HazardSummation<Draw> {
  return {
    sum: (draw) => {
      let sum = 0;
      for (const { addTo } of prepared) sum = addTo(sum, draw);
      return sum;
    },
    stateOfLast: () => {
      let state = 0;
      for (const { stateOfLast } of prepared) if (stateOfLast !== undefined) state += stateOfLast();
      return state;
    },
  };
}

export function stageSummation(facts: StageFacts, origins: readonly CountryCode[]): HazardSummation<StageDraw> {
  return summationOf(hazardsOf(facts.parameters).map((hazard) => hazard.prepare(facts, origins)));
}

/** The sum of a situation. */
export function hazardSumOf(situation: StageSituation): number {
  return stageHazardSum(situation, situation.shares.origins)(drawOf(situation));
}

/** A situation with every intermediate value. */
export function assessStage(situation: StageSituation): StageAssessment {
  const draw = drawOf(situation);
  const { origins } = situation.shares;
  const hazards = hazardsOf(situation.parameters)
    .flatMap(({ prepare }) => prepare(situation, origins).describe(draw))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  return {
    stage: situation.stage,
    shares: situation.shares,
    hazards,
    Lambda: sumOf(hazards, (hazard) => hazard.Lambda),
    Lambda_base: sumOf(hazards, (hazard) => hazard.Lambda_base),
    cover: situation.fullCoverDays === undefined ? null : { left: situation.buffer.coverDays, full: situation.fullCoverDays },
    daysAtMost:
      situation.parameters.expected_days_within_horizon === true || hasStateAndEvent(situation.parameters)
        ? situation.horizonDays
        : Number.POSITIVE_INFINITY,
  };
}

function sumOf(hazards: readonly HazardOutcome[], value: (hazard: HazardOutcome) => number): number {
  let sum = 0;
  for (const hazard of hazards) sum += value(hazard);
  return sum;
}

/** The two parts of the hazards of a methodology with a state and an event, with points that sum to each. */
export function twoPartsOf(hazards: readonly { readonly id: string; readonly part?: HazardPart; readonly Lambda: number }[]): TwoParts {
  const partOf = (part: HazardPart) => {
    const own = hazards.filter((hazard) => hazard.part === part);
    const Lambda = own.reduce((sum, hazard) => sum + hazard.Lambda, 0);
    const points = own.map((hazard) => [hazard.id, Lambda > 0 ? (scoreOf(Lambda) * hazard.Lambda) / Lambda : 0] as const);
    return { Lambda, score: scoreOf(Lambda), points: Object.fromEntries(points) };
  };
  const [state, event] = [partOf('state'), partOf('event')];
  return {
    state: state.score,
    new_event: event.score,
    Lambda_state: state.Lambda,
    Lambda_event: event.Lambda,
    state_contributions: state.points,
    event_contributions: event.points,
  };
}

/** The figures of a stage that the element takes over from its worst stage. */
export function stageFigures({ hazards, Lambda, Lambda_base, daysAtMost }: StageAssessment) {
  return {
    Lambda,
    score: scoreOf(Lambda),
    score_without_signals: scoreOf(Lambda_base),
    p_stockout_365: probabilityOf(sumOf(hazards, (hazard) => hazard.inside_365)),
    p_stockout_90: probabilityOf(sumOf(hazards, (hazard) => hazard.inside_90)),
    expected_days: Math.min(
      daysAtMost,
      sumOf(hazards, (hazard) => hazard.expected_days),
    ),
  };
}

/** Points of a hazard: its part of the score in proportion to its cumulative hazard. */
function pointsOf(hazard: HazardOutcome, { Lambda }: StageAssessment): number {
  return Lambda > 0 ? (scoreOf(Lambda) * hazard.Lambda) / Lambda : 0;
}

/** Hazard id -> points; they sum to the score of the stage. */
export function contributionsOf(assessment: StageAssessment): Readonly<Record<string, number>> {
  return Object.fromEntries(assessment.hazards.map((hazard) => [hazard.id, pointsOf(hazard, assessment)]));
}

/** A stage in the shape of a result. */
export function stageResult(
  assessment: StageAssessment,
  measures: Readonly<Record<CountryCode, readonly MeasureEffectResult[]>>,
): ScoredStage {
  const hazards = assessment.hazards.map((hazard): HazardResult => ({ ...hazard, points: pointsOf(hazard, assessment) }));
  const { stage, shares, cover } = assessment;
  const parts = cover === null ? null : twoPartsOf(assessment.hazards);
  return {
    stage,
    shares: sharesByOrigin(shares),
    domestic: shares.domestic,
    secondary: shares.secondary,
    ...stageFigures(assessment),
    ...(cover === null ? {} : { cover_days: cover.left, cover_full_days: cover.full, contributions: contributionsOf(assessment) }),
    ...parts,
    hazards,
    measures,
  };
}
