import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { stageSettings } from '../../infra/stage-settings.ts';
import { StorageStack } from '../../infra/storage-stack.ts';
import { synthContext } from './synthesized-service.ts';

const templateOf = (stage: 'dev' | 'prod'): Template =>
  Template.fromStack(new StorageStack(new App({ context: { ...synthContext } }), 'Storage', { settings: stageSettings[stage] }));

describe('the stateful stack', () => {
  const template = templateOf('prod');

  it('has three tables with the same key, billed on demand, and nothing that needs a stream or an index', () => {
    const tables = Object.values(template.findResources('AWS::DynamoDB::Table')).map((table) => table.Properties);
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      expect(table.KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ]);
      expect(table.BillingMode).toBe('PAY_PER_REQUEST');
      expect(table).not.toHaveProperty('GlobalSecondaryIndexes');
      expect(table).not.toHaveProperty('TableName');
    }
  });

  it('can restore every table to any second, encrypts it with a key that audits can see, and lets rows of old runs expire', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: EXPIRY_ATTRIBUTE, Enabled: true },
    });
  });

  it('keeps the tables of prod through a destroy and refuses to delete them; dev may go', () => {
    template.allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: Match.objectLike({ DeletionProtectionEnabled: true }),
    });
    templateOf('dev').allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: Match.objectLike({ DeletionProtectionEnabled: false }),
    });
  });

  it('of prod is not destroyed by mistake, and says of every table and bucket whose it is and of which stage', () => {
    const stackOf = (stage: 'dev' | 'prod') =>
      new StorageStack(new App({ context: { ...synthContext } }), 'Storage', { settings: stageSettings[stage] });
    expect([stackOf('prod').terminationProtection, stackOf('dev').terminationProtection]).toEqual([true, false]);
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket'])
      template.allResourcesProperties(type, {
        Tags: Match.arrayWith([
          { Key: 'Service', Value: 'chokepoint' },
          { Key: 'Stage', Value: 'prod' },
        ]),
      });
  });

  it('keeps the bucket and its policy in every stage: published scores name their inputs by hash', () => {
    for (const stage of ['dev', 'prod'] as const) {
      for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'])
        templateOf(stage).allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('tells of new objects, with nothing in the stack that may do more than that', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.resourceCountIs('AWS::IAM::Role', 0);
  });

  it('has a bucket that is encrypted, versioned, closed to the public and tidies up', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' }),
          Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 90 }, Status: 'Enabled' }),
        ]),
      },
    });
  });

  it('refuses plain HTTP and old TLS to the bucket', () => {
    const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    const denials = policy?.Properties.PolicyDocument.Statement.filter((statement: { Effect: string }) => statement.Effect === 'Deny');
    expect(denials.map((denial: { Condition: unknown }) => denial.Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
  });

  it('never changes the ids of what it keeps: a renamed id replaces the resource', () => {
    expect(Object.keys(template.findResources('AWS::DynamoDB::Table')).sort()).toEqual([
      'Access9901B1FF',
      'Scores40F397BD',
      'SignalsEB24CB14',
    ]);
    expect(Object.keys(template.findResources('AWS::S3::Bucket'))).toEqual(['SnapshotsD03D071C']);
  });
});
