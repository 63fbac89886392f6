/** Prepares the stages of an element for the hazards: inputs, facts of the date, and imputed values where something is unknown. */

import { type NewControlCount, posteriorMean, type StageDraw, type StageFacts, type StageSituation } from '../hazards/hazard.ts';
import { newControlEvents, yearsOfRecord } from '../hazards/new-control.ts';
import { feedControls } from '../measures/feed-controls.ts';
import type { MeasureScope } from '../measures/measure-applicability.ts';
import { type BindingMeasure, bindingMeasures, controlContext } from '../measures/measure-effects.ts';
import { type AsOf, asOfOf, type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import { withLearnedRenewal } from '../measures/renewal-record.ts';
import { stockDraws } from '../measures/stock-balance.ts';
import { coverAfterDraw, type StockDraw, stockDraw } from '../measures/stock-draw.ts';
import { type SignalStates, type SignalTilts, signalsUsed, signalTilts } from '../signals/signal-tilt.ts';
import { prepareSharesByStage } from '../supply/domestic-feed.ts';
import { type EffectiveShares, OTHER_ORIGINS, type PreparedShares, positiveEntries } from '../supply/effective-shares.ts';
import { type ElementTables, elementTables, type StageTables, statedShares } from '../supply/element-tables.ts';
import { governanceEstimate, originGovernance } from '../supply/governance.ts';
import { type Buffer, coverDaysOf, stageBuffer, statedCoverDays } from '../supply/loss.ts';
import { type DrawnParameters, statedParameters } from '../vocabulary/drawn-parameters.ts';
import { coverSigmaOf, hasStateAndEvent, type Methodology, type Parameters } from '../vocabulary/methodology.ts';
import { type CountryCode, type ElementInputs, STAGES, type Stage, type StageInputs } from '../vocabulary/scoring-inputs.ts';

/** A stage the inputs speak of; `situation` is `null` without world shares. */
export interface SituatedStage {
  readonly stage: Stage;
  readonly situation: StageSituation | null;
}

/** The inputs of an element that vary from draw to draw. */
export interface DrawnInputs {
  /** Standard normal: the stated days of cover are multiplied by e^(sigma z). 0 in the headline. */
  readonly coverZ: number;
  /** Shares of all stages in the places of the tables. */
  readonly world: Float64Array;
  readonly imports: Float64Array;
  /** Political stability, and mean of the six dimensions, of each origin without an estimate. */
  readonly imputedGovernance: Float64Array;
  readonly eolRir: number;
  readonly siSr: number;
  readonly signals: SignalStates;
  /** Drawn parts of the feed of the stage that is fed, named shares, and weights of imports; as stated when absent. */
  readonly feedParts?: Float64Array;
  readonly named?: Float64Array;
  readonly importWeights?: Float64Array;
}

/** One draw of everything that the score of an element depends on. */
export interface ElementDraw {
  readonly drawn: DrawnParameters;
  readonly inputs: DrawnInputs;
  readonly tilts: SignalTilts;
  readonly newControlCount: NewControlCount;
}

/** A stage with world shares, ready for any draw. */
export interface PreparedStage {
  readonly facts: StageFacts;
  readonly shares: PreparedShares;
  /** Stock, pipeline and spare supply of the stage in a draw, for shares `a` in the order of `origins`. */
  readonly buffer: (draw: ElementDraw, origins: readonly CountryCode[], a: ArrayLike<number>) => Buffer;
  /** Days of cover before what controls have drawn. */
  readonly fullCover: (draw: ElementDraw) => number;
  /** Null when nothing is produced anywhere in the draw. */
  readonly draw: (draw: ElementDraw) => StageDraw | null;
}

/** An element for a buyer, ready for any draw. */
export interface PreparedElement {
  /** Parameters with the chance of renewal that was learned up to the day. */
  readonly parameters: Parameters;
  readonly tables: ElementTables;
  /** Stages with world shares, in stage order. */
  readonly stages: readonly PreparedStage[];
  /** H. */
  readonly horizonDays: number;
}

/** Facts that all stages of an element share. */
interface ElementFacts {
  readonly inputs: ElementInputs;
  readonly methodology: Methodology;
  readonly tables: ElementTables;
  readonly asOf: AsOf;
  readonly measures: readonly DatedMeasure[];
  /** Origins that some measure names; the remainder is never one. */
  readonly origins: readonly CountryCode[];
  readonly yearsOfRecord: number;
}

/**
 * Does everything that no draw moves. Throws `RangeError` for dates or control classes that do not exist. `tables`: those of the draws, for
 * methodologies that draw imports that are not known; else those of the inputs.
 */
export function prepareElement(inputs: ElementInputs, stated: Methodology, tables: ElementTables = elementTables(inputs)): PreparedElement {
  const asOf = asOfOf(inputs, stated.parameters);
  const methodology = { ...stated, parameters: withLearnedRenewal(stated.parameters, inputs.suspension_decisions, asOf) };
  const { parameters } = methodology;
  const measures = datedMeasures(inputs.measures, inputs.reliefs, parameters);
  const shares = prepareSharesByStage(inputs, tables, methodology);
  const named = new Set(measures.flatMap(({ measure }) => measure.origins));
  named.delete(OTHER_ORIGINS);
  const facts = {
    inputs,
    methodology,
    tables,
    asOf,
    measures,
    origins: [...named],
    yearsOfRecord: hasStateAndEvent(parameters) ? 0 : yearsOfRecord(asOf, parameters),
  };
  const stages = tables.stages.map((stage) => preparedStage(stage, shares.get(stage.stage) as PreparedShares, facts));
  return { parameters, tables, stages, horizonDays: asOf.horizonDays };
}

/** The scopes in which measures are looked for to score an element: what the buyer is supplied with, and the feed of plants elsewhere. */
export function elementScopes(inputs: ElementInputs, methodology: Methodology): readonly MeasureScope[] {
  const { element, buyer } = inputs;
  const { feed_routes: routes } = methodology.parameters;
  return prepareElement(inputs, methodology).stages.flatMap(({ facts: { stage }, shares }): MeasureScope[] => {
    const feeds = routes === undefined || routes.to !== stage ? {} : (inputs.stages[stage]?.feeds ?? {});
    return [
      ...shares.origins.map((origin) => ({ element, stage, buyer, origin })),
      ...Object.entries(feeds).flatMap(([processor, parts]) =>
        Object.keys(parts).map((origin) => ({ element, stage: (routes as { readonly from: Stage }).from, buyer: processor, origin })),
      ),
    ];
  });
}

const NO_MEASURES: readonly BindingMeasure[] = [];

function stageFacts({ stage, inputs: stageInputs }: StageTables, facts: ElementFacts): StageFacts {
  const { inputs, methodology, tables, asOf, measures } = facts;
  const { element, buyer } = inputs;
  const { parameters } = methodology;
  const estimateOf = (origin: CountryCode) => governanceEstimate(inputs.governance, origin);
  const binding = new Map<CountryCode, readonly BindingMeasure[]>();
  const events = new Map<CountryCode, number>();
  for (const origin of facts.origins) {
    const scope = { element, stage, buyer, origin };
    binding.set(origin, bindingMeasures(scope, asOf, measures, methodology, controlContext(inputs, true)));
    if (!hasStateAndEvent(parameters)) events.set(origin, newControlEvents(scope, asOf, measures, methodology));
  }
  return {
    stage,
    buyer,
    horizonDays: asOf.horizonDays,
    parameters,
    facilityShare: stageInputs.facility_share ?? null,
    plantShares: stageInputs.plant_shares ?? {},
    feedControls: feedControls(stage, stageInputs, inputs, asOf, measures, methodology),
    routes: stageInputs.routes ?? {},
    governance: (origins) => originGovernance(origins, estimateOf, tables.ungoverned, parameters),
    measures: (origin) => binding.get(origin) ?? NO_MEASURES,
    newControlEvents: (origin) => events.get(origin) ?? 0,
    yearsOfRecord: facts.yearsOfRecord,
    element,
    controlRecord: inputs.control_record ?? {},
    feedWorldShares: worldSharesOf(parameters.feed_routes === undefined ? undefined : inputs.stages[parameters.feed_routes.from]),
  };
}

/** Origin -> share of world output at a stage. */
function worldSharesOf(stage: StageInputs | null | undefined): Readonly<Record<CountryCode, number>> {
  const entries = positiveEntries(stage?.world);
  const sum = entries.reduce((total, [, value]) => total + value, 0);
  return Object.fromEntries(entries.map(([origin, value]) => [origin, value / sum]));
}

function preparedStage(tables: StageTables, shares: PreparedShares, element: ElementFacts): PreparedStage {
  const facts = stageFacts(tables, element);
  const buffer = bufferInDraws(tables.stage, element);
  const fullCover = (own: ElementDraw): number => buffer(own, [], []).coverDays;
  const twoParts = hasStateAndEvent(element.methodology.parameters);
  const draw = (own: ElementDraw): StageDraw | null => {
    const { drawn, inputs, tilts, newControlCount } = own;
    const values = shares.draw(twoParts ? { ...inputs, feedDependencies: drawn.feedDependencies } : inputs);
    if (values === null) return null;
    const { imputedGovernance, feedParts } = inputs;
    const stock = buffer(own, shares.origins, values.a);
    return {
      drawn,
      shares: values,
      buffer: stock,
      imputedGovernance,
      tilts,
      newControlCount,
      ...(feedParts === undefined ? {} : { feedParts }),
    };
  };
  return { facts, shares, buffer, fullCover, draw };
}

/** Stock at the stage with its uncertainty, less what controls have drawn if the methodology has that rule. */
function bufferInDraws(stage: Stage, { inputs, methodology, asOf, measures, origins: named }: ElementFacts): PreparedStage['buffer'] {
  const { parameters } = methodology;
  const { element, buyer } = inputs;
  const days = coverDaysOf(inputs, stage, parameters);
  const known = inputs.cover_sigma?.[stage] ?? inputs.cover_sigma?.default ?? null;
  const sigma = coverSigmaOf(statedCoverDays(inputs.cover, stage) !== null, known, parameters);
  const stockFacts = { asOf, measures, methodology, endUse: inputs.end_use ?? null };
  const draws = named.flatMap((origin): { readonly origin: CountryCode; readonly days: StockDraw }[] => {
    const scope = { element, stage, buyer, origin };
    const drawnDays = stockDraw(scope, asOf, measures, methodology);
    if (drawnDays !== null) return [{ origin, days: drawnDays }];
    return stockDraws(scope, stockFacts).map(({ days: balance }) => ({ origin, days: (...of) => -balance(...of) }));
  });
  const places = new Map<readonly CountryCode[], readonly number[]>();
  const placesIn = (origins: readonly CountryCode[]): readonly number[] => {
    const found = places.get(origins) ?? draws.map(({ origin }) => origins.indexOf(origin));
    places.set(origins, found);
    return found;
  };
  return ({ drawn, inputs: { coverZ, siSr } }, origins, a) => {
    const full = stageBuffer(days * Math.exp(sigma * coverZ), siSr, stage, parameters, drawn.spareFactor);
    const at = placesIn(origins);
    let largest = 0;
    for (let index = 0; index < draws.length; index++) {
      const share = a[at[index] as number] ?? 0;
      if (share > 0) largest = Math.max(largest, (draws[index] as { readonly days: StockDraw }).days(share, full, drawn));
    }
    return largest === 0 ? full : { ...full, coverDays: coverAfterDraw(full.coverDays, largest, parameters) };
  };
}

/** The draw at the stated values, which gives the headline: unknown values are imputed. */
export function statedDraw(inputs: ElementInputs, { parameters, tables, horizonDays }: PreparedElement): ElementDraw {
  const signals = signalsUsed(inputs.signals, parameters).x;
  return {
    drawn: statedParameters(parameters),
    inputs: {
      coverZ: 0,
      ...statedShares(tables),
      imputedGovernance: new Float64Array(tables.ungoverned.length).fill(parameters.pv_missing.value),
      eolRir: inputs.eol_rir ?? parameters.eol_rir_default,
      siSr: inputs.si_sr ?? parameters.si_default,
      signals,
    },
    tilts: signalTilts(inputs.buyer, signals, parameters, horizonDays),
    newControlCount: posteriorMean,
  };
}

/** The stages of an element, in stage order. Throws `RangeError` for dates or control classes that do not exist. */
export function elementStages(inputs: ElementInputs, stated: Methodology): readonly SituatedStage[] {
  const prepared = prepareElement(inputs, stated);
  const draw = statedDraw(inputs, prepared);
  return STAGES.flatMap((stage): SituatedStage[] => {
    if (inputs.stages[stage] == null) return [];
    const own = prepared.stages.find(({ facts }) => facts.stage === stage);
    const shares = own?.shares.effective(draw.inputs) ?? null;
    return [{ stage, situation: own === undefined || shares === null ? null : situationOf(own, shares, draw) }];
  });
}

/** The stages that give the score: the one that is asked for, else all of them. */
export function stagesThatCount<Staged>(
  stages: readonly Staged[],
  stageOf: (one: Staged) => Stage,
  { at_stage: asked }: Pick<ElementInputs, 'at_stage'>,
): readonly Staged[] {
  return asked == null ? stages : stages.filter((one) => stageOf(one) === asked);
}

/** A stage at the stated values. */
function situationOf({ facts, buffer, fullCover }: PreparedStage, effective: EffectiveShares, draw: ElementDraw): StageSituation {
  const { drawn, inputs, tilts, newControlCount } = draw;
  const { imputedGovernance } = inputs;
  const stock = buffer(draw, effective.origins, effective.a);
  const situation = { ...facts, drawn, shares: effective, buffer: stock, imputedGovernance, tilts, newControlCount };
  return hasStateAndEvent(facts.parameters) ? { ...situation, fullCoverDays: fullCover(draw) } : situation;
}
