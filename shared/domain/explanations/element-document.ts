/** Published documents of an element for a buyer: the small score document, and the explanation from which the score can be recomputed. */
import { elementScoreAlone } from '../scores/element-score.ts';
import { elementScopes } from '../scores/element-situation.ts';
import { herfindahl } from '../supply/reference-indices.ts';
import type { InputRanking } from '../uncertainty/ranked-inputs.ts';
import type { SensitivityResult } from '../uncertainty/sensitivity.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import {
  hundredthsOf,
  publishedDays,
  publishedProbability,
  publishedScore,
  publishedTonnes,
  roundTo,
} from '../vocabulary/published-numbers.ts';
import { type Interval, SCALE, UNSCORED_FIELDS } from '../vocabulary/score-document.ts';
import type { ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import type { ElementResult, HazardResult, IntervalResult, ScoredElement, ScoredStage } from '../vocabulary/scoring-result.ts';
import { englishWith } from '../words/english-language.ts';
import { message } from '../words/message.ts';
import { elementWithinHorizon } from './days-within-horizon.ts';
import type { DocumentContext, Names } from './document-context.ts';
import { contextOfSignals, hazardSummary } from './driver-summary.ts';
import { driverLabel } from './labels/driver-label.ts';
import { headlined, type Unheadlined } from './labels/headline.ts';
import { stageLabel } from './labels/stage-label.ts';
import {
  identityOf,
  type PartContributions,
  type PublishedDrivers,
  partContributions,
  publishedDrivers,
  SCORE_IDENTITY,
} from './published-drivers.ts';
import {
  exactParts,
  newestSignalDay,
  type PublishedSubject,
  publishedAlternatives,
  publishedEndUse,
  publishedParts,
  staleSignals,
} from './published-subject.ts';
import { scheduledSteps } from './scheduled-steps.ts';
import { elementWithStock, whatIfs } from './what-if.ts';
import { describedWhatIfs, type PublishedWhatIf } from './what-if-sentences.ts';

export interface ElementScoring {
  readonly inputs: ElementInputs;
  readonly result: ElementResult;
  readonly methodology: Methodology;
  /** Version -> unrounded score under the other published methodologies. */
  readonly alternatives: Readonly<Record<string, number | null>>;
  readonly interval: IntervalResult | null;
  readonly sensitivity: SensitivityResult | InputRanking | null;
  /** Rows that a hazard of the stage rests on. */
  readonly evidenceOf: (hazard: HazardResult, stage: Stage) => readonly string[];
  /** Why nothing was scored although there are facts: one of them is off. */
  readonly refusedBecause?: string | null;
}

export function publishedInterval(interval: IntervalResult | null): Interval | null {
  if (interval === null) return null;
  const { p05, p50, p95, draws } = interval;
  return { p05: roundTo(p05, 2), p50: roundTo(p50, 2), p95: roundTo(p95, 2), method: 'monte_carlo_input_uncertainty', draws };
}

/** Concentration of the world shares at a stage; null without any. */
export const worldHhi = ({ stages }: ElementInputs, stage: Stage): number | null => herfindahl(stages[stage]?.world ?? {});

/** Scored or not, every field is there. */
export function elementDocument(scoring: ElementScoring, context: DocumentContext): PublishedSubject {
  const { result } = scoring;
  if (result.score === null) return unscoredElement(scoring, context);
  const published = elementWithinHorizon(result, scoring.inputs, scoring.methodology.parameters);
  return scoredElement({ ...scoring, result: published }, context);
}

/**
 * Fields of an element's document that are the same with and without a score. They are listed first so that they keep their place in
 * published documents.
 */
function documentOf({ inputs, interval, alternatives, methodology }: ElementScoring, { run, names }: DocumentContext): Unheadlined {
  const known = {
    subject: { type: 'element', id: inputs.element, name: names.element(inputs.element) },
    buyer: inputs.buyer,
    scale: SCALE,
    interval: publishedInterval(interval),
    element: null,
    elements: [inputs.element],
    countries: [],
    rank: null,
    stale_sources: staleSignals(inputs.signals, methodology),
    data_as_of: newestSignalDay(inputs.signals, inputs.as_of),
    alternatives: publishedAlternatives(alternatives),
    end_use: publishedEndUse(inputs, methodology),
    ...run,
  } as const;
  return { ...known, ...UNSCORED_FIELDS, ...known };
}

function unscoredElement(scoring: ElementScoring, context: DocumentContext): PublishedSubject {
  const { inputs } = scoring;
  const document = headlined(
    {
      ...documentOf(scoring, context),
      status_reason: scoring.refusedBecause ?? unscoredBecause(scoring, context.names),
    },
    context.names,
    inputs.at_stage,
  );
  const explanation = {
    identity: SCORE_IDENTITY,
    exact: null,
    drivers: [],
    contributions: [],
    ...partContributions([], null),
    stages: scoring.result.stages.map((stage) => ({ ...stage, ...stageLabel(stage.stage) })),
    counterfactuals: [],
    scheduled_steps: [],
    sensitivity: null,
    inputs,
  };
  return { document, explanation, exact: { score: null, contributions_sum: null, published_hundredths: null }, drivers: {} };
}

function unscoredBecause({ inputs, result }: ElementScoring, names: Names): string {
  const which = `There is no table of world supply by country for ${names.element(inputs.element)}`;
  if (inputs.at_stage == null) return `${which} at any stage, so no dependence can be measured.`;
  const others = result.stages.flatMap(({ stage, score }) => (score === null ? [] : [stage]));
  const where = others.length === 0 ? 'There is none at any other stage either.' : `There is one at: ${others.join(', ')}.`;
  return `${which} at the ${inputs.at_stage} stage, so no dependence can be measured there. ${where}`;
}

type Scored = ElementScoring & { readonly result: ScoredElement };

function scoredElement(scoring: Scored, context: DocumentContext): PublishedSubject {
  const { result, inputs } = scoring;
  const stage = result.stages.find((candidate): candidate is ScoredStage => candidate.stage === result.stage && candidate.score !== null);
  if (stage === undefined) throw new Error(`the scorer names stage ${result.stage} of ${inputs.element} and does not describe it`);
  const drivers = driversOf(stage, scoring, context);
  const parts = partContributions(stage.hazards, result);
  const document = headlined(
    {
      ...documentOf(scoring, context),
      status: 'scored',
      score: publishedScore(result.score),
      band: result.band,
      score_without_signals: publishedScore(result.score_without_signals),
      stage: result.stage,
      top_drivers: drivers.top,
      p_stockout_90: publishedProbability(result.p_stockout_90),
      p_stockout_365: publishedProbability(result.p_stockout_365),
      expected_days: publishedDays(result.expected_days),
      expected_tonnes: publishedTonnes(result.expected_tonnes),
      coverage: roundTo(result.coverage, 4),
      hhi: roundTo(worldHhi(inputs, result.stage), 4),
      ...publishedParts(result, scoring.interval),
    },
    context.names,
    inputs.at_stage,
  );
  return {
    document,
    explanation: elementExplanation(scoring, drivers, parts, context),
    exact: {
      score: result.score,
      contributions_sum: Object.values(result.contributions).reduce((sum, points) => sum + points, 0),
      published_hundredths: hundredthsOf(drivers.drivers.map((driver) => driver.points)),
      ...exactParts(result, parts),
    },
    drivers: drivers.byKind,
  };
}

function driversOf(stage: ScoredStage, { inputs, result, evidenceOf, methodology }: Scored, { names }: DocumentContext): PublishedDrivers {
  const context = {
    names,
    buyer: inputs.buyer,
    supply: message('supply_at_stage', { element: inputs.element, stage: stage.stage }),
    ...contextOfSignals(inputs.signals, methodology),
  };
  return publishedDrivers(
    stage.hazards,
    result.score,
    {
      labelOf: (hazard) => driverLabel(hazard, names),
      summaryOf: (hazard) => hazardSummary(hazard, context),
      language: englishWith(names),
    },
    (hazard) => evidenceOf(hazard, stage.stage),
  );
}

/** Numbers are the unrounded doubles of the scorer, days within the horizon, so that everything can be recomputed. */
function elementExplanation(
  scoring: Scored,
  drivers: PublishedDrivers,
  parts: PartContributions,
  { names, brief }: DocumentContext,
): Readonly<Record<string, unknown>> {
  const { result, inputs, methodology, sensitivity } = scoring;
  const { stages, contributions: _contributions, ...exact } = result;
  return {
    identity: identityOf(SCORE_IDENTITY, parts.state_contributions),
    exact,
    drivers: drivers.drivers,
    contributions: drivers.contributions,
    ...parts,
    stages: stages.map((stage) => ({ ...stage, ...stageLabel(stage.stage), hhi: worldHhi(inputs, stage.stage) })),
    counterfactuals: brief === true ? [] : counterfactuals(scoring, names),
    scheduled_steps: brief === true ? [] : scheduledSteps(inputs, methodology, names, (changed) => elementScoreAlone(changed, methodology)),
    sensitivity,
    inputs,
  };
}

function counterfactuals({ result, inputs, methodology }: Scored, names: Names): readonly PublishedWhatIf[] {
  const entries = whatIfs(
    {
      inputs,
      score: result.score,
      scoreOf: (changed) => elementScoreAlone(changed, methodology),
      scoreWithStock: (change) => elementScoreAlone(elementWithStock(inputs, methodology, change), methodology),
      scopes: elementScopes(inputs, methodology),
      given: [
        ['cap65', result.counterfactual_cap65],
        ['even', result.counterfactual_even],
      ],
    },
    methodology,
  );
  return describedWhatIfs(entries, result.band, inputs.buyer, names);
}
