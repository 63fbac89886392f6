import { beginRunRequestSchema, type EndedExecution } from '#contracts/run/run-messages.ts';
import type { RunEvents } from '#functions/store/runs/run-events.ts';
import type { RunLedger, RunRecord } from '#functions/store/runs/run-ledger.ts';
import { RUNS_LOOKED_AT } from './operational-settings.ts';
import { failRun } from './publish-run.ts';
import { dateOf, type Instant } from './run-clock.ts';

export type EndedExecutionPorts = Readonly<{
  ledger: RunLedger;
  events: RunEvents;
  codeVersion: string;
}>;

const HOW: Readonly<Record<EndedExecution['status'], string>> = {
  FAILED: 'failed',
  TIMED_OUT: 'took longer than an hour and was ended',
  ABORTED: 'was stopped by hand',
};

/**
 * Marks the run of an execution as failed when its own steps could not, or makes a failed record when it died
 * before it had one, and sends `run.failed`. May be called again.
 */
export async function recordEndedExecution(
  execution: EndedExecution,
  now: Instant,
  ports: EndedExecutionPorts,
): Promise<void> {
  const newest = await ports.ledger.list(RUNS_LOOKED_AT, null);
  const begun = newest.find((run) => run.execution === execution.name);
  if (begun?.status === 'running') await endRun(begun, execution, now, ports);
  if (begun === undefined) await recordUnbegun(execution, newest[0], now, ports);
}

async function endRun(
  run: RunRecord,
  { name, status }: EndedExecution,
  now: Instant,
  { ledger, events }: EndedExecutionPorts,
) {
  const during = run.checksum === null ? 'while its subjects were scored or counted' : 'at its publication';
  const failure = `the execution ${name} ${HOW[status]} ${during}`;
  const { published } = await failRun(run.run_id, failure, now, ledger);
  if (!published) await tell(run.run_id, run.as_of, failure, events);
}

/** What the run never had is that of the run before it, or empty. */
async function recordUnbegun(
  { name, status, startDate, error, input }: EndedExecution,
  before: RunRecord | undefined,
  now: Instant,
  { ledger, events, codeVersion }: EndedExecutionPorts,
) {
  const startedAt = new Date(startDate).toISOString();
  const asked = beginRunRequestSchema.safeParse(JSON.parse(input ?? '{}')).data ?? {};
  const asOf = asked.as_of ?? dateOf(startedAt);
  const run_id = await ledger.nextRunId();
  const failure = `the step Begin gave up${error ? ` with ${error}` : ''}: the execution ${name} ${HOW[status]} before the run had begun`;
  await ledger.create({
    run_id,
    execution: name,
    status: 'failed',
    as_of: asOf,
    known_at: asked.known_at ?? asOf,
    started_at: startedAt,
    finished_at: now,
    inputs_sha256: '',
    methodology: before?.methodology ?? { version: 'unknown', sha256: '' },
    code_version: codeVersion,
    expected_documents: 0,
    written_documents: null,
    checksum: null,
    left_out: [],
    guard_findings: [],
    failure,
    rows_expire_at: null,
  });
  await tell(run_id, asOf, failure, events);
}

const tell = (run_id: string, as_of: string, reason: string, events: RunEvents) =>
  events.send([{ type: 'run.failed', detail: { event_id: `run.failed:${run_id}`, run_id, as_of, reason } }]);
