import { Aspects, Aws, type IAspect, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';

/** A key that these stacks make, or one that is there already. */
export type CustomerKey = 'own' | { readonly arn: string };

/** @throws when there is a context value that is no key, or both are given. */
export function parseCustomerKey(own: unknown, arn: unknown): CustomerKey | undefined {
  if (own === undefined && arn === undefined) return undefined;
  if (arn === undefined && own === 'own') return 'own';
  if (
    own === undefined &&
    typeof arn === 'string' &&
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key[/](?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/.test(arn)
  )
    return { arn };
  throw new Error(
    `customerKey is ${JSON.stringify(own)} and kmsKeyArn ${JSON.stringify(arn)}; have a key made: -c customerKey=own, or give one by its id, not by an alias: -c kmsKeyArn=arn:aws:kms:ap-northeast-1:123456789012:key/ID`,
  );
}

/**
 * Encrypts whatever stores something in the stacks with a key of the customer: tables, the bucket of inputs, topics, queues and log groups, those that are added
 * later included. The key lives with the storage. The page is public and stays as it is.
 */
export function encryptWith(given: CustomerKey, storage: Stack, stacks: readonly Stack[]): void {
  const key = given === 'own' ? ownKey(storage) : Key.fromKeyArn(storage, 'CustomerKey', given.arn);
  for (const stack of [storage, ...stacks]) Aspects.of(stack).add(new EncryptsStores(key, storage));
}

class EncryptsStores implements IAspect {
  private readonly key: IKey;
  private readonly storage: Stack;

  constructor(key: IKey, storage: Stack) {
    this.key = key;
    this.storage = storage;
  }

  visit(node: IConstruct): void {
    const { keyArn } = this.key;
    if (node instanceof CfnTable) node.sseSpecification = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: keyArn };
    if (node instanceof CfnBucket && Stack.of(node) === this.storage)
      node.bucketEncryption = {
        serverSideEncryptionConfiguration: [
          { bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn } },
        ],
      };
    if (node instanceof CfnTopic) node.kmsMasterKeyId = keyArn;
    if (node instanceof CfnQueue) {
      node.sqsManagedSseEnabled = undefined; // a queue has one key
      node.kmsMasterKeyId = keyArn;
    }
    if (node instanceof CfnLogGroup) node.kmsKeyId = keyArn;
  }
}

const USES = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** It outlives the stacks in every stage: without it nothing that outlives them can be read. */
function ownKey(storage: Stack): Key {
  const key = new Key(storage, 'CustomerKey', {
    description: 'Encrypts what Chokepoint stores',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // As the keys that AWS manages: whoever may use a table, the bucket or a queue may use the key through it, and in no other way.
  const services = ['dynamodb', 's3', 'sqs', 'sns'].map((service) => `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}`);
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ThroughTheStores',
      principals: [new AnyPrincipal()],
      actions: [...USES, 'kms:CreateGrant'],
      resources: ['*'], // in the policy of a key this is the key
      conditions: { StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID, 'kms:ViaService': services } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Logs',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: USES,
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*` },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsEventsAndBudgets',
      principals: ['cloudwatch', 'events', 'budgets'].map((service) => new ServicePrincipal(`${service}.amazonaws.com`)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return key;
}
