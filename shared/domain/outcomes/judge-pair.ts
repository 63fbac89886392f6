/**
 * Did something happen to an element and a buyer? The only place where that is decided for published
 * forecasts in
 * the track record. The rules in words are those of `shared/contracts/track-record`.
 */
import type { DayNumber } from '../time/calendar.ts';
import { type ControlOnPair, isInForceOn, type OutcomeRules } from './controls-on-pair.ts';
import { followedUntil, type PairReading, type ReadingRow, readingsOf } from './readings-on-pair.ts';

/** Controls on a pair and readings of its trade, whatever the day. */
export interface PairHistory {
  readonly controls: readonly ControlOnPair[];
  readonly readings: readonly PairReading[];
  /** Last day on which anybody looked at trade; null where nobody did. */
  readonly followedUntil: DayNumber | null;
}

/**
 * A control or disruption outlasted the cover of the buyer, did not, or nobody knows. Unknown is missing,
 * never no.
 */
export type EventVerdict = 'happened' | 'did_not_happen' | 'unknown';

/** `not_asked`: nothing was in force on the day, so there is no state to judge. */
export type OutcomeVerdict = EventVerdict | 'not_asked';

/** A control or a disruption on which an outcome rests, and the day on which it began. */
export interface OutcomeEvent {
  readonly id: string;
  readonly day: DayNumber;
  readonly verdict: EventVerdict;
}

/** An outcome of a window. */
export interface WindowOutcome {
  readonly verdict: OutcomeVerdict;
  /** First day of what happened, or of what was in force; null where there is neither. */
  readonly eventDay: DayNumber | null;
  /** First day on which it could be known. */
  readonly resolvedOn: DayNumber;
  readonly events: readonly OutcomeEvent[];
}

/** The days of a forecast: those after `opens`, up to and including `closes`. */
export interface OutcomeWindow {
  readonly opens: DayNumber;
  readonly closes: DayNumber;
}

/**
 * The history as it could be read on a day: rows that became public later are out, and nothing is known of
 * later days.
 */
export function historyKnownBy(
  controls: readonly ControlOnPair[],
  rows: readonly ReadingRow[],
  day: DayNumber,
): PairHistory {
  const known = rows
    .filter(({ reading }) => reading.knownOn <= day && reading.from <= day)
    .map(({ reading, ofBuyer }) => ({
      reading: reading.to > day ? { ...reading, to: day, open: true } : reading,
      ofBuyer,
    }));
  const readings = readingsOf(known);
  return {
    controls: controls
      .filter(({ knownOn }) => knownOn <= day)
      .map((control) =>
        control.annulledOn !== null && control.annulledOn > day ? { ...control, annulledOn: null } : control,
      ),
    readings,
    followedUntil: followedUntil(readings),
  };
}

/** Did the spell outlast the cover? Unknown where its length or its loss was not seen to the end. */
function outlasted({ below, outlastsOn, to, open }: PairReading): EventVerdict {
  if (below === false) return 'did_not_happen';
  if (below === null || outlastsOn === null) return 'unknown';
  if (outlastsOn <= to) return 'happened';
  return open && outlastsOn !== Number.POSITIVE_INFINITY ? 'unknown' : 'did_not_happen';
}

/**
 * Is there a spell that tells what came of the control? One that never took effect needs none; how trade
 * stood on one day does not tell.
 */
function isSettled(
  { origin, knownOn, annulledOn }: ControlOnPair,
  spells: readonly PairReading[],
  rules: OutcomeRules,
): boolean {
  const belongs = ({ origins, from, to }: PairReading) =>
    origins.includes(origin) &&
    from <= knownOn + rules.spell_days_after_control &&
    to >= knownOn - rules.spell_days_before_control;
  return annulledOn !== null || spells.some(belongs);
}

/** Happened if one did, else unknown if one is, else not. */
export function worstOf(verdicts: readonly EventVerdict[]): EventVerdict {
  if (verdicts.includes('happened')) return 'happened';
  return verdicts.includes('unknown') ? 'unknown' : 'did_not_happen';
}

const verdictsOf = (events: readonly OutcomeEvent[]): EventVerdict =>
  worstOf(events.map(({ verdict }) => verdict));

/**
 * A control or disruption begins in the window and lasts until the cover is used up. Unknown where a control
 * began whose effect nobody reported, or
 * a spell of which loss, length or effect is not known. Where nothing is recorded to have begun, nothing did:
 * whether the tables were followed to
 * the end of the window is left to the caller.
 */
export function outlastingEvent(
  { controls, readings }: PairHistory,
  { opens, closes }: OutcomeWindow,
  rules: OutcomeRules,
): WindowOutcome {
  const inside = (one: DayNumber) => one > opens && one <= closes;
  const spells = readings.filter(({ kind }) => kind === 'spell');
  const begun = spells.filter(({ from }) => inside(from));
  const unsettled = controls.filter(
    (control) => inside(control.knownOn) && !isSettled(control, spells, rules),
  );
  const events = [
    ...begun.map((spell): OutcomeEvent => ({ id: spell.id, day: spell.from, verdict: outlasted(spell) })),
    ...unsettled.map(({ id, knownOn }): OutcomeEvent => ({ id, day: knownOn, verdict: 'unknown' })),
  ];
  return {
    verdict: verdictsOf(events),
    eventDay: events.find(({ verdict }) => verdict === 'happened')?.day ?? null,
    resolvedOn: Math.max(closes, ...begun.map(({ knownOn }) => knownOn)),
    events,
  };
}

/** Which states are asked about: controls of the policy table alone, or disruptions that run as well. */
export type InForce = 'controls' | 'controls_and_disruptions';

const isRunning = ({ kind, below, from, to }: PairReading, day: DayNumber): boolean =>
  kind === 'spell' && below === true && from <= day && to > day;

/**
 * Was the cover used up by the spell on some day up to the last one of the window? Unknown where it may have
 * been after it was last seen.
 */
function usedUpCover({ below, outlastsOn, to, open }: PairReading, closes: DayNumber): EventVerdict {
  if (below === false) return 'did_not_happen';
  if (below === null || outlastsOn === null) return 'unknown';
  if (outlastsOn <= Math.min(to, closes)) return 'happened';
  return open && outlastsOn <= closes ? 'unknown' : 'did_not_happen';
}

/**
 * The state of what is in force: supply is below what it was until the cover is used up, on some day of the
 * window. Asked where something is in force; judged by
 * the part of the window that was followed, if that is as long as the rules ask, else unknown. A second spell
 * under a control in force counts.
 */
export function stateInForce(
  history: PairHistory,
  { opens, closes }: OutcomeWindow,
  rules: OutcomeRules,
  what: InForce,
): WindowOutcome {
  const { controls, readings, followedUntil: followed } = history;
  const inForce = controls.filter((control) => isInForceOn(control, opens));
  const running = what === 'controls' ? [] : readings.filter((reading) => isRunning(reading, opens));
  const begun = [...inForce.map(({ knownOn }) => knownOn), ...running.map(({ from }) => from)];
  if (begun.length === 0)
    return { verdict: 'not_asked', eventDay: null, resolvedOn: Number.POSITIVE_INFINITY, events: [] };
  const since = Math.max(...begun);
  const ids = new Set(inForce.map(({ id }) => id));
  const isOfMeasureInForce = ({ from, measures }: PairReading) =>
    from <= opens || measures.some((measure) => ids.has(measure));
  const spells = readings.filter(
    (reading) =>
      reading.kind === 'spell' && reading.to > opens && reading.from <= closes && isOfMeasureInForce(reading),
  );
  const resolvedOn = Math.max(
    Math.min(closes, followed ?? closes),
    ...readings.filter(({ from }) => from <= closes).map(({ knownOn }) => knownOn),
  );
  const isFollowed =
    followed !== null && followed >= opens + Math.min(closes - opens, rules.least_followed_days);
  const found = spells.map(
    (spell): OutcomeEvent => ({
      id: spell.id,
      day: spell.from,
      verdict: isFollowed ? usedUpCover(spell, closes) : 'unknown',
    }),
  );
  const told = new Set(spells.flatMap(({ measures }) => measures));
  const untold = [...new Map(inForce.map(({ id, knownOn }) => [id, knownOn]))].filter(
    ([id]) => !told.has(id),
  );
  const events = [
    ...found,
    ...untold.map(
      ([id, day]): OutcomeEvent => ({ id, day, verdict: isFollowed ? 'did_not_happen' : 'unknown' }),
    ),
  ];
  const verdict = isFollowed ? verdictsOf(events) : 'unknown';
  return {
    verdict,
    eventDay: events.find((event) => event.verdict === 'happened')?.day ?? since,
    resolvedOn,
    events,
  };
}
