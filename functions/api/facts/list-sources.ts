import { sourcesDocumentSchema } from '#contracts/run/run-documents.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';
import { ageOn, staleReading } from './reading-age.ts';

/** Sources with the age of their newest row on the day of the run: one read. */
export async function listSources(scores: PublishedScores, runId: string, asOf: string) {
  const { sources } = await runDocument(scores, runId, 'sources', sourcesDocumentSchema);
  return sources.map((source) => ({
    ...source,
    age_days: ageOn(asOf, source.newest_date),
    reading_age_days: ageOn(asOf, source.read_on),
    stale_reading: staleReading(source, asOf),
  }));
}
