import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { getItems, nameOf, requireItems } from '#functions/adapters/dynamodb/dynamodb-batch-read.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { placeAt } from '#functions/local/local-tables.ts';

type Key = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

let server: Server;
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** BatchGetItem of a busy table: reads at most so many keys in a call, and has no item where the sort key is odd. */
async function busyTable(keysPerCall: number) {
  const calls: number[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { Keys: keys } = JSON.parse(Buffer.concat(chunks).toString('utf8')).RequestItems.Scores as { Keys: Key[] };
    calls.push(keys.length);
    const left = keys.slice(keysPerCall);
    const answer = {
      Responses: { Scores: keys.slice(0, keysPerCall).filter(({ sk }) => Number(sk.S) % 2 === 0) },
      UnprocessedKeys: left.length === 0 ? {} : { Scores: { Keys: left } },
    };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { calls, client: dynamodbForRuns(placeAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)) };
}

const keys = Array.from({ length: 130 }, (_, n) => ({ pk: 'HISTORY#element#Dy#JPN', sk: String(n) }));

it('reads a hundred keys at a time, each once, and names what there is', async () => {
  const { calls, client } = await busyTable(100);
  const items = await getItems(client, 'Scores', [...keys, ...keys.slice(0, 50)]);
  expect(calls).toEqual([100, 30]);
  expect([...items.keys()]).toEqual(keys.filter(({ sk }) => Number(sk) % 2 === 0).map(nameOf));
});

it('asks again for what a busy table has left unread', async () => {
  const { calls, client } = await busyTable(40);
  expect((await getItems(client, 'Scores', keys)).size).toBe(65);
  expect(calls).toEqual([100, 60, 20, 30]);
});

it('does not take what was never read for absent', async () => {
  const { client } = await busyTable(0);
  await expect(getItems(client, 'Scores', keys.slice(0, 1))).rejects.toThrow('1 items are still unread after 10 rounds');
});

it('names an item whose write was confirmed and that is not there', async () => {
  const { client } = await busyTable(100);
  await expect(requireItems(client, 'Scores', [{ pk: 'SCORES#element#Dy', sk: '2' }])).resolves.toBeUndefined();
  await expect(requireItems(client, 'Scores', keys.slice(0, 6))).rejects.toMatchObject({
    name: 'WriteLost',
    message: '3 of 6 items whose write was confirmed are not in the table, the first is HISTORY#element#Dy#JPN 1',
  });
});
