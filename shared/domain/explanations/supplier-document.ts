/** Published documents of a supplier for a buyer. */

import { supplierScopes, supplierScoreAlone } from '../scores/supplier-score.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { hundredthsOf, publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { type ScoreDocument, UNSCORED_FIELDS } from '../vocabulary/score-document.ts';
import type { Stage, SupplierInputs, SupplierSite } from '../vocabulary/scoring-inputs.ts';
import type {
  ActiveControlResult,
  IntervalResult,
  ScoredSupplier,
  SupplierHazardResult,
  SupplierResult,
} from '../vocabulary/scoring-result.ts';
import { englishWith } from '../words/english-language.ts';
import type { DocumentContext, Names } from './document-context.ts';
import { contextOfSignals, supplierHazardSummary } from './driver-summary.ts';
import { publishedInterval } from './element-document.ts';
import { driverLabel } from './labels/driver-label.ts';
import { headlined } from './labels/headline.ts';
import { identityOf, partContributions, publishedDrivers, SCORE_IDENTITY } from './published-drivers.ts';
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
import { supplierSteps } from './scheduled-steps.ts';
import { supplierScoreWithStock, whatIfs } from './what-if.ts';
import { describedWhatIfs, type PublishedWhatIf } from './what-if-sentences.ts';

export interface SupplierScoring {
  readonly id: string;
  readonly name: string;
  readonly inputs: SupplierInputs;
  readonly result: SupplierResult;
  readonly methodology: Methodology;
  readonly alternatives: Readonly<Record<string, number | null>>;
  readonly interval: IntervalResult | null;
  readonly elements: readonly string[];
  readonly countries: readonly string[];
  /** Why it has no score, in the words of the assembly; used only without one. */
  readonly unscoredBecause: string;
  readonly evidenceOf: (hazard: SupplierHazardResult) => readonly string[];
  /** Sites of the chain with their names and feeds, as far as a reader needs them. */
  readonly chain: readonly unknown[];
  /** How the chain was read from the register. */
  readonly notes: readonly { readonly text: string; readonly evidence: readonly string[] }[];
}

export function supplierDocument(scoring: SupplierScoring, { run, names, brief }: DocumentContext): PublishedSubject {
  const { result, inputs, methodology } = scoring;
  const context = { names, buyer: inputs.buyer, supply: scoring.name, ...contextOfSignals(inputs.signals, methodology) };
  const hazards = result.score === null ? [] : result.hazards;
  const drivers = publishedDrivers(
    hazards,
    result.score ?? 0,
    {
      labelOf: (hazard) => driverLabel(hazard, names),
      summaryOf: (hazard) => supplierHazardSummary(hazard, context),
      language: englishWith(names),
    },
    scoring.evidenceOf,
  );
  const document = headlined(
    {
      subject: { type: 'supplier', id: scoring.id, name: scoring.name },
      buyer: inputs.buyer,
      ...UNSCORED_FIELDS,
      interval: publishedInterval(scoring.interval),
      elements: scoring.elements,
      countries: scoring.countries,
      top_drivers: drivers.top,
      stale_sources: staleSignals(inputs.signals, methodology),
      data_as_of: newestSignalDay(inputs.signals, inputs.as_of),
      alternatives: publishedAlternatives(scoring.alternatives),
      end_use: publishedEndUse(inputs, methodology),
      ...(result.score === null
        ? { status_reason: scoring.unscoredBecause }
        : {
            status: 'scored',
            score: publishedScore(result.score),
            band: result.band,
            score_without_signals: publishedScore(result.score_without_signals),
            ...originOfSupplierScore(result, inputs),
            ...publishedStockOut(result),
            ...publishedParts(result, scoring.interval),
            ...(result.coverage === undefined ? {} : { coverage: roundTo(result.coverage, 4) }),
          }),
      ...run,
    },
    names,
  );
  const parts = partContributions(hazards, result.score === null ? null : result);
  const explanation = {
    identity: identityOf(SCORE_IDENTITY, parts.state_contributions),
    exact: result,
    drivers: drivers.drivers,
    contributions: drivers.contributions,
    ...parts,
    stages: [],
    counterfactuals: brief === true ? [] : counterfactuals(scoring, names),
    scheduled_steps:
      result.score === null || brief === true
        ? []
        : supplierSteps(inputs, methodology, names, (changed) => supplierScoreAlone(changed, methodology)),
    sensitivity: null,
    chain: scoring.chain,
    notes: scoring.notes,
    inputs,
  };
  return {
    document,
    explanation,
    exact: {
      score: result.score,
      contributions_sum: result.score === null ? null : hazards.reduce((sum, hazard) => sum + hazard.points, 0),
      published_hundredths: result.score === null ? null : hundredthsOf(drivers.drivers.map((driver) => driver.points)),
      ...exactParts(result.score === null ? null : result, parts),
    },
    drivers: drivers.byKind,
  };
}

/** A control in the score of a supplier, which always names its worst pair. */
type ControlOfSupplier = ActiveControlResult & { readonly stage: Stage; readonly element: string };

/**
 * The stage of the chain and the element where the strongest control bites; where none does the stage at which most is delivered, the first of equal ones
 * by id, and no element.
 */
export function originOfSupplierScore({ hazards }: ScoredSupplier, { sites }: SupplierInputs): Pick<ScoreDocument, 'stage' | 'element'> {
  const controls = hazards.filter((hazard) => 'element' in hazard && hazard.points > 0) as readonly ControlOfSupplier[];
  const [strongest] = controls.toSorted((left, right) => right.points - left.points);
  if (strongest !== undefined) return { stage: strongest.stage, element: strongest.element };
  const delivering = Object.keys(sites)
    .sort()
    .map((id) => sites[id] as SupplierSite);
  const [largest] = delivering.sort((left, right) => (right.weight ?? 0) - (left.weight ?? 0));
  return { stage: largest?.stage ?? null, element: null };
}

function counterfactuals({ result, inputs, methodology }: SupplierScoring, names: Names): readonly PublishedWhatIf[] {
  if (result.score === null) return [];
  const entries = whatIfs(
    {
      inputs,
      score: result.score,
      scoreOf: (changed) => supplierScoreAlone(changed, methodology),
      scoreWithStock: supplierScoreWithStock(inputs, methodology),
      scopes: supplierScopes(inputs, methodology),
      given: [],
    },
    methodology,
  );
  return describedWhatIfs(entries, result.band, inputs.buyer, names);
}
