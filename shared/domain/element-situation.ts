/**
 * What the stages of an element look like to the hazards, in three parts: facts (dates and rows), quantities (numbers that may be unknown
 * and are imputed, or drawn in the sampling), and the parameters of the method.
 */

import { dayNumber } from './calendar.ts';
import { effectiveShares, OTHER_ORIGINS } from './effective-shares.ts';
import { type GovernanceValues, governanceOf } from './governance.ts';
import type { StageSituation } from './hazards/hazard.ts';
import { newControlEvents, yearsOfRecord } from './hazards/new-control.ts';
import { coverDaysOf, stageBuffer } from './loss.ts';
import { effectsOf, type MeasureFact, measureFacts } from './measure-effects.ts';
import { type AsOf, type DatedMeasure, datedMeasures } from './measure-state.ts';
import type { Methodology, Parameters } from './methodology.ts';
import { type CountryCode, type ElementInputs, STAGES, type Stage, type StageInputs } from './scoring-inputs.ts';
import type { MeasureEffectResult } from './scoring-result.ts';
import { type SignalStates, signalsUsed } from './signal-tilt.ts';

/** What dates and rows say of a stage; no number of the method and no number that is drawn, beside the stage's own inputs. */
export interface StageFacts {
  readonly stage: Stage;
  readonly inputs: StageInputs;
  /** Origin -> measures that apply here, for origins that have any. */
  readonly measures: ReadonlyMap<CountryCode, readonly MeasureFact[]>;
  /** Origin -> announcements counted for the new-control rate, for origins that have any. */
  readonly newControlEvents: ReadonlyMap<CountryCode, number>;
}

export interface ElementFacts {
  readonly element: string;
  readonly buyer: CountryCode;
  readonly asOf: AsOf;
  readonly yearsOfRecord: number;
  /** In stage order. */
  readonly stages: readonly StageFacts[];
}

/** Numbers of an element that are imputed when unknown. */
export interface ElementQuantities {
  readonly eolRir: number;
  readonly siSr: number;
  /** Stock of the buyer, days, before the floor and the pipeline of the stage. */
  readonly coverDays: (stage: Stage) => number;
  readonly governance: (origin: CountryCode) => GovernanceValues;
  readonly signals: SignalStates;
  /** Factor of the new-control rate of an origin, given the shape of its Gamma posterior: 1, or a draw. */
  readonly newControlFactor: (origin: CountryCode, shape: number) => number;
}

/** D, K and H of the inputs. Throws `RangeError` for a date that is none. */
export function asOfOf(inputs: Pick<ElementInputs, 'as_of' | 'known_at' | 'horizon_days'>, parameters: Parameters): AsOf {
  const day = dayNumber(inputs.as_of);
  return {
    day,
    knownAt: inputs.known_at == null ? day : dayNumber(inputs.known_at),
    horizonDays: inputs.horizon_days ?? parameters.horizon_days,
  };
}

export function elementFacts(inputs: ElementInputs, methodology: Methodology): ElementFacts {
  const asOf = asOfOf(inputs, methodology.parameters);
  const measures = datedMeasures(inputs.measures, inputs.reliefs);
  const origins = new Set(measures.flatMap(({ measure }) => measure.origins).filter((origin) => origin !== OTHER_ORIGINS));
  return {
    element: inputs.element,
    buyer: inputs.buyer,
    asOf,
    yearsOfRecord: yearsOfRecord(asOf, methodology.parameters),
    stages: STAGES.flatMap((stage) => {
      const stageInputs = inputs.stages[stage];
      return stageInputs == null ? [] : [stageFacts(stage, stageInputs, inputs, asOf, measures, origins, methodology)];
    }),
  };
}

function stageFacts(
  stage: Stage,
  stageInputs: StageInputs,
  { element, buyer }: ElementInputs,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  origins: ReadonlySet<CountryCode>,
  methodology: Methodology,
): StageFacts {
  const facts = new Map<CountryCode, readonly MeasureFact[]>();
  const events = new Map<CountryCode, number>();
  for (const origin of origins) {
    const scope = { element, stage, buyer, origin };
    const applying = measureFacts(scope, asOf, measures, methodology);
    if (applying.length > 0) facts.set(origin, applying);
    const counted = newControlEvents(scope, asOf, measures, methodology);
    if (counted > 0) events.set(origin, counted);
  }
  return { stage, inputs: stageInputs, measures: facts, newControlEvents: events };
}

/** Quantities as the inputs state them, imputed where they are unknown. */
export function elementQuantities(inputs: ElementInputs, parameters: Parameters): ElementQuantities {
  return {
    eolRir: inputs.eol_rir ?? parameters.eol_rir_default,
    siSr: inputs.si_sr ?? parameters.si_default,
    coverDays: (stage) => coverDaysOf(inputs, stage, parameters),
    governance: (origin) => governanceOf(inputs.governance, origin, parameters),
    signals: signalsUsed(inputs.signals, parameters).x,
    newControlFactor: () => 1,
  };
}

const NO_EFFECTS: readonly MeasureEffectResult[] = [];

/** A stage as the hazards see it; `null` without world shares. */
export function stageSituation(
  facts: ElementFacts,
  stageFacts: StageFacts,
  quantities: ElementQuantities,
  methodology: Methodology,
): StageSituation | null {
  const { parameters } = methodology;
  const { stage, inputs } = stageFacts;
  const shares = effectiveShares(inputs, { buyer: facts.buyer, eol_rir: quantities.eolRir }, methodology);
  if (shares === null) return null;
  const effects = new Map<CountryCode, readonly MeasureEffectResult[]>();
  for (const [origin, applying] of stageFacts.measures) effects.set(origin, effectsOf(applying, facts.asOf, parameters));
  return {
    stage,
    buyer: facts.buyer,
    horizonDays: facts.asOf.horizonDays,
    parameters,
    shares,
    buffer: stageBuffer(quantities.coverDays(stage), quantities.siSr, stage, parameters),
    facilityShare: inputs.facility_share ?? null,
    routes: inputs.routes ?? {},
    governance: quantities.governance,
    measures: (origin) => effects.get(origin) ?? NO_EFFECTS,
    newControlEvents: (origin) => stageFacts.newControlEvents.get(origin) ?? 0,
    yearsOfRecord: facts.yearsOfRecord,
    signals: quantities.signals,
    newControlFactor: quantities.newControlFactor,
  };
}
