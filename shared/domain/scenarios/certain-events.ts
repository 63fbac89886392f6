/**
 * Events that a scenario states: they happen, for a stated time. They have no rate, so nothing of the method's rates is used; the loss and
 * the days that stock lasts are the method's. What is not certain is the stock: lognormal around its stated days. So the chance that the
 * buyer runs out is P(cover < lost part x days), and it enters the score as -ln(1 - q), as a control in force does.
 */

import { cumulativeHazardOf, type StageSituation } from '../hazards/hazard.ts';
import { laneShare } from '../hazards/transit.ts';
import { hitsBuyer } from '../measures/measure-applicability.ts';
import { hazardSumOf } from '../scores/stage-score.ts';
import { chanceToRunOut, failureAt, type SupplierOutput } from '../scores/supplier-criticality.ts';
import { lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import { lookup, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementGroups, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Closure, LaneClosure, OriginClosure } from './scenario.ts';

export interface CertainEvent {
  /** `closure:PLACE` or `supplier_lost:ID`. */
  readonly id: string;
  readonly kind: 'closure' | 'supplier_lost';
  /** Part of the buyer's supply that is missing after what others and substitutes make good. */
  readonly loss: number;
  /** Null: never. */
  readonly tts_days: number | null;
  /** Chance that the buyer runs out before the event ends. */
  readonly q: number;
  readonly Lambda: number;
}

export const isLane = (closure: Closure): closure is LaneClosure => 'lane' in closure;

/** Whether a closure is about the element and the buyer of the inputs at all. */
export function closureConcerns(
  closure: Closure,
  { element, buyer }: Pick<ElementInputs, 'element' | 'buyer'>,
  groups: ElementGroups,
): boolean {
  if (isLane(closure)) return true;
  const { elements, targets } = closure;
  const named = elements == null || elements.some((name) => name === element || groups[name.replace(/^@/, '')]?.includes(element) === true);
  return named && (targets == null || hitsBuyer({ targets }, buyer, groups));
}

/** The event that a closure causes at a stage; `null` when it does not reach it. */
export function closureAt(closure: Closure, situation: StageSituation, inputs: ElementInputs): CertainEvent | null {
  return isLane(closure) ? laneClosureAt(closure, situation) : originClosureAt(closure, situation, inputs);
}

function laneClosureAt({ lane, days, severity }: LaneClosure, situation: StageSituation): CertainEvent | null {
  const rho = severity ?? lookup(situation.parameters.transit_rho, situation.buyer);
  return eventOf(`closure:${lane}`, laneShare(situation, situation.shares.origins)(situation.shares.a), rho, days, 0, situation);
}

function originClosureAt(closure: OriginClosure, situation: StageSituation, inputs: ElementInputs): CertainEvent | null {
  const { origin, stages, days, severity } = closure;
  const id = `closure:${origin}`;
  if (stages.includes(situation.stage)) return eventOf(id, shareOf(origin, situation), severity, days, 0, situation);
  const fed = feedPart(closure, situation.stage, inputs);
  if (fed === null || closure.processed_in === null) return null;
  const a = shareOf(closure.processed_in, situation) * fed;
  return eventOf(id, a, severity, days, lookup(situation.parameters.stage_pipeline_days, 'mine'), situation);
}

const shareOf = (country: CountryCode, { shares }: StageSituation): number => shares.a[shares.origins.indexOf(country)] ?? 0;

/** Ore of the origin among the ore that the processing country has, its own and the origin's; `null` at other stages than the next. */
function feedPart({ origin, stages, processed_in }: OriginClosure, stage: Stage, { stages: all }: ElementInputs): number | null {
  const next: Stage = all.separation == null ? 'refining' : 'separation';
  if (processed_in === null || stage !== next || !stages.includes('mine')) return null;
  const mined = all.mine?.world ?? {};
  const [foreign, own] = [mined[origin] ?? 0, mined[processed_in] ?? 0];
  return foreign > 0 ? foreign / (foreign + own) : null;
}

function eventOf(
  id: string,
  a: number,
  rho: number,
  days: number | null,
  pipelineDays: number,
  situation: StageSituation,
): CertainEvent | null {
  const { buffer, parameters } = situation;
  if (a <= 0 || rho <= 0) return null;
  const coverDays = buffer.coverDays + pipelineDays;
  const loss = lossOf(a, rho, spareOf(buffer, a, parameters.ramp_all));
  return certain(id, 'closure', loss, coverDays, chanceToRunOut(coverDays, loss * (days ?? situation.horizonDays), parameters));
}

/** Stock that no table knows of is never ruled out, so nobody is said to run out for certain. A constant of stated events. */
const SUREST = 0.999;

/** A stated event out of what it takes away and the chance that the buyer runs out meanwhile. */
export function certain(id: string, kind: CertainEvent['kind'], loss: number, coverDays: number, chance: number): CertainEvent {
  const q = Math.min(chance, SUREST);
  const tts = timeToSurvive(coverDays, loss);
  return { id, kind, loss, tts_days: Number.isFinite(tts) ? tts : null, q, Lambda: cumulativeHazardOf(q) };
}

/**
 * The stage without the output of lost suppliers, for the whole horizon, and the event that their failure is. A failure never lowers a
 * score: where an origin would lose so much that its other hazards weigh less, the stage stays as it was.
 */
export function withoutSuppliers(
  id: string,
  output: SupplierOutput,
  situation: StageSituation,
  methodology: Methodology,
): { readonly situation: StageSituation; readonly event: CertainEvent | null } {
  const failure = failureAt(situation, output, methodology);
  if (failure.gap <= 0) return { situation, event: null };
  const event = certain(id, 'supplier_lost', failure.deficit, situation.buffer.coverDays, failure.runsOut);
  const raises = hazardSumOf(failure.situation) + event.Lambda >= hazardSumOf(situation);
  return raises ? { situation: failure.situation, event } : { situation, event: null };
}
