import { Duration, Stack } from 'aws-cdk-lib';
import {
  CfnServiceLevelObjective,
  type CfnServiceLevelObjectiveProps,
} from 'aws-cdk-lib/aws-applicationsignals';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { HttpApi } from './api.ts';
import type { Collector } from './collector.ts';
import { serviceMetric } from './service-metric.ts';

/** What `/v1/status` calls old. */
export const OLD_AFTER_HOURS = 36;

/** Minutes. */
const WINDOWS = { answers: [5, 30, 60, 360], scores: [60, 1440], facts: [1440, 10_080] } as const;
export type ObjectiveName = keyof typeof WINDOWS;

const GOALS: Readonly<Record<ObjectiveName, Readonly<{ percent: number; says: string }>>> = {
  answers: { percent: 99.9, says: 'of all answers are none of 5xx' },
  scores: {
    percent: 99,
    says: `of the time the scores that readers see were published less than ${OLD_AFTER_HOURS} hours ago`,
  },
  facts: { percent: 90, says: 'of the calls of the collector find no source in trouble' },
};

/** Over 28 days. A burn rate of 1 uses the error budget up exactly. */
export class Objectives extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { http, collector }: Readonly<{ http: HttpApi; collector: Collector }>,
  ) {
    super(scope, id);
    const each = { statistic: Stats.SUM, period: Duration.minutes(1) };
    this.make('answers', {
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: [queried(http.stage.metricCount(each))],
          monitoredRequestCountMetric: { badCountMetric: [queried(http.stage.metricServerError(each))] },
        },
      },
    });
    const atMost = (metricThreshold: number, metric: Metric) => ({
      sli: {
        sliMetric: { metricDataQueries: [queried(metric)] },
        comparisonOperator: 'LessThanOrEqualTo',
        metricThreshold,
      },
    });
    const fiveMinutes = Duration.minutes(5);
    this.make(
      'scores',
      atMost(OLD_AFTER_HOURS * 3600, serviceMetric(this, 'PublishAge', Stats.MAXIMUM, fiveMinutes)),
    );
    this.make(
      'facts',
      atMost(0, collector.sourcesInTrouble.with({ statistic: Stats.MAXIMUM, period: fiveMinutes })),
    );
  }

  private make(
    name: ObjectiveName,
    measured: Pick<CfnServiceLevelObjectiveProps, 'sli' | 'requestBasedSli'>,
  ): void {
    const { percent, says } = GOALS[name];
    new CfnServiceLevelObjective(this, name, {
      name: nameOf(this, name),
      description: `${percent} % ${says}`,
      goal: { attainmentGoal: percent, interval: { rollingInterval: { duration: 28, durationUnit: 'DAY' } } },
      burnRateConfigurations: WINDOWS[name].map((lookBackWindowMinutes) => ({ lookBackWindowMinutes })),
      ...measured,
    });
  }
}

const nameOf = (scope: Construct, name: ObjectiveName) => `${Stack.of(scope).stackName}-${name}`;

const queried = ({ namespace, metricName, dimensions = {}, period, statistic: stat }: Metric) => ({
  id: 'measured',
  metricStat: {
    metric: {
      namespace,
      metricName,
      dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value: `${value}` })),
    },
    period: period.toSeconds(),
    stat,
  },
  returnData: true,
});

/** The shortest window first. */
export const burnRates = (scope: Construct, name: ObjectiveName): readonly Metric[] =>
  WINDOWS[name].map(
    (minutes) =>
      new Metric({
        namespace: 'AWS/ApplicationSignals',
        metricName: 'BurnRate',
        dimensionsMap: { SloName: nameOf(scope, name), BurnRateWindowMinutes: String(minutes) },
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(5),
        label: `${name}, ${minutes} minutes`,
      }),
  );
