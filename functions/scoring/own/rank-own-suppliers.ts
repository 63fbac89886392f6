import type { RankOwnRequest } from '#contracts/run/run-messages.ts';
import type { OwnRankingPage, OwnRanks, OwnRow, OwnRun } from '#functions/store/custom-scores.ts';
import { runBeingMade } from '../run-being-made.ts';
import { epochSecondsAfter } from '../run-clock.ts';
import { OWN_ROWS_PER_PAGE, type OwnScoringPorts } from './own-scoring-ports.ts';

/** Most suppliers that are named as left out; the log has all of them. */
const MOST_LEFT_OUT = 100;

/**
 * Ranks the own suppliers of a client for each buyer, and writes at the end what makes the scores of the client readable. Throws when a batch of the
 * client was not scored: its suppliers are then scored when they are read.
 */
export async function rankOwnSuppliers(
  { run_id, client, batches, listed_at }: RankOwnRequest,
  ports: OwnScoringPorts,
): Promise<{ readonly suppliers: number }> {
  const run = await runBeingMade(run_id, ports);
  const expiresAt = epochSecondsAfter(run.started_at, ports.ownScoreDays);
  const leftOut: OwnRun['left_out'][number][] = [];
  let suppliers = 0;
  for (const [place, buyer] of ports.buyers.entries()) {
    const found = await ports.own.rows(client, run_id, buyer);
    if (found.length !== batches)
      throw new Error(`${batches - found.length} of ${batches} batches of own suppliers of ${client} were not scored`);
    const rows = found.flatMap((batch) => batch.rows);
    const pages = ownRankingPages({ client, run_id, buyer }, rows, OWN_ROWS_PER_PAGE);
    await ports.own.putRankingPages(pages, expiresAt);
    await ports.own.putRanks(client, run_id, buyer, ownRanks(rows), expiresAt);
    suppliers = rows.length;
    if (place === 0) leftOut.push(...found.flatMap((batch) => batch.left_out));
  }
  const { as_of } = run;
  const left_out = leftOut.slice(0, MOST_LEFT_OUT);
  await ports.own.putRun({ client, run_id, as_of, listed_at, suppliers, rows_per_page: OWN_ROWS_PER_PAGE, left_out }, expiresAt);
  return { suppliers };
}

/** Highest score first, those of equal published scores by id, those without a score last. */
function inOwnOrder(left: OwnRow, right: OwnRow): number {
  return (right.score ?? -1) - (left.score ?? -1) || (left.subject.id < right.subject.id ? -1 : 1);
}

/** Pages of the ranking of a client's own suppliers. */
export function ownRankingPages(
  of: Pick<OwnRankingPage, 'client' | 'run_id' | 'buyer'>,
  rows: readonly OwnRow[],
  rowsPerPage: number,
): readonly OwnRankingPage[] {
  const ordered = rows.toSorted(inOwnOrder);
  return Array.from({ length: Math.ceil(ordered.length / rowsPerPage) }, (_, page) => ({
    ...of,
    page,
    rows: ordered.slice(page * rowsPerPage, (page + 1) * rowsPerPage),
  }));
}

/** Places by published score; suppliers without a score have none. */
export function ownRanks(rows: readonly Pick<OwnRow, 'score'>[]): OwnRanks {
  const ordered = rows.flatMap(({ score }) => (score === null ? [] : [score])).sort((left, right) => right - left);
  const scores: number[] = [];
  const positions: number[] = [];
  for (const [index, score] of ordered.entries()) {
    if (score === ordered[index - 1]) continue;
    scores.push(score);
    positions.push(index + 1);
  }
  return { of: ordered.length, scores, positions };
}
