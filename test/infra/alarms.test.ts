import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SERVICE_METRICS } from '#contracts/run/service-metrics.ts';
import { alarmNamed, alarms, isOn } from './alarm-state.ts';
import { functionNamed, PROD, resourcesOf } from './synthesized.ts';

const { service, functions } = PROD;

/** `n` answers, `e` of which were 5xx, and burn rates by window. */
const speaks = (e: number, n: number, burning: Readonly<Record<number, number>> = {}): boolean =>
  isOn('ServerErrors', {
    '5xx': e,
    Count: n,
    ...Object.fromEntries(Object.entries(burning).map(([minutes, rate]) => [`BurnRate ${minutes}`, rate])),
  });

describe('the alarms', () => {
  const topicOf = (urgency: string) => ({
    Ref: resourcesOf(service, 'AWS::SNS::Topic').find(([id]) => id.startsWith(`Alarms${urgency}`))?.[0],
  });

  it('are eleven: five wake somebody, six wait for the morning', () => {
    const told = Map.groupBy(alarms, ({ AlarmActions: [topic] }) => topic.Ref);
    const names = (urgency: string) =>
      told
        .get(topicOf(urgency).Ref)
        ?.map(({ name }) => name)
        .sort();
    expect(names('Page')).toEqual([
      ...['AlertsNotSent', 'NightLost', 'OldScores', 'ReadersTurnedAway', 'ServerErrors'],
    ]);
    expect(names('Ticket')).toEqual([
      ...['AnnouncementsToRead', 'CollectorSilent', 'CustomSuppliersUnranked', 'FiguresToCheck'],
      ...['RunFailed', 'SourceInTrouble'],
    ]);
  });

  it.each([
    ['Page', 'on-call@example.com'],
    ['Ticket', 'desk@example.com'],
  ])(
    'reach somebody: from alarm to action to topic %s, whose policy lets alarms of this account publish, to %s',
    (urgency, mail) => {
      const topic = topicOf(urgency);
      for (const { AlarmActions, OKActions, id } of alarms) expect(OKActions, id).toEqual(AlarmActions);
      const policy = resourcesOf(service, 'AWS::SNS::TopicPolicy').find(([id]) =>
        id.startsWith(`Alarms${urgency}`),
      );
      const statements = policy?.[1].Properties.PolicyDocument.Statement as { Effect: string }[];
      expect(statements.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
        {
          Principal: { Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: topic,
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ]);
      expect(statements.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
        { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]);
      const subscriptions = resourcesOf(service, 'AWS::SNS::Subscription').map(
        ([, { Properties }]) => Properties,
      );
      expect(subscriptions).toHaveLength(2);
      expect(subscriptions).toContainEqual({
        Protocol: 'email',
        Endpoint: mail,
        TopicArn: topic,
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^LostCalls/), 'Arn'] },
        },
      });
    },
  );

  it('speak of scores that are old, of sources in trouble, and of silence about either', () => {
    expect(alarmNamed('OldScores')).toMatchObject({
      Period: 900,
      EvaluationPeriods: 2,
      Threshold: 129_600,
      TreatMissingData: 'breaching',
    });
    // The next source is told even where the one before stays blocked.
    expect(alarmNamed('SourceInTrouble')).toMatchObject({
      Period: 3600,
      Threshold: 1,
      Statistic: 'Maximum',
      watches: ['SourcesNewlyInTrouble'],
    });
    expect(alarmNamed('CollectorSilent')).toMatchObject({
      watches: ['SourcesInTrouble'],
      TreatMissingData: 'breaching',
    });
    for (const { name, TreatMissingData } of alarms.filter(
      (one) => !['OldScores', 'CollectorSilent'].includes(one.name),
    ))
      expect(TreatMissingData, name).toBe('notBreaching');
    const filters = resourcesOf(service, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
    const ofCollector = filters.filter(
      ({ LogGroupName }) =>
        LogGroupName.Ref === functionNamed('Collect').properties.LoggingConfig.LogGroup.Ref,
    );
    expect(
      ofCollector.map(({ FilterPattern, MetricTransformations: [one] }) => [FilterPattern, one.MetricName]),
    ).toEqual([
      ['{ $.sources_in_trouble = "*" }', 'SourcesInTrouble'],
      ['{ $.sources_newly_in_trouble = "*" }', 'SourcesNewlyInTrouble'],
      ['{ $.sources_waiting = "*" }', 'SourcesWaiting'],
      ['{ $.announcements_new = "*" }', 'AnnouncementsNew'],
    ]);
  });

  it('speak at the first run that failed, hung or was stopped, and say nothing of readers that is not so when only the work after a publication failed', () => {
    for (const ended of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'])
      expect(isOn('RunFailed', { [ended]: 1 }), ended).toBe(true);
    expect(JSON.stringify(alarmNamed('RunFailed').AlarmDescription)).toContain(
      'or this one without its history, changes and events',
    );
  });

  it('count errors as a part of the answers: 0.008 % of 60,000 is none, a few of four are', () => {
    expect([speaks(5, 60_000), speaks(4, 4), speaks(3000, 60_000), speaks(1, 1)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  // Google's SRE workbook, chapter 5, table 5-8: 99.9 % over 30 days, a page at 14.4 for 1 h and 5 min, and
  // at 6 for 6 h and 30 min.
  it('speak when errors are few and go on: a budget that burns too fast in a long window and still does in a short one', () => {
    expect(speaks(9, 600, { 60: 15, 5: 15 })).toBe(true);
    expect(speaks(9, 600, { 60: 15, 5: 2 })).toBe(false); // it is over
    expect(speaks(9, 600, { 60: 2, 5: 15 })).toBe(false); // it has just begun
    expect(speaks(5, 800, { 360: 6.2, 30: 6.2, 60: 6.2, 5: 6.2 })).toBe(true);
    expect(speaks(1, 10, { 360: 100, 30: 100, 60: 100, 5: 100 })).toBe(false); // one answer in ten
  });
});

describe('the objectives', () => {
  it('are of answers, scores and facts, each with the burn rates that are watched', () => {
    const found = resourcesOf(service, 'AWS::ApplicationSignals::ServiceLevelObjective').map(
      ([, { Properties }]) => Properties,
    );
    const metrics = (text: string) => [...text.matchAll(/"MetricName":"(\w+)"/g)].map(([, name]) => name);
    expect(
      found.map(({ Name, Goal, BurnRateConfigurations: windows, Sli, RequestBasedSli }) => [
        ...[
          Name,
          Goal.AttainmentGoal,
          windows.map((one: { LookBackWindowMinutes: number }) => one.LookBackWindowMinutes),
        ],
        ...[metrics(JSON.stringify(Sli ?? RequestBasedSli)), Sli?.MetricThreshold],
      ]),
    ).toEqual([
      ['Chokepoint-prod-Service-answers', 99.9, [5, 30, 60, 360], ['5xx', 'Count'], undefined],
      ['Chokepoint-prod-Service-scores', 99, [60, 1440], ['PublishAge'], 129_600],
      ['Chokepoint-prod-Service-facts', 90, [1440, 10_080], ['SourcesInTrouble'], 0],
    ]);
  });
});

describe('the dashboard', () => {
  const body = JSON.stringify(
    resourcesOf(service, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties.DashboardBody),
  );

  it('is one, and shows every alarm, every metric that the service measures, and what Lambda and tables turn away', () => {
    service.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    for (const { id } of alarms) expect(body, id).toContain(id);
    for (const name of Object.keys(SERVICE_METRICS))
      if (name !== 'ReadUnits') expect(body, name).toContain(`\\"${name}\\"`);
    for (const name of ['Throttles', 'ReadThrottleEvents', 'WriteThrottleEvents'])
      expect(body).toContain(`\\"${name}\\"`);
  });

  it('reads the namespace into which the functions measure', () => {
    const namespaces = functions.flatMap(
      ({ properties }) => properties.Environment.Variables.METRICS_NAMESPACE ?? [],
    );
    expect([...new Set(namespaces)]).toEqual(['Chokepoint/Chokepoint-prod-Service']);
    expect(body).toContain('Chokepoint/Chokepoint-prod-Service');
    for (const { Namespace, id } of alarms)
      if (Namespace?.startsWith?.('Chokepoint/'))
        expect(Namespace, id).toBe('Chokepoint/Chokepoint-prod-Service');
  });
});

describe('the operators’ guide', () => {
  it('has a section for each alarm and no other, of ten lines at most, to which its text leads', () => {
    const guide = readFileSync('docs/operating.md', 'utf8');
    const sections = (guide.split('\n## Alarms')[1]?.split('\n## ')[0] ?? '').split(/^### /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual(
      alarms.map(({ name }) => name).sort(),
    );
    for (const section of sections) {
      const name = section.split('\n')[0] ?? '';
      expect(JSON.stringify(alarmNamed(name).AlarmDescription)).toContain(
        `docs/operating.md#${name.toLowerCase()}`,
      );
      expect(section.trim().split('\n').length, name).toBeLessThanOrEqual(10);
    }
  });
});
