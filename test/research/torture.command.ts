/**
 * Kills a process that writes to the store with -9, opens the store again and looks for all that it had
 * accepted; again and again, at instants that
 * follow from the seed: while the store is made, and while it takes writes. A line for each fault, and exit
 * code 1 when there was one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomNumbers } from '#test/builders/random-numbers.ts';
import { idsOfRound, openTortured, supplierOfRound, TORTURED_CLIENT } from './torture/tortured-suppliers.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const WRITER = new URL('./torture/torture-writer.ts', import.meta.url).pathname;
/** Every third kill falls into the making of a new folder, on which the next ones go on. */
const CREATION_EVERY = 3;
const LONGEST_WRITING_MS = 250;

/**
 * Starts the writer on a folder, kills it some time after its start (of a new folder) or after it has opened
 * the store.
 */
async function killed(folder: string, from: number, isNew: boolean, afterMs: number) {
  const started = performance.now();
  const child = spawn(process.execPath, [WRITER, folder, String(from)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'close');
  let [said, wrong, openedAfterMs]: [string, string, number | null] = ['', '', null];
  const opened = new Promise<void>((resolve) => {
    void gone.then(() => resolve());
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (openedAfterMs !== null || !said.includes('opened')) return;
      openedAfterMs = performance.now() - started;
      resolve();
    });
  });
  child.stderr.on('data', (bytes: Buffer) => (wrong += bytes.toString()));
  if (!isNew) await opened;
  await sleep(afterMs);
  child.kill('SIGKILL');
  await gone;
  const rounds =
    1 + Math.max(from - 1, ...[...said.matchAll(/^accepted (\d+)$/gm)].map(([, round]) => Number(round)));
  return { rounds, wrong: wrong.trim(), openedAfterMs };
}

/** Opens the store as the next start would; `null`: all rounds are there. */
async function faultOf(folder: string, rounds: number): Promise<string | null> {
  try {
    const { suppliers, close } = await openTortured(folder);
    try {
      for (let round = 0; round < rounds; round += 1)
        for (const id of idsOfRound(round).slice(1)) {
          const found = await suppliers.get(TORTURED_CLIENT, id);
          if (JSON.stringify(found?.supplier) !== JSON.stringify(supplierOfRound(round)))
            return `${id} was accepted and is not there`;
        }
      const [changed = ''] = idsOfRound(0);
      const newest = Number(
        (await suppliers.get(TORTURED_CLIENT, changed))?.supplier.name.replace('Round ', '') ?? -1,
      );
      return newest < rounds - 1
        ? `${changed} is of round ${newest}, and round ${rounds - 1} was accepted`
        : null;
    } finally {
      await close();
    }
  } catch (error) {
    return String(error);
  }
}

const random = randomNumbers(Number(values.seed));
const folders = mkdtempSync(join(tmpdir(), 'chokepoint-torture-'));
let [folder, rounds, openingMs, faults] = ['', 0, 500, 0];
for (let number = 1; number <= Number(values.kills); number += 1) {
  const isNew = number % CREATION_EVERY === 1;
  if (isNew) [folder, rounds] = [join(folders, String(number)), 0];
  const afterMs = Math.round(random.next().value * (isNew ? 1.2 * openingMs : LONGEST_WRITING_MS));
  const life = await killed(folder, rounds, isNew, afterMs);
  openingMs = life.openedAfterMs ?? openingMs;
  rounds = life.rounds;
  const fault = life.wrong || (await faultOf(folder, rounds));
  if (fault === null) continue;
  faults += 1;
  console.log(
    `kill ${number} (${isNew ? 'creation' : 'writing'}, ${afterMs} ms, seed ${values.seed}): ${fault}`,
  );
}
rmSync(folders, { recursive: true, force: true });
console.log(`${values.kills} kills, ${faults} faults`);
if (faults > 0) process.exitCode = 1;
