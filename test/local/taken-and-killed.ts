import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets a program of this folder work from `from` on, kills it with -9 a moment after it began, and tells what
 * it had said.
 */
export async function takenAndKilled(
  program: string,
  folder: string,
  from: number,
  milliseconds: number,
): Promise<{ readonly sent: number; readonly done: number }> {
  const child = spawn(process.execPath, [`test/local/${program}.ts`, folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes('sent')) resolve();
    });
  });
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await gone;
  const last = (word: string): number =>
    Math.max(from - 1, ...[...said.matchAll(new RegExp(`^${word} (\\d+)`, 'gm'))].map(([, n]) => Number(n)));
  return { sent: last('sent'), done: last('done') };
}
