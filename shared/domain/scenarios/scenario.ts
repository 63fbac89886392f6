/** A what-if as data: what is different from the day of the run. Everything that is not named stays as it is. */
import type { CountryCode, SignalName, Stage } from '../vocabulary/scoring-inputs.ts';

/** A measure that comes into force on the day of the run. */
export interface AddedMeasure {
  readonly control_class: string;
  readonly origins: readonly CountryCode[];
  readonly targets: readonly CountryCode[];
  /** Symbols, `@GROUP`, or `@dual_use`. */
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the flow that it covers, 0 ... 1. */
  readonly coverage: number;
}

/** The sea lanes of the method are closed from the day of the run. */
export interface LaneClosure {
  readonly lane: 'taiwan_strait';
  /** Null: without an end, so for all days of the horizon. */
  readonly days: number | null;
  /** Part of the flow through the lanes that is lost; null: what the method takes for the buyer. */
  readonly severity: number | null;
}

/** Nothing, or less, leaves an origin at some stages from the day of the run. */
export interface OriginClosure {
  readonly origin: CountryCode;
  readonly stages: readonly Stage[];
  /** Country whose plants of the next stage live on what the origin mines; null: the loss stays at the stages named. */
  readonly processed_in: CountryCode | null;
  /** Symbols or `@GROUP`; null: every element. */
  readonly elements?: readonly string[] | null;
  /** Buyers that get nothing; null: all. */
  readonly targets?: readonly CountryCode[] | null;
  /** Null: without an end, so for all days of the horizon. */
  readonly days: number | null;
  readonly severity: number;
}

export type Closure = LaneClosure | OriginClosure;

/** A supplier that delivers nothing for the whole horizon. */
export interface LostSupplier {
  readonly supplier: string;
  /** Countries in which the supplier's sites are lost; null: all of them. */
  readonly countries: readonly CountryCode[] | null;
}

/** Stock: `days` (or what there is) x `factor` + `add_days`, at every stage. */
export interface CoverChange {
  /** Null: all elements. */
  readonly elements: readonly string[] | null;
  readonly days: number | null;
  readonly factor: number;
  readonly add_days: number;
}

/** The share of an origin in world supply; the others keep their proportions in what is left. Without others it is of unnamed origin. */
export interface ShareChange {
  readonly element: string;
  readonly stage: Stage;
  readonly origin: CountryCode;
  readonly share: number;
}

export interface ScenarioChanges {
  readonly measures_added: readonly AddedMeasure[];
  readonly measures_lifted: readonly string[];
  /** Suspended measures that come back on the day of the run. */
  readonly measures_unsuspended: readonly string[];
  /** States, 0 ... 4, seen on the day of the run. */
  readonly signals: Readonly<Record<SignalName, number | undefined>>;
  readonly closures: readonly Closure[];
  readonly suppliers_lost: readonly LostSupplier[];
  readonly cover: readonly CoverChange[];
  readonly shares: readonly ShareChange[];
  /** Name of an adjustable parameter -> its value. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** The signals that a scenario states, by name in byte order, each with its state. */
export const statedSignals = (signals: ScenarioChanges['signals']): readonly (readonly [name: SignalName, x: number])[] =>
  Object.entries(signals)
    .flatMap(([name, x]) => (x === undefined ? [] : [[name, x] as const]))
    .sort(([left], [right]) => (left < right ? -1 : 1));

export const NO_CHANGES: ScenarioChanges = {
  measures_added: [],
  measures_lifted: [],
  measures_unsuspended: [],
  signals: {},
  closures: [],
  suppliers_lost: [],
  cover: [],
  shares: [],
  parameters: {},
};

/** The changes of both scenarios: lists are joined, and of two values for one name the second counts. */
export function composed(first: ScenarioChanges, second: ScenarioChanges): ScenarioChanges {
  return {
    measures_added: [...first.measures_added, ...second.measures_added],
    measures_lifted: [...first.measures_lifted, ...second.measures_lifted],
    measures_unsuspended: [...first.measures_unsuspended, ...second.measures_unsuspended],
    signals: { ...first.signals, ...second.signals },
    closures: [...first.closures, ...second.closures],
    suppliers_lost: [...first.suppliers_lost, ...second.suppliers_lost],
    cover: [...first.cover, ...second.cover],
    shares: [...first.shares, ...second.shares],
    parameters: { ...first.parameters, ...second.parameters },
  };
}
