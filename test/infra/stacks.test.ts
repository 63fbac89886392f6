import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import type { Config } from '../../infra/config.ts';
import { BESIDES, PROD, type Resource, resourcesOf, synthesized } from './synthesized.ts';

const DEV = synthesized({ like: 'dev', alarms: undefined } as Partial<Config>);
const count = (template: Template): number => Object.keys(template.toJSON().Resources).length;

describe('the stack of storage', () => {
  const { storage } = PROD;

  it('has tables whose rows expire, and no index', () => {
    storage.allResourcesProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: Match.absent(),
      TimeToLiveSpecification: { AttributeName: EXPIRY_ATTRIBUTE, Enabled: true },
    });
  });

  it('keeps the tables of prod through a destroy and refuses to delete them; dev may go', () => {
    storage.allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: Match.objectLike({ DeletionProtectionEnabled: true }),
    });
    DEV.storage.allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: Match.objectLike({ DeletionProtectionEnabled: false }),
    });
    expect([PROD, DEV].map(({ stacks }) => stacks.storage.terminationProtection)).toEqual([true, false]);
  });

  it('keeps the bucket and its policy in every stage: published scores name their inputs by hash', () => {
    for (const one of [storage, DEV.storage])
      for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'])
        one.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('has a bucket that is versioned, closed to old TLS, and that tells of new objects', () => {
    storage.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    const [policy] = resourcesOf(storage, 'AWS::S3::BucketPolicy');
    const denials = policy?.[1].Properties.PolicyDocument.Statement.filter(
      (statement: { Effect: string }) => statement.Effect === 'Deny',
    );
    expect(denials.map((denial: { Condition: unknown }) => denial.Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
  });

  it('never changes the ids of what it keeps: a renamed id replaces the resource', () => {
    expect(Object.keys(storage.findResources('AWS::DynamoDB::Table')).sort()).toEqual([
      'Access9901B1FF',
      'Scores40F397BD',
      'SignalsEB24CB14',
    ]);
    expect(Object.keys(storage.findResources('AWS::S3::Bucket'))).toEqual(['SnapshotsD03D071C']);
  });
});

describe('the service', () => {
  it('is at most 150 resources and 14 functions, and one source more costs a schedule', () => {
    console.log(
      `resources: storage ${count(PROD.storage)}, service ${count(PROD.service)}, page ${count(PROD.page)}`,
    );
    expect(count(PROD.service)).toBeLessThanOrEqual(150);
    expect(PROD.functions.length).toBeLessThanOrEqual(14);
    expect(count(PROD.service) - count(synthesized({}, SOURCE_CONTRACTS.slice(1)).service)).toBe(1);
  });

  it('has the same stacks in another region, and names the first one nowhere', () => {
    const there = synthesized({ region: 'ap-northeast-1', account: '123456789012' });
    expect(count(there.service)).toBe(count(PROD.service));
    for (const { account, region } of Object.values(there.stacks))
      expect([account, region]).toEqual(['123456789012', 'ap-northeast-1']);
    expect(JSON.stringify(there.service.toJSON())).not.toMatch(/eu-west-1|us-east-1/);
  });
});

describe('tables and bucket that are there already', () => {
  const data = {
    scores: 'restored-scores',
    signals: 'restored-signals',
    access: 'restored-access',
    bucket: 'kept-bucket',
  };
  const named = synthesized({ data });
  const NAMES = [
    'SCORES_TABLE_NAME',
    'SIGNALS_TABLE_NAME',
    'ACCESS_TABLE_NAME',
    'SNAPSHOTS_BUCKET_NAME',
    'ARCHIVE_BUCKET_NAME',
  ];

  it('are taken over: none is made, and the stack is not empty, which would delete it', () => {
    named.storage.resourceCountIs('AWS::DynamoDB::Table', 0);
    named.storage.resourceCountIs('AWS::S3::Bucket', 0);
    named.storage.hasResourceProperties('AWS::SSM::Parameter', { Value: JSON.stringify(data) });
    named.storage.hasOutput('AccessTableName', { Value: 'restored-access' });
  });

  it('are named to every function, whose rights are the same, on the named tables; nothing else changes', () => {
    const restored = JSON.stringify(named.functions);
    expect(restored).not.toContain('ImportValue');
    for (const table of ['scores', 'signals', 'access'])
      expect(restored).toContain(`:table/restored-${table}`);
    for (const [at, { name, properties, statements }] of named.functions.entries()) {
      const own = PROD.functions[at];
      expect(
        statements.map(({ actions }) => actions),
        name,
      ).toEqual(own?.statements.map(({ actions }) => actions));
      const others = ({ Environment }: Resource['Properties']) =>
        Object.entries(Environment.Variables).filter(([variable]) => !NAMES.includes(variable));
      expect(
        others(properties).map(([variable]) => variable),
        name,
      ).toEqual(others(own?.properties).map(([variable]) => variable));
    }
  });

  it('let the service be deployed first: an export that is still imported cannot go', () => {
    expect(named.stacks.storage.dependencies).toEqual([named.stacks.service]);
  });
});

describe('copies', () => {
  it('of all tables and the bucket go to another vault each night, when one is named', () => {
    PROD.storage.resourceCountIs('AWS::Backup::BackupPlan', 0);
    const { storage } = synthesized(BESIDES);
    const { vaultArn } = BESIDES.copies;
    storage.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: {
        BackupPlanRule: [
          { CopyActions: [{ DestinationBackupVaultArn: vaultArn, Lifecycle: { DeleteAfterDays: 7 } }] },
        ],
      },
    });
    const [[, selection] = []] = resourcesOf(storage, 'AWS::Backup::BackupSelection');
    const copied = selection?.Properties.BackupSelection.Resources.map((one: { 'Fn::GetAtt': string[] }) =>
      one['Fn::GetAtt'][0]?.replace(/.{8}$/, ''),
    );
    expect(copied).toEqual(['Scores', 'Signals', 'Access', 'Snapshots']);
    storage.allResources('AWS::Backup::BackupVault', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe('a key of the customer', () => {
  const ARN = 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const KEY_OF: Readonly<Record<string, (properties: Resource['Properties']) => unknown>> = {
    'AWS::DynamoDB::Table': ({ SSESpecification: sse }) =>
      sse.SSEType === 'KMS' ? sse.KMSMasterKeyId : undefined,
    'AWS::S3::Bucket': ({ BucketEncryption }) =>
      BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID,
    'AWS::Backup::BackupVault': ({ EncryptionKeyArn }) => EncryptionKeyArn,
    'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
    'AWS::SQS::Queue': ({ KmsMasterKeyId, SqsManagedSseEnabled }) =>
      SqsManagedSseEnabled === undefined ? KmsMasterKeyId : undefined,
    'AWS::Logs::LogGroup': ({ KmsKeyId }) => KmsKeyId,
    'AWS::Athena::WorkGroup': ({ WorkGroupConfiguration: { ManagedQueryResultsConfiguration: results } }) =>
      results.Enabled ? results.EncryptionConfiguration?.KmsKey : undefined,
  };

  it('encrypts every table, bucket, vault, topic, queue, log group and answer of Athena, except the public page, and none is made', () => {
    const { storage, service, page } = synthesized({ ...BESIDES, kmsKeyArn: ARN });
    const stores = [storage, service, page].flatMap((template) =>
      Object.entries(KEY_OF).flatMap(([type, keyOf]) =>
        resourcesOf(template, type).map(([id, { Properties }]) => ({
          id: `${type} ${id}`,
          key: keyOf(Properties ?? {}),
        })),
      ),
    );
    expect(stores.length).toBeGreaterThan(15);
    expect(stores.filter(({ key }) => key !== ARN).map(({ id }) => id)).toEqual([
      expect.stringMatching(/^AWS::S3::Bucket Page/),
    ]);
    storage.resourceCountIs('AWS::KMS::Key', 0);
  });

  it('needs a policy that operators find whole: for every kind of store whoever writes and reads it', () => {
    const guide = readFileSync('docs/operating.md', 'utf8').split('### A key of your own')[1] ?? '';
    const statements = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '[]') as {
      readonly Principal: { readonly Service?: string | string[] };
      readonly Condition: { readonly StringEquals?: { readonly 'kms:ViaService'?: string[] } };
    }[];
    const allowed = statements.flatMap(({ Principal, Condition }) => [
      ...[Principal.Service ?? []].flat(),
      ...(Condition.StringEquals?.['kms:ViaService'] ?? []).map((service) => `via ${service}`),
    ]);
    const NEEDS: Readonly<Record<keyof typeof KEY_OF, readonly string[]>> = {
      'AWS::DynamoDB::Table': ['via dynamodb.REGION'],
      'AWS::S3::Bucket': ['via s3.REGION'],
      'AWS::Backup::BackupVault': ['via backup.REGION'],
      'AWS::SNS::Topic': ['via sns.REGION', 'cloudwatch', 'budgets'],
      'AWS::SQS::Queue': ['via sqs.REGION', 'sns', 'events'],
      'AWS::Logs::LogGroup': ['logs.REGION'],
      'AWS::Athena::WorkGroup': ['via athena.REGION', 'encryption.athena'],
    };
    for (const [type, needed] of Object.entries(NEEDS))
      for (const who of needed) expect(allowed, type).toContain(`${who}.amazonaws.com`);
    expect(Object.keys(NEEDS).sort()).toEqual(Object.keys(KEY_OF).sort());
  });
});
