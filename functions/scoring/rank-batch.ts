import type { BatchRequest } from '#contracts/run/run-messages.ts';
import type { RunLedger } from '#functions/store/runs/run-ledger.ts';
import type { RunRows } from '#functions/store/runs/run-rows.ts';
import { rowsExpireAt } from './complete-run.ts';
import { rankedResults } from './results/orders.ts';
import { runBeingMade } from './score-batch.ts';

export type RankBatchPorts = Readonly<{
  ledger: RunLedger;
  rows: RunRows;
  codeVersion: string;
  runRowDays: number;
}>;

/** A retry writes the same. */
export async function rankBatch(request: BatchRequest, ports: RankBatchPorts): Promise<void> {
  const run = await runBeingMade(request.run_id, ports);
  await ports.rows.putScores(
    run.run_id,
    await rankedResults(request, ports.rows),
    rowsExpireAt(run, ports.runRowDays),
  );
}
