import { startAddresses } from '#contracts/collection/source-contract.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
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

/** The contracts of the sources that are collected, as they are listed. */
export function collectedSources() {
  return SOURCE_CONTRACTS.map(({ name, discovery, first_day: _first, most_seconds: _seconds, days_in_a_row: _days, ...contract }) => ({
    source: name,
    ...contract,
    addresses: startAddresses({ discovery }),
  }));
}
