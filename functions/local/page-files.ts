/** The web page of this service as files: built with Vite when its sources changed, else taken from where the last build left it. */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { PAGE_ASSETS, pageFileType } from '#contracts/page/page-delivery.ts';

const root = new URL('../..', import.meta.url).pathname;
const BUILT = join(root, 'node_modules', '.cache', 'dashboard');
/** A build depends on these: the page, the documents in it, the client it asks with, and the versions of its libraries. */
const SOURCES = ['dashboard', 'docs', 'shared/client', 'package-lock.json'];
/** Pictures of the page are no part of it: taking them anew changes no build. */
const LEFT_OUT = /\/docs\/(?:img|openapi|integrations)\//;

/** A file of the page as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
  /** Whether the name holds a hash of the content, so that it can be kept for a year. */
  readonly neverChanges: boolean;
}

/** Files by their path in an address; the page itself is `/index.html`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(root, source);
    for (const file of source.endsWith('.json') ? [path] : filesIn(path))
      if (!LEFT_OUT.test(file)) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Builds the page into a folder named by its sources, unless it is there already, and returns the folder. Takes about two seconds, in a
 * process of its own, so that the bundler takes no memory of the service. Rejects with what Vite says when the page cannot be built.
 */
export async function buildPage(): Promise<string> {
  const folder = join(BUILT, sourcesHash());
  if (existsSync(folder)) return folder;
  const unfinished = join(BUILT, `unfinished-${randomUUID()}`);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = ['build', '--config', join(root, 'dashboard', 'vite.config.ts'), '--outDir', unfinished];
  try {
    await promisify(execFile)(process.execPath, [vite, ...words], { cwd: root });
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another start was faster: its build is as good
  }
  return folder;
}

/** Reads the built page into memory: some hundred kilobytes. */
export function readPageFiles(folder: string): PageFiles {
  return new Map(
    filesIn(folder).map((file) => {
      const bytes = readFileSync(file);
      const path = file.slice(folder.length);
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      const type = pageFileType(file);
      return [path, { type, bytes, gzipped: gzipSync(bytes, { level: 9 }), etag, neverChanges: path.startsWith(`/${PAGE_ASSETS}`) }];
    }),
  );
}
