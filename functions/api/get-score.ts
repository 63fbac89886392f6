import type { PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import { type ScoreRow, withScoreLinks } from './score-links.ts';
import { subjectNotFound } from './subject-not-found.ts';

/** The published score of a subject for a buyer: one read. Throws `not_found`. */
export async function getScore(scores: PublishedScores, runId: string, subject: SubjectKey): Promise<ScoreRow> {
  const document = await scores.score(runId, subject);
  if (document === null) throw await subjectNotFound(scores, runId, subject);
  return withScoreLinks(document);
}
