/**
 * `npm run bench`: what a user feels of speed. Starts, a night with the reads after it, companies, cold loads,
 * and all operations at their largest, each in a process of its own: memory and caches
 * are its own. Prints tables. Read CPU time and ratios; no test depends on them, and nothing is measured on
 * AWS.
 */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

const PARTS = ['starts', 'night', 'companies', 'loads', 'operations'];
const asked = process.argv.slice(2);
const unknown = asked.find((part) => !PARTS.includes(part));
if (unknown !== undefined)
  throw new RangeError(
    `${unknown} is no part of the bench: choose from ${PARTS.join(', ')}, or name none for all`,
  );
console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`);
for (const part of asked.length === 0 ? PARTS : asked) {
  const { status } = spawnSync(
    process.execPath,
    [new URL(`./bench/${part}.part.ts`, import.meta.url).pathname],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
