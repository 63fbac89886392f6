import type { FailRunResponse } from '#contracts/run/run-messages.ts';
import type { RunLedger } from '#functions/store/run-ledger.ts';
import { WriteConflict } from '#functions/store/table.ts';
import { wasSeen } from './publish-run.ts';
import type { Instant } from './run-clock.ts';

/**
 * Marks a run that cannot go on as failed. One that has ended in the meantime is left as it is, and so is one that readers see or have seen: the
 * pointer is the truth, so that run goes on with what follows its publication.
 */
export async function failRun(runId: string, failure: string, now: Instant, ledger: RunLedger): Promise<FailRunResponse> {
  const [run, pointer] = await Promise.all([ledger.get(runId), ledger.pointer()]);
  const published = run !== null && wasSeen(run, pointer);
  try {
    await ledger.update(runId, published ? { status: 'published' } : { status: 'failed', finished_at: now, failure }, 'running');
  } catch (error) {
    if (!(error instanceof WriteConflict)) throw error;
  }
  return { run_id: runId, published };
}
