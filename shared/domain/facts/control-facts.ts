/** Facts on controls beside the measures themselves: how often origins made new ones, and what trade did under those in force. */
import { dayNumber, isoDate } from '../time/calendar.ts';
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import type { ControlOutcomeRow } from '../vocabulary/reference-data.ts';
import type { ControlOutcome, CountryCode, ElementInputs, IsoDate } from '../vocabulary/scoring-inputs.ts';
import { controlRecord, emptyRecord } from './control-record.ts';
import type { ReferenceIndex } from './reference-index.ts';

export type ControlFacts = Pick<ElementInputs, 'control_record' | 'control_outcomes'>;

/** The elements, origins and destinations of a subject, which decide which controls concern it. */
export interface ControlScope {
  readonly elements: readonly string[];
  readonly origins: readonly CountryCode[];
  /** Countries where its goods go: the buyer, and whoever processes or feeds on the way. */
  readonly destinations: readonly CountryCode[];
}

/** The record of every origin against every destination, and the outcomes for the elements, as known by the earlier of the two days. */
export function controlFacts(index: ReferenceIndex, { elements, ...of }: ControlScope, asOf: IsoDate, knownAt: DayNumber): ControlFacts {
  const { methodology, remembered } = index;
  const knowledge = Math.min(dayNumber(asOf), knownAt);
  const day = { day: knowledge, knownAt: knowledge, horizonDays: methodology.parameters.horizon_days };
  const origins = [...new Set(of.origins)].sort();
  const nothing = emptyRecord(day, methodology);
  const recordOf = (destination: CountryCode) => {
    const all = remembered(`control record|${destination}|${isoDate(knowledge)}`, () =>
      controlRecord(index, destination, day, index.measuresKnown(null, knowledge)),
    );
    return Object.fromEntries(origins.map((origin) => [origin, all[origin] ?? nothing]));
  };
  return {
    control_record: Object.fromEntries([...new Set(of.destinations)].sort().map((destination) => [destination, recordOf(destination)])),
    control_outcomes: outcomesKnown(index, elements, knowledge).map(outcomeFrom),
  };
}

/** Rows on what trade did in the elements, in the order of the table. */
export const outcomesKnown = (
  { data: { control_outcomes: rows = [] } }: ReferenceIndex,
  elements: readonly string[],
  knowledge: DayNumber,
): readonly ControlOutcomeRow[] =>
  rows.filter((row) => row.elements.some((element) => elements.includes(element)) && lastDayOf(row.known_from) <= knowledge);

const outcomeFrom = ({ id, measure, elements, stages, buyer, seen_to, below, known_from }: ControlOutcomeRow): ControlOutcome => {
  return { id, measure, elements, stages, buyer, seen_to, below, known_from };
};
