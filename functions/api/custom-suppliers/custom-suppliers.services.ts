import type * as z from 'zod';
import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { type buyer, SUBJECT_COLLECTIONS, type subjectPath } from '#contracts/api/request-parts.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import type { ApiRequest } from '#functions/http/api-handler.ts';
import { keptForNewestKey, oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { customScoresIn } from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { objectsOfRuns } from '#functions/store/objects/run-objects.ts';
import type { RunPointer, RunRecord } from '#functions/store/runs/run-ledger.ts';
import {
  type PublishedScores,
  publishedScoresIn,
  type SubjectKey,
} from '#functions/store/scores/published-scores.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import type { ScoreStored } from '../published-run/rescorer.ts';
import { pressureOfRun } from '../published-run/run-documents.ts';
import { customOrShipped } from './custom-suppliers.ts';
import { type ComputedScores, scoresOfClient } from './scores-of-client.ts';

function computedScores(
  scores: PublishedScores,
  codeVersion: string,
): (run: RunPointer) => Promise<ComputedScores> {
  const kept = keptForNewestKey<ComputedScores>();
  async function make(runId: string): Promise<ComputedScores> {
    const run = await scores.run(runId);
    if (run === null) throw new Error(`the pointer names run ${runId}, which has no record`);
    const loaded = keptForNewestKey<ScoreStored>();
    return {
      isCodeOfRun: run.code_version === codeVersion,
      load: () => loaded(runId, () => scorerIn(run, scores)),
    };
  }
  return ({ run_id }) => kept(run_id, () => make(run_id));
}

/** Without the documents of the run, with the pressure of the facts on its day. */
async function scorerIn(run: RunRecord, scores: PublishedScores): Promise<ScoreStored> {
  const [pressure, rescorer] = await Promise.all([pressureOfRun(run.run_id, scores), loadRescorer()]);
  return rescorer.customSuppliers(run, pressure);
}

export const customSupplierServices = oncePerColdStart(() => {
  const environment = readEnvironment(apiEnvironmentSchema);
  const tables = tablesForReads();
  const scores = publishedScoresIn(
    tables(environment.SCORES_TABLE_NAME),
    objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME),
  );
  const suppliers = customSuppliersIn(tables(environment.SIGNALS_TABLE_NAME));
  const customScores = customScoresIn(tables(environment.SCORES_TABLE_NAME));
  const computed = computedScores(scores, environment.CODE_VERSION);
  return {
    scores,
    suppliers,
    customScores,
    scorerOf: async (run: RunPointer, of: string) =>
      scoresOfClient(of, run.run_id, { customScores, suppliers }, await computed(run)),
    scorerIn: (run: RunRecord) => scorerIn(run, scores),
    loadRescorer,
  };
});

type SubjectRequest = ApiRequest<
  Readonly<{
    path: typeof subjectPath;
    query: z.ZodObject<Readonly<{ buyer: typeof buyer }>>;
  }>
>;

export const subjectOf = ({ path: { collection, id }, query }: SubjectRequest): SubjectKey => ({
  type: SUBJECT_COLLECTIONS[collection],
  id,
  buyer: query.buyer,
});

/** What is stored is for the caller alone. */
export async function shippedOrCustom(
  { path: { collection, id }, caller: { client }, event }: SubjectRequest,
  shipped: () => Promise<ApiResponse>,
  custom: (stored: StoredSupplier) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  if (collection !== 'suppliers') return shipped();
  const ofClient = async (stored: StoredSupplier) => {
    const answer = await custom(stored);
    return answerIfChanged(event, { ...answer, headers: { ...answer.headers, ...PRIVATE } });
  };
  return customOrShipped(shipped, ofClient, { client, id }, () => customSupplierServices().suppliers);
}
