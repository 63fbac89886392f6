import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as CallFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type {
  DeliverAlertsEnvironment,
  FireAlertsEnvironment,
} from '../../shared/contracts/environment/alerts-environment.ts';
import { EVENT_SOURCE } from '../../shared/contracts/run/run-events.ts';
import { alertsPartition, DUE_DELIVERIES_PARTITION } from '../../shared/contracts/store/signals-layout.ts';
import { companyResultsKey, PUBLISHED_PARTITIONS } from '../../shared/contracts/store/table-layout.ts';
import type { Config, StageSettings } from '../config.ts';
import type { StorageStack } from '../storage-stack.ts';
import { NodeFunction } from './node-function.ts';
import { allowPartitions, allowSignals, READ_ACTIONS } from './rights.ts';
import type { Schedules } from './schedules.ts';

export type AlertsProps = Readonly<{
  storage: Pick<StorageStack, 'scores' | 'signals'>;
  events: EventBus;
  settings: StageSettings;
  schedules: Schedules;
  lostCalls: Queue;
  within: Config['privateWebhooks'];
}>;

/** What is late is judged after the next run. */
const JUDGED_WITHIN = Duration.hours(2);
const JUDGED_RETRIES = 8;

/**
 * One function judges rules after a run; another sends what is due, each minute, by the table: waits of a day
 * are longer than a queue holds a message. Only the second connects to addresses of clients, and reads
 * nothing but their messages and secrets.
 */
export class Alerts extends Construct {
  readonly judge: LambdaFunction;
  readonly deliverer: LambdaFunction;
  /** With the attributes `client` and `rule` to filter by. */
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { storage, events, settings, schedules, lostCalls, within }: AlertsProps,
  ) {
    super(scope, id);
    const judging: FireAlertsEnvironment = {
      LOG_LEVEL: settings.logLevel,
      SCORES_TABLE_NAME: storage.scores.tableName,
      SIGNALS_TABLE_NAME: storage.signals.tableName,
      EVENT_BUS_ARN: events.eventBusArn,
    };
    this.judge = new NodeFunction(this, 'FireAlerts', {
      entryFile: 'functions/alerts/fire-alerts.handler.ts',
      description: 'Judges the alert rules of clients after a run, and notes what is to be sent',
      environment: judging,
      timeout: Duration.minutes(5),
      deadLetterQueue: lostCalls,
      settings,
    }).function;
    allowPartitions(this.judge, storage.scores, READ_ACTIONS, [
      ...PUBLISHED_PARTITIONS,
      companyResultsKey('*', '*', '*', '*').pk,
    ]);
    allowSignals(this.judge, storage.signals, 'fire-alerts');
    allowPartitions(this.judge, storage.signals, ['dynamodb:BatchWriteItem'], [alertsPartition('*')]);
    events.grantPutEventsTo(this.judge);
    new Rule(this, 'RunCompleted', {
      description: 'Has Chokepoint judge alert rules when a run is completed',
      // By its address: the emulator of the deployed test takes no reference.
      eventBus: EventBus.fromEventBusArn(this, 'Events', events.eventBusArn),
      eventPattern: { source: [EVENT_SOURCE], detailType: ['run.completed'] },
      targets: [
        new CallFunction(this.judge, {
          deadLetterQueue: lostCalls,
          maxEventAge: JUDGED_WITHIN,
          retryAttempts: JUDGED_RETRIES,
        }),
      ],
    });

    this.topic = new Topic(this, 'Topic', { displayName: 'Chokepoint alerts', enforceSSL: true });
    const delivering: DeliverAlertsEnvironment = {
      LOG_LEVEL: settings.logLevel,
      SIGNALS_TABLE_NAME: storage.signals.tableName,
      WEBHOOK_PRIVATE_HOSTS: within?.hosts.join(',') ?? '',
      ALERT_TOPIC_ARN: this.topic.topicArn,
    };
    this.deliverer = new NodeFunction(this, 'DeliverAlerts', {
      entryFile: 'functions/alerts/deliver-alerts.handler.ts',
      description: 'Sends the messages that are due, to webhooks and as mail, each minute',
      environment: delivering,
      timeout: Duration.seconds(50),
      memoryMegabytes: 256, // it waits for others
      settings,
    }).function;
    allowSignals(this.deliverer, storage.signals, 'deliver-alerts');
    allowPartitions(this.deliverer, storage.signals, ['dynamodb:DeleteItem'], [DUE_DELIVERIES_PARTITION]);
    this.deliverer.addToRolePolicy(
      new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    if (within !== undefined) placeWithin(this.deliverer, within);
    schedules.callEachMinute('DeliverAlerts', this.deliverer);
  }
}

/** Lambda makes interfaces with the rights of the function, which name no resource. */
function placeWithin(
  sender: LambdaFunction,
  { subnetIds, securityGroupIds }: NonNullable<Config['privateWebhooks']>,
) {
  (sender.node.defaultChild as CfnFunction).vpcConfig = { subnetIds, securityGroupIds };
  const interfaces = [
    'CreateNetworkInterface',
    'DeleteNetworkInterface',
    'DescribeNetworkInterfaces',
    'DescribeSubnets',
  ];
  const addresses = ['AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses'];
  const actions = [...interfaces, ...addresses].map((action) => `ec2:${action}`);
  sender.addToRolePolicy(new PolicyStatement({ actions, resources: ['*'] }));
}
