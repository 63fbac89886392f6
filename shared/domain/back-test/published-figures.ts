/** Figures that several tables of the back-test are made of. `null` is "not defined" or "not known". */

/** A figure with its 95 % bootstrap interval. */
export interface BootstrapInterval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly forecasts: number;
  readonly mean_forecast: number | null;
  readonly observed: number | null;
}
