/** A part of the bench is a process of its own: memory and caches are its own, and its end ends no other. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What a part has measured, or in words why there is nothing. */
export type Outcome<T> = { readonly measured: T } | { readonly failed: string };

/** Runs the part in `file` with these words. Never rejects. What it says goes to this process. */
export async function outcomeOf<T>(file: URL, ...words: readonly string[]): Promise<Outcome<T>> {
  const child = fork(file, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let found: Outcome<T> | null = null;
  child.once('message', (measured) => {
    found = { measured: measured as T };
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return found ?? { failed: signal === null ? `it ended with code ${code}` : `it was ended by ${signal}` };
}

/** Said by a part at its end. */
export const tellMeasured = (measured: unknown): void => void process.send?.(measured);
