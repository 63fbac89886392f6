/** Scores of the judged forecasts of published runs, and the misses first. */
import * as z from 'zod';
import type { Frozen } from '../vocabulary/frozen.ts';
import { count, day } from './forecast-sheet.ts';
import { decidingReportSchema, type JudgedForecast, type Judgement } from './judgement.ts';
import { FORECAST_OUTCOMES, type ForecastOutcome } from './judging-rules.ts';

const BINS = [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;
const DIGITS = 4;

const published = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Number(value.toFixed(DIGITS));

const figure = z.number().nullable();
const outcome = z.enum(FORECAST_OUTCOMES);

/** In bins of probability. */
function reliabilityBins(known: readonly KnownOutcome[]): OutcomeScores['reliability'] {
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

/** Over all judged runs, of which each is one origin. */
export const outcomeScoresSchema = z
  .strictObject({
    outcome,
    origins: count,
    forecasts: count,
    happened: count,
    event_days: count,
    unknown: count,
    not_forecast: count,
    mean_forecast: figure,
    brier: figure,
    benchmark: z.strictObject({ forecasts: count, brier: figure }),
    brier_skill: figure,
    reliability: z.array(
      z.strictObject({
        from: z.number(),
        to: z.number(),
        forecasts: count,
        mean_forecast: figure,
        observed: figure,
      }),
    ),
    reason: z.string().nullable(),
  })
  .describe('How good the published forecasts were.');
export type OutcomeScores = Frozen<z.infer<typeof outcomeScoresSchema>>;

/** With its distance from what happened. */
export const forecastMissSchema = z
  .strictObject({
    run_id: z.string(),
    as_of: day,
    id: z.string(),
    buyer: z.string(),
    outcome,
    forecast: z.number(),
    happened: z.boolean(),
    squared_error: z.number(),
    events: z.array(decidingReportSchema),
  })
  .describe('A judged forecast.');
export type ForecastMiss = Frozen<z.infer<typeof forecastMissSchema>>;

type KnownOutcome = Readonly<{
  run: Judgement;
  judged: JudgedForecast;
  probability: number;
  verdict: 'happened' | 'did_not_happen';
  /** Base rate known at the time of the forecast. */
  benchmark: number | null;
}>;

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

const squaredError = (probability: number, verdict: KnownOutcome['verdict']) =>
  (probability - (verdict === 'happened' ? 1 : 0)) ** 2;

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

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

/** The largest squared error first. */
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

const placeOf = ({ run_id, id, buyer }: ForecastMiss) => `${run_id} ${id} ${buyer}`;
