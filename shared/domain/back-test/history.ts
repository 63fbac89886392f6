/** Pairs, forecast origins and outcomes that all parts of the back-test share. */

import { measuresFrom } from '../facts/policy-measures.ts';
import { indexReferenceData, type ReferenceIndex } from '../facts/reference-index.ts';
import { memoized } from '../numbers/memoized.ts';
import { type Pair, pairsWithMarket } from '../outcomes/pairs.ts';
import { dayNumber } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import { type Methodology, type MethodologyDocument, methodologyOf } from '../vocabulary/methodology.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import { jeffreysPosterior, meanRate, pooledPosterior, type RatePosterior } from './base-rate.ts';
import { monthlyOrigins } from './origins.ts';
import { controlDays, countUntil, disruptionDays, type OutcomeDays, outlastingDays } from './outcomes.ts';
import { type RefitFacts, refitted, refitValues } from './refit.ts';
import type { BackTestSettings } from './settings.ts';

export const OUTCOMES = ['control', 'disruption', 'outlasting_disruption'] as const;
export type OutcomeName = (typeof OUTCOMES)[number];

export interface BackTestHistory {
  readonly data: ReferenceData;
  readonly settings: BackTestSettings;
  /** Index and methodology that the outcomes are read with: the same for every methodology that is judged. */
  readonly index: ReferenceIndex;
  readonly pairs: readonly Pair[];
  readonly origins: readonly DayNumber[];
  readonly outcomes: Readonly<Record<OutcomeName, OutcomeDays>>;
}

export function backTestHistory(data: ReferenceData, document: MethodologyDocument, settings: BackTestSettings): BackTestHistory {
  const index = indexReferenceData(data, methodologyOf(document));
  const pairs = pairsWithMarket(index, settings.buyers);
  const [since, until] = [dayNumber(settings.clock_start), dayNumber(settings.last_day)];
  return {
    data,
    settings,
    index,
    pairs,
    origins: monthlyOrigins(settings.first_origin, settings.last_day, settings.step_months),
    outcomes: {
      control: controlDays(pairs, index, since, until),
      disruption: disruptionDays(pairs, data.episodes, index.methodology, since, until),
      outlasting_disruption: outlastingDays(pairs, index, since, until),
    },
  };
}

/** Years of the record on a day. */
function recordYears(day: DayNumber, { settings, index }: BackTestHistory): number {
  return (day - dayNumber(settings.clock_start)) / index.methodology.parameters.year_days;
}

/** The base rates of an outcome at an origin: one for all pairs, and one for each pair by partial pooling. */
export function baseRatesAt(day: DayNumber, outcome: OutcomeName, history: BackTestHistory) {
  const days = history.outcomes[outcome];
  const years = recordYears(day, history);
  const counts = days.map((pairDays) => countUntil(pairDays, day));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const pooled: RatePosterior = jeffreysPosterior(all, years * days.length);
  const strength = history.index.methodology.parameters.new_control_prior.beta;
  return { pooled, byPair: counts.map((count) => pooledPosterior(meanRate(pooled), strength, count, years)) };
}

/** Pairs on which the prior of new controls was fitted: the element has an origin of the signals with a share of the highest tier. */
function priorPairs({ index, pairs }: BackTestHistory): readonly Pair[] {
  const { signal_origin, new_control_tier } = index.methodology.parameters;
  const isTopTier = (element: string) =>
    index
      .stagesOf(element)
      .some((stage) => index.shares(element, stage).some((row) => row.country === signal_origin && row.share >= new_control_tier.high));
  return pairs.filter(({ element }) => isTopTier(element));
}

function refitFacts(history: BackTestHistory): RefitFacts {
  const { data, index, settings } = history;
  const origin = index.methodology.parameters.signal_origin;
  const [since, until] = [dayNumber(settings.clock_start), dayNumber(settings.last_day)];
  return {
    clock_start: settings.clock_start,
    prior_days: controlDays(priorPairs(history), index, since, until, origin),
    episodes: data.episodes,
    ...measuresFrom(data),
  };
}

/** The methodology of a day: the published one, or the one fitted again on what was known. */
export type MethodologyOnDay = (day: DayNumber) => Methodology;

export function refittedOnDay(history: BackTestHistory, facts: RefitFacts = refitFacts(history)): MethodologyOnDay {
  const { methodology } = history.index;
  return memoized((day: DayNumber) => refitted(methodology, refitValues(facts, methodology, day), history.settings.clock_start));
}
