/** The machine of somebody who follows the documents: files of this repository after `npm ci`, and a terminal that has no Node of ours on its path. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const PROJECT = new URL('../../', import.meta.url).pathname;

export interface StrangersMachine {
  /** The repository. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
}

/** Makes the machine; `copied` are the files and folders that its repository has. */
export function strangersMachine(copied: readonly string[]): StrangersMachine {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-stranger-'));
  for (const name of copied) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const environment = { PATH: path.join(delimiter), HOME: process.env.HOME ?? folder, TMPDIR: folder, CI: 'true' };
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
  const child = spawn(command, words, { cwd: folder, env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
