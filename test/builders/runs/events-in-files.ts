import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Events of a run that a local service has written: those of its batches, then that of the run. */
// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects
export const eventsIn = (folder: string, runId: string): any[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(runId))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
