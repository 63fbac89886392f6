/** The machine of somebody who follows the documents: a copy of this repository after `npm ci`, and a Node that runs no TypeScript. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const PROJECT = new URL('../../', import.meta.url).pathname;
/** All that is under version control, but for the packages, which are linked. */
const COPIED = [
  'infra',
  'functions',
  'shared',
  'test',
  'docs',
  'dashboard',
  '.ci',

  '.npmrc',
  '.gitignore',
  'README.md',
  'CONTRIBUTING.md',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'biome.json',
  'cdk.json',
];

export interface StrangersMachine {
  /** The repository. */
  readonly folder: string;
  /** PATH as in a terminal: neither npm nor vitest has put `node_modules/.bin` there. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
}

/** Makes the machine; `copied` are the files and folders that its repository has. */
export function strangersMachine(copied: readonly string[] = COPIED): StrangersMachine {
  const place = mkdtempSync(join(tmpdir(), 'chokepoint-stranger-'));
  const folder = join(place, 'chokepoint');
  for (const name of copied) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const binaries = join(place, 'bin');
  mkdirSync(binaries);
  writeFileSync(join(binaries, 'node'), nodeWithoutTypeScript(path), { mode: 0o755 });
  const environment = {
    PATH: [binaries, ...path].join(delimiter),
    HOME: process.env.HOME ?? place,
    TMPDIR: place,
    CI: 'true',
    ...(process.env.npm_config_cache === undefined ? {} : { npm_config_cache: process.env.npm_config_cache }),
  };
  return { folder, environment, remove: () => rmSync(place, { recursive: true, force: true }) };
}

/** Node 20 cannot run TypeScript; a newer one on the PATH gets the option that turns TypeScript off. */
function nodeWithoutTypeScript(path: readonly string[]): string {
  const { stdout } = spawnSync('node', ['-p', 'process.execPath + " " + process.versions.node.split(".")[0]'], {
    encoding: 'utf8',
    env: { PATH: path.join(delimiter) },
  });
  const [executable = '', major = ''] = stdout.trim().split(' ');
  if (executable === '') throw new Error(`there is no node on ${path.join(delimiter)}`);
  return `#!/bin/sh\nexec "${executable}" ${Number(major) < 22 ? '' : '--no-experimental-strip-types '}"$@"\n`;
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
  const child = spawn(command, words, { cwd: folder, env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
