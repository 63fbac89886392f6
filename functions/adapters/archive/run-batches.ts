/** Objects of batches beside the table, as the steps of a run read them. */
import { type ScoreBatchRequest, scoreBatchesSchema } from '#contracts/run/run-messages.ts';
import { runObjects } from '#contracts/store/table-layout.ts';
import type { SubjectResult } from '#functions/ports/run-rows.ts';
import { gunzipJson } from '../gzip-json.ts';
import type { ArchivedObjects } from './archived-objects.ts';

/** First byte, number of bytes and line of an explanation among those of its batch. */
export type PlaceInBatch = readonly [from: number, length: number, line: number];

/** A batch as it is stored: results with the places of their explanations, and the number of draws of each. */
export interface StoredBatch {
  readonly results: readonly SubjectResult[];
  /** In the order of the results. */
  readonly places: readonly PlaceInBatch[];
  /** Draws of each result; 0 where it was not sampled. */
  readonly draws: readonly number[];
}

type ReadsObjects = Pick<ArchivedObjects, 'read'>;

/** The batches of a run; `null`: it has none, because it died before it began to work. */
export async function storedPlan(objects: ReadsObjects, runId: string): Promise<readonly ScoreBatchRequest[] | null> {
  const bytes = await objects.read(runObjects.plan(runId));
  return bytes === null ? null : scoreBatchesSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}

/** `null`: the batch was never written. */
export async function storedBatch(objects: ReadsObjects, runId: string, number: number): Promise<StoredBatch | null> {
  const bytes = await objects.read(runObjects.results(runId, number));
  return bytes === null ? null : (gunzipJson(bytes) as StoredBatch);
}
