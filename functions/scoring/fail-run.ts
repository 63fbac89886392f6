import type { FailRunResponse } from '#contracts/run/run-messages.ts';
import { RunConflict, type RunLedger } from '#functions/ports/run-ledger.ts';
import type { Instant } from './run-clock.ts';

/**
 * Marks a run that cannot go on as failed. One that has ended in the meantime is left as it is, and so is one that readers see: the pointer is
 * the truth, so that run goes on with what follows its publication.
 */
export async function failRun(runId: string, failure: string, now: Instant, ledger: RunLedger): Promise<FailRunResponse> {
  const pointer = await ledger.pointer();
  const published = pointer?.run_id === runId;
  try {
    await ledger.update(runId, published ? { status: 'published' } : { status: 'failed', finished_at: now, failure }, 'running');
  } catch (error) {
    if (!(error instanceof RunConflict)) throw error;
  }
  return { run_id: runId, published };
}
