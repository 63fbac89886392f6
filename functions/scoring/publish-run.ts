import type { PublishRunResponse } from '#contracts/run/run-messages.ts';
import { newestSeen, RunConflict, type RunLedger, WriteLost } from '#functions/ports/run-ledger.ts';
import type { Instant } from './run-clock.ts';

/**
 * Moves the pointer to the run: the one write that readers notice. Only a complete run that the guard let pass, and never backwards: a run
 * that was overtaken stays unseen. Publishing the active run again changes nothing. What the pointer says of the run that it leaves is noted
 * in that run's record first: the track record walks back over it.
 */
export async function publishRun(runId: string, now: Instant, ledger: RunLedger): Promise<PublishRunResponse> {
  const [run, pointer] = await Promise.all([ledger.get(runId), ledger.pointer()]);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  if (pointer?.run_id === runId) return { run_id: runId, pointer_version: pointer.version };
  if (run.status !== 'running' || run.checksum === null)
    throw new RunConflict(`run ${runId} is ${run.status} and not ready to be published`);
  if (pointer !== null && newestSeen(pointer) > runId) throw new RunConflict(`run ${runId} was overtaken by ${newestSeen(pointer)}`);
  if (run.dated && pointer !== null && pointer.as_of > run.as_of)
    throw new RunConflict(`run ${runId} is of ${run.as_of}, and readers have ${pointer.as_of} by now`);
  const next = {
    run_id: runId,
    previous_run_id: pointer?.run_id ?? null,
    version: (pointer?.version ?? 0) + 1,
    published_at: now,
    as_of: run.as_of,
  };
  if (pointer !== null) {
    const { published_at, previous_run_id } = pointer;
    await ledger.update(pointer.run_id, { published_at, previous_run_id });
  }
  try {
    await ledger.movePointer(pointer, next);
  } catch (error) {
    // A client repeats a call whose answer was lost, and finds the pointer that it has moved itself.
    if (!(error instanceof RunConflict) || (await ledger.pointer())?.run_id !== runId) throw error;
  }
  // A run that is called published and that nobody sees would be followed by changes that readers cannot find.
  const seen = await ledger.pointer();
  if (seen === null || newestSeen(seen) < runId)
    throw new WriteLost(`the pointer was moved to run ${runId}, and names ${seen?.run_id ?? 'nothing'}: the write was lost`);
  await ledger.update(runId, { status: 'published' });
  return { run_id: runId, pointer_version: next.version };
}
