import type { FailRunResponse, PublishRunResponse } from '#contracts/run/run-messages.ts';
import {
  newestSeen,
  type RunLedger,
  type RunPointer,
  type RunRecord,
  RunRefused,
  requiredRun,
  WriteLost,
} from '#functions/store/runs/run-ledger.ts';
import { WriteConflict } from '#functions/store/table/table.ts';
import type { Instant } from './run-clock.ts';

/**
 * Moves the pointer to the run: the one write that readers notice. Never backwards: a run that was overtaken
 * stays unseen, and its record says so. A second call changes nothing. What the pointer says of the run that
 * it leaves is noted in its record first: the track record walks back over it.
 */
export async function publishRun(
  runId: string,
  now: Instant,
  ledger: RunLedger,
): Promise<PublishRunResponse> {
  const [run, pointer] = await Promise.all([requiredRun(runId, ledger), ledger.pointer()]);
  if (wasSeen(run, pointer)) return { run_id: runId, published: true };
  if (run.status === 'overtaken') return { run_id: runId, published: false };
  if (run.status !== 'running' || run.checksum === null)
    throw new RunRefused(`run ${runId} is ${run.status} and not ready to be published`);
  const failure = pointer && whyOvertaken(run, pointer);
  if (failure !== null) {
    await ledger.update(runId, { status: 'overtaken', finished_at: now, failure }, 'running');
    return { run_id: runId, published: false };
  }
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
    if (!(error instanceof WriteConflict)) throw error;
    return publishRun(runId, now, ledger); // another run was published in this moment
  }
  // A run that is called published and that nobody sees would be followed by changes that readers cannot
  // find.
  const seen = await ledger.pointer();
  if (seen === null || newestSeen(seen) < runId)
    throw new WriteLost(
      `the pointer was moved to run ${runId}, and names ${seen?.run_id ?? 'nothing'}: the write was lost`,
    );
  await ledger.update(runId, { status: 'published' });
  return { run_id: runId, published: true };
}

/** Whoever takes the place of a run notes in its record when it was published. */
const wasSeen = (run: RunRecord, pointer: RunPointer | null) =>
  pointer?.run_id === run.run_id || run.published_at !== undefined;

function whyOvertaken(run: RunRecord, pointer: RunPointer): string | null {
  if (newestSeen(pointer) > run.run_id)
    return `it was overtaken by ${newestSeen(pointer)}, which was published first`;
  if (run.dated && pointer.as_of > run.as_of)
    return `it is of ${run.as_of}, and readers have ${pointer.as_of} by now`;
  return null;
}

/**
 * Marks a run that cannot go on as failed, unless it has ended or readers see it: the pointer is the truth.
 */
export async function failRun(
  runId: string,
  failure: string,
  now: Instant,
  ledger: RunLedger,
): Promise<FailRunResponse> {
  const [run, pointer] = await Promise.all([ledger.get(runId), ledger.pointer()]);
  const published = run !== null && wasSeen(run, pointer);
  try {
    await ledger.update(
      runId,
      published ? { status: 'published' } : { status: 'failed', finished_at: now, failure },
      'running',
    );
  } catch (error) {
    if (!(error instanceof WriteConflict)) throw error;
  }
  return { run_id: runId, published };
}
