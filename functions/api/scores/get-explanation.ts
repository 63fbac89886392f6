import type { SubjectKey } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { answerAt, inTime, type TimeQuery, type TimeServices } from '../published-run/point-in-time.ts';
import { withScoreLinks } from '../published-run/score-links.ts';
import { subjectNotFound } from '../published-run/subject-not-found.ts';

/** Why the score of a subject is what it is, as the run of the day wrote it, or as today's code would have it. Throws `not_found`. */
export async function getExplanation(services: TimeServices, run: RunPointer, subject: SubjectKey, time: TimeQuery) {
  const { scores } = services;
  const answer = await answerAt(
    subject,
    time,
    run,
    services,
    (runId) => scores.explanation(runId, subject),
    ({ explanation }) => explanation,
  );
  if (answer === null) throw await subjectNotFound(scores, run.run_id, subject);
  return inTime(withScoreLinks(answer.document, answer.basis, time), answer);
}
