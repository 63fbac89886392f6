import { countryIds } from '#domain/explanations/catalogue-documents.ts';
import type { InputsOfSources } from '#domain/explanations/changes/subject-change.ts';
import { type ConsideredStage, countryDocument } from '#domain/explanations/country-document.ts';
import { countrySourceDocument } from '#domain/explanations/country-source-document.ts';
import { worldHhi } from '#domain/explanations/element-document.ts';
import type { PublishedSubject } from '#domain/explanations/published-subject.ts';
import { driverEvidence } from '#domain/facts/element-evidence.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds } from '#domain/facts/reference-index.ts';
import { countrySources } from '#domain/facts/suppliers/country-sources.ts';
import { memoized } from '#domain/numbers/memoized.ts';
import {
  countryScores,
  type ScoredCountrySource,
  type StageHazards,
  scoreCountries,
  worstCountrySource,
} from '#domain/scores/country-score.ts';
import { supplierHazardAlone } from '#domain/scores/supplier-score.ts';
import { countryTitle } from '#domain/vocabulary/country-names.ts';
import { hasStateAndEvent, type Methodology } from '#domain/vocabulary/methodology.ts';
import { PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import type { CountryInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { CountryResults, ScoredStage, SupplierHazardResult } from '#domain/vocabulary/scoring-result.ts';
import { forEndUse } from './end-use-inputs.ts';
import { measureStates } from './measure-states.ts';
import type { ElementScorer, Found, ScoredElementOfBuyer, ScoringContext, ShadowContext, SubjectScoring } from './scoring-context.ts';

/** All countries of a buyer at once: each is the worst of all elements, so the elements are looked at once. */
interface CountriesOfBuyer {
  readonly elements: ReadonlyMap<string, ScoredElementOfBuyer>;
  readonly results: CountryResults;
  /** Version -> the same under another methodology. */
  readonly alternatives: readonly (readonly [string, CountryResults])[];
}

/** Countries: the worst element and stage, from the elements' own scores. */
export function countryScoring(context: ScoringContext, elements: ElementScorer): SubjectScoring {
  const countries = countryIds(context.index);
  const ofBuyer = memoized((buyer: string) => countriesOfBuyer(countries, buyer, context, elements));
  return {
    type: 'country',
    subjects: countries.map((id) => ({ type: 'country', id, name: countryTitle(context.context.names.country(id)) })),
    find: (id, buyer) =>
      hasStateAndEvent(context.methodology.parameters)
        ? findSource(id, buyer, ofBuyer(buyer), context)
        : findCountry(id, buyer, ofBuyer(buyer), context),
  };
}

function countriesOfBuyer(
  countries: readonly string[],
  buyer: string,
  { run, index, signals, endUse, alternatives, shadows }: ScoringContext,
  elements: ElementScorer,
): CountriesOfBuyer {
  const scored = new Map(elementIds(index.data).map((id) => [id, elements.scored(id, buyer)]));
  const stages = [...scored].flatMap(([element, { result }]): StageHazards[] =>
    result.stages.flatMap((stage) => (stage.score === null ? [] : [{ element, stage: stage.stage, hazards: stage.hazards }])),
  );
  const inputs = Object.fromEntries([...scored].map(([id, { assembled }]) => [id, assembled.inputs]));
  const customInputs = ({ version }: Methodology) =>
    Object.fromEntries(
      [...scored].map(([id, { assembled, shadows: own }]) => [
        id,
        { ...assembled.inputs, ...own.find(({ methodology }) => methodology.version === version)?.inputs },
      ]),
    );
  const ownSources = alternatives.length === 0 ? {} : sourcesOf(countries, buyer, run, { index, signals: signals.readings }, endUse);
  const ownInputs = { countries, elements: inputs, ...ownSources };
  return {
    elements: scored,
    results: countryScores(countries, stages),
    alternatives: [
      ...alternatives.map((other) => [other.version, scoreCountries(ownInputs, other)] as const),
      ...shadows.map((shadow) => {
        const { methodology } = shadow.index;
        const inputs = { countries, elements: customInputs(methodology), ...sourcesOf(countries, buyer, run, shadow) };
        return [methodology.version, scoreCountries(inputs, methodology)] as const;
      }),
    ],
  };
}

/** Countries as sources, for an alternative that scores them so. */
function sourcesOf(
  countries: readonly string[],
  buyer: string,
  { as_of, known_at }: ScoringContext['run'],
  { index, signals }: Pick<ShadowContext, 'index' | 'signals'>,
  endUse = PUBLISHED_END_USE,
): Pick<CountryInputs, 'sources'> {
  if (!hasStateAndEvent(index.methodology.parameters)) return {};
  const sourcesFrom = (country: string) =>
    countrySources(index, { country, buyer, as_of, known_at, signals }).map((source) => forEndUse(source, endUse));
  return { sources: Object.fromEntries(countries.map((country) => [country, sourcesFrom(country)])) };
}

/** The stage shown for a country: the worst, or, where no hazard of it has any weight, the first at which it supplies the buyer. */
function worstStage(
  country: string,
  { elements, results }: CountriesOfBuyer,
): { readonly of: ScoredElementOfBuyer; readonly stage: ScoredStage } | null {
  const result = results[country];
  for (const [element, of] of elements) {
    for (const stage of of.result.stages) {
      if (stage.score === null || !stage.hazards.some(({ id }) => id.endsWith(`:${country}`))) continue;
      if (result === undefined || result.Lambda === 0 || (result.element === element && result.stage === stage.stage)) return { of, stage };
    }
  }
  return null;
}

/** A country is the worst of what it supplies: with one of these unknown, so is the worst. */
function refusalOfCountry(country: string, buyer: string, { index: { data }, refused, refusalOf }: ScoringContext): string | null {
  if (refused.length === 0) return null;
  const supplied = data.shares.filter((row) => row.country === country && row.share > 0).map(({ element }) => element);
  const reasons = [...new Set(supplied)].map((id) => refusalOf({ type: 'element', id, buyer }));
  return reasons.find((reason) => reason !== null) ?? null;
}

function consideredStages(country: string, { elements }: CountriesOfBuyer): readonly ConsideredStage[] {
  return [...elements].flatMap(([element, { result }]) =>
    result.stages.flatMap((stage) => {
      const hazards = stage.score === null ? [] : stage.hazards.filter(({ id }) => id.endsWith(`:${country}`));
      return hazards.length === 0 ? [] : [{ element, stage: stage.stage, Lambda: hazards.reduce((sum, { Lambda }) => sum + Lambda, 0) }];
    }),
  );
}

function findCountry(country: string, buyer: string, all: CountriesOfBuyer, context: ScoringContext): Found {
  const refusedBecause = refusalOfCountry(country, buyer, context);
  const found = refusedBecause === null ? worstStage(country, all) : null;
  const worst = found === null ? null : { inputs: found.of.assembled.inputs, stage: found.stage };
  const published = countryDocument(
    {
      country,
      buyer,
      worst,
      considered: consideredStages(country, all),
      refusedBecause,
      methodology: context.methodology,
      alternatives: Object.fromEntries(
        all.alternatives.map(([version, other]) => [version, worst === null ? null : (other[country]?.score ?? null)]),
      ),
      evidenceOf: (hazard) => (found === null ? [] : driverEvidence(hazard.id, found.stage.stage, found.of.assembled.evidence)),
    },
    context.context,
  );
  const facts =
    worst === null
      ? { inputs: null, measures: null }
      : { inputs: worst.inputs.stages, measures: measureStates(worst.inputs, context.methodology.parameters) };
  return { published, facts, referenceIndices: {}, evidence: [], draws: null };
}

/** A country as a source, by methodologies that score it so; beside it what it adds to the worst element. */
function findSource(country: string, buyer: string, all: CountriesOfBuyer, context: ScoringContext): Found {
  const { run, index, methodology, signals, endUse } = context;
  const { as_of, known_at } = run;
  const refusedBecause = refusalOfCountry(country, buyer, context);
  const question = { country, buyer, as_of, known_at, signals: signals.readings };
  const sources = refusedBecause === null ? countrySources(index, question).map((source) => forEndUse(source, endUse)) : [];
  const worst = worstCountrySource(sources, methodology);
  const elementInputs = worst === null ? null : (all.elements.get(worst.element)?.assembled.inputs ?? null);
  const published = countrySourceDocument(
    {
      country,
      buyer,
      worst,
      considered: sources.flatMap(({ element, stage, inputs }) => {
        const Lambda = supplierHazardAlone(inputs, methodology);
        return Lambda === null ? [] : [{ element, stage, Lambda }];
      }),
      elementPoints: all.results[country]?.score ?? null,
      refusedBecause,
      methodology,
      alternatives: Object.fromEntries(
        all.alternatives.map(([version, other]) => [version, worst === null ? null : (other[country]?.score ?? null)]),
      ),
      hhi: worst === null || elementInputs === null ? null : worldHhi(elementInputs, worst.stage),
      evidenceOf: (hazard) => sourceEvidence(hazard, worst, all),
    },
    context.context,
  );
  const facts =
    worst === null
      ? { inputs: null, measures: null }
      : { inputs: worst.inputs.sites, measures: measureStates(worst.inputs, methodology.parameters) };
  return { published, facts, referenceIndices: {}, evidence: [], draws: null };
}

interface SketchedSource {
  readonly published: PublishedSubject;
  readonly sources: InputsOfSources;
}

/** A country as a source, without what it adds to elements and the alternatives: enough to tell why its score moved, with the inputs of all its sources. */
export function sketchedSource(country: string, buyer: string, context: ScoringContext): SketchedSource {
  const { run, index, methodology, signals, endUse } = context;
  const { as_of, known_at } = run;
  const refusedBecause = refusalOfCountry(country, buyer, context);
  const question = { buyer, as_of, known_at, signals: signals.readings };
  const sources = refusedBecause === null ? countrySources(index, { country, ...question }).map((source) => forEndUse(source, endUse)) : [];
  const worst = worstCountrySource(sources, methodology);
  const evidence = worst === null ? null : elementInputs(index, { element: worst.element, ...question }).evidence;
  const nothing = { considered: [], elementPoints: null, alternatives: {}, hhi: null };
  const published = countrySourceDocument(
    {
      ...nothing,
      ...{ country, buyer, worst, refusedBecause, methodology },
      evidenceOf: ({ id }) => (worst === null || evidence === null ? [] : driverEvidence(id, worst.stage, evidence)),
    },
    context.context,
  );
  return { published, sources: Object.fromEntries(sources.map(({ element, stage, inputs }) => [`${element} ${stage}`, inputs])) };
}

/** Rows that the hazard of the element rests on at the stage of the source. */
function sourceEvidence(
  { id }: SupplierHazardResult,
  worst: ScoredCountrySource | null,
  { elements }: CountriesOfBuyer,
): readonly string[] {
  const evidence = worst === null ? undefined : elements.get(worst.element)?.assembled.evidence;
  return worst === null || evidence === undefined ? [] : driverEvidence(id, worst.stage, evidence);
}
