/** DynamoDB as its documentation has it (dynalite), in memory: for tests and measurements of what the product asks of DynamoDB. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { placeAt } from '#functions/local/local-tables.ts';

export interface DynamodbDouble {
  readonly place: ReturnType<typeof placeAt> & { readonly requestHandler: object };
  close(): Promise<void>;
}

/** Starts it on the loopback interface, on any free port. `path`: a folder that it kept its rows in; nothing is kept without. */
export async function startDynamodbDouble(path?: string): Promise<DynamodbDouble> {
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, ...(path === undefined ? {} : { path }) });
  await listening(server);
  const place = placeAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  // It answers in the thread of the one who asks, and that thread may be busy for any time.
  return { place: { ...place, requestHandler: { connectionTimeout: 0, requestTimeout: 0 } }, close: () => closed(server) };
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
