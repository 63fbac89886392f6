import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_DRAWS_FOLDER, RUN_OBJECTS_FOLDER } from '#contracts/store/table-layout.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import type { RunLedger } from '#functions/store/runs/run-ledger.ts';
import { prepareDataFolder, takeDataFolder } from '#functions/store/sqlite/data-folder.ts';
import { prepareStore } from '#functions/store/sqlite/sqlite-file.ts';
import { LOCAL_TABLES, type SqliteStore, storeOfService } from '#functions/store/sqlite/sqlite-store.ts';
import type { Tables } from '#functions/store/table/table.ts';
import { type LocalPlace, localScoringServices } from './local-scoring.ts';

export type LocalStore = Readonly<{
  place: LocalPlace;
  tables: Tables;
  ports: ScoringPorts;
  requests: RescoreRequests;
  /** Deletes expired rows and objects; returns how many rows. */
  expire(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}>;

/** `brief`: a tenth of the draws. Throws `DataFolderUnusable`. */
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

const projectFolder = new URL('../..', import.meta.url).pathname;
/** Whose content can change a score. */
const FOLDERS = ['shared', 'functions/scoring', 'functions/store'];

/** Another checkout scores anew at its start. */
function localCodeVersion() {
  const hash = createHash('sha256');
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /[.](ts|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of files.sort())
    hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file)).update('\0');
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

/** Nothing is deleted while the run that readers see has expired itself. */
async function expireLocally(
  nowSeconds: number,
  folder: string,
  ledger: Pick<RunLedger, 'get' | 'pointer'>,
  expireStore: (nowSeconds: number) => Promise<number>,
): Promise<number> {
  const hasExpired = async (runId: string) => {
    const run = await ledger.get(runId);
    return run?.rows_expire_at != null && Date.parse(run.rows_expire_at) / 1000 < nowSeconds;
  };
  const active = await ledger.pointer();
  if (active !== null && (await hasExpired(active.run_id))) return 0;
  for (const runs of [RUN_OBJECTS_FOLDER, RUN_DRAWS_FOLDER].map((one) => join(folder, one))) {
    for (const runId of await readdir(runs).catch(() => [])) {
      if (await hasExpired(runId)) await rm(join(runs, runId), { recursive: true, force: true });
    }
  }
  return expireStore(nowSeconds);
}
