/**
 * The folder of somebody who follows the documents: both clients are installed from their files, no index is
 * asked, and nothing else of this repository is there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';

export interface StrangersMachine {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
}

export const hasPython = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;
if (!hasPython)
  console.log('SKIPPED: python3 with pip is not installed; nothing is run with the Python client');

/** Makes the folder; `copied` are files that are put there. */
export function strangersMachine(copied: readonly string[] = []): StrangersMachine {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-stranger-'));
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const packages = join(folder, 'dist', 'clients');
  const site = join(folder, 'site');
  const environment = {
    PATH: path,
    HOME: folder,
    TMPDIR: folder,
    PYTHONPATH: site,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const run = (cwd: string, command: string, ...words: readonly string[]) => {
    const { status, stderr } = spawnSync(command, words, { cwd, env: environment, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
  };
  const made = (end: string) =>
    join(packages, readdirSync(packages).find((name) => name.endsWith(end)) ?? '');
  run(
    process.cwd(),
    ...(['npm', 'run', '--silent', 'release', '--', '--only', 'clients', '--to'] as const),
    join(folder, 'dist'),
  );
  run(folder, 'npm', 'install', '--offline', '--silent', made('.tgz'));
  if (hasPython)
    run(folder, 'python3', '-m', 'pip', 'install', '--quiet', '--no-index', '--target', site, made('.whl'));
  for (const file of copied) cpSync(file, join(folder, basename(file)));
  return { folder, environment, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program there to its end. Not `spawnSync`: the service that it asks may run in this process. */
export function runThere(
  { folder, environment }: Pick<StrangersMachine, 'folder' | 'environment'>,
  [command, ...words]: readonly [string, ...string[]],
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(command, words, {
    cwd: folder,
    env: { ...environment, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
