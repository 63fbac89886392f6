import { RunConflict, type RunLedger } from '#functions/ports/run-ledger.ts';
import type { Instant } from './run-clock.ts';

/** Marks a run that cannot go on as failed. One that has ended in the meantime is left as it is. */
export async function failRun(runId: string, failure: string, now: Instant, ledger: RunLedger): Promise<void> {
  try {
    await ledger.update(runId, { status: 'failed', finished_at: now, failure }, 'running');
  } catch (error) {
    if (!(error instanceof RunConflict)) throw error;
  }
}
