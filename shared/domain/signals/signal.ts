/** The interface of a security signal. Each signal has a folder beside this file; `registry.ts` lists them. */

import type { Parameters } from '../vocabulary/methodology.ts';
import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import type { IsoDate, SignalName } from '../vocabulary/scoring-inputs.ts';

/** The tables that the shipped signals are read from. A signal that comes later reads its own table with `rowsOf`. */
export type SignalFacts = Pick<ReferenceData, 'taiwan_strait' | 'senkaku' | 'eez_events' | 'carrier_deployments' | 'sources'>;

/** State of a signal on a day. A signal adds what its readers want to see behind it. */
export interface SignalState {
  /** 0 ... 4; `null` is unknown, never calm. */
  readonly x: number | null;
  /** Days since the newest observation; `null`: there was none. */
  readonly age_days: number | null;
  /** Why `x` is null; `null` when it is known. */
  readonly unknown_because: string | null;
}

/** Figures of a signal by name, as documents show them. */
export type RawFigures = Readonly<Record<string, unknown>>;

/** A row that is off, by its evidence id, and the reason. */
export type Finding = readonly [row: string, reason: string];

/** Checks of single values that all tables share. */
export interface RowChecks {
  /** A finding when the value is not between the two bounds; none when it is unknown. */
  within(row: Provenance, name: string, value: number | null | undefined, least: number, most: number): readonly Finding[];
  /** A finding when the last day lies before the first; `what` is the verb of the sentence, for example `begins`. */
  endAfterStart(row: Provenance, what: string, from: string | null, to: string | null): readonly Finding[];
}

/** An observation of any signal, as it came in. */
export interface ObservationOf<Values extends object = object> {
  readonly signal: SignalName;
  /** The thing that it speaks of, for example a deployment; absent when it speaks of its day. */
  readonly id?: string;
  /** The day it speaks of; of a thing that lasts its first day. */
  readonly date: IsoDate;
  /** Day since which it was public. */
  readonly known_from: IsoDate;
  readonly source: string;
  readonly source_url: string | null;
  readonly definition: string;
  readonly values: Values;
  /** Its source does not state it any more: from `known_from` on it is as if it had never been sent, and the row that ships counts again. */
  readonly withdrawn?: true;
}

/** State of a signal on `asOf` from what existed and was public by the day number `cut`. */
export type StateReader<State extends SignalState> = (asOf: IsoDate, cut: number) => State;

/** A row of a signal's table with the day it speaks of. */
export interface DatedRow {
  readonly day: IsoDate;
  readonly row: Provenance;
}

/**
 * One signal: everything that the rest of the code needs of it. Nothing outside of its folder, its contract and its raw table names it.
 * `facts` may lack the table of a signal: a vintage from before the signal has no rows of it, and the state is unknown.
 */
export interface Signal<State extends SignalState = SignalState> {
  readonly name: SignalName;
  /** Title for readers, for example `Chinese military activity around Taiwan`. */
  readonly title: string;
  /** The theatre in at most 40 characters, for charts and maps; the title stands in for it where there is none. */
  readonly labels?: { readonly en: string; readonly ja: string };
  /** A point in its waters for maps, degrees (WGS 84); no statement about borders or sovereignty. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
  /** Table of the reference data that the signal is counted from, and where its observations go. */
  readonly table: string;
  /** Prepares the facts once; each call gives the state of a day. */
  reader(facts: SignalFacts, parameters: Parameters): StateReader<State>;
  /** State from the series of a scoring case (section 0 of the scoring specification), with what existed by the day `observedTo`. */
  stateOfCase(series: object, asOf: IsoDate, parameters: Parameters, observedTo: IsoDate): State;
  /** The counts behind a state. */
  raw(state: State): RawFigures;
  /** Chance of a day at least this unusual, by series. */
  tailProbabilities(state: State): Readonly<Record<string, number | null>>;
  /** Counts of each day that had an observation by the cut, oldest first. */
  countsByDay(facts: SignalFacts, cut: IsoDate): ReadonlyMap<IsoDate, RawFigures>;
  /** Rows that an explanation may cite, in any order. */
  evidence(facts: SignalFacts): readonly DatedRow[];
  /** Rows that are off. A signal with such a row is unknown. */
  findings(facts: SignalFacts, check: RowChecks): readonly Finding[];
  /** The row that an observation becomes. */
  rowOf(observation: ObservationOf, provenance: Provenance): Provenance;
  /** Key of the thing that a row describes: an observation replaces the row with its key. */
  keyOf(row: Provenance): string;
}

/** The signals that a piece of code knows, in byte order of their names. */
export type SignalRegistry = readonly Signal[];

/** Rows of a table that came later than the published facts; none in a vintage that does not have it. */
export const rowsOf = <Row extends Provenance>(facts: object, table: string): readonly Row[] =>
  ((facts as Readonly<Record<string, unknown>>)[table] ?? []) as readonly Row[];
