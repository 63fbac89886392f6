/** Published documents of a country: the worst outcome that can come from it for a buyer, over all elements and stages. */
import { bandOf } from '../scores/bands.ts';
import { scoreOf, twoPartsOf } from '../scores/stage-score.ts';
import { domesticCodes } from '../supply/effective-shares.ts';
import { capitalised, countryTitle } from '../vocabulary/country-names.ts';
import { hasStateAndEvent, type Methodology } from '../vocabulary/methodology.ts';
import { hundredthsOf, publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { UNSCORED_FIELDS } from '../vocabulary/score-document.ts';
import type { ElementInputs } from '../vocabulary/scoring-inputs.ts';
import type { HazardResult, ScoredStage } from '../vocabulary/scoring-result.ts';
import { englishWith } from '../words/english-language.ts';
import { message } from '../words/message.ts';
import { stageWithinHorizon } from './days-within-horizon.ts';
import type { DocumentContext, Names } from './document-context.ts';
import { contextOfSignals, hazardSummary } from './driver-summary.ts';
import { worldHhi } from './element-document.ts';
import { driverLabel } from './labels/driver-label.ts';
import { headlined } from './labels/headline.ts';
import { stageLabel } from './labels/stage-label.ts';
import { identityOf, partContributions, publishedDrivers } from './published-drivers.ts';
import {
  exactParts,
  newestSignalDay,
  type PublishedSubject,
  publishedAlternatives,
  publishedEndUse,
  publishedParts,
  staleSignals,
} from './published-subject.ts';

export interface ConsideredStage {
  readonly element: string;
  readonly stage: string;
  readonly Lambda: number;
}

export interface CountryScoring {
  readonly country: string;
  readonly buyer: string;
  /** The stage with the largest sum of this country's hazards and the element it belongs to; `null`: it supplies nothing this buyer takes. */
  readonly worst: { readonly inputs: ElementInputs; readonly stage: ScoredStage } | null;
  /** Every element and stage that the country supplies to this buyer, with the sum of its hazards there; the largest is the score. */
  readonly considered: readonly ConsideredStage[];
  readonly methodology: Methodology;
  readonly alternatives: Readonly<Record<string, number | null>>;
  readonly evidenceOf: (hazard: HazardResult) => readonly string[];
  /** Why it has no score although it supplies the buyer: an element it supplies rests on a fact that is off. */
  readonly refusedBecause?: string | null;
}

const IDENTITY =
  'score = 100 * (1 - exp(-sum of Lambda of the hazards that come from the country)), at its worst element and stage; points sum to score';

/** Supply from inside the borders of the buyer is not supply from abroad, so it is no dependence on a country. */
export function nothingFrom(country: string, buyer: string, { groups }: Methodology, names: Names): string {
  const [from, to] = [names.country(country), names.country(buyer)];
  if (country === buyer)
    return `${capitalised(from)} is the buyer itself: what it makes at home crosses no border that could be closed to it.`;
  if (domesticCodes(buyer, groups).includes(country))
    return `${capitalised(from)} belongs to ${to}: what it makes crosses no border of the buyer.`;
  return `No scored element reaches ${to} from ${from}.`;
}

export function countryDocument(scoring: CountryScoring, context: DocumentContext): PublishedSubject {
  const { country, buyer, worst, methodology } = scoring;
  const { names, run } = context;
  const hazards = (worst?.stage.hazards ?? []).filter(({ id }) => id.endsWith(`:${country}`));
  const cumulative = hazards.reduce((sum, hazard) => sum + hazard.Lambda, 0);
  const sum = scoreOf(cumulative);
  const score = worst === null ? null : sum;
  const ofCountry = hazards.map((hazard) => ({ ...hazard, points: cumulative > 0 ? (sum * hazard.Lambda) / cumulative : 0 }));
  const parts = worst === null || !hasStateAndEvent(methodology.parameters) ? null : twoPartsOf(hazards);
  const waterfalls = partContributions(ofCountry, parts);
  const summaryContext = {
    names,
    buyer,
    supply: worst === null ? '' : message('supply_at_stage', { element: worst.inputs.element, stage: worst.stage.stage }),
    ...contextOfSignals(worst?.inputs.signals, methodology),
  };
  const drivers = publishedDrivers(
    ofCountry,
    sum,
    {
      labelOf: (hazard) => driverLabel(hazard, names),
      summaryOf: (hazard) => hazardSummary(hazard, summaryContext),
      language: englishWith(names),
    },
    scoring.evidenceOf,
  );
  const document = headlined(
    {
      subject: { type: 'country', id: country, name: countryTitle(names.country(country)) },
      buyer,
      ...UNSCORED_FIELDS,
      countries: [country],
      top_drivers: drivers.top,
      stale_sources: staleSignals(worst?.inputs.signals, methodology),
      alternatives: publishedAlternatives(scoring.alternatives),
      end_use: publishedEndUse(worst?.inputs ?? {}, methodology),
      ...(worst === null
        ? { status_reason: scoring.refusedBecause ?? nothingFrom(country, buyer, methodology, names) }
        : {
            status: 'scored',
            score: publishedScore(sum),
            band: bandOf(sum, methodology.parameters.bands),
            score_without_signals: publishedScore(scoreOf(hazards.reduce((total, hazard) => total + hazard.Lambda_base, 0))),
            stage: worst.stage.stage,
            element: worst.inputs.element,
            elements: [worst.inputs.element],
            data_as_of: newestSignalDay(worst.inputs.signals, run.as_of),
            hhi: roundTo(worldHhi(worst.inputs, worst.stage.stage), 4),
            ...publishedParts(parts, null),
          }),
      ...run,
    },
    names,
  );
  const explanation = {
    identity: identityOf(IDENTITY, parts),
    exact: { score, ...parts },
    drivers: drivers.drivers,
    contributions: drivers.contributions,
    ...waterfalls,
    stages:
      worst === null
        ? []
        : [{ ...stageWithinHorizon(worst.stage, worst.inputs, methodology.parameters), ...stageLabel(worst.stage.stage) }],
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
      score,
      contributions_sum: score === null ? null : ofCountry.reduce((sum, hazard) => sum + hazard.points, 0),
      published_hundredths: score === null ? null : hundredthsOf(drivers.drivers.map((driver) => driver.points)),
      ...exactParts(parts, waterfalls),
    },
    drivers: drivers.byKind,
  };
}
