import { signalsApiEnvironmentSchema } from '#contracts/function-environments.ts';
import type { StoredSupplier } from '#contracts/own-suppliers.ts';
import type { SignalReadings } from '#domain/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbOwnSuppliers } from '#functions/adapters/dynamodb-own-suppliers.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { ownSupplierScorer } from '#functions/scoring/own-supplier-score.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { readEnvironment } from './read-environment.ts';

type Score = (stored: StoredSupplier, buyer: string) => ReturnType<ReturnType<typeof ownSupplierScorer>>;

/** Scorers of a run: its own methodology and day, the signals it read, and the facts that ship with this code. */
function scorers(scores: PublishedScores): (run: RunPointer) => Promise<Score> {
  let last: { readonly runId: string; readonly score: Promise<Score> } | null = null;
  async function make(runId: string): Promise<Score> {
    const [run, inputs] = await Promise.all([scores.run(runId), scores.document(runId, 'inputs:JPN')]);
    if (run === null) throw new Error(`the pointer names run ${runId}, which has no record`);
    const [first] = (inputs as { readonly elements: readonly { readonly signals?: SignalReadings }[] } | null)?.elements ?? [];
    const facts = { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed };
    const score = ownSupplierScorer(run, facts, first?.signals ?? {});
    return ({ id, version, updated_at, supplier }, buyer) =>
      score({ id, version, stored_on: updated_at.slice(0, 10), facts: supplier }, buyer);
  }
  return ({ run_id }) => {
    if (last?.runId !== run_id) {
      last = { runId: run_id, score: make(run_id) };
      last.score.catch(() => {
        last = null; // a failed read is tried again by the next request
      });
    }
    return last.score;
  };
}

/** What functions that score suppliers of one's own need, built on the first call. */
export const ownSupplierServices = oncePerColdStart(() => {
  const environment = readEnvironment(signalsApiEnvironmentSchema);
  const client = dynamodbForReads();
  const scores = dynamodbPublishedScores(client, environment.SCORES_TABLE_NAME);
  return { scores, suppliers: dynamodbOwnSuppliers(client, environment.SIGNALS_TABLE_NAME), scorerOf: scorers(scores) };
});
