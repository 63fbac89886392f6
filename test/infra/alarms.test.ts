import { describe, expect, it } from 'vitest';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template } = synthesizedService('prod');
interface Watched {
  readonly MetricStat?: { readonly Metric: { readonly MetricName: string; readonly Namespace: string; readonly Dimensions?: unknown } };
  readonly Expression?: string;
}
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => {
  const parts = (Properties.Metrics ?? []) as Watched[];
  return {
    id,
    name: id.replace(/^Alarms(.*)Alarm[0-9A-F]{8}$/, '$1'),
    watches: [Properties.MetricName, ...parts.map(({ MetricStat: stat }) => stat?.Metric.MetricName)].filter((name) => name !== undefined),
    expression: parts.find(({ Expression }) => Expression !== undefined)?.Expression ?? null,
    ...Properties,
  };
});
const alarmNamed = (name: string) => {
  const found = alarms.filter((alarm) => alarm.name === name);
  expect(found, name).toHaveLength(1);
  return found[0];
};
const alarmOn = (metric: string) => {
  // Those of alerts watch metrics that others watch, too.
  const found = alarms.filter(({ watches, name }) => watches.length === 1 && watches[0] === metric && !name.startsWith('AlertsNot'));
  expect(found, metric).toHaveLength(1);
  return found[0];
};

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Principal: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

describe('the alarms', () => {
  it('watch what readers feel and what keeps the scores fresh', () => {
    expect(alarms.map(({ name }) => name).sort()).toEqual([
      'AlertsNotJudged',
      'AlertsNotSent',
      'AnnouncementsToRead',
      'FactsNotFollowed',
      'FunctionsThrottled',
      'KeysThrottled',
      'NoFreshRun',
      'OldScores',
      'OwnSuppliersUnranked',
      'QuarantineWaiting',
      'ReadersTurnedAway',
      'RunFailed',
      'RunHung',
      'RunNotStarted',
      'RunStopped',
      'ServerErrors',
      'ServerErrorsLinger',
      'SignalsStale',
      'SlowAnswers',
      'SourceInTrouble',
      'TableThrottled',
    ]);
  });

  it('reach somebody: from alarm to action to topic, whose policy lets alarms of this account publish, to a subscription', () => {
    const topics = resourcesOf(template, 'AWS::SNS::Topic');
    expect(topics).toHaveLength(1);
    const topic = { Ref: topics[0]?.[0] };
    expect(alarms.filter(({ AlarmActions: actions }) => JSON.stringify(actions) !== JSON.stringify([topic]))).toEqual([]);
    const policies = resourcesOf(template, 'AWS::SNS::TopicPolicy').filter(([, { Properties }]) =>
      JSON.stringify(Properties.Topics).includes(`${topic.Ref}`),
    );
    const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
    const letsIn = statements.filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('sns:Publish'));
    expect(letsIn).toEqual([
      {
        Sid: 'AlarmsOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    // No denial but that of plain HTTP, which CloudWatch does not use.
    expect(statements.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
    ]);
    expect(resourcesOf(template, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties)).toEqual([
      { Protocol: 'email', Endpoint: 'on-call@example.com', TopicArn: topic },
    ]);
    expect(Object.values(template.findOutputs('AlarmTopicArn')).map(({ Value }) => Value)).toEqual([topic]);
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

  it('speak after 26 hours without a publication, also when there is no data at all, and not because of what follows a publication', () => {
    expect(alarmNamed('NoFreshRun')).toMatchObject({
      EvaluationPeriods: 26,
      DatapointsToAlarm: 26,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      watches: ['Invocations', 'Errors'],
      expression: 'FILL(called, 0) - FILL(failed, 0)',
    });
    expect(JSON.stringify(alarmNamed('NoFreshRun')?.Metrics)).toContain('NightlyStepsPublishRun');
  });

  it('speak at the first failed, hung or stopped run and the first lost start', () => {
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ApproximateNumberOfMessagesVisible']) {
      expect(alarmOn(metric), metric).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });
    }
  });

  it('say nothing of readers that is not so when only the work after a publication failed', () => {
    for (const name of ['RunFailed', 'RunHung', 'RunStopped'])
      expect(alarmNamed(name)?.AlarmDescription, name).not.toMatch(/still see|keep the run before/);
    expect(alarmNamed('RunFailed')?.AlarmDescription).toContain('or this one without its history, changes and events');
  });

  it('count errors as a part of the answers: 0.008 % of 60,000 is none, a few of four are', () => {
    // Evaluates the expressions as CloudWatch would, for the cases of the review.
    const percent = (name: string, e: number, n: number): number => {
      const [, least] = /^IF[(]e >= ([0-9]+), 100 [*] e [/] n, 0[)]$/.exec(alarmNamed(name)?.expression ?? '') ?? [];
      return e >= Number(least) ? (100 * e) / n : 0;
    };
    const speaks = (name: string, e: number, n: number): boolean => percent(name, e, n) >= (alarmNamed(name)?.Threshold ?? Number.NaN);
    expect(speaks('ServerErrors', 5, 60_000)).toBe(false);
    expect(speaks('ServerErrors', 4, 4)).toBe(true);
    expect(speaks('ServerErrors', 3000, 60_000)).toBe(true);
    expect(speaks('ServerErrors', 1, 1)).toBe(false);
    expect(speaks('ServerErrorsLinger', 3600, 720_000)).toBe(true);
    expect(speaks('ServerErrorsLinger', 60, 720_000)).toBe(false);
  });

  it('tell the throttle of the gateway from the limit of one client', () => {
    const [filter] = resourcesOf(template, 'AWS::Logs::MetricFilter').filter(
      ([, { Properties }]) => Properties.MetricTransformations[0].MetricName === 'ThrottledRequests',
    );
    expect(filter?.[1].Properties.FilterPattern).toBe('{ ($.status = "429") && ($.integration_status = "-") }');
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(JSON.parse(stage?.[1].Properties.AccessLogSettings.Format)).toMatchObject({ integration_status: '$context.integrationStatus' });
  });

  it('watch reads and writes of all three tables, the one that every request reads by itself', () => {
    expect(alarmNamed('KeysThrottled')?.watches).toEqual(['ReadThrottleEvents', 'WriteThrottleEvents']);
    expect(JSON.stringify(alarmNamed('KeysThrottled')?.Metrics)).toContain('Storage:ExportsOutputRefAccess');
    expect(alarmNamed('TableThrottled')?.watches).toHaveLength(4);
  });

  it('speak when what comes in is not followed by runs for a quarter of an hour', () => {
    expect(alarmNamed('FactsNotFollowed')).toMatchObject({
      Period: 300,
      EvaluationPeriods: 3,
      Threshold: 3,
      TreatMissingData: 'notBreaching',
    });
  });

  it('speak when clients have no ranking of their custom suppliers, and when a step for all of them fails; not when a batch was tried again', () => {
    const alarm = alarmNamed('OwnSuppliersUnranked');
    expect(alarm).toMatchObject({
      ...{ EvaluationPeriods: 1, Threshold: 1, TreatMissingData: 'notBreaching' },
      watches: ['OwnClientsUnranked', 'Errors', 'Errors'],
      expression: 'FILL(u, 0) + FILL(e0, 0) + FILL(e1, 0)',
    });
    const watched = JSON.stringify(alarm?.Metrics);
    expect(watched).toContain('NightlyStepsPlanOwn');
    expect(watched).toContain('NightlyStepsRankOwn');
    expect(watched).not.toContain('ScoreOwnBatch');
  });

  it('speak when alerts are not sent for a quarter of an hour, and at the first run after which rules were not judged', () => {
    expect(alarmNamed('AlertsNotSent')).toMatchObject({
      ...{ Period: 300, EvaluationPeriods: 3, Threshold: 3, TreatMissingData: 'notBreaching' },
    });
    expect(alarmNamed('AlertsNotJudged')).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
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

  it('look at the slowest answer in a hundred, where there are a hundred', () => {
    expect(alarmNamed('SlowAnswers')).toMatchObject({ expression: 'IF(n >= 100, p, 0)', Threshold: 2000, EvaluationPeriods: 3 });
    expect(JSON.stringify(alarmNamed('SlowAnswers')?.Metrics)).toContain('"Stat":"p99"');
  });
});
