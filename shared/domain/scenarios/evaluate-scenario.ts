/** Scores of elements for one buyer as they are and as a scenario has them. Pure: the same arguments give the same numbers. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import { elementStages } from '../scores/element-situation.ts';
import { assessStage, scoreOf } from '../scores/stage-score.ts';
import type { SupplierOutput } from '../scores/supplier-criticality.ts';
import { bandOf } from '../vocabulary/band-scale.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { publishedPoints, publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import type { CountryCode, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import { withParameters } from './adjustable-parameters.ts';
import { closureAt, closureConcerns, withoutSuppliers } from './certain-events.ts';
import { changedInputs } from './change-inputs.ts';
import type { LostSupplier, ScenarioChanges } from './scenario.ts';
import { type StageHazardSums, unchangedBecause } from './unchanged-because.ts';

/** Output of a supplier of an element at a stage: country -> part of that country's output, null where the register does not know it. */
export interface KnownOutput {
  readonly supplier: string;
  readonly element: string;
  readonly stage: string;
  readonly output: Readonly<Record<CountryCode, number | null>>;
}

/** A driver before and after, points of the published scores. All of them together are the whole difference. */
export interface DriverChange {
  readonly id: string;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly delta: number;
}

export interface StageChange {
  readonly stage: Stage;
  readonly baseline: number | null;
  readonly scenario: number | null;
}

export interface ElementChange {
  readonly element: string;
  /** Two decimals; null: there is not enough data for a score. */
  readonly baseline: number | null;
  readonly scenario: number | null;
  readonly delta: number | null;
  readonly band_from: Band | 'unknown';
  readonly band_to: Band | 'unknown';
  /** The stage that gives the score. */
  readonly stage_from: Stage | null;
  readonly stage_to: Stage | null;
  readonly by_driver: readonly DriverChange[];
  readonly stages: readonly StageChange[];
  /** Why the score is what it was, in one sentence; null where it moves. */
  readonly unchanged_because: string | null;
}

/** All elements whose inputs are given, in their order. */
export function evaluateScenario(
  all: readonly ElementInputs[],
  changes: ScenarioChanges,
  outputs: readonly KnownOutput[],
  methodology: Methodology,
): readonly ElementChange[] {
  const changed = withParameters(methodology, changes.parameters);
  return all.map((inputs) => {
    const before = stagesOf(inputs, methodology);
    const after = stagesUnder(changes, changedInputs(inputs, changes, changed), outputs, changed);
    return changeOf(inputs.element, before, after, methodology.parameters.bands);
  });
}

/** One element under other inputs of the same stages, for example with measures that only one client knows of. */
export function evaluateInputs(before: ElementInputs, after: ElementInputs, methodology: Methodology): ElementChange {
  return changeOf(before.element, stagesOf(before, methodology), stagesOf(after, methodology), methodology.parameters.bands);
}

function stagesOf(inputs: ElementInputs, methodology: Methodology): readonly StageHazardSums[] {
  return elementStages(inputs, methodology).map(({ stage, situation }) =>
    situation === null ? { stage, hazards: null, Lambda: 0 } : summed(stage, assessStage(situation).hazards),
  );
}

function stagesUnder(
  changes: ScenarioChanges,
  inputs: ElementInputs,
  outputs: readonly KnownOutput[],
  methodology: Methodology,
): readonly StageHazardSums[] {
  return elementStages(inputs, methodology).map(({ stage, situation }) => {
    if (situation === null) return { stage, hazards: null, Lambda: 0 };
    const lost = changes.suppliers_lost;
    const id = `supplier_lost:${[...new Set(lost.map(({ supplier }) => supplier))].sort().join('+')}`;
    const left = withoutSuppliers(id, outputOf(lost, inputs.element, stage, outputs), situation, methodology);
    const closures = changes.closures
      .filter((closure) => closureConcerns(closure, inputs, methodology.groups))
      .map((closure) => closureAt(closure, left.situation, inputs));
    const events = [left.event, ...closures].filter((event) => event !== null);
    return summed(stage, [...assessStage(left.situation).hazards, ...events]);
  });
}

/** Output of all lost suppliers together: country -> part of that country's output. */
function outputOf(lost: readonly LostSupplier[], element: string, stage: Stage, outputs: readonly KnownOutput[]): SupplierOutput {
  const sums: Record<CountryCode, number> = {};
  for (const { supplier, countries } of lost) {
    for (const made of outputs) {
      if (made.supplier !== supplier || made.element !== element || made.stage !== stage) continue;
      for (const [country, share] of Object.entries(made.output)) {
        if (share === null || countries?.includes(country) === false) continue;
        sums[country] = Math.min(1, (sums[country] ?? 0) + share);
      }
    }
  }
  return sums;
}

function summed(stage: Stage, hazards: readonly { readonly id: string; readonly Lambda: number }[]): StageHazardSums {
  const byId = new Map<string, number>();
  for (const { id, Lambda } of hazards) byId.set(id, (byId.get(id) ?? 0) + Lambda);
  return { stage, hazards: byId, Lambda: hazards.reduce((sum, { Lambda }) => sum + Lambda, 0) };
}

/** The stage with the largest cumulative hazard; a tie goes to the earlier one. */
function worstOf(stages: readonly StageHazardSums[]): StageHazardSums | null {
  let worst: StageHazardSums | null = null;
  for (const stage of stages) if (stage.hazards !== null && (worst === null || stage.Lambda > worst.Lambda)) worst = stage;
  return worst;
}

type HazardSums = Pick<StageHazardSums, 'hazards' | 'Lambda'>;

const scoreAt = ({ hazards, Lambda }: StageHazardSums): number | null => (hazards === null ? null : scoreOf(Lambda));

/** Change between two results, which list the same stages in the same order: a scenario neither adds nor removes one. */
function changeOf(
  element: string,
  before: readonly StageHazardSums[],
  after: readonly StageHazardSums[],
  bands: readonly number[],
): ElementChange {
  const [from, to] = [worstOf(before), worstOf(after)];
  const scoreIn = (stage: StageHazardSums | null): number | null => (stage === null ? null : scoreAt(stage));
  const [baseline, scenario] = [publishedScore(scoreIn(from)), publishedScore(scoreIn(to))];
  const delta = baseline === null || scenario === null ? null : roundTo(scenario - baseline, 2);
  const band = (score: number | null): Band | 'unknown' => (score === null ? 'unknown' : bandOf(score, bands));
  return {
    element,
    baseline,
    scenario,
    delta,
    band_from: band(scoreIn(from)),
    band_to: band(scoreIn(to)),
    stage_from: from?.stage ?? null,
    stage_to: to?.stage ?? null,
    by_driver: driverChanges(from, to),
    stages: after.map((stage, index) => ({
      stage: stage.stage,
      baseline: publishedScore(scoreAt(valueAt(before, index))),
      scenario: publishedScore(scoreAt(stage)),
    })),
    unchanged_because: unchangedBecause(delta, before, after, to),
  };
}

/** Points of the published scores, so that the differences sum to the published difference; drivers that do not move are left out. */
export function driverChanges(from: HazardSums | null, to: HazardSums | null): readonly DriverChange[] {
  const [before, after] = [pointsIn(from), pointsIn(to)];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids
    .map((id): DriverChange => {
      const [points, later] = [before[id] ?? 0, after[id] ?? 0];
      return { id, kind: id.replace(/:.*/, ''), from: points, to: later, delta: roundTo(later - points, 2) };
    })
    .filter(({ delta }) => delta !== 0)
    .sort((left, right) => Math.abs(right.delta) - Math.abs(left.delta));
}

function pointsIn(stage: HazardSums | null): Readonly<Record<string, number>> {
  if (stage === null || stage.hazards === null) return {};
  const score = scoreOf(stage.Lambda);
  const points = [...stage.hazards].map(([id, part]) => [id, stage.Lambda > 0 ? (score * part) / stage.Lambda : 0] as const);
  return publishedPoints(Object.fromEntries(points), score);
}
