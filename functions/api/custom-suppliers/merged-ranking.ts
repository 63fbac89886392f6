import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { ScoresQuery } from '#contracts/api/scores-requests.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { CustomRow, CustomRun, CustomScores } from '#functions/store/custom-scores.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/custom-suppliers.ts';
import { type RankingSource, scoreMatches } from '../scores/list-scores.ts';
import type { ScoresOfClient } from './scores-of-client.ts';

/**
 * Most suppliers, and most of their sites, that are scored and put among the others for one answer; each
 * takes about 2.5 ms.
 */
const MOST_RANKED = 1000;
const MOST_RANKED_SITES = 5000;
/** Changes that a client has made since the run listed its suppliers. */
export interface ChangesSinceNight {
  /** Suppliers as they are now: those that the run has not scored, or not in this version. */
  readonly changed: readonly StoredSupplier[];
  /** Ids whose rows of the run are out of date, ended ones too. */
  readonly outdated: ReadonlySet<string>;
  /** `false`: too many were changed to be scored for one answer; none of them is in `changed`. */
  readonly all: boolean;
}

const tooMany = (suppliers: readonly StoredSupplier[], buyers: number): boolean =>
  suppliers.length * buyers > MOST_RANKED ||
  suppliers.reduce((sum, { supplier: { sites } }) => sum + sites.length, 0) * buyers > MOST_RANKED_SITES;

/**
 * Suppliers that have to be scored for a ranking, beside those that the run has ranked. Throws
 * `invalid_request` where the run has ranked none of
 * the client's, and there are more than one answer can score.
 */
export async function changesSinceNight(
  client: string,
  buyers: number,
  scorer: ScoresOfClient,
  suppliers: Pick<CustomSuppliers, 'fedBy' | 'get' | 'list'>,
): Promise<ChangesSinceNight> {
  const { atNight } = scorer;
  if (atNight === null) {
    const changed = await suppliers.list(client, MOST_RANKED + 1, null);
    if (tooMany(changed, buyers)) throw notRankedYet();
    return { changed, outdated: new Set(), all: true };
  }
  const changes = await scorer.changedSinceNight();
  const fed = changes === null ? null : await suppliers.fedBy(client, changes, MOST_RANKED);
  if (changes === null || fed === null) return AS_THE_NIGHT_LEFT_IT;
  const ids = [...changes, ...fed];
  const present = await storedSuppliers(client, ids, suppliers);
  scorer.readScores(ids);
  const bases = await Promise.all(present.map(scorer.basisOf));
  const changed = present.filter((_, n) => bases[n] === 'on_request');
  if (tooMany(changed, buyers)) return AS_THE_NIGHT_LEFT_IT;
  const upToDate = new Set(present.filter((_, n) => bases[n] === 'published').map(({ id }) => id));
  return { changed, outdated: new Set(ids.filter((id) => !upToDate.has(id))), all: true };
}

const AS_THE_NIGHT_LEFT_IT: ChangesSinceNight = { changed: [], outdated: new Set(), all: false };

const notRankedYet = () =>
  invalidRequest([
    {
      parameter: 'custom',
      code: 'too_many_suppliers',
      detail: `No run has ranked your suppliers yet, and those you have stored are more than ${MOST_RANKED}, or have more than ${MOST_RANKED_SITES} sites (each counts once for every buyer): too many to be put in order for one answer. The next run ranks them. Until then read them in the order of their ids with \`custom=only&sort=id\`, page by page.`,
    },
  ]);

/** A row that has its place among others. */
export interface PlacedRow {
  readonly buyer: string;
  readonly row: CustomRow | ScoreDocument;
  /**
   * The ranking of the run, custom suppliers as the run has ranked them, or those that are scored for the
   * answer.
   */
  readonly from: 'shipped' | 'night' | 'now';
}

/**
 * Rows in order of score, from any place on: the number of rows before it. A row that is left out gives
 * `null`, and keeps its place in the count.
 */
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
  { client, run_id, rows_per_page }: Pick<CustomRun, 'client' | 'run_id' | 'rows_per_page'>,
  buyer: string,
  isLeftOut: (id: string) => boolean,
  customScores: Pick<CustomScores, 'rankingPages'>,
): RowSource =>
  async function* (start) {
    let page = Math.floor(start / rows_per_page);
    let skip = start % rows_per_page;
    for (let count = 1; ; count = Math.min(MORE_PAGES * count, MOST_PAGES)) {
      const pages = await customScores.rankingPages(client, run_id, buyer, page, count);
      const rows = pages.flatMap((one) => one.rows).slice(skip);
      for (const row of rows) yield isLeftOut(row.subject.id) ? null : { buyer, row, from: 'night' };
      if (pages.length < count) return;
      page += count;
      skip = 0;
    }
  };

/** The ranking of the suppliers that ship. */
export const rowsOfRun = (
  scores: Pick<RankingSource, 'rankingPage'>,
  runId: string,
  buyer: string,
): RowSource =>
  async function* (start) {
    const first = await scores.rankingPage(runId, 'supplier', buyer, 0);
    if (first === null) return;
    const perPage = Math.max(1, first.rows.length);
    for (let number = Math.floor(start / perPage); number < first.pages; number += 1) {
      const page = number === 0 ? first : await scores.rankingPage(runId, 'supplier', buyer, number);
      if (page === null)
        throw new Error(`run ${runId} has no ranking page ${number} of supplier for ${buyer}`);
      const skip = Math.max(0, start - number * perPage);
      for (const row of page.rows.slice(skip)) yield { buyer, row, from: 'shipped' };
    }
  };

/**
 * Rows of several sources as one page in order of score. Of equal scores those that ship come first, then
 * those of the first buyer, then
 * by id. `starts`: how many rows of each source earlier pages have passed; `fits`: whether one more row fits
 * on this page.
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
  const group = ({ from, buyer }: PlacedRow): number =>
    (from === 'shipped' ? 0 : buyers.length) + buyers.indexOf(buyer);
  const byGroup = group(one) - group(other);
  if (byGroup !== 0) return byGroup < 0;
  return one.from !== 'shipped' && one.row.subject.id < other.row.subject.id;
}
