/**
 * A methodology with the parameters that were fitted on the events of the back-test fitted again, on what was known at the origin. What
 * cannot be fitted again is listed, so that no look-ahead is silent.
 */

import { datedMeasures, measureOn } from '../measures/measure-state.ts';
import { dayNumber } from '../time/calendar.ts';
import { type DayNumber, firstDayOf } from '../time/partial-date.ts';
import { type ControlClass, type Methodology, newControlEffectOf } from '../vocabulary/methodology.ts';
import type { EpisodeRow } from '../vocabulary/reference-data.ts';
import type { IsoDate, Measure, Relief } from '../vocabulary/scoring-inputs.ts';
import { jeffreysPosterior, meanRate } from './base-rate.ts';
import { type DurationFit, durationsKnown, fitLognormal } from './durations.ts';
import { countUntil, type OutcomeDays } from './outcomes.ts';

/** Facts that the parameters are fitted to; a fit uses only those known at its origin. */
export interface RefitFacts {
  readonly clock_start: IsoDate;
  /** Days with a control of each of the pairs that the prior was fitted on. */
  readonly prior_days: OutcomeDays;
  readonly episodes: readonly EpisodeRow[];
  readonly measures: readonly Measure[];
  readonly reliefs: readonly Relief[];
}

/** Values of one origin; `null`: too few episodes had ended, the published value stands. */
export interface RefitValues {
  readonly prior_mean: number;
  readonly licence_median: number | null;
  readonly ban_median: number | null;
  readonly quota_median: number | null;
  readonly sigma: number | null;
  readonly p_announced: number;
  readonly licence_pi: number;
}

const LICENCES = ['licence', 'licence_by_buyer'];
const BANS = ['coercion_embargo'];
const QUOTAS = ['origin_ban_quota'];
const BINDING_WEIGHT = { yes: 1, partly: 0.5, no: 0, unknown: null } as const;

/** Mean of a probability after `hits` of `n`, with Jeffreys' prior. */
const jeffreysShare = (hits: number, n: number): number => (hits + 0.5) / (n + 1);

/**
 * Part of the packages announced with a later effective date that took effect, among those whose date has come; 0 to 1, with Jeffreys'
 * prior.
 */
function partThatTookEffect({ measures, reliefs }: RefitFacts, origin: string, day: DayNumber): number {
  const packages = new Map<DayNumber, boolean>();
  for (const dated of datedMeasures(measures, reliefs)) {
    const { measure, knownFrom, effectiveFrom } = dated;
    if (!measure.origins.includes(origin) || knownFrom > day || effectiveFrom <= knownFrom || effectiveFrom > day) continue;
    if (measure.effective_from == null || measure.effective_from.length < 10) continue;
    const tookEffect = measureOn(dated, effectiveFrom, effectiveFrom)?.state === 'in_force';
    packages.set(knownFrom, (packages.get(knownFrom) ?? false) || tookEffect);
  }
  return jeffreysShare([...packages.values()].filter(Boolean).length, packages.size);
}

/**
 * Part of the licence notices that bound, among those whose episodes are known; 0 to 1, with Jeffreys' prior. A notice counts by its
 * strongest episode.
 */
function partThatBound({ episodes }: RefitFacts, day: DayNumber): number {
  const notices = new Map<string, number>();
  for (const episode of episodes) {
    const weight = BINDING_WEIGHT[episode.binding];
    if (episode.hazard_type !== 'licence' || weight === null || dayNumber(episode.known_from) > day) continue;
    for (const id of episode.measures) notices.set(id, Math.max(notices.get(id) ?? 0, weight));
  }
  let bound = 0;
  for (const weight of notices.values()) bound += weight;
  return jeffreysShare(bound, notices.size);
}

/** The fits with what was known on the day. */
export function refitValues(facts: RefitFacts, { parameters }: Methodology, day: DayNumber): RefitValues {
  const years = (day - firstDayOf(facts.clock_start)) / parameters.year_days;
  const events = facts.prior_days.reduce((sum, days) => sum + countUntil(days, day), 0);
  const fitOf = (hazardTypes: readonly string[]): DurationFit | null => fitLognormal(durationsKnown(facts.episodes, hazardTypes, day));
  const pooled = fitOf([...LICENCES, ...BANS]);
  return {
    prior_mean: meanRate(jeffreysPosterior(events, years * facts.prior_days.length)),
    licence_median: fitOf(LICENCES)?.median ?? null,
    ban_median: pooled?.median ?? null,
    quota_median: fitOf(QUOTAS)?.median ?? null,
    sigma: pooled?.sigma ?? null,
    p_announced: partThatTookEffect(facts, parameters.signal_origin, day),
    licence_pi: partThatBound(facts, day),
  };
}

/** The methodology with these values; bans on one buyer take the pooled median, as the published ones did. */
export function refitted(methodology: Methodology, values: RefitValues, clockStart: IsoDate): Methodology {
  const { parameters } = methodology;
  const { control_class: classes, new_control_prior: prior } = parameters;
  const effect = newControlEffectOf('default', parameters);
  const withMedian = (name: string, median: number | null, over: Partial<ControlClass> = {}) => {
    const published = classes[name];
    return published === undefined ? {} : { [name]: { ...published, median: median ?? published.median, ...over } };
  };
  return {
    ...methodology,
    parameters: {
      ...parameters,
      new_control_clock_start: clockStart,
      new_control_prior: { alpha: prior.beta * values.prior_mean, beta: prior.beta },
      new_control_effect: { ...effect, median: values.licence_median ?? effect.median, sigma: values.sigma ?? effect.sigma },
      control_sigma: values.sigma ?? parameters.control_sigma,
      p_announced: values.p_announced,
      control_class: {
        ...classes,
        ...withMedian('licence', values.licence_median, { pi: values.licence_pi }),
        ...withMedian('ban', values.ban_median),
        ...withMedian('export_quota', values.quota_median),
      },
    },
  };
}
