import type { CatalogueEntry } from '#contracts/run/catalogue-documents.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import {
  catalogue,
  type PublishedScores,
  type SubjectKey,
  wholeRanking,
} from '#functions/store/scores/published-scores.ts';
import {
  type CataloguePage,
  catalogueNear,
  cataloguePage,
  subjectNotFound,
} from '../published-run/run-documents.ts';
import { type ScoreRow, subjectLinks, withScoreLinks } from '../published-run/score-links.ts';

export type SubjectsQuery = Readonly<{
  type: SubjectType;
  buyer: string;
  limit: number;
}>;

export type SubjectEntry = CatalogueEntry &
  Readonly<{
    score: ScoreRow | null;
    links: ReturnType<typeof subjectLinks>;
  }>;

/** In byte order of id. Scores of a catalogue in parts are read one by one: a page has a hundred at most. */
export async function listSubjects(
  scores: PublishedScores,
  runId: string,
  { type, buyer, limit }: SubjectsQuery,
  at: Paging['at'],
): Promise<Page<SubjectEntry>> {
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + limit;
  const page = await cataloguePage(scores, runId, type, { start, limit });
  const documents = page.isWhole
    ? await wholeRanking(scores, runId, type, buyer)
    : await scoresOf(page, scores, runId, type, buyer);
  return { rows: withScores(page.entries, documents, type, buyer), at: end < page.total ? [end] : null };
}

async function scoresOf(
  { entries }: CataloguePage,
  scores: PublishedScores,
  runId: string,
  type: SubjectType,
  buyer: string,
) {
  const found = await Promise.all(entries.map(({ id }) => scores.score(runId, { type, id, buyer })));
  return found.filter((document) => document !== null);
}

function withScores(
  entries: readonly CatalogueEntry[],
  documents: readonly ScoreDocument[],
  type: SubjectType,
  buyer: string,
): readonly SubjectEntry[] {
  const scoreOf = new Map(documents.map((document) => [document.subject.id, withScoreLinks(document)]));
  return entries.map((entry) => ({
    ...entry,
    score: scoreOf.get(entry.id) ?? null,
    links: subjectLinks(type, entry.id, buyer),
  }));
}

export async function subjectEntries(
  scores: PublishedScores,
  runId: string,
  type: SubjectType,
  buyer: string,
): Promise<readonly SubjectEntry[]> {
  const [entries, ranking] = await Promise.all([
    catalogue(scores, runId, type),
    wholeRanking(scores, runId, type, buyer),
  ]);
  return withScores(entries, ranking, type, buyer);
}

export async function getSubject(
  scores: PublishedScores,
  runId: string,
  subject: SubjectKey,
): Promise<SubjectEntry> {
  const { type, id, buyer } = subject;
  const [entries, document] = await Promise.all([
    catalogueNear(scores, runId, type, id),
    scores.score(runId, subject),
  ]);
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw await subjectNotFound(scores, runId, subject);
  return {
    ...entry,
    score: document === null ? null : withScoreLinks(document),
    links: subjectLinks(type, id, buyer),
  };
}
