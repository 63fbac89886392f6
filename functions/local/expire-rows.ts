import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_DRAWS_FOLDER, RUN_OBJECTS_FOLDER } from '#contracts/store/table-layout.ts';
import type { RunLedger } from '#functions/store/run-ledger.ts';

/**
 * Deletes what has expired of a data folder: rows, and the objects of runs. While the run that readers see has expired itself, because no other was made for
 * long, nothing is deleted: they keep it until the next one is published. Returns how many rows were deleted.
 */
export async function expireLocally(
  nowSeconds: number,
  folder: string,
  ledger: Pick<RunLedger, 'get' | 'pointer'>,
  expireStore: (nowSeconds: number) => Promise<number>,
): Promise<number> {
  const hasExpired = async (runId: string): Promise<boolean> => {
    const run = await ledger.get(runId);
    return run?.rows_expire_at != null && Date.parse(run.rows_expire_at) / 1000 < nowSeconds;
  };
  const active = await ledger.pointer();
  if (active !== null && (await hasExpired(active.run_id))) return 0;
  for (const runs of [RUN_OBJECTS_FOLDER, RUN_DRAWS_FOLDER].map((one) => join(folder, one))) {
    for (const runId of await readdir(runs).catch(() => [])) {
      if (await hasExpired(runId)) await rm(join(runs, runId), { recursive: true, force: true });
    }
  }
  return expireStore(nowSeconds);
}
