import type { ServiceMetricName } from '#contracts/run/service-metrics.ts';

/** Measurement values of one moment, for graphs and alarms. */
export interface Measurement {
  /** Name of a dimension and its value, at most one: `{ Step: 'Complete' }`. Empty: the whole service. */
  readonly of: Readonly<Record<string, string>>;
  /** Unknown values are left out: a missing value is never 0. */
  readonly values: Readonly<Partial<Record<ServiceMetricName, number>>>;
}

/** Takes measured values; never fails, and nobody waits for it. */
export interface Metrics {
  put(measured: Measurement): void;
}
