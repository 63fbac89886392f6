import { describe, expect, it } from 'vitest';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template } = synthesizedService('prod');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => ({
  id,
  watches: `${Properties.MetricName}`,
  statistic: Properties.ExtendedStatistic ?? Properties.Statistic,
  ...Properties,
}));
const alarmOn = (metric: string) => {
  const found = alarms.filter(({ watches }) => watches === metric);
  expect(found, metric).toHaveLength(1);
  return found[0];
};

describe('the alarms', () => {
  it('watch what readers feel and what keeps the scores fresh', () => {
    expect(alarms.map(({ watches }) => watches).sort()).toEqual([
      '5xx',
      'AnnouncementsNew',
      'ApproximateNumberOfMessagesVisible',
      'Errors',
      'ExecutionsFailed',
      'ExecutionsSucceeded',
      'ExecutionsTimedOut',
      'Latency',
      'ReadThrottleEvents',
      'SourcesInTrouble',
      'ThrottledRequests',
    ]);
  });

  it('say in words who is hurt and what to do, and are heard when they begin and when they end', () => {
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic');
    for (const alarm of alarms) {
      expect(alarm.AlarmDescription, alarm.id).toMatch(/^[A-Z].{60,}[.]$/);
      expect(alarm.AlarmDescription, alarm.id).toMatch(/reader|run/i);
      expect(alarm.AlarmActions, alarm.id).toEqual([{ Ref: topic?.[0] }]);
      expect(alarm.OKActions, alarm.id).toEqual([{ Ref: topic?.[0] }]);
    }
  });

  it('speak after 26 hours without a published run, also when there is no data at all', () => {
    expect(alarmOn('ExecutionsSucceeded')).toMatchObject({
      Period: 3600,
      EvaluationPeriods: 26,
      DatapointsToAlarm: 26,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Statistic: 'Sum',
    });
  });

  it('speak at the first failed run and the first lost start', () => {
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ApproximateNumberOfMessagesVisible']) {
      expect(alarmOn(metric), metric).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });
    }
  });

  it('speak when what comes in is not followed by runs for a quarter of an hour', () => {
    expect(alarmOn('Errors')).toMatchObject({ Period: 300, EvaluationPeriods: 3, Threshold: 3, TreatMissingData: 'notBreaching' });
  });

  it('speak when any collector counts a source in trouble, and when none has run for a day', () => {
    expect(alarmOn('SourcesInTrouble')).toMatchObject({
      Period: 86_400,
      EvaluationPeriods: 1,
      Threshold: 1,
      Statistic: 'Maximum',
      TreatMissingData: 'breaching',
    });
    const filters = resourcesOf(template, 'AWS::Logs::MetricFilter')
      .map(([, { Properties }]) => Properties.MetricTransformations[0])
      .filter(({ MetricName }) => MetricName === 'SourcesInTrouble');
    expect(filters).toHaveLength(SOURCE_CONTRACTS.length + 1); // and the watch of announcements
    expect(new Set(filters.map(({ MetricNamespace }) => MetricNamespace))).toEqual(new Set([alarmOn('SourcesInTrouble')?.Namespace]));
  });

  it('speak for a day when something was announced, and say nothing of a night without news', () => {
    expect(alarmOn('AnnouncementsNew')).toMatchObject({
      ...{ Period: 86_400, EvaluationPeriods: 1, Threshold: 1, Statistic: 'Maximum', TreatMissingData: 'notBreaching' },
    });
  });

  it('look at the slowest answer in a hundred, not at the mean', () => {
    expect(alarmOn('Latency')).toMatchObject({ ExtendedStatistic: 'p99', Threshold: 2000, EvaluationPeriods: 3 });
  });
});
