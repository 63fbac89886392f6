/** Text for readers as a code of the catalogue of words and its parameters. */

/** A name or a number, in the unit that the template expects, or a part that is a message itself. */
export type MessageParam = string | number | Message;

export interface Message {
  readonly code: string;
  readonly params: Readonly<Record<string, MessageParam>>;
}

// Published documents of a subject: rounded numbers that are never alone. The score document is the small one
// (one DynamoDB item, read with
// half a read unit); the explanation holds everything that is needed to recompute it.

export type SubjectType = 'element' | 'supplier' | 'country';

/** End uses of a buyer; measures on defence and advanced chips count for them alone. */
export const END_USES = ['civil', 'defence', 'semiconductor_advanced'] as const;
export type EndUse = (typeof END_USES)[number];

/** End use of the scores that runs publish; those of another are computed on request. */
export const PUBLISHED_END_USE: EndUse = 'civil';

export type Band = 'low' | 'guarded' | 'elevated' | 'high' | 'critical';

export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  readonly name: string;
}

/** Where the chance lies over what nobody knows about the world today, percent; luck is inside the chance. */
export interface Interval {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/** The chance that the score, known better, lies in a band; the five add up to 1. */
export interface BandChance {
  readonly band: Band;
  readonly chance: number;
}

/** Why a supplier has no score for a buyer. */
export type NoDelivery =
  | 'not_producing'
  | 'no_plants'
  | 'state_not_read'
  | 'delivers_elsewhere'
  | 'committed_elsewhere'
  | 'no_element';

/** Pressure in a theatre on the day. */
export interface PressureIndex {
  /** 0 ... 100: percentile in its own three years; null unknown. */
  readonly index: number | null;
  /** Newest day that it speaks of. */
  readonly day: string | null;
  readonly age_days: number | null;
  /** Percentile of each series, 0 ... 100. */
  readonly series: Readonly<Record<string, number | null>>;
}

/** Chances of an element at a stage, percent: that users stand, and that some cannot get what they order. */
export interface StageChances {
  readonly stage: string;
  readonly score: number;
  readonly scarce: number;
  readonly now: number;
  readonly scarce_now: number;
}

export interface Rank {
  /** 1 = highest score; unscored subjects have no rank. */
  readonly position: number;
  readonly of: number;
  /** Best and worst place over the middle nine tenths of what is not known. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Kinds of causes that a published score may have. */
export const DRIVER_KINDS = [
  'closure',
  'disruption',
  'listing',
  'measure',
  'new_control',
  'ramp_up',
  'security',
  'unforeseen',
] as const;

export interface Driver {
  /** Cause and place, for example `measure:CHN`. */
  readonly id: string;
  readonly kind: string;
  /** Part of the score that it belongs to: `state`, `may_begin` or `security`. */
  readonly part: string;
  /** Points of the published score; all drivers sum to it exactly. */
  readonly points: number;
  /** The cause in at most 40 characters. */
  readonly label: string;
  /** The label for other languages: code and parameters of the catalogue of words. */
  readonly label_code: Message['code'];
  readonly label_params: Message['params'];
  /** One sentence for a reader who does not know the method. */
  readonly summary: string;
}

export interface MethodologyReference {
  readonly version: string;
  readonly sha256: string;
}

/**
 * The small score document, from which ranking rows, score reads and CSV rows are taken. Null fields are
 * present, not left out.
 */
export interface ScoreDocument {
  readonly subject: Subject;
  readonly buyer: string;
  readonly status: 'scored' | 'insufficient_data' | NoDelivery;
  /** Why there is no score; null when there is one. */
  readonly status_reason: string | null;
  /** 0 ... 100, two decimals; null = unknown, never 0. */
  readonly score: number | null;
  readonly band: Band | 'unknown';
  readonly scale: {
    readonly min: 0;
    readonly max: 100;
    readonly direction: 'higher_is_riskier';
    readonly unit: string;
  };
  readonly interval: Interval | null;
  /** 20 quantiles of the same, at 2.5, 7.5 ... 97.5 %, percent; null without a score. */
  readonly quantiles: readonly number[] | null;
  readonly bands: readonly BandChance[] | null;
  /**
   * Parts of the score in percent, two decimals, which add up to it: by measures in force, suspended or
   * announced; by what may begin; by a
   * security crisis.
   */
  readonly state: number | null;
  readonly may_begin: number | null;
  readonly security: number | null;
  /** The score without its security part. */
  readonly without_security: number | null;
  /** Percent: the score by a security crisis alone, whatever else happens. */
  readonly p_security: number | null;
  /**
   * Elements: the last stage, with everything behind it; suppliers: the stage they deliver at; null for
   * unscored subjects.
   */
  readonly stage: string | null;
  /** Countries and suppliers: the element that gives the score, their worst. */
  readonly element: string | null;
  /** Suppliers: elements of the delivering sites. Elements: the symbol. */
  readonly elements: readonly string[];
  /** Suppliers: countries of their sites; countries: themselves; elements: empty. */
  readonly countries: readonly string[];
  readonly rank: Rank | null;
  readonly top_drivers: readonly Driver[];
  /** Percent: the same chance within 90 days, and on the day. */
  readonly p_90: number | null;
  readonly now: number | null;
  /**
   * Elements: percent, the chance that some cannot get what they order, within the year and on the day, at the
   * stage where it is likeliest. Suppliers and countries have one chance.
   */
  readonly scarce: number | null;
  readonly scarce_band: Band | 'unknown';
  readonly scarce_now: number | null;
  readonly scarce_interval: Interval | null;
  readonly scarce_stage: string | null;
  /** Elements: both chances of every stage with a foreign origin, in processing order. */
  readonly stages: readonly StageChances[];
  /** Expected days short within the year. */
  readonly expected_days: number | null;
  /**
   * Days of cover before anything is drawn down: of the buyer at the stage, or between a supplier and its
   * buyer.
   */
  readonly cover_days: number | null;
  /** First day after a suspension that ran out without a decision; null while there is none. */
  readonly undecided_since: string | null;
  /** Theatre -> pressure. */
  readonly pressure_index: Readonly<Record<string, PressureIndex>>;
  /** Suppliers: part of the feed that links name; part of the output not promised to others. */
  readonly feed_named: number | null;
  readonly available: number | null;
  /** Suppliers: on China's control list, itself or by its parent. */
  readonly listed: boolean | null;
  readonly coverage: number | null;
  /** Theatres of which the pressure is unknown or old, and the register of measures where nobody has read it. */
  readonly stale_sources: readonly string[];
  /** Day on which the register of measures was last read; null unknown. */
  readonly register_read: string | null;
  /** Newest day any observation of the theatres speaks of. */
  readonly data_as_of: string | null;
  /**
   * Herfindahl-Hirschman index of the world shares at the score's stage, 0 ... 1; shown beside the score,
   * never blended in.
   */
  readonly hhi: number | null;
  /** End use of the buyer that the score is for. */
  readonly end_use: string;
  /** The score in one English sentence of at most 140 characters. */
  readonly headline: string;
  /** The headline for other languages: code and parameters of the catalogue of words. */
  readonly headline_code: Message['code'];
  readonly headline_params: Message['params'];
  readonly methodology: MethodologyReference;
  readonly run_id: string;
  readonly as_of: string;
  readonly known_at: string;
  /** When the run began: the same for every document of the run, so that a retry writes the same bytes. */
  readonly computed_at: string;
}

/** Unit and direction of every score. */
export const SCALE = {
  min: 0,
  max: 100,
  direction: 'higher_is_riskier',
  unit: 'percent probability that within the next 365 days users of an element stand still, or that a quarter of what a supplier delivers is missing for longer than the stock lasts',
} as const;

/** Identity of every document: its subject, its buyer, and its run. */
type Identity = Pick<
  ScoreDocument,
  'subject' | 'buyer' | 'methodology' | 'run_id' | 'as_of' | 'known_at' | 'computed_at'
>;

/** Made of the other fields, when they are all known. */
type MadeOfFields = Pick<ScoreDocument, 'headline' | 'headline_code' | 'headline_params'>;

/** The fields of a subject without a score, in the order in which documents have them. */
export const UNSCORED_FIELDS: Omit<ScoreDocument, keyof (Identity & MadeOfFields)> = {
  status: 'insufficient_data',
  status_reason: null,
  score: null,
  band: 'unknown',
  scale: SCALE,
  interval: null,
  quantiles: null,
  bands: null,
  state: null,
  may_begin: null,
  security: null,
  without_security: null,
  p_security: null,
  stage: null,
  element: null,
  elements: [],
  countries: [],
  rank: null,
  top_drivers: [],
  p_90: null,
  now: null,
  scarce: null,
  scarce_band: 'unknown',
  scarce_now: null,
  scarce_interval: null,
  scarce_stage: null,
  stages: [],
  expected_days: null,
  cover_days: null,
  undecided_since: null,
  pressure_index: {},
  feed_named: null,
  available: null,
  listed: null,
  coverage: null,
  stale_sources: [],
  register_read: null,
  data_as_of: null,
  hhi: null,
  end_use: PUBLISHED_END_USE,
};

/** The document with the most important fields first, for people who read the JSON. */
export function inReadingOrder<T extends ScoreDocument>(document: T): T {
  const { subject, buyer, headline, score, scarce, now, scarce_now, band, status, status_reason } = document;
  return {
    ...{ subject, buyer, headline, score, scarce, now, scarce_now, band, status, status_reason },
    ...document,
  };
}

/** The type with texts and numbers of any value: what readers of the API get, who must tolerate new words. */
export type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : { readonly [F in keyof T]: Widened<T[F]> };

/** A page of the ranking, made by the run. Page 0 first. */
export interface RankingPage {
  readonly run_id: string;
  readonly subject_type: SubjectType;
  readonly buyer: string;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly ScoreDocument[];
}

/** One point of a history series. */
export interface HistoryPoint {
  readonly as_of: string;
  readonly score: number | null;
  readonly band: Band | 'unknown';
  readonly p05: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  /** Both chances on the day, and that of scarcity within the year; null for suppliers. */
  readonly now: number | null;
  readonly scarce: number | null;
  readonly scarce_now: number | null;
  readonly scarce_p05: number | null;
  readonly scarce_p95: number | null;
  /** The parts of the score. */
  readonly state: number | null;
  readonly may_begin: number | null;
  readonly security: number | null;
  readonly stage: string | null;
  /** Kind of cause -> points. */
  readonly drivers: Readonly<Record<string, number>>;
  readonly methodology: string;
  /** `published`: by a nightly run at the time; `replayed`: computed by today's code from today's data. */
  readonly origin: 'published' | 'replayed';
  readonly run_id: string | null;
}

/**
 * Cases in which "what was known then" is only approximated; listed with every score that is computed for an
 * earlier day.
 */
export const KNOWN_EXCEPTIONS: readonly string[] = [
  'World shares, import reliance and governance are those of the newest edition published by the day, and before the first those of the oldest. Imports, cover, recycling, demand, routes and sites of suppliers have one vintage: the tables of today are used for every day, and a site runs from the start date that they give. Measures, reliefs, signals and links between sites are cut at the day and at what was public. Titles and notes of rows are in the words of today, which may tell of a later day.',
  'An end date that was written into the row of a measure later is used as if it had been known from the start; ends that are acts of their own (reliefs) are not.',
  'Daily counts around Taiwan and the Senkaku/Diaoyu islands count as public on the day after they were made at the latest; later corrections by the publishers replace the first figures.',
  'Observations that were sent in through this API are not part of a score that is computed of an earlier day. Custom suppliers are part of no score but their own.',
];
