/** Published documents of a country that is scored as a source: the supply that it sends the buyer, along the way that it takes. */
import type { ScoredCountrySource } from '../scores/country-score.ts';
import { countryTitle } from '../vocabulary/country-names.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { hundredthsOf, publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { UNSCORED_FIELDS } from '../vocabulary/score-document.ts';
import type { SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import { englishWith } from '../words/english-language.ts';
import { message } from '../words/message.ts';
import { type ConsideredStage, nothingFrom } from './country-document.ts';
import type { DocumentContext } from './document-context.ts';
import { contextOfSignals, supplierHazardSummary } from './driver-summary.ts';
import { driverLabel } from './labels/driver-label.ts';
import { headlined } from './labels/headline.ts';
import { identityOf, partContributions, publishedDrivers } from './published-drivers.ts';
import {
  exactParts,
  newestSignalDay,
  type PublishedSubject,
  publishedAlternatives,
  publishedEndUse,
  publishedParts,
  publishedStockOut,
  staleSignals,
} from './published-subject.ts';

export interface CountrySourceScoring {
  readonly country: string;
  readonly buyer: string;
  /** The source with the largest hazard sum; null for a country that makes little of everything, or belongs to the buyer. */
  readonly worst: ScoredCountrySource | null;
  /** Every element and stage that the country is a source of, with its hazard sum; the largest is the score. */
  readonly considered: readonly ConsideredStage[];
  /** Unrounded points that the country adds to the element it is worst for; null where it supplies the buyer with none. */
  readonly elementPoints: number | null;
  readonly methodology: Methodology;
  readonly alternatives: Readonly<Record<string, number | null>>;
  /** Concentration of the world shares at the stage of the source; null when unknown. */
  readonly hhi: number | null;
  readonly evidenceOf: (hazard: SupplierHazardResult) => readonly string[];
  /** Why it has no score although it is a source: an element it makes rests on a fact that is off. */
  readonly refusedBecause?: string | null;
}

const IDENTITY =
  'score = 100 * (1 - exp(-sum of Lambda of the hazards between the country and the buyer)), for its worst element and stage; points sum to score';

/** Scored or not, every field is there. */
export function countrySourceDocument(scoring: CountrySourceScoring, context: DocumentContext): PublishedSubject {
  const { country, buyer, worst, methodology } = scoring;
  const { names, run } = context;
  const result = worst?.result ?? null;
  const hazards = result?.hazards ?? [];
  const from = names.country(country);
  const summaryContext = {
    names,
    buyer,
    supply: worst === null ? '' : message('supply_from', { element: worst.element, country }),
    ...contextOfSignals(worst?.inputs.signals, methodology),
  };
  const words = {
    labelOf: (hazard: SupplierHazardResult) => driverLabel(hazard, names),
    summaryOf: (hazard: SupplierHazardResult) => supplierHazardSummary(hazard, summaryContext),
    language: englishWith(names),
  };
  const drivers = publishedDrivers(hazards, result?.score ?? 0, words, scoring.evidenceOf);
  const parts = partContributions(hazards, result);
  const document = headlined(
    {
      subject: { type: 'country', id: country, name: countryTitle(from) },
      buyer,
      ...UNSCORED_FIELDS,
      countries: [country],
      top_drivers: drivers.top,
      stale_sources: staleSignals(worst?.inputs.signals, methodology),
      alternatives: publishedAlternatives(scoring.alternatives),
      end_use: publishedEndUse(worst?.inputs ?? {}, methodology),
      ...(worst === null || result === null
        ? { status_reason: scoring.refusedBecause ?? nothingFrom(country, buyer, methodology, names) }
        : {
            status: 'scored',
            score: publishedScore(result.score),
            band: result.band,
            score_without_signals: publishedScore(result.score_without_signals),
            stage: worst.stage,
            element: worst.element,
            elements: [worst.element],
            ...publishedStockOut(result),
            data_as_of: newestSignalDay(worst.inputs.signals, run.as_of),
            hhi: roundTo(scoring.hhi, 4),
            ...publishedParts(result, null),
          }),
      ...run,
    },
    names,
  );
  const explanation = {
    identity: identityOf(IDENTITY, parts.state_contributions),
    exact: result ?? { score: null },
    element_points: publishedScore(scoring.elementPoints),
    drivers: drivers.drivers,
    contributions: drivers.contributions,
    ...parts,
    stages: [],
    considered: scoring.considered,
    counterfactuals: [],
    scheduled_steps: [],
    sensitivity: null,
    inputs: worst?.inputs ?? null,
  };
  return {
    document,
    explanation,
    exact: {
      score: result?.score ?? null,
      contributions_sum: result === null ? null : hazards.reduce((sum, hazard) => sum + hazard.points, 0),
      published_hundredths: result === null ? null : hundredthsOf(drivers.drivers.map((driver) => driver.points)),
      ...exactParts(result, parts),
    },
    drivers: drivers.byKind,
  };
}
