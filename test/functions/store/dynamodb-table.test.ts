import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { capacityUsed, tablesForReads, tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { nameOf, type Tables } from '#functions/store/table/table.ts';

/** What DynamoDB answers to an operation; `null`: nothing, ever. */
type Answer = (
  operation: string,
  asked: { readonly RequestItems: { readonly Scores: unknown } },
  call: number,
) => { readonly status?: number; readonly body: object } | null;

let server: Server | null = null;
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // waits are a random part of a growing time
});
afterEach(() => {
  vi.restoreAllMocks();
  server?.close();
  server?.closeAllConnections();
});

/** A DynamoDB that answers as it is told, and the operations that it was asked for. */
async function answering(answer: Answer, tablesAt: typeof tablesForRuns = tablesForRuns) {
  const asked: string[] = [];
  const made = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    asked.push(operation);
    const said = answer(operation, JSON.parse(Buffer.concat(chunks).toString('utf8')), asked.length);
    if (said === null) return;
    response.writeHead(said.status ?? 200, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': `REQUEST-${asked.length}`,
    });
    response.end(JSON.stringify(said.body));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  const tables: Tables = tablesAt({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  return { asked, table: tables('Scores') };
}

const fault = (name: string) => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'No.' },
});
const keys = Array.from({ length: 130 }, (_, n) => ({ pk: 'HISTORY#element#Dy', sk: String(n) }));

/** Reads at most so many keys in a call, and has no item where the sort key is odd. */
const reading =
  (keysPerCall: number, sizes: number[]): Answer =>
  (_, { RequestItems }) => {
    const { Keys } = RequestItems.Scores as { Keys: { readonly sk: { readonly S: string } }[] };
    sizes.push(Keys.length);
    const left = Keys.slice(keysPerCall);
    const found = Keys.slice(0, keysPerCall).filter(({ sk }) => Number(sk.S) % 2 === 0);
    return {
      body: {
        Responses: { Scores: found },
        UnprocessedKeys: left.length === 0 ? {} : { Scores: { Keys: left } },
      },
    };
  };

it('reads a hundred keys at a time, each once, and again what a busy table has left unread', async () => {
  const sizes: number[] = [];
  const { table } = await answering(reading(40, sizes));
  const found = await table.getMany([...keys, ...keys.slice(0, 50)]);
  expect([...found.keys()].sort()).toEqual(
    keys
      .filter(({ sk }) => Number(sk) % 2 === 0)
      .map(nameOf)
      .sort(),
  );
  expect(sizes.sort((a, b) => b - a)).toEqual([100, 60, 30, 20]);
});

it('does not take what was never read for absent', async () => {
  const { table } = await answering(reading(0, []));
  await expect(table.getMany(keys.slice(0, 1))).rejects.toThrow('DynamoDB has left 1 items undone 10 times');
});

it('writes again what a busy table has left unwritten', async () => {
  const written: string[] = [];
  const { asked, table } = await answering((_, { RequestItems }) => {
    const requests = RequestItems.Scores as { PutRequest: { Item: { sk: { S: string } } } }[];
    written.push(...requests.slice(0, 20).map(({ PutRequest }) => PutRequest.Item.sk.S));
    return { body: { UnprocessedItems: requests.length > 20 ? { Scores: requests.slice(20) } : {} } };
  });
  await table.putMany(keys.slice(0, 50));
  expect(written.sort()).toEqual(
    keys
      .slice(0, 50)
      .map(({ sk }) => sk)
      .sort(),
  );
  expect(asked).toEqual(Array(4).fill('BatchWriteItem'));
});

it('is asked again when it throttles, and a condition that does not hold is no error', async () => {
  const { asked, table } = await answering((_, __, call) =>
    call < 3 ? fault('ProvisionedThroughputExceededException') : fault('ConditionalCheckFailedException'),
  );
  expect(await table.put({ pk: 'a', sk: 'b' }, 'absent')).toBe(false);
  expect(asked).toEqual(Array(3).fill('PutItem'));
});

it('names the request in its error, for whoever asks AWS about it', async () => {
  const { table } = await answering(() => fault('ValidationException'));
  await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'No. (request REQUEST-1 of DynamoDB, 1 attempt)',
  });
});

it('that never answers is an error after two tries for who waits', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { asked, table } = await answering(() => null, tablesForReads);
  await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(asked).toHaveLength(2);
});

it('counts the units that runs use', async () => {
  const { table } = await answering((operation) => ({
    body:
      operation === 'GetItem'
        ? { ConsumedCapacity: { CapacityUnits: 0.5 } }
        : { ConsumedCapacity: [{ CapacityUnits: 3 }] },
  }));
  const before = capacityUsed();
  await table.get({ pk: 'a', sk: 'b' });
  await table.putMany([{ pk: 'a', sk: 'b' }]);
  const after = capacityUsed();
  expect([(after?.read ?? 0) - (before?.read ?? 0), (after?.write ?? 0) - (before?.write ?? 0)]).toEqual([
    0.5, 3,
  ]);
});
