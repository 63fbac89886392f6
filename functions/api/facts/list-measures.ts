import type { MeasuresQuery } from '#contracts/api/facts/facts-request.ts';
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import { hitsBuyer, mayReach } from '#domain/method/measure.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { runDocument } from '../published-run/run-documents.ts';
import { type MeasureEntry, measuresOnDay, type PublishedPolicyRow } from './measures-on-day.ts';

/**
 * Measures with their states on a day: one read. `custom`: measures of the client that asks, where it
 * wants them.
 */
export async function listMeasures(
  scores: PublishedScores,
  runId: string,
  query: MeasuresQuery & { readonly on: string; readonly known_at: string },
  at: Paging['at'],
  custom: readonly PublishedPolicyRow[] | null = null,
): Promise<Page<MeasureEntry>> {
  const { measures: register } = await runDocument(scores, runId, 'measures', measuresDocumentSchema);
  const measures =
    custom === null ? register : query.custom === 'only' ? custom : [...register.map((row) => ({ ...row, custom: false })), ...custom];
  const found = measuresOnDay(measures, query.on, query.known_at).filter((entry) => matches(entry, query));
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + query.limit;
  return { rows: found.slice(start, end), at: end < found.length ? [end] : null };
}

function matches(entry: MeasureEntry, { state, direction, origin, target, element }: MeasuresQuery): boolean {
  return (
    (state === undefined || entry.state === state) &&
    (direction === undefined || entry.direction === direction) &&
    (origin === undefined || entry.origins.includes(origin)) &&
    (target === undefined || hitsBuyer(entry.targets, target)) &&
    (element === undefined || mayReach([...entry.elements, ...(entry.mapping?.applies.flatMap((part) => part.elements) ?? [])], element))
  );
}
