/**
 * Forecasts of a published run as they are pinned: sheets of one type of subject and one buyer, with nothing
 * but what was forecast.
 */
import type {
  Interval,
  MethodologyReference,
  ScoreDocument,
  SubjectType,
} from '../vocabulary/score-document.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** Hash function, given by the caller: lower-case hexadecimal SHA-256 of the UTF-8 bytes of a text. */
export type Sha256 = (text: string) => string;

type Quantiles = Pick<Interval, 'p05' | 'p50' | 'p95'>;

/**
 * The forecasts of one subject, in percent as published. Null where there was no forecast, which is not 0.
 */
export interface PublishedForecast {
  readonly id: string;
  readonly score: number | null;
  /** Elements: that some cannot get what they order. */
  readonly scarce: number | null;
  /** The score within 90 days. */
  readonly p_90: number | null;
  readonly interval: Quantiles | null;
  readonly scarce_interval: Quantiles | null;
}

/** The run that a sheet belongs to, and how many days its forecasts look ahead. */
export interface ForecastRun {
  readonly run_id: string;
  readonly as_of: IsoDate;
  readonly known_at: IsoDate;
  readonly horizon_days: number;
  readonly methodology: MethodologyReference;
}

/** Address of a sheet within its run. */
export interface SheetAddress {
  readonly subject_type: SubjectType;
  readonly buyer: string;
  /** From 0. */
  readonly part: number;
}

export interface ForecastSheet extends ForecastRun, SheetAddress {
  /** In byte order of the id. */
  readonly forecasts: readonly PublishedForecast[];
}

/**
 * A sheet as a link of the chain names it: its address, how many forecasts it has, and the hash of its
 * canonical JSON.
 */
export interface SheetReference extends SheetAddress {
  readonly forecasts: number;
  readonly sha256: string;
}

const quantilesOf = (interval: Interval | null): Quantiles | null =>
  interval === null ? null : { p05: interval.p05, p50: interval.p50, p95: interval.p95 };

/** What a document forecasts. */
export function forecastOf({
  subject: { id },
  score,
  scarce,
  p_90,
  interval,
  scarce_interval,
}: Pick<
  ScoreDocument,
  'subject' | 'score' | 'scarce' | 'p_90' | 'interval' | 'scarce_interval'
>): PublishedForecast {
  return {
    ...{ id, score, scarce, p_90 },
    interval: quantilesOf(interval),
    scarce_interval: quantilesOf(scarce_interval),
  };
}

const byId = (a: PublishedForecast, b: PublishedForecast): number => (a.id < b.id ? -1 : 1);

/** A sheet of forecasts of one type and buyer. */
export const forecastSheet = (
  run: ForecastRun,
  address: SheetAddress,
  forecasts: readonly PublishedForecast[],
): ForecastSheet => ({
  ...run,
  ...address,
  forecasts: forecasts.toSorted(byId),
});
