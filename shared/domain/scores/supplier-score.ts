/** Section 8 of the scoring specification: the probability that a supplier's deliveries stop for longer than the buyer's cover. */

import { withLearnedRenewal } from '../measures/renewal-record.ts';
import { SUPPLIER_HAZARDS } from '../supplier-hazards/registry.ts';
import { type SupplierFacts, supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { ScoredSupplier, SupplierHazardResult, SupplierResult } from '../vocabulary/scoring-result.ts';
import { bandOf } from './bands.ts';
import { scoreOf } from './stage-score.ts';

/** Score of a supplier for a buyer; `insufficient_data` when no site delivers. */
export function scoreSupplier(inputs: SupplierInputs, methodology: Methodology): SupplierResult {
  const facts = supplierFacts(inputs, methodology);
  if (facts === null) return { score: null, status: 'insufficient_data' };
  return scoreSupplierFacts(facts, withLearnedRenewal(methodology.parameters, inputs.suspension_decisions, facts.asOf));
}

/** The same for prepared facts: what sampling of amended methodologies scores under many parameter sets. */
export function scoreSupplierFacts(facts: SupplierFacts, parameters: Parameters): ScoredSupplier {
  const assessed = SUPPLIER_HAZARDS.flatMap((kind) => kind(facts, parameters)).sort((left, right) => (left.id < right.id ? -1 : 1));
  const cumulative = assessed.reduce((sum, hazard) => sum + hazard.Lambda, 0);
  const withoutSignals = assessed.reduce((sum, hazard) => sum + hazard.Lambda_base, 0);
  const score = scoreOf(cumulative);
  const hazards = assessed.map(
    (hazard): SupplierHazardResult => ({
      ...hazard,
      points: cumulative > 0 ? (score * hazard.Lambda) / cumulative : 0,
    }),
  );
  return {
    score,
    status: 'ok',
    Lambda: cumulative,
    band: bandOf(score, parameters.bands),
    score_without_signals: scoreOf(withoutSignals),
    contributions: Object.fromEntries(hazards.map(({ id, points }) => [id, points])),
    hazards,
  };
}
