import { Aws, Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SERVICE_NAME, type ServiceMetricName } from '../../shared/contracts/run/service-metrics.ts';
import type { Config } from '../config.ts';
import impacts from './alarm-words.json' with { type: 'json' };
import type { Alerts } from './alerts.ts';
import type { HttpApi } from './api.ts';
import type { Collector } from './collector.ts';
import { dashboardAddress } from './dashboard.ts';
import type { NightlyRun } from './nightly-run.ts';
import { burnRates, OLD_AFTER_HOURS } from './objectives.ts';
import { serviceMetric } from './service-metric.ts';

export type ServiceAlarmsProps = Readonly<{
  http: HttpApi;
  nightly: NightlyRun;
  alerts: Alerts;
  collector: Collector;
  lostCalls: Queue;
  /** Without it topics have no subscriber, which prod refuses. */
  destinations: Config['alarms'];
  stage: string;
  /** US dollars. */
  monthlyBudgetDollars: number | undefined;
}>;

type Urgency = keyof NonNullable<Config['alarms']>;

/** `alarm-words.json` has all that a woken person reads: who is hurt and how, and what to do first. */
type AlarmName = keyof typeof impacts;

type AlarmSpecification = Readonly<{
  urgency: Urgency;
  metric: IMetric;
  threshold: number;
  /** All must be bad. @default 1 */
  periods?: number;
  /** For things that must happen. @default false */
  silenceIsBad?: boolean;
}>;

const MINUTES = Duration.minutes(5);
/** A run is published without these when they fail. */
const CUSTOM_STEPS = ['PlanCustomSuppliers', 'CloseClients'];

/** What to do is in docs/operating.md. */
export class ServiceAlarms extends Construct {
  readonly topics: Readonly<Record<Urgency, Topic>>;
  readonly alarms: readonly Alarm[];
  /** Takes new code back. */
  readonly ofReaders: Alarm;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.topics = { page: this.topicOf('page', props), ticket: this.topicOf('ticket', props) };
    const alarms = Object.entries(this.specifications(props)).map(
      ([name, one]) => [name, this.alarm(name as AlarmName, one)] as const,
    );
    this.alarms = alarms.map(([, alarm]) => alarm);
    this.ofReaders = Object.fromEntries(alarms).ServerErrors as Alarm;
    if (props.monthlyBudgetDollars !== undefined) this.watchBill(props.monthlyBudgetDollars, props.stage);
  }

  private specifications({
    http,
    nightly,
    alerts,
    collector,
    lostCalls,
  }: ServiceAlarmsProps): Readonly<Record<AlarmName, AlarmSpecification>> {
    const sum = { statistic: Stats.SUM, period: MINUTES };
    const measured = (name: ServiceMetricName, period = MINUTES) =>
      serviceMetric(this, name, Stats.MAXIMUM, period);
    return {
      ServerErrors: {
        urgency: 'page',
        metric: new MathExpression({
          label: 'readers get errors',
          expression:
            'IF(e >= 3 AND (100 * e / n >= 5 OR (FILL(b60, 0) >= 14.4 AND FILL(b5, 0) >= 14.4) OR (FILL(b360, 0) >= 6 AND FILL(b30, 0) >= 6)), 1, 0)',
          usingMetrics: {
            e: http.stage.metricServerError(sum),
            n: http.stage.metricCount(sum),
            ...Object.fromEntries(
              burnRates(this, 'answers').map((rate) => [`b${rate.dimensions?.BurnRateWindowMinutes}`, rate]),
            ),
          },
          period: MINUTES,
        }),
        threshold: 1,
      },
      ReadersTurnedAway: {
        urgency: 'page',
        metric: http.throttledRequests,
        threshold: 50,
        periods: 3,
      },
      OldScores: {
        urgency: 'page',
        metric: measured('PublishAge', Duration.minutes(15)),
        threshold: OLD_AFTER_HOURS * 3600,
        periods: 2,
        silenceIsBad: true,
      },
      NightLost: {
        urgency: 'page',
        metric: measured('NightsLost'),
        threshold: 1,
      },
      RunFailed: {
        urgency: 'ticket',
        metric: new MathExpression({
          label: 'executions that ended badly',
          expression: 'FILL(failed, 0) + FILL(hung, 0) + FILL(stopped, 0)',
          usingMetrics: {
            failed: nightly.machine.metricFailed(sum),
            hung: nightly.machine.metricTimedOut(sum),
            stopped: nightly.machine.metricAborted(sum),
          },
          period: MINUTES,
        }),
        threshold: 1,
      },
      CustomSuppliersUnranked: {
        urgency: 'ticket',
        metric: this.unranked(),
        threshold: 1,
      },
      SourceInTrouble: {
        urgency: 'ticket',
        metric: collector.sourcesNewlyInTrouble,
        threshold: 1,
      },
      CollectorSilent: {
        urgency: 'ticket',
        metric: new MathExpression({
          label: 'a day without a call of the collector',
          expression: 'IF(calls > 0, 0, 1)',
          usingMetrics: { calls: collector.sourcesInTrouble.with({ statistic: Stats.SAMPLE_COUNT }) },
          period: Duration.days(1),
        }),
        threshold: 1,
        silenceIsBad: true,
      },
      AnnouncementsToRead: {
        urgency: 'ticket',
        metric: collector.announced,
        threshold: 1,
      },
      FiguresToCheck: {
        urgency: 'ticket',
        metric: new MathExpression({
          label: 'sources with documents that wait, and counts far above any before',
          expression: 'FILL(waiting, 0) + FILL(counts, 0)',
          usingMetrics: {
            waiting: collector.sourcesWaiting,
            counts: measured('CountsFarAbove', Duration.days(1)),
          },
          period: Duration.days(1),
        }),
        threshold: 1,
      },
      AlertsNotSent: {
        urgency: 'page',
        metric: new MathExpression({
          label: 'failures to send, and calls that were lost',
          expression: 'FILL(errors, 0) + 3 * FILL(lost, 0)',
          usingMetrics: {
            errors: alerts.deliverer.metricErrors(sum),
            lost: lostCalls.metricApproximateNumberOfMessagesVisible({
              statistic: Stats.MAXIMUM,
              period: MINUTES,
            }),
          },
          period: MINUTES,
        }),
        threshold: 3,
        periods: 3,
      },
    };
  }

  private unranked(): IMetric {
    const period = Duration.hours(1);
    const ofStep = (name: ServiceMetricName, statistic: string, step: string) =>
      serviceMetric(this, name, statistic, period, step);
    return new MathExpression({
      label: 'clients without a ranking, and steps that failed',
      expression: `FILL(clients, 0)${CUSTOM_STEPS.map((_, at) => ` + IF(FILL(failed${at}, 0) > 0 AND FILL(done${at}, 0) < 1, 1, 0)`).join('')}`,
      usingMetrics: {
        clients: serviceMetric(this, 'CustomClientsUnranked', Stats.MAXIMUM, period),
        ...Object.fromEntries(
          CUSTOM_STEPS.map((step, at) => [`failed${at}`, ofStep('StepFailures', Stats.SUM, step)]),
        ),
        ...Object.fromEntries(
          CUSTOM_STEPS.map((step, at) => [`done${at}`, ofStep('StepDuration', Stats.SAMPLE_COUNT, step)]),
        ),
      },
      period,
    });
  }

  private alarm(
    name: AlarmName,
    { urgency, metric, threshold, periods = 1, silenceIsBad = false }: AlarmSpecification,
  ): Alarm {
    const alarm = new Alarm(this, name, {
      alarmDescription: `${impacts[name]} What to do: docs/operating.md#${name.toLowerCase()}; dashboard ${dashboardAddress(this)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topics[urgency]);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }

  /** Its own policy takes all default rights away: alarms and the budget are let in by name. */
  private topicOf(urgency: Urgency, { destinations, lostCalls: deadLetterQueue }: ServiceAlarmsProps): Topic {
    const destination = destinations?.[urgency];
    const topic = new Topic(this, urgency === 'page' ? 'Page' : 'Ticket', {
      displayName: `Chokepoint ${urgency}`,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsAndBudgetOfThisAccount',
        principals: ['cloudwatch', 'budgets'].map(
          (service) => new ServicePrincipal(`${service}.amazonaws.com`),
        ),
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (destination !== undefined)
      topic.addSubscription(
        'email' in destination
          ? new EmailSubscription(destination.email, { deadLetterQueue })
          : new UrlSubscription(destination.url, { deadLetterQueue }),
      );
    return topic;
  }

  private watchBill(amount: number, stage: string): void {
    const at = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers: [{ subscriptionType: 'SNS', address: this.topics.ticket.topicArn }],
    });
    const budget = new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount, unit: 'USD' },
        // Another service of the account may have a stage of this name.
        filterExpression: {
          and: Object.entries({ Service: SERVICE_NAME, Stage: stage }).map(([key, value]) => ({
            tags: { key, values: [value], matchOptions: ['EQUALS'] },
          })),
        },
        metrics: ['UnblendedCost'],
      },
      notificationsWithSubscribers: [at('ACTUAL', 80), at('ACTUAL', 100), at('FORECASTED', 100)],
    });
    budget.node.addDependency(this.topics.ticket); // refused when it may not speak to its topic
  }
}
