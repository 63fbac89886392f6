/** Section 3.1 of the scoring specification: which measures are known on a day, and in which state they are. */

import { entryOf, recentOf, sameEntries } from '../numbers/memoized.ts';
import { dayNumber } from '../time/calendar.ts';
import { type DayNumber, firstDayOf, lastDayOf } from '../time/partial-date.ts';
import type { AmendmentParameters, Parameters } from '../vocabulary/methodology.ts';
import type { ElementInputs, Measure, Relief } from '../vocabulary/scoring-inputs.ts';

/** The day the score speaks of, what was known, and how far it looks. */
export interface AsOf {
  /** D. */
  readonly day: DayNumber;
  /** K. */
  readonly knownAt: DayNumber;
  /** H. */
  readonly horizonDays: number;
}

/** The day of the score, what is known by then and how far it looks, from the inputs. Throws `RangeError` for a date that does not exist. */
export function asOfOf(inputs: Pick<ElementInputs, 'as_of' | 'known_at' | 'horizon_days'>, parameters: Parameters): AsOf {
  const day = dayNumber(inputs.as_of);
  return {
    day,
    knownAt: inputs.known_at == null ? day : dayNumber(inputs.known_at),
    horizonDays: inputs.horizon_days ?? parameters.horizon_days,
  };
}

/** A relief with its dates as day numbers. */
export interface DatedRelief {
  readonly relief: Relief;
  readonly knownFrom: DayNumber;
  readonly effectiveFrom: DayNumber;
  /** Exclusive; `Infinity` without an end. */
  readonly effectiveTo: DayNumber;
}

/** A measure with its dates as day numbers and the reliefs that name it. */
export interface DatedMeasure {
  readonly measure: Measure;
  readonly knownFrom: DayNumber;
  readonly effectiveFrom: DayNumber;
  readonly effectiveTo: DayNumber;
  /** Ends as they became known, in that order; null when the end holds from the start. */
  readonly endRevisions: readonly { readonly knownFrom: DayNumber; readonly end: DayNumber }[] | null;
  /** `Infinity` without a suspension. */
  readonly suspendedFrom: DayNumber;
  readonly suspendedTo: DayNumber;
  /** Days after the end of a suspension in which no news is no decision. */
  readonly graceDays: number;
  readonly reliefs: readonly DatedRelief[];
}

/** How the dates of the tables are read; without a rule as in 1.0.0. */
export type DateRules = Pick<AmendmentParameters, 'end_dates_inclusive' | 'undecided_lapse_grace_days'>;

const NO_MEASURES: readonly Measure[] = [];
const NO_RELIEFS: readonly Relief[] = [];

/** Dated measures by the tables that they were read from and the rules: a score is asked for again and again with the same tables. */
const datedTables = new WeakMap<readonly Measure[], WeakMap<readonly Relief[], Map<string, readonly DatedMeasure[]>>>();

/**
 * Measures in byte order of their id, with their reliefs in order of (known_from, id). A measure with the same reliefs is the same object
 * each time, so that what was worked out from it can be kept.
 */
export function datedMeasures(
  measures: readonly Measure[] | null | undefined,
  reliefs: readonly Relief[] | null | undefined,
  rules: DateRules = {},
): readonly DatedMeasure[] {
  const byReliefs = entryOf(
    datedTables,
    measures ?? NO_MEASURES,
    () => new WeakMap<readonly Relief[], Map<string, readonly DatedMeasure[]>>(),
  );
  const byRules = entryOf(byReliefs, reliefs ?? NO_RELIEFS, () => new Map<string, readonly DatedMeasure[]>());
  const { end_dates_inclusive: inclusive, undecided_lapse_grace_days: graceDays } = rules;
  return entryOf(byRules, `${inclusive === true}|${graceDays ?? 0}`, () => dateAll(measures ?? NO_MEASURES, reliefs ?? NO_RELIEFS, rules));
}

function dateAll(measures: readonly Measure[], reliefs: readonly Relief[], rules: DateRules): readonly DatedMeasure[] {
  const daysAfterEnd = rules.end_dates_inclusive === true ? 1 : 0;
  const graceDays = rules.undecided_lapse_grace_days ?? 0;
  const dated = reliefs.map((relief) => datedRelief(relief, daysAfterEnd)).sort(byKnowledge);
  return [...measures]
    .sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0))
    .map((measure) =>
      datedMeasure(
        measure,
        dated.filter(({ relief }) => relief.measures.includes(measure.id)),
        daysAfterEnd,
        graceDays,
      ),
    );
}

const endOf = (date: string | null | undefined, daysAfterEnd: number): DayNumber =>
  date == null ? Number.POSITIVE_INFINITY : lastDayOf(date) + daysAfterEnd;

const datedReliefs = new WeakMap<Relief, Map<number, DatedRelief>>();

function datedRelief(relief: Relief, daysAfterEnd: number): DatedRelief {
  const byRule = entryOf(datedReliefs, relief, () => new Map<number, DatedRelief>());
  return entryOf(byRule, daysAfterEnd, () => ({
    relief,
    knownFrom: lastDayOf(relief.known_from),
    effectiveFrom: firstDayOf(relief.effective_from ?? relief.known_from),
    effectiveTo: endOf(relief.effective_to, daysAfterEnd),
  }));
}

/** A measure as it was dated under a rule with some reliefs. */
interface DatedUnder {
  readonly daysAfterEnd: number;
  readonly dated: DatedMeasure;
}

const datedOnes = new WeakMap<Measure, DatedUnder[]>();
/** Ways in which a measure is dated that are kept: as the tables have it, and with what an analysis changes for a moment. */
const MOST_KEPT = 6;

function datedMeasure(measure: Measure, reliefs: readonly DatedRelief[], daysAfterEnd: number, graceDays: number): DatedMeasure {
  const known = entryOf(datedOnes, measure, () => []);
  const isSame = ({ daysAfterEnd: days, dated }: DatedUnder): boolean =>
    days === daysAfterEnd && dated.graceDays === graceDays && sameEntries(dated.reliefs, reliefs);
  return recentOf(known, isSame, MOST_KEPT, () => ({
    daysAfterEnd,
    dated: {
      measure,
      knownFrom: lastDayOf(measure.known_from),
      effectiveFrom: firstDayOf(measure.effective_from ?? measure.known_from),
      effectiveTo: endOf(measure.effective_to, daysAfterEnd),
      endRevisions:
        measure.effective_to_revisions == null || measure.effective_to_revisions.length === 0
          ? null
          : measure.effective_to_revisions
              .map(({ known_from, effective_to }) => ({ knownFrom: lastDayOf(known_from), end: endOf(effective_to, daysAfterEnd) }))
              .sort((left, right) => left.knownFrom - right.knownFrom),
      suspendedFrom: measure.suspended_from == null ? Number.POSITIVE_INFINITY : firstDayOf(measure.suspended_from),
      suspendedTo: endOf(measure.suspended_to, daysAfterEnd),
      graceDays,
      reliefs,
    },
  })).dated;
}

function byKnowledge(left: DatedRelief, right: DatedRelief): number {
  return left.knownFrom - right.knownFrom || (left.relief.id < right.relief.id ? -1 : 1);
}

export type MeasureState = 'announced' | 'in_force' | 'suspended' | 'ended';

/** A measure as it stands on a day, with its dates as they were known. */
export interface MeasureOnDay {
  readonly dated: DatedMeasure;
  readonly state: MeasureState;
  readonly end: DayNumber;
  /** A relief has fixed the end: the measure does not go on after it. */
  readonly endIsFirm: boolean;
  readonly suspensionKnown: boolean;
  readonly suspendedTo: DayNumber;
  /** How far an undecided lapse has become a fact: 0 up to the end of the suspension, 1 when the grace days are over. */
  readonly lapsed: number;
  /** Reliefs that ease the measure on the day, at whatever stage. */
  readonly easings: readonly DatedRelief[];
}

/** The end as it was known: that of the latest revision, or none before the first one. */
function knownEnd({ effectiveTo, endRevisions }: DatedMeasure, knowledge: DayNumber): DayNumber {
  if (endRevisions === null) return effectiveTo;
  return endRevisions.findLast(({ knownFrom }) => knownFrom <= knowledge)?.end ?? Number.POSITIVE_INFINITY;
}

/** The measure on a day, with what was known at `knownAt`; `null` when it was not known then. */
export function measureOn(dated: DatedMeasure, day: DayNumber, knownAt: DayNumber): MeasureOnDay | null {
  const knowledge = Math.min(day, knownAt);
  if (dated.knownFrom > knowledge) return null;
  const suspensionKnown = dated.suspendedFrom <= knowledge;
  let end = knownEnd(dated, knowledge);
  let endIsFirm = false;
  let suspendedTo = dated.suspendedTo;
  const easings: DatedRelief[] = [];
  for (const relief of dated.reliefs) {
    if (relief.knownFrom > knowledge) continue;
    const { kind } = relief.relief;
    if (kind === 'ends' && relief.effectiveFrom <= end) {
      end = relief.effectiveFrom;
      endIsFirm = true;
    } else if (kind === 'extends_suspension' && suspensionKnown) {
      suspendedTo = Math.max(suspendedTo, relief.effectiveTo);
    } else if (kind === 'eases' && relief.effectiveFrom <= day && day < relief.effectiveTo) {
      easings.push(relief);
    }
  }
  const suspended = suspensionKnown && dated.suspendedFrom <= day && day < suspendedTo + dated.graceDays;
  const lapsed = day < suspendedTo ? 0 : suspended ? (day - suspendedTo) / dated.graceDays : 1;
  const state = day >= end ? 'ended' : suspended ? 'suspended' : dated.effectiveFrom <= day ? 'in_force' : 'announced';
  return { dated, state, end, endIsFirm, suspensionKnown, suspendedTo, lapsed, easings };
}
