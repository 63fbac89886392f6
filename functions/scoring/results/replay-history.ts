import { publishedPointsByKind } from '#domain/explanations/published-drivers.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { memoized } from '#domain/numbers/memoized.ts';
import type { SeedOf } from '#domain/numbers/random-stream.ts';
import { type ElementHeadline, scoreElementHeadline } from '#domain/scores/element-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { type CommonDraws, commonDraws, sampleElement } from '#domain/uncertainty/sampling.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import { publishedScore, roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { HistorySeries } from '#functions/ports/score-history.ts';

/**
 * Draws behind the interval of a replayed point. A run takes ten times as many; here there are forty thousand points, and the streams are
 * the same on every date, so that two points still differ by facts and not by noise.
 */
export const REPLAY_DRAWS = 200;

export interface ReplayInputs {
  readonly data: ReferenceData;
  readonly methodology: Methodology;
  readonly seedOf: SeedOf;
  readonly draws: number;
}

/** Dates from `from` on in steps of `everyDays`, up to and including `to`. Throws `RangeError` when `to` is before `from`. */
export function replayDates(from: string, to: string, everyDays: number): readonly string[] {
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (last < first) throw new RangeError(`the replay ends on ${to}, before it begins on ${from}`);
  return Array.from({ length: Math.floor((last - first) / everyDays) + 1 }, (_, n) => isoDate(first + n * everyDays));
}

/** Scores an element with today's code and data on many dates, each with what was known on it; one list of points per buyer. */
export type ReplayElement = (element: string, dates: readonly string[], buyers: readonly string[]) => readonly HistorySeries[];

/** Prepares what all dates and elements share. */
export function elementReplay({ data, methodology, seedOf, draws }: ReplayInputs): ReplayElement {
  const index = indexReferenceData(data, methodology);
  const readSignals = signalReader(data, methodology.parameters);
  const common = commonDraws(methodology, draws, seedOf);
  const signalsOn = memoized((date: string) => readSignals(date).readings);
  return (element, dates, buyers) =>
    buyers.map((buyer) => ({
      subject: { type: 'element', id: element, buyer },
      points: dates.map((as_of) => {
        const { inputs } = elementInputs(index, { element, buyer, as_of, signals: signalsOn(as_of) });
        return replayedPoint(inputs, methodology, seedOf, common);
      }),
    }));
}

function replayedPoint(inputs: ElementInputs, methodology: Methodology, seedOf: SeedOf, common: CommonDraws): HistoryPoint {
  const headline = scoreElementHeadline(inputs, methodology);
  const interval =
    headline.score === null
      ? null
      : sampleElement(inputs, methodology, { seedOf, commonDraws: common, draws: common.draws.length }).interval;
  return {
    as_of: inputs.as_of,
    score: publishedScore(headline.score),
    band: headline.score === null ? 'unknown' : headline.band,
    p05: roundTo(interval?.p05 ?? null, 2),
    p50: roundTo(interval?.p50 ?? null, 2),
    p95: roundTo(interval?.p95 ?? null, 2),
    score_without_signals: headline.score === null ? null : publishedScore(headline.score_without_signals),
    state: headline.score === null ? null : publishedScore(headline.state ?? null),
    new_event: headline.score === null ? null : publishedScore(headline.new_event ?? null),
    stage: headline.score === null ? null : headline.stage,
    drivers: driversOf(headline),
    methodology: methodology.version,
    origin: 'replayed',
    run_id: null,
  };
}

/** Hazard kind -> published points, rounded as in a run. */
function driversOf(headline: ElementHeadline): HistoryPoint['drivers'] {
  if (headline.score === null) return {};
  const hazards = Object.entries(headline.contributions).map(([id, points]) => ({
    id,
    kind: id.split(':')[0] ?? id,
    points,
  }));
  return publishedPointsByKind(hazards, headline.score);
}
