import { SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';
import type { Paging } from '#functions/http/paging.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { getHistory, type HistoryQuestion } from './get-history.ts';

/** A page of the history of a subject, with what it is about and the cursor to go on with. Throws `not_found`. */
export async function historyResponse(
  scores: PublishedScores,
  run: RunPointer,
  subject: SubjectKey,
  question: HistoryQuestion,
  paging: Paging,
) {
  const found = await getHistory(scores, run, subject, question, paging.at);
  const { interval, range } = question;
  const about = {
    subject: found.score.subject,
    buyer: subject.buyer,
    interval,
    ...range,
    scale: { ...found.score.scale, bands: SHOWN_BANDS },
  };
  const stamp = { methodology: found.score.methodology, run_id: run.run_id, as_of: run.as_of };
  return { ...about, data: found.rows, ...stamp, ...paging.links(found.at) };
}
