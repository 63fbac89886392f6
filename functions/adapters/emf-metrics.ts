import { SERVICE_METRICS, type ServiceMetricName } from '#contracts/run/service-metrics.ts';
import type { Measurement, Metrics } from '#functions/ports/metrics.ts';

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
