import { access, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchivedObjects } from '#functions/store/archived-objects.ts';
import { writeWhole } from '../write-whole.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Objects as files of a folder, which is made when it is missing. What a killed process has left half written is never seen. */
export function fileArchivedObjects(folder: string): ArchivedObjects {
  const pathOf = (key: string): string => join(folder, ...key.split('/'));
  return {
    async read(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async readPart(key, from, length) {
      try {
        await using file = await open(pathOf(key));
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    has: (key) =>
      access(pathOf(key)).then(
        () => true,
        () => false,
      ),
    async write(key, bytes) {
      await mkdir(dirname(pathOf(key)), { recursive: true });
      await writeWhole(pathOf(key), bytes);
    },
    async keys(prefix, after) {
      try {
        const files = await readdir(pathOf(prefix), { withFileTypes: true });
        const names = files.filter((file) => file.isFile() && !file.name.endsWith('.part')).map(({ name }) => `${prefix}${name}`);
        return names.filter((name) => name > after).sort();
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
  };
}
