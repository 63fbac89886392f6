/**
 * Results of the back-test in their published form. Probabilities and scores of skill are rounded; `null` is "not defined" or "not known".
 */
import type { CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { BootstrapInterval, ReliabilityBin } from './published-figures.ts';
import type { PartsReport } from './state-and-event/parts-report.ts';

/** One forecast against one outcome at one horizon. */
export interface ForecastSkill {
  /** Name of the forecast. */
  readonly forecast: string;
  readonly outcome: string;
  readonly horizon_days: number;
  /** Forecasts judged, of which the outcome happened; windows overlap. */
  readonly forecasts: number;
  readonly happened: number;
  /** Distinct days on which the outcomes began: the real sample size. */
  readonly events: number;
  /** `null` for an index that is no probability. */
  readonly mean_forecast: number | null;
  readonly brier: number | null;
  /** 1 - Brier / Brier of the Gamma-Poisson base rate on the same forecasts. */
  readonly brier_skill: BootstrapInterval | null;
  /** Probabilities cut to [0.001, 0.999]. */
  readonly log_loss: number | null;
  readonly auc: BootstrapInterval;
  /** AUC among forecasts of the same day: who is hit, not when. `null` where a day has one forecast. */
  readonly auc_within_day: BootstrapInterval | null;
}

export interface ReliabilityTable {
  readonly forecast: string;
  readonly outcome: string;
  readonly horizon_days: number;
  readonly bins: readonly ReliabilityBin[];
}

/** How often the score had been above the warning line when something happened, and how often it was for nothing. */
export interface LeadTime {
  readonly forecast: string;
  readonly outcome: string;
  readonly warning_score: number;
  readonly hits: number;
  readonly warned: number;
  readonly median_lead_days: number | null;
  readonly warnings: number;
  readonly false_warnings: number;
}

/** A signal before announcements: on at least one of the 30 days before, was its state 1 or more? */
export interface SignalAlarm {
  readonly signal: string;
  readonly announcements: number;
  readonly announcements_with_alarm: number;
  readonly windows: number;
  readonly windows_with_alarm: number;
}

/** A row of the exploratory test, repeated. */
export interface ExploratoryWindow {
  readonly series: string;
  readonly window_days: number;
  readonly announcements: number;
  readonly control_days: number;
  readonly auc: BootstrapInterval;
}

/** The score of a pair around a control that hit it. */
export interface ScoreAroundEvent {
  readonly event: IsoDate;
  readonly element: string;
  readonly buyer: CountryCode;
  /** Days from the announcement -> score; `null` where the facts end before. */
  readonly score: Readonly<Record<string, number | null>>;
  readonly refit_on_the_eve: number | null;
  readonly peak_after: number;
  readonly peak_day: number;
  /** Days until the score differed from that of the eve; `null`: it did not. */
  readonly moved_after_days: number | null;
}

/** Mean score of the pairs hit, by days from the announcement. */
export interface EventCurve {
  readonly event: IsoDate;
  readonly measures: readonly string[];
  readonly pairs: number;
  readonly days: readonly number[];
  readonly score: readonly (number | null)[];
  readonly score_without_signals: readonly (number | null)[];
}

export interface BaseRateFigures {
  readonly clock_start: IsoDate;
  readonly last_day: IsoDate;
  readonly events: number;
  readonly years: number;
  readonly mean_per_year: number;
  readonly p_30: number;
  readonly p_90: number;
}

/** A methodology in one line: its score as the forecast, at the horizon it is made for. */
export interface MethodologySummary {
  readonly version: string;
  readonly figures: readonly ForecastSkill[];
}

/** A parameter that rests on the events it is judged by, or on later ones, and what was done about it. */
export interface LookAhead {
  readonly what: string;
  readonly basis: string;
  readonly refitted: boolean;
  readonly how: string;
}

/** A line of the report, with the hash of the document that was judged. */
export interface PublishedSummary extends MethodologySummary {
  readonly sha256: string;
}

export interface BackTestReport {
  readonly methodology: string;
  /** Conclusions from the figures, in plain words. */
  readonly reading: readonly string[];
  readonly look_ahead: readonly LookAhead[];
  readonly inputs_sha256: string;
  readonly first_origin: IsoDate;
  readonly last_day: IsoDate;
  readonly origins: number;
  readonly pairs: number;
  /** Forecasts of elements and buyers. */
  readonly skill: readonly ForecastSkill[];
  readonly reliability: readonly ReliabilityTable[];
  readonly lead_time: readonly LeadTime[];
  /** Forecasts of whether any control is announced: the signals, their tilt, and the Geopolitical Risk index. */
  readonly signals: readonly ForecastSkill[];
  readonly signal_alarms: readonly SignalAlarm[];
  readonly exploratory: readonly ExploratoryWindow[];
  readonly base_rates: readonly BaseRateFigures[];
  readonly around_events: readonly ScoreAroundEvent[];
  readonly event_curves: readonly EventCurve[];
  readonly methodologies: readonly PublishedSummary[];
  /** State and new event judged apart; `null` when no methodology with two parts was judged. */
  readonly state_and_event: PartsReport | null;
  /** How many figures of skill were looked at: the more, the more look good by chance. */
  readonly variants_tried: number;
}
