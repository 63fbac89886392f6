/** A country as a subject: the worst element and stage of its hazards, not a sum over elements (section 6 of the specification). */

import type { Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, CountryInputs, CountrySource, Stage } from '../vocabulary/scoring-inputs.ts';
import type { CountryResults, ScoredSupplier } from '../vocabulary/scoring-result.ts';
import { elementStages } from './element-situation.ts';
import { assessStage, scoreOf } from './stage-score.ts';
import { scoreSupplier } from './supplier-score.ts';

/** Hazards of a stage of an element, as far as a country needs them: `CountryInputs` assessed, or stages that were scored already. */
export interface StageHazards {
  readonly element: string;
  readonly stage: Stage;
  readonly hazards: readonly { readonly id: string; readonly Lambda: number }[];
}

/**
 * Scores of countries from hazards; a tie, 0 included, goes to the first element in byte order, then to the earlier stage. Empty when
 * there is no stage: nothing is known of any country then.
 */
export function countryScores(countries: readonly CountryCode[], stages: readonly StageHazards[]): CountryResults {
  const ordered = [...stages].sort((left, right) => (left.element < right.element ? -1 : left.element > right.element ? 1 : 0));
  const results: Record<CountryCode, CountryResults[CountryCode]> = {};
  for (const country of countries) {
    for (const { element, stage, hazards } of ordered) {
      let sum = 0;
      for (const { id, Lambda } of hazards) if (id.endsWith(`:${country}`)) sum += Lambda;
      const largest = results[country];
      if (largest === undefined || sum > largest.Lambda) results[country] = { score: scoreOf(sum), element, stage, Lambda: sum };
    }
  }
  return results;
}

/** A country as the source where it is worst, with every hazard of it. */
export interface ScoredCountrySource extends Pick<CountrySource, 'element' | 'stage' | 'inputs'> {
  readonly result: ScoredSupplier;
}

/** The source with the largest cumulative hazard; a tie goes to the first. Null for a country that is no source of anything. */
export function worstCountrySource(sources: readonly CountrySource[], methodology: Methodology): ScoredCountrySource | null {
  let worst: ScoredCountrySource | null = null;
  for (const source of sources) {
    const result = scoreSupplier(source.inputs, methodology);
    if (result.score !== null && (worst === null || result.Lambda > worst.result.Lambda)) worst = { ...source, result };
  }
  return worst;
}

/**
 * Country -> its largest hazard sum over elements and stages, for the buyer of the elements; with sources, its score as the worst of these, and what
 * it adds to the worst element beside it.
 */
export function scoreCountries(inputs: CountryInputs, methodology: Methodology): CountryResults {
  const stages = Object.entries(inputs.elements).flatMap(([element, elementInputs]) =>
    elementStages(elementInputs, methodology).flatMap(({ stage, situation }): StageHazards[] =>
      situation === null ? [] : [{ element, stage, hazards: assessStage(situation).hazards }],
    ),
  );
  const inElements = countryScores(inputs.countries, stages);
  const { sources } = inputs;
  if (sources === undefined) return inElements;
  return Object.fromEntries(
    inputs.countries.flatMap((country) => {
      const worst = worstCountrySource(sources[country] ?? [], methodology);
      if (worst === null) return [];
      const { element, stage, result } = worst;
      const { score, Lambda } = result;
      return [[country, { score, element, stage, Lambda, element_points: inElements[country]?.score ?? null }]];
    }),
  );
}
