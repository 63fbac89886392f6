import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamodbPlace } from '#functions/adapters/dynamodb/dynamodb-clients.ts';

export interface EmbeddedDynamodb {
  readonly place: DynamodbPlace & { readonly endpoint: string; readonly region: string };
  close(): Promise<void>;
}

/** Name of the table of scores of a local service. */
export const LOCAL_SCORES_TABLE = 'Chokepoint-Scores';

/** Names of the tables of a local service beside the scores. */
export const LOCAL_TABLES = { access: 'Chokepoint-Access', signals: 'Chokepoint-Signals' } as const;

/** Dummy credentials: the SDK insists on some, the embedded DynamoDB ignores them. */
const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const LOCAL_REGION = 'local';

/** Client settings for a DynamoDB at this address that needs no real credentials. */
export const placeAt = (endpoint: string): EmbeddedDynamodb['place'] => ({
  endpoint,
  region: LOCAL_REGION,
  credentials: LOCAL_CREDENTIALS,
});

/**
 * DynamoDB in this process (dynalite), on the loopback interface only. With a folder the data survive a restart; without, they live in
 * memory. Only one process may have the folder open: see data-folder.
 */
export async function startEmbeddedDynamodb(folder: string | null): Promise<EmbeddedDynamodb> {
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, ...(folder === null ? {} : { path: join(folder, 'dynamodb') }) });
  await listening(server);
  return { place: placeAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), close: () => closed(server) };
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
