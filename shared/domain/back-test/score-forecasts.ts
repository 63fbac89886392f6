/** The score of a day as a forecast, computed only from what was known on that day. */
import { elementInputs } from '../facts/element-inputs.ts';
import { indexReferenceData, type ReferenceIndex } from '../facts/reference-index.ts';
import { assess, type RatedHazard, type StageSituation } from '../hazards/hazard.ts';
import { newControl } from '../hazards/new-control.ts';
import type { Pair } from '../outcomes/pairs.ts';
import { scoreElementHeadline } from '../scores/element-score.ts';
import { elementStages } from '../scores/element-situation.ts';
import { type SignalReader, signalReader } from '../signals/signal-inputs.ts';
import { herfindahl } from '../supply/reference-indices.ts';
import { isoDate } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import { type MethodologyDocument, methodologyOf, newControlEffectOf } from '../vocabulary/methodology.ts';
import type { ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import type { BackTestHistory, MethodologyOnDay } from './history.ts';

/** Facts, their signals, and the methodology of each day: everything a score of the past needs. */
export interface ScoreReader {
  readonly index: ReferenceIndex;
  readonly readSignals: SignalReader;
  readonly methodologyOn: MethodologyOnDay;
}

/** Reads the scores of a methodology document as it stands. */
export function scoreReader({ data }: Pick<BackTestHistory, 'data'>, document: MethodologyDocument): ScoreReader {
  const index = indexReferenceData(data, methodologyOf(document));
  return { index, readSignals: signalReader(data, index.methodology.parameters), methodologyOn: () => index.methodology };
}

/** The inputs of a pair on a day, with what was known on that day: `known_at` is the day itself. */
export function inputsOn(
  day: DayNumber,
  { element, buyer }: Pair,
  { index, readSignals }: ScoreReader,
  horizonDays: number,
): ElementInputs {
  const as_of = isoDate(day);
  const signals = index.remembered(`signals|${as_of}`, () => readSignals(as_of).readings);
  return elementInputs(index, { element, buyer, as_of, horizon_days: horizonDays, signals }).inputs;
}

export interface ScorePair {
  readonly score: number;
  readonly withoutSignals: number;
}

/** Score of a pair on a day for a horizon. Throws `RangeError` for an element without shares, which is no pair. */
export function scoreOn(day: DayNumber, pair: Pair, reader: ScoreReader, horizonDays: number): ScorePair {
  const result = scoreElementHeadline(inputsOn(day, pair, reader, horizonDays), reader.methodologyOn(day));
  if (result.score === null) throw new RangeError(`${pair.element} has no shares: it cannot be scored`);
  return { score: result.score, withoutSignals: result.score_without_signals };
}

/** Forecasts of all origins and pairs, an origin after the other. */
export interface ForecastTable {
  readonly withSignals: Float64Array;
  readonly withoutSignals: Float64Array;
}

function table({ origins, pairs }: BackTestHistory, forecast: (day: DayNumber, pair: Pair) => ScorePair): ForecastTable {
  const size = origins.length * pairs.length;
  const forecasts = { withSignals: new Float64Array(size), withoutSignals: new Float64Array(size) };
  let at = 0;
  for (const day of origins) {
    for (const pair of pairs) {
      const { score, withoutSignals } = forecast(day, pair);
      forecasts.withSignals[at] = score;
      forecasts.withoutSignals[at] = withoutSignals;
      at += 1;
    }
  }
  return forecasts;
}

/** The score as a probability, for every origin and pair. */
export function scoreForecasts(history: BackTestHistory, reader: ScoreReader, horizonDays: number): ForecastTable {
  return table(history, (day, pair) => {
    const { score, withoutSignals } = scoreOn(day, pair, reader, horizonDays);
    return { score: score / 100, withoutSignals: withoutSignals / 100 };
  });
}

/**
 * Yearly rate of new controls on a pair by the method, whether they bind or not: the sum over origins of the worst stage. This is the part
 * of the method about announcements; the score also requires that the loss outlasts the cover.
 */
export function newControlRates(history: BackTestHistory, reader: ScoreReader): ForecastTable {
  return table(history, (day, pair) => {
    const methodology = reader.methodologyOn(day);
    const inputs = inputsOn(day, pair, reader, methodology.parameters.horizon_days);
    let [score, withoutSignals] = [0, 0];
    for (const { situation } of elementStages(inputs, methodology)) {
      let [tilted, base] = [0, 0];
      // Stages that are assembled have shares, and this hazard is rated.
      for (const { lambda_base, multiplier } of assess(newControl, situation as StageSituation) as readonly RatedHazard[]) {
        const rate = lambda_base / newControlEffectOf('default', methodology.parameters).pi;
        base += rate;
        tilted += rate * multiplier;
      }
      score = Math.max(score, tilted);
      withoutSignals = Math.max(withoutSignals, base);
    }
    return { score, withoutSignals };
  });
}

/** Rates a year as probabilities of at least one event within the days. */
export function withinDays({ withSignals, withoutSignals }: ForecastTable, days: number, yearDays: number): ForecastTable {
  const probability = (rate: number) => -Math.expm1((-rate * days) / yearDays);
  return { withSignals: withSignals.map(probability), withoutSignals: withoutSignals.map(probability) };
}

/** Concentration of world supply at the worse stage, the same on every day: the table has one vintage. */
export function herfindahlForecasts(history: BackTestHistory): Float64Array {
  const { index, pairs, origins } = history;
  const concentrationAt = (element: string, stage: Stage): number =>
    herfindahl(Object.fromEntries(index.shares(element, stage).map((row) => [row.country, row.share]))) as number;
  const values = pairs.map(({ element }) => Math.max(...index.stagesOf(element).map((stage) => concentrationAt(element, stage))));
  return Float64Array.from(origins.flatMap(() => values));
}
