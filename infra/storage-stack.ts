import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, BillingMode, type ITable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import {
  RUN_DRAWS_FOLDER,
  RUN_OBJECT_DAYS,
  RUN_OBJECTS_FOLDER,
} from '../shared/contracts/store/table-layout.ts';
import type { Config, StageSettings } from './config.ts';

export const MAP_RESULTS_FOLDER = 'map-results';

/** Tables here can be set back by themselves. */
const COPIES_KEPT = { here: Duration.days(2), there: Duration.days(7) };

const KEPT = {
  objects: Duration.days(RUN_OBJECT_DAYS.objects),
  draws: Duration.days(RUN_OBJECT_DAYS.draws),
  oftenRead: Duration.days(RUN_OBJECT_DAYS.oftenRead),
  removed: Duration.days(RUN_OBJECT_DAYS.removed),
};

export type StorageStackProps = StackProps &
  Readonly<{
    settings: StageSettings;
    existing?: Config['data'];
    copies?: Config['copies'];
  }>;

/**
 * What cannot be computed again. Ids are a contract: a renamed id replaces the resource. What it had made
 * before tables were named stays in prod.
 */
export class StorageStack extends Stack {
  /** Runs, the pointer, score documents, ranking pages, history, changes. */
  readonly scores: ITable;
  /** Observations, measures, suppliers: the inputs, in append-only versions. */
  readonly signals: ITable;
  /** API key hashes and idempotency records. */
  readonly access: ITable;
  /** Input snapshots by hash, collected documents, files that are handed in. */
  readonly bucket: IBucket;

  readonly takesOver: boolean;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.protectsData });
    const { existing, settings } = props;
    this.takesOver = existing !== undefined;
    if (existing === undefined) {
      this.scores = protectedTable(this, 'Scores', settings);
      this.signals = protectedTable(this, 'Signals', settings);
      this.access = protectedTable(this, 'Access', settings);
      this.bucket = this.snapshotBucket();
    } else {
      this.scores = Table.fromTableName(this, 'NamedScores', existing.scores);
      this.signals = Table.fromTableName(this, 'NamedSignals', existing.signals);
      this.access = Table.fromTableName(this, 'NamedAccess', existing.access);
      this.bucket = Bucket.fromBucketName(this, 'NamedSnapshots', existing.bucket);
      this.recordNames(existing);
    }
    if (props.copies !== undefined) this.copyEachNight(props.copies);
    new CfnOutput(this, 'ScoresTableName', {
      value: this.scores.tableName,
      description: 'Runs, pointer and scores',
    });
    new CfnOutput(this, 'AccessTableName', {
      value: this.access.tableName,
      description: 'For npm run keys: ACCESS_TABLE_NAME',
    });
    new CfnOutput(this, 'SignalsTableName', {
      value: this.signals.tableName,
      description: 'For npm run suppliers:import: SIGNALS_TABLE_NAME',
    });
    new CfnOutput(this, 'SnapshotsBucketName', {
      value: this.bucket.bucketName,
      description: 'Snapshots, archive, handed-in/',
    });
  }

  /** A stack without a resource would be deleted by its own deployment. */
  private recordNames(existing: NonNullable<Config['data']>): void {
    new StringParameter(this, 'NamedData', {
      description: 'Tables and bucket that this deployment of Chokepoint has taken over',
      stringValue: JSON.stringify(existing),
    });
  }

  /** After the tries of the night, so that a copy is of one published run. */
  private copyEachNight({ vaultArn, roleArn }: NonNullable<Config['copies']>): void {
    const plan = new BackupPlan(this, 'Copies', {
      backupVault: new BackupVault(this, 'Vault', { removalPolicy: RemovalPolicy.RETAIN }),
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'each-night',
          scheduleExpression: Schedule.cron({ hour: '21', minute: '30' }), // 06:30 in Tokyo
          deleteAfter: COPIES_KEPT.here,
          copyActions: [
            {
              destinationBackupVault: BackupVault.fromBackupVaultArn(this, 'Elsewhere', vaultArn),
              deleteAfter: COPIES_KEPT.there,
            },
          ],
        }),
      ],
    });
    const tables = [this.scores, this.signals, this.access].map(({ tableArn }) => tableArn);
    plan.addSelection('Data', {
      resources: [...tables, this.bucket.bucketArn].map((arn) => BackupResource.fromArn(arn)),
      role: Role.fromRoleArn(this, 'CopyRole', roleArn),
      disableDefaultBackupPolicy: true,
    });
  }

  private snapshotBucket(): IBucket {
    const bucket = new Bucket(this, 'Snapshots', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      // Published scores name their inputs by hash: it outlives the stack.
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
        { id: 'drop-replaced-versions', noncurrentVersionExpiration: Duration.days(90) },
        {
          id: 'drop-objects-of-runs',
          prefix: `${RUN_OBJECTS_FOLDER}/`,
          // As fast, for a fifth of the price.
          transitions: [
            { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: KEPT.oftenRead },
          ],
          expiration: KEPT.objects,
          noncurrentVersionExpiration: KEPT.removed,
        },
        {
          id: 'drop-draws',
          prefix: `${RUN_DRAWS_FOLDER}/`,
          expiration: KEPT.draws,
          noncurrentVersionExpiration: KEPT.removed,
        },
        { id: 'drop-outcomes-of-batches', prefix: `${MAP_RESULTS_FOLDER}/`, expiration: Duration.days(30) },
      ],
    });
    // The property of the construct adds a function with rights to all buckets.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return bucket as IBucket;
  }
}

function protectedTable(scope: Construct, id: string, settings: StageSettings): ITable {
  const table = new Table(scope, id, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: 'expires_at',
    deletionProtection: settings.protectsData,
    removalPolicy: settings.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  return table as ITable; // types of the CDK disagree on attributes that are not there
}
