import { picked } from '#domain/vocabulary/picked.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { type Page, type Paging, pageOf, textAt } from '#functions/http/paging.ts';
import type { RunPointer, RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';

export type RunEntry = ReturnType<typeof runEntry>;

export function runEntry(run: RunRecord, current: RunPointer | null) {
  const { run_id, because } = run;
  return {
    ...picked(run, 'run_id', 'status', 'as_of', 'known_at', 'started_at', 'finished_at', 'inputs_sha256'),
    ...picked(run, 'methodology', 'code_version'),
    ...(because === undefined ? {} : { because }),
    ...picked(run, 'expected_documents', 'written_documents', 'checksum', 'left_out', 'guard_findings'),
    failure: run.failure,
    current: run_id === current?.run_id,
    links: { self: `/v1/runs/${run_id}` },
  };
}

export async function listRuns(
  scores: PublishedScores,
  limit: number,
  at: Paging['at'],
): Promise<Page<RunEntry>> {
  const [current, runs] = await Promise.all([scores.currentRun(), scores.runs(limit + 1, textAt(at))]);
  const page = pageOf(runs, limit, ({ run_id }) => run_id);
  return { ...page, rows: page.rows.map((run) => runEntry(run, current)) };
}

/** Throws `not_found`. */
export async function getRun(scores: PublishedScores, id: string): Promise<RunEntry> {
  const [current, run] = await Promise.all([scores.currentRun(), scores.run(id)]);
  if (run !== null) return runEntry(run, current);
  const newest = current === null ? '' : ` The run that readers see is ${current.run_id}.`;
  const detail = `There is no run ${id}.${newest} GET /v1/runs lists them.`;
  throw new ExpectedError('not_found', detail, [{ parameter: 'id', code: 'unknown_id', detail }]);
}
