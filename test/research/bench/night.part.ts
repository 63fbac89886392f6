/** The second night of a store, through the steps of a run, and reads after it. The second has a run before it, changes to tell and a history to go on with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { measuredReads } from './reads.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-night-'));
const store = await openLocalStore(folder, undefined);
const cpuSecondsNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** CPU seconds of this process by step of a run. */
async function night(begun: string): Promise<Readonly<Record<string, number>>> {
  const seconds: Record<string, number> = {};
  let [step, since] = ['', cpuSecondsNow()];
  const next = (name: string): void => {
    if (step !== '') seconds[step] = Math.round(10 * ((seconds[step] ?? 0) + cpuSecondsNow() - since)) / 10;
    [step, since] = [name, cpuSecondsNow()];
  };
  const { published, findings } = await runPipeline(
    {},
    store.ports,
    () => begun,
    (progress) => next(progress.step),
  );
  next('');
  if (!published) throw new Error(`the run of ${begun} was not published: ${findings.join('; ')}`);
  return { ...seconds, peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

try {
  await night('2026-10-01T18:30:00.000Z');
  console.log('\nThe night after another one: CPU seconds by step');
  console.table([await night('2026-10-02T18:30:00.000Z')]);
  console.log('\nReads over HTTP on its store, one client and one connection: CPU microseconds of the process that answers');
  console.table(await measuredReads(store));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
