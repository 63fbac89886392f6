import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { s3ForRuns } from '#functions/adapters/archive/s3-client-for-runs.ts';
import { dynamodbForReads, dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';

let server: Server;
const sockets = new Set<Socket>();
let asked = 0;

/** Takes every connection and every byte, and never answers: a table that hangs. */
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('data', (bytes) => {
        if (`${bytes}`.startsWith('POST')) asked += 1;
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});
const place = () => ({
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
});
const read = new GetCommand({ TableName: 'Scores', Key: { pk: 'a', sk: 'b' } });

it('a table that never answers is an error after two tries, not a wait without end', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  asked = 0;
  await expect(dynamodbForReads(place()).send(read)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(asked).toBe(2);
});

it('and is one for runs as well, and a bucket that never answers too', async () => {
  for (const { config } of [dynamodbForRuns(place()), s3ForRuns()]) {
    const { requestHandler } = config as unknown as { requestHandler: { configProvider: Promise<object> } };
    expect(await requestHandler.configProvider).toMatchObject({ requestTimeout: 20_000, throwOnRequestTimeout: true });
  }
});
