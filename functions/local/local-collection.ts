import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { CollectPorts } from '#functions/sources/collect-source.ts';
import { systemCollectorPause } from '#functions/sources/fetching/collector-pause.ts';
import { publisherFetcher } from '#functions/sources/fetching/publisher-fetcher.ts';
import { collectorAgent } from '#functions/sources/fetching/robots-rules.ts';
import type { HandedInFile } from '#functions/sources/hand-in.ts';
import { shippedCounts } from '#functions/sources/shipped-counts.ts';
import { fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { rawDocumentsIn } from '#functions/store/sources/raw-documents.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import type { Table } from '#functions/store/table/table.ts';

const archiveFolder = (folder: string) => join(folder, 'archive');

function localFetching(folder: string) {
  const objects = fileArchivedObjects(archiveFolder(folder));
  const raw = rawDocumentsIn(objects);
  const pause = systemCollectorPause();
  return {
    objects,
    raw,
    pause,
    fetcher: publisherFetcher({
      raw,
      pause,
      agent: collectorAgent(process.env.COLLECT_CONTACT),
      keys: process.env,
    }),
  };
}

export interface LocalCollection extends CollectPorts {
  close(): Promise<void>;
}

export function localCollection(folder: string, signals: Table): LocalCollection {
  const { objects, raw, pause, fetcher } = localFetching(folder);
  return {
    raw,
    pause,
    fetcher,
    collected: collectedDocumentsIn(objects),
    log: observationLogIn(signals),
    clocks: sourceClocksIn(signals),
    shipped: shippedCounts(),
    close: () => fetcher.close(),
  };
}

/** In byte order of their names, also in folders; hidden ones are left out. Null: the path is not there. */
export async function handedInFiles(path: string): Promise<readonly HandedInFile[] | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  if (!found.isDirectory()) return [{ name: basename(path), bytes: await readFile(path) }];
  const root = resolve(path);
  const files = (await readdir(root, { withFileTypes: true, recursive: true })).filter(
    (file) => file.isFile() && !file.name.startsWith('.'),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return Promise.all(
    paths.map(async (file) => ({ name: relative(root, file), bytes: await readFile(file) })),
  );
}

/** A missing right shows before anything is fetched. */
export const prepareArchive = async (folder: string): Promise<void> => {
  await mkdir(archiveFolder(folder), { recursive: true });
};
