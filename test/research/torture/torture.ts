/** Kills a process that writes to the store, at instants that follow from a seed, and looks each time whether all is there that it had accepted. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLocalStore } from '#functions/local/local-store.ts';
import { LOCAL_TABLES } from '#functions/local/local-tables.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { idsOfRound, supplierOfRound, TORTURED_CLIENT } from './tortured-suppliers.ts';

/** `creation`: before the process has said that the store is open. `writing`: while it accepts suppliers. */
export type KillInstant = 'creation' | 'writing';

export interface Kill {
  readonly number: number;
  readonly instant: KillInstant;
  /** Whether the process ran in a process namespace of its own, as in a container, where numbers of processes come again. */
  readonly inNamespace: boolean;
  readonly afterMs: number;
  /** Rounds that it had accepted by then, in this and in earlier lives of the folder. */
  readonly accepted: number;
  /** Fault found afterwards, in words; `null`: the store opened, and all that was accepted is there. */
  readonly fault: string | null;
}

const WRITER = new URL('./torture-writer.ts', import.meta.url).pathname;
/** Every third kill falls into the making of a new folder, on which the next ones go on. */
const CREATION_EVERY = 3;
/** Every fourth process has a namespace of its own, where the machine allows that. */
const NAMESPACE_EVERY = 4;
const LONGEST_WRITING_MS = 250;

/** Park-Miller. */
export function* randomNumbers(seed: number): Generator<number, never> {
  let state = (seed % 2_147_483_646) + 1;
  for (;;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

const mayUnshare = (): boolean => spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

interface Life {
  readonly accepted: number;
  readonly openedAfterMs: number | null;
  readonly saidWrong: string;
}

/** Starts the process, kills it with -9 some time after its start, or after it has opened the store, and tells what it had accepted. */
async function killed(folder: string, from: number, instant: KillInstant, afterMs: number, inNamespace: boolean): Promise<Life> {
  const command = inNamespace ? ['unshare', '--pid', '--fork', '--kill-child', process.execPath] : [process.execPath];
  const [program = '', ...words] = [...command, WRITER, folder, String(from)];
  const started = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'close');
  let [said, saidWrong, openedAfterMs]: [string, string, number | null] = ['', '', null];
  const opened = new Promise<void>((resolve) => {
    void gone.then(() => resolve());
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (openedAfterMs !== null || !said.includes('opened')) return;
      openedAfterMs = performance.now() - started;
      resolve();
    });
  });
  child.stderr.on('data', (bytes: Buffer) => (saidWrong += bytes.toString()));
  if (instant === 'writing') await opened;
  await sleep(afterMs);
  child.kill('SIGKILL');
  await gone;
  const accepted = Math.max(from - 1, ...[...said.matchAll(/^accepted (\d+)$/gm)].map(([, round]) => Number(round)));
  return { accepted: accepted + 1, openedAfterMs, saidWrong };
}

/** Opens the store as the next start would; `null`: all rounds are there. */
async function faultOf(folder: string, rounds: number): Promise<string | null> {
  try {
    const store = await openLocalStore(folder, undefined);
    try {
      const suppliers = customSuppliersIn(dynamodbTable(store.client, LOCAL_TABLES.signals));
      for (let round = 0; round < rounds; round += 1) {
        for (const id of idsOfRound(round).slice(1)) {
          const found = await suppliers.get(TORTURED_CLIENT, id);
          if (JSON.stringify(found?.supplier) !== JSON.stringify(supplierOfRound(round))) return `${id} was accepted and is not there`;
        }
      }
      const [changed = ''] = idsOfRound(0);
      const newest = Number((await suppliers.get(TORTURED_CLIENT, changed))?.supplier.name.replace('Round ', '') ?? -1);
      return newest < rounds - 1 ? `${changed} is of round ${newest}, and round ${rounds - 1} was accepted` : null;
    } finally {
      await store.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Kills so many times; `onKill` after each. Folders are thrown away at the end. */
export async function torture(kills: number, seed: number, onKill: (kill: Kill) => void): Promise<void> {
  const random = randomNumbers(seed);
  const canUnshare = mayUnshare();
  const folders = mkdtempSync(join(tmpdir(), 'chokepoint-torture-'));
  let [folder, rounds, openingMs] = [join(folders, '0'), 0, 500];
  try {
    for (let number = 1; number <= kills; number += 1) {
      const instant: KillInstant = number % CREATION_EVERY === 1 ? 'creation' : 'writing';
      const inNamespace = canUnshare && number % NAMESPACE_EVERY === 0;
      if (instant === 'creation') [folder, rounds] = [join(folders, String(number)), 0];
      const afterMs = Math.round(random.next().value * (instant === 'creation' ? 1.2 * openingMs : LONGEST_WRITING_MS));
      const life = await killed(folder, rounds, instant, afterMs, inNamespace);
      openingMs = life.openedAfterMs ?? openingMs;
      rounds = life.accepted;
      const fault = life.saidWrong === '' ? await faultOf(folder, rounds) : life.saidWrong.trim();
      onKill({ number, instant, inNamespace, afterMs, accepted: rounds, fault });
    }
  } finally {
    rmSync(folders, { recursive: true, force: true });
  }
}
