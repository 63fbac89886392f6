/** DynamoDB as its documentation has it (dynalite), in memory. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamodbPlace } from '#functions/store/table/dynamodb-table.ts';

export interface DynamodbDouble {
  readonly place: DynamodbPlace & { readonly endpoint: string };
  close(): Promise<void>;
}

/** Starts it on the loopback interface, on any free port, with tables of these names. */
export async function startDynamodbDouble(tables: readonly string[]): Promise<DynamodbDouble> {
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await listening(server);
  const place = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // It answers in the thread of the one who asks, and that thread may be busy for any time.
    requestHandler: { connectionTimeout: 0, requestTimeout: 0 },
  };
  const client = new DynamoDBClient(place);
  for (const table of tables) await createTable(client, table);
  client.destroy();
  return { place, close: () => closed(server) };
}

export async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 }, { TableName });
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
