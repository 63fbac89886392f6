import { type App, Aspects, type IAspect, Stack, Tags } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { SOURCE_CONTRACTS } from '../shared/contracts/collection/source-contracts.ts';
import { type Config, settingsOf } from './config.ts';
import { PageStack } from './page-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { StorageStack } from './storage-stack.ts';

export function stacksOf(app: App, stage: string, config: Config, sources = SOURCE_CONTRACTS) {
  const settings = settingsOf(stage, config);
  const { account, region } = config;
  const env = { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
  const storage = new StorageStack(app, `Chokepoint-${stage}-Storage`, {
    env,
    settings,
    existing: config.data,
    copies: config.copies,
  });
  const service = new ServiceStack(app, `Chokepoint-${stage}-Service`, {
    env,
    settings,
    config,
    storage,
    sources,
  });
  const page = new PageStack(app, `Chokepoint-${stage}-Page`, { env, settings, config, service });
  const stacks = [storage, service, page];
  for (const stack of stacks)
    for (const [key, value] of [
      ['Service', 'chokepoint'],
      ['Stage', stage],
    ] as const)
      Tags.of(stack).add(key, value);
  if (config.kmsKeyArn !== undefined)
    for (const stack of stacks) Aspects.of(stack).add(new EncryptsStores(config.kmsKeyArn, page));
  return { storage, service, page };
}

/** With a key of the customer and a policy as in docs/operating.md. The page is public. */
class EncryptsStores implements IAspect {
  private readonly keyArn: string;
  private readonly page: Stack;

  constructor(keyArn: string, page: Stack) {
    this.keyArn = keyArn;
    this.page = page;
  }

  visit(node: IConstruct): void {
    const { keyArn } = this;
    if (node instanceof CfnTable)
      node.sseSpecification = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: keyArn };
    if (node instanceof CfnBucket && Stack.of(node) !== this.page)
      node.bucketEncryption = {
        serverSideEncryptionConfiguration: [
          {
            bucketKeyEnabled: true,
            serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
          },
        ],
      };
    if (node instanceof CfnBackupVault) node.encryptionKeyArn = keyArn;
    if (node instanceof CfnTopic) node.kmsMasterKeyId = keyArn;
    if (node instanceof CfnQueue) {
      node.sqsManagedSseEnabled = undefined; // a queue has one key
      node.kmsMasterKeyId = keyArn;
    }
    if (node instanceof CfnLogGroup) node.kmsKeyId = keyArn;
    if (node instanceof CfnWorkGroup)
      node.addPropertyOverride(
        'WorkGroupConfiguration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey',
        keyArn,
      );
  }
}
