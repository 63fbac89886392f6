/** What the stages of an element look like to the hazards: inputs, facts of the date, and imputed values where something is unknown. */

import type { StageSituation } from '../hazards/hazard.ts';
import { newControlEvents, yearsOfRecord } from '../hazards/new-control.ts';
import { feedControls } from '../measures/feed-controls.ts';
import { measureEffects } from '../measures/measure-effects.ts';
import { type AsOf, asOfOf, type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import { withLearnedRenewal } from '../measures/renewal-record.ts';
import { coverAfterDraw, drawnDays } from '../measures/stock-draw.ts';
import { type SignalStates, signalsUsed } from '../signals/signal-tilt.ts';
import { sharesByStage } from '../supply/domestic-feed.ts';
import { type EffectiveShares, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { governanceOf } from '../supply/governance.ts';
import { coverDaysOf, stageBuffer } from '../supply/loss.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { type CountryCode, type ElementInputs, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';

/** A stage the inputs speak of; `situation` is `null` without world shares. */
export interface SituatedStage {
  readonly stage: Stage;
  readonly situation: StageSituation | null;
}

/** What all stages of an element share. */
interface ElementFacts {
  readonly asOf: AsOf;
  readonly measures: readonly DatedMeasure[];
  /** Origins that some measure names; the remainder is never one. */
  readonly origins: readonly CountryCode[];
  readonly yearsOfRecord: number;
  readonly signals: SignalStates;
}

/** The stages of an element, in stage order. Throws `RangeError` for dates or control classes that do not exist. */
export function elementStages(inputs: ElementInputs, stated: Methodology): readonly SituatedStage[] {
  const asOf = asOfOf(inputs, stated.parameters);
  const methodology = { ...stated, parameters: withLearnedRenewal(stated.parameters, inputs.suspension_decisions, asOf) };
  const measures = datedMeasures(inputs.measures, inputs.reliefs, methodology.parameters);
  const shares = sharesByStage(inputs, methodology);
  const origins = new Set(measures.flatMap(({ measure }) => measure.origins));
  origins.delete(OTHER_ORIGINS);
  const facts: ElementFacts = {
    asOf,
    measures,
    origins: [...origins],
    yearsOfRecord: yearsOfRecord(asOf, methodology.parameters),
    signals: signalsUsed(inputs.signals, methodology.parameters).x,
  };
  return STAGES.flatMap((stage) => {
    const stageInputs = inputs.stages[stage];
    return stageInputs == null ? [] : [{ stage, situation: situationOf(stage, shares.get(stage) ?? null, inputs, facts, methodology) }];
  });
}

const NO_EFFECTS: readonly MeasureEffectResult[] = [];

function situationOf(
  stage: Stage,
  shares: EffectiveShares | null,
  inputs: ElementInputs,
  facts: ElementFacts,
  methodology: Methodology,
): StageSituation | null {
  const { element, buyer } = inputs;
  const { parameters } = methodology;
  const { asOf } = facts;
  const stageInputs = inputs.stages[stage];
  if (shares === null || stageInputs == null) return null;
  const full = stageBuffer(coverDaysOf(inputs, stage, parameters), inputs.si_sr ?? parameters.si_default, stage, parameters);
  let drawn = 0;
  const effects = new Map<CountryCode, readonly MeasureEffectResult[]>();
  const events = new Map<CountryCode, number>();
  for (const origin of facts.origins) {
    const scope = { element, stage, buyer, origin };
    effects.set(origin, measureEffects(scope, asOf, facts.measures, methodology));
    events.set(origin, newControlEvents(scope, asOf, facts.measures, methodology));
    const a = shares.a[shares.origins.indexOf(origin)] ?? 0;
    drawn = Math.max(drawn, drawnDays(scope, { a, spare: full.spare }, asOf, facts.measures, methodology));
  }
  return {
    stage,
    buyer,
    horizonDays: asOf.horizonDays,
    parameters,
    shares,
    buffer: { ...full, coverDays: coverAfterDraw(full.coverDays, drawn, parameters) },
    facilityShare: stageInputs.facility_share ?? null,
    plantShares: stageInputs.plant_shares ?? {},
    feedControls: feedControls(stage, stageInputs, inputs, asOf, facts.measures, methodology),
    routes: stageInputs.routes ?? {},
    governance: (origin) => governanceOf(inputs.governance, origin, parameters),
    measures: (origin) => effects.get(origin) ?? NO_EFFECTS,
    newControlEvents: (origin) => events.get(origin) ?? 0,
    yearsOfRecord: facts.yearsOfRecord,
    signals: facts.signals,
  };
}
