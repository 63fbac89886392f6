/**
 * The score of a draw by the scorer itself: drawn values are written into the inputs, drawn parameters into the methodology, and all of it is
 * assessed. Slower than the plans of this folder, which know the rules of 1.0.0 only, and right for every methodology.
 */

import type { HazardOutcome, StageSituation } from '../hazards/hazard.ts';
import { originCount } from '../hazards/hazard.ts';
import type { AsOf } from '../measures/measure-state.ts';
import { withLearnedRenewal } from '../measures/renewal-record.ts';
import { gamma, openStream } from '../numbers/random-stream.ts';
import { elementStages } from '../scores/element-situation.ts';
import { assessStage, scoreOf } from '../scores/stage-score.ts';
import { scoreSupplierFacts } from '../scores/supplier-score.ts';
import type { SupplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { defaultCoverDays, statedCoverDays } from '../supply/loss.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, Governance, Stage, StageInputs, SuspensionDecision } from '../vocabulary/scoring-inputs.ts';
import { type CommonDraw, controlClassesOf, parametersOfDraw } from './common-draws.ts';
import { drawnGovernance, governanceEstimate } from './drawn-governance.ts';
import type { DrawnTable, InputDraw, InputLayout } from './input-draws.ts';

/**
 * Parameters of a draw. The chance of renewal is drawn around the stated one; a methodology that learns it moves every draw by the odds
 * between its posterior of the day and the stated value.
 */
function drawnParameters(
  parameters: Parameters,
  decisions: readonly SuspensionDecision[] | null | undefined,
  asOf: AsOf,
  common: CommonDraw,
): Parameters {
  const { renewal_prior: _learned, ...drawn } = parametersOfDraw(parameters, controlClassesOf(parameters), common);
  const odds = (chance: number): number => chance / (1 - chance);
  const learned = withLearnedRenewal(parameters, decisions, asOf).renewal_suspension;
  const moved = odds(drawn.renewal_suspension) * (odds(learned) / odds(parameters.renewal_suspension));
  return learned === parameters.renewal_suspension ? drawn : { ...drawn, renewal_suspension: moved / (1 + moved) };
}

function shocked(table: ElementInputs['governance'], shock: number, parameters: Parameters): Record<CountryCode, Governance> {
  const rows: Record<CountryCode, Governance> = {};
  for (const origin of Object.keys(table ?? {})) {
    const estimate = governanceEstimate(table, origin, parameters);
    if (estimate === null) continue;
    const { politicalStability, wgiMean } = drawnGovernance(estimate, shock);
    rows[origin] = { pv: politicalStability, wgi_mean: wgiMean };
  }
  return rows;
}

const tableOf = ({ origins, offset }: DrawnTable, values: Float64Array): Record<CountryCode, number> =>
  Object.fromEntries(origins.map((origin, index) => [origin, values[offset + index] as number]));

function drawnInputs(
  inputs: ElementInputs,
  layout: InputLayout,
  common: CommonDraw,
  draw: InputDraw,
  parameters: Parameters,
): ElementInputs {
  const stages: { [stage in Stage]?: StageInputs } = {};
  const cover: Record<string, number> = {};
  for (const { stage, inputs: stageInputs, world, imports } of layout.stages) {
    stages[stage] = {
      ...stageInputs,
      world: tableOf(world, draw.world),
      imports: imports === null ? null : tableOf(imports, draw.imports),
    };
    const stated = statedCoverDays(inputs.cover, stage);
    const sigma = stated === null ? parameters.cover_sigma_default : parameters.cover_sigma;
    cover[stage] = (stated ?? defaultCoverDays(inputs.buyer, parameters)) * Math.exp(sigma * draw.coverZ);
  }
  const governance = shocked(inputs.governance, common.governanceShock, parameters);
  for (const [index, origin] of layout.ungoverned.entries()) governance[origin] = { pv: draw.imputedGovernance[index] as number };
  const signals = Object.fromEntries(Object.entries(draw.signals).map(([name, x]) => [name, { x, age_days: 0 }]));
  return { ...inputs, stages, cover, governance, signals, eol_rir: draw.eolRir, si_sr: draw.siSr };
}

/** A draw of the posterior Gamma over its mean: no input can hold it, so it is put on the hazard. */
function rateFactor(hazard: HazardOutcome, { parameters, yearsOfRecord }: StageSituation, seedOf: (origin: CountryCode) => number): number {
  if (hazard.kind !== 'new_control') return 1;
  const origin = hazard.id.slice('new_control:'.length);
  const perEvent = originCount(origin, parameters) * parameters.new_control_effect.pi;
  const shape = (hazard.lambda_base * (parameters.new_control_prior.beta + yearsOfRecord)) / perEvent;
  return shape > 0 && hazard.Lambda > 0 ? gamma(openStream(seedOf(origin)), shape) / shape : 0;
}

/** Score of an element in one draw; `seedOf` opens the rate stream of a draw and origin. */
export function wholeElementScore(
  inputs: ElementInputs,
  methodology: Methodology,
  layout: InputLayout,
  asOf: AsOf,
  seedOf: (draw: number, origin: CountryCode) => number,
): (common: CommonDraw, draw: InputDraw) => number {
  const remainder = layout.ungoverned.indexOf(OTHER_ORIGINS);
  return (common, draw) => {
    const drawn = drawnParameters(methodology.parameters, inputs.suspension_decisions, asOf, common);
    // The remainder takes the imputed value whatever the inputs say, so its drawn value has to stand there.
    const pv_missing = { ...drawn.pv_missing, value: draw.imputedGovernance[remainder] ?? drawn.pv_missing.value };
    const parameters = { ...drawn, pv_missing };
    const own = drawnInputs(inputs, layout, common, draw, methodology.parameters);
    let largest = 0;
    for (const { situation } of elementStages(own, { ...methodology, parameters })) {
      if (situation === null) continue;
      let sum = 0;
      for (const hazard of assessStage(situation).hazards)
        sum += hazard.Lambda * rateFactor(hazard, situation, (origin) => seedOf(draw.rateDraw, origin));
      largest = Math.max(largest, sum);
    }
    return scoreOf(largest);
  };
}

/** Score of a supplier in one draw, whose only drawn input is its cover. */
export function wholeSupplierScore(facts: SupplierFacts, { parameters }: Methodology): (common: CommonDraw, coverZ: number) => number {
  const { inputs, asOf } = facts;
  const days = inputs.cover_days ?? defaultCoverDays(inputs.buyer, parameters);
  const sigma = inputs.cover_days == null ? parameters.cover_sigma_default : parameters.cover_sigma;
  return (common, coverZ) => {
    const governance = shocked(inputs.governance, common.governanceShock, parameters);
    const drawn = { ...facts, inputs: { ...inputs, cover_days: days * Math.exp(sigma * coverZ), governance } };
    return scoreSupplierFacts(drawn, drawnParameters(parameters, inputs.suspension_decisions, asOf, common)).score;
  };
}
