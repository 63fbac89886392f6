import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import { catalogueNear } from '../published-run/run-documents.ts';
import { subjectLinks, withScoreLinks } from '../published-run/score-links.ts';
import { subjectNotFound } from '../published-run/subject-not-found.ts';
import type { SubjectEntry } from './list-subjects.ts';

/** The catalogue entry of a subject with its score for the buyer: two reads at the same time, and one more where the catalogue is in parts. Throws `not_found`. */
export async function getSubject(scores: PublishedScores, runId: string, subject: SubjectKey): Promise<SubjectEntry> {
  const { type, id, buyer } = subject;
  const [entries, document] = await Promise.all([catalogueNear(scores, runId, type, id), scores.score(runId, subject)]);
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw await subjectNotFound(scores, runId, subject);
  return { ...entry, score: document === null ? null : withScoreLinks(document), links: subjectLinks(type, id, buyer) };
}
