/** A what-if as data: what is different from the day of the run. Everything that is not named stays as it is. */
import type { Theatre } from '../method/parameters.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';

/** A measure that comes into force on the day of the run. */
export interface AddedMeasure {
  readonly control_class: string;
  readonly origins: readonly CountryCode[];
  readonly targets: readonly CountryCode[];
  /** Symbols or `@GROUP`. */
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the flow that it covers, 0 ... 1. */
  readonly coverage: number;
}

/** A country sends less, or nothing, or less passes a strait, canal or sea. It happens for certain. */
export interface Closure {
  /** Exactly one of the two is given. */
  readonly origin: CountryCode | null;
  /** A name of the table of routes. */
  readonly lane: string | null;
  /** Stages whose goods stop; null: all. */
  readonly stages: readonly Stage[] | null;
  /** Country whose plants of the next stage live on what the origin mines; null: the loss stays at the stages named. */
  readonly processed_in: CountryCode | null;
  /** Symbols or `@GROUP`; null: every element. */
  readonly elements: readonly string[] | null;
  /** Buyers that get nothing; null: all. */
  readonly targets: readonly CountryCode[] | null;
  /** Days from the day of the run until it begins. */
  readonly begins: number;
  /** How long it lasts; null: without an end. */
  readonly days: number | null;
  /** Part of the flow that is lost, 0 ... 1. */
  readonly severity: number;
}

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

/** The share of an origin in world supply, or in the buyer's imports; the others keep their proportions in what is left. */
export interface ShareChange {
  readonly of: 'world' | 'imports';
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
  /** Theatre -> percentile of its pressure in its own history, 0 ... 100, seen on the day of the run. */
  readonly pressure: Readonly<Partial<Record<Theatre, number | undefined>>>;
  readonly closures: readonly Closure[];
  readonly suppliers_lost: readonly LostSupplier[];
  readonly cover: readonly CoverChange[];
  readonly shares: readonly ShareChange[];
  /** Number of the method -> its value. */
  readonly parameters: Readonly<Record<string, number>>;
}

export const NO_CHANGES: ScenarioChanges = {
  measures_added: [],
  measures_lifted: [],
  measures_unsuspended: [],
  pressure: {},
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
    pressure: { ...first.pressure, ...second.pressure },
    closures: [...first.closures, ...second.closures],
    suppliers_lost: [...first.suppliers_lost, ...second.suppliers_lost],
    cover: [...first.cover, ...second.cover],
    shares: [...first.shares, ...second.shares],
    parameters: { ...first.parameters, ...second.parameters },
  };
}
