import { access, mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface ArchivedObjects {
  read(key: string): Promise<Uint8Array | null>;
  readPart(key: string, from: number, length: number): Promise<Uint8Array | null>;
  has(key: string): Promise<boolean>;
  /** Whole or not at all. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Those behind `after`, in byte order. The prefix ends with `/`; names have no further one. */
  keys(prefix: string, after: string): Promise<readonly string[]>;
}

const READ_AT_ONCE = 16;

/** In their order, without those that are not there. */
export async function readAll(
  objects: ArchivedObjects,
  keys: readonly string[],
): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let n = 0; n < keys.length; n += READ_AT_ONCE) {
    const some = await Promise.all(keys.slice(n, n + READ_AT_ONCE).map((key) => objects.read(key)));
    found.push(...some.filter((bytes) => bytes !== null));
  }
  return found;
}

/** Flushed before it has its name: rows that are stored later name it. */
async function writeWhole(path: string, content: Uint8Array | string | AsyncIterable<string>) {
  const beside = `${path}.${process.pid}.part`;
  {
    await using file = await open(beside, 'w');
    await file.writeFile(content);
    await file.sync();
  }
  await rename(beside, path);
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

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
        const names = files
          .filter((file) => file.isFile() && !file.name.endsWith('.part'))
          .map(({ name }) => `${prefix}${name}`);
        return names.filter((name) => name > after).sort();
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
  };
}
