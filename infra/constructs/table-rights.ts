import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/**
 * Lets a function take actions on rows whose partition has one of the names; a star stands for any end of a name.
 *
 * `ForAllValues` also holds for a request that names no partition; `Null` asks that there is one.
 */
export function allowPartitions(caller: IFunction, table: ITable, actions: readonly string[], partitions: readonly string[]): void {
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

const ROW_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
];

/** Keeps a function from rows of a partition, whatever it is allowed elsewhere, also as one of many rows in a request. */
export function denyPartition(caller: IFunction, table: ITable, partition: string): void {
  caller.addToRolePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ROW_ACTIONS,
      resources: [table.tableArn],
      conditions: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': [partition] } },
    }),
  );
}
