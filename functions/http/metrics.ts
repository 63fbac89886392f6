import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import { SERVICE_METRICS, SERVICE_NAME, type ServiceMetricName } from '#contracts/run/service-metrics.ts';

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

/**
 * Writes each measurement as one line, from which CloudWatch Logs makes the metrics (embedded metric format):
 * no call, no wait, no right. Without a
 * namespace, on one machine, nothing is written.
 */
export function cloudWatchMetrics(namespace: string): Metrics {
  if (namespace === '') return { put: () => undefined };
  const powertools = new PowertoolsMetrics({ namespace, serviceName: SERVICE_NAME });
  return {
    put({ of, values }) {
      const known = Object.entries(values).filter(
        ([, value]) => value !== undefined && Number.isFinite(value),
      );
      if (known.length === 0) return;
      powertools.addDimensions({ ...of });
      for (const [name, value] of known)
        powertools.addMetric(name, SERVICE_METRICS[name as ServiceMetricName].unit, value as number);
      powertools.publishStoredMetrics();
    },
  };
}
