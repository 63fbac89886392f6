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
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ServiceMetricName } from '../../shared/contracts/run/service-metrics.ts';
import type { StorageStack } from '../storage-stack.ts';
import { burnRates } from './objectives.ts';
import { serviceMetric } from './service-metric.ts';

const NIGHTS = Duration.days(1);
const HALF = 12;
const HEIGHT = 6;

export type DashboardProps = Readonly<{
  stage: HttpStage;
  alarms: readonly IAlarm[];
  tables: Pick<StorageStack, 'scores' | 'signals' | 'access'>;
  functions: readonly IFunction[];
  signals: readonly string[];
}>;

const STEPS = [
  'Begin',
  'ScoreBatch',
  'Complete',
  'PlanCustomSuppliers',
  'ScoreCustomBatch',
  'CloseClients',
  'Publish',
  'After',
];
const ERROR_CLASSES = ['failed', 'limited', 'refused', 'mistaken'];

/** For whoever was woken: which alarms are on, what readers get, what the nights made, what it rests on. */
export class Dashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { stage, alarms, tables, functions, signals }: DashboardProps) {
    super(scope, id);
    this.name = Stack.of(this).stackName;
    const measured = (name: ServiceMetricName, statistic: string, period: Duration, value?: string) =>
      serviceMetric(this, name, statistic, period, value);
    const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []) =>
      new GraphWidget({ title, left: [...left], right: [...right], width: HALF, height: HEIGHT });
    const minutes = Duration.minutes(5);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: this.name,
      defaultInterval: Duration.days(14),
    });
    dashboard.addWidgets(
      new TextWidget({
        markdown: 'What each alarm means and what to do first: docs/operating.md.',
        width: 24,
        height: 2,
      }),
    );
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: HEIGHT }),
    );
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
      graph(
        'Starts of functions, and what is turned away by Lambda and by tables',
        [measured('ColdStarts', 'sum', minutes)],
        [
          ...functions.map((one) => one.metricThrottles({ statistic: 'sum', period: minutes })),
          ...Object.entries(tables).flatMap(([name, { tableName }]) =>
            ['Read', 'Write'].map((kind) => throttledIn(tableName, kind, name, minutes)),
          ),
        ],
      ),
    );
    dashboard.addWidgets(
      graph(
        'Results of the nights',
        [measured('ScoresMade', 'max', NIGHTS), measured('ScoresUnknown', 'max', NIGHTS)],
        [
          measured('RunsRefused', 'sum', NIGHTS),
          measured('NightsLost', 'max', NIGHTS),
          measured('CustomClientsUnranked', 'max', NIGHTS),
        ],
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
        [measured('CountsFarAbove', 'max', NIGHTS)],
      ),
      graph(
        'How fast error budgets burn (1: used up in four weeks)',
        [...burnRates(this, 'answers'), ...burnRates(this, 'scores')],
        burnRates(this, 'facts'),
      ),
    );
  }
}

const throttledIn = (TableName: string, kind: string, name: string, period: Duration): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: `${kind}ThrottleEvents`,
    dimensionsMap: { TableName },
    statistic: 'sum',
    period,
    label: `${kind} of ${name}`,
  });

export const dashboardAddress = (scope: Construct): string =>
  `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${Stack.of(scope).stackName}`;
