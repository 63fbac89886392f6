import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { StageSettings } from './stage-settings.ts';
import { tagAll } from './tags.ts';

export interface StorageStackProps extends StackProps {
  readonly settings: StageSettings;
}

/**
 * Everything that cannot be computed again. Ids in here are a contract: a renamed id replaces the resource.
 *
 * The tables are apart because they are read together and protected together: Scores is rewritten every night, Signals is append-only,
 * Access holds key hashes and idempotency records.
 */
export class StorageStack extends Stack {
  /** Runs, the pointer, score documents, ranking pages, history, changes. */
  readonly scores: Table;
  /** Observations, measures, suppliers: the inputs, in append-only versions. */
  readonly signals: Table;
  /** API key hashes and idempotency records. */
  readonly access: Table;
  /** Input snapshots by hash, the archive of collected documents, and files that are handed in, each under a prefix of its own. */
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.protectsData });
    tagAll(this, props.settings);
    this.scores = protectedTable(this, 'Scores', props.settings);
    this.signals = protectedTable(this, 'Signals', props.settings);
    this.access = protectedTable(this, 'Access', props.settings);
    this.bucket = this.snapshotBucket();
    new CfnOutput(this, 'ScoresTableName', { value: this.scores.tableName, description: 'Runs, pointer and scores' });
    new CfnOutput(this, 'AccessTableName', { value: this.access.tableName, description: 'For npm run keys: ACCESS_TABLE_NAME' });
    new CfnOutput(this, 'SignalsTableName', {
      value: this.signals.tableName,
      description: 'For npm run suppliers:import: SIGNALS_TABLE_NAME',
    });
    new CfnOutput(this, 'SnapshotsBucketName', { value: this.bucket.bucketName, description: 'Snapshots, archive, handed-in/' });
  }

  private snapshotBucket(): Bucket {
    const bucket = new Bucket(this, 'Snapshots', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      // Published scores name their inputs by hash: without the snapshot they cannot be recomputed, so it outlives the stack in every stage.
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
        { id: 'drop-replaced-versions', noncurrentVersionExpiration: Duration.days(90) },
      ],
    });
    // Tells of files that are handed in. Set here and not by the property of the construct, which would add a function with rights to all buckets.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the functions of the service read it; a second bucket of access logs would double what has to be protected. Use CloudTrail data events where an audit asks for it.',
    });
    return bucket;
  }
}

/** How cdk-nag writes the ARN of the bucket in another stack. */
export function nameAcrossStacks(bucket: Bucket): string {
  const owner = Stack.of(bucket);
  return owner.resolve(owner.exportValue(bucket.bucketArn))['Fn::ImportValue'];
}

function protectedTable(scope: Construct, id: string, settings: StageSettings): Table {
  return new Table(scope, id, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: 'expires_at',
    deletionProtection: settings.protectsData,
    removalPolicy: settings.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
