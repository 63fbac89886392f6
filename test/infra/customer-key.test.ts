import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { parseCustomerKey } from '../../infra/customer-key.ts';
import { type Resource, resourcesOf, synthesizedWithKey } from './synthesized-service.ts';

const ARN = 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Where each kind of store says which key it has. */
const KEY_OF: Readonly<Record<string, (properties: Resource['Properties']) => unknown>> = {
  'AWS::DynamoDB::Table': ({ SSESpecification: sse }) => (sse.SSEType === 'KMS' ? sse.KMSMasterKeyId : undefined),
  'AWS::S3::Bucket': ({ BucketEncryption }) =>
    BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SQS::Queue': ({ KmsMasterKeyId, SqsManagedSseEnabled }) => (SqsManagedSseEnabled === undefined ? KmsMasterKeyId : undefined),
  'AWS::Logs::LogGroup': ({ KmsKeyId }) => KmsKeyId,
};

const storesIn = (templates: readonly Template[]) =>
  templates.flatMap((template) =>
    Object.entries(KEY_OF).flatMap(([type, keyOf]) =>
      resourcesOf(template, type).map(([id, { Properties }]) => ({ id: `${type} ${id}`, key: keyOf(Properties ?? {}) })),
    ),
  );

describe('a key of the customer', () => {
  const [storage, service, page] = synthesizedWithKey('own') as [Template, Template, Template];
  const [key, ...otherKeys] = resourcesOf(storage, 'AWS::KMS::Key');
  const statements: readonly { Sid?: string; Principal: object; Condition?: object }[] = key?.[1].Properties.KeyPolicy.Statement;

  it('encrypts every table, bucket, topic, queue and log group, except the public page', () => {
    const stores = storesIn([storage, service, page]);
    expect(stores.length).toBeGreaterThan(25);
    const without = stores.filter(({ key: used }) => !JSON.stringify(used ?? null).includes('CustomerKey'));
    expect(without.map(({ id }) => id)).toEqual([expect.stringMatching(/^AWS::S3::Bucket Page/)]);
  });

  it('is one, changes every year, and outlives the stacks', () => {
    expect(otherKeys).toEqual([]);
    expect(key?.[1]).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });

  it('is used through the stores by whoever may use them, and by the services that write by themselves, of this account', () => {
    const bySid = Object.fromEntries(statements.flatMap((statement) => (statement.Sid === undefined ? [] : [[statement.Sid, statement]])));
    expect(Object.keys(bySid).sort()).toEqual(['AlarmsEventsAndBudgets', 'Logs', 'ThroughTheStores']);
    expect(bySid.ThroughTheStores?.Condition).toMatchObject({ StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } });
    expect(JSON.stringify(bySid.ThroughTheStores?.Condition)).toMatch(/dynamodb.*s3.*sqs.*sns/);
    expect(bySid.AlarmsEventsAndBudgets).toMatchObject({
      Principal: { Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    expect(JSON.stringify(bySid.Logs?.Condition)).toContain('log-group:*');
    for (const { Sid, Principal, Condition } of statements)
      if (JSON.stringify(Principal).includes('"*"')) expect(Condition, Sid).toBeDefined();
  });

  it('may be one that is there already, and then none is made', () => {
    const templates = synthesizedWithKey({ arn: ARN });
    const without = storesIn(templates).filter(({ key: used }) => used !== ARN);
    expect(without.map(({ id }) => id)).toEqual([expect.stringMatching(/^AWS::S3::Bucket Page/)]);
    for (const template of templates) template.resourceCountIs('AWS::KMS::Key', 0);
  });

  it('is taken from outside when it can be one', () => {
    expect(parseCustomerKey(undefined, undefined)).toBeUndefined();
    expect(parseCustomerKey('own', undefined)).toBe('own');
    expect(parseCustomerKey(undefined, ARN)).toEqual({ arn: ARN });
    for (const [own, arn] of [
      ['yes', undefined],
      ['own', ARN],
      [undefined, 'arn:aws:kms:ap-northeast-1:123456789012:alias/chokepoint'],
      [undefined, ''],
    ])
      expect(() => parseCustomerKey(own, arn)).toThrow('-c customerKey=own');
  });
});
