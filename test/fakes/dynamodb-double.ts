/** DynamoDB as its documentation has it (dynalite), in memory. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamodbPlace } from '#functions/store/table/dynamodb-table.ts';

export interface DynamodbDouble {
  readonly place: DynamodbPlace & { readonly endpoint: string };
  close(): Promise<void>;
}

/**
 * Starts it on the loopback interface, on any free port, with tables of these names. `limits`: what it takes;
 * everything when absent.
 */
export async function startDynamodbDouble(
  tables: readonly string[],
  limits?: WriteLimits,
): Promise<DynamodbDouble> {
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  if (limits !== undefined) throttle(server, limits);
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

/** Write units a second, of one partition key and of all together. */
export interface WriteLimits {
  readonly partition: number;
  readonly table: number;
  /** Calls for items that it did not take. */
  refused: number;
}

interface Written {
  readonly PutRequest?: { readonly Item: Keyed };
  readonly DeleteRequest?: { readonly Key: Keyed };
}
type Keyed = Readonly<{ pk: { readonly S: string } }>;

const BYTES_OF_A_UNIT = 1024;

/**
 * Refuses writes beyond its limits as DynamoDB does: a call with an error, items of a batch by naming them in
 * the answer. A unit is a KiB of the request, also where the item that it changes is larger.
 */
function throttle(server: Server, limits: WriteLimits): void {
  const [handle] = server.listeners('request') as ((req: IncomingMessage, res: ServerResponse) => void)[];
  let [second, used] = [0, new Map<string, number>()];
  const takes = (keyed: Keyed): boolean => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, used] = [now, new Map()];
    const units = Math.ceil(JSON.stringify(keyed).length / BYTES_OF_A_UNIT);
    const [ofKey, ofAll] = [used.get(keyed.pk.S) ?? 0, used.get('') ?? 0];
    if (ofKey >= limits.partition || ofAll >= limits.table) {
      limits.refused += 1;
      return false;
    }
    used.set(keyed.pk.S, ofKey + units).set('', ofAll + units);
    return true;
  };
  server.removeAllListeners('request').on('request', async (req: IncomingMessage, res: ServerResponse) => {
    const call = JSON.parse(String(await buffer(req)));
    const pass = (body: unknown) => {
      const { headers, method, url } = req;
      const again = Readable.from([Buffer.from(JSON.stringify(body))]);
      handle?.(Object.assign(again, { headers, method, url }) as unknown as IncomingMessage, res);
    };
    const single: Keyed | undefined = call.Item ?? call.Key;
    const [some] = Object.values<readonly Written[]>(call.RequestItems ?? {});
    const all = some ?? (single === undefined ? [] : [{ PutRequest: { Item: single } }]);
    if (!/PutItem|UpdateItem|BatchWriteItem/.test(String(req.headers['x-amz-target']))) return pass(call);
    const taken = all.filter(({ PutRequest, DeleteRequest }) =>
      takes((PutRequest?.Item ?? DeleteRequest?.Key) as Keyed),
    );
    if (taken.length === 0) {
      const __type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
      res.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      return res.end(
        JSON.stringify({ __type, message: 'The level of configured provisioned throughput is exceeded' }),
      );
    }
    if (taken.length === all.length) return pass(call);
    const [table] = Object.keys(call.RequestItems);
    const [end, left] = [res.end.bind(res), all.filter((one) => !taken.includes(one))];
    res.end = ((body: string) => {
      const answer = JSON.stringify({ ...JSON.parse(body), UnprocessedItems: { [table as string]: left } });
      res.removeHeader('x-amz-crc32');
      res.setHeader('content-length', Buffer.byteLength(answer));
      return end(answer);
    }) as typeof res.end;
    return pass({ ...call, RequestItems: { [table as string]: taken } });
  });
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
