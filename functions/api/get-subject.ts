import type { PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import type { SubjectEntry } from './list-subjects.ts';
import { catalogue } from './run-documents.ts';
import { subjectLinks, withScoreLinks } from './score-links.ts';
import { subjectNotFound } from './subject-not-found.ts';

/** The catalogue entry of a subject with its score for the buyer: two reads at the same time. Throws `not_found`. */
export async function getSubject(scores: PublishedScores, runId: string, subject: SubjectKey): Promise<SubjectEntry> {
  const { type, id, buyer } = subject;
  const [entries, document] = await Promise.all([catalogue(scores, runId, type), scores.score(runId, subject)]);
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw await subjectNotFound(scores, runId, subject);
  return { ...entry, score: document === null ? null : withScoreLinks(document), links: subjectLinks(type, id, buyer) };
}
