/**
 * Everything about an element and buyer that no draw moves, worked out once: which measures apply and since when, how many new controls
 * were counted, what crosses the lanes, which governance is known.
 */

import { originCount } from '../hazards/hazard.ts';
import { newControlEvents, yearsOfRecord } from '../hazards/new-control.ts';
import { inferredTransitExposure } from '../hazards/transit.ts';
import { measureFacts } from '../measures/measure-effects.ts';
import { type AsOf, asOfOf, type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import { domesticCodes, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { defaultCoverDays, statedCoverDays } from '../supply/loss.ts';
import { lookup, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs } from '../vocabulary/scoring-inputs.ts';
import { controlPlan } from './control-plan.ts';
import { governanceEstimate } from './drawn-governance.ts';
import { type ElementPlan, type GovernancePlan, type OriginPlan, type StagePlan, tiltsOf } from './element-hazard.ts';
import type { DrawnStage, InputLayout } from './input-draws.ts';

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
  const measures = datedMeasures(inputs.measures, inputs.reliefs, methodology.parameters);
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
    customWorld: world.origins.flatMap((origin, index) => (domestic.includes(origin) ? [world.offset + index] : [])),
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

/** Place of an origin's share in the buffer of drawn tables; -1 when the table does not name it. */
function placeIn(table: DrawnStage['imports'], origin: CountryCode): number {
  const index = table === null ? -1 : table.origins.indexOf(origin);
  return table === null || index < 0 ? -1 : table.offset + index;
}

function governancePlan(origin: CountryCode, { inputs, layout, methodology }: Subject): GovernancePlan {
  const estimate = governanceEstimate(inputs.governance, origin, methodology.parameters);
  return estimate === null ? { known: false, index: layout.ungoverned.indexOf(origin) } : { known: true, estimate };
}
