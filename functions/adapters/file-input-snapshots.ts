import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputSnapshots } from '#functions/store/input-snapshots.ts';
import { openSnapshot, snapshotBytes } from './snapshot-bytes.ts';
import { writeWhole } from './write-whole.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

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
