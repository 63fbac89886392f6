/** What every hazard of a supplier shares (section 8.2): no spare capacity, no pipeline by stage, severity already in `a`. */

import { cumulativeHazardOf, finiteOrNull, LARGEST_Q, prepareRated, type RatedDraw, type RatedHazards } from '../hazards/hazard.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { type Buffer, defaultCoverDays, timeToSurvive } from '../supply/loss.ts';
import { coverSigmaOf, type Parameters } from '../vocabulary/methodology.ts';
import type { SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import type { SupplierFacts } from './supplier-facts.ts';

/** A hazard before the points of the score are shared out. */
export type SupplierHazard = Unpointed<SupplierHazardResult>;
type Unpointed<T> = T extends unknown ? Omit<T, 'points'> : never;

/** What a draw moves of a supplier: the numbers of the method, and the stock of the buyer. */
export type SupplierDraw = RatedDraw;

/** Hazards of one kind, ready for any draw. */
export interface PreparedSupplierHazards {
  /** `sum` plus the cumulative hazards of the kind in the draw, added in byte order of their ids. */
  readonly addTo: (sum: number, draw: SupplierDraw) => number;
  /** The same hazards with every intermediate value. */
  readonly describe: (draw: SupplierDraw) => readonly SupplierHazard[];
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
  readonly medianDays: number;
}

/** A standing rule under any draw; null when none stands. Lambda = -ln(1 - pi P(T > cover / a)); no signals in it. */
export function standingRule(ruleOf: (draw: SupplierDraw) => StandingRule | null, parameters: Parameters): PreparedSupplierHazards {
  const chanceToOutlast = ({ a, medianDays }: StandingRule, { buffer }: SupplierDraw): number =>
    lognormalTail(medianDays, parameters.control_sigma, timeToSurvive(buffer.coverDays, a));
  const addTo = (sum: number, draw: SupplierDraw): number => {
    const rule = ruleOf(draw);
    return rule === null ? sum : sum + cumulativeHazardOf(rule.pi * chanceToOutlast(rule, draw));
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
        kind: 'active_control',
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
  return { addTo, describe };
}
