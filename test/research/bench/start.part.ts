/** `npm start` on an empty folder, and again on the folder that it has filled, until the ranking is served. Reads /proc: Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellMeasured } from './bench-part.ts';

export interface MeasuredStart {
  readonly seconds: number;
  /** Of all threads, and of the process that builds the page. */
  readonly cpu_seconds: number;
  readonly peak_rss_mb: number;
}

export interface MeasuredStarts {
  readonly first: MeasuredStart;
  readonly later: MeasuredStart;
}

const START = new URL('../../../functions/commands/start.command.ts', import.meta.url).pathname;
const TICKS_A_SECOND = 100;

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-start-'));
try {
  tellMeasured({ first: await measuredStart(), later: await measuredStart() } satisfies MeasuredStarts);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measuredStart(): Promise<MeasuredStart> {
  const { AWS_ENDPOINT_URL_DYNAMODB: _elsewhere, ...environment } = process.env;
  const begun = performance.now();
  const child = spawn(process.execPath, [START], {
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
    const measured = { seconds: (performance.now() - begun) / 1000, ...usedBy(child.pid ?? 0) };
    child.kill('SIGTERM');
    await gone;
    return measured;
  }
  throw new Error(`the service ended before it served: ${said}`);
}

/** CPU time and largest memory of a process that runs. */
function usedBy(pid: number): Omit<MeasuredStart, 'seconds'> {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
  const ticks = afterName.split(' ').slice(11, 15).map(Number); // of the process in user and system mode, and of its children
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpu_seconds: ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND, peak_rss_mb: Math.round(Number(kilobytes) / 1024) };
}
