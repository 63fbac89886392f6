import { sourcesDocumentSchema } from '#contracts/run/run-documents.ts';
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';

/** Sources with the age of their newest row on the day of the run: one read. */
export async function listSources(scores: PublishedScores, runId: string, asOf: string) {
  const { sources } = await runDocument(scores, runId, 'sources', sourcesDocumentSchema);
  return sources.map((source) => ({ ...source, age_days: ageOn(asOf, source.newest_date) }));
}

/** `null` where the rows speak of no day. */
const ageOn = (asOf: string, day: string | null): number | null =>
  day !== null && isCalendarDay(day) ? dayNumber(asOf) - dayNumber(day) : null;
