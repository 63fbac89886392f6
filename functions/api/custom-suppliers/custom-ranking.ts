import { createHash } from 'node:crypto';
import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { ScoresQuery } from '#contracts/api/scores-requests.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import { type Page, type Paging, textAt } from '#functions/http/paging.ts';
import type { ComparedScore, CustomRow } from '#functions/store/clients/custom-scores.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { catalogue, type Ranking, rankingPage } from '#functions/store/scores/published-scores.ts';
import { asksForNow } from '../published-run/point-in-time.ts';
import { nameScreenOf } from '../published-run/run-documents.ts';
import { type ScoreRow, withScoreLinks } from '../published-run/score-links.ts';
import {
  buyersOf,
  listScores,
  type RankingInTime,
  refuseUnknownElement,
  scoreMatches,
} from '../scores/list-scores.ts';
import { type SubjectEntry, subjectEntries } from '../subjects/subjects.ts';
import { type CustomSupplierPorts, notesOfRun } from './custom-supplier-in-time.ts';
import { customEntry } from './custom-suppliers.ts';
import type { ScoresOfClient } from './scores-of-client.ts';

/** For one answer, 2.5 ms each. */
const MOST_RANKED = 1000;
const MOST_RANKED_SITES = 5000;
/** They may all have to be scored. */
const ROWS_BY_ID = 100;
const SITES_BY_ID = 300;
/** By one page with filters. */
const MOST_LOOKED_AT = 500;

const sitesOf = (suppliers: readonly StoredSupplier[]) =>
  suppliers.reduce((sum, { supplier }) => sum + supplier.sites.length, 0);

function fitting(suppliers: readonly StoredSupplier[], limit: number) {
  let sites = 0;
  const beyond = suppliers.findIndex((stored, n) => {
    sites += sitesOf([stored]);
    return n > 0 && (n === Math.min(limit, ROWS_BY_ID) || sites > SITES_BY_ID);
  });
  return beyond < 0 ? suppliers.length : beyond;
}

const AS_THE_RUN_RANKED =
  'You have changed more than 1,000 custom suppliers since the run, or what so many live on: their rows are those of the run, in the version that it has scored, until the next run; suppliers that are new since then are missing.';

/**
 * As the run has scored them, and those that changed since as they are now. Where ids collide the shipped
 * supplier is meant. Throws `invalid_request`, and `cursor_superseded` when custom suppliers changed between
 * two pages.
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

function refuseParametersOfShipped(query: ScoresQuery, run: RunPointer) {
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

type Question = Readonly<{
  client: string;
  run: RunPointer;
  query: ScoresQuery;
  at: Paging['at'];
  scorer: ScoresOfClient;
  ships: ReadonlySet<string>;
}>;

async function inOrderOfId(
  { client, run, query, at, scorer, ships }: Question,
  { scores, suppliers }: CustomSupplierPorts,
): Promise<Page<ScoreRow>> {
  const rows: (readonly [StoredSupplier, ScoreRow])[] = [];
  let after = textAt(at);
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += ROWS_BY_ID) {
    const some = await suppliers.list(client, ROWS_BY_ID + 1, after);
    await scorer.prepare(some.filter(({ id }) => !ships.has(id)));
    for (const stored of some.slice(0, ROWS_BY_ID)) {
      const row = ships.has(stored.id) ? null : await customRow(stored, query.buyer, scorer);
      if (row !== null && scoreMatches(row, query)) {
        rows.push([stored, row]);
        const room = fitting(
          rows.map(([one]) => one),
          query.limit,
        );
        if (room < rows.length) return { rows: rows.slice(0, room).map(([, one]) => one), at: [after ?? ''] };
      }
      after = stored.id;
    }
    if (some.length > ROWS_BY_ID) continue;
    if (rows.length === 0 && query.element !== undefined)
      await refuseUnknownElement(scores, run.run_id, query.element);
    return { rows: rows.map(([, row]) => row), at: null };
  }
  return { rows: rows.map(([, row]) => row), at: [after ?? ''] };
}

async function customRow(stored: StoredSupplier, buyer: string, scorer: ScoresOfClient): Promise<ScoreRow> {
  const { document, basis } = await scorer.score(stored, buyer);
  return { ...withScoreLinks(document, basis), custom: true as const };
}

type Row = ScoreDocument | CustomRow;

async function inOrder(question: Question, ports: CustomSupplierPorts) {
  const { client, run, query, at, scorer, ships } = question;
  const changes = await changesSinceNight(client, buyersOf(query).length, scorer, ports.suppliers);
  const state = createHash('sha256')
    .update(JSON.stringify([changes.changed.map(({ id, version }) => [id, version]), [...changes.outdated]]))
    .digest('base64url')
    .slice(0, 12);
  const changed = new Map(
    changes.changed.filter(({ id }) => !ships.has(id)).map((stored) => [stored.id, stored]),
  );
  await scorer.prepare([...changed.values()]);
  const isOfNight = ({ subject: { id } }: CustomRow) => !ships.has(id) && !changes.outdated.has(id);
  const ownRows = async (buyer: string): Promise<readonly Row[]> => {
    const [night, now] = await Promise.all([
      scorer.rows(buyer),
      Promise.all(
        Array.from(changed.values(), async (stored) => (await scorer.score(stored, buyer)).document),
      ),
    ]);
    return [...night.filter(isOfNight), ...now].sort(
      (one, other) => byScore(one, other) || (one.subject.id < other.subject.id ? -1 : 1),
    );
  };
  const ranking = withOwnRows(query.custom === 'include' ? ports.scores : null, ownRows);
  const { document } = ports.scores;
  const found = await listScores({ ranking, document }, run.run_id, query, positionIn(state, at));
  scorer.readScores(found.rows.flatMap((row) => ('version' in row ? row.subject.id : [])));
  const rows = found.rows.map(async (row) => {
    if (!('version' in row))
      return changed.has(row.subject.id)
        ? { ...withScoreLinks(row, 'on_request'), custom: true as const }
        : withScoreLinks(row);
    const published = await scorer.published(row.subject.id, row.version, row.buyer);
    if (published !== null) return { ...withScoreLinks(published, 'published'), custom: true as const };
    // A batch was repeated after a change, or what it lives on has changed: scored as it is now.
    const present = await ports.suppliers.get(client, row.subject.id);
    if (present === null) throw new Error(`custom supplier ${row.subject.id} is ranked and not stored`);
    return customRow(present, row.buyer, scorer);
  });
  const page: Page<ScoreRow> = {
    rows: await Promise.all(rows),
    at: found.at && [state, ...found.at],
  };
  return { page, notes: changes.all ? [] : [AS_THE_RUN_RANKED] };
}

const byScore = (one: ComparedScore, other: ComparedScore) => (other.score ?? -1) - (one.score ?? -1);

/** In their places, behind published ones of the same score. */
function withOwnRows(published: Ranking<Row> | null, ownRows: (buyer: string) => Promise<readonly Row[]>) {
  const kept = new Map<string, Promise<readonly Row[]>>();
  const pageOf: Ranking<Row>['rankingPage'] = async (runId, type, buyer, number) => {
    const own = await entryOf(kept, buyer, () => ownRows(buyer));
    const page = (await published?.rankingPage(runId, type, buyer, number)) ?? null;
    if (page === null || published === null) return number > 0 ? null : { pages: 1, rows: own };
    const before =
      number === 0 ? undefined : (await rankingPage(published, runId, type, buyer, number - 1)).rows.at(-1);
    const last = number + 1 < page.pages ? page.rows.at(-1) : undefined;
    const here = own.filter(
      (row) =>
        (before === undefined || byScore(row, before) >= 0) && (last === undefined || byScore(row, last) < 0),
    );
    return { pages: page.pages, rows: [...page.rows, ...here].sort(byScore) };
  };
  return { rankingPage: pageOf };
}

type ChangesSinceNight = Readonly<{
  changed: readonly StoredSupplier[];
  /** Rows of the run that are out of date, ended ones too. */
  outdated: ReadonlySet<string>;
  /** `false`: too many were changed; none of them is in `changed`. */
  all: boolean;
}>;

const AS_THE_NIGHT_LEFT_IT: ChangesSinceNight = { changed: [], outdated: new Set(), all: false };

const tooMany = (suppliers: readonly StoredSupplier[], buyers: number) =>
  suppliers.length * buyers > MOST_RANKED || sitesOf(suppliers) * buyers > MOST_RANKED_SITES;

/** Throws `invalid_request` where the run has ranked none, and there are too many. */
export async function changesSinceNight(
  client: string,
  buyers: number,
  scorer: ScoresOfClient,
  suppliers: Pick<CustomSuppliers, 'fedBy' | 'get' | 'list'>,
): Promise<ChangesSinceNight> {
  if (scorer.atNight === null) {
    const changed = await suppliers.list(client, MOST_RANKED + 1, null);
    if (tooMany(changed, buyers)) throw notRankedYet();
    return { changed, outdated: new Set(), all: true };
  }
  const changes = await scorer.changedSinceNight();
  const fed = changes && (await suppliers.fedBy(client, changes, MOST_RANKED));
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

const notRankedYet = () =>
  invalidRequest([
    {
      parameter: 'custom',
      code: 'too_many_suppliers',
      detail: `No run has ranked your suppliers yet, and those you have stored are more than ${MOST_RANKED}, or have more than ${MOST_RANKED_SITES} sites (each counts once for every buyer): too many to be put in order for one answer. The next run ranks them. Until then read them in the order of their ids with \`custom=only&sort=id\`, page by page.`,
    },
  ]);

function positionIn(state: string, at: Paging['at']): Paging['at'] {
  if (at === null || at[0] === state) return at?.slice(1) ?? null;
  const detail =
    'You have stored or ended suppliers since this cursor was made, so that its pages would not fit together. Start again without a cursor; with `custom=only&sort=id` a cursor stays good.';
  throw new ExpectedError('cursor_superseded', detail, [{ parameter: 'cursor', code: 'superseded', detail }]);
}

export type CustomSuppliersQuery = Readonly<{
  client: string;
  buyer: string;
  limit: number;
  custom: 'include' | 'only';
}>;

type Entry = SubjectEntry | Awaited<ReturnType<typeof customEntry>>;

/** In byte order of id. Where ids collide the shipped supplier is listed. */
export async function listSuppliersWithCustom(
  { client, buyer, limit, custom }: CustomSuppliersQuery,
  run: RunPointer,
  at: Paging['at'],
  { scores, suppliers, scorerOf }: CustomSupplierPorts,
): Promise<Page<Entry>> {
  const after = textAt(at);
  const most = Math.min(limit, ROWS_BY_ID);
  const [scorer, stored, all, screen] = await Promise.all([
    scorerOf(run, client),
    suppliers.list(client, most + 1, after),
    subjectEntries(scores, run.run_id, 'supplier', buyer),
    nameScreenOf(scores, run.run_id),
  ]);
  const some = stored.slice(0, fitting(stored, most));
  await scorer.prepare(some);
  const ships = new Set(all.map(({ id }) => id));
  const end = some.length < stored.length ? (some.at(-1)?.id ?? null) : null;
  const own = some.filter(({ id }) => !ships.has(id));
  const entries: readonly Entry[] = [
    ...all.filter(({ id }) => custom === 'include' && id > (after ?? '') && (end === null || id <= end)),
    ...(await Promise.all(own.map((one) => customEntry(one, buyer, scorer, screen)))),
  ].sort((one, other) => (one.id < other.id ? -1 : 1));
  const rows = entries.slice(0, most);
  return { rows, at: rows.length < entries.length ? [rows.at(-1)?.id ?? ''] : end === null ? null : [end] };
}
