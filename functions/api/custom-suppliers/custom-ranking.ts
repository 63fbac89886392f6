import { createHash } from 'node:crypto';
import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { ScoresQuery } from '#contracts/api/scores-requests.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import { catalogue } from '#functions/store/run-documents.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { asksForNow } from '../published-run/point-in-time.ts';
import { nameScreenOf } from '../published-run/run-documents.ts';
import { type ScoreRow, withScoreLinks } from '../published-run/score-links.ts';
import {
  buyersOf,
  type RankingInTime,
  refuseUnknownElement,
  scoreMatches,
  scoreOrderOf,
} from '../scores/list-scores.ts';
import { type SubjectEntry, subjectEntries } from '../subjects/subjects.ts';
import { type CustomSupplierPorts, notesOfRun } from './custom-supplier-in-time.ts';
import { customEntry } from './custom-suppliers.ts';
import {
  type ChangesSinceNight,
  changesSinceNight,
  mergedPage,
  type PlacedRow,
  type RowSource,
  rowsInMemory,
  rowsOfNight,
  rowsOfRun,
} from './merged-ranking.ts';
import type { ScoresOfClient } from './scores-of-client.ts';

/** Rows of custom suppliers on a page: twenty milliseconds each, nearly all for the interval. */
const MOST_CUSTOM_ROWS = 100;
/**
 * Most sites of custom suppliers on a page: a supplier with ten sites takes as long to score as three with
 * two.
 */
const MOST_CUSTOM_SITES = 300;

const sitesOf = ({ supplier: { sites } }: StoredSupplier): number => sites.length;

/**
 * A predicate to be called with each row in turn: does this row still fit on the page? The first row always
 * fits. `null` stands for a
 * shipped row, which is not scored anew and counts for the limit alone.
 */
function customPage(limit: number): (stored: StoredSupplier | null) => boolean {
  let [rows, custom, sites] = [0, 0, 0];
  return (stored) => {
    rows += 1;
    if (stored !== null) {
      custom += 1;
      sites += sitesOf(stored);
    }
    return rows === 1 || (rows <= limit && custom <= MOST_CUSTOM_ROWS && sites <= MOST_CUSTOM_SITES);
  };
}

/** Suppliers that a filtered page in the order of ids looks at. */
const MOST_LOOKED_AT = 500;
/**
 * Most rows of the run that are put in another order than that of their scores for one answer: all of them
 * have to be read.
 */
const MOST_REORDERED = 100_000;

const AS_THE_RUN_RANKED =
  'You have changed more than 1,000 custom suppliers since the run, or what so many live on: their rows are those of the run, in the version that it has scored, until the next run; suppliers that are new since then are missing.';

/**
 * A page of the ranking that includes a client's custom suppliers, or holds them alone. The run has ranked
 * them; those that were stored or changed
 * since are scored for this response and put among them. Where a custom and a shipped supplier share an id,
 * the shipped one is meant.
 * Throws `invalid_request`, and `cursor_superseded` when the custom suppliers changed between two pages.
 */
export async function rankingWithCustom(
  client: string,
  run: RunPointer,
  query: ScoresQuery,
  at: Paging['at'],
  ports: CustomSupplierPorts,
): Promise<RankingInTime> {
  refuseParametersOfShipped(query, run);
  const [scorer, entries] = await Promise.all([
    ports.scorerOf(run, client),
    catalogue(ports.scores, run.run_id, 'supplier'),
  ]);
  const ships = new Set(entries.map(({ id }) => id));
  const question: Question = { client, run, query, at, scorer, ships };
  const { page, notes } =
    query.custom === 'only' && query.sort === 'id'
      ? { page: await inOrderOfId(question, ports), notes: [] }
      : await inOrder(question, ports);
  const isComputed = page.rows.some(({ basis }) => basis === 'on_request');
  const known_exceptions = [
    ...(isComputed ? notesOfRun(scorer).knownExceptions : []),
    ...notes,
    ...leftOutBy(scorer),
  ];
  const { run_id, as_of } = run;
  const basis = isComputed ? 'on_request' : 'published';
  return { page, stamp: { run_id, as_of, known_at: as_of, basis, known_exceptions } };
}

function leftOutBy({ atNight }: ScoresOfClient): readonly string[] {
  if (atNight === null || atNight.left_out.length === 0) return [];
  const names = atNight.left_out.map(({ id }) => id).join(', ');
  return [
    `The run could not score these custom suppliers, which are missing: ${names}. Their own address says why.`,
  ];
}

function refuseParametersOfShipped(query: ScoresQuery, run: RunPointer): void {
  const refuse = (parameter: string, detail: string): ExpectedError =>
    invalidRequest([{ parameter, code: 'conflicting_parameters', detail }]);
  if (query.subject_type !== 'supplier')
    throw refuse('custom', '`custom` goes with subject_type=supplier: only suppliers can be your own.');
  if (query.expand !== undefined)
    throw refuse(
      'expand',
      '`expand` does not go with `custom`: `links.explanation` of a row has its drivers and sources.',
    );
  if (query.custom === 'only' && query.sort === 'id' && buyersOf(query).length > 1)
    throw refuse(
      'buyers',
      '`custom=only&sort=id` reads suppliers page by page for one buyer: send `buyer`, or leave `sort` out.',
    );
  if (asksForNow(query, run)) return;
  const sent = (['as_of', 'known_at', 'cover_days', 'end_use'] as const).filter(
    (name) => query[name] !== undefined && query[name] !== 'civil',
  );
  const detail = `Custom suppliers are ranked as the current run of ${run.as_of} scored them: leave ${sent.map((name) => `\`${name}\``).join(' and ')} out. /v1/suppliers/{id}/score takes it.`;
  throw refuse(sent[0] ?? 'custom', detail);
}

interface Question {
  readonly client: string;
  readonly run: RunPointer;
  readonly query: ScoresQuery;
  readonly at: Paging['at'];
  readonly scorer: ScoresOfClient;
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
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += MOST_CUSTOM_ROWS) {
    const some = await suppliers.list(client, MOST_CUSTOM_ROWS + 1, after);
    await scorer.prepare(some.filter(({ id }) => !ships.has(id)));
    for (const stored of some.slice(0, MOST_CUSTOM_ROWS)) {
      if (!ships.has(stored.id) && scoreMatches((await scorer.score(stored, query.buyer)).document, query)) {
        if (!fits(stored)) return { rows, at: after === null ? null : [after] };
        rows.push(await customRow(stored, query.buyer, scorer));
      }
      after = stored.id;
    }
    if (some.length > MOST_CUSTOM_ROWS) continue;
    if (rows.length === 0 && query.element !== undefined)
      await refuseUnknownElement(scores, run.run_id, query.element);
    return { rows, at: null };
  }
  return { rows, at: after === null ? null : [after] };
}

async function customRow(stored: StoredSupplier, buyer: string, scorer: ScoresOfClient): Promise<ScoreRow> {
  const { document, basis } = await scorer.score(stored, buyer);
  return { ...withScoreLinks(document, basis), custom: true as const };
}

/**
 * A page in an order over all suppliers: ranked rows are read page by page, and the few that are scored for
 * the answer are put among them.
 */
async function inOrder(
  question: Question,
  ports: CustomSupplierPorts,
): Promise<{ readonly page: Page<ScoreRow>; readonly notes: readonly string[] }> {
  const { client, run, query, at, scorer, ships } = question;
  const buyers = buyersOf(query);
  const changes = await changesSinceNight(client, buyers.length, scorer, ports.suppliers);
  const state = stateOf(changes);
  const starts = startsIn(state, at);
  const changed = new Map(
    changes.changed.filter(({ id }) => !ships.has(id)).map((stored) => [stored.id, stored]),
  );
  const sources = await sourcesOf(question, changes, changed, ports);
  const fits = fitsOn(query.limit, changed);
  const { rows, next } =
    query.sort === '-score'
      ? await mergedPage(sources, starts, query, fits)
      : await reordered(sources, starts, query, fits);
  if (rows.length === 0 && query.element !== undefined)
    await refuseUnknownElement(ports.scores, run.run_id, query.element);
  const found = await inFull(rows, changed, question, ports);
  return {
    page: { rows: found, at: next === null ? null : [state, ...next] },
    notes: changes.all ? [] : [AS_THE_RUN_RANKED],
  };
}

async function sourcesOf(
  { client, run, query, scorer, ships }: Question,
  { outdated }: ChangesSinceNight,
  changed: ReadonlyMap<string, StoredSupplier>,
  { scores, customScores }: CustomSupplierPorts,
): Promise<readonly RowSource[]> {
  const buyers = buyersOf(query);
  const { atNight } = scorer;
  await scorer.prepare([...changed.values()]);
  const isLeftOut = (id: string): boolean => ships.has(id) || outdated.has(id);
  const now = await Promise.all(
    buyers.map(async (buyer) => {
      const rows = await Promise.all(
        Array.from(
          changed.values(),
          async (stored) =>
            ({ buyer, row: (await scorer.score(stored, buyer)).document, from: 'now' }) as const,
        ),
      );
      return rowsInMemory(
        rows.sort(
          (left, right) =>
            (right.row.score ?? -1) - (left.row.score ?? -1) ||
            (left.row.subject.id < right.row.subject.id ? -1 : 1),
        ),
      );
    }),
  );
  return [
    ...(query.custom === 'include' ? buyers.map((buyer) => rowsOfRun(scores, run.run_id, buyer)) : []),
    ...(atNight === null
      ? []
      : buyers.map((buyer) => rowsOfNight({ ...atNight, client }, buyer, isLeftOut, customScores))),
    ...now,
  ];
}

/** Rows that are scored for the answer take the room of their sites on a page; all others that of one row. */
function fitsOn(limit: number, changed: ReadonlyMap<string, StoredSupplier>): (row: PlacedRow) => boolean {
  const fits = customPage(limit);
  return ({ from, row }) => fits(from === 'now' ? (changed.get(row.subject.id) ?? null) : null);
}

/**
 * A page in another order than that of scores, which takes all rows. Unknown values come last; ties keep the
 * order of scores.
 */
async function reordered(
  sources: readonly RowSource[],
  starts: readonly number[],
  query: ScoresQuery,
  fits: (row: PlacedRow) => boolean,
) {
  const all: PlacedRow[] = [];
  for (let from: readonly number[] | null = []; from !== null; ) {
    const some: Awaited<ReturnType<typeof mergedPage>> = await mergedPage(sources, from, query, () => true);
    all.push(...some.rows);
    from = some.next;
    if (all.length > MOST_REORDERED) throw tooManyToReorder();
  }
  const order = scoreOrderOf(query.sort);
  const sorted = all.sort((left, right) => order(left.row, right.row));
  const [start = 0] = starts;
  const rest = sorted.slice(start);
  const beyond = rest.findIndex((row) => !fits(row));
  return beyond < 0 ? { rows: rest, next: null } : { rows: rest.slice(0, beyond), next: [start + beyond] };
}

const tooManyToReorder = (): ExpectedError =>
  invalidRequest([
    {
      parameter: 'sort',
      code: 'too_many_suppliers',
      detail: `More than ${MOST_REORDERED} rows would have to be read for this order. Leave \`sort\` out for the order of scores, which takes any number, send \`custom=only&sort=id\`, or filter by \`element\`, \`country\` or \`band\`.`,
    },
  ]);

/** The rows with all fields: published ones as the run has stored them, the others scored for the answer. */
async function inFull(
  rows: readonly PlacedRow[],
  changed: ReadonlyMap<string, StoredSupplier>,
  { client, scorer }: Question,
  { suppliers }: CustomSupplierPorts,
): Promise<readonly ScoreRow[]> {
  scorer.readScores(rows.flatMap(({ from, row }) => (from === 'night' ? [row.subject.id] : [])));
  const full = rows.map(async ({ from, row, buyer }) => {
    if (from === 'shipped' || !('version' in row)) {
      const stored = changed.get(row.subject.id);
      return stored === undefined || from === 'shipped'
        ? withScoreLinks(row as ScoreRow)
        : customRow(stored, buyer, scorer);
    }
    const published = await scorer.published(row.subject.id, row.version, buyer);
    if (published !== null) return { ...withScoreLinks(published, 'published'), custom: true as const };
    // The item of this supplier is gone, or of a batch that was repeated after a change, or what it lives on
    // has changed: it is scored as it is now.
    const stored = await suppliers.get(client, row.subject.id);
    if (stored === null) throw new Error(`custom supplier ${row.subject.id} is ranked and not stored`);
    return customRow(stored, buyer, scorer);
  });
  return Promise.all(full);
}

/** Names what is scored for the answers beside the rows of the run. */
const stateOf = ({ changed, outdated, all }: ChangesSinceNight): string =>
  createHash('sha256')
    .update(JSON.stringify([changed.map(({ id, version }) => [id, version]), [...outdated], all]))
    .digest('base64url')
    .slice(0, 12);

function startsIn(state: string, at: Paging['at']): readonly number[] {
  if (at === null) return [];
  const [of, ...starts] = at;
  if (of === state)
    return starts.filter(
      (start): start is number => typeof start === 'number' && Number.isSafeInteger(start) && start >= 0,
    );
  const detail =
    'You have stored or ended suppliers since this cursor was made, so that its pages would not fit together. Start again without a cursor; with `custom=only&sort=id` a cursor stays good.';
  throw new ExpectedError('cursor_superseded', detail, [{ parameter: 'cursor', code: 'superseded', detail }]);
}

export interface CustomSuppliersQuery {
  readonly client: string;
  readonly buyer: string;
  readonly limit: number;
  readonly custom: 'include' | 'only';
}

type Entry = SubjectEntry | Awaited<ReturnType<typeof customEntry>>;

/**
 * A client's custom suppliers with their scores, alone or together with the shipped suppliers, in byte order
 * of id; takes one query however
 * many there are. Where a custom and a shipped supplier share an id, the shipped one is listed.
 */
export async function listSuppliersWithCustom(
  { client, buyer, limit, custom }: CustomSuppliersQuery,
  run: RunPointer,
  at: Paging['at'],
  { scores, suppliers, scorerOf }: CustomSupplierPorts,
): Promise<Page<Entry>> {
  const after = typeof at?.[0] === 'string' ? at[0] : null;
  const rows = Math.min(limit, MOST_CUSTOM_ROWS);
  const [scorer, stored, all, screen] = await Promise.all([
    scorerOf(run, client),
    suppliers.list(client, rows + 1, after),
    subjectEntries(scores, run.run_id, 'supplier', buyer),
    nameScreenOf(scores, run.run_id),
  ]);
  await scorer.prepare(stored);
  const ships = new Set(all.map(({ id }) => id));
  const shipped = custom === 'only' ? [] : all.filter(({ id }) => after === null || id > after);
  const found: Place[] = [
    ...shipped.map((entry) => ({ id: entry.id, custom: null, entries: async () => [entry] })),
    ...stored.map((one) => ({
      id: one.id,
      custom: one,
      entries: async () => (ships.has(one.id) ? [] : [await customEntry(one, buyer, scorer, screen)]),
    })),
  ].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
  const fits = customPage(rows);
  const beyond = found.findIndex((place) => !fits(place.custom));
  const page = beyond < 0 ? found : found.slice(0, beyond);
  const last = page.at(-1);
  const rowsOfPlaces = await Promise.all(page.map(({ entries }) => entries()));
  return { rows: rowsOfPlaces.flat(), at: beyond < 0 || last === undefined ? null : [last.id] };
}

/**
 * Where an entry stands in the list. A stored supplier whose id ships has a place and no entry, so that a
 * page of such does not end the list.
 */
interface Place {
  readonly id: string;
  readonly custom: StoredSupplier | null;
  readonly entries: () => Promise<readonly Entry[]>;
}
