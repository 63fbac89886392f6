import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { prepareDataFolder, takeDataFolder } from '#functions/store/data-folder.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { prepareStore } from '#functions/store/sqlite-file.ts';
import { LOCAL_TABLES, type SqliteStore, storeOfService } from '#functions/store/sqlite-store.ts';
import type { Tables } from '#functions/store/table.ts';
import { localCodeVersion } from './code-version.ts';
import { expireLocally } from './expire-rows.ts';
import { type LocalPlace, localScoringServices } from './local-scoring.ts';

export interface LocalStore {
  readonly place: LocalPlace;
  readonly tables: Tables;
  readonly ports: ScoringPorts;
  /** Requests for runs that follow what comes in. */
  readonly requests: RescoreRequests;
  /** Deletes rows that have expired, and the objects of runs that have; returns how many rows. */
  expire(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens the store of this machine, the database in the folder. `brief`: runs draw a tenth as often, for rehearsals.
 * @throws {DataFolderUnusable} with a sentence for a person when the folder cannot be written, is in use, is damaged, or holds data of another version.
 */
export async function openLocalStore(dataFolder: string, brief = false): Promise<LocalStore> {
  const folder = prepareDataFolder(dataFolder);
  const giveBack = takeDataFolder(folder);
  let store: SqliteStore | null = null;
  const close = async (): Promise<void> => {
    await store?.close();
    giveBack();
  };
  try {
    prepareStore(folder, 'all');
    store = storeOfService(folder);
    const { tables, expire } = store;
    const place: LocalPlace = { folder, codeVersion: process.env.CODE_VERSION ?? localCodeVersion(), brief };
    const ports = localScoringServices(place, tables);
    return {
      place,
      tables,
      ports,
      requests: rescoreRequestsIn(tables(LOCAL_TABLES.scores)),
      expire: (nowSeconds) => expireLocally(nowSeconds, folder, ports.ledger, expire),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
