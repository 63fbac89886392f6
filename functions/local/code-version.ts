import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const projectFolder = new URL('../..', import.meta.url).pathname;
/** Folders whose content can change a score: the method, the facts, and how a run is made of them. */
const FOLDERS = ['shared', 'functions/scoring', 'functions/adapters'];

/**
 * Names the code and the facts that score: the package version and a hash over the sources. Another checkout scores anew at its start,
 * even on the same day.
 */
export function localCodeVersion(): string {
  const hash = createHash('sha256');
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /[.](ts|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of files.sort()) hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file)).update('\0');
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}
