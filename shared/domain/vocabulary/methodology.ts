/**
 * A methodology is data: one versioned document holds every parameter with unit, basis and source. The scorer reads nothing else,
 * the API serves the same document, and its sha256 stands in every score.
 */
import type { CountryCode, ElementGroups, SignalName, Stage } from './scoring-inputs.ts';

export interface ParameterEntry<T> {
  readonly value: T;
  readonly unit: string;
  readonly basis: string;
  readonly source: string;
  readonly note: string;
}

export interface ControlClass {
  readonly group: 'flow' | 'user' | 'none';
  readonly rho: number;
  readonly pi: number;
  /** Days. */
  readonly median: number;
  /** Severity and median of finished goods, in place of those of the class. */
  readonly finished?: SeverityAndLength;
  /** End use of the buyer -> severity, in place of that of the class. */
  readonly end_use_rho?: Readonly<Record<string, number>>;
  /** End use of the buyer -> chance to bind, in place of that of the class; it does not fall with the age of the rule. */
  readonly end_use_pi?: Readonly<Record<string, number>>;
}

export interface SeverityAndLength {
  readonly rho: number;
  /** Days. */
  readonly median: number;
}

/** Effect that a control still to come would have: chance to bind, severity, and length in days with its log standard deviation. */
export interface NewControlEffect extends SeverityAndLength {
  readonly pi: number;
  readonly sigma: number;
  readonly finished?: SeverityAndLength;
}

/** How the record of an origin is counted: since when, how fast it is forgotten, and the Gamma prior of its rate. */
export interface RecordPrior {
  readonly start: string;
  readonly half_life_years: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Rows with an optional `default`: the key, else `default`, else 0 (or no entry). */
export type WithDefault = Readonly<Record<string, number>>;
type SignalWeights = Readonly<Record<SignalName, number>>;

/** Where the ore of an origin is separated or refined, and which measures on it act there. */
export interface FeedRoutes {
  /** Stage whose output is the feed. */
  readonly from: Stage;
  /** Stage that is fed. */
  readonly to: Stage;
  /** Origin of the feed -> country that processes it; `default` for the others. */
  readonly processor: Readonly<Record<CountryCode, string>>;
  /** Control classes that stop feed: whatever keeps ore from the plants that live on it. */
  readonly classes: readonly string[];
}

/** Domestic output of some elements at a stage that is made from goods bought at a stage, which may be the same one. */
export interface DomesticFeed {
  readonly elements: readonly string[];
  readonly stage: Stage;
  readonly from: Stage;
  /** Part of the domestic output that needs the feed, 0 ... 1. */
  readonly dependency: number;
}

/**
 * Rules that later methodologies add. A methodology without one of them follows the rule of 1.0.0 in its place, so that old documents stay
 * computable by the same code.
 */
export interface AmendmentParameters {
  /** An import reliance that is too old to be used still caps the domestic part at 1 - IR. */
  readonly old_reliance_caps_domestic?: boolean;
  /** Group row of imports and reliance -> the elements that may take it; groups not named are open to all their members. */
  readonly group_row_members?: Readonly<Record<string, readonly string[]>>;
  /** Stages where the part of 1 - IR that own output does not explain is not read as recycling. */
  readonly stages_without_recycling?: readonly Stage[];
  /** Stage -> names of the cover rows that count there, best first, in place of the general order. */
  readonly stage_cover_rows?: { readonly [stage in Stage]?: readonly string[] };
  /** Ids of the supplementary policy rows that are in use; one with the id of a row of the policy table replaces it. */
  readonly supplementary_policy_rows?: readonly string[];
  /**
   * Shares, governance and reliance are those of the newest edition that was published on the day of knowledge, an end of a measure counts
   * from when it was known, and a measure that succeeds another continues it.
   */
  readonly facts_as_known?: boolean;
  /** Days for which an announcement counts in the record of new controls when nothing came of it and no source says since when that was known. */
  readonly announcement_lapse_days?: number;
  /** A `to` date is the last day of the state, as legal texts mean it. */
  readonly end_dates_inclusive?: boolean;
  /** Days of shortage beyond the horizon are not counted. */
  readonly expected_days_within_horizon?: boolean;
  readonly feed_routes?: FeedRoutes;
  /** Days after the end of a suspension in which no news is no decision: the chance that it lapsed goes on from its last value to 1. */
  readonly undecided_lapse_grace_days?: number;
  /** Stock that a binding control draws comes back with this half-life, days. */
  readonly stock_draw?: { readonly recovery_half_life_days: number };
  /** Domestic output that lives on foreign feed. */
  readonly domestic_feed?: readonly DomesticFeed[];
  /** The largest plant of a country is that of the supplier register, where its plants make at least this part of the country's output. */
  readonly plants_from_register?: { readonly known_output_at_least: number };
  /** Two origins that are under control at once lose their shares together. */
  readonly joint_controls?: boolean;
  /** Renewed and lapsed suspensions that the prior is worth; each decision known on the day adds one. */
  readonly renewal_prior?: { readonly renewed: number; readonly lapsed: number };
  /**
   * New controls come at a rate of their own from each origin, counted from measures worldwide; `default` for the others. With it a score
   * has two parts: what is in force, and what may still come.
   */
  readonly new_control_record?: Readonly<Record<CountryCode, RecordPrior>>;
  /** Stage -> elements whose goods there are finished, `*` for all. */
  readonly finished_goods?: { readonly [stage in Stage]?: '*' | readonly string[] };
  /** Part of the spread of the length of a control that is common to all elements of a buyer, ln d. */
  readonly destination_sigma?: number;
  /** Depth from which a measure on every buyer leaves nobody to buy from. */
  readonly ramp_full_depth?: number;
  /** Strength with which trade seen under a control changes the odds that it binds; it halves with the age of what was seen. */
  readonly binding_evidence?: { readonly likelihood_ratio: number; readonly half_life_days: number };
  /** Cover that notice fills, controls draw and time refills. */
  readonly stock?: { readonly refill_half_life_days: number; readonly days_per_notice_day: number; readonly notice_days_max: number };
  /** Days in which the state of a signal halves. */
  readonly signal_half_life_days?: Readonly<Record<SignalName, number>>;
  /** Share of a site's input that stands for a link without a stated one. */
  readonly named_share?: {
    readonly whole: number;
    readonly main: number;
    readonly other: number;
    readonly strength: number;
    readonly sum_max: number;
  };
  /** Stage -> element -> part of a site that stops without it, where the site also makes Nd. */
  readonly element_need?: Readonly<Record<string, number | WithDefault>>;
  /** World share from which an element and stage speaks for a country. */
  readonly country_share_at_least?: number;
  /** End use of a buyer who states none. */
  readonly end_use_default?: string;
  /** Cap of the summed lists of users; a rule on end uses above it counts whole. */
  readonly user_list_cap?: number;
  /** How imports that are not known are drawn. */
  readonly imports_missing?: {
    readonly concentration: number;
    readonly other_mean: number;
    readonly other_strength: number;
    readonly weight_strength: number;
  };
}

/** Spreads of a cover, ln d: the least, that of unknown commercial stock, and that of a cover nothing is known of. */
export interface CoverSpreads {
  readonly floor: number;
  readonly commercial_unknown: number;
  readonly none: number;
}

/** Names of the rules of later methodologies; a document may leave out any of them. */
export const AMENDMENT_PARAMETERS = [
  'old_reliance_caps_domestic',
  'group_row_members',
  'stages_without_recycling',
  'stage_cover_rows',
  'supplementary_policy_rows',
  'facts_as_known',
  'announcement_lapse_days',
  'end_dates_inclusive',
  'expected_days_within_horizon',
  'feed_routes',
  'undecided_lapse_grace_days',
  'stock_draw',
  'domestic_feed',
  'plants_from_register',
  'joint_controls',
  'renewal_prior',
  'new_control_record',
  'finished_goods',
  'destination_sigma',
  'ramp_full_depth',
  'binding_evidence',
  'stock',
  'signal_half_life_days',
  'named_share',
  'element_need',
  'country_share_at_least',
  'end_use_default',
  'user_list_cap',
  'imports_missing',
] as const satisfies readonly (keyof AmendmentParameters)[];

/** Parameters of 1.0.0 that later methodologies have other rules for: a document may leave out any of them. */
export const DROPPABLE_PARAMETERS = [
  'cover_sigma_default',
  'new_control_clock_start',
  'new_control_gov_ref',
  'new_control_prior',
  'new_control_tier',
  'user_rho_cap',
] as const satisfies readonly (keyof Parameters)[];

type DroppableParameter = (typeof DROPPABLE_PARAMETERS)[number];

/** Has the methodology a rule that 1.0.0 does not have? */
export function isAmended(parameters: AmendmentParameters): boolean {
  return AMENDMENT_PARAMETERS.some((name) => parameters[name] !== undefined);
}

/** Names of the signals that a methodology has, in byte order: those that it sets a limit of age for. */
export const signalNames = ({ signal_stale_after_days }: Pick<Parameters, 'signal_stale_after_days'>): readonly SignalName[] =>
  Object.keys(signal_stale_after_days).sort();

/** Parameter name -> value. */
export interface Parameters extends AmendmentParameters {
  readonly horizon_days: number;
  readonly horizon_short_days: number;
  readonly year_days: number;
  readonly bands: readonly number[];
  readonly cover_median_days: WithDefault;
  readonly cover_parts: { readonly commercial_default: number; readonly national_usable: number };
  /** Spread of a stated cover, ln d; with the rule of later methodologies by what is known of it. */
  readonly cover_sigma: number | CoverSpreads;
  readonly cover_sigma_default: number;
  readonly stage_pipeline_days: WithDefault;
  readonly cover_floor_days: number;
  readonly secondary_weight: number;
  readonly eol_rir_default: number;
  readonly si_default: number;
  readonly substitution_weight: number;
  readonly ramp_all: number;
  readonly ramp_targeted: number;
  readonly spare_floor: number;
  readonly demand_share: WithDefault;
  readonly domestic_inferred: { readonly factor: number; readonly cap: number };
  readonly import_reliance_max_age_years: number;
  readonly import_weight: number;
  readonly other_origins: number;
  readonly dirichlet_default: number;
  readonly dirichlet_missing_factor: number;
  readonly control_class: Readonly<Record<string, ControlClass>>;
  readonly control_sigma: number;
  readonly user_rho_cap: number;
  readonly binding_lag_days: number;
  readonly pi_age_floor: number;
  readonly pi_age_half_life_days: number;
  readonly p_announced: number;
  readonly renewal_suspension: number;
  readonly renewal_term_days: number;
  readonly renewal_restriction: number;
  readonly general_licence_factor: number;
  readonly new_control_clock_start: string;
  readonly new_control_prior: { readonly alpha: number; readonly beta: number };
  readonly new_control_count_classes: readonly string[];
  readonly new_control_tier: { readonly low: number; readonly high: number; readonly floor: number };
  readonly new_control_gov_ref: number;
  /** One for all origins, or by origin with `default`. */
  readonly new_control_effect: NewControlEffect | Readonly<Record<CountryCode, NewControlEffect>>;
  readonly transit_rate: number;
  readonly transit_duration: { readonly median: number; readonly sigma: number };
  readonly transit_lanes: readonly string[];
  readonly transit_rho: WithDefault;
  readonly sea_fraction: WithDefault;
  readonly transit_region: Readonly<Record<string, string>>;
  readonly transit_through: Readonly<Record<string, WithDefault>>;
  readonly instability: {
    readonly rate0: number;
    readonly gamma: number;
    readonly min: number;
    readonly max: number;
    readonly rho: number;
    readonly median: number;
    readonly sigma: number;
  };
  readonly pv_missing: { readonly value: number; readonly se: number };
  readonly facility: {
    readonly rate: number;
    readonly rho: number;
    readonly median: number;
    readonly sigma: number;
    /** Part of a country's output that its largest plant makes where nothing is known: for all, or by country. */
    readonly plant_fraction: number | WithDefault;
  };
  readonly signal_origin: string;
  readonly beta: {
    readonly new_control: Readonly<Record<string, SignalWeights>>;
    readonly transit: Readonly<Record<string, SignalWeights>>;
  };
  readonly tilt_cap: number;
  readonly signal_unknown_x: { readonly value: number };
  /** Days after which a signal is too old to be used. A methodology has the signals that stand here. */
  readonly signal_stale_after_days: Readonly<Record<SignalName, number>>;
  readonly signal_taiwan: {
    readonly series: readonly string[];
    readonly baseline_days: number;
    readonly min_days: number;
    readonly lookback_days: number;
    readonly half_life: number;
    readonly ships_window: number;
    readonly ships_min_days: number;
    readonly ships_var_ratio: number;
    readonly official_var_ratio: number;
    readonly mean_floor: number;
    readonly definition: string;
  };
  readonly signal_senkaku: {
    readonly window_days: number;
    readonly window_min_days: number;
    readonly baseline_blocks: number;
    readonly baseline_min_blocks: number;
    readonly mean_floor: number;
    readonly event_window_days: number;
    readonly event_baseline_days: number;
    readonly merge_days: number;
    readonly event_kinds: readonly string[];
  };
  readonly signal_carriers: { readonly baseline_days: number; readonly lookback_days: number; readonly half_life: number };
  readonly supplier: {
    readonly listing_rho: WithDefault;
    readonly listing_pi: WithDefault;
    readonly listing_median: number;
    readonly max_tiers: number;
    readonly default_dependency: number;
    readonly default_china_content: number;
    readonly extraterritorial_threshold: number;
  };
  readonly sampling: {
    readonly draws: number;
    readonly sd_ln_rate: number;
    readonly sd_ln_duration: number;
    readonly beta_strength: number;
    readonly sd_ln_spare: number;
    readonly sd_ln_missing: number;
    readonly renewal_strength: number;
    readonly x_shape: string;
    readonly sd_ln_evidence?: number;
    readonly sd_ln_stock?: number;
    readonly share_strength?: number;
  };
}

/** How a row of the policy table maps to the score. */
export interface MeasureMapping {
  readonly control_class: string;
  readonly applies: readonly { readonly elements: readonly string[]; readonly stages: readonly string[]; readonly coverage: number }[];
  readonly origins?: readonly string[];
  readonly targets?: readonly string[];
  readonly residual_class?: string;
  readonly note?: string;
}

export type ParameterEntries = {
  readonly [name in Exclude<keyof Parameters, DroppableParameter>]: ParameterEntry<Exclude<Parameters[name], undefined>>;
} & { readonly [name in DroppableParameter]?: ParameterEntry<Parameters[name]> };

/** One change of a methodology against the one it amends: each can be applied alone. */
export interface Amendment {
  /** Short name, for example `stock-draw`. */
  readonly key: string;
  readonly title: string;
  /** Names of the parameters that make it: new rules, or those of a signal that it adds. */
  readonly parameters: readonly (keyof Parameters)[];
}

/** A change that was worked out and measured, and is not part of the later version: with its values, so that it can still be applied. */
export interface DroppedAmendment {
  readonly key: string;
  readonly title: string;
  readonly parameters: Partial<ParameterEntries>;
  readonly reason: string;
}

/** The published document. */
export interface MethodologyDocument {
  /** `1.0.0`, `1.0.0-evidence-only`, ... */
  readonly version: string;
  readonly title: string;
  readonly date: string;
  readonly note: string;
  /** `shadow`: computed beside the published one, never as the headline. Absent: published. */
  readonly status?: 'shadow';
  readonly bands: readonly { readonly name: string; readonly from: number; readonly colour: string }[];
  readonly parameters: ParameterEntries;
  readonly groups: ElementGroups;
  readonly measure_map: Readonly<Record<string, MeasureMapping>>;
  readonly relief_map: Readonly<Record<string, 'ends' | 'extends_suspension' | 'eases'>>;
  readonly limitations: readonly string[];
  /** Changes of this version against the version that it amends. */
  readonly amendments?: {
    readonly of: string;
    readonly items: readonly Amendment[];
    readonly dropped: readonly DroppedAmendment[];
    /** Parameters of the amended version that this one no longer has. */
    readonly removed?: readonly (keyof Parameters)[];
  };
}

/** The parts of a methodology document that the scorer uses. */
export interface Methodology {
  readonly version: string;
  readonly parameters: Parameters;
  readonly groups: ElementGroups;
}

/**
 * The values of a methodology document, without unit, basis and source. A parameter that the document has dropped cannot be read: the rule
 * that needs it is not a rule of this methodology, so reading it throws `RangeError` instead of scoring with `undefined`.
 */
export function methodologyOf({ version, parameters, groups }: MethodologyDocument): Methodology {
  const values = Object.fromEntries(Object.entries(parameters).map(([name, entry]) => [name, entry.value]));
  for (const name of DROPPABLE_PARAMETERS) {
    if (Object.hasOwn(values, name)) continue;
    const get = (): never => {
      throw new RangeError(`methodology ${version} has no parameter "${name}"`);
    };
    Object.defineProperty(values, name, { get, enumerable: false });
  }
  return { version, parameters: values as unknown as Parameters, groups };
}

/**
 * The base document with some of the amendments of a later one: what each of them does alone, or all but one. Pure; the keys in any order.
 * @throws RangeError for a key that the later document does not list, or a later document that amends another version.
 */
export function withAmendments(base: MethodologyDocument, later: MethodologyDocument, keys: readonly string[]): MethodologyDocument {
  const { amendments } = later;
  if (amendments?.of !== base.version) throw new RangeError(`${later.version} does not amend ${base.version}`);
  const { items, dropped } = amendments;
  const unknown = keys.find((key) => ![...items, ...dropped].some((one) => one.key === key));
  if (unknown !== undefined) throw new RangeError(`"${unknown}" is no amendment of ${later.version}`);
  const kept = items.filter(({ key }) => keys.includes(key));
  const tried = dropped.filter(({ key }) => keys.includes(key));
  const entries = kept.flatMap(({ parameters }) => parameters.map((name) => [name, later.parameters[name]] as const));
  return {
    ...base,
    version: [base.version, ...[...kept, ...tried].map(({ key }) => key)].join('.with.'),
    parameters: Object.assign({}, base.parameters, Object.fromEntries(entries), ...tried.map(({ parameters }) => parameters)),
    measure_map: entries.some(([name]) => name === 'supplementary_policy_rows') ? later.measure_map : base.measure_map,
    amendments: { of: base.version, items: kept, dropped: tried },
  };
}

/** Lookup in a table with `default`: the key, else `default`, else 0. */
export function lookup(table: WithDefault | undefined, key: string): number {
  return table?.[key] ?? table?.default ?? 0;
}

/** Has a score two parts, what is in force and what may still come? */
export function hasStateAndEvent({ new_control_record }: Pick<AmendmentParameters, 'new_control_record'>): boolean {
  return new_control_record !== undefined;
}

/** Does a methodology tell end uses of the buyer apart? */
export function hasEndUses({ parameters }: Pick<Methodology, 'parameters'>): boolean {
  return parameters.end_use_default !== undefined;
}

/** Keys of what new controls do, in byte order; `default` alone when it is the same for all origins. */
export function newControlKeys({ new_control_effect: effect }: Pick<Parameters, 'new_control_effect'>): readonly string[] {
  return isOneEffect(effect) ? [DEFAULT] : Object.keys(effect).sort();
}

/** Key of the entry that stands for an origin. */
export function newControlKeyOf(origin: CountryCode, { new_control_effect: effect }: Pick<Parameters, 'new_control_effect'>): string {
  return isOneEffect(effect) || effect[origin] === undefined ? DEFAULT : origin;
}

/** Effect of a new control of the key; every key of a methodology that has one effect for all gives that one. */
export function newControlEffectOf(key: string, { new_control_effect: effect }: Pick<Parameters, 'new_control_effect'>): NewControlEffect {
  return isOneEffect(effect) ? effect : (effect[key] ?? (effect[DEFAULT] as NewControlEffect));
}

function isOneEffect(effect: Parameters['new_control_effect']): effect is NewControlEffect {
  return typeof effect.rho === 'number';
}

/** The entry of an origin, else that of the others. */
export function recordPriorOf(origin: CountryCode, table: Readonly<Record<CountryCode, RecordPrior>>): RecordPrior {
  return table[origin] ?? (table[DEFAULT] as RecordPrior);
}

/** First day on which a new control of an origin counts for its rate. */
export function recordStartOf(origin: CountryCode, parameters: Parameters): string {
  const { new_control_record: record } = parameters;
  return record === undefined ? parameters.new_control_clock_start : recordPriorOf(origin, record).start;
}

/** Spread of a cover, ln d. `known`: the spread that goes with a stated cover; null when nothing is known of it. */
export function coverSigmaOf(
  stated: boolean,
  known: number | null,
  parameters: Pick<Parameters, 'cover_sigma' | 'cover_sigma_default'>,
): number {
  const { cover_sigma: sigma } = parameters;
  if (typeof sigma === 'number') return stated ? sigma : parameters.cover_sigma_default;
  return stated ? (known ?? sigma.none) : sigma.none;
}

const DEFAULT = 'default';
