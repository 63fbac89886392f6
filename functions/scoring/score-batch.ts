import type { ScoreBatchRequest, ScoreBatchResponse } from '#contracts/run/run-messages.ts';
import { type RunLedger, type RunRecord, RunRefused } from '#functions/store/run-ledger.ts';
import type { RunRows } from '#functions/store/run-rows.ts';
import type { MakeRunScorer } from './results/run-scorer.ts';

interface MakingPorts {
  readonly ledger: Pick<RunLedger, 'get'>;
  readonly codeVersion: string;
}

/** The run, as long as results may be written to it. Throws `RunRefused` when it has ended, and for a run that other code began: mixed code could write other bytes. */
export async function runBeingMade(runId: string, { ledger, codeVersion }: MakingPorts): Promise<RunRecord> {
  const run = await ledger.get(runId);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  if (run.code_version !== codeVersion) throw new RunRefused(`run ${runId} was begun by code ${run.code_version}, this is ${codeVersion}`);
  if (run.status !== 'running') throw new RunRefused(`run ${runId} is ${run.status}: nothing may be written any more`);
  return run;
}

export interface ScoreBatchPorts {
  readonly ledger: RunLedger;
  readonly rows: RunRows;
  readonly makeScorer: MakeRunScorer;
  readonly codeVersion: string;
}

/**
 * Scores some subjects, each for all buyers, and writes the results. Everything comes from the pinned inputs, so a retry writes the same
 * bytes.
 */
export async function scoreBatch(request: ScoreBatchRequest, ports: ScoreBatchPorts): Promise<ScoreBatchResponse> {
  const run = await runBeingMade(request.run_id, ports);
  const scorer = await ports.makeScorer(run, run.inputs_sha256);
  const findings = request.subjects.flatMap((subject) => scorer.buyers.map((buyer) => scorer.findings(subject, buyer)));
  await ports.rows.putBatch(run.run_id, request.batch, findings);
  return { run_id: run.run_id, batch: request.batch, written: findings.length };
}
