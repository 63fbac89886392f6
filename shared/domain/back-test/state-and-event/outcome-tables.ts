/** The outcomes by which the two parts of a score are judged apart, for all days and pairs of a grid. What counts is decided in `outcomes`. */
import { controlsOnPair } from '../../outcomes/controls-on-pair.ts';
import {
  historyKnownBy,
  type InForce,
  outlastingEvent,
  type PairHistory,
  stateInForce,
  type WindowOutcome,
} from '../../outcomes/judge-pair.ts';
import { readingRowsOnPair } from '../../outcomes/readings-on-pair.ts';
import type { CountryCode } from '../../vocabulary/scoring-inputs.ts';
import type { OutcomeDays } from '../outcomes.ts';
import { type GridOutcome, type JudgedGrid, lastDayFollowed, NOT_ASKED, type OutcomeTable, outcomeTable, UNKNOWN } from './judged-grid.ts';

/** Histories of the pairs of a grid, in their order, with all that is known today: a replay is judged on the day on which it is made. */
export function pairHistories({ index, pairs, rules }: JudgedGrid): readonly PairHistory[] {
  return pairs.map((pair) =>
    historyKnownBy(controlsOnPair(index, pair, rules), readingRowsOnPair(index, pair, rules), Number.POSITIVE_INFINITY),
  );
}

const notAsked: GridOutcome = { happened: NOT_ASKED, resolvedOn: Number.POSITIVE_INFINITY, eventDay: null };

const CODES = { happened: 1, did_not_happen: 0, unknown: UNKNOWN, not_asked: NOT_ASKED } as const;
const gridOutcome = ({ verdict, resolvedOn, eventDay }: WindowOutcome): GridOutcome => ({ happened: CODES[verdict], resolvedOn, eventDay });

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

/** A control or disruption begins in the window and outlasts the cover; asked of windows that ended while the tables were followed. */
export function outlastingEventTable(grid: JudgedGrid, histories: readonly PairHistory[], horizonDays: number): OutcomeTable {
  const last = lastDayFollowed(grid);
  return outcomeTable(grid, (day, number) => {
    const window = { opens: day, closes: day + horizonDays };
    if (window.closes > last) return notAsked;
    return gridOutcome(outlastingEvent(histories[number] as PairHistory, window, grid.rules));
  });
}

/** The state of what is in force; asked also of windows that have not ended, and judged by the part that was followed. */
export function stateTable(grid: JudgedGrid, histories: readonly PairHistory[], horizonDays: number, what: InForce): OutcomeTable {
  return outcomeTable(grid, (day, number) =>
    gridOutcome(stateInForce(histories[number] as PairHistory, { opens: day, closes: day + horizonDays }, grid.rules, what)),
  );
}
