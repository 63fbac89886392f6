import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const root = new URL('../..', import.meta.url).pathname;
const BUILT = join(root, 'node_modules', '.cache', 'dashboard');
/** In the package of npm. */
const SHIPPED = join(root, 'page');
const SOURCES = ['dashboard', 'docs', 'shared/client', 'package-lock.json'];
const LEFT_OUT = /\/docs\/(?:img|openapi|integrations)\//;

/** Paths of files in the folder. */
export type BuiltPage = Readonly<{
  folder: string | null;
  files: ReadonlySet<string>;
}>;

export const NO_PAGE: BuiltPage = { folder: null, files: new Set() };

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(root, source);
    for (const file of source.endsWith('.json') ? [path] : filesIn(path))
      if (!LEFT_OUT.test(file))
        hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Rejects with what Vite says. */
export async function builtPage(): Promise<BuiltPage> {
  const folder = existsSync(SHIPPED) ? SHIPPED : join(BUILT, sourcesHash());
  if (!existsSync(folder)) await build(folder);
  return { folder, files: new Set(filesIn(folder).map((file) => file.slice(folder.length + 1))) };
}

/** In a process of its own: the bundler takes no memory of the service. */
async function build(folder: string) {
  const unfinished = join(BUILT, `unfinished-${randomUUID()}`);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = ['build', '--config', join(root, 'dashboard', 'vite.config.ts'), '--outDir', unfinished];
  try {
    await promisify(execFile)(process.execPath, [vite, ...words], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    packFiles(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another start was faster
  }
}

function packFiles(folder: string) {
  for (const file of filesIn(folder)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
}
