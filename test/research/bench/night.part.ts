/**
 * The second night of a store, through the steps of a run, and reads after it. The second has a run before
 * it, changes to tell and a history to go on with.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { measuredReads } from './reads.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-night-'));
const store = await openLocalStore(folder);
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

/** Checksum and bytes of every item, by key. */
function items(): ReadonlyMap<string, readonly [checksum: number, bytes: number]> {
  const database = new DatabaseSync(join(folder, 'store.sqlite'), { readOnly: true });
  const rows = database.prepare(
    "SELECT pk || ' ' || sk AS key, checksum, length(pk) + length(sk) + length(CAST(item AS BLOB)) + coalesce(length(bytes), 0) AS size FROM items",
  );
  const found = rows
    .all()
    .map(({ key, checksum, size }) => [String(key), [Number(checksum), Number(size)]] as const);
  database.close();
  return new Map(found);
}

/**
 * Write units of DynamoDB by kind of item: one for each started kilobyte of an item that is new or another.
 */
function writeUnits(
  before: ReturnType<typeof items>,
  after: ReturnType<typeof items>,
): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const [key, [checksum, size]] of after) {
    if (before.get(key)?.[0] === checksum) continue;
    const kind = /^[A-Z-]+/.exec(key)?.[0] ?? 'other';
    units[kind] = (units[kind] ?? 0) + Math.ceil(size / 1024);
  }
  return { ...units, all: Object.values(units).reduce((sum, one) => sum + one, 0) };
}

try {
  await night('2026-10-01T18:30:00.000Z');
  console.log('\nThe night after another one: CPU seconds by step');
  const before = items();
  console.table([await night('2026-10-02T18:30:00.000Z')]);
  console.log('\nWrite units of that night, by kind of item');
  console.table(writeUnits(before, items()));
  console.log(
    '\nReads over HTTP on its store, one client and one connection: CPU microseconds of the process that answers',
  );
  console.table(await measuredReads(store));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
