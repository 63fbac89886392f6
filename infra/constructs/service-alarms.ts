import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { type Alarm, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AlarmDestination } from '../stage-settings.ts';
import type { Alerts } from './alerts.ts';
import type { AnnouncementLists } from './announcement-lists.ts';
import type { Collectors } from './collectors.ts';
import { serviceMetric } from './dashboard.ts';
import type { HttpApi } from './http-api.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { NightlyScoring } from './nightly-scoring.ts';
import { acknowledgeNist } from './nist-reasons.ts';
import type { PromptScoring } from './prompt-scoring.ts';

export interface ServiceAlarmsProps {
  readonly http: HttpApi;
  readonly nightly: NightlyScoring;
  readonly prompt: PromptScoring;
  readonly alerts: Alerts;
  readonly collectors: Collectors;
  readonly announcements: AnnouncementLists;
  /** Names of the signals. */
  readonly signals: readonly string[];
  readonly tables: Readonly<Record<'scores' | 'signals' | 'access', ITable>>;
  /** Whoever is told; without it the topic has no subscriber, which prod refuses. */
  readonly destination: AlarmDestination | undefined;
}

const READ_PERIOD = Duration.minutes(5);
const BURN_PERIOD = Duration.hours(1);
const RUN_PERIOD = Duration.minutes(5);
/** A night and two hours to repair it. */
const HOURS_WITHOUT_RUN = 26;
/** As `/v1/status` has it. */
const OLD_AFTER_HOURS = 36;
/** Reports of ships and aircraft are daily or weekly; a month is a collector that nobody has mended. */
const STALE_AFTER_DAYS = 30;

/** All alarms of the service and the topic they speak to. What to do about each is in docs/runbook.md. */
export class ServiceAlarms extends Construct {
  readonly topic: Topic;
  /** Those that readers feel: what is on while new code is tried on some of them takes it back. */
  readonly ofReaders: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.topic = this.alarmTopic(props.destination);
    this.ofReaders = this.watchReaders(props.http.stage);
    this.watchLimits(props.http, props.tables);
    this.watchRuns(props.nightly);
    this.watchStarter(props.prompt);
    this.watchAlerts(props.alerts);
    this.watchSources(props.collectors);
    this.watchAnnouncements(props.announcements);
    this.watchAge();
    this.watchFacts(props.signals);
  }

  /** Every alarm, by name. */
  get alarms(): readonly Alarm[] {
    return this.node.children.flatMap((child) => (child instanceof ImpactAlarm ? [child.alarm] : []));
  }

  /** A function reads the pointer each minute as readers do, from the table that they read: no key, no canary, and one alarm on what it finds. */
  private watchAge(): void {
    new ImpactAlarm(this, 'OldScores', {
      impact:
        'Readers see scores that were published more than 36 hours ago, or the function that looks each minute is silent. /v1/runs says why no later run was published.',
      metric: serviceMetric(this, 'PublishAge', 'max', Duration.minutes(15)),
      topic: this.topic,
      threshold: OLD_AFTER_HOURS * 3600,
      periods: 2,
      silenceIsBad: true,
    });
  }

  private watchFacts(signals: readonly string[]): void {
    const usingMetrics = Object.fromEntries(
      signals.map((signal, n) => [`s${n}`, serviceMetric(this, 'SignalAgeDays', 'max', Duration.days(1), signal)]),
    );
    new ImpactAlarm(this, 'SignalsStale', {
      impact:
        'Scores that readers see rest on a signal whose newest observation is more than 30 days old. /v1/status says which; hand in its reports, or send observations.',
      metric: new MathExpression({
        label: 'days since the newest observation of the oldest signal',
        expression: `MAX([${Object.keys(usingMetrics).join(', ')}])`,
        usingMetrics,
        period: Duration.days(1),
      }),
      topic: this.topic,
      threshold: STALE_AFTER_DAYS,
    });
    new ImpactAlarm(this, 'QuarantineWaiting', {
      impact:
        'Observations wait in quarantine for a person, and are in no score that readers see. /v1/signals/quarantine lists them with the reasons; release or discard each.',
      metric: serviceMetric(this, 'QuarantineWaiting', 'max', Duration.days(1)),
      topic: this.topic,
      threshold: 1,
    });
  }

  /** A topic with a policy of its own has none of the default rights, so that alarms have to be let in by name. */
  private alarmTopic(destination: AlarmDestination | undefined): Topic {
    const topic = new Topic(this, 'Topic', { displayName: 'Chokepoint alarms', enforceSSL: true });
    acknowledgeNist(topic, 'SNSEncryptedKMS');
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (destination === undefined) return topic;
    const subscription = topic.addSubscription(
      'email' in destination ? new EmailSubscription(destination.email) : new UrlSubscription(destination.url),
    );
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'A mail or a page that cannot be delivered for an hour is of no use in a queue; the alarm itself stays on in CloudWatch.',
    });
    return topic;
  }

  private watchSources({ sourcesInTrouble }: Collectors): void {
    new ImpactAlarm(this, 'SourceInTrouble', {
      impact:
        'Scores that readers see rest on old facts: a source is blocked, dead, drifted or failing, or no collector ran for a day. /v1/status says which and why, of lists of announcements the log of WatchLists; hand in what is blocked under handed-in/SOURCE/ of the bucket.',
      metric: sourcesInTrouble,
      topic: this.topic,
      threshold: 1,
      silenceIsBad: true,
    });
  }

  private watchAnnouncements({ announced }: AnnouncementLists): void {
    new ImpactAlarm(this, 'AnnouncementsToRead', {
      impact:
        'A measure may be missing in scores that readers see: publishers have announced something since the day before. The log of WatchLists names it; npm run measures drafts a row, or reject puts it aside.',
      metric: announced,
      topic: this.topic,
      threshold: 1,
    });
  }

  private watchAlerts({ deliverer, lostCalls }: Alerts): void {
    new ImpactAlarm(this, 'AlertsNotSent', {
      impact:
        'Readers get no alerts: the function that sends them failed for a quarter of an hour. What is due is kept and sent when it works again; its log says why it does not.',
      metric: deliverer.metricErrors({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 3,
      periods: 3,
    });
    new ImpactAlarm(this, 'AlertsNotJudged', {
      impact:
        'Alert rules were not judged after a run: readers get its alerts after the next run only. The message in the queue is the event, the log of FireAlerts has the reason; invoke it by hand, which judges all that was missed.',
      metric: lostCalls.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
  }

  private watchStarter({ starter }: PromptScoring): void {
    new ImpactAlarm(this, 'FactsNotFollowed', {
      impact:
        'The function that starts runs when facts came in failed for a quarter of an hour: what comes in is kept, and readers see it only after the nightly run. Its log says why; npm run rescore asks again.',
      metric: starter.metricErrors({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 3,
      periods: 3,
    });
  }

  private watchReaders(stage: HttpStage): readonly Alarm[] {
    const [requests, errors] = [
      stage.metricCount({ statistic: Stats.SUM, period: READ_PERIOD }),
      stage.metricServerError({ statistic: Stats.SUM, period: READ_PERIOD }),
    ];
    const many = new ImpactAlarm(this, 'ServerErrors', {
      impact:
        'Readers get errors instead of scores: five in a hundred answers or more, and at least three, were 5xx within five minutes. Look at the log of the function in the access log line; before the first run is published every score is a 503.',
      metric: new MathExpression({
        label: 'percent of answers that are 5xx',
        expression: 'IF(e >= 3, 100 * e / n, 0)',
        usingMetrics: { e: errors, n: requests },
        period: READ_PERIOD,
      }),
      topic: this.topic,
      threshold: 5,
    });
    const lingering = new ImpactAlarm(this, 'ServerErrorsLinger', {
      impact:
        'Some readers get errors, and go on getting them: for an hour one answer in two hundred or more was a 5xx. Look in the access log which route it is, and at the log of its function.',
      metric: new MathExpression({
        label: 'percent of answers that are 5xx',
        expression: 'IF(e >= 10, 100 * e / n, 0)',
        usingMetrics: {
          e: stage.metricServerError({ statistic: Stats.SUM, period: BURN_PERIOD }),
          n: stage.metricCount({ statistic: Stats.SUM, period: BURN_PERIOD }),
        },
        period: BURN_PERIOD,
      }),
      topic: this.topic,
      threshold: 0.5,
    });
    const slow = new ImpactAlarm(this, 'SlowAnswers', {
      impact:
        'One reader in a hundred waits longer than two seconds, for a quarter of an hour with at least 100 requests in each five minutes: dashboards stall. Compare gateway and integration latency in the access log.',
      metric: new MathExpression({
        label: 'slowest answer in a hundred, in milliseconds',
        expression: 'IF(n >= 100, p, 0)',
        usingMetrics: { p: stage.metricLatency({ statistic: Stats.percentile(99), period: READ_PERIOD }), n: requests },
        period: READ_PERIOD,
      }),
      topic: this.topic,
      threshold: 2000,
      periods: 3,
    });
    return [many.alarm, lingering.alarm, slow.alarm];
  }

  private watchLimits(http: HttpApi, { scores, signals, access }: ServiceAlarmsProps['tables']): void {
    new ImpactAlarm(this, 'ReadersTurnedAway', {
      impact:
        'Readers are turned away with 429 by the throttle of the whole API, before any function runs. See in the access log who calls; raise requestsPerSecond if the load is wanted. Limits of single keys are not counted here.',
      metric: http.throttledRequests,
      topic: this.topic,
      threshold: 50,
      periods: 3,
    });
    new ImpactAlarm(this, 'FunctionsThrottled', {
      impact:
        'Lambda refuses to run functions of this account and region: readers get 503, or a run waits. Look which function, and at the concurrency of the account; other services may have taken it.',
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: Stats.SUM, period: READ_PERIOD }),
      topic: this.topic,
      threshold: 10,
      periods: 2,
    });
    new ImpactAlarm(this, 'KeysThrottled', {
      impact:
        'The Access table turns requests away: readers get 503 on any operation as soon as their key has to be read again. Look at its warm throughput, and who sends keys that are not known.',
      metric: throttledIn({ access }),
      topic: this.topic,
      threshold: 10,
    });
    new ImpactAlarm(this, 'TableThrottled', {
      impact:
        'The Scores or Signals table turns reads or writes away: readers get 503, or a run takes longer. See which table and operation, whether a run is at work, and the warm throughput of the table.',
      metric: throttledIn({ scores, signals }),
      topic: this.topic,
      threshold: 10,
    });
  }

  private watchRuns({ machine, lostStarts, publisher, ownSteps }: NightlyScoring): void {
    new ImpactAlarm(this, 'RunFailed', {
      impact:
        'A scoring run ended as failed. Readers have the run before it, or this one without its history, changes and events if only what follows publication failed: /v1/status says which, /v1/runs which step gave up or what the guard found.',
      metric: machine.metricFailed({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
    new ImpactAlarm(this, 'RunHung', {
      impact:
        'A scoring run was ended because it took longer than an hour. Readers have the run before it unless /v1/status names the new one; /v1/runs says how far it came, the execution which step hung.',
      metric: machine.metricTimedOut({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
    new ImpactAlarm(this, 'RunStopped', {
      impact:
        'Somebody stopped an execution of a scoring run. Readers have the run before it unless /v1/status names the new one; start the machine again if that was not meant.',
      metric: machine.metricAborted({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
    const hour = { statistic: Stats.SUM, period: Duration.hours(1) };
    new ImpactAlarm(this, 'NoFreshRun', {
      impact: `No run was published for ${HOURS_WITHOUT_RUN} hours, also not by the two later tries of the night: readers see scores of the day before yesterday. /v1/runs says what failed; start the state machine by hand when it is mended.`,
      metric: new MathExpression({
        label: 'publications',
        expression: 'FILL(called, 0) - FILL(failed, 0)',
        usingMetrics: { called: publisher.metricInvocations(hour), failed: publisher.metricErrors(hour) },
        period: hour.period,
      }),
      topic: this.topic,
      threshold: 1,
      below: true,
      periods: HOURS_WITHOUT_RUN,
      silenceIsBad: true,
    });
    // A batch of custom suppliers that fails leaves its client without a ranking; the two steps around the batches concern all clients when they fail.
    const failed = ownSteps.map((step, n) => [`e${n}`, step.metricErrors({ statistic: Stats.SUM, period: RUN_PERIOD })] as const);
    new ImpactAlarm(this, 'OwnSuppliersUnranked', {
      impact:
        'A run was published without the rankings of custom suppliers of some clients, or a step that makes them failed and may have been tried again. Readers of all else have the whole run; these clients have theirs scored when they read them, slower, and lists of more than 1,000 have no order by score. The log of RankOwn names the clients.',
      metric: new MathExpression({
        label: 'clients without a ranking, and failed steps',
        expression: ['FILL(u, 0)', ...failed.map(([name]) => `FILL(${name}, 0)`)].join(' + '),
        usingMetrics: { u: serviceMetric(this, 'OwnClientsUnranked', 'max', RUN_PERIOD), ...Object.fromEntries(failed) },
        period: RUN_PERIOD,
      }),
      topic: this.topic,
      threshold: 1,
    });
    new ImpactAlarm(this, 'RunNotStarted', {
      impact:
        'The scheduler could not start the nightly run and gave up: readers will see yesterday, unless the tries an hour and two hours later begin one. The message in the queue has the reason.',
      metric: lostStarts.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
  }
}

/** Requests that tables turned away, reads and writes. */
function throttledIn(tables: Readonly<Record<string, ITable>>): MathExpression {
  const usingMetrics = Object.fromEntries(
    Object.entries(tables).flatMap(([name, { tableName }]) =>
      ['Read', 'Write'].map((kind) => [
        `${name}${kind}`,
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: `${kind}ThrottleEvents`,
          dimensionsMap: { TableName: tableName },
          statistic: Stats.SUM,
          period: READ_PERIOD,
        }),
      ]),
    ),
  );
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ label: 'requests turned away', expression, usingMetrics, period: READ_PERIOD });
}
