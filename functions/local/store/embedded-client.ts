/** A client of DynamoDB whose DynamoDB is an SQLite database of this machine. No socket is opened. */
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, QueryCommand, ScanCommand, TransactGetCommand } from '@aws-sdk/lib-dynamodb';
import { markWriter } from './accepted-mark.ts';
import { type ItemTables, itemTables } from './item-tables.ts';
import { batchGetItems, getItem, queryItems, scanItems, transactGetItems } from './read-commands.ts';
import { storeErrorOf, thrownError } from './store-errors.ts';
import { createTables, type Durability, markFile, openConnection } from './store-file.ts';
import { type StoreWriter, writerHere, writerInThread } from './store-writers.ts';
import { type StoreWrite, type WriteOutcome, writeOf } from './write-commands.ts';

export interface EmbeddedStore {
  readonly client: DynamoDBDocumentClient;
  /** Deletes rows that have expired, gives their space back, and returns how many there were. */
  expire(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}

/** A command that the product sends and this store does not know, told to the one who writes the code. */
const unknownCommand = (command: unknown): Error =>
  new Error(
    `the store of this machine does not know ${(command as object).constructor.name}: see functions/local/store/embedded-client.ts`,
  );

function read(tables: ItemTables, command: unknown): unknown {
  if (command instanceof GetCommand) return getItem(tables, command.input);
  if (command instanceof QueryCommand) return queryItems(tables, command.input);
  if (command instanceof BatchGetCommand) return batchGetItems(tables, command.input);
  if (command instanceof ScanCommand) return scanItems(tables, command.input);
  if (command instanceof TransactGetCommand) return transactGetItems(tables, command.input);
  if (command instanceof DescribeTableCommand) {
    tables.numberOf(command.input.TableName ?? '');
    return { $metadata: {}, Table: { TableName: command.input.TableName, TableStatus: 'ACTIVE' } };
  }
  return null;
}

/** So many rows are deleted in one transaction, so that others get their turn. */
const EXPIRED_AT_ONCE = 500;
const FREED_AT_ONCE = 1000;
/** Free pages of 4 kB that stay in the file for what is written next. */
const FREE_PAGES_KEPT = 1000;

function storeOn(tables: ItemTables, writer: StoreWriter, closeReader: () => void): EmbeddedStore {
  const written = async (write: StoreWrite): Promise<WriteOutcome> => {
    const answer = await writer.write(write);
    if ('error' in answer) throw thrownError(answer.error);
    return answer.outcome;
  };
  async function send(command: unknown): Promise<unknown> {
    try {
      const answer = read(tables, command);
      if (answer !== null) return answer;
      const write =
        command instanceof CreateTableCommand ? { kind: 'table' as const, table: command.input.TableName ?? '' } : writeOf(command);
      if (write !== null) return { $metadata: {}, ...(await written(write)) };
    } catch (error) {
      throw error instanceof Error && '$metadata' in error ? error : thrownError(storeErrorOf(error));
    }
    throw unknownCommand(command);
  }
  // The paginators of the SDK insist on an instance of its client; nothing of it but its type is used.
  const client = Object.assign(DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' })), {
    send: send as DynamoDBDocumentClient['send'],
  });
  return {
    client,
    async expire(nowSeconds) {
      for (let all = 0; ; ) {
        const { deleted, freePages } = await written({ kind: 'expire', nowSeconds, mostRows: EXPIRED_AT_ONCE, mostPages: FREED_AT_ONCE });
        all += deleted as number;
        if ((deleted as number) < EXPIRED_AT_ONCE && (freePages as number) <= FREE_PAGES_KEPT) return all;
      }
    },
    async close() {
      await writer.close();
      closeReader();
    },
  };
}

/** A store in memory, gone with its process. */
export function storeInMemory(): EmbeddedStore {
  const database = openConnection(null, 'accepted');
  createTables(database);
  const tables = itemTables(database);
  return storeOn(tables, writerHere({ database, tables, mark: null }), () => undefined);
}

/** The store of a service: reads in this thread, writes in another. The folder must have been prepared. */
export function storeOfService(folder: string): EmbeddedStore {
  const database = openConnection(folder, 'accepted');
  return storeOn(itemTables(database), writerInThread(folder), () => {
    if (database.isOpen) database.close();
  });
}

/** The store of a command, which may wait for the disk. The folder must have been prepared. */
export function storeOfCommand(folder: string): EmbeddedStore {
  const database = openConnection(folder, 'accepted');
  const tables = itemTables(database);
  return storeOn(tables, writerHere({ database, tables, mark: markWriter(markFile(folder)) }), () => undefined);
}

/** The store of a thread that scores or collects beside the service. */
export function storeOfThread(folder: string, durability: Durability): EmbeddedStore {
  const database = openConnection(folder, durability);
  const tables = itemTables(database);
  return storeOn(tables, writerHere({ database, tables, mark: null }), () => undefined);
}
