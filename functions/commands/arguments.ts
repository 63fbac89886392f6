import { parseArgs } from 'node:util';
import { isCalendarDay } from '#domain/time/calendar.ts';

/** A command was called in a way it does not understand; the message says what to write. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Named text options of the command line. Throws `UsageError` with the usage line for anything else. */
export function textOptions<Name extends string>(names: readonly Name[], usage: string): { readonly [name in Name]?: string } {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values as { readonly [name in Name]?: string };
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. Usage: ${usage}`);
  }
}

/** A calendar day, or the default. */
export function dayOption(name: string, value: string | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  if (!isCalendarDay(value)) throw new UsageError(`--${name} ${value} is not a calendar day: write it as 2026-10-01.`);
  return value;
}

/** One of the values that are allowed, or `null` when the option was not given. */
export function choiceOption(name: string, value: string | undefined, allowed: readonly string[]): string | null {
  if (value === undefined) return null;
  if (!allowed.includes(value)) throw new UsageError(`--${name} ${value} is not known: choose one of ${allowed.join(', ')}.`);
  return value;
}

/** A reader that has seen enough (`npm run cases | head`) ends the command: that is no fault. */
export function endWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

/** Runs a command; what a person did wrong is told in one sentence, with exit code 1, what went wrong in the code with its stack. */
export async function runCommand(
  command: () => Promise<void>,
  told: readonly (new (...parameters: never[]) => Error)[] = [],
): Promise<void> {
  endWhenNobodyReads();
  try {
    await command();
  } catch (error) {
    if (error instanceof Error && [UsageError, ...told].some((kind) => error instanceof kind)) console.error(error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}

/** Today in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);
