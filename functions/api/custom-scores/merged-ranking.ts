import type { ScoresQuery } from '#contracts/api/scores/scores-request.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { OwnRow, OwnRun, OwnSupplierScores } from '#functions/store/custom-scores.ts';
import { type RankingSource, scoreMatches } from '../scores/list-scores.ts';

/** A row that has its place among others. */
export interface PlacedRow {
  readonly buyer: string;
  readonly row: OwnRow | ScoreDocument;
  /** The ranking of the run, the client's own as the run has ranked them, or custom ones that are scored for the answer. */
  readonly from: 'shipped' | 'night' | 'now';
}

/** Rows in order of score, from any place on: the number of rows before it. A row that is left out gives `null`, and keeps its place in the count. */
export type RowSource = (start: number) => AsyncGenerator<PlacedRow | null>;

/** Rows that one answer looks at to find those that pass the filters; the next page goes on from there. */
const MOST_LOOKED_AT = 20_000;
/** Pages of one read: one for the first rows, and more with each read after it. */
const MORE_PAGES = 4;
const MOST_PAGES = 256;

/** Rows that are known already, in order. */
export const rowsInMemory = (rows: readonly PlacedRow[]): RowSource =>
  async function* (start) {
    yield* rows.slice(start);
  };

/** The client's custom suppliers as the run has ranked them for a buyer. */
export const rowsOfNight = (
  { client, run_id, rows_per_page }: Pick<OwnRun, 'client' | 'run_id' | 'rows_per_page'>,
  buyer: string,
  isLeftOut: (id: string) => boolean,
  custom: Pick<OwnSupplierScores, 'rankingPages'>,
): RowSource =>
  async function* (start) {
    let page = Math.floor(start / rows_per_page);
    let skip = start % rows_per_page;
    for (let count = 1; ; count = Math.min(MORE_PAGES * count, MOST_PAGES)) {
      const pages = await custom.rankingPages(client, run_id, buyer, page, count);
      const rows = pages.flatMap((one) => one.rows).slice(skip);
      for (const row of rows) yield isLeftOut(row.subject.id) ? null : { buyer, row, from: 'night' };
      if (pages.length < count) return;
      page += count;
      skip = 0;
    }
  };

/** The ranking of the suppliers that ship. */
export const rowsOfRun = (scores: Pick<RankingSource, 'rankingPage'>, runId: string, buyer: string): RowSource =>
  async function* (start) {
    const first = await scores.rankingPage(runId, 'supplier', buyer, 0);
    if (first === null) return;
    const perPage = Math.max(1, first.rows.length);
    for (let number = Math.floor(start / perPage); number < first.pages; number += 1) {
      const page = number === 0 ? first : await scores.rankingPage(runId, 'supplier', buyer, number);
      if (page === null) throw new Error(`run ${runId} has no ranking page ${number} of supplier for ${buyer}`);
      const skip = Math.max(0, start - number * perPage);
      for (const row of page.rows.slice(skip)) yield { buyer, row, from: 'shipped' };
    }
  };

/**
 * Rows of several sources as one page in order of score. Of equal scores those that ship come first, then those of the first buyer, then
 * by id. `starts`: how many rows of each source earlier pages have passed; `fits`: whether one more row fits on this page.
 */
export async function mergedPage(
  sources: readonly RowSource[],
  starts: readonly number[],
  query: ScoresQuery,
  fits: (row: PlacedRow) => boolean,
): Promise<{ readonly rows: readonly PlacedRow[]; readonly next: readonly number[] | null }> {
  const passed = sources.map((_, n) => starts[n] ?? 0);
  const streams = sources.map((source, n) => source(passed[n] ?? 0));
  const heads: (PlacedRow | null)[] = sources.map(() => null);
  const advance = async (n: number): Promise<void> => {
    for (;;) {
      const { value, done } = (await streams[n]?.next()) ?? { value: null, done: true };
      heads[n] = done === true ? null : value;
      if (done === true || value !== null) return;
      passed[n] = (passed[n] ?? 0) + 1;
    }
  };
  await Promise.all(sources.map((_, n) => advance(n)));
  const rows: PlacedRow[] = [];
  const buyers = query.buyers ?? [query.buyer];
  for (let looked = 0; ; looked += 1) {
    let best = -1;
    for (const [n, head] of heads.entries()) {
      const leader = best < 0 ? null : heads[best];
      if (head !== null && (leader == null || isBefore(head, leader, buyers))) best = n;
    }
    const head = heads[best];
    if (head == null) return { rows, next: null };
    const { row } = head;
    if (query.min_score !== undefined && (row.score ?? -1) < query.min_score) return { rows, next: null }; // in order of score: none follows
    const matches = scoreMatches(row, query);
    if (looked === MOST_LOOKED_AT || (matches && !fits(head))) return { rows, next: passed };
    if (matches) rows.push(head);
    passed[best] = (passed[best] ?? 0) + 1;
    await advance(best);
  }
}

function isBefore(one: PlacedRow, other: PlacedRow, buyers: readonly string[]): boolean {
  const byScore = (other.row.score ?? -1) - (one.row.score ?? -1);
  if (byScore !== 0) return byScore < 0;
  const group = ({ from, buyer }: PlacedRow): number => (from === 'shipped' ? 0 : buyers.length) + buyers.indexOf(buyer);
  const byGroup = group(one) - group(other);
  if (byGroup !== 0) return byGroup < 0;
  return one.from !== 'shipped' && one.row.subject.id < other.row.subject.id;
}
