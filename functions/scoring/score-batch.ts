import type { ScoreBatchRequest, ScoreBatchResponse } from '#contracts/run/run-messages.ts';
import type { RunLedger } from '#functions/store/run-ledger.ts';
import type { RunRows } from '#functions/store/run-rows.ts';
import type { MakeRunScorer } from './results/run-scorer.ts';
import { runBeingMade } from './run-being-made.ts';

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
