/** The only way to a table or the bucket: no right is to all of its rows or objects. */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { type PartitionRights, SIGNALS_RIGHTS } from '../../shared/contracts/store/signals-layout.ts';

/** Without a scan. */
export const READ_ACTIONS = ['dynamodb:GetItem', 'dynamodb:Query'];

/**
 * On rows of named partitions; a star stands for any end. `ForAllValues` also holds for a request without a
 * partition; `Null` asks that there is one.
 */
export function allowPartitions(
  caller: IFunction,
  table: ITable,
  actions: readonly string[],
  partitions: readonly string[],
): void {
  caller.addToRolePolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    }),
  );
}

export function allowSignals(caller: IFunction, signals: ITable, name: keyof typeof SIGNALS_RIGHTS): void {
  const rights: PartitionRights = SIGNALS_RIGHTS[name];
  allowPartitions(caller, signals, READ_ACTIONS, rights.reads);
  if (rights.puts.length > 0) allowPartitions(caller, signals, ['dynamodb:PutItem'], rights.puts);
}

export function allowObjects(
  caller: IFunction,
  bucket: IBucket,
  folders: readonly string[],
  access: 'reads' | 'writes',
): void {
  const actions = access === 'writes' ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'];
  const resources = folders.map((folder) => bucket.arnForObjects(`${folder}/*`));
  caller.addToRolePolicy(new PolicyStatement({ actions, resources }));
}

/** Without it S3 answers 403 instead of 404. */
export function allowListing(caller: IFunction, bucket: IBucket): void {
  caller.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
}
