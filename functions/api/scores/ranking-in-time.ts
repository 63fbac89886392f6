import type { ScoresQuery } from '#contracts/api/scores/scores-request.ts';
import { KNOWN_EXCEPTIONS, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { asksForNow, pointInTime, runThen, type TimeServices } from '../published-run/point-in-time.ts';
import { onSignalsOfRun } from '../published-run/run-readings.ts';
import type { Basis, ScoreRow } from '../published-run/score-links.ts';
import { buyersOf, highestFirst, listScores, rankingSource } from './list-scores.ts';

/** The run, day and basis that a page of a ranking states about itself. */
export interface RankingStamp {
  readonly run_id: string | null;
  readonly as_of: string;
  readonly known_at: string;
  readonly basis: Basis;
  readonly known_exceptions: readonly string[];
}

export interface RankingInTime {
  readonly page: Page<ScoreRow>;
  readonly stamp: RankingStamp;
}

/**
 * A page of the ranking of any day: that of the run that was current then, as long as it is kept, else computed for this response. Throws
 * `invalid_request` for one that can not be expanded.
 */
export async function rankingInTime(services: TimeServices, run: RunPointer, query: ScoresQuery, at: Paging['at']): Promise<RankingInTime> {
  const { scores } = services;
  const as_of = query.as_of ?? run.as_of;
  const runId = asksForNow(query, run) ? run.run_id : await runThen(query, run, scores);
  if (runId !== null && (await isKept(runId, run, query, services))) {
    const stamp = { run_id: runId, as_of, known_at: as_of, basis: 'published', known_exceptions: [] } as const;
    return { page: await listScores(rankingSource(scores, query), runId, query, at), stamp };
  }
  if (query.expand !== undefined) {
    const detail = `\`expand\` needs a ranking that a run has published, and that of ${as_of} would be computed for this answer. Leave \`expand\` out; \`links.explanation\` of a row has its drivers and sources.`;
    throw invalidRequest([{ parameter: 'expand', code: 'conflicting_parameters', detail }]);
  }
  const rescorer = await services.loadRescorer();
  const when = await onSignalsOfRun(pointInTime(query, run), run, scores);
  const rankings = await Promise.all(buyersOf(query).map((buyer) => rescorer.ranking(query.subject_type, buyer, when)));
  const rows: readonly ScoreDocument[] = rankings.flat().sort(highestFirst);
  const page = { run_id: run.run_id, subject_type: query.subject_type, buyer: query.buyer, page: 0, pages: 1, rows };
  const computed = { rankingPage: async () => page, document: scores.document };
  const stamp = {
    run_id: null,
    as_of: when.as_of,
    known_at: when.known_at,
    basis: 'recomputed',
    known_exceptions: KNOWN_EXCEPTIONS,
  } as const;
  return { page: await listScores(computed, run.run_id, query, at, 'recomputed'), stamp };
}

/** Rows of superseded runs are kept for some months. */
async function isKept(runId: string, run: RunPointer, query: ScoresQuery, { scores }: TimeServices): Promise<boolean> {
  const { subject_type, buyer } = query;
  return runId === run.run_id || (await scores.rankingPage(runId, subject_type, buyer, 0)) !== null;
}
