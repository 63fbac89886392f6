import { MAX_EXPANDED_ROWS, type ScoresQuery } from '#contracts/api/scores-requests.ts';
import { KNOWN_EXCEPTIONS, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { didYouMean, type ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { Page, PageLinks, Paging } from '#functions/http/paging.ts';
import type { ComparedScore } from '#functions/store/clients/custom-scores.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import {
  catalogue,
  type PublishedScores,
  type Ranking,
  rankingPage,
  wholeRanking,
} from '#functions/store/scores/published-scores.ts';
import { asksForNow, pointInTime, runThen, type TimeServices } from '../published-run/point-in-time.ts';
import { onSignalsOfRun } from '../published-run/run-documents.ts';
import { type Basis, PAGE_SCALE, type ScoreRow, withScoreLinks } from '../published-run/score-links.ts';
import type { Expansion } from './expand-scores.ts';
import { scoresAsCsv, scoresAsImportSet, scoresAsNdjson } from './scores-as-table.ts';

export const buyersOf = ({ buyer, buyers }: Pick<ScoresQuery, 'buyer' | 'buyers'>): readonly string[] => [
  ...new Set(buyers ?? [buyer]),
];

/** Then the scarcest, unknown ones last. */
const highestFirst = (left: ComparedScore, right: ComparedScore) =>
  (right.score ?? -1) - (left.score ?? -1) || (right.scarce ?? -1) - (left.scarce ?? -1);

function rankingOf<Row extends ComparedScore>(
  scores: Ranking<Row>,
  query: Pick<ScoresQuery, 'buyer' | 'buyers'>,
): Ranking<Row> {
  const buyers = buyersOf(query);
  if (buyers.length === 1) return scores;
  return {
    async rankingPage(runId, type, _buyer, number) {
      if (number > 0) return null;
      const rankings = await Promise.all(buyers.map((buyer) => wholeRanking(scores, runId, type, buyer)));
      const rows = rankings.flat().sort(highestFirst);
      return rows.length === 0 ? null : { pages: 1, rows };
    },
  };
}

/**
 * In the order of the ranking it reads pages until it has the rows and knows whether more follow; any other
 * order needs all. Throws `invalid_request` when nothing matches because the element does not exist.
 */
export async function listScores<Row extends ComparedScore>(
  { ranking, document }: Readonly<{ ranking: Ranking<Row> }> & Pick<PublishedScores, 'document'>,
  runId: string,
  query: ScoresQuery,
  at: Paging['at'],
): Promise<Page<Row>> {
  const inOrder = query.sort === '-score' ? inRankingOrder : inOtherOrder;
  const found = await inOrder(rankingOf(ranking, query), runId, query, at);
  if (found.rows.length === 0 && query.element !== undefined)
    await refuseUnknownElement({ document }, runId, query.element);
  return found;
}

async function inRankingOrder<Row extends ComparedScore>(
  scores: Ranking<Row>,
  runId: string,
  query: ScoresQuery,
  at: Paging['at'],
): Promise<Page<Row>> {
  const [firstPage, firstRow] = numbers(at, [0, 0]);
  const rows: Row[] = [];
  // Nothing was scored, or the cursor was made up.
  const first = await scores.rankingPage(runId, query.subject_type, query.buyer, firstPage);
  if (first === null) return { rows, at: null };
  for (let number = firstPage; ; number += 1) {
    const page =
      number === firstPage
        ? first
        : await rankingPage(scores, runId, query.subject_type, query.buyer, number);
    for (const [place, row] of page.rows.entries()) {
      if (number === firstPage && place < firstRow) continue;
      if (query.min_score !== undefined && (row.score ?? -1) < query.min_score) return { rows, at: null }; // sorted: none follows
      if (!scoreMatches(row, query)) continue;
      if (rows.length === query.limit) return { rows, at: [number, place] };
      rows.push(row);
    }
    if (number + 1 >= page.pages) return { rows, at: null };
  }
}

async function inOtherOrder<Row extends ComparedScore>(
  scores: Ranking<Row>,
  runId: string,
  query: ScoresQuery,
  at: Paging['at'],
): Promise<Page<Row>> {
  const [offset] = numbers(at, [0]);
  const all = (await wholeRanking(scores, runId, query.subject_type, query.buyer)).filter((row) =>
    scoreMatches(row, query),
  );
  const sorted = all.sort(scoreOrderOf(query.sort));
  const end = offset + query.limit;
  return { rows: sorted.slice(offset, end), at: end < sorted.length ? [end] : null };
}

export function scoreMatches(document: ComparedScore, query: ScoresQuery): boolean {
  return (
    (query.element === undefined ||
      document.elements.includes(query.element) ||
      document.element === query.element) &&
    (query.stage === undefined || document.stage === query.stage) &&
    (query.country === undefined || document.countries.includes(query.country)) &&
    (query.band === undefined || document.band === query.band) &&
    (query.min_score === undefined || (document.score !== null && document.score >= query.min_score)) &&
    (query.min_scarce === undefined || (document.scarce !== null && document.scarce >= query.min_scarce))
  );
}

type Order = (left: ComparedScore, right: ComparedScore) => number;

/** Unknown values last; ties keep the order of the ranking. */
function scoreOrderOf(sort: ScoresQuery['sort']): Order {
  const descending = sort.startsWith('-');
  const name = (descending ? sort.slice(1) : sort) as
    | 'score'
    | 'name'
    | 'id'
    | 'coverage'
    | 'p_90'
    | 'now'
    | 'scarce'
    | 'scarce_now'
    | 'expected_days'
    | 'hhi';
  const sortValue = (document: ComparedScore): number | string | null =>
    name === 'name' || name === 'id' ? document.subject[name] : document[name];
  return (left, right) => {
    const [one, other] = [sortValue(left), sortValue(right)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (one === other) return 0;
    return one < other === descending ? 1 : -1;
  };
}

export async function refuseUnknownElement(
  scores: Pick<PublishedScores, 'document'>,
  runId: string,
  element: string,
): Promise<void> {
  const symbols = (await catalogue(scores, runId, 'element')).map((entry) => entry.id);
  if (symbols.includes(element)) return;
  const guess = didYouMean(element, symbols);
  const detail = `\`element\` is ${JSON.stringify(element)}, which is not one of: ${symbols.join(', ')}.${guess}`;
  throw invalidRequest([{ parameter: 'element', code: 'invalid_value', detail }]);
}

/** One that was tampered with starts at the beginning. */
function numbers<const T extends readonly number[]>(at: Paging['at'], start: T): { [K in keyof T]: number } {
  const valid = at !== null && at.length === start.length && at.every((part) => typeof part === 'number');
  return (valid ? at : start) as { [K in keyof T]: number };
}

export type RankingStamp = Readonly<{
  run_id: string | null;
  as_of: string;
  known_at: string;
  basis: Basis;
  known_exceptions: readonly string[];
}>;

export type RankingInTime = Readonly<{
  page: Page<ScoreRow>;
  stamp: RankingStamp;
}>;

/**
 * Of the run of the day while it is kept, else computed. Throws `invalid_request` for one that can not be
 * expanded.
 */
export async function rankingInTime(
  services: TimeServices,
  run: RunPointer,
  query: ScoresQuery,
  from: Paging['at'],
): Promise<RankingInTime> {
  const { scores } = services;
  const linked = ({ rows, at }: Page<ScoreDocument>, basis: Basis): Page<ScoreRow> => ({
    rows: rows.map((row) => withScoreLinks(row, basis, { cover_days: query.cover_days })),
    at,
  });
  const as_of = query.as_of ?? run.as_of;
  const runId = asksForNow(query, run) ? run.run_id : await runThen(query, run, scores);
  if (runId !== null && (await isKept(runId, run, query, services))) {
    const stamp = {
      run_id: runId,
      as_of,
      known_at: as_of,
      basis: 'published',
      known_exceptions: [],
    } as const;
    const page = await listScores({ ranking: scores, document: scores.document }, runId, query, from);
    return { page: linked(page, 'published'), stamp };
  }
  if (query.expand !== undefined) {
    const detail = `\`expand\` needs a ranking that a run has published, and that of ${as_of} would be computed for this answer. Leave \`expand\` out; \`links.explanation\` of a row has its drivers and sources.`;
    throw invalidRequest([{ parameter: 'expand', code: 'conflicting_parameters', detail }]);
  }
  const rescorer = await services.loadRescorer();
  const when = await onSignalsOfRun(pointInTime(query, run), run, scores);
  const ranking: Ranking<ScoreDocument> = {
    rankingPage: async (_run, type, buyer) => ({
      pages: 1,
      rows: await rescorer.ranking(type, buyer, when),
    }),
  };
  const stamp = {
    run_id: null,
    as_of: when.as_of,
    known_at: when.known_at,
    basis: 'recomputed',
    known_exceptions: KNOWN_EXCEPTIONS,
  } as const;
  const page = await listScores({ ranking, document: scores.document }, run.run_id, query, from);
  return { page: linked(page, 'recomputed'), stamp };
}

async function isKept(runId: string, run: RunPointer, query: ScoresQuery, { scores }: TimeServices) {
  const { subject_type, buyer } = query;
  return runId === run.run_id || (await scores.rankingPage(runId, subject_type, buyer, 0)) !== null;
}

export function refuseContradictions({
  subject_type,
  stage,
  country,
  format,
  fields,
  expand,
  profile,
  limit,
}: ScoresQuery): void {
  if (subject_type === 'supplier' && stage !== undefined) {
    throw conflict(
      'stage',
      '`stage` does not go with subject_type=supplier: a supplier is scored over all its sites. GET /v1/suppliers has the stages of each.',
    );
  }
  if (subject_type === 'element' && country !== undefined) {
    throw conflict(
      'country',
      '`country` does not go with subject_type=element: elements have no country. Add subject_type=supplier or subject_type=country.',
    );
  }
  if (format !== 'csv' && profile !== 'full') {
    throw conflict(
      'profile',
      '`profile` chooses the columns of format=csv. Add format=csv, or leave `profile` out.',
    );
  }
  if (format === 'csv' && fields !== undefined) {
    throw conflict(
      'fields',
      '`fields` does not go with format=csv, whose columns are fixed. Leave one of the two out.',
    );
  }
  if (expand === undefined) return;
  if (format === 'csv')
    throw conflict(
      'expand',
      '`expand` does not go with format=csv, whose columns are fixed: use json or ndjson.',
    );
  if (limit > MAX_EXPANDED_ROWS) {
    throw conflict(
      'limit',
      `With \`expand\` a page has at most ${MAX_EXPANDED_ROWS} rows: send a \`limit\` of ${MAX_EXPANDED_ROWS} or less.`,
    );
  }
}

const conflict = (parameter: string, detail: string): ExpectedError =>
  invalidRequest([{ parameter, code: 'conflicting_parameters', detail }]);

export function scoresResponse(
  rows: readonly ScoreRow[],
  expansions: readonly Expansion[],
  query: ScoresQuery,
  stamp: RankingStamp,
  neighbours: PageLinks,
  address: string,
): object | string {
  const chosen = rows.map((row, index) => ({ ...withFields(row, query), ...expansions[index] }));
  if (query.format === 'json') {
    const about = {
      ...stamp,
      subject_type: query.subject_type,
      buyer: buyersOf(query).join(','),
      scale: PAGE_SCALE,
    };
    return { data: chosen, next_cursor: neighbours.next_cursor, ...about, links: neighbours.links };
  }
  if (query.format === 'ndjson') return scoresAsNdjson(chosen);
  return query.profile === 'full' ? scoresAsCsv(rows) : scoresAsImportSet(rows, address);
}

function withFields(row: ScoreRow, query: ScoresQuery): object {
  if (query.fields === undefined) return row;
  const kept: readonly string[] = [
    'subject',
    ...(buyersOf(query).length > 1 ? ['buyer'] : []),
    ...query.fields,
  ];
  return Object.fromEntries(Object.entries(row).filter(([name]) => kept.includes(name)));
}
