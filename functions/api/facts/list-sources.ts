import { SOURCE_CONTRACTS, startAddresses } from '#contracts/collection/source-contracts.ts';
import { coverageDocumentSchema, sourcesDocumentSchema } from '#contracts/run/run-documents.ts';
import { readingLimit } from '#domain/signals/reading-limits.ts';
import { ENGLISH_SENTENCES, rendered } from '#domain/words/render.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import { ageOn, staleReading } from './signals.ts';

export async function listSources(scores: PublishedScores, runId: string, day: string) {
  const { sources } = await runDocument(scores, runId, 'sources', sourcesDocumentSchema);
  return sources.map((source) => {
    const stale = staleReading(source, day);
    return {
      ...source,
      age_days: ageOn(day, source.newest_date),
      reading_age_days: ageOn(day, source.read_on),
      stale_reading: stale && rendered(stale, ENGLISH_SENTENCES),
      stale_reading_code: stale?.code ?? null,
      stale_reading_params: stale?.params ?? null,
      limit_days: readingLimit(source),
    };
  });
}

export async function collectedSources(scores: PublishedScores, runId: string) {
  const { coverage } = await runDocument(scores, runId, 'sources', coverageDocumentSchema);
  return SOURCE_CONTRACTS.map(
    ({
      name,
      discovery,
      first_day: _first,
      most_seconds: _seconds,
      days_in_a_row: _days,
      settled_after_days: _settled,
      key: _key,
      pause_seconds: _pause,
      ...contract
    }) => ({
      source: name,
      ...contract,
      addresses: startAddresses({ discovery }),
      days_read: coverage.find(({ id }) => id === name)?.spans ?? [],
    }),
  );
}
