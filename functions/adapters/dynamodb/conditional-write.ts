import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { WriteConflict } from '#functions/ports/run-ledger.ts';

/** Whether the condition of a write held; `false`: it did not, and nothing was written. Rejects with every other error. */
export async function conditionHeld(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** An item that is written on a condition. */
export interface ConditionalItem {
  readonly table: string;
  readonly key: TableKey;
  /** Whether the item says what the write was to make of it. */
  readonly isWritten: (item: Readonly<Record<string, unknown>>) => boolean;
  /** Why the write is refused where it does not, for the error. */
  readonly conflict: string;
}

/**
 * Carries out a conditional write. A client repeats a call whose answer was lost and meets what it has written itself, so the item is looked at before
 * somebody else is blamed.
 * @throws {WriteConflict} when somebody else has written.
 */
export async function writeOnCondition(client: DynamoDBDocumentClient, write: Promise<unknown>, item: ConditionalItem): Promise<void> {
  if (await conditionHeld(write)) return;
  const { Item: found } = await client.send(new GetCommand({ TableName: item.table, Key: item.key, ConsistentRead: true }));
  if (found === undefined || !item.isWritten(found)) throw new WriteConflict(item.conflict);
}
