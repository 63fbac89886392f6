/** Days and pairs that are judged, and the facts by which. */
import type { ReferenceIndex } from '../../facts/reference-index.ts';
import { type OutcomeRules, outcomeIndex } from '../../outcomes/outcome-rules.ts';
import { type Pair, pairsWithMarket } from '../../outcomes/pairs.ts';
import { dayNumber } from '../../time/calendar.ts';
import type { DayNumber } from '../../time/partial-date.ts';
import { type MethodologyDocument, methodologyOf } from '../../vocabulary/methodology.ts';
import type { ReferenceData } from '../../vocabulary/reference-data.ts';
import { monthlyOrigins } from '../origins.ts';
import type { BackTestSettings } from '../settings.ts';

/** Forecasts and outcomes are tables over it: an origin after the other, all pairs of each. */
export interface JudgedGrid {
  readonly data: ReferenceData;
  readonly settings: BackTestSettings;
  /** Numbers by which outcomes are judged. */
  readonly rules: OutcomeRules;
  /** Facts as these rules read them. */
  readonly index: ReferenceIndex;
  readonly pairs: readonly Pair[];
  readonly origins: readonly DayNumber[];
}

/** The grid of a methodology with two parts; what counts as an outcome the rules say. */
export function judgedGrid(
  data: ReferenceData,
  document: MethodologyDocument,
  settings: BackTestSettings,
  rules: OutcomeRules,
): JudgedGrid {
  const index = outcomeIndex(data, methodologyOf(document), rules);
  return {
    data,
    settings,
    rules,
    index,
    pairs: pairsWithMarket(index, settings.buyers),
    origins: monthlyOrigins(settings.first_origin, settings.last_day, settings.step_months),
  };
}

/** Outcomes of the forecasts of a grid, one for each day and pair. */
export interface OutcomeTable {
  /** 1: it happened; 0: it did not; `UNKNOWN`; or `NOT_ASKED` where the question does not arise. */
  readonly happened: Int8Array;
  /** First day on which it could be known. */
  readonly resolvedOn: Float64Array;
  /** First day of what happened, or of what was in force; NaN where there is neither. */
  readonly eventDay: Float64Array;
}

/** Nobody knows: it counts neither for nor against. */
export const UNKNOWN = -1;
/** Nothing was in force, or the window had not ended. */
export const NOT_ASKED = -2;

/** One outcome of one forecast. */
export interface GridOutcome {
  readonly happened: number;
  readonly resolvedOn: DayNumber;
  readonly eventDay: DayNumber | null;
}

/** A table filled from a rule for one pair on one day. */
export function outcomeTable({ origins, pairs }: JudgedGrid, outcomeOf: (day: DayNumber, pairNumber: number) => GridOutcome): OutcomeTable {
  const size = origins.length * pairs.length;
  const table = { happened: new Int8Array(size), resolvedOn: new Float64Array(size), eventDay: new Float64Array(size) };
  let at = 0;
  for (const day of origins) {
    for (const number of pairs.keys()) {
      const { happened, resolvedOn, eventDay } = outcomeOf(day, number);
      table.happened[at] = happened;
      table.resolvedOn[at] = resolvedOn;
      table.eventDay[at] = eventDay ?? Number.NaN;
      at += 1;
    }
  }
  return table;
}

/** Last day on which the facts were followed. */
export const lastDayFollowed = ({ settings }: JudgedGrid): DayNumber => dayNumber(settings.last_day);
