/** The outcomes by which the two parts of a score are judged apart: what begins in the window, and what was in force when it opened. */
import type { DayNumber } from '../../time/partial-date.ts';
import type { CountryCode } from '../../vocabulary/scoring-inputs.ts';
import type { OutcomeDays } from '../outcomes.ts';
import { type ControlOnPair, controlsOnPair } from './controls-on-pair.ts';
import { type JudgedGrid, lastDayFollowed, NOT_ASKED, type OutcomeTable, outcomeTable, type PairOutcome, UNKNOWN } from './judged-grid.ts';
import { followedUntil, type Reading, readingsOnPair } from './readings-on-pair.ts';

/** Controls on a pair and readings of its trade, whatever the day. */
export interface PairHistory {
  readonly controls: readonly ControlOnPair[];
  readonly readings: readonly Reading[];
  /** Last day on which anybody looked at trade; null where nobody did. */
  readonly followedUntil: DayNumber | null;
}

/** Histories of the pairs of a grid, in their order. */
export function pairHistories({ index, pairs }: JudgedGrid): readonly PairHistory[] {
  return pairs.map((pair) => {
    const readings = readingsOnPair(index, pair);
    return { controls: controlsOnPair(index, pair), readings, followedUntil: followedUntil(readings) };
  });
}

/** Days after the first day of a window that have to be followed, for a state to be judged by the part that was. */
export const LEAST_FOLLOWED_DAYS = 90;
/** A spell belongs to a control of its origin when it begins at most so many days before the control became known, or a year after. */
const SPELL_BEFORE_CONTROL_DAYS = 30;
const SPELL_AFTER_CONTROL_DAYS = 365;

const notAsked: PairOutcome = { happened: NOT_ASKED, resolvedOn: Number.POSITIVE_INFINITY, eventDay: null };

/** Days on which a control became known, for every pair; `of` chooses by origin. */
export function controlDaysOf(histories: readonly PairHistory[], of: (origin: CountryCode) => boolean = () => true): OutcomeDays {
  return histories.map(({ controls }) => [...new Set(controls.filter(({ origin }) => of(origin)).map(({ knownOn }) => knownOn))]);
}

/** A control becomes known in the window; asked of windows that have ended. Nothing is unknown: the tables of measures are taken to be whole. */
export function controlTable(grid: JudgedGrid, days: OutcomeDays, horizonDays: number): OutcomeTable {
  const last = lastDayFollowed(grid);
  return outcomeTable(grid, (day, number) => {
    const end = day + horizonDays;
    if (end > last) return notAsked;
    const first = days[number]?.find((one) => one > day && one <= end) ?? null;
    return { happened: first === null ? 0 : 1, resolvedOn: end, eventDay: first };
  });
}

/** Did the spell outlast the cover? null where its length or its loss was not seen to the end. */
function outlasted({ below, outlastsOn, to, open }: Reading): boolean | null {
  if (below !== true) return below;
  if (outlastsOn === null) return null;
  if (outlastsOn <= to) return true;
  return open && outlastsOn !== Number.POSITIVE_INFINITY ? null : false;
}

/** Is there a spell that tells what came of the control? One that never took effect needs none. */
function isSettled({ origin, knownOn, neverTookEffect }: ControlOnPair, spells: readonly Reading[]): boolean {
  const belongs = ({ origins, from, to }: Reading) =>
    origins.includes(origin) && from <= knownOn + SPELL_AFTER_CONTROL_DAYS && to >= knownOn - SPELL_BEFORE_CONTROL_DAYS;
  return neverTookEffect || spells.some(belongs);
}

/**
 * A control or disruption begins in the window and lasts until the cover is used up. Unknown where a control began whose effect nobody reported, or
 * a spell of which loss, length or effect is not known. Where nothing is recorded to have begun, nothing did.
 */
export function outlastingEventTable(grid: JudgedGrid, histories: readonly PairHistory[], horizonDays: number): OutcomeTable {
  const last = lastDayFollowed(grid);
  return outcomeTable(grid, (day, number) => {
    const end = day + horizonDays;
    if (end > last) return notAsked;
    const { controls, readings } = histories[number] as PairHistory;
    const inside = (one: DayNumber) => one > day && one <= end;
    const spells = readings.filter(({ kind }) => kind === 'spell');
    const begun = spells.filter(({ from }) => inside(from));
    const resolvedOn = Math.max(end, ...begun.map(({ knownOn }) => knownOn));
    const first = begun.find((spell) => outlasted(spell) === true);
    if (first !== undefined) return { happened: 1, resolvedOn, eventDay: first.from };
    const unsettled = controls.some((control) => inside(control.knownOn) && !isSettled(control, spells));
    const unknown = unsettled || begun.some((spell) => outlasted(spell) === null);
    return { happened: unknown ? UNKNOWN : 0, resolvedOn, eventDay: null };
  });
}

/** Which states are asked about: controls of the policy table alone, or disruptions that run as well. */
export type InForce = 'controls' | 'controls_and_disruptions';

/** Day on which what is in force began, the latest of several; null where nothing is. */
function inForceSince({ controls, readings }: PairHistory, day: DayNumber, what: InForce): DayNumber | null {
  const begun = [
    ...controls.filter(({ inForceOn }) => inForceOn(day)).map(({ knownOn }) => knownOn),
    ...(what === 'controls' ? [] : readings.filter((reading) => isRunning(reading, day)).map(({ from }) => from)),
  ];
  return begun.length === 0 ? null : Math.max(...begun);
}

const isRunning = ({ kind, below, from, to }: Reading, day: DayNumber): boolean =>
  kind === 'spell' && below === true && from <= day && to > day;

/**
 * The state of what is in force: supply is below what it was until the cover is used up, on some day of the window. Asked where something is in force; judged by
 * the part of the window that was followed, if that is 90 days or more, else unknown. A second spell under a control in force counts.
 */
export function stateTable(grid: JudgedGrid, histories: readonly PairHistory[], horizonDays: number, what: InForce): OutcomeTable {
  const least = Math.min(horizonDays, LEAST_FOLLOWED_DAYS);
  return outcomeTable(grid, (day, number) => {
    const history = histories[number] as PairHistory;
    const since = inForceSince(history, day, what);
    if (since === null) return notAsked;
    const end = day + horizonDays;
    const inForce = new Set(history.controls.filter(({ inForceOn }) => inForceOn(day)).map(({ id }) => id));
    const ofWhatIsInForce = ({ from, measures }: Reading) => from <= day || measures.some((measure) => inForce.has(measure));
    const spells = history.readings.filter(
      (reading) => reading.kind === 'spell' && reading.to > day && reading.from <= end && ofWhatIsInForce(reading),
    );
    const resolvedOn = Math.max(
      Math.min(end, history.followedUntil ?? end),
      ...history.readings.filter(({ from }) => from <= end).map(({ knownOn }) => knownOn),
    );
    if (history.followedUntil === null || history.followedUntil < day + least) return { happened: UNKNOWN, resolvedOn, eventDay: since };
    const usedUp = spells.find(({ below, outlastsOn, to }) => below === true && outlastsOn !== null && outlastsOn <= Math.min(to, end));
    if (usedUp !== undefined) return { happened: 1, resolvedOn, eventDay: usedUp.from };
    const unknown = spells.some(({ below, outlastsOn }) => below === null || (below && outlastsOn === null));
    return { happened: unknown ? UNKNOWN : 0, resolvedOn, eventDay: since };
  });
}
