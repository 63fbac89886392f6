/**
 * Controls and readings of trade as they are known, by element and buyer: all that outcomes are judged by. A
 * run writes it from its pinned facts,
 * so that judging needs neither facts nor method. What counts is decided in `outcomes`, by the rules whose
 * version it names.
 */

import { type FactIndex, rememberingDays } from '../method/facts.ts';
import {
  type ControlOnPair,
  controlsOnPair,
  type OutcomeRules,
  pairsWithMarket,
} from '../outcomes/controls-on-pair.ts';
import { type PairReading, type ReadingRow, readingRowsOnPair } from '../outcomes/readings-on-pair.ts';
import { type DayNumber, dayNumber, isoDate } from '../time/calendar.ts';
import type { CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';

/** A control that counts and hits the pair by an origin that is material; one entry for each such origin. */
export interface RecordedControl {
  readonly id: string;
  readonly origin: CountryCode;
  readonly known_from: IsoDate;
  /** Day on which it was suspended or ended before it took effect; null where it was not. */
  readonly annulled_on: IsoDate | null;
  /** Times in force, as was known on their days; `to` is the last day, null while no end is known. */
  readonly in_force: readonly { readonly from: IsoDate; readonly to: IsoDate | null }[];
}

/** A spell of trade, or one look at it, that names the pair. */
export interface RecordedReading {
  readonly id: string;
  readonly kind: PairReading['kind'];
  /** The row names the buyer; else the whole flow. */
  readonly of_buyer: boolean;
  readonly known_from: IsoDate;
  readonly from: IsoDate;
  /** Last day seen. */
  readonly to: IsoDate;
  /** It was still so when it was last seen. */
  readonly is_open: boolean;
  /** Was supply below what it had been? Null: not known. */
  readonly below: boolean | null;
  /**
   * Whole days from the first one until the cover of the buyer is used up, if it lasts that long. Null: the
   * loss is not known.
   */
  readonly outlasts_after_days: number | 'never' | null;
  /** Controls behind it. */
  readonly measures: readonly string[];
  readonly origins: readonly CountryCode[];
}

export interface PairRecord {
  readonly element: string;
  readonly buyer: CountryCode;
  readonly controls: readonly RecordedControl[];
  readonly readings: readonly RecordedReading[];
}

export interface OutcomeRecord {
  /** Version of the rules by which controls and readings were chosen. */
  readonly rules_version: string;
  /** Source id -> day on which it was last read. */
  readonly read_on: Readonly<Record<string, IsoDate>>;
  readonly pairs: readonly PairRecord[];
}

interface VersionedRules extends OutcomeRules {
  readonly version: string;
}

/**
 * Outcomes of all elements with a market, each with every buyer. `today`: the newest day that the facts are
 * read on.
 */
export function outcomeRecord(
  index: FactIndex,
  today: IsoDate,
  buyers: readonly CountryCode[],
  rules: VersionedRules,
): OutcomeRecord {
  const days = rememberingDays(index);
  return {
    rules_version: rules.version,
    read_on: Object.fromEntries(index.data.sources.map(({ id, read_on }) => [id, read_on])),
    // Every pair comes back to the days on which measures became known.
    pairs: pairsWithMarket(days.on(today), buyers).map((pair) => ({
      ...pair,
      controls: controlsOnPair(days, pair, rules).map(recordedControl),
      readings: readingRowsOnPair(days, pair, rules).map(recordedReading),
    })),
  };
}

const dateOrNull = (day: DayNumber | null): IsoDate | null => (day === null ? null : isoDate(day));
const dayOrNull = (date: IsoDate | null): DayNumber | null => (date === null ? null : dayNumber(date));

const recordedControl = ({ id, origin, knownOn, annulledOn, inForce }: ControlOnPair): RecordedControl => ({
  id,
  origin,
  known_from: isoDate(knownOn),
  annulled_on: dateOrNull(annulledOn),
  in_force: inForce.map(({ from, to }) => ({ from: isoDate(from), to: dateOrNull(to) })),
});

/** The control of a record, as the functions that judge read it. */
export const controlOf = ({
  id,
  origin,
  known_from,
  annulled_on,
  in_force,
}: RecordedControl): ControlOnPair => ({
  id,
  origin,
  knownOn: dayNumber(known_from),
  annulledOn: dayOrNull(annulled_on),
  inForce: in_force.map(({ from, to }) => ({ from: dayNumber(from), to: dayOrNull(to) })),
});

/**
 * Days are counted whole: a cover that is used up during a day is used up when that day is seen. JSON has no
 * infinity.
 */
function recordedReading({ reading, ofBuyer }: ReadingRow): RecordedReading {
  const { id, kind, knownOn, from, to, open, below, outlastsOn, measures, origins } = reading;
  const wholeDays = outlastsOn === null ? null : Math.ceil(outlastsOn - from);
  return {
    id,
    kind,
    of_buyer: ofBuyer,
    known_from: isoDate(knownOn),
    from: isoDate(from),
    to: isoDate(to),
    is_open: open,
    below,
    outlasts_after_days: wholeDays === Number.POSITIVE_INFINITY ? 'never' : wholeDays,
    measures,
    origins,
  };
}

/** The reading of a record, as the functions that judge read it. */
export function readingRowOf(recorded: RecordedReading): ReadingRow {
  const {
    id,
    kind,
    of_buyer,
    known_from,
    is_open,
    below,
    outlasts_after_days: after,
    measures,
    origins,
  } = recorded;
  const from = dayNumber(recorded.from);
  const outlastsOn = after === null ? null : after === 'never' ? Number.POSITIVE_INFINITY : from + after;
  return {
    ofBuyer: of_buyer,
    reading: {
      id,
      kind,
      measures,
      origins,
      from,
      to: dayNumber(recorded.to),
      open: is_open,
      below,
      outlastsOn,
      knownOn: dayNumber(known_from),
    },
  };
}
