/**
 * `npm start` on an empty folder, and again on the folder that it has filled, until the ranking is served.
 * Reads /proc: Linux only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START = new URL('../../../functions/commands/start.command.ts', import.meta.url).pathname;
const TICKS_A_SECOND = 100;

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-start-'));
try {
  console.log(
    '\nFrom the start of the process to a served ranking: on an empty folder, and on the one that this has filled',
  );
  console.table({ first: await measuredStart(), later: await measuredStart() });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measuredStart() {
  const { AWS_ENDPOINT_URL_DYNAMODB: _elsewhere, ...environment } = process.env;
  const begun = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', START], {
    env: { ...environment, PORT: '0', DATA_DIR: folder, HISTORY: 'off', COLLECT: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let said = '';
  for await (const bytes of child.stdout) {
    said += String(bytes);
    const url = /Serving on (\S+)/.exec(said)?.[1];
    if (url === undefined) continue;
    const { status } = await fetch(`${url}/v1/scores?buyer=JPN`);
    if (status !== 200) throw new Error(`the ranking was answered with ${status}`);
    const measured = {
      seconds: Math.round((performance.now() - begun) / 100) / 10,
      ...usedBy(child.pid ?? 0),
    };
    child.kill('SIGTERM');
    await gone;
    return measured;
  }
  throw new Error(`the service ended before it served: ${said}`);
}

/** CPU time of all threads and children of a process that runs, its largest memory, and its memory now. */
function usedBy(pid: number) {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
  const ticks = afterName.split(' ').slice(11, 15).map(Number); // of the process in user and system mode, and of its children
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return {
    cpu_seconds: ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND,
    peak_rss_mb: megabytes('VmHWM'),
    rss_mb: megabytes('VmRSS'),
  };
}
