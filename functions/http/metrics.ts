import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import { SERVICE_METRICS, SERVICE_NAME, type ServiceMetricName } from '#contracts/run/service-metrics.ts';

export type Measurement = Readonly<{
  /** At most one: `{ Step: 'Complete' }`. Empty: the whole service. */
  of: Readonly<Record<string, string>>;
  values: Readonly<Partial<Record<ServiceMetricName, number>>>;
}>;

export interface Metrics {
  put(measured: Measurement): void;
}

/**
 * Lines of which CloudWatch Logs makes metrics (embedded metric format). Without a namespace nothing is
 * written.
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
