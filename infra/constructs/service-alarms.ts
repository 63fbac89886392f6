import { Duration } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AnnouncementLists } from './announcement-lists.ts';
import type { Collectors } from './collectors.ts';
import type { HttpApi } from './http-api.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { NightlyScoring } from './nightly-scoring.ts';
import type { PromptScoring } from './prompt-scoring.ts';

export interface ServiceAlarmsProps {
  readonly http: HttpApi;
  readonly nightly: NightlyScoring;
  readonly prompt: PromptScoring;
  readonly collectors: Collectors;
  readonly announcements: AnnouncementLists;
  readonly scores: Table;
  /** Where alarms are mailed to; without it the topic has no subscriber and somebody has to add one. */
  readonly alarmEmail: string | undefined;
}

const READ_PERIOD = Duration.minutes(5);
const RUN_PERIOD = Duration.minutes(5);
/** A night and two hours to repair it. */
const HOURS_WITHOUT_RUN = 26;

/** All alarms of the service and the topic they speak to. What to do about each is in infra/README.md. */
export class ServiceAlarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Chokepoint alarms', enforceSSL: true });
    if (props.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(props.alarmEmail));
    this.watchReaders(props.http.stage, props);
    this.watchRuns(props.nightly);
    this.watchStarter(props.prompt);
    this.watchSources(props.collectors);
    this.watchAnnouncements(props.announcements);
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

  private watchReaders(stage: HttpStage, { http, scores }: ServiceAlarmsProps): void {
    new ImpactAlarm(this, 'ServerErrors', {
      impact:
        'Readers get errors instead of scores: five or more answers of the API were 5xx within five minutes. Look at the log of the function in the access log line.',
      metric: stage.metricServerError({ statistic: Stats.SUM, period: READ_PERIOD }),
      topic: this.topic,
      threshold: 5,
    });
    new ImpactAlarm(this, 'SlowAnswers', {
      impact:
        'One reader in a hundred waits longer than two seconds, for a quarter of an hour: dashboards stall. Compare gateway and integration latency in the access log.',
      metric: stage.metricLatency({ statistic: Stats.percentile(99), period: READ_PERIOD }),
      topic: this.topic,
      threshold: 2000,
      periods: 3,
    });
    new ImpactAlarm(this, 'ReadersTurnedAway', {
      impact:
        'Readers are turned away with 429: the whole API is above its throttle. See in the access log who calls; raise requestsPerSecond if the load is wanted.',
      metric: http.throttledRequests,
      topic: this.topic,
      threshold: 50,
      periods: 3,
    });
    new ImpactAlarm(this, 'TableThrottled', {
      impact:
        'The Scores table turns requests away: readers get 503 or the nightly run slows down. Look which operation, and at the warm throughput of the table.',
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'ReadThrottleEvents',
        dimensionsMap: { TableName: scores.tableName },
        statistic: Stats.SUM,
        period: READ_PERIOD,
      }),
      topic: this.topic,
      threshold: 10,
    });
  }

  private watchRuns({ machine, lostStarts }: NightlyScoring): void {
    new ImpactAlarm(this, 'RunFailed', {
      impact:
        'A scoring run failed: readers still see the run before it, which grows old. The record of the run (/v1/runs) and the execution say which step gave up.',
      metric: machine.metricFailed({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
    new ImpactAlarm(this, 'RunHung', {
      impact:
        'A scoring run was ended because it took longer than an hour: readers still see the run before it, which grows old. See the execution for the step that hung.',
      metric: machine.metricTimedOut({ statistic: Stats.SUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
    new ImpactAlarm(this, 'NoFreshRun', {
      impact: `No run was published for ${HOURS_WITHOUT_RUN} hours: readers see scores of the day before yesterday. Start the state machine by hand, then see why the schedule did not.`,
      metric: machine.metricSucceeded({ statistic: Stats.SUM, period: Duration.hours(1) }),
      topic: this.topic,
      threshold: 1,
      below: true,
      periods: HOURS_WITHOUT_RUN,
      silenceIsBad: true,
    });
    new ImpactAlarm(this, 'RunNotStarted', {
      impact:
        'The scheduler could not start the nightly run and gave up: readers will see yesterday. The message in the queue has the reason; start the machine by hand.',
      metric: lostStarts.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: RUN_PERIOD }),
      topic: this.topic,
      threshold: 1,
    });
  }
}
