import { type CfnElement, Duration, Stack, TimeZone, Validations } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { ListWatchEnvironment } from '../../shared/contracts/environment/collector-environment.ts';
import type { StageSettings } from '../stage-settings.ts';
import { nameAcrossStacks, type StorageStack } from '../storage-stack.ts';
import { acknowledgeNist } from './nist-reasons.ts';
import { NodeFunction } from './node-function.ts';

export interface AnnouncementListsProps {
  /** Names under which the archive keeps their lists. */
  readonly publishers: readonly string[];
  readonly storage: Pick<StorageStack, 'bucket'>;
  readonly codeVersion: string;
  /** Address or mail of whoever runs it, told to publishers. */
  readonly contact: string | undefined;
  readonly settings: StageSettings;
}

/** With the collectors, an hour before the nightly run: 02:30 in Tokyo. */
const EVERY_NIGHT = ScheduleExpression.cron({ minute: '30', hour: '2', timeZone: TimeZone.ASIA_TOKYO });
const STARTED_WITHIN = Duration.minutes(45);
const START_RETRIES = 3;
/** Three lists and their rules for programs, each with retries. */
const TIMEOUT = Duration.minutes(10);
const MEMORY_MEGABYTES = 512;

/** A function that asks every night for the lists in which publishers announce measures, archives them, and counts what is new. */
export class AnnouncementLists extends Construct {
  /** The most announcements that a night found new. */
  readonly announced: IMetric;

  constructor(scope: Construct, id: string, { publishers, storage, codeVersion, contact, settings }: AnnouncementListsProps) {
    super(scope, id);
    const environment: ListWatchEnvironment = {
      LOG_LEVEL: settings.logLevel,
      CODE_VERSION: codeVersion,
      ARCHIVE_BUCKET_NAME: storage.bucket.bucketName,
      COLLECT_CONTACT: contact ?? '',
    };
    const watch = new NodeFunction(this, 'WatchLists', {
      entryFile: 'functions/sources/announcements/watch-lists.handler.ts',
      description: 'Reads the lists in which publishers announce measures, and counts what is new',
      environment,
      timeout: TIMEOUT,
      memoryMegabytes: MEMORY_MEGABYTES,
      settings,
    }).function;
    const own = publishers.map((publisher) => `raw/measures-${publisher}/*`);
    watch.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: own.map((part) => storage.bucket.arnForObjects(part)),
      }),
    );
    watch.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [storage.bucket.bucketArn] }));
    if (watch.role === undefined) throw new Error(`${watch.node.path} has no role`);
    Validations.of(watch.role).acknowledge(
      ...own.map((part) => ({
        id: `AwsSolutions-IAM5[Resource::${nameAcrossStacks(storage.bucket)}/${part}]`,
        reason: 'Lists are named by the hash of their content, which nobody knows at deployment; those of one publisher only.',
      })),
    );
    const role = new Role(this, 'Caller', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    acknowledgeNist(role, 'IAMNoInlinePolicy');
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(watch.node.defaultChild as CfnElement)}.Arn>:*]`,
      reason: 'Every version of this one function, and nothing else: the construct allows it beside the function itself.',
    });
    new Schedule(this, 'EveryNight', {
      description: 'Has Chokepoint read the lists of announcements',
      schedule: EVERY_NIGHT,
      enabled: settings.runsNightly,
      target: new LambdaInvoke(watch, { role, maxEventAge: STARTED_WITHIN, retryAttempts: START_RETRIES }),
    });
    const count = (name: string, field: string): IMetric =>
      new MetricFilter(this, name, {
        logGroup: watch.logGroup,
        filterPattern: FilterPattern.exists(`$.${field}`),
        metricNamespace: `Chokepoint/${Stack.of(this).stackName}`,
        metricName: name,
        metricValue: `$.${field}`,
      }).metric({ statistic: 'max', period: Duration.days(1) });
    this.announced = count('AnnouncementsNew', 'announcements_new');
    // Into the metric of the collectors, so that one alarm watches all that is asked of publishers.
    count('SourcesInTrouble', 'sources_in_trouble');
  }
}
