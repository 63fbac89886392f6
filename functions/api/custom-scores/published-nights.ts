import type { OwnSupplierScores, ScoredInRun } from '#functions/store/custom-scores.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { type RunRecord, wasPublished } from '#functions/store/run-ledger.ts';

/** Newest runs that are looked at; their scores of custom suppliers are kept about as long. */
const MOST_NIGHTS = 100;

/** A custom supplier as a published run has scored it. */
export interface PublishedNight extends ScoredInRun, Pick<RunRecord, 'as_of'> {}

/** A custom supplier in the newest published runs that have scored it, oldest first; a run that was not published counts for nothing. */
export async function publishedNights(
  client: string,
  id: string,
  { scores, custom }: { readonly scores: Pick<PublishedScores, 'runs'>; readonly custom: Pick<OwnSupplierScores, 'record'> },
): Promise<readonly PublishedNight[]> {
  const [records, found] = await Promise.all([scores.runs(MOST_NIGHTS, null), custom.record(client, id, MOST_NIGHTS)]);
  const published = new Map(records.filter(wasPublished).map((record) => [record.run_id, record]));
  return found.flatMap((night) => {
    const record = published.get(night.run_id);
    return record === undefined ? [] : [{ ...night, as_of: record.as_of }];
  });
}
