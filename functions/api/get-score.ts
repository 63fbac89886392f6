import type { PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { answerAt, asksForNow, inTime, NOTHING_TO_NOTE, type TimeQuery, type TimeServices } from './point-in-time.ts';
import { type ScoreRow, withScoreLinks } from './score-links.ts';
import { subjectNotFound } from './subject-not-found.ts';

/** The published score of a subject for a buyer: one read. Throws `not_found`. */
async function getScore(scores: PublishedScores, runId: string, subject: SubjectKey): Promise<ScoreRow> {
  const document = await scores.score(runId, subject);
  if (document === null) throw await subjectNotFound(scores, runId, subject);
  return withScoreLinks(document);
}

/** The score of any day: what was published then, else what today's code says of then. Throws `not_found` and `invalid_request`. */
export async function getScoreAt(services: TimeServices, run: RunPointer, subject: SubjectKey, time: TimeQuery) {
  const { scores } = services;
  if (asksForNow(time, run)) return inTime(await getScore(scores, run.run_id, subject), NOTHING_TO_NOTE);
  const answer = await answerAt(
    subject,
    time,
    run,
    services,
    (runId) => scores.score(runId, subject),
    ({ document }) => document,
  );
  if (answer === null) throw await subjectNotFound(scores, run.run_id, subject);
  return inTime(withScoreLinks(answer.document, answer.basis), answer);
}
