/**
 * Published documents of a subject: rounded numbers that are never alone. The score document is the small one (one DynamoDB item, read with
 * half a read unit); the explanation holds everything that is needed to recompute it.
 */
import type { Message } from './message.ts';
import type { Band } from './scoring-result.ts';

export type SubjectType = 'element' | 'supplier' | 'country';

/** Buyers that every run scores. */
export const BUYERS = ['JPN', 'USA', 'EUU', 'KOR', 'TWN'] as const;

/** End uses of a buyer that methodologies from 2.0.0 on tell apart. Runs publish scores of the first; those of another are computed on request. */
export const END_USES = ['civil', 'defence', 'semiconductor_advanced'] as const;
export type EndUse = (typeof END_USES)[number];

/** End use of the scores that runs publish. */
export const PUBLISHED_END_USE: EndUse = 'civil';

export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  readonly name: string;
}

/** Percentiles of the draws. */
export interface Percentiles {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Interval extends Percentiles {
  readonly method: 'monte_carlo_input_uncertainty';
  readonly draws: number;
}

export interface Rank {
  /** 1 = highest score; unscored subjects have no rank. */
  readonly position: number;
  readonly of: number;
  readonly p05: number | null;
  readonly p95: number | null;
}

export interface Driver {
  /** Hazard id, for example `active_control:CHN`. */
  readonly id: string;
  readonly kind: string;
  /** Points of the published score; all drivers sum to it exactly. */
  readonly points: number;
  /** The hazard in at most 40 characters. */
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

/** The small score document, from which ranking rows, score reads and CSV rows are taken. Null fields are present, not left out. */
export interface ScoreDocument {
  readonly subject: Subject;
  readonly buyer: string;
  readonly status: 'scored' | 'insufficient_data';
  /** Why there is no score; null when there is one. */
  readonly status_reason: string | null;
  /** 0 ... 100, two decimals; null = unknown, never 0. */
  readonly score: number | null;
  readonly band: Band | 'unknown';
  readonly scale: { readonly min: 0; readonly max: 100; readonly direction: 'higher_is_riskier'; readonly unit: string };
  readonly interval: Interval | null;
  readonly score_without_signals: number | null;
  /**
   * The stage that gives the score; null for unscored subjects. For a country: that of its worst element. For a supplier: where the strongest control
   * on its chain bites, else where it delivers most.
   */
  readonly stage: string | null;
  /** Countries: the element that gives the score. Suppliers: the one on which the strongest control bites; null where none does. */
  readonly element: string | null;
  /** Suppliers: elements of the delivering sites. Elements: the symbol. */
  readonly elements: readonly string[];
  /** Suppliers: countries of their sites; countries: themselves; elements: empty. */
  readonly countries: readonly string[];
  readonly rank: Rank | null;
  readonly top_drivers: readonly Driver[];
  readonly p_stockout_90: number | null;
  readonly p_stockout_365: number | null;
  readonly expected_days: number | null;
  readonly expected_tonnes: number | null;
  readonly coverage: number | null;
  readonly stale_sources: readonly string[];
  /** Newest day any input of the three signals speaks of. */
  readonly data_as_of: string | null;
  /** Herfindahl-Hirschman index of the world shares at the score's stage, 0 ... 1; shown beside the score, never blended in. */
  readonly hhi: number | null;
  /** The score under the other published methodologies: version -> score. */
  readonly alternatives: Readonly<Record<string, number | null>>;
  /**
   * Percent, two decimals: the chance that a control in force on the day stops supply for longer than the cover. The score is the union of
   * it and `new_event`. Null without a score, and under methodologies that do not tell the two apart.
   */
  readonly state: number | null;
  /** Percent, two decimals: the chance that another control or disruption begins within the horizon and outlasts the cover. */
  readonly new_event: number | null;
  readonly state_interval: Percentiles | null;
  readonly new_event_interval: Percentiles | null;
  /** End use of the buyer that the score is for; null under methodologies that do not tell end uses apart. */
  readonly end_use: string | null;
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
  unit: 'percent probability that within 365 days a supply disruption starts that outlasts the cover of the buyer',
} as const;

/** Identity of every document: its subject, its buyer, and its run. */
type Identity = Pick<ScoreDocument, 'subject' | 'buyer' | 'methodology' | 'run_id' | 'as_of' | 'known_at' | 'computed_at'>;

/** Made of the other fields, when they are all known. */
type MadeOfFields = Pick<ScoreDocument, 'headline' | 'headline_code' | 'headline_params'>;

/**
 * The fields of a score when nothing is known: every field is there, in the order in which documents have them. A document starts from
 * these and sets what it knows, so a field that a type of subject does not have stays null.
 */
export const UNSCORED_FIELDS: Omit<ScoreDocument, keyof (Identity & MadeOfFields)> = {
  status: 'insufficient_data',
  status_reason: null,
  score: null,
  band: 'unknown',
  scale: SCALE,
  interval: null,
  score_without_signals: null,
  stage: null,
  element: null,
  elements: [],
  countries: [],
  rank: null,
  top_drivers: [],
  p_stockout_90: null,
  p_stockout_365: null,
  expected_days: null,
  expected_tonnes: null,
  coverage: null,
  stale_sources: [],
  data_as_of: null,
  hhi: null,
  alternatives: {},
  state: null,
  new_event: null,
  state_interval: null,
  new_event_interval: null,
  end_use: null,
};

/** The document with the most important fields first, for people who read the JSON. */
export function inReadingOrder<T extends ScoreDocument>(document: T): T {
  const { subject, buyer, headline, score, state, new_event, band, status, status_reason } = document;
  return { ...{ subject, buyer, headline, score, state, new_event, band, status, status_reason }, ...document };
}

/** The type with texts and numbers of any value: what readers of the API get, who must tolerate new words. */
export type Widened<T> = T extends string ? string : T extends number ? number : { readonly [F in keyof T]: Widened<T[F]> };

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
  readonly score_without_signals: number | null;
  /** The two parts of the score; null under methodologies that do not tell them apart. */
  readonly state: number | null;
  readonly new_event: number | null;
  readonly stage: string | null;
  /** Hazard kind -> points. */
  readonly drivers: Readonly<Record<string, number>>;
  readonly methodology: string;
  /** `published`: by a nightly run at the time; `replayed`: computed by today's code from today's data. */
  readonly origin: 'published' | 'replayed';
  readonly run_id: string | null;
}
