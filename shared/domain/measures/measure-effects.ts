/**
 * Section 3 of the scoring specification put together: what the measures do to one element at one stage, for a buyer and an origin.
 * Facts (dates and rows) are kept apart from effects (numbers of the method), because sampling redraws the numbers only.
 */

import type { Buffer } from '../supply/loss.ts';
import { controlClassesOf, type DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import { type ControlClass, hasStateAndEvent, type Methodology, type Parameters } from '../vocabulary/methodology.ts';
import type { ControlOutcome, ElementInputs } from '../vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { type BindingEvidence, bindingEvidence } from './binding-evidence.ts';
import {
  type Binding,
  bindingOf,
  bindingProbability,
  chanceOnceInForce,
  type Force,
  forceInHorizon,
  lapseProbability,
  residualForce,
} from './binding-probability.ts';
import { type ClassEffect, classEffect, drawnMedianDays, drawnPi, drawnRho, rampAtDepth } from './class-effect.ts';
import { coverageOf, type MeasureScope, namesStage, targetsEveryBuyer } from './measure-applicability.ts';
import { type AsOf, type DatedMeasure, type MeasureOnDay, measureOn } from './measure-state.ts';
import { measuresOfOrigin, memoryOf } from './measures-of-origin.ts';
import { regimeOnDay } from './regime.ts';
import { type StockBalance, stockBalance } from './stock-balance.ts';

/** A known measure, or the residual of a suspended one, that applies in a scope. */
export interface MeasureFact {
  readonly id: string;
  readonly controlClass: string;
  readonly onDay: MeasureOnDay;
  readonly isResidual: boolean;
  readonly coverage: number;
  readonly everyBuyer: boolean;
  /** General licences that ease it at the stage on the day. */
  readonly easings: number;
}

/** Facts of the measures that apply in the scope, in byte order of id. */
export function measureFacts(
  scope: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
): readonly MeasureFact[] {
  const facts: MeasureFact[] = [];
  for (const dated of measures) {
    const { measure } = dated;
    const coverage = coverageOf(measure, scope, measures, asOf.day, asOf.knownAt, methodology.groups);
    const onDay = coverage > 0 ? measureOn(dated, asOf.day, asOf.knownAt) : null;
    if (onDay === null || onDay.state === 'ended') continue;
    const everyBuyer = targetsEveryBuyer(measure);
    const easings = onDay.easings.filter(({ relief }) => namesStage(relief.stages, scope.stage)).length;
    facts.push({ id: measure.id, controlClass: measure.control_class, onDay, isResidual: false, coverage, everyBuyer, easings });
    if (onDay.state === 'suspended' && measure.residual_class != null) {
      const id = `${measure.id}#residual`;
      facts.push({ id, controlClass: measure.residual_class, onDay, isResidual: true, coverage, everyBuyer, easings: 0 });
    }
  }
  return facts.sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** A measure that can bind inside the horizon, with all that no draw moves worked out. */
export interface BindingMeasure {
  readonly id: string;
  readonly cls: string;
  readonly group: 'flow' | 'user';
  /** Place of its class in the drawn parameters. */
  readonly classIndex: number;
  /** Named by end use: such classes overlap, lists of firms add. */
  readonly endUse: boolean;
  readonly coverage: number;
  readonly binding: Binding;
  /** Days from D until it is in force. */
  readonly start: number;
  readonly status: MeasureEffectResult['status'];
  /** Every buyer is hit, so less can be diverted. */
  readonly hitsAll: boolean;
  /** Effect of the class on the good and the end use at hand. */
  readonly effect: ClassEffect;
  /** Trade that was seen under the measure; null where nobody reported any. */
  readonly evidence: BindingEvidence | null;
  /** Null where stocks are not known. */
  readonly stock: StockBalance | null;
}

/** Facts of the buyer and of trade that complete those of measures; set only for methodologies that read them. */
export interface ControlContext {
  readonly endUse: string | null;
  readonly outcomes: readonly ControlOutcome[];
  /** Are the stocks of the scope's buyer known? */
  readonly tracksStock: boolean;
}

export function controlContext(
  { end_use, control_outcomes }: Pick<ElementInputs, 'end_use' | 'control_outcomes'>,
  tracksStock: boolean,
): ControlContext {
  return { endUse: end_use ?? null, outcomes: control_outcomes ?? NO_OUTCOMES, tracksStock };
}

const NO_OUTCOMES: readonly ControlOutcome[] = [];
const NO_CONTEXT: ControlContext = { endUse: null, outcomes: NO_OUTCOMES, tracksStock: false };

/** Facts that all measures of a scope share. */
interface ScopeFacts {
  readonly scope: MeasureScope;
  readonly asOf: AsOf;
  readonly measures: readonly DatedMeasure[];
  readonly methodology: Methodology;
  readonly context: ControlContext;
  readonly classes: readonly string[];
}

/** `null` when the measure can not bind inside the horizon. */
function bindingMeasure(fact: MeasureFact, facts: ScopeFacts): BindingMeasure | null {
  const { scope, asOf, measures, methodology, context, classes } = facts;
  const { parameters, groups } = methodology;
  const controlClass = controlClassOf(fact.controlClass, parameters);
  const { group } = controlClass;
  const { dated } = fact.onDay;
  const regime = hasStateAndEvent(parameters) ? regimeOnDay(dated, measures, asOf) : undefined;
  const force: Force | null = fact.isResidual ? residualForce(fact.onDay, asOf) : forceInHorizon(fact.onDay, asOf, parameters, regime);
  if (group === 'none' || force === null) return null;
  const effect = classEffect(controlClass, scope.element, scope.stage, context.endUse, parameters);
  const aged = bindingOf(force, fact.easings, asOf.horizonDays, parameters);
  const binding = effect.ages ? aged : { ...aged, ageFactor: 1 };
  if (binding.shareInForce <= 0) return null;
  const stockFacts = { asOf, measures, methodology, endUse: context.endUse };
  return {
    id: fact.id,
    cls: fact.controlClass,
    group,
    classIndex: classes.indexOf(fact.controlClass),
    endUse: fact.controlClass.startsWith('end_use'),
    coverage: fact.coverage,
    binding,
    start: force.start,
    status: fact.onDay.state,
    hitsAll: fact.everyBuyer,
    effect,
    evidence: bindingEvidence(dated.measure.id, scope, context.outcomes, asOf, parameters, groups),
    stock: context.tracksStock ? stockBalance(dated, fact.controlClass, fact.coverage, scope, stockFacts) : null,
  };
}

function controlClassOf(name: string, parameters: Parameters): ControlClass {
  const controlClass = parameters.control_class[name];
  if (controlClass === undefined) throw new RangeError(`"${name}" is not a control class of the methodology`);
  return controlClass;
}

/**
 * Measures that apply in the scope and can bind inside the horizon, in byte order of id.
 * @throws RangeError for a measure of a control class that the methodology does not have.
 */
export function bindingMeasures(
  asked: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
  context: ControlContext = NO_CONTEXT,
): readonly BindingMeasure[] {
  const ofOrigin = measuresOfOrigin(asked.origin, measures);
  if (ofOrigin.length === 0) return [];
  const { element, stage, buyer, origin } = asked;
  const { endUse, outcomes, tracksStock } = context;
  const key = `binding|${element}|${stage}|${buyer}|${origin}|${endUse}|${tracksStock}`;
  return memoryOf(ofOrigin, asOf, methodology, outcomes)(key, () => boundBy(asked, asOf, ofOrigin, methodology, context));
}

function boundBy(
  asked: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
  context: ControlContext,
): readonly BindingMeasure[] {
  const scope = hasStateAndEvent(methodology.parameters) ? { ...asked, unionHitsMembers: true } : asked;
  const facts = measureFacts(scope, asOf, measures, methodology);
  if (facts.length === 0) return [];
  const classes = controlClassesOf(methodology.parameters);
  return facts.flatMap((fact) => bindingMeasure(fact, { scope, asOf, measures, methodology, context, classes }) ?? []);
}

/** pi of the measure: chance that it starts to bind inside the horizon. */
export function bindingChance({ binding, classIndex }: BindingMeasure, drawn: DrawnParameters): number {
  return bindingProbability(binding, drawn.classPi[classIndex] as number, drawn.renewalSuspension);
}

/** rho of the measure: part of the origin's flow that it stops. */
export function severityOf({ classIndex, coverage }: BindingMeasure, drawn: DrawnParameters): number {
  return (drawn.classRho[classIndex] as number) * coverage;
}

/** Part of their supply by which the sources that are not hit can ramp up while the measure binds. */
export function rampAgainst({ hitsAll }: BindingMeasure, drawn: DrawnParameters, parameters: Parameters): number {
  return (hitsAll ? parameters.ramp_all : parameters.ramp_targeted) * drawn.spareFactor;
}

/** Effects of the measures that bind with a positive chance, in the order given. */
export function measureEffects(
  measures: readonly BindingMeasure[],
  drawn: DrawnParameters,
  parameters: Parameters,
): readonly MeasureEffectResult[] {
  return measures.flatMap((measure) => {
    const { id, cls, group, classIndex, start, status } = measure;
    const pi = bindingChance(measure, drawn);
    if (pi <= 0) return [];
    const [rho, ramp] = [severityOf(measure, drawn), rampAgainst(measure, drawn, parameters)];
    return [{ id, cls, group, rho, pi, median: drawn.classMedianDays[classIndex] as number, start, status, ramp }];
  });
}

/** Chances of a measure: that it binds inside the horizon, and that what is in force of it does. */
export interface ChancesToBind {
  pi: number;
  piState: number;
}

/** Writes the chances of a draw, with evidence and the part that is in force. */
export function writeChances(measure: BindingMeasure, drawn: DrawnParameters, into: ChancesToBind): void {
  const { binding, classIndex, effect, evidence } = measure;
  const logOdds = evidence === null ? 0 : evidence.logOdds * drawn.evidenceFactor;
  const once = chanceOnceInForce(binding, drawnPi(classIndex, effect, drawn), logOdds);
  const takesEffect = binding.lapse === null ? binding.probability : lapseProbability(binding.lapse, drawn.renewalSuspension);
  into.pi = once * takesEffect * binding.shareInForce;
  into.piState = once * binding.inForceNow * binding.shareInForce;
}

/** Severity of a measure on this good and end use in a draw. */
export function depthOf({ classIndex, effect, coverage }: BindingMeasure, drawn: DrawnParameters): number {
  return drawnRho(classIndex, effect, drawn) * coverage;
}

/** Median days of a measure on this good in a draw. */
export function medianDaysOf({ classIndex, effect }: BindingMeasure, drawn: DrawnParameters): number {
  return drawnMedianDays(classIndex, effect, drawn);
}

/** Effects of measures that bind with a positive chance in a methodology with a state and an event, for the share `a` of their origin. */
export function effectsOnShare(
  measures: readonly BindingMeasure[],
  a: number,
  buffer: Buffer,
  drawn: DrawnParameters,
  parameters: Parameters,
): readonly (MeasureEffectResult & { readonly pi_state: number; readonly stock: number })[] {
  const chances: ChancesToBind = { pi: 0, piState: 0 };
  return measures.flatMap((measure) => {
    const { id, cls, group, start, status, hitsAll } = measure;
    writeChances(measure, drawn, chances);
    const { pi, piState } = chances;
    if (pi <= 0) return [];
    const rho = depthOf(measure, drawn);
    const ramp = rampAtDepth(hitsAll, rho, drawn.spareFactor, parameters);
    const evidence = measure.evidence?.row ?? null;
    const stock = measure.stock?.days(a, buffer, drawn) ?? 0;
    return [{ id, cls, group, rho, pi, pi_state: piState, median: medianDaysOf(measure, drawn), start, status, ramp, evidence, stock }];
  });
}
