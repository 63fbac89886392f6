import { Aws, Duration, Stack } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  Metric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { metricsNamespaceOf, SERVICE_METRICS, type ServiceMetricName } from '#contracts/run/service-metrics.ts';

const NIGHTS = Duration.days(1);
const HALF = 12;
const HEIGHT = 6;

/** A metric that the functions of this stack measure themselves. `value`: of its dimension, where it has one. */
export function serviceMetric(scope: Construct, name: ServiceMetricName, statistic: string, period: Duration, value?: string): Metric {
  const { by } = SERVICE_METRICS[name];
  if ((by === null) !== (value === undefined)) throw new Error(`metric ${name} is told apart by ${by ?? 'nothing'}`);
  return new Metric({
    namespace: metricsNamespaceOf(Stack.of(scope).stackName),
    metricName: name,
    statistic,
    period,
    ...(by === null || value === undefined ? {} : { dimensionsMap: { [by]: value }, label: value }),
  });
}

export interface DashboardProps {
  readonly stage: HttpStage;
  /** Every alarm, for the row at the top. */
  readonly alarms: readonly IAlarm[];
  /** Names of the signals, whose ages are shown. */
  readonly signals: readonly string[];
}

const STEPS = ['Begin', 'ScoreBatch', 'Complete', 'PlanOwn', 'ScoreOwnBatch', 'RankOwn', 'Publish', 'After'];
const ERROR_CLASSES = ['failed', 'limited', 'refused', 'mistaken'];

/** One page for whoever was woken: which alarms are on, what readers get, what the nights made, what it rests on. */
export class Dashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { stage, alarms, signals }: DashboardProps) {
    super(scope, id);
    this.name = Stack.of(this).stackName;
    const measured = (name: ServiceMetricName, statistic: string, period: Duration, value?: string) =>
      serviceMetric(this, name, statistic, period, value);
    const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []) =>
      new GraphWidget({ title, left: [...left], right: [...right], width: HALF, height: HEIGHT });
    const minutes = Duration.minutes(5);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', { dashboardName: this.name, defaultInterval: Duration.days(14) });
    dashboard.addWidgets(
      new TextWidget({
        markdown:
          'What each alarm means and what to do first: docs/runbook.md. Queries of the logs are saved under the name of this stack.',
        width: 24,
        height: 2,
      }),
    );
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: HEIGHT }));
    dashboard.addWidgets(
      new SingleValueWidget({
        title: 'What readers see',
        metrics: [measured('PublishAge', 'max', minutes), measured('ScoresAgeDays', 'max', minutes)],
        width: HALF,
        height: HEIGHT,
      }),
      graph(
        'Answers, and errors by class',
        [stage.metricCount({ statistic: 'sum', period: minutes })],
        [...ERROR_CLASSES.map((kind) => measured('RequestErrors', 'sum', minutes, kind))],
      ),
    );
    dashboard.addWidgets(
      graph('Latency at the gateway (ms)', [
        stage.metricLatency({ statistic: 'p50', period: minutes }),
        stage.metricLatency({ statistic: 'p99', period: minutes }),
      ]),
      graph('Starts of functions', [measured('ColdStarts', 'sum', minutes)]),
    );
    dashboard.addWidgets(
      graph(
        'Results of the nights',
        [measured('ScoresMade', 'max', NIGHTS), measured('ScoresUnknown', 'max', NIGHTS)],
        [measured('RunsRefused', 'sum', NIGHTS), measured('OwnClientsUnranked', 'max', NIGHTS)],
      ),
      graph(
        'Movement and coverage',
        [measured('LargestMovement', 'max', NIGHTS), measured('FarMovements', 'max', NIGHTS)],
        [measured('MeanCoverage', 'min', NIGHTS)],
      ),
    );
    dashboard.addWidgets(
      graph(
        'Duration of steps (ms)',
        STEPS.map((step) => measured('StepDuration', 'max', NIGHTS, step)),
      ),
      graph(
        'Write units of steps',
        STEPS.map((step) => measured('WriteUnits', 'sum', NIGHTS, step)),
        STEPS.map((step) => measured('StepFailures', 'sum', NIGHTS, step)),
      ),
    );
    dashboard.addWidgets(
      graph(
        'Age of signals (days)',
        signals.map((signal) => measured('SignalAgeDays', 'max', NIGHTS, signal)),
        [measured('QuarantineWaiting', 'max', NIGHTS)],
      ),
    );
  }
}

/** Address of the dashboard of a stack in the console. */
export const dashboardAddress = (scope: Construct): string =>
  `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${Stack.of(scope).stackName}`;
