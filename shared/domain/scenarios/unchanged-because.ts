/** Why a scenario leaves a score as it was: a reader who stated an event is owed more than a zero. */
import { scoreOf } from '../scores/stage-score.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';

/** Cumulative hazard of a stage, in all and by hazard id; `hazards` is null where there are no world shares. */
export interface StageHazardSums {
  readonly stage: Stage;
  readonly hazards: ReadonlyMap<string, number> | null;
  readonly Lambda: number;
}

const UNCHANGED = 1e-12;

/** In one sentence; null where the score moves. `worst`: the stage that gives the score under the scenario. Both lists tell of the same stages. */
export function unchangedBecause(
  delta: number | null,
  before: readonly StageHazardSums[],
  after: readonly StageHazardSums[],
  worst: StageHazardSums | null,
): string | null {
  if (delta !== null && delta !== 0) return null;
  if (worst === null) return 'There is not enough data for a score, so nothing can move it.';
  const pairs = after.map((stage, index) => ({ stage, was: before[index] as StageHazardSums }));
  const moved = pairs.filter(({ stage, was }) => Math.abs(stage.Lambda - was.Lambda) > UNCHANGED);
  const atWorst = moved.find(({ stage }) => stage.stage === worst.stage);
  if (atWorst !== undefined) return `It moves by less than a hundredth of a point at the ${worst.stage} stage, which gives the score.`;
  if (moved.length > 0) {
    const stages = moved.map(({ stage, was }) => `${stage.stage} ${points(was)} to ${points(stage)}`).join(', ');
    return `It moves other stages (${stages}), but the score is that of the ${worst.stage} stage, ${points(worst)}, which nothing of the scenario reaches.`;
  }
  const felt = pairs.flatMap(({ stage, was }) => eventsOf(stage, was).map(() => stage.stage));
  if (felt.length > 0) {
    return `The scenario takes supply away at the ${[...new Set(felt)].join(' and ')} stage, but other sources, substitutes and stock make it good.`;
  }
  return 'Nothing that the scenario changes reaches this element for this buyer, or something stronger already acts there.';
}

const points = ({ Lambda }: StageHazardSums): string => scoreOf(Lambda).toFixed(2);

/** Events that only the scenario has. */
const eventsOf = ({ hazards }: StageHazardSums, was: StageHazardSums): readonly string[] =>
  [...(hazards?.keys() ?? [])].filter((id) => was.hazards?.has(id) !== true);
