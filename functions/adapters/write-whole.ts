import { open, rename } from 'node:fs/promises';

/**
 * Whole or not at all: written beside, then moved into place, so that a killed process leaves no half file. It is on the disk before it has its name: rows that
 * are stored later name it, and after a power failure they must not name what is not there.
 */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  {
    await using file = await open(beside, 'w');
    await file.writeFile(content);
    await file.sync();
  }
  await rename(beside, path);
}
