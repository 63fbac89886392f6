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
import { type ChainLink, windowOf } from './chain.ts';
import type { ForecastSheet } from './forecast-sheet.ts';
import { FORECAST_OUTCOMES, type ForecastOutcome, type JudgingRules } from './judging-rules.ts';
import { controlOf, type OutcomeRecord, type PairRecord, readingRowOf } from './outcome-record.ts';

/**
 * The judgement of one published run: what was forecast of each element and buyer, and what happened. Made
 * once, and never again.
 */

/** One forecast beside its outcome. */
export interface JudgedForecast {
  readonly id: string;
  readonly buyer: string;
  /** Percent as published; null: there was no such forecast. */
  readonly forecast: Readonly<Record<ForecastOutcome, number | null>>;
  readonly verdicts: PairOutcome['verdicts'];
  readonly events: PairOutcome['events'];
}

/**
 * Share of windows in which an outcome happened, among those with a known outcome; null: there is none yet.
 */
export interface BaseRate {
  readonly share: number | null;
  readonly windows: number;
}

/** A judged run. */
export interface Judgement {
  readonly run_id: string;
  readonly sequence: number;
  readonly link_sha256: string;
  readonly as_of: IsoDate;
  readonly closes: IsoDate;
  readonly judged_from: IsoDate;
  readonly rules_sha256: string;
  /** The run whose facts the outcomes were read from. */
  readonly judged_by: { readonly run_id: string; readonly as_of: IsoDate; readonly inputs_sha256: string };
  readonly base_rates: Readonly<Record<ForecastOutcome, BaseRate>>;
  readonly forecasts: readonly JudgedForecast[];
}

export interface JudgeInputs {
  readonly link: ChainLink;
  /** Sheets of the link. */
  readonly sheets: readonly ForecastSheet[];
  readonly record: OutcomeRecord;
  readonly rules: JudgingRules;
  readonly judgedBy: Judgement['judged_by'];
}

/**
 * Judges the forecasts of elements in a run; pairs that the outcome record does not have are unknown. Throws
 * `RangeError` when the record was made
 * by other rules than those that the run is judged by.
 */
export function judgementOf({ link, sheets, record, rules, judgedBy }: JudgeInputs): Judgement {
  const window = judgedWindow(link.as_of, link.horizon_days, record, rules);
  if (record.rules_version !== rules.version)
    throw new RangeError(
      `run ${link.run_id} is judged by rules ${rules.version}, and the outcome record is of ${record.rules_version}`,
    );
  const judgedOn = window.closes + rules.judging_lag_days;
  const outcomes = new Map(
    record.pairs.map((pair) => [`${pair.element} ${pair.buyer}`, pairJudge(pair, judgedOn, rules)(window)]),
  );
  return {
    run_id: link.run_id,
    sequence: link.sequence,
    link_sha256: link.sha256,
    as_of: link.as_of,
    ...windowOf(link, rules),
    rules_sha256: link.rules_sha256,
    judged_by: judgedBy,
    base_rates: baseRates(link, record, rules),
    forecasts: sheets
      .filter(({ subject_type }) => subject_type === 'element')
      .flatMap(({ buyer, forecasts }) =>
        forecasts.map(({ id, score, state, new_event }) => ({
          id,
          buyer,
          forecast: { score, state, new_event },
          ...(outcomes.get(`${id} ${buyer}`) ?? NOT_RECORDED),
        })),
      ),
  };
}

const NOT_RECORDED: PairOutcome = {
  verdicts: { score: 'unknown', state: 'unknown', new_event: 'unknown' },
  events: { state: [], new_event: [] },
};

/** First days of months from that of a day to the last one. */
function monthlyOrigins(first: IsoDate, last: IsoDate): readonly number[] {
  const origins: number[] = [];
  for (let month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1; ; month++) {
    const day = dayNumber(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
    if (day > dayNumber(last)) return origins;
    origins.push(day);
  }
}

/**
 * The constant that a forecast has to beat: how often each outcome came in windows whose day of judging had
 * come by its day, with the facts that were
 * public on it.
 */
export function baseRates(
  { as_of, horizon_days }: Pick<ChainLink, 'as_of' | 'horizon_days'>,
  record: OutcomeRecord,
  rules: JudgingRules,
): Judgement['base_rates'] {
  const lastOrigin = dayNumber(as_of) - horizon_days - rules.judging_lag_days;
  const origins = monthlyOrigins(rules.benchmark_since, isoDate(lastOrigin));
  const windows = origins.map((day) => judgedWindow(isoDate(day), horizon_days, record, rules));
  const verdicts = record.pairs.flatMap((pair) => {
    const judge = pairJudge(pair, dayNumber(as_of), rules);
    return windows.map((window) => judge(window).verdicts);
  });
  return Object.fromEntries(
    FORECAST_OUTCOMES.map((outcome) => [
      outcome,
      shareOfHappened(verdicts.map((verdict) => verdict[outcome])),
    ]),
  ) as Judgement['base_rates'];
}

function shareOfHappened(verdicts: readonly OutcomeVerdict[]): BaseRate {
  const known = verdicts.filter((verdict) => verdict === 'happened' || verdict === 'did_not_happen');
  const happened = known.filter((verdict) => verdict === 'happened').length;
  return { share: known.length === 0 ? null : happened / known.length, windows: known.length };
}

/** Events that decided an outcome: those of state and new event for the score. */
export function eventsOf({ events }: JudgedForecast, outcome: ForecastOutcome): readonly DecidingEvent[] {
  return outcome === 'score' ? [...events.state, ...events.new_event] : events[outcome];
}

/**
 * Judges forecasts by the outcome record. What happened is decided in `outcomes`; the rules in words are
 * data, not here.
 */

/** A control or a disruption that decided an outcome, and the day on which it began. */
export interface DecidingEvent {
  readonly id: string;
  readonly day: IsoDate;
  readonly verdict: EventVerdict;
}

/**
 * The outcome for one element and buyer after a day: a verdict on each part of its forecast, and the events
 * it rests on.
 */
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
export function judgedWindow(
  asOf: IsoDate,
  horizonDays: number,
  record: OutcomeRecord,
  rules: JudgingRules,
): JudgedWindow {
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
  events
    .map(({ id, day, verdict }) => ({ id, day: isoDate(day), verdict }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** The verdict on the score; a part that is not asked did not happen. */
function eitherOf({
  state,
  new_event,
}: Readonly<Record<'state' | 'new_event', OutcomeVerdict>>): EventVerdict {
  return worstOf([state, new_event].filter((verdict) => verdict !== 'not_asked'));
}
