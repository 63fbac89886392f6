/** The protocol of the back-test: what is forecast when, and judged how. Numbers of the method are not here but in the methodology. */
import type { CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';

export interface BackTestSettings {
  /** Events count from here on, and so do the years of the base rate: a day on which nothing happened. */
  readonly clock_start: IsoDate;
  /** First day on which forecasts are made; they follow on the first of every `step_months`. */
  readonly first_origin: IsoDate;
  readonly step_months: number;
  /** First origin of the campaign of controls, from which figures are made once more. */
  readonly campaign_start: IsoDate;
  /** Last day on which the facts were followed. A forecast whose window ends later is not judged. */
  readonly last_day: IsoDate;
  readonly buyers: readonly CountryCode[];
  readonly horizons_days: readonly number[];
  /** Days between two forecasts by signals, which are one for all elements. */
  readonly signal_step_days: number;
  readonly bootstrap_draws: number;
  /** Days with a control whose neighbourhood is shown, and the buyers it is shown for. */
  readonly shown_events: readonly IsoDate[];
  readonly shown_buyers: readonly CountryCode[];
  /** A score has moved when it differs from that of the eve by this many points. */
  readonly moved_points: number;
  /** A score warns from here on, points. */
  readonly warning_score: number;
  /** Announcements, first day of the clock and last day of the published exploratory test, repeated as it stands. */
  readonly exploratory: { readonly announcements: readonly IsoDate[]; readonly clock_start: IsoDate; readonly last_day: IsoDate };
}

export const BACK_TEST_SETTINGS: BackTestSettings = {
  clock_start: '2010-01-01',
  first_origin: '2010-02-01',
  step_months: 1,
  campaign_start: '2023-01-01',
  last_day: '2026-10-01',
  buyers: ['EUU', 'JPN', 'KOR', 'TWN', 'USA'],
  horizons_days: [30, 90, 365],
  signal_step_days: 7,
  bootstrap_draws: 1000,
  shown_events: ['2010-09-23', '2023-07-03', '2024-08-15', '2025-02-04', '2025-04-04', '2025-10-09', '2026-01-06'],
  shown_buyers: ['EUU', 'JPN', 'USA'],
  moved_points: 5,
  warning_score: 40,
  exploratory: {
    announcements: [
      '2023-07-03',
      '2023-10-20',
      '2023-12-21',
      '2024-08-15',
      '2024-12-03',
      '2025-02-04',
      '2025-04-04',
      '2025-10-09',
      '2026-01-06',
      '2026-02-24',
      '2026-06-22',
      '2026-06-29',
    ],
    clock_start: '2023-01-01',
    last_day: '2026-08-21',
  },
};

/**
 * The forecasts that are written out for others to judge, from the first month that the record of controls covers to the last whose facts were
 * followed. Those of windows that have not ended are among them.
 */
export const FORECAST_RECORDS = {
  first_origin: '2010-01-01',
  last_origin: '2026-11-01',
  horizons_days: [90, 365],
} as const;
