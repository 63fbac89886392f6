import { type Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import {
  metricsNamespaceOf,
  SERVICE_METRICS,
  SERVICE_NAME,
  type ServiceMetricName,
} from '../../shared/contracts/run/service-metrics.ts';

/** `value`: of its dimension, where it has one. */
export function serviceMetric(
  scope: Construct,
  name: ServiceMetricName,
  statistic: string,
  period: Duration,
  value?: string,
): Metric {
  const { by } = SERVICE_METRICS[name];
  if ((by === null) !== (value === undefined))
    throw new Error(`metric ${name} is told apart by ${by ?? 'nothing'}`);
  return new Metric({
    namespace: metricsNamespaceOf(Stack.of(scope).stackName),
    metricName: name,
    statistic,
    period,
    dimensionsMap: { service: SERVICE_NAME, ...(by === null || value === undefined ? {} : { [by]: value }) },
    ...(value === undefined ? {} : { label: value }),
  });
}
