import { SERVICE_METRICS, type ServiceMetricName } from '#contracts/run/service-metrics.ts';

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
 * Measurement values as a document in CloudWatch's Embedded Metric Format (Specification: Embedded metric format, Amazon CloudWatch User Guide).
 * `null`: there are none. `timestamp`: epoch milliseconds.
 */
function emfDocument({ of, values }: Measurement, namespace: string, timestamp: number): Readonly<Record<string, unknown>> | null {
  const known = Object.entries(values).filter(([, value]) => value !== undefined && Number.isFinite(value));
  if (known.length === 0) return null;
  const metrics = known.map(([name]) => ({ Name: name, Unit: SERVICE_METRICS[name as ServiceMetricName].unit }));
  return {
    _aws: { Timestamp: timestamp, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [Object.keys(of)], Metrics: metrics }] },
    ...of,
    ...Object.fromEntries(known),
  };
}

/**
 * Writes each measurement as one line, from which CloudWatch Logs makes the metrics: no call, no wait, no right. Without a namespace, on one
 * machine, nothing is written.
 */
export function emfMetrics(namespace: string, write: (line: string) => void, now: () => number): Metrics {
  return {
    put(measured) {
      const document = namespace === '' ? null : emfDocument(measured, namespace, now());
      if (document !== null) write(`${JSON.stringify(document)}\n`);
    },
  };
}
