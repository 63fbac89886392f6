/**
 * Everything about an element and buyer that no draw moves, worked out once: which measures apply and since when, how many new controls
 * were counted, what crosses the lanes, which governance is known.
 */
import { bindingProbability, type Force, forceInHorizon, residualForce } from '../binding-probability.ts';
import { domesticCodes, OTHER_ORIGINS } from '../effective-shares.ts';
import { asOfOf } from '../element-situation.ts';
import { governanceOf, hasGovernance } from '../governance.ts';
import { originCount } from '../hazards/hazard.ts';
import { newControlEvents, yearsOfRecord } from '../hazards/new-control.ts';
import { inferredTransitExposure } from '../hazards/transit.ts';
import { defaultCoverDays, statedCoverDays } from '../loss.ts';
import { type MeasureFact, measureFacts } from '../measure-effects.ts';
import { type AsOf, type DatedMeasure, datedMeasures } from '../measure-state.ts';
import { type ControlClass, lookup, type Methodology, type Parameters } from '../methodology.ts';
import type { CountryCode, ElementInputs } from '../scoring-inputs.ts';
import { controlClassesOf } from './common-draws.ts';
import type { ControlledFlow, ControlPlan } from './control-hazard.ts';
import { type ElementPlan, type GovernancePlan, type OriginPlan, type StagePlan, tiltsOf } from './element-hazard.ts';
import type { DrawnStage, InputLayout } from './input-draws.ts';

/** Standard error of political stability where the source gives none. */
const PV_STANDARD_ERROR = 0.22;

/** What the parts of a plan are made from. */
interface Subject {
  readonly inputs: ElementInputs;
  readonly methodology: Methodology;
  readonly asOf: AsOf;
  readonly measures: readonly DatedMeasure[];
  readonly layout: InputLayout;
  readonly domestic: readonly CountryCode[];
}

/** The plan of an element and buyer; `layout` is that of the same inputs. */
export function elementPlan(
  inputs: ElementInputs,
  methodology: Methodology,
  layout: InputLayout,
  rateSeed: ElementPlan['rateSeed'],
): ElementPlan {
  const { parameters, groups } = methodology;
  const asOf = asOfOf(inputs, parameters);
  const measures = datedMeasures(inputs.measures, inputs.reliefs);
  const subject: Subject = { inputs, methodology, asOf, measures, layout, domestic: domesticCodes(inputs.buyer, groups) };
  return {
    parameters,
    horizonYears: asOf.horizonDays / parameters.year_days,
    buyer: inputs.buyer,
    demandShare: lookup(parameters.demand_share, inputs.buyer),
    transitRho: lookup(parameters.transit_rho, inputs.buyer),
    clockYears: yearsOfRecord(asOf, parameters),
    tilt: layout.stale.length === 0 ? tiltsOf(layout.signals, inputs.buyer, parameters) : null,
    stages: layout.stages.map((stage) => stagePlan(stage, subject)),
    rateSeed,
  };
}

function stagePlan(drawn: DrawnStage, subject: Subject): StagePlan {
  const { inputs, methodology, domestic } = subject;
  const { parameters } = methodology;
  const { stage, world, imports } = drawn;
  const foreign = [...new Set([...world.origins, ...(imports?.origins ?? [])])].filter((origin) => !domestic.includes(origin)).sort();
  const stated = statedCoverDays(inputs.cover, stage);
  return {
    origins: foreign.map((origin) => originPlan(origin, drawn, subject)),
    ownWorld: world.origins.flatMap((origin, index) => (domestic.includes(origin) ? [world.offset + index] : [])),
    importReliance: drawn.inputs.import_reliance ?? null,
    coverDays: stated ?? defaultCoverDays(inputs.buyer, parameters),
    coverSigma: stated === null ? parameters.cover_sigma_default : parameters.cover_sigma,
    pipelineDays: lookup(parameters.stage_pipeline_days, stage),
    facilityShare: drawn.inputs.facility_share ?? null,
  };
}

function originPlan(origin: CountryCode, { stage, inputs: stageInputs, world, imports }: DrawnStage, subject: Subject): OriginPlan {
  const { inputs, methodology, asOf, measures } = subject;
  const { parameters } = methodology;
  const scope = { element: inputs.element, stage, buyer: inputs.buyer, origin };
  const named = origin !== OTHER_ORIGINS;
  return {
    origin,
    worldIndex: placeIn(world, origin),
    importIndex: placeIn(imports, origin),
    multiplicity: originCount(origin, parameters),
    governance: governancePlan(origin, subject),
    exposure: stageInputs.routes?.[origin] ?? inferredTransitExposure(origin, stage, inputs.buyer, parameters),
    events: named ? newControlEvents(scope, asOf, measures, methodology) : 0,
    tilted: origin === parameters.signal_origin,
    controls: named ? controlPlan(measureFacts(scope, asOf, measures, methodology), asOf, parameters) : null,
  };
}

function placeIn(table: DrawnStage['imports'], origin: CountryCode): number {
  const index = table?.origins.indexOf(origin) ?? -1;
  return index < 0 ? -1 : (table?.offset ?? 0) + index;
}

function governancePlan(origin: CountryCode, { inputs, layout, methodology }: Subject): GovernancePlan {
  if (!hasGovernance(inputs.governance, origin)) return { known: false, index: layout.ungoverned.indexOf(origin) };
  return {
    known: true,
    ...governanceOf(inputs.governance, origin, methodology.parameters),
    standardError: inputs.governance?.[origin]?.pv_se ?? PV_STANDARD_ERROR,
  };
}

function controlPlan(facts: readonly MeasureFact[], asOf: AsOf, parameters: Parameters): ControlPlan | null {
  const classes = controlClassesOf(parameters);
  const flow: ControlledFlow[] = [];
  const user: ControlledFlow[] = [];
  for (const fact of facts) {
    const { group } = parameters.control_class[fact.controlClass] as ControlClass;
    const controlled = controlledFlow(fact, classes.indexOf(fact.controlClass), asOf, parameters);
    if (controlled !== null && group !== 'none') (group === 'flow' ? flow : user).push(controlled);
  }
  return flow.length + user.length === 0 ? null : { flow, user };
}

/** A measure that can bind inside the horizon, with the drawn parameters taken out of its binding probability; else null. */
function controlledFlow(fact: MeasureFact, classIndex: number, asOf: AsOf, parameters: Parameters): ControlledFlow | null {
  const certainLapse = { ...parameters, renewal_suspension: 0 };
  const force: Force | null = fact.isResidual ? residualForce(fact.onDay, asOf) : forceInHorizon(fact.onDay, asOf, certainLapse);
  if (force === null) return null;
  const bindingFactor = bindingProbability(1, force, fact.easings, asOf.horizonDays, parameters);
  if (bindingFactor <= 0) return null;
  return {
    classIndex,
    endUse: fact.controlClass.startsWith('end_use'),
    coverage: fact.coverage,
    bindingFactor,
    renewals: fact.isResidual || fact.onDay.state !== 'suspended' ? 0 : renewalsInHorizon(fact, asOf, parameters),
    hitsAll: fact.everyBuyer,
  };
}

/** Decision dates n of a suspension inside the horizon: renewed with chance 1/2 at each, it lapses with 1 - 2^-n. */
function renewalsInHorizon({ onDay }: MeasureFact, asOf: AsOf, parameters: Parameters): number {
  const lapse = forceInHorizon(onDay, asOf, { ...parameters, renewal_suspension: 0.5 })?.probability ?? 0;
  return Math.round(-Math.log2(1 - lapse));
}
