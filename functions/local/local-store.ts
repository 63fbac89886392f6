import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbRescoreRequests } from '#functions/adapters/dynamodb/dynamodb-rescore-requests.ts';
import { ensureScoresTable, StoreVersionMismatch } from '#functions/adapters/dynamodb/dynamodb-scores-table.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import type { RescoreRequests } from '#functions/ports/rescore-requests.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { localCodeVersion } from './code-version.ts';
import { DataFolderUnusable, noteDatabase, prepareDataFolder, takeDataFolder } from './data-folder.ts';
import { type EmbeddedDynamodb, LOCAL_TABLES, startEmbeddedDynamodb, LOCAL_SCORES_TABLE as TABLE } from './embedded-dynamodb.ts';
import { type LocalPlace, localClient, localScoringServices } from './local-scoring.ts';

export interface LocalStore {
  readonly place: LocalPlace;
  readonly client: DynamoDBDocumentClient;
  readonly ports: ScoringPorts;
  /** Requests for runs that follow what comes in. */
  readonly requests: RescoreRequests;
  close(): Promise<void>;
}

/**
 * Opens the store of this machine: the embedded DynamoDB in the folder, or the one at `endpoint`. Throws `DataFolderUnusable` with a
 * sentence for a person when the folder cannot be written, is in use, or holds data of another version. `brief`: runs draw a tenth as often, for rehearsals.
 */
export async function openLocalStore(dataFolder: string, endpoint: string | undefined, brief = false): Promise<LocalStore> {
  const folder = prepareDataFolder(dataFolder);
  const giveBack = takeDataFolder(folder);
  const database: EmbeddedDynamodb | null = endpoint === undefined ? await startEmbeddedDynamodb(folder) : null;
  const codeVersion = process.env.CODE_VERSION ?? localCodeVersion();
  const place: LocalPlace = { endpoint: endpoint ?? database?.place.endpoint ?? '', table: TABLE, folder, codeVersion, brief };
  const client = localClient(place);
  const close = async (): Promise<void> => {
    client.destroy();
    await database?.close();
    giveBack();
  };
  try {
    await ensureScoresTable(client, TABLE);
    for (const table of Object.values(LOCAL_TABLES)) await ensureTable(client, table);
    noteDatabase(folder, place.endpoint);
  } catch (error) {
    await close();
    if (!(error instanceof StoreVersionMismatch)) throw error;
    throw new DataFolderUnusable(
      `The data in ${folder} belong to another version of Chokepoint (${error.message}): delete the directory, or set DATA_DIR to another.`,
    );
  }
  return { place, client, ports: localScoringServices(place, client), requests: dynamodbRescoreRequests(client, TABLE), close };
}
