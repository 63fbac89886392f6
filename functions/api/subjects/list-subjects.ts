import type { CatalogueEntry } from '#contracts/run/run-documents.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { Page, Paging } from '#functions/requests/paging.ts';
import { catalogue } from '../published-run/run-documents.ts';
import { type ScoreRow, subjectLinks, withScoreLinks } from '../published-run/score-links.ts';
import { wholeRanking } from '../scores/list-scores.ts';

export interface SubjectsQuery {
  readonly type: SubjectType;
  readonly buyer: string;
  readonly limit: number;
}

export type SubjectEntry = CatalogueEntry & { readonly score: ScoreRow | null; readonly links: ReturnType<typeof subjectLinks> };

/** A page of the catalogue in byte order of id, each entry with its score from the ranking of the buyer. */
export async function listSubjects(
  scores: PublishedScores,
  runId: string,
  { type, buyer, limit }: SubjectsQuery,
  at: Paging['at'],
): Promise<Page<SubjectEntry>> {
  const entries = await subjectEntries(scores, runId, type, buyer);
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + limit;
  return { rows: entries.slice(start, end), at: end < entries.length ? [end] : null };
}

/** All entries of a type, in byte order of id. */
export async function subjectEntries(
  scores: PublishedScores,
  runId: string,
  type: SubjectType,
  buyer: string,
): Promise<readonly SubjectEntry[]> {
  const [entries, ranking] = await Promise.all([catalogue(scores, runId, type), wholeRanking(scores, runId, type, buyer)]);
  const scoreOf = new Map(ranking.map((document) => [document.subject.id, withScoreLinks(document)]));
  return entries.map((entry) => ({ ...entry, score: scoreOf.get(entry.id) ?? null, links: subjectLinks(type, entry.id, buyer) }));
}
