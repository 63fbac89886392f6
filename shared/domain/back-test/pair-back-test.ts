/** The score and its rivals as forecasts of what hits an element and a buyer. */

import type { SeedOf } from '../numbers/random-stream.ts';
import { quantile } from '../numbers/statistics.ts';
import { dayNumber } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { MethodologyDocument } from '../vocabulary/methodology.ts';
import { probabilityWithin } from './base-rate.ts';
import { type BackTestHistory, baseRatesAt, OUTCOMES, type OutcomeName, refittedOnDay } from './history.ts';
import { happensWithin } from './outcomes.ts';
import type { ForecastSkill, LeadTime, MethodologySummary, ReliabilityTable } from './report.ts';
import { herfindahlForecasts, newControlRates, type ScoreReader, scoreForecasts, scoreReader, withinDays } from './score-forecasts.ts';
import { forecastSkill, type JudgedForecasts, reliabilityBins } from './skill.ts';

/** Shortest block of the bootstrap: an origin. */
const MONTH_DAYS = 30;

/** Forecasts of an origin after the other, for every pair. */
interface NamedForecasts {
  readonly name: string;
  readonly isProbability: boolean;
  readonly values: Float64Array;
}

/** Outcomes and reference forecasts of one outcome and horizon, shared by all forecasts that are judged on them. */
interface Judge {
  readonly outcome: OutcomeName;
  readonly horizonDays: number;
  readonly events: number;
  /** Forecasts that can be judged: the first so many. */
  readonly count: number;
  readonly happened: Uint8Array;
  readonly reference: Float64Array;
  readonly pooled: Float64Array;
  readonly day: Uint16Array;
  readonly block: Uint16Array;
}

function judgeOf(history: BackTestHistory, outcome: OutcomeName, horizonDays: number): Judge {
  const { pairs, settings } = history;
  const last = dayNumber(settings.last_day);
  const origins = history.origins.filter((day) => day + horizonDays <= last);
  const first = origins[0] as number;
  const count = origins.length * pairs.length;
  const judge = {
    happened: new Uint8Array(count),
    reference: new Float64Array(count),
    pooled: new Float64Array(count),
    day: new Uint16Array(count),
    block: new Uint16Array(count),
  };
  const days = history.outcomes[outcome];
  let at = 0;
  for (const [number, origin] of origins.entries()) {
    const rates = baseRatesAt(origin, outcome, history);
    const pooled = probabilityWithin(rates.pooled, horizonDays);
    for (const [i, posterior] of rates.byPair.entries()) {
      judge.happened[at] = happensWithin(days[i] as readonly DayNumber[], origin, horizonDays) ? 1 : 0;
      judge.reference[at] = probabilityWithin(posterior, horizonDays);
      judge.pooled[at] = pooled;
      judge.day[at] = number;
      judge.block[at] = Math.floor((origin - first) / Math.max(horizonDays, MONTH_DAYS));
      at += 1;
    }
  }
  const seen = new Set(days.flat().filter((day) => origins.some((origin) => day > origin && day <= origin + horizonDays)));
  return { outcome, horizonDays, events: seen.size, count, ...judge };
}

function judged(judge: Judge, values: Float64Array): JudgedForecasts {
  const { happened, reference, day, block, count } = judge;
  return { values: values.subarray(0, count), happened, reference, day, block };
}

function skillOf(judge: Judge, { name, isProbability, values }: NamedForecasts, history: BackTestHistory, seedOf: SeedOf): ForecastSkill {
  const { outcome, horizonDays, events } = judge;
  const seed = seedOf(`back-test|${outcome}|${horizonDays}`);
  const named = { forecast: name, outcome, horizon_days: horizonDays, events, isProbability, seed };
  return forecastSkill({ ...named, draws: history.settings.bootstrap_draws }, judged(judge, values));
}

/** Forecasts of a horizon that do not depend on the outcome. */
function forecastsOf(history: BackTestHistory, readers: Readers, rates: Rates, horizonDays: number): readonly NamedForecasts[] {
  const yearDays = history.index.methodology.parameters.year_days;
  const score = scoreForecasts(history, readers.published, horizonDays);
  const refit = scoreForecasts(history, readers.refit, horizonDays);
  const controls = withinDays(rates.published, horizonDays, yearDays);
  const controlsRefit = withinDays(rates.refit, horizonDays, yearDays);
  const probability = (name: string, values: Float64Array) => ({ name, isProbability: true, values });
  return [
    probability('score', score.withSignals),
    probability('score_without_signals', score.withoutSignals),
    probability('score_refit', refit.withSignals),
    probability('new_control_rate', controls.withSignals),
    probability('new_control_rate_without_signals', controls.withoutSignals),
    probability('new_control_rate_refit', controlsRefit.withSignals),
    { name: 'hhi', isProbability: false, values: rates.herfindahl },
  ];
}

interface Readers {
  readonly published: ScoreReader;
  readonly refit: ScoreReader;
}

interface Rates {
  readonly published: ReturnType<typeof newControlRates>;
  readonly refit: ReturnType<typeof newControlRates>;
  readonly herfindahl: Float64Array;
}

/** The scores as published, and with the fitted parameters fitted again at each origin. */
export function readersOf(history: BackTestHistory, document: MethodologyDocument): Readers {
  const published = scoreReader(history, document);
  return { published, refit: { ...published, methodologyOn: refittedOnDay(history) } };
}

const benchmarks = ({ reference, pooled }: Judge): readonly NamedForecasts[] => [
  { name: 'base_rate_by_pair', isProbability: true, values: reference },
  { name: 'base_rate_pooled', isProbability: true, values: pooled },
];

const RELIABILITY_SHOWN = ['score', 'score_refit', 'new_control_rate', 'new_control_rate_refit', 'base_rate_by_pair'];

export interface PairBackTest {
  readonly skill: readonly ForecastSkill[];
  readonly reliability: readonly ReliabilityTable[];
  readonly lead_time: readonly LeadTime[];
}

/** Skill of the score, of its parts and of its rivals at every horizon, for controls and for disruptions. */
export function pairBackTest(history: BackTestHistory, readers: Readers, seedOf: SeedOf): PairBackTest {
  const { horizons_days } = history.settings;
  const { horizon_days: scoreHorizon } = history.index.methodology.parameters;
  const rates = {
    published: newControlRates(history, readers.published),
    refit: newControlRates(history, readers.refit),
    herfindahl: herfindahlForecasts(history),
  };
  const skill: ForecastSkill[] = [];
  const reliability: ReliabilityTable[] = [];
  const lead_time: LeadTime[] = [];
  for (const horizonDays of horizons_days) {
    const forecasts = forecastsOf(history, readers, rates, horizonDays);
    for (const outcome of OUTCOMES) {
      const judge = judgeOf(history, outcome, horizonDays);
      const all = [...forecasts, ...benchmarks(judge)];
      skill.push(...all.map((forecast) => skillOf(judge, forecast, history, seedOf)));
      if (horizonDays !== scoreHorizon) continue;
      for (const { name, values } of all.filter((forecast) => RELIABILITY_SHOWN.includes(forecast.name)))
        reliability.push({ forecast: name, outcome, horizon_days: horizonDays, bins: reliabilityBins(judged(judge, values)) });
      for (const { name, values } of all.filter((forecast) => /^score/.test(forecast.name)))
        lead_time.push(leadTime(name, values, judge, history));
    }
  }
  return { skill, reliability, lead_time };
}

/** Length of the unbroken warning that stood on the last origin before the day, in days up to it; `null` when there was none. */
function leadBefore(
  day: DayNumber,
  warns: (originNumber: number) => boolean,
  origins: readonly DayNumber[],
  longest: number,
): number | null {
  let number = origins.findLastIndex((origin) => origin < day);
  let since: DayNumber | null = null;
  for (; number >= 0 && warns(number); number--) since = origins[number] as number;
  return since === null ? null : Math.min(longest, day - since);
}

/** Warnings before what happened, and warnings after which nothing happened within the horizon. */
function leadTime(forecast: string, values: Float64Array, judge: Judge, history: BackTestHistory): LeadTime {
  const { pairs, origins, outcomes, settings } = history;
  const line = settings.warning_score / 100;
  const leads: (number | null)[] = [];
  for (const [i, days] of outcomes[judge.outcome].entries()) {
    const warns = (number: number) => (values[number * pairs.length + i] as number) >= line;
    for (const day of days) if ((origins[0] as number) < day) leads.push(leadBefore(day, warns, origins, judge.horizonDays));
  }
  const warned = leads.filter((lead) => lead !== null);
  let [warnings, falseWarnings] = [0, 0];
  for (let at = 0; at < judge.count; at++) {
    if ((values[at] as number) < line) continue;
    warnings += 1;
    if (judge.happened[at] === 0) falseWarnings += 1;
  }
  return {
    forecast,
    outcome: judge.outcome,
    warning_score: settings.warning_score,
    hits: leads.length,
    warned: warned.length,
    median_lead_days: warned.length === 0 ? null : quantile(warned, 0.5),
    warnings,
    false_warnings: falseWarnings,
  };
}

/**
 * The score of a methodology as a forecast at its own horizon: a line of the comparison. `history` fixes pairs, origins and outcomes, so
 * that all methodologies are judged by the same.
 */
export function methodologySummary(history: BackTestHistory, document: MethodologyDocument, seedOf: SeedOf): MethodologySummary {
  const reader = scoreReader(history, document);
  const horizonDays = reader.index.methodology.parameters.horizon_days;
  const { withSignals: values } = scoreForecasts(history, reader, horizonDays);
  const figures = OUTCOMES.map((outcome) =>
    skillOf(judgeOf(history, outcome, horizonDays), { name: 'score', isProbability: true, values }, history, seedOf),
  );
  return { version: document.version, figures };
}
