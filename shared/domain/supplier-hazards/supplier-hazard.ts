/** Arithmetic shared by all hazards of a supplier (section 8.2): no spare capacity, no pipeline by stage, severity already in `a`. */

import {
  cumulativeHazardOf,
  finiteOrNull,
  LARGEST_Q,
  type NewControlCount,
  prepareRated,
  type RatedDraw,
  type RatedHazards,
} from '../hazards/hazard.ts';
import { bindingShare } from '../measures/binding-probability.ts';
import { lognormalExcess, lognormalTail } from '../numbers/statistics.ts';
import { type Buffer, defaultCoverDays, timeToSurvive } from '../supply/loss.ts';
import { coverSigmaOf, hasStateAndEvent, type Parameters } from '../vocabulary/methodology.ts';
import type { HazardPart, SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import type { SupplierFacts } from './supplier-facts.ts';

/** A hazard before the points of the score are shared out. */
export type SupplierHazard = Unpointed<SupplierHazardResult>;
type Unpointed<T> = T extends unknown ? Omit<T, 'points'> : never;

/** The values of a supplier that vary from draw to draw: the numbers of the method, and the stock of the buyer. */
export interface SupplierDraw extends RatedDraw {
  /** Drawn shares of the feeds, and counts of new controls; absent in the headline. */
  readonly feedShares?: Float64Array;
  readonly newControlCount?: NewControlCount;
}

/** Hazards of one kind, ready for any draw. */
export interface PreparedSupplierHazards {
  /** `sum` plus the cumulative hazards of the kind in the draw, added in byte order of their ids. */
  readonly addTo: (sum: number, draw: SupplierDraw) => number;
  /** Every hazard of the kind in the draw, with all intermediate values. */
  readonly describe: (draw: SupplierDraw) => readonly SupplierHazard[];
  /** Part of what `addTo` added last that is of the state; absent where all is of the event. */
  readonly stateOfLast?: () => number;
}

/** Hazards that are described and summed one after the other; none of them is of the state. */
export function sumOfHazards(parts: readonly PreparedSupplierHazards[]): PreparedSupplierHazards {
  return {
    addTo: (sum, draw) => {
      let total = sum;
      for (const { addTo } of parts) total = addTo(total, draw);
      return total;
    },
    describe: (draw) => parts.flatMap(({ describe }) => describe(draw)),
  };
}

/**
 * One kind of hazard: those of this kind that a supplier is exposed to. It does all that no draw moves. A new kind is a file that exports
 * one, and a line in the registry.
 */
export type SupplierHazardKind = (facts: SupplierFacts) => PreparedSupplierHazards;

/** A kind that the supplier is not exposed to. */
export const NO_HAZARDS: PreparedSupplierHazards = { addTo: (sum) => sum, describe: () => [] };

/**
 * Stock of the buyer, stated or its median, at least the floor; nobody replaces what this supplier does not deliver. `coverZ` standard
 * normal, 0 in the headline: the days are multiplied by e^(sigma z).
 */
export function supplierBuffer({ inputs, methodology: { parameters } }: SupplierFacts, coverZ: number): Buffer {
  const stock = inputs.cover_days ?? defaultCoverDays(inputs.buyer, parameters);
  const sigma = coverSigmaOf(inputs.cover_days != null, inputs.cover_sigma ?? null, parameters);
  const coverDays = Math.max(stock * Math.exp(sigma * coverZ), parameters.cover_floor_days);
  return { coverDays, spareFloor: 0, substitution: 0, rampPart: 0, gap: 0 };
}

/** Events with a rate per year; each hits the part of the deliveries that stops, so their severity is 1. */
export function supplierEvents(events: RatedHazards<SupplierDraw>, facts: SupplierFacts): PreparedSupplierHazards {
  const { asOf, methodology } = facts;
  const rated = prepareRated<SupplierDraw>(events, asOf.horizonDays, methodology.parameters);
  if (hasStateAndEvent(methodology.parameters)) return rated;
  const describe = (draw: SupplierDraw): readonly SupplierHazard[] =>
    rated.describe(draw).map(({ id, kind, a, tts_days, lambda_base, p_outlast, Lambda, Lambda_base, Lambda_signals }) => {
      return { id, kind, a, tts_days, lambda_base, p_outlast, Lambda, Lambda_base, Lambda_signals };
    });
  return { addTo: rated.addTo, describe };
}

/** A rule in force that follows the supplier or its goods, not a border. */
export interface StandingRule {
  readonly id: 'listing' | 'extraterritorial';
  readonly a: number;
  /** Chance that it binds. */
  readonly pi: number;
  /** Part of the score that it belongs to, in force or may come back; set only by methodologies with two parts. */
  readonly part?: HazardPart;
  readonly medianDays: number;
}

/** A standing rule under any draw; null when none stands. Lambda = -ln(1 - pi P(T > cover / a)); no signals in it. */
export function standingRule(
  ruleOf: (draw: SupplierDraw) => StandingRule | null,
  parameters: Parameters,
  horizonDays: number,
): PreparedSupplierHazards {
  const chanceToOutlast = ({ a, medianDays }: StandingRule, { buffer, drawn }: SupplierDraw): number =>
    lognormalTail(medianDays, drawn.controlSigma, timeToSurvive(buffer.coverDays, a));
  let ofState = 0;
  const addTo = (sum: number, draw: SupplierDraw): number => {
    const rule = ruleOf(draw);
    const own = rule === null ? 0 : cumulativeHazardOf(rule.pi * chanceToOutlast(rule, draw));
    ofState = rule?.part === 'state' ? own : 0;
    return sum + own;
  };
  const figures = ({ a, pi, medianDays, part }: StandingRule, outlasts: number, { buffer, drawn }: SupplierDraw) => {
    if (part === undefined) return {};
    const ttsDays = timeToSurvive(buffer.coverDays, a);
    const whole = bindingShare(horizonDays, parameters);
    const inside = (days: number): number =>
      a > 0 ? cumulativeHazardOf(pi * outlasts * Math.min(1, bindingShare(days - ttsDays, parameters) / whole)) : 0;
    const excess = (days: number): number => lognormalExcess(medianDays, drawn.controlSigma, days);
    return {
      part,
      inside_365: inside(horizonDays),
      inside_90: inside(Math.min(horizonDays, parameters.horizon_short_days)),
      expected_days: ttsDays < horizonDays ? pi * a * (excess(ttsDays) - excess(horizonDays)) : 0,
    };
  };
  const describe = (draw: SupplierDraw): readonly SupplierHazard[] => {
    const rule = ruleOf(draw);
    if (rule === null) return [];
    const { id, a, pi } = rule;
    const outlasts = chanceToOutlast(rule, draw);
    const cumulative = cumulativeHazardOf(pi * outlasts);
    return [
      {
        id,
        kind: rule.part === 'event' ? 'scheduled_control' : 'active_control',
        ...figures(rule, outlasts, draw),
        a,
        tts_days: finiteOrNull(timeToSurvive(draw.buffer.coverDays, a)),
        q: Math.min(pi * outlasts, LARGEST_Q),
        p_outlast: outlasts,
        Lambda: cumulative,
        Lambda_base: cumulative,
        Lambda_signals: {},
      },
    ];
  };
  return { addTo, describe, stateOfLast: () => ofState };
}
