import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { localCodeVersion } from './code-version.ts';
import { prepareDataFolder, takeDataFolder } from './data-folder.ts';
import { expireEverywhere, expireLocally } from './expire-rows.ts';
import { type LocalPlace, localScoringServices } from './local-scoring.ts';
import { LOCAL_TABLES, placeAt, LOCAL_SCORES_TABLE as TABLE } from './local-tables.ts';
import { type EmbeddedStore, storeOfService } from './store/embedded-client.ts';
import { prepareStore } from './store/store-file.ts';

export interface LocalStore {
  readonly place: LocalPlace;
  readonly client: DynamoDBDocumentClient;
  readonly ports: ScoringPorts;
  /** Requests for runs that follow what comes in. */
  readonly requests: RescoreRequests;
  /** Deletes rows that have expired, and the objects of runs that have; returns how many rows. */
  expire(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}

/** A DynamoDB at an address, as a store of this machine. */
function storeAt(endpoint: string): EmbeddedStore {
  const client = dynamodbForRuns(placeAt(endpoint));
  return { client, expire: (nowSeconds) => expireEverywhere(client, TABLE, nowSeconds), close: async () => client.destroy() };
}

/**
 * Opens the store of this machine: the database in the folder, or the DynamoDB at `endpoint`. Throws `DataFolderUnusable` with a sentence for
 * a person when the folder cannot be written, is in use, is damaged, or holds data of another version. `brief`: runs draw a tenth as often,
 * for rehearsals.
 */
export async function openLocalStore(dataFolder: string, endpoint: string | undefined, brief = false): Promise<LocalStore> {
  const folder = prepareDataFolder(dataFolder);
  const giveBack = takeDataFolder(folder);
  let store: EmbeddedStore | null = null;
  const close = async (): Promise<void> => {
    await store?.close();
    giveBack();
  };
  try {
    if (endpoint === undefined) prepareStore(folder, 'all');
    store = endpoint === undefined ? storeOfService(folder) : storeAt(endpoint);
    const { client } = store;
    for (const table of [TABLE, ...Object.values(LOCAL_TABLES)]) await ensureTable(client, table);
    const codeVersion = process.env.CODE_VERSION ?? localCodeVersion();
    const place: LocalPlace = { endpoint: endpoint ?? null, table: TABLE, folder, codeVersion, brief };
    const { expire } = store;
    const ports = localScoringServices(place, client);
    return {
      place,
      client,
      ports,
      requests: rescoreRequestsIn(dynamodbTable(client, TABLE)),
      expire: (nowSeconds) => expireLocally(nowSeconds, folder, ports.ledger, expire),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
