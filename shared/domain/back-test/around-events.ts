/** Scores before and after well-known controls: their level before, and how high and how late they rose after. */

import type { Pair } from '../outcomes/pairs.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { BackTestHistory } from './history.ts';
import { everyDays } from './origins.ts';
import type { EventCurve, ScoreAroundEvent } from './report.ts';
import { type ScoreReader, scoreOn } from './score-forecasts.ts';

/** Days from the announcement for which the score is given. */
const SHOWN_DAYS = [-365, -90, -30, -1, 0, 1, 30, 90, 180] as const;
const LOOK_DAYS = 365;
const CURVE_STEP_DAYS = 7;
const SCORE_DIGITS = 2;

const rounded = (value: number): number => Number(value.toFixed(SCORE_DIGITS));

/** Pairs of the shown buyers that the controls of a day hit. */
function pairsHit(history: BackTestHistory, event: DayNumber): readonly Pair[] {
  const { pairs, outcomes, settings } = history;
  return pairs.filter((pair, i) => settings.shown_buyers.includes(pair.buyer) && outcomes.control[i]?.includes(event));
}

function aroundEvent(event: DayNumber, pair: Pair, last: DayNumber, readers: EventReaders, movedPoints: number): ScoreAroundEvent {
  const horizon = readers.published.index.methodology.parameters.horizon_days;
  const scoreAt = (day: DayNumber) => scoreOn(day, pair, readers.published, horizon).score;
  const eve = scoreAt(event - 1);
  const shown = SHOWN_DAYS.map((from) => {
    return [String(from), event + from > last ? null : rounded(scoreAt(event + from))] as const;
  });
  let [peak, peakDay, moved] = [Number.NEGATIVE_INFINITY, 0, null as number | null];
  for (const day of everyDays(event, Math.min(last, event + LOOK_DAYS), 1)) {
    const score = scoreAt(day);
    if (score > peak) [peak, peakDay] = [score, day - event];
    if (moved === null && Math.abs(score - eve) >= movedPoints) moved = day - event;
  }
  return {
    event: isoDate(event),
    element: pair.element,
    buyer: pair.buyer,
    score: Object.fromEntries(shown),
    refit_on_the_eve: rounded(scoreOn(event - 1, pair, readers.refit, horizon).score),
    peak_after: rounded(peak),
    peak_day: peakDay,
    moved_after_days: moved,
  };
}

interface EventReaders {
  readonly published: ScoreReader;
  readonly refit: ScoreReader;
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);

function curveOf(event: DayNumber, pairs: readonly Pair[], last: DayNumber, history: BackTestHistory, reader: ScoreReader): EventCurve {
  const horizon = reader.index.methodology.parameters.horizon_days;
  const days = everyDays(-LOOK_DAYS, LOOK_DAYS, CURVE_STEP_DAYS);
  const scores = days.map((from) => (event + from > last ? [] : pairs.map((pair) => scoreOn(event + from, pair, reader, horizon))));
  const measures = history.data.policy.filter(({ mapping, known_from }) => mapping !== null && lastDayOf(known_from) === event);
  return {
    event: isoDate(event),
    measures: measures.map(({ id }) => id).sort(),
    pairs: pairs.length,
    days,
    score: scores.map((list) => meanOf(list.map(({ score }) => score))),
    score_without_signals: scores.map((list) => meanOf(list.map(({ withoutSignals }) => withoutSignals))),
  };
}

/** Scores around each of the shown days, for every pair that was hit, and their mean as a curve. */
export function aroundEvents(history: BackTestHistory, readers: EventReaders) {
  const { settings } = history;
  const last = dayNumber(settings.last_day);
  const events = settings.shown_events.map((event: IsoDate) => ({ day: dayNumber(event), pairs: pairsHit(history, dayNumber(event)) }));
  return {
    around_events: events.flatMap(({ day, pairs }) => pairs.map((pair) => aroundEvent(day, pair, last, readers, settings.moved_points))),
    event_curves: events.map(({ day, pairs }) => curveOf(day, pairs, last, history, readers.published)),
  };
}
