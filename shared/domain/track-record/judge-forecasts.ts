/** Judges forecasts by the outcome record, with the facts that were public on the day of judging. The rules in words are data, not here. */
import { dayNumber } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { ForecastOutcome, JudgingRules } from './judging-rules.ts';
import type { OutcomeRecord, PairRecord, RecordedControl, RecordedDisruption } from './outcome-record.ts';

/** `not_asked`: nothing was in force on the day, so there is no state to judge. */
export type OutcomeVerdict = EventVerdict | 'not_asked';

/** Did a control or disruption outlast the cover of the buyer? */
export type EventVerdict = 'happened' | 'did_not_happen' | 'unknown';

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
export interface JudgedWindow {
  readonly opens: DayNumber;
  readonly closes: DayNumber;
  /** Facts that were public by this day count. */
  readonly judged: DayNumber;
  /** Day up to which all sources were followed; `-Infinity` when one is not listed. */
  readonly followed: DayNumber;
}

/** The window that begins after `asOf`. */
export function judgedWindow(asOf: IsoDate, horizonDays: number, record: OutcomeRecord, rules: JudgingRules): JudgedWindow {
  const opens = dayNumber(asOf);
  const closes = opens + horizonDays;
  const followed = rules.followed_sources.map((id) => {
    const readOn = record.read_on[id];
    return readOn === undefined ? Number.NEGATIVE_INFINITY : dayNumber(readOn);
  });
  return { opens, closes, judged: closes + rules.judging_lag_days, followed: Math.min(...followed) };
}

/** Verdicts on one pair. */
export function judgePair(pair: PairRecord, window: JudgedWindow): PairOutcome {
  const known = knownIn(pair, window);
  const isNew = began(window);
  const newEvents = decided(
    known,
    window.judged,
    ({ start }) => isNew(start),
    ({ known_from }) => isNew(known_from),
  );
  const state = decided(known, window.closes, ({ start }) => dayNumber(start) <= window.opens, wasInForce(window));
  const verdicts = {
    new_event: verdictOn(newEvents, window),
    state: state.length === 0 ? ('not_asked' as const) : verdictOn(state, window),
  };
  return { verdicts: { score: eitherOf(verdicts), ...verdicts }, events: { state, new_event: newEvents } };
}

const isKnown = ({ known_from }: { readonly known_from: IsoDate }, { judged }: JudgedWindow): boolean => dayNumber(known_from) <= judged;

/** The record without what became public after the day of judging, and without what was over, or last seen, before the window. */
function knownIn(pair: PairRecord, window: JudgedWindow): PairRecord {
  return {
    ...pair,
    controls: pair.controls
      .filter((control) => isKnown(control, window))
      .map((control) => ({
        ...control,
        seen: control.seen.filter((row) => isKnown(row, window) && dayNumber(row.seen_to) >= window.opens),
      })),
    disruptions: pair.disruptions.filter((disruption) => isKnown(disruption, window)).filter(ranAfter(window)),
  };
}

/** Is it known to have run on the first day of the window or later, or is no last day known of it at all? */
const ranAfter =
  ({ opens }: JudgedWindow) =>
  ({ last_day }: RecordedDisruption): boolean =>
    last_day === null || dayNumber(last_day) >= opens;

const began =
  ({ opens, closes }: JudgedWindow) =>
  (day: IsoDate): boolean =>
    dayNumber(day) > opens && dayNumber(day) <= closes;

const wasInForce =
  ({ opens }: JudgedWindow) =>
  ({ in_force }: RecordedControl): boolean =>
    in_force.some(({ from, to }) => dayNumber(from) <= opens && (to === null || dayNumber(to) >= opens));

/** Disruptions and controls that the outcome is about, in byte order of id, each with its verdict; lengths are measured up to `until`. A control and the disruption that it made are one event. */
function decided(
  { controls, disruptions, cover_days }: PairRecord,
  until: DayNumber,
  concernsDisruption: (disruption: RecordedDisruption) => boolean,
  concernsControl: (control: RecordedControl) => boolean,
): readonly DecidingEvent[] {
  const verdictOf = (disruption: RecordedDisruption): EventVerdict => outlasts(disruption, cover_days, until);
  const concerned = controls.filter(concernsControl);
  const isOfControl = (disruption: RecordedDisruption): boolean => concerned.some(({ id }) => disruption.controls.includes(id));
  return [
    ...disruptions
      .filter((disruption) => concernsDisruption(disruption) && !isOfControl(disruption))
      .map((disruption) => ({ id: disruption.id, day: disruption.start, verdict: verdictOf(disruption) })),
    ...concerned.map((control) => {
      const told = disruptions.filter((disruption) => disruption.controls.includes(control.id)).map(verdictOf);
      return { id: control.id, day: control.known_from, verdict: told.length > 0 ? worstOf(told) : byTrade(control) };
    }),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Did it last, weighed by what it took away, longer than the cover? Unknown while it could still. */
function outlasts(disruption: RecordedDisruption, coverDays: number, until: DayNumber): EventVerdict {
  const { start, last_day, is_open, binding, loss } = disruption;
  if (binding === 'no') return 'did_not_happen';
  if (binding === 'unknown' || loss === null) return 'unknown';
  const last = last_day === null ? dayNumber(start) : Math.min(dayNumber(last_day), until);
  if ((last - dayNumber(start)) * loss > coverDays) return 'happened';
  return is_open ? 'unknown' : 'did_not_happen';
}

/** Trade that did not fall speaks against the control; trade that fell does not tell for how long. */
function byTrade({ seen }: RecordedControl): EventVerdict {
  const latest = seen.toSorted((a, b) => (a.seen_to < b.seen_to ? -1 : 1)).at(-1);
  return latest?.below === false ? 'did_not_happen' : 'unknown';
}

function worstOf(verdicts: readonly EventVerdict[]): EventVerdict {
  if (verdicts.includes('happened')) return 'happened';
  return verdicts.includes('unknown') ? 'unknown' : 'did_not_happen';
}

function verdictOn(events: readonly DecidingEvent[], { followed, closes }: JudgedWindow): EventVerdict {
  const verdict = worstOf(events.map((event) => event.verdict));
  return verdict === 'did_not_happen' && followed < closes ? 'unknown' : verdict;
}

/** The verdict on the score; a part that is not asked did not happen. */
function eitherOf({ state, new_event }: Readonly<Record<'state' | 'new_event', OutcomeVerdict>>): EventVerdict {
  return worstOf([state, new_event].filter((verdict) => verdict !== 'not_asked'));
}
