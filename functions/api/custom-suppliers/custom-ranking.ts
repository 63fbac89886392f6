import { createHash } from 'node:crypto';
import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { ScoresQuery } from '#contracts/api/scores/scores-request.ts';
import type { ScoreStoredInRun } from '#functions/ports/rescorer.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { ExpectedError, invalidRequest } from '#functions/requests/expected-errors.ts';
import type { Page, Paging } from '#functions/requests/paging.ts';
import { mapInTurns } from '#functions/runtime/take-turns.ts';
import { asksForNow } from '../published-run/point-in-time.ts';
import { catalogue } from '../published-run/run-documents.ts';
import { type ScoreRow, withScoreLinks } from '../published-run/score-links.ts';
import {
  buyersOf,
  highestFirst,
  listScores,
  rankingSource,
  refuseUnknownElement,
  scoreMatches,
  wholeRanking,
} from '../scores/list-scores.ts';
import type { RankingInTime } from '../scores/ranking-in-time.ts';
import { customPage, MOST_OWN_ROWS, sitesOf } from './custom-page.ts';
import { type CustomSupplierPorts, notesOfRun } from './custom-supplier-in-time.ts';

/** Most custom suppliers, and most of their sites, ranked for one response; each supplier takes about 2.5 ms. */
const MOST_RANKED = 1000;
const MOST_RANKED_SITES = 5000;
/** Suppliers that a filtered page in the order of ids looks at. */
const MOST_LOOKED_AT = 500;

/**
 * A page of the ranking that includes a client's custom suppliers, or holds them alone. No run stores their scores: they are computed for
 * each response, and are the same in every response of a run. Where a custom and a shipped supplier share an id, the shipped one is meant.
 * Throws `invalid_request`, and `cursor_superseded` when the custom suppliers changed between two pages.
 */
export async function rankingWithCustom(
  client: string,
  run: RunPointer,
  query: ScoresQuery,
  at: Paging['at'],
  ports: CustomSupplierPorts,
): Promise<RankingInTime> {
  refuseWhatOwnHaveNot(query, run);
  const [scorer, entries] = await Promise.all([ports.scorerOf(run), catalogue(ports.scores, run.run_id, 'supplier')]);
  const ships = new Set(entries.map(({ id }) => id));
  const page = await (query.own === 'only' && query.sort === 'id'
    ? inOrderOfId({ client, run, query, at, scorer, ships }, ports)
    : inOrder({ client, run, query, at, scorer, ships }, ports));
  const { as_of } = run;
  const { knownExceptions: known_exceptions } = notesOfRun(scorer);
  return { page, stamp: { run_id: run.run_id, as_of, known_at: as_of, basis: 'on_request', known_exceptions } };
}

function refuseWhatOwnHaveNot(query: ScoresQuery, run: RunPointer): void {
  const refuse = (parameter: string, detail: string): ExpectedError =>
    invalidRequest([{ parameter, code: 'conflicting_parameters', detail }]);
  if (query.subject_type !== 'supplier') throw refuse('own', '`own` goes with subject_type=supplier: only suppliers can be your own.');
  if (query.expand !== undefined)
    throw refuse('expand', '`expand` does not go with `own`: `links.explanation` of a row has its drivers and sources.');
  if (query.own === 'only' && query.sort === 'id' && buyersOf(query).length > 1)
    throw refuse('buyers', '`own=only&sort=id` reads suppliers page by page for one buyer: send `buyer`, or leave `sort` out.');
  if (asksForNow(query, run)) return;
  const detail = `Suppliers of your own are ranked on the day of the current run, ${run.as_of}: leave \`as_of\`, \`known_at\` and \`methodology\` out. /v1/suppliers/{id}/score takes them.`;
  throw refuse('as_of', detail);
}

interface Question {
  readonly client: string;
  readonly run: RunPointer;
  readonly query: ScoresQuery;
  readonly at: Paging['at'];
  readonly scorer: ScoreStoredInRun;
  /** Ids of the suppliers that ship. */
  readonly ships: ReadonlySet<string>;
}

/** Whole pages of stored suppliers, so that any number of them can be read to the end. */
async function inOrderOfId(
  { client, run, query, at, scorer, ships }: Question,
  { scores, suppliers }: CustomSupplierPorts,
): Promise<Page<ScoreRow>> {
  const fits = customPage(query.limit);
  const rows: ScoreRow[] = [];
  let after = typeof at?.[0] === 'string' ? at[0] : null;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += MOST_OWN_ROWS) {
    const some = await suppliers.list(client, MOST_OWN_ROWS + 1, after);
    for (const stored of some.slice(0, MOST_OWN_ROWS)) {
      if (!ships.has(stored.id) && scoreMatches(await scorer.sketch(stored, query.buyer), query)) {
        if (!fits(stored)) return { rows, at: after === null ? null : [after] };
        rows.push(await customRow(stored, query.buyer, scorer));
      }
      after = stored.id;
    }
    if (some.length > MOST_OWN_ROWS) continue;
    if (rows.length === 0 && query.element !== undefined) await refuseUnknownElement(scores, run.run_id, query.element);
    return { rows, at: null };
  }
  return { rows, at: after === null ? null : [after] };
}

const customRow = async (stored: StoredSupplier, buyer: string, scorer: ScoreStoredInRun): Promise<ScoreRow> =>
  withScoreLinks((await scorer.score(stored, buyer)).document, 'on_request');

/**
 * A page of shipped and custom suppliers in one order: custom suppliers are sketched to find their rank, and those on the page are scored
 * in full.
 */
async function inOrder(
  { client, run, query, at, scorer, ships }: Question,
  { scores, suppliers }: CustomSupplierPorts,
): Promise<Page<ScoreRow>> {
  const { buyer, subject_type } = query;
  const buyers = buyersOf(query);
  const all = await suppliers.list(client, MOST_RANKED + 1, null);
  const sites = all.reduce((sum, stored) => sum + sitesOf(stored), 0);
  if (all.length * buyers.length > MOST_RANKED || sites * buyers.length > MOST_RANKED_SITES) throw tooManyToRank();
  const state = stateOf(all);
  const position = positionIn(state, at);
  const shipped = query.own === 'include' ? await wholeRanking(rankingSource(scores, query), run.run_id, subject_type, buyer) : [];
  const own = new Map(all.filter(({ id }) => !ships.has(id)).map((stored) => [stored.id, stored]));
  const pairs = buyers.flatMap((of) => [...own.values()].map((stored) => ({ stored, of })));
  const sketched = await mapInTurns(pairs, ({ stored, of }) => scorer.sketch(stored, of));
  // Sorting is stable: of equal scores those of the published ranking come first, then one's own by id.
  const rows = [...shipped, ...sketched].sort(highestFirst);
  const page = { run_id: run.run_id, subject_type, buyer, page: 0, pages: 1, rows };
  const merged = { rankingPage: async () => page, document: scores.document };
  const list = (limit: number) => listScores(merged, run.run_id, { ...query, limit }, position);
  const most = await list(query.limit);
  const fits = customPage(query.limit);
  const beyond = most.rows.findIndex(({ subject }) => !fits(own.get(subject.id) ?? null));
  const found = beyond < 0 ? most : await list(beyond);
  const inFull = async (row: ScoreRow): Promise<ScoreRow> => {
    const stored = own.get(row.subject.id);
    return stored === undefined ? row : customRow(stored, row.buyer, scorer);
  };
  return { rows: await mapInTurns(found.rows, inFull), at: found.at === null ? null : [state, ...found.at] };
}

/** Names which suppliers there are, in which versions. */
const stateOf = (all: readonly StoredSupplier[]): string =>
  createHash('sha256')
    .update(JSON.stringify(all.map(({ id, version }) => [id, version])))
    .digest('base64url')
    .slice(0, 12);

function positionIn(state: string, at: Paging['at']): Paging['at'] {
  if (at === null || at[0] === state) return at === null ? null : at.slice(1);
  const detail =
    'You have stored or ended suppliers since this cursor was made, so that its pages would not fit together. Start again without a cursor; with `own=only&sort=id` a cursor stays good.';
  throw new ExpectedError('cursor_superseded', detail, [{ parameter: 'cursor', code: 'superseded', detail }]);
}

const tooManyToRank = (): ExpectedError =>
  invalidRequest([
    {
      parameter: 'own',
      code: 'too_many_suppliers',
      detail: `You have stored more than ${MOST_RANKED} suppliers or ${MOST_RANKED_SITES} sites (each counts once for every buyer), too many to be put in order for one answer. Read them in the order of their ids with \`own=only&sort=id\`, page by page.`,
    },
  ]);
