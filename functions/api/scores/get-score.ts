import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/scores/published-scores.ts';
import {
  answerAt,
  asksForNow,
  inTime,
  NOTHING_TO_NOTE,
  type TimeQuery,
  type TimeServices,
} from '../published-run/point-in-time.ts';
import type { RescoredSubject } from '../published-run/rescorer.ts';
import { subjectNotFound } from '../published-run/run-documents.ts';
import { scoreLinks, withScoreLinks } from '../published-run/score-links.ts';

/** A text is JSON. Throws `not_found` and `invalid_request`. */
export async function getScoreAt(
  services: TimeServices,
  run: RunPointer,
  subject: SubjectKey,
  time: TimeQuery,
): Promise<object | string> {
  const { scores } = services;
  return asksForNow(time, run)
    ? publishedScore(scores, run.run_id, subject)
    : answered(services, run, subject, time, scores.score, ({ document }) => document);
}

async function publishedScore(scores: PublishedScores, runId: string, subject: SubjectKey): Promise<string> {
  const json = await scores.scoreJson(runId, subject);
  if (json === null) throw await subjectNotFound(scores, runId, subject);
  return publishedScoreJson(json, runId, subject);
}

/** What is added stands behind the stored text. Throws for a text that is no score. */
export function publishedScoreJson(json: string, runId: string, { buyer, ...subject }: SubjectKey): string {
  if (!isScore(json))
    throw new Error(`the score of ${subject.type} ${subject.id} in run ${runId} is no score`);
  const links = scoreLinks({ subject, buyer }, runId, '');
  return `${json.slice(0, -1)},${JSON.stringify(inTime({ basis: 'published', links }, NOTHING_TO_NOTE)).slice(1)}`;
}

/** Parsing all of it takes a tenth of a request. */
const isScore = (json: string) =>
  json.startsWith('{') && json.endsWith('}') && json.includes('"methodology":{');

/** As the run of the day wrote it, or today's code has it. Throws `not_found`. */
export const getExplanation = (
  services: TimeServices,
  run: RunPointer,
  subject: SubjectKey,
  time: TimeQuery,
) => answered(services, run, subject, time, services.scores.explanation, ({ explanation }) => explanation);

async function answered<T extends ScoreDocument>(
  services: TimeServices,
  run: RunPointer,
  subject: SubjectKey,
  time: TimeQuery,
  read: (runId: string, subject: SubjectKey) => Promise<T | null>,
  pick: (found: RescoredSubject) => T,
) {
  const answer = await answerAt(subject, time, run, services, (runId) => read(runId, subject), pick);
  if (answer === null) throw await subjectNotFound(services.scores, run.run_id, subject);
  return inTime(withScoreLinks(answer.document, answer.basis, time), answer);
}
