import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { objectsOfRuns } from '#functions/adapters/archive/run-objects.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbCustomSuppliers } from '#functions/adapters/dynamodb/dynamodb-custom-suppliers.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { ScoreStored, ScoreStoredInRun } from '#functions/ports/rescorer.ts';
import type { RunPointer, RunRecord } from '#functions/ports/run-ledger.ts';
import { loadRescorer } from '#functions/rescoring/load-rescorer.ts';
import { keptForNewestKey } from '#functions/runtime/kept-for-newest-key.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { shadowSignalsOfRun, signalsOfRun } from '../published-run/run-readings.ts';

/** Scorers of a run: its own methodology and day, the signals it read, and the facts that ship beside this code. */
function scorers(scores: PublishedScores, codeVersion: string): (run: RunPointer) => Promise<ScoreStoredInRun> {
  const kept = keptForNewestKey<ScoreStoredInRun>();
  async function make(runId: string): Promise<ScoreStoredInRun> {
    const run = await scores.run(runId);
    if (run === null) throw new Error(`the pointer names run ${runId}, which has no record`);
    return { ...(await scorerIn(run, scores)), isCodeOfRun: run.code_version === codeVersion };
  }
  return ({ run_id }) => kept(run_id, () => make(run_id));
}

/**
 * A scorer of custom suppliers with the signals of the run; if the run or its inputs are no longer stored, with the signals that the facts
 * have for its day.
 */
async function scorerIn(run: RunRecord, scores: PublishedScores): Promise<ScoreStored> {
  const [signals, shadows, rescorer] = await Promise.all([
    signalsOfRun(run.run_id, scores),
    shadowSignalsOfRun(run.run_id, scores),
    loadRescorer(),
  ]);
  return rescorer.customSuppliers(run, signals, shadows);
}

/** Services that score custom suppliers, built on the first call. */
export const customSupplierServices = oncePerColdStart(() => {
  const environment = readEnvironment(signalsApiEnvironmentSchema);
  const client = dynamodbForReads();
  const scores = dynamodbPublishedScores(client, environment.SCORES_TABLE_NAME, objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME));
  const suppliers = dynamodbCustomSuppliers(client, environment.SIGNALS_TABLE_NAME);
  return {
    scores,
    suppliers,
    scorerOf: scorers(scores, environment.CODE_VERSION),
    scorerIn: (run: RunRecord) => scorerIn(run, scores),
    loadRescorer,
  };
});
