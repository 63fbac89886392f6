import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ANNOUNCEMENTS, requestForNew } from '../../shared/contracts/collection/collected-document.ts';
import type { SourceContract } from '../../shared/contracts/collection/source-contracts.ts';
import type { CollectorEnvironment } from '../../shared/contracts/environment/collector-environment.ts';
import { RESCORE_REQUESTS_PARTITION } from '../../shared/contracts/store/table-layout.ts';
import type { StageSettings } from '../config.ts';
import type { StorageStack } from '../storage-stack.ts';
import { NodeFunction } from './node-function.ts';
import { allowListing, allowObjects, allowPartitions, allowSignals } from './rights.ts';
import { inTokyo, type Schedules } from './schedules.ts';

export type CollectorProps = Readonly<{
  sources: readonly SourceContract[];
  storage: Pick<StorageStack, 'scores' | 'signals' | 'bucket'>;
  codeVersion: string;
  contact: string | undefined;
  keysSecret: string | undefined;
  settings: StageSettings;
  schedules: Schedules;
  lostCalls: Queue;
}>;

/** An hour before the nightly run. */
const AT = { hour: '2', minute: '30' } as const;

/** A schedule for each source, and files that are handed in. Two calls at once are harmless. */
export class Collector extends Construct {
  readonly function: LambdaFunction;
  readonly sourcesInTrouble: Metric;
  readonly sourcesNewlyInTrouble: Metric;
  readonly sourcesWaiting: Metric;
  readonly announced: Metric;

  constructor(
    scope: Construct,
    id: string,
    { sources, storage, codeVersion, contact, keysSecret, settings, schedules, lostCalls }: CollectorProps,
  ) {
    super(scope, id);
    const environment: CollectorEnvironment = {
      LOG_LEVEL: settings.logLevel,
      CODE_VERSION: codeVersion,
      SCORES_TABLE_NAME: storage.scores.tableName,
      SIGNALS_TABLE_NAME: storage.signals.tableName,
      ARCHIVE_BUCKET_NAME: storage.bucket.bucketName,
      COLLECT_CONTACT: contact ?? '',
      KEYS_SECRET: keysSecret ?? '',
    };
    this.function = new NodeFunction(this, 'Collect', {
      entryFile: 'functions/sources/collect.handler.ts',
      description: 'Asks publishers for what is new, and takes in files that are handed in',
      environment,
      timeout: Duration.minutes(15), // 150 documents, four seconds each; what is not done by then is done the next time
      settings,
      readsSecrets: keysSecret !== undefined,
    }).function;
    if (keysSecret !== undefined) {
      const secret = Stack.of(this).formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: `${keysSecret}-??????`, // six characters that AWS adds
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
      this.function.addToRolePolicy(
        new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret] }),
      );
    }
    allowSignals(this.function, storage.signals, 'collect');
    allowPartitions(this.function, storage.scores, ['dynamodb:PutItem'], [RESCORE_REQUESTS_PARTITION]);
    // It adds to the archive, and deletes from nowhere.
    allowObjects(this.function, storage.bucket, ['raw', 'collected'], 'writes');
    allowObjects(this.function, storage.bucket, ['handed-in'], 'reads');
    allowListing(this.function, storage.bucket);
    for (const { name, asked } of sources.filter(({ feeds }) => feeds !== 'drafts'))
      schedules.call(
        `Collect-${name}`,
        this.function,
        inTokyo(asked === 'monthly' ? { ...AT, day: '1' } : AT),
        requestForNew(name),
      );
    schedules.call('ReadAnnouncements', this.function, inTokyo(AT), requestForNew(ANNOUNCEMENTS));
    new Rule(this, 'HandedIn', {
      description: 'A file was handed in',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [storage.bucket.bucketName] },
          object: { key: [{ prefix: 'handed-in/' }] },
        },
      },
      targets: [new FunctionTarget(this.function, { deadLetterQueue: lostCalls })],
    });
    this.sourcesInTrouble = this.count('SourcesInTrouble', 'sources_in_trouble');
    this.sourcesNewlyInTrouble = this.count('SourcesNewlyInTrouble', 'sources_newly_in_trouble').with({
      period: Duration.hours(1),
    });
    this.sourcesWaiting = this.count('SourcesWaiting', 'sources_waiting');
    this.announced = this.count('AnnouncementsNew', 'announcements_new');
  }

  private count(name: string, field: string): Metric {
    return new MetricFilter(this, name, {
      logGroup: this.function.logGroup,
      filterPattern: FilterPattern.exists(`$.${field}`),
      metricNamespace: `Chokepoint/${Stack.of(this).stackName}`,
      metricName: name,
      metricValue: `$.${field}`,
    }).metric({ statistic: 'max', period: Duration.days(1) });
  }
}
