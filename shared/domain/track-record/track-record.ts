/**
 * The track record: scores of the judged forecasts of published runs, with how much they rest on, and the
 * misses first.
 */
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { DecidingReport, JudgedForecast, Judgement } from './judgement.ts';
import { FORECAST_OUTCOMES, type ForecastOutcome } from './judging-rules.ts';

const BINS = [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;
const DIGITS = 4;

/** Rounded for publication. */
const published = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Number(value.toFixed(DIGITS));

/** Forecasts between two probabilities, and how often the outcome came. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly forecasts: number;
  readonly mean_forecast: number | null;
  readonly observed: number | null;
}

/** Forecasts in bins of probability, and how often the outcome came in each. */
function reliabilityBins(known: readonly KnownOutcome[]): readonly ReliabilityBin[] {
  return BINS.slice(0, -1).map((from, i) => {
    const to = BINS[i + 1] as number;
    const inBin = known.filter(({ probability }) => probability >= from && (probability < to || to === 1));
    const share = (total: number) => (inBin.length === 0 ? null : published(total / inBin.length));
    return {
      from,
      to,
      forecasts: inBin.length,
      mean_forecast: share(inBin.reduce((sum, { probability }) => sum + probability, 0)),
      observed: share(inBin.filter(({ verdict }) => verdict === 'happened').length),
    };
  });
}

/** Figures of one outcome over all judged runs. */
export interface OutcomeScores {
  readonly outcome: ForecastOutcome;
  /** Judged runs: each is one origin. */
  readonly origins: number;
  /** Forecasts with a known outcome: what every figure is made of. */
  readonly forecasts: number;
  readonly happened: number;
  /** Days from which the reports behind `happened` speak, each once. */
  readonly event_days: number;
  /** Forecasts whose outcome is not known: left out, not counted as no. */
  readonly unknown: number;
  /** Elements and buyers without a forecast of this kind. */
  readonly not_forecast: number;
  /** Mean forecast, 0 ... 1. */
  readonly mean_forecast: number | null;
  readonly brier: number | null;
  /** The constant that was known when the forecasts were made, over the forecasts for which there was one. */
  readonly benchmark: { readonly forecasts: number; readonly brier: number | null };
  /** 1 - Brier / Brier of the benchmark, over the forecasts with a benchmark. */
  readonly brier_skill: number | null;
  readonly reliability: readonly ReliabilityBin[];
  /** Why the figures are null; null when they are not. */
  readonly reason: string | null;
}

/** A judged forecast with its distance from what happened. */
export interface ForecastMiss {
  readonly run_id: string;
  readonly as_of: IsoDate;
  readonly id: string;
  readonly buyer: string;
  readonly outcome: ForecastOutcome;
  /** Percent. */
  readonly forecast: number;
  readonly happened: boolean;
  readonly squared_error: number;
  readonly events: readonly DecidingReport[];
}

interface KnownOutcome {
  readonly run: Judgement;
  readonly judged: JudgedForecast;
  /** 0 ... 1. */
  readonly probability: number;
  readonly verdict: 'happened' | 'did_not_happen';
  /** Base rate known at the time of the forecast. */
  readonly benchmark: number | null;
}

/** Forecasts with a known outcome, in the order of the runs. */
function knownOutcomes(judgements: readonly Judgement[], outcome: ForecastOutcome): readonly KnownOutcome[] {
  return judgements.flatMap((run) =>
    run.forecasts.flatMap((judged): readonly KnownOutcome[] => {
      const percent = judged.forecast[outcome];
      const verdict = judged.verdicts[outcome];
      if (percent === null || verdict === 'unknown') return [];
      return [{ run, judged, probability: percent / 100, verdict, benchmark: run.base_rates[outcome].share }];
    }),
  );
}

const squaredError = (probability: number, verdict: KnownOutcome['verdict']): number =>
  (probability - (verdict === 'happened' ? 1 : 0)) ** 2;

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Scores of all outcomes over judged runs. */
export function outcomeScores(judgements: readonly Judgement[]): readonly OutcomeScores[] {
  return FORECAST_OUTCOMES.map((outcome) => scoresOf(judgements, outcome));
}

function scoresOf(judgements: readonly Judgement[], outcome: ForecastOutcome): OutcomeScores {
  const all = judgements.flatMap(({ forecasts }) => forecasts);
  const known = knownOutcomes(judgements, outcome);
  const hits = known.filter(({ verdict }) => verdict === 'happened');
  const eventDays = hits.flatMap(({ judged }) => judged.events);
  const compared = known.flatMap(({ probability, verdict, benchmark }) =>
    benchmark === null
      ? []
      : [{ own: squaredError(probability, verdict), constant: squaredError(benchmark, verdict) }],
  );
  const constant = meanOf(compared.map((one) => one.constant));
  const own = meanOf(compared.map((one) => one.own));
  const forecast = all.filter((judged) => judged.forecast[outcome] !== null);
  return {
    outcome,
    origins: judgements.length,
    forecasts: known.length,
    happened: hits.length,
    event_days: new Set(eventDays.map(({ day }) => day)).size,
    unknown: forecast.filter(({ verdicts }) => verdicts[outcome] === 'unknown').length,
    not_forecast: all.length - forecast.length,
    mean_forecast: published(meanOf(known.map(({ probability }) => probability))),
    brier: published(meanOf(known.map(({ probability, verdict }) => squaredError(probability, verdict)))),
    benchmark: { forecasts: compared.length, brier: published(constant) },
    brier_skill: own === null || constant === null || constant === 0 ? null : published(1 - own / constant),
    reliability: reliabilityBins(known),
    reason: known.length > 0 ? null : reasonOf(judgements.length, forecast.length),
  };
}

function reasonOf(runs: number, forecasts: number): string {
  if (runs === 0) return 'No window that counts has been judged yet.';
  return forecasts === 0
    ? 'The methodology of the judged runs makes no forecast of this kind.'
    : 'Windows were judged, and what happened in them is not known.';
}

/** The judged forecasts of an outcome, the largest squared error first, at most so many. */
export function misses(
  judgements: readonly Judgement[],
  outcome: ForecastOutcome,
  atMost: number,
): readonly ForecastMiss[] {
  return knownOutcomes(judgements, outcome)
    .map(
      ({ run, judged, probability, verdict }): ForecastMiss => ({
        run_id: run.run_id,
        as_of: run.as_of,
        id: judged.id,
        buyer: judged.buyer,
        outcome,
        forecast: judged.forecast[outcome] as number,
        happened: verdict === 'happened',
        squared_error: squaredError(probability, verdict),
        events: judged.events,
      }),
    )
    .sort((a, b) => b.squared_error - a.squared_error || (placeOf(a) < placeOf(b) ? -1 : 1))
    .slice(0, atMost)
    .map((miss) => ({ ...miss, squared_error: published(miss.squared_error) as number }));
}

const placeOf = ({ run_id, id, buyer }: ForecastMiss): string => `${run_id} ${id} ${buyer}`;
