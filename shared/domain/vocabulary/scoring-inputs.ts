/**
 * Inputs of a score. Field names are those of the scoring documents that are published, hashed and recomputed, so that one name runs from
 * the specification to the wire. Absent and `null` both mean unknown, never zero.
 */

/** ISO calendar date `YYYY-MM-DD`. Fields of measures may also hold a month `YYYY-MM` or a year `YYYY`. */
export type IsoDate = string;

/** Stages of the chain in processing order; ties between stages go to the earlier one. */
export const STAGES = ['mine', 'separation', 'refining', 'metal', 'magnet'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Name of a security signal, for example `taiwan_strait`. The code knows those of `signals/registry.ts`; a methodology has those that its
 * parameters name.
 */
export type SignalName = string;

/** ISO 3166-1 alpha-3, or `EUU` (European Union), `OTH` (unnamed remainder), `ALL` (every country, targets only). */
export type CountryCode = string;

export interface StageInputs {
  /** Origin -> share of world supply, or tonnes: only the proportions matter. */
  readonly world?: Readonly<Record<CountryCode, number>> | null;
  /** Dirichlet concentration of the world shares: higher is better known. */
  readonly concentration?: number | null;
  /** The world shares are known from one edition only, so those of the past are not known. Only of methodologies with `facts_as_known`. */
  readonly one_vintage?: boolean | null;
  /** Origin -> share of the buyer's imports. */
  readonly imports?: Readonly<Record<CountryCode, number>> | null;
  /** Net imports / consumption, 0 ... 1. */
  readonly import_reliance?: number | null;
  /** A reliance of a row too old to be used: the domestic part is at most 1 minus it. Only of methodologies with that rule. */
  readonly import_reliance_bound?: number | null;
  /** Share of the buyer's supply that comes from the largest single plant. */
  readonly facility_share?: number | null;
  /** Origin -> fraction of that origin's flow that crosses the lanes, sea only. */
  readonly routes?: Readonly<Record<CountryCode, number>> | null;
  /** Country -> share of its output that its largest plant makes; the buyer's own code for its domestic output. */
  readonly plant_shares?: Readonly<Record<CountryCode, number>> | null;
  /** Processing country -> origin -> share of its feed that comes from there. */
  readonly feeds?: Readonly<Record<CountryCode, Readonly<Record<CountryCode, number>>>> | null;
  /** Origin -> share of the buyer's foreign supply that named links bring from there. */
  readonly named_supply?: Readonly<Record<CountryCode, number>> | null;
  /** Weight of imports against world output; default parameter `import_weight`. */
  readonly import_weight?: number | null;
  /** Use of the buyer in tonnes a year, counted in the goods of this stage. */
  readonly annual_tonnes?: number | null;
}

export interface MeasureApplication {
  /** Symbols, `@GROUP`, or `@dual_use`. */
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the stage that the measure covers, default 1. */
  readonly coverage?: number | null;
}

/** An export control or other restriction. */
export interface Measure {
  readonly id: string;
  readonly control_class: string;
  readonly origins: readonly CountryCode[];
  readonly targets: readonly CountryCode[];
  readonly applies: readonly MeasureApplication[];
  readonly known_from: IsoDate;
  readonly effective_from?: IsoDate | null;
  readonly effective_to?: IsoDate | null;
  readonly suspended_from?: IsoDate | null;
  readonly suspended_to?: IsoDate | null;
  readonly residual_class?: string | null;
  /** Ends of the measure as they became known, in place of `effective_to`; before the first one there is no end. */
  readonly effective_to_revisions?: readonly EndRevision[] | null;
  /** Id of the measure that it takes over from: the regime goes on. */
  readonly succeeds?: string | null;
}

/** An end that became known on a day; `null` takes an end back. */
export interface EndRevision {
  readonly known_from: IsoDate;
  readonly effective_to: IsoDate | null;
}

/** Trade that was seen under a control, and whether it fell below its baseline. */
export interface ControlOutcome {
  readonly id: string;
  /** Id of the measure. */
  readonly measure: string;
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** A code, or `ALL`. */
  readonly buyer: CountryCode;
  /** Last day of what was seen. */
  readonly seen_to: IsoDate;
  /** The flow was under 80 % of what it was before the control. */
  readonly below: boolean;
  readonly known_from: IsoDate;
}

/** Announcement equivalents of an origin against a destination, and the years that they are counted over. */
export interface ControlRecordEntry {
  readonly n: number;
  readonly t: number;
}

/** Destination -> origin -> record. */
export type ControlRecord = Readonly<Record<CountryCode, Readonly<Record<CountryCode, ControlRecordEntry>>>>;

/** An act that ends, suspends for longer, or eases measures. */
export interface Relief {
  readonly id: string;
  readonly kind: 'ends' | 'extends_suspension' | 'eases';
  readonly measures: readonly string[];
  readonly stages: readonly string[];
  readonly known_from: IsoDate;
  readonly effective_from?: IsoDate | null;
  readonly effective_to?: IsoDate | null;
}

/** World Bank Worldwide Governance Indicators, -2.5 ... 2.5. */
export interface Governance {
  /** Political stability estimate. */
  readonly pv?: number | null;
  /** Standard error of `pv`. */
  readonly pv_se?: number | null;
  /** Mean of the six dimensions. */
  readonly wgi_mean?: number | null;
}

export interface SignalReading {
  /** State, 0 ... 4; values outside are cut. */
  readonly x?: number | null;
  /** Days since the newest observation. */
  readonly age_days?: number | null;
}

/** Outcome of a suspension at the end of its term. */
export interface SuspensionDecision {
  /** Since then it counts whole. */
  readonly known_from: IsoDate;
  /** First day on which a lapse without news begins to count, by degrees. */
  readonly undecided_from?: IsoDate | null;
  readonly renewed: boolean;
}

export type SignalReadings = Readonly<Record<SignalName, SignalReading | null>>;
export type ElementGroups = Readonly<Record<string, readonly string[]>>;

/** Everything the score of an element for a buyer depends on, beside the methodology. */
export interface ElementInputs {
  readonly element: string;
  readonly buyer: CountryCode;
  /** D: the day the score speaks of. */
  readonly as_of: IsoDate;
  /** K: what was known by this day; default `as_of`. */
  readonly known_at?: IsoDate | null;
  /** H, days; default parameter `horizon_days`. */
  readonly horizon_days?: number | null;
  readonly eol_rir?: number | null;
  readonly si_sr?: number | null;
  /** Tonnes a year at whatever stage gives the score; the figure of that stage itself goes before it. */
  readonly annual_tonnes?: number | null;
  readonly stages: { readonly [stage in Stage]?: StageInputs | null };
  /** Stage or `default` -> days of stock. */
  readonly cover?: Readonly<Record<string, number | null>> | null;
  /** Stage or `default` -> spread of the days of stock, ln d; only of methodologies that know it. */
  readonly cover_sigma?: Readonly<Record<string, number | null>> | null;
  readonly governance?: Readonly<Record<CountryCode, Governance | null>> | null;
  readonly signals?: SignalReadings | null;
  readonly measures?: readonly Measure[] | null;
  readonly reliefs?: readonly Relief[] | null;
  /** Outcomes of all past suspensions, whatever they concerned; set only for methodologies that learn from them. */
  readonly suspension_decisions?: readonly SuspensionDecision[] | null;
  /** Use that the buyer has for the goods, for example `civil`; set only for methodologies that tell end uses apart. */
  readonly end_use?: string | null;
  /** The score is that of this stage alone; that of the worst stage when not given. */
  readonly at_stage?: Stage | null;
  /** New controls that were counted; only of methodologies with a record by origin. */
  readonly control_record?: ControlRecord | null;
  readonly control_outcomes?: readonly ControlOutcome[] | null;
}

export interface SupplierFeed {
  readonly site: string;
  readonly dependency?: number | null;
  readonly essential?: boolean | null;
  /** Element that it feeds, and its share of the site's input of it: in place of dependency and essential. */
  readonly element?: string | null;
  readonly share?: number | null;
  /** The share is not stated but stands for a link without one: it is drawn. */
  readonly share_inferred?: boolean | null;
}

export interface SupplierSite {
  readonly country: CountryCode;
  readonly stage: Stage;
  readonly elements: readonly string[];
  /** Weight of a delivering site; absent: the site only feeds others. */
  readonly weight?: number | null;
  readonly replaceable?: number | null;
  readonly feeds?: readonly SupplierFeed[] | null;
}

/** Everything the score of a supplier for a buyer depends on, beside the methodology. */
export interface SupplierInputs {
  readonly buyer: CountryCode;
  readonly as_of: IsoDate;
  readonly known_at?: IsoDate | null;
  readonly horizon_days?: number | null;
  readonly sites: Readonly<Record<string, SupplierSite>>;
  readonly elements?: readonly string[] | null;
  readonly cover_days?: number | null;
  /** Spread of the days of stock, ln d; only of methodologies that know it. */
  readonly cover_sigma?: number | null;
  /** Part of what the known sites of the chain need that sources state, 0 ... 1; only of methodologies with shares of feeds. */
  readonly stated_feed?: number | null;
  /** Country -> world share used for the tier of the new-control rate. */
  readonly world_share?: Readonly<Record<CountryCode, number>> | null;
  readonly listing?: { readonly class: string; readonly china_content?: number | null } | null;
  readonly china_content?: number | null;
  readonly governance?: Readonly<Record<CountryCode, Governance | null>> | null;
  readonly signals?: SignalReadings | null;
  readonly measures?: readonly Measure[] | null;
  readonly reliefs?: readonly Relief[] | null;
  readonly suspension_decisions?: readonly SuspensionDecision[] | null;
  /** Use that the buyer has for the goods, for example `civil`; set only for methodologies that tell end uses apart. */
  readonly end_use?: string | null;
  /** New controls that were counted; only of methodologies with a record by origin. */
  readonly control_record?: ControlRecord | null;
  readonly control_outcomes?: readonly ControlOutcome[] | null;
}

/** A country as the source of an element at a stage, scored like a supplier. */
export interface CountrySource {
  readonly element: string;
  readonly stage: Stage;
  readonly inputs: SupplierInputs;
}

/** A country as a subject: the worst element and stage over `elements`; over its `sources` with methodologies that score these. */
export interface CountryInputs {
  readonly countries: readonly CountryCode[];
  readonly elements: Readonly<Record<string, ElementInputs>>;
  readonly sources?: Readonly<Record<CountryCode, readonly CountrySource[]>>;
}

/** The inputs that a score of every type of subject has: enough to change its measures, its signals and its days. */
export interface DatedInputs {
  readonly as_of: string;
  readonly known_at?: string | null;
  readonly horizon_days?: number | null;
  readonly signals?: ElementInputs['signals'];
  readonly measures?: readonly Measure[] | null;
  readonly reliefs?: readonly Relief[] | null;
}
