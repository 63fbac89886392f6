import { type RunLedger, type RunRecord, RunRefused } from '#functions/store/run-ledger.ts';

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
