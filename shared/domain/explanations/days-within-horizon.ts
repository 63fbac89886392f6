/**
 * Days without supply as they are published. A run-out inside the horizon leaves at most all its days without supply, so the days to be
 * expected are at most the chance of one times the days of the horizon. Methodology 1.0.0 also counts days behind the horizon; its figures
 * are cut to that bound wherever they are published, those of a hazard in proportion. Methodologies with a rule of their own keep theirs.
 */
import type { Parameters } from '../vocabulary/methodology.ts';
import type { ElementInputs } from '../vocabulary/scoring-inputs.ts';
import type { ScoredElement, ScoredStage, StageResult } from '../vocabulary/scoring-result.ts';

type Horizon = Pick<ElementInputs, 'horizon_days'>;

/** The days to be expected, cut to the bound, and the part of the scorer's figure that is left. */
function bounded(
  { expected_days, p_stockout_365 }: Pick<ScoredStage, 'expected_days' | 'p_stockout_365'>,
  { horizon_days }: Horizon,
  parameters: Parameters,
): { readonly days: number; readonly part: number } {
  if (parameters.expected_days_within_horizon === true) return { days: expected_days, part: 1 };
  const most = p_stockout_365 * (horizon_days ?? parameters.horizon_days);
  return expected_days <= most ? { days: expected_days, part: 1 } : { days: most, part: most / expected_days };
}

/** A stage with its days, and those of its hazards, inside the horizon. */
export function stageWithinHorizon(stage: ScoredStage, horizon: Horizon, parameters: Parameters): ScoredStage {
  const { days, part } = bounded(stage, horizon, parameters);
  if (part === 1) return stage;
  const hazards = stage.hazards.map((hazard) => ({ ...hazard, expected_days: hazard.expected_days * part }));
  return { ...stage, expected_days: days, hazards };
}

/** An element with its days and tonnes, and those of its stages, inside the horizon. */
export function elementWithinHorizon(result: ScoredElement, horizon: Horizon, parameters: Parameters): ScoredElement {
  const { days, part } = bounded(result, horizon, parameters);
  const stages = result.stages.map((stage): StageResult => (stage.score === null ? stage : stageWithinHorizon(stage, horizon, parameters)));
  return {
    ...result,
    expected_days: days,
    expected_tonnes: result.expected_tonnes === null ? null : result.expected_tonnes * part,
    stages,
  };
}
