import type { PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import { withScoreLinks } from './score-links.ts';
import { subjectNotFound } from './subject-not-found.ts';

/** Why the score of a subject is what it is, as the run wrote it. Throws `not_found`. */
export async function getExplanation(scores: PublishedScores, runId: string, subject: SubjectKey) {
  const explanation = await scores.explanation(runId, subject);
  if (explanation === null) throw await subjectNotFound(scores, runId, subject);
  return withScoreLinks(explanation);
}
