/** What every hazard of a supplier shares (section 8.2): no spare capacity, no pipeline by stage, severity already in `a`. */
import { finiteOrNull, type RatedTerms, ratedHazard } from '../hazards/hazard.ts';
import { lognormalTail } from '../numbers/statistics.ts';
import { type Buffer, defaultCoverDays, timeToSurvive } from '../supply/loss.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import type { SupplierFacts } from './supplier-facts.ts';

/** A hazard before the points of the score are shared out. */
export type SupplierHazard = Unpointed<SupplierHazardResult>;
type Unpointed<T> = T extends unknown ? Omit<T, 'points'> : never;

/** One kind of hazard: those of this kind that a supplier is exposed to. A new kind is a file that exports one, and a line in the registry. */
export type SupplierHazardKind = (facts: SupplierFacts, parameters: Parameters) => readonly SupplierHazard[];

/** Stock of the buyer, stated or its median, at least the floor; nobody replaces what this supplier does not deliver. */
export function supplierBuffer({ inputs }: SupplierFacts, parameters: Parameters): Buffer {
  const stock = inputs.cover_days ?? defaultCoverDays(inputs.buyer, parameters);
  return { coverDays: Math.max(stock, parameters.cover_floor_days), spare: () => 0 };
}

/** An event with a rate per year; `a` is the part of the deliveries that stops. */
export function supplierEvent(event: Omit<RatedTerms, 'rho'>, facts: SupplierFacts, parameters: Parameters): SupplierHazard {
  const rated = ratedHazard({ ...event, rho: 1 }, supplierBuffer(facts, parameters), facts.asOf.horizonDays, parameters);
  const { id, kind, a, tts_days, lambda_base, p_outlast, Lambda, Lambda_base, Lambda_signals } = rated;
  return { id, kind, a, tts_days, lambda_base, p_outlast, Lambda, Lambda_base, Lambda_signals };
}

/** No rule is certain (section 4.5). A constant of the specification. */
const LARGEST_Q = 1 - 1e-6;

/** A rule in force that follows the supplier or its goods, not a border. */
export interface StandingRule {
  readonly id: 'listing' | 'extraterritorial';
  readonly a: number;
  /** Chance that it binds. */
  readonly pi: number;
  readonly medianDays: number;
}

/** Lambda = -ln(1 - pi P(T > cover / a)); no signals in it. */
export function standingRule({ id, a, pi, medianDays }: StandingRule, facts: SupplierFacts, parameters: Parameters): SupplierHazard {
  const ttsDays = timeToSurvive(supplierBuffer(facts, parameters).coverDays, a);
  const outlasts = lognormalTail(medianDays, parameters.control_sigma, ttsDays);
  const q = Math.min(pi * outlasts, LARGEST_Q);
  const cumulative = -Math.log1p(-q);
  return {
    id,
    kind: 'active_control',
    a,
    tts_days: finiteOrNull(ttsDays),
    q,
    p_outlast: outlasts,
    Lambda: cumulative,
    Lambda_base: cumulative,
    Lambda_signals: {},
  };
}
