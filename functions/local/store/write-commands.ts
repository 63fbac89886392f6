/**
 * The writing commands of DynamoDB. A command becomes a plain write in the thread that sends it, and is carried out, with others in one
 * transaction of the database, where the writing connection is.
 */
import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  DeleteCommand,
  type DeleteCommandInput,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { type Attributes, storableAttributes } from './attribute-values.ts';
import { holds, type Placeholders, picked, updated } from './evaluate-expressions.ts';
import type { ItemTables } from './item-tables.ts';
import { placeholdersOf, refuseTwice } from './read-commands.ts';
import { StoreRefusal, ValidationRefusal } from './store-errors.ts';
import { keyOfRow, rowOf, type StoredRow } from './stored-row.ts';

/** Limits of DynamoDB. */
const MOST_IN_BATCH = 25;
const MOST_IN_TRANSACTION = 100;

interface Conditional {
  readonly table: string;
  readonly condition: string | null;
  readonly placeholders: Placeholders;
  readonly returns: string;
}
type ItemWrite =
  | (Conditional & { readonly kind: 'put'; readonly row: StoredRow })
  | (Conditional & { readonly kind: 'update'; readonly key: TableKey; readonly update: string })
  | (Conditional & { readonly kind: 'delete' | 'check'; readonly key: TableKey });

/** A write as plain data: it can be sent to another thread. */
export type StoreWrite =
  | ItemWrite
  | { readonly kind: 'batch'; readonly writes: readonly ItemWrite[] }
  | { readonly kind: 'transaction'; readonly writes: readonly ItemWrite[] }
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'expire'; readonly nowSeconds: number; readonly mostRows: number; readonly mostPages: number };

/** Answer to a write, as plain data. */
export type WriteOutcome = Readonly<Record<string, unknown>>;

interface Refinements {
  readonly TableName?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
  readonly ReturnValues?: string | undefined;
}

function conditional(input: Refinements): Conditional {
  const { names, values } = placeholdersOf(input);
  return {
    table: input.TableName ?? '',
    condition: input.ConditionExpression ?? null,
    placeholders: { names, values: storableAttributes(values) },
    returns: input.ReturnValues ?? 'NONE',
  };
}

type Unknown = Record<string, unknown>;
const putOf = (input: Refinements & { readonly Item?: Unknown | undefined }): ItemWrite => ({
  ...conditional(input),
  kind: 'put',
  row: rowOf(input.TableName ?? '', storableAttributes(input.Item ?? {})),
});
const updateOf = (
  input: Refinements & { readonly Key?: Unknown | undefined; readonly UpdateExpression?: string | undefined },
): ItemWrite => ({
  ...conditional(input),
  kind: 'update',
  key: keyOfRow(input.Key ?? {}),
  update: input.UpdateExpression ?? '',
});
const keyWriteOf = (kind: 'delete' | 'check', input: Refinements & { readonly Key?: Unknown | undefined }): ItemWrite => ({
  ...conditional(input),
  kind,
  key: keyOfRow(input.Key ?? {}),
});

const keyIn = (write: ItemWrite): { readonly table: string; readonly key: TableKey } => ({
  table: write.table,
  key: write.kind === 'put' ? { pk: write.row.pk, sk: write.row.sk } : write.key,
});

function batchOf({ RequestItems: requests = {} }: BatchWriteCommandInput): StoreWrite {
  const writes = Object.entries(requests).flatMap(([TableName, entries]) =>
    entries.map(({ PutRequest: put, DeleteRequest: remove }) =>
      put === undefined ? keyWriteOf('delete', { TableName, Key: remove?.Key }) : putOf({ TableName, Item: put.Item }),
    ),
  );
  if (writes.length === 0 || writes.length > MOST_IN_BATCH)
    throw new ValidationRefusal(`Too many items requested for the BatchWriteItem call, or none: 1 to ${MOST_IN_BATCH}`);
  refuseTwice(writes.map(keyIn));
  return { kind: 'batch', writes };
}

function transactionOf({ TransactItems: items = [] }: TransactWriteCommandInput): StoreWrite {
  const writes = items.map(({ Put: put, Update: update, Delete: remove, ConditionCheck: check }): ItemWrite => {
    if (put !== undefined) return putOf(put);
    if (update !== undefined) return updateOf(update);
    return remove === undefined ? keyWriteOf('check', check ?? {}) : keyWriteOf('delete', remove);
  });
  if (writes.length === 0 || writes.length > MOST_IN_TRANSACTION)
    throw new ValidationRefusal(`a transaction has 1 to ${MOST_IN_TRANSACTION} actions`);
  if (new Set(writes.map((write) => JSON.stringify(keyIn(write)))).size < writes.length)
    throw new ValidationRefusal('Transaction request cannot include multiple operations on one item');
  return { kind: 'transaction', writes };
}

/** The write that a command asks for; `null` when it is no writing command that the store knows. Throws `ValidationRefusal`. */
export function writeOf(command: unknown): StoreWrite | null {
  if (command instanceof PutCommand) return putOf(command.input as PutCommandInput);
  if (command instanceof UpdateCommand) return updateOf(command.input as UpdateCommandInput);
  if (command instanceof BatchWriteCommand) return batchOf(command.input);
  if (command instanceof TransactWriteCommand) return transactionOf(command.input);
  if (command instanceof DeleteCommand) return keyWriteOf('delete', command.input as DeleteCommandInput);
  return null;
}

const NONE = 'None';
const FAILED = 'ConditionalCheckFailed';

/** Whether the condition of the write holds for the item that is there. */
const isAllowed = ({ condition, placeholders }: Conditional, present: Attributes | null): boolean =>
  condition === null || holds(condition, present, placeholders);

/** Carries out a write whose condition holds. */
function carryOut(tables: ItemTables, write: ItemWrite, present: Attributes | null): WriteOutcome {
  const old = write.returns === 'ALL_OLD' && present !== null ? { Attributes: present } : {};
  switch (write.kind) {
    case 'put':
      tables.put(write.table, write.row);
      return old;
    case 'delete':
      tables.delete(write.table, write.key);
      return old;
    case 'check':
      return {};
    default: {
      const before = present ?? { ...write.key };
      const { item, touched } = write.update === '' ? { item: before, touched: [] } : updated(write.update, before, write.placeholders);
      tables.put(write.table, rowOf(write.table, item));
      const returned = {
        ALL_OLD: present,
        UPDATED_OLD: present === null ? null : picked(present, touched),
        ALL_NEW: item,
        UPDATED_NEW: picked(item, touched),
      };
      const attributes = returned[write.returns as keyof typeof returned];
      return attributes == null ? {} : { Attributes: attributes };
    }
  }
}

/** The present item is read only where the write looks at it. */
function presentFor(tables: ItemTables, write: ItemWrite): Attributes | null {
  if (write.kind !== 'update' && write.condition === null && write.returns === 'NONE') return null;
  const { table, key } = keyIn(write);
  return tables.get(table, key);
}

function writeItem(tables: ItemTables, write: ItemWrite): WriteOutcome {
  const present = presentFor(tables, write);
  if (!isAllowed(write, present)) throw new StoreRefusal('ConditionalCheckFailedException', 'The conditional request failed');
  return carryOut(tables, write, present);
}

/** Conditions of all actions are looked at before the first is carried out, so that a refused one leaves nothing behind. */
function writeTransaction(tables: ItemTables, writes: readonly ItemWrite[]): WriteOutcome {
  const checked = writes.map((write) => ({ write, present: presentFor(tables, write) }));
  const reasons = checked.map(({ write, present }) => (isAllowed(write, present) ? NONE : FAILED));
  if (reasons.some((reason) => reason !== NONE))
    throw new StoreRefusal(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.join(', ')}]`,
      reasons,
    );
  for (const { write, present } of checked) carryOut(tables, write, present);
  return {};
}

/** Carries out one write inside a transaction of the database. Throws `StoreRefusal` before anything was changed. */
export function performWrite(tables: ItemTables, write: StoreWrite): WriteOutcome {
  switch (write.kind) {
    case 'batch':
      for (const { table } of write.writes) tables.numberOf(table);
      for (const one of write.writes) carryOut(tables, one, null);
      return { UnprocessedItems: {} };
    case 'transaction':
      return writeTransaction(tables, write.writes);
    case 'table':
      if (tables.hasTable(write.table)) throw new StoreRefusal('ResourceInUseException', `Table already exists: ${write.table}`);
      tables.addTable(write.table);
      return { TableDescription: { TableName: write.table, TableStatus: 'ACTIVE' } };
    case 'expire':
      return { deleted: tables.deleteExpired(write.nowSeconds, write.mostRows), freePages: tables.giveBackSpace(write.mostPages) };
    default:
      return writeItem(tables, write);
  }
}
