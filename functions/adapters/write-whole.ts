import { rename, writeFile } from 'node:fs/promises';

/** Whole or not at all: written beside, then moved into place, so that a killed process leaves no half file. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  await writeFile(beside, content);
  await rename(beside, path);
}
