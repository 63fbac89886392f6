import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { counterKey, RUN_OBJECTS_FOLDER } from '#contracts/store/table-layout.ts';
import { SNAPSHOTS_FOLDER } from '../runs/input-snapshots.ts';
import { DataFolderUnusable, isDataFolderTaken, prepareDataFolder, takeDataFolder } from './data-folder.ts';
import { isDamage } from './sqlite-errors.ts';
import {
  type AcceptedMark,
  databaseFile,
  firstProblem,
  markFile,
  markWriter,
  openConnection,
  prepareStore,
  STORE_FORMAT,
} from './sqlite-file.ts';
import { LOCAL_TABLES } from './sqlite-store.ts';
import { rowAccess } from './sqlite-table.ts';

const FILES_BESIDE = [SNAPSHOTS_FOLDER, RUN_OBJECTS_FOLDER, 'events', 'archive', 'replayed-history.json'];

export type BackupReport = Readonly<{
  rows: number;
  files: number;
}>;

/**
 * The copy is of one moment, also while a service writes, and is checked before it gets its name. Throws
 * `DataFolderUnusable`.
 */
export function backUpStore(folder: string, to: string): BackupReport {
  const [source, file] = [prepareDataFolder(folder), resolve(to)];
  if (existsSync(file)) throw new DataFolderUnusable(`${file} exists already: name a file that does not.`);
  prepareStore(source, 'marks');
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const store = openConnection(source, 'accepted');
  try {
    store.prepare('VACUUM INTO ?').run(part);
  } finally {
    store.close();
  }
  const report = completeCopy(source, part);
  const handle = openSync(part, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(part, file);
  return report;
}

function completeCopy(source: string, part: string): BackupReport {
  const copy = new DatabaseSync(part);
  try {
    copy.exec(
      'CREATE TABLE files (path TEXT PRIMARY KEY, checksum INTEGER NOT NULL, content BLOB NOT NULL) STRICT',
    );
    const put = copy.prepare('INSERT INTO files (path, checksum, content) VALUES (?, ?, ?)');
    let files = 0;
    for (const path of FILES_BESIDE.flatMap((name) => filesUnder(join(source, name)))) {
      const content = readFileSync(path);
      put.run(relative(source, path), crc32(content), content);
      files += 1;
    }
    const problem = firstProblem(copy);
    if (problem !== null)
      throw new DataFolderUnusable(
        `The database ${databaseFile(source)} is damaged (${problem}), so no backup was made of it.`,
      );
    const { n } = copy.prepare('SELECT count(*) AS n FROM items').get() as Readonly<{ n: number }>;
    return { rows: n, files };
  } finally {
    copy.close();
  }
}

function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(dirname(path), { withFileTypes: true });
  if (entries.find(({ name }) => join(dirname(path), name) === path)?.isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

type KeptFile = Readonly<{
  path: string;
  checksum: number;
  content: Uint8Array;
}>;

function openBackup(file: string): DatabaseSync {
  if (!existsSync(file)) throw new DataFolderUnusable(`There is no file ${file}.`);
  const backup = new DatabaseSync(file, { readOnly: true });
  const refuse = (why: string): DataFolderUnusable =>
    new DataFolderUnusable(`${file} ${why}; nothing was changed.`);
  try {
    const store = backup.prepare('SELECT format FROM store').get() as
      | Readonly<{ format: number }>
      | undefined;
    if (store?.format !== STORE_FORMAT)
      throw refuse(`has format ${store?.format}, and this version needs ${STORE_FORMAT}`);
    const problem = firstProblem(backup) ?? firstDamagedFile(backup);
    if (problem !== null) throw refuse(`is damaged (${problem})`);
    return backup;
  } catch (error) {
    backup.close();
    if (error instanceof DataFolderUnusable) throw error;
    throw isDamage(error)
      ? refuse(`is damaged (${(error as Error).message})`)
      : refuse(`is no backup (${(error as Error).message})`);
  }
}

const keptFiles = (backup: DatabaseSync): Iterable<KeptFile> =>
  backup.prepare('SELECT path, checksum, content FROM files ORDER BY path').iterate() as Iterable<KeptFile>;

function firstDamagedFile(backup: DatabaseSync): string | null {
  for (const { path, checksum, content } of keptFiles(backup))
    if (crc32(content) !== checksum || path.split('/').includes('..'))
      return `the file ${path} has another checksum`;
  return null;
}

export interface RestoreReport extends BackupReport {
  /** A service had the folder and goes on with what was restored. */
  readonly wasLive: boolean;
}

/**
 * Replaces rows in one transaction while a service has the folder, otherwise the database file, so that a
 * damaged one is no obstacle. Throws `DataFolderUnusable`, and then nothing was changed.
 */
export function restoreStore(folder: string, from: string): RestoreReport {
  const file = resolve(from);
  const backup = openBackup(file);
  try {
    const path = prepareDataFolder(folder);
    const wasLive = isDataFolderTaken(path);
    const files = restoreFiles(backup, path); // first: rows name them
    if (wasLive) replaceRowsIn(path, file);
    else replaceDatabase(path, file);
    const { n } = backup.prepare('SELECT count(*) AS n FROM items').get() as Readonly<{ n: number }>;
    return { rows: n, files, wasLive };
  } finally {
    backup.close();
  }
}

function restoreFiles(backup: DatabaseSync, folder: string) {
  let files = 0;
  for (const { path, content } of keptFiles(backup)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, content);
    renameSync(`${file}.part`, file);
    files += 1;
  }
  return files;
}

/** A number of a run is never given twice. */
function replaceRowsIn(folder: string, file: string) {
  const store = openConnection(folder, 'accepted');
  const mark = markWriter(folder);
  const { get, write } = rowAccess(store);
  const lastRun = () => Number(get(LOCAL_TABLES.scores, counterKey)?.last_number ?? 0);
  try {
    store.prepare('ATTACH ? AS backup').run(file);
    store.exec('BEGIN IMMEDIATE');
    const given = lastRun();
    const columns = 'tab, pk, sk, expires_at, checksum, item, bytes';
    store.exec(`DELETE FROM items; INSERT INTO items (${columns}) SELECT ${columns} FROM backup.items`);
    if (lastRun() < given)
      write({
        kind: 'set',
        table: LOCAL_TABLES.scores,
        key: counterKey,
        attributes: { last_number: given },
        condition: undefined,
      });
    const counted = store
      .prepare('UPDATE store SET commits = commits + 1 RETURNING id, commits')
      .get() as AcceptedMark;
    store.exec('COMMIT');
    mark.write(counted);
  } finally {
    if (store.isTransaction) store.exec('ROLLBACK');
    store.close();
    mark.close();
  }
}

/** A process that is killed in between leaves a folder that is whole, or refused. */
function replaceDatabase(folder: string, file: string) {
  const giveBack = takeDataFolder(folder);
  const beside = join(folder, 'restoring');
  try {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside);
    prepareStore(beside, 'marks');
    replaceRowsIn(beside, file);
    for (const log of ['-wal', '-shm']) rmSync(`${databaseFile(folder)}${log}`, { force: true });
    renameSync(databaseFile(beside), databaseFile(folder));
    renameSync(markFile(beside), markFile(folder));
    rmSync(beside, { recursive: true, force: true });
  } finally {
    giveBack();
  }
}
