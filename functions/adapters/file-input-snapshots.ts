import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputSnapshots } from '#functions/ports/input-snapshots.ts';
import { openSnapshot, snapshotBytes } from './snapshot-bytes.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Whole or not at all: written beside, then moved into place, so that a killed process leaves no half file. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  await writeFile(beside, content);
  await rename(beside, path);
}

/** Snapshots as files of a folder, which is made when it is missing. */
export function fileInputSnapshots(folder: string): InputSnapshots {
  const pathOf = (sha256: string): string => join(folder, `${sha256}.json.gz`);
  const currentPath = join(folder, 'current');

  return {
    async put(data) {
      const { sha256, gzipped } = snapshotBytes(data);
      await mkdir(folder, { recursive: true });
      const present = await readFile(pathOf(sha256)).catch(() => null);
      if (present === null) await writeWhole(pathOf(sha256), gzipped());
      return sha256;
    },
    async get(sha256) {
      return openSnapshot(sha256, await readFile(pathOf(sha256)));
    },
    async current() {
      try {
        return (await readFile(currentPath, 'utf8')).trim();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async setCurrent(sha256) {
      await mkdir(folder, { recursive: true });
      await writeWhole(currentPath, `${sha256}\n`);
    },
  };
}
