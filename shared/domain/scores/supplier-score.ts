/** Section 8 of the scoring specification: the probability that a supplier's deliveries stop for longer than the buyer's cover. */

import type { RatedHazard } from '../hazards/hazard.ts';
import type { MeasureScope } from '../measures/measure-applicability.ts';
import { exportingCountries, exportsOf } from '../supplier-hazards/border-control.ts';
import { contentDependence, contentScopes } from '../supplier-hazards/extraterritorial.ts';
import { SUPPLIER_HAZARDS } from '../supplier-hazards/registry.ts';
import { type SupplierFacts, supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { type SupplierDraw, type SupplierHazard, supplierBuffer } from '../supplier-hazards/supplier-hazard.ts';
import type { BorderedChain } from '../supply/supplier-borders.ts';
import { statedParameters } from '../vocabulary/drawn-parameters.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { ScoredSupplier, SupplierHazardResult, SupplierResult } from '../vocabulary/scoring-result.ts';
import { bandOf } from './bands.ts';
import { type HazardSummation, scoreOf, summationOf, twoPartsOf } from './stage-score.ts';
import { supplierCoverage } from './supplier-coverage.ts';

/** Score of a supplier for a buyer; `insufficient_data` when no site delivers. */
export function scoreSupplier(inputs: SupplierInputs, methodology: Methodology): SupplierResult {
  const facts = supplierFacts(inputs, methodology);
  return facts === null ? { score: null, status: 'insufficient_data' } : scored(facts);
}

/** The scopes in which measures are looked for to score a supplier; null for methodologies without borders, and when no site delivers. */
export function supplierScopes(inputs: SupplierInputs, methodology: Methodology): readonly MeasureScope[] | null {
  const facts = supplierFacts(inputs, methodology);
  if (facts === null || facts.borders === null) return null;
  const chain = facts.borders;
  const atBorders = exportingCountries(chain).flatMap((origin) =>
    exportsOf(chain, origin, inputs.buyer).flatMap(({ element, stage, destinations }) =>
      destinations.map((buyer) => ({ element, stage, buyer, origin })),
    ),
  );
  return [...atBorders, ...contentScopes(facts)];
}

/** Sum of the cumulative hazards of a supplier in a draw, when nothing else is needed: the same number that `scoreSupplier` gives. */
export function supplierHazardSum(facts: SupplierFacts): (draw: SupplierDraw) => number {
  return supplierSummation(facts).sum;
}

export function supplierSummation(facts: SupplierFacts): HazardSummation<SupplierDraw> {
  return summationOf(SUPPLIER_HAZARDS.map((kind) => kind(facts)));
}

/** The cumulative hazard of `scoreSupplier` without what explains it: equal but for the rounding of the last bit. Null when no site delivers. */
export function supplierHazardAlone(inputs: SupplierInputs, methodology: Methodology): number | null {
  const facts = supplierFacts(inputs, methodology);
  return facts === null ? null : supplierHazardSum(facts)(statedSupplierDraw(facts));
}

/** The score of `scoreSupplier`, and nothing else, for many scores of changed inputs; null when no site delivers. */
export function supplierScoreAlone(inputs: SupplierInputs, methodology: Methodology): number | null {
  const hazard = supplierHazardAlone(inputs, methodology);
  return hazard === null ? null : scoreOf(hazard);
}

/** The score alone at any days of stock of the buyer: all that the stock does not move is worked out once. Null when no site delivers. */
export function supplierScoreByStock(inputs: SupplierInputs, methodology: Methodology): ((coverDays: number) => number) | null {
  const facts = supplierFacts(inputs, methodology);
  if (facts === null) return null;
  const sumOf = supplierHazardSum(facts);
  return (coverDays) => scoreOf(sumOf(statedSupplierDraw({ ...facts, inputs: { ...inputs, cover_days: coverDays } })));
}

/** The draw at the stated values, which is the headline. */
export function statedSupplierDraw(facts: SupplierFacts): SupplierDraw {
  return { drawn: statedParameters(facts.methodology.parameters), buffer: supplierBuffer(facts, 0) };
}

function scored(facts: SupplierFacts): ScoredSupplier {
  const { parameters } = facts.methodology;
  const draw = statedSupplierDraw(facts);
  const assessed = SUPPLIER_HAZARDS.flatMap((kind) => kind(facts).describe(draw)).sort((left, right) => (left.id < right.id ? -1 : 1));
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
    ...(facts.borders === null ? {} : borderedFigures(assessed as readonly FiguredHazard[], facts.borders, facts)),
  };
}

/** A hazard of a methodology with borders: it has the figures of those of elements. */
type FiguredHazard = SupplierHazard & Pick<RatedHazard, 'inside_365' | 'inside_90' | 'expected_days'>;

/** Sums of the two parts, which methodologies with a state and an event publish beside the score. */
function borderedFigures(hazards: readonly FiguredHazard[], chain: BorderedChain, facts: SupplierFacts) {
  const { asOf, methodology } = facts;
  const sumOf = (field: 'inside_365' | 'inside_90' | 'expected_days'): number => hazards.reduce((sum, hazard) => sum + hazard[field], 0);
  return {
    ...twoPartsOf(hazards),
    china_dependence: contentDependence(chain, methodology.parameters)(),
    coverage: supplierCoverage(facts),
    p_stockout_365: -Math.expm1(-sumOf('inside_365')),
    p_stockout_90: -Math.expm1(-sumOf('inside_90')),
    expected_days: Math.min(asOf.horizonDays, sumOf('expected_days')),
  };
}
