/**
 * Sections 2, 5 and 6 of the scoring specification for one draw of an element: the cumulative hazard of the stage where it is largest.
 * Same numbers as scoring the drawn inputs with the drawn parameters, without the intermediate values nobody reads.
 */

import { newControlShape } from '../hazards/new-control.ts';
import { instabilityRate } from '../hazards/origin-instability.ts';
import { gamma, openStream } from '../numbers/random-stream.ts';
import { newControlTilt, type SignalStates, transitTilt } from '../signals/signal-tilt.ts';
import { clamp } from '../supply/effective-shares.ts';
import type { GovernanceValues } from '../supply/governance.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { CommonDraw } from './common-draws.ts';
import { type ControlPlan, controlHazard } from './control-hazard.ts';
import { type DrawnBuffer, probabilityToOutlast, spareWhenHit } from './drawn-buffer.ts';
import { drawnGovernance, type GovernanceEstimate } from './drawn-governance.ts';
import type { InputDraw } from './input-draws.ts';

/** Governance of an origin: an estimate with its error, or the place of its drawn value. */
export type GovernancePlan =
  | { readonly known: true; readonly estimate: GovernanceEstimate }
  | { readonly known: false; readonly index: number };

/** What no draw moves of an origin at a stage. */
export interface OriginPlan {
  readonly origin: CountryCode;
  /** Place in `InputDraw.world` and `.imports`; -1: the table does not name it. */
  readonly worldIndex: number;
  readonly importIndex: number;
  /** How many equal origins it stands for: 1, but for the remainder. */
  readonly multiplicity: number;
  readonly governance: GovernancePlan;
  /** Part of its flow that crosses the lanes. */
  readonly exposure: number;
  /** New controls counted since the clock start. */
  readonly events: number;
  /** The signals tilt the rate of its new controls. */
  readonly tilted: boolean;
  readonly controls: ControlPlan | null;
}

export interface StagePlan {
  readonly origins: readonly OriginPlan[];
  /** Places in `InputDraw.world` of the buyer's own output. */
  readonly customWorld: readonly number[];
  readonly importReliance: number | null;
  readonly coverDays: number;
  readonly coverSigma: number;
  readonly pipelineDays: number;
  readonly facilityShare: number | null;
}

/** What no draw moves of an element and buyer. */
export interface ElementPlan {
  readonly parameters: Parameters;
  readonly horizonYears: number;
  readonly buyer: CountryCode;
  readonly demandShare: number;
  readonly transitRho: number;
  /** Years of the new-control clock. */
  readonly clockYears: number;
  /** Tilt of new controls by `signal_origin`, and of transit; null: a signal is stale and the tilt is drawn. */
  readonly tilt: Tilts | null;
  readonly stages: readonly StagePlan[];
  /** Text of the rate streams of a draw and origin -> seed. */
  readonly rateSeed: (draw: number, origin: CountryCode) => number;
}

export interface Tilts {
  readonly newControl: number;
  readonly transit: number;
}

export interface ElementDraw {
  readonly common: CommonDraw;
  readonly inputs: InputDraw;
}

export function tiltsOf(signals: SignalStates, buyer: CountryCode, parameters: Parameters): Tilts {
  return {
    newControl: newControlTilt(parameters.signal_origin, buyer, signals, parameters).multiplier,
    transit: transitTilt(buyer, signals, parameters).multiplier,
  };
}

/** Effective shares at a stage: `a` follows `StagePlan.origins`, `world` is their share of world output. */
interface DrawnShares {
  readonly a: Float64Array;
  readonly domestic: number;
}

/** Section 2 on the drawn tables. */
function drawnShares(plan: ElementPlan, stage: StagePlan, { world, imports, eolRir }: InputDraw): DrawnShares {
  const { parameters } = plan;
  const secondary = clamp(parameters.secondary_weight * eolRir, 0, 1);
  const a = new Float64Array(stage.origins.length);
  let foreignWorld = 0;
  let foreignImports = 0;
  for (const { worldIndex, importIndex } of stage.origins) {
    if (worldIndex >= 0) foreignWorld += world[worldIndex] as number;
    if (importIndex >= 0) foreignImports += imports[importIndex] as number;
  }
  if (foreignWorld + foreignImports === 0) return { a, domestic: 1 - secondary };
  const importWeight = foreignImports === 0 ? 0 : foreignWorld === 0 ? 1 : parameters.import_weight;
  const domestic = domesticPart(plan, stage, world);
  const foreign = (1 - secondary) * (1 - domestic);
  for (let index = 0; index < a.length; index++) {
    const { worldIndex, importIndex } = stage.origins[index] as OriginPlan;
    const ofWorld = worldIndex >= 0 && foreignWorld > 0 ? (world[worldIndex] as number) / foreignWorld : 0;
    const ofImports = importIndex >= 0 && foreignImports > 0 ? (imports[importIndex] as number) / foreignImports : 0;
    a[index] = foreign * (importWeight * ofImports + (1 - importWeight) * ofWorld);
  }
  return { a, domestic: (1 - secondary) * domestic };
}

function domesticPart(plan: ElementPlan, stage: StagePlan, world: Float64Array): number {
  const { secondary_weight: secondaryWeight, domestic_inferred: inferred } = plan.parameters;
  let customWorld = 0;
  for (const index of stage.customWorld) customWorld += world[index] as number;
  const own = customWorld / plan.demandShare;
  if (stage.importReliance === null) return Math.min(inferred.cap, inferred.factor * own);
  const free = clamp(1 - stage.importReliance, 0, 1);
  return Math.min(free, own) + secondaryWeight * Math.max(0, free - own);
}

function governanceInDraw(plan: GovernancePlan, { common, inputs }: ElementDraw): GovernanceValues {
  if (plan.known) return drawnGovernance(plan.estimate, common.governanceShock);
  const imputed = inputs.imputedGovernance[plan.index] as number;
  return { politicalStability: imputed, wgiMean: imputed };
}

/** New controls a year of an origin, all its equal parts together: a draw of the posterior Gamma in place of its mean. */
function drawnNewControlRate(plan: ElementPlan, origin: OriginPlan, draw: ElementDraw): number {
  const worldShare = origin.worldIndex >= 0 ? (draw.inputs.world[origin.worldIndex] as number) / origin.multiplicity : 0;
  const shape = newControlShape(worldShare, governanceInDraw(origin.governance, draw), origin.events, plan.parameters);
  if (shape <= 0) return 0;
  const events = gamma(openStream(plan.rateSeed(draw.inputs.rateDraw, origin.origin)), shape);
  return (origin.multiplicity * draw.common.newControlPi * events) / (plan.parameters.new_control_prior.beta + plan.clockYears);
}

function drawnInstabilityRate(plan: ElementPlan, origin: OriginPlan, draw: ElementDraw): number {
  const central = instabilityRate(governanceInDraw(origin.governance, draw), plan.parameters);
  return origin.multiplicity * draw.common.instabilityRateFactor * central;
}

/** A rated hazard of a draw; `rate` per year, with its tilt. */
interface RatedHazard {
  readonly a: number;
  readonly rho: number;
  readonly medianDays: number;
  readonly sigma: number;
  readonly rate: () => number;
}

/** Its cumulative hazard; a hazard without loss is not asked for its rate, so its streams stay closed. */
function ratedHazard(plan: ElementPlan, buffer: DrawnBuffer, { a, rho, medianDays, sigma, rate }: RatedHazard): number {
  const loss = a * rho - spareWhenHit(buffer, a, buffer.rampAll);
  return loss > 0 ? rate() * plan.horizonYears * probabilityToOutlast(loss, medianDays, sigma, buffer.coverDays) : 0;
}

/** Hazards that start at an origin's border or inside it. */
function originHazard(plan: ElementPlan, origin: OriginPlan, a: number, buffer: DrawnBuffer, tilts: Tilts, draw: ElementDraw): number {
  const { parameters } = plan;
  const { common } = draw;
  const part = a / origin.multiplicity;
  const control = origin.controls === null ? 0 : controlHazard(origin.controls, a, buffer, common, parameters);
  const newControl = ratedHazard(plan, buffer, {
    a: part,
    rho: common.newControlRho,
    medianDays: common.newControlMedianDays,
    sigma: parameters.new_control_effect.sigma,
    rate: () => drawnNewControlRate(plan, origin, draw) * (origin.tilted ? tilts.newControl : 1),
  });
  const instability = ratedHazard(plan, buffer, {
    a: part,
    rho: parameters.instability.rho,
    medianDays: common.instabilityMedianDays,
    sigma: parameters.instability.sigma,
    rate: () => drawnInstabilityRate(plan, origin, draw),
  });
  return control + newControl + instability;
}

/** Hazards that hit the stage as a whole: the share `exposed` on the lanes, and the largest plant. */
function stageHazard(plan: ElementPlan, exposed: number, plant: number, buffer: DrawnBuffer, tilts: Tilts, common: CommonDraw): number {
  const { facility, transit_rate: transitRate, transit_duration: transitDuration } = plan.parameters;
  const transit = ratedHazard(plan, buffer, {
    a: exposed,
    rho: plan.transitRho,
    medianDays: common.transitMedianDays,
    sigma: transitDuration.sigma,
    rate: () => transitRate * common.transitRateFactor * tilts.transit,
  });
  const outage = ratedHazard(plan, buffer, {
    a: plant,
    rho: facility.rho,
    medianDays: common.facilityMedianDays,
    sigma: facility.sigma,
    rate: () => facility.rate * common.facilityRateFactor,
  });
  return transit + outage;
}

function drawnBuffer(plan: ElementPlan, stage: StagePlan, { common, inputs }: ElementDraw): DrawnBuffer {
  const { parameters } = plan;
  const stock = Math.max(stage.coverDays * Math.exp(stage.coverSigma * inputs.coverZ), parameters.cover_floor_days);
  return {
    coverDays: stock + stage.pipelineDays,
    rampAll: parameters.ramp_all * common.spareFactor,
    rampTargeted: parameters.ramp_targeted * common.spareFactor,
    substitution: parameters.substitution_weight * common.spareFactor * (1 - inputs.siSr),
    spareFloor: parameters.spare_floor * common.spareFactor,
  };
}

function stageLambda(plan: ElementPlan, stage: StagePlan, tilts: Tilts, draw: ElementDraw): number {
  const { a, domestic } = drawnShares(plan, stage, draw.inputs);
  const buffer = drawnBuffer(plan, stage, draw);
  let lambda = 0;
  let exposed = 0;
  let largest = domestic;
  for (let index = 0; index < a.length; index++) {
    const origin = stage.origins[index] as OriginPlan;
    const share = a[index] as number;
    exposed += share * origin.exposure;
    largest = Math.max(largest, share);
    lambda += originHazard(plan, origin, share, buffer, tilts, draw);
  }
  const plant = stage.facilityShare ?? plan.parameters.facility.plant_fraction * largest;
  return lambda + stageHazard(plan, exposed, plant, buffer, tilts, draw.common);
}

/** Cumulative hazard of the element in one draw: the stage where it is largest. */
export function elementLambda(plan: ElementPlan, draw: ElementDraw): number {
  const tilts = plan.tilt ?? tiltsOf(draw.inputs.signals, plan.buyer, plan.parameters);
  let largest = 0;
  for (const stage of plan.stages) largest = Math.max(largest, stageLambda(plan, stage, tilts, draw));
  return largest;
}
