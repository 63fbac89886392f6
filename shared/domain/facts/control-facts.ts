/** Facts on controls beside the measures themselves: how often origins made new ones, and what trade did under those in force. */
import { dayNumber, isoDate } from '../time/calendar.ts';
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import type { ControlOutcomeRow } from '../vocabulary/reference-data.ts';
import type { ControlOutcome, CountryCode, ElementInputs, IsoDate } from '../vocabulary/scoring-inputs.ts';
import { type CountedRecord, controlRecord, emptyRecord } from './control-record.ts';
import type { ReferenceIndex } from './reference-index.ts';

export type ControlFacts = Pick<ElementInputs, 'control_record' | 'control_outcomes'>;

/** The elements, origins and destinations of a subject, which decide which controls concern it. */
export interface ControlScope {
  readonly elements: readonly string[];
  readonly origins: readonly CountryCode[];
  /** Countries where its goods go: the buyer, and whoever processes or feeds on the way. */
  readonly destinations: readonly CountryCode[];
}

const knowledgeOf = (asOf: IsoDate, knownAt: DayNumber): DayNumber => Math.min(dayNumber(asOf), knownAt);
const distinct = (codes: readonly CountryCode[]): readonly CountryCode[] => [...new Set(codes)].sort();

/** Origin -> its record against a destination by a day, the same for all subjects. */
function recordAgainst(
  index: ReferenceIndex,
  destination: CountryCode,
  knowledge: DayNumber,
): Readonly<Record<CountryCode, CountedRecord>> {
  const asOf = { day: knowledge, knownAt: knowledge, horizonDays: index.methodology.parameters.horizon_days };
  return index.remembered(`control record|${destination}|${isoDate(knowledge)}`, () =>
    controlRecord(index, destination, asOf, index.measuresKnown(null, knowledge)),
  );
}

/** The record of every origin against every destination, and the outcomes for the elements, as known by the earlier of the two days. */
export function controlFacts(index: ReferenceIndex, scope: ControlScope, asOf: IsoDate, knownAt: DayNumber): ControlFacts {
  const { methodology } = index;
  const knowledge = knowledgeOf(asOf, knownAt);
  const nothing = emptyRecord({ day: knowledge, knownAt: knowledge, horizonDays: methodology.parameters.horizon_days }, methodology);
  const origins = distinct(scope.origins);
  const recordOf = (destination: CountryCode) => {
    const all = recordAgainst(index, destination, knowledge);
    return Object.fromEntries(
      origins.map((origin) => {
        const { n, t } = all[origin] ?? nothing;
        return [origin, { n, t }];
      }),
    );
  };
  return {
    control_record: Object.fromEntries(distinct(scope.destinations).map((destination) => [destination, recordOf(destination)])),
    control_outcomes: outcomesKnown(index, scope.elements, knowledge).map(outcomeFrom),
  };
}

/** Rows that the record of new controls counts, by origin, and those of the outcomes by their measure. */
export interface ControlEvidence {
  readonly record: Readonly<Record<CountryCode, readonly string[]>>;
  readonly outcomes: Readonly<Record<string, readonly string[]>>;
}

/** Evidence of the facts that `controlFacts` gives for the same scope and days. */
export function controlEvidence(index: ReferenceIndex, scope: ControlScope, asOf: IsoDate, knownAt: DayNumber): ControlEvidence {
  const knowledge = knowledgeOf(asOf, knownAt);
  const records = distinct(scope.destinations).map((destination) => recordAgainst(index, destination, knowledge));
  const rowsOf = (origin: CountryCode): readonly string[] => [...new Set(records.flatMap((record) => record[origin]?.rows ?? []))];
  const outcomes: Record<string, readonly string[]> = {};
  for (const { measure, row } of outcomesKnown(index, scope.elements, knowledge)) outcomes[measure] = [...(outcomes[measure] ?? []), row];
  return { record: Object.fromEntries(distinct(scope.origins).map((origin) => [origin, rowsOf(origin)])), outcomes };
}

/** Rows on what trade did in the elements, in the order of the table. */
const outcomesKnown = (
  { data: { control_outcomes: rows = [] } }: ReferenceIndex,
  elements: readonly string[],
  knowledge: DayNumber,
): readonly ControlOutcomeRow[] =>
  rows.filter((row) => row.elements.some((element) => elements.includes(element)) && lastDayOf(row.known_from) <= knowledge);

const outcomeFrom = ({ id, measure, elements, stages, buyer, seen_to, below, known_from }: ControlOutcomeRow): ControlOutcome => {
  return { id, measure, elements, stages, buyer, seen_to, below, known_from };
};
