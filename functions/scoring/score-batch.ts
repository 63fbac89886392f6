import type { ScoreBatchRequest, ScoreBatchResponse } from '#contracts/run/run-messages.ts';
import { RunConflict, type RunLedger } from '#functions/ports/run-ledger.ts';
import type { RunRows } from '#functions/ports/run-rows.ts';
import type { MakeRunScorer } from './results/run-scorer.ts';

export interface ScoreBatchPorts {
  readonly ledger: RunLedger;
  readonly rows: RunRows;
  readonly makeScorer: MakeRunScorer;
  readonly codeVersion: string;
}

/**
 * Scores some subjects, each for all buyers, and writes the results. Everything comes from the pinned inputs, so a retry writes the same
 * bytes. Refuses a run that another version of the code began: mixed code could write other bytes.
 */
export async function scoreBatch(request: ScoreBatchRequest, ports: ScoreBatchPorts): Promise<ScoreBatchResponse> {
  const run = await ports.ledger.get(request.run_id);
  if (run === null) throw new Error(`run ${request.run_id} does not exist`);
  if (run.code_version !== ports.codeVersion) {
    throw new RunConflict(`run ${run.run_id} was begun by code ${run.code_version}, this is ${ports.codeVersion}`);
  }
  if (run.status !== 'running') throw new RunConflict(`run ${run.run_id} is ${run.status}: nothing may be written any more`);
  const scorer = await ports.makeScorer(run, run.inputs_sha256);
  const findings = request.subjects.flatMap((subject) => scorer.buyers.map((buyer) => scorer.findings(subject, buyer)));
  await ports.rows.putBatch(run.run_id, request.batch, findings);
  return { run_id: run.run_id, batch: request.batch, written: findings.length };
}
