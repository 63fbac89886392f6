import { type CfnElement, Duration, Stack, TimeZone, Validations } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { askForWhatIsNew, handedInPrefix } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import type { CollectorEnvironment } from '../../shared/contracts/environment/collector-environment.ts';
import { RESCORE_REQUESTS_PARTITION } from '../../shared/contracts/store/table-layout.ts';
import type { StageSettings } from '../stage-settings.ts';
import { nameAcrossStacks, type StorageStack } from '../storage-stack.ts';
import { acknowledgeNist } from './nist-reasons.ts';
import { constructIdOf, NodeFunction } from './node-function.ts';
import { allowPartitions, allowSignals } from './table-rights.ts';

export interface CollectorsProps {
  readonly sources: readonly SourceContract[];
  readonly storage: Pick<StorageStack, 'scores' | 'signals' | 'bucket'>;
  readonly codeVersion: string;
  /** Address or mail of whoever runs the collectors, told to publishers. */
  readonly contact: string | undefined;
  readonly settings: StageSettings;
}

/** An hour before the nightly run, which then reads what was collected: 02:30 in Tokyo. */
const AT = { minute: '30', hour: '2', timeZone: TimeZone.ASIA_TOKYO } as const;
const SCHEDULES: Readonly<Record<SourceContract['asked'], ScheduleExpression>> = {
  daily: ScheduleExpression.cron(AT),
  monthly: ScheduleExpression.cron({ ...AT, day: '1' }),
};
/** A start that could not be delivered is tried again until the nightly run begins. */
const STARTED_WITHIN = Duration.minutes(45);
const START_RETRIES = 3;
/** Forty documents of a publisher that answers slowly. What is not done by then is done the next time. */
const COLLECT_TIMEOUT = Duration.minutes(10);
/** PDFs have the heaviest reader. */
const MEMORY_MEGABYTES = 1024;

const COLLECTOR_FILE = 'functions/sources/collect.handler.ts';

/**
 * A function for each source, with a schedule before the nightly run and a watched prefix of the bucket, under which files are handed in when
 * a publisher keeps programs out. All have the same code; each has the rights to its own part of the archive.
 */
export class Collectors extends Construct {
  /** The most sources in trouble that any collector counted. */
  readonly sourcesInTrouble: IMetric;

  constructor(scope: Construct, id: string, props: CollectorsProps) {
    super(scope, id);
    const made = props.sources.map((contract) => ({ contract, collector: this.collectorOf(contract, props) }));
    const role = this.callerRole(made.map(({ collector }) => collector));
    const metrics = made.map(({ contract, collector }) => {
      this.schedule(contract, collector, role, props.settings);
      this.watchHandedIn(contract, collector, props.storage);
      return this.countTrouble(contract, collector);
    });
    const [metric] = metrics;
    if (metric === undefined) throw new Error('there are no sources to collect');
    this.sourcesInTrouble = metric;
  }

  private collectorOf({ name, title }: SourceContract, props: CollectorsProps): LambdaFunction {
    const { storage, codeVersion, contact, settings } = props;
    const environment: CollectorEnvironment = {
      LOG_LEVEL: settings.logLevel,
      CODE_VERSION: codeVersion,
      SCORES_TABLE_NAME: storage.scores.tableName,
      SIGNALS_TABLE_NAME: storage.signals.tableName,
      ARCHIVE_BUCKET_NAME: storage.bucket.bucketName,
      COLLECT_CONTACT: contact ?? '',
    };
    const collector = new NodeFunction(this, idOf(name), {
      entryFile: COLLECTOR_FILE,
      description: `Collects ${name}: ${title}`.slice(0, LONGEST_DESCRIPTION),
      environment,
      timeout: COLLECT_TIMEOUT,
      memoryMegabytes: MEMORY_MEGABYTES,
      settings,
    }).function;
    allowSignals(collector, storage.signals, 'collect');
    allowPartitions(collector, storage.scores, ['dynamodb:PutItem'], [RESCORE_REQUESTS_PARTITION]);
    allowArchive(collector, name, storage.bucket);
    return collector;
  }

  private schedule(contract: SourceContract, collector: LambdaFunction, role: Role, settings: StageSettings): void {
    new Schedule(this, `${idOf(contract.name)}Schedule`, {
      description: `Has Chokepoint collect ${contract.name}`,
      schedule: SCHEDULES[contract.asked],
      enabled: settings.runsNightly,
      target: new LambdaInvoke(collector, {
        role,
        input: ScheduleTargetInput.fromObject(askForWhatIsNew(contract.name)),
        maxEventAge: STARTED_WITHIN,
        retryAttempts: START_RETRIES,
      }),
    });
  }

  private watchHandedIn({ name }: SourceContract, collector: LambdaFunction, { bucket }: CollectorsProps['storage']): void {
    const rule = new Rule(this, `${idOf(name)}HandedIn`, {
      description: `A file for ${name} was handed in`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: handedInPrefix(name) }] } },
      },
      targets: [new FunctionTarget(collector)],
    });
    Validations.of(rule).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'The file lies in the bucket until somebody deletes it: an event that is lost is made again by handing it in again.',
    });
  }

  /** All filters count into one metric, so that one alarm watches all sources, those whose collector does not run included. */
  private countTrouble({ name }: SourceContract, collector: LambdaFunction): IMetric {
    return new MetricFilter(this, `${idOf(name)}Trouble`, {
      logGroup: collector.logGroup,
      filterPattern: FilterPattern.exists('$.sources_in_trouble'),
      metricNamespace: `Chokepoint/${Stack.of(this).stackName}`,
      metricName: 'SourcesInTrouble',
      metricValue: '$.sources_in_trouble',
    }).metric({ statistic: 'max', period: Duration.days(1) });
  }

  private callerRole(collectors: readonly LambdaFunction[]): Role {
    const role = new Role(this, 'Caller', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    acknowledgeNist(role, 'IAMNoInlinePolicy');
    Validations.of(role).acknowledge(
      ...collectors.map((collector) => ({
        id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(collector.node.defaultChild as CfnElement)}.Arn>:*]`,
        reason: 'Every version of this one function, and nothing else: the construct allows it beside the function itself.',
      })),
    );
    return role;
  }
}

/** Most characters that Lambda accepts as the description of a function. */
const LONGEST_DESCRIPTION = 256;

const idOf = (source: string): string => constructIdOf(`functions/${source}.handler.ts`);

/** The part of the archive that belongs to a source, which it adds to and never deletes from; files that were handed in for it are only read. */
function allowArchive(collector: LambdaFunction, source: string, bucket: StorageStack['bucket']): void {
  const own = [`raw/${source}/*`, `collected/${source}/*`];
  const given = `${handedInPrefix(source)}*`;
  const statement = (actions: string[], resources: string[]): void =>
    collector.addToRolePolicy(new PolicyStatement({ actions, resources }));
  statement(
    ['s3:GetObject', 's3:PutObject'],
    own.map((part) => bucket.arnForObjects(part)),
  );
  statement(['s3:GetObject'], [bucket.arnForObjects(given)]);
  statement(['s3:ListBucket'], [bucket.bucketArn]);
  if (collector.role === undefined) throw new Error(`${collector.node.path} has no role`);
  Validations.of(collector.role).acknowledge(
    ...[...own, given].map((part) => ({
      id: `AwsSolutions-IAM5[Resource::${nameAcrossStacks(bucket)}/${part}]`,
      reason: 'Documents are named by the hash of their content, which nobody knows at deployment; those of one source only.',
    })),
  );
}
