import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type PartitionRights, SIGNALS_RIGHTS } from '../../shared/contracts/store/signals-layout.ts';

/** Reading without a scan. */
export const READ_ACTIONS = ['dynamodb:GetItem', 'dynamodb:Query'];

/**
 * Lets a function take actions on rows whose partition has one of the names; a star stands for any end of a name. There is no other way to a
 * table: no right is to all of its rows.
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

/** Lets a function do to the Signals table what `SIGNALS_RIGHTS` has under its name. Throws where that has nothing. */
export function allowSignals(caller: IFunction, signals: ITable, name: string): void {
  const rights: PartitionRights | undefined = Object.entries(SIGNALS_RIGHTS).find(([role]) => role === name)?.[1];
  if (rights === undefined) throw new Error(`say in SIGNALS_RIGHTS which partitions of the Signals table ${name} may reach`);
  allowPartitions(caller, signals, READ_ACTIONS, rights.reads);
  if (rights.puts.length > 0) allowPartitions(caller, signals, ['dynamodb:PutItem'], rights.puts);
}
