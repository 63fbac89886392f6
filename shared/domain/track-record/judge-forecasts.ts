/** Judges forecasts by the outcome record. What happened is decided in `outcomes`; the rules in words are data, not here. */
import {
  type EventVerdict,
  historyKnownBy,
  type OutcomeEvent,
  type OutcomeVerdict,
  type OutcomeWindow,
  outlastingEvent,
  stateInForce,
  worstOf,
} from '../outcomes/judge-pair.ts';
import { type DayNumber, dayNumber, isoDate } from '../time/calendar.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { ForecastOutcome, JudgingRules } from './judging-rules.ts';
import { controlOf, type OutcomeRecord, type PairRecord, readingRowOf } from './outcome-record.ts';

/** A control or a disruption that decided an outcome, and the day on which it began. */
export interface DecidingEvent {
  readonly id: string;
  readonly day: IsoDate;
  readonly verdict: EventVerdict;
}

/** The outcome for one element and buyer after a day: a verdict on each part of its forecast, and the events it rests on. */
export interface PairOutcome {
  readonly verdicts: Readonly<Record<ForecastOutcome, OutcomeVerdict>>;
  readonly events: Readonly<Record<Exclude<ForecastOutcome, 'score'>, readonly DecidingEvent[]>>;
}

/** The window of a forecast as day numbers. */
export interface JudgedWindow extends OutcomeWindow {
  /** Day up to which all sources were followed; `-Infinity` when one is not listed. */
  readonly followed: DayNumber;
}

/** The window that begins after `asOf`. */
export function judgedWindow(asOf: IsoDate, horizonDays: number, record: OutcomeRecord, rules: JudgingRules): JudgedWindow {
  const opens = dayNumber(asOf);
  const followed = rules.followed_sources.map((id) => {
    const readOn = record.read_on[id];
    return readOn === undefined ? Number.NEGATIVE_INFINITY : dayNumber(readOn);
  });
  return { opens, closes: opens + horizonDays, followed: Math.min(...followed) };
}

/** Judges windows of one pair by what was public on a day. */
export function pairJudge(
  { controls, readings }: PairRecord,
  knownOn: DayNumber,
  rules: JudgingRules,
): (window: JudgedWindow) => PairOutcome {
  const history = historyKnownBy(controls.map(controlOf), readings.map(readingRowOf), knownOn);
  return (window) => {
    const newEvent = outlastingEvent(history, window, rules);
    const state = stateInForce(history, window, rules, 'controls_and_disruptions');
    const isMissed = newEvent.verdict === 'did_not_happen' && window.followed < window.closes;
    const verdicts = { state: state.verdict, new_event: isMissed ? ('unknown' as const) : newEvent.verdict };
    return {
      verdicts: { score: eitherOf(verdicts), ...verdicts },
      events: { state: decidingEvents(state.events), new_event: decidingEvents(newEvent.events) },
    };
  };
}

/** In byte order of the id. */
const decidingEvents = (events: readonly OutcomeEvent[]): readonly DecidingEvent[] =>
  events.map(({ id, day, verdict }) => ({ id, day: isoDate(day), verdict })).sort((a, b) => (a.id < b.id ? -1 : 1));

/** The verdict on the score; a part that is not asked did not happen. */
function eitherOf({ state, new_event }: Readonly<Record<'state' | 'new_event', OutcomeVerdict>>): EventVerdict {
  return worstOf([state, new_event].filter((verdict) => verdict !== 'not_asked'));
}
