import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENT_SOURCE } from '#contracts/run/run-events.ts';
import type { RunEvents } from '#functions/ports/run-events.ts';
import { writeWhole } from './write-whole.ts';

/** A week of nights; the feed of changes has the rest. */
const RUNS_KEPT = 7;

/**
 * The events of the newest runs as files of a folder, `<run id>.ndjson`: a line per event with what a rule on the bus sees of it. Sending
 * again writes the same file.
 */
export function fileRunEvents(folder: string): RunEvents {
  return {
    async send(runId, events) {
      const lines = events.map(({ type, detail }) => `${JSON.stringify({ source: EVENT_SOURCE, 'detail-type': type, detail })}\n`);
      await mkdir(folder, { recursive: true });
      await writeWhole(join(folder, `${runId}.ndjson`), lines.join(''));
      const files = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort();
      for (const name of files.slice(0, -RUNS_KEPT)) await rm(join(folder, name), { force: true });
    },
  };
}
