import type { ScoresQuery } from '#contracts/api/scores/scores-request.ts';
import type { RankingPage, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import { closestMatch, invalidRequest } from '#functions/http/expected-errors.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { ComparedScore } from '#functions/store/custom-scores.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { catalogue } from '../published-run/run-documents.ts';
import { type Basis, type ScoreRow, withScoreLinks } from '../published-run/score-links.ts';

/** Buyers of a ranking: those of `buyers`, else the one. */
export const buyersOf = ({ buyer, buyers }: Pick<ScoresQuery, 'buyer' | 'buyers'>): readonly string[] => [...new Set(buyers ?? [buyer])];

/** Highest score first, unknown ones last; of equal scores the order that they have stays. */
export const highestFirst = (left: ScoreDocument, right: ScoreDocument): number => (right.score ?? -1) - (left.score ?? -1);

/** The rankings of the buyers of a question: that of one as it is read, those of several as one page in one order. */
export function rankingSource(scores: RankingSource, query: Pick<ScoresQuery, 'buyer' | 'buyers'>): RankingSource {
  const buyers = buyersOf(query);
  if (buyers.length === 1) return scores;
  return {
    document: scores.document,
    async rankingPage(runId, type, _buyer, number) {
      if (number > 0) return null;
      const rankings = await Promise.all(buyers.map((buyer) => wholeRanking(scores, runId, type, buyer)));
      const rows = rankings.flat().sort(highestFirst);
      return rows.length === 0 ? null : { run_id: runId, subject_type: type, buyer: buyers.join(','), page: 0, pages: 1, rows };
    },
  };
}

/** Where a ranking is read from: a run, or one that was computed for this response beside the catalogue of the newest run. */
export type RankingSource = Pick<PublishedScores, 'rankingPage' | 'document'>;

/**
 * A page of the ranking. In the order of the ranking it reads ranking pages until it has the rows and knows whether more follow; any
 * other order needs all of them. Throws `invalid_request` when nothing matches because the element does not exist.
 */
export async function listScores(
  scores: RankingSource,
  runId: string,
  query: ScoresQuery,
  at: Paging['at'],
  basis: Basis = 'published',
): Promise<Page<ScoreRow>> {
  const found = query.sort === '-score' ? await inRankingOrder(scores, runId, query, at) : await inOtherOrder(scores, runId, query, at);
  if (found.rows.length === 0 && query.element !== undefined) await refuseUnknownElement(scores, runId, query.element);
  return { rows: found.rows.map((document) => withScoreLinks(document, basis, { cover_days: query.cover_days })), at: found.at };
}

async function inRankingOrder(scores: RankingSource, runId: string, query: ScoresQuery, at: Paging['at']): Promise<Page<ScoreDocument>> {
  const [firstPage, firstRow] = numbers(at, [0, 0]);
  const rows: ScoreDocument[] = [];
  // Nothing of this type was scored, or the position of the cursor was made up: there is nothing to show.
  const first = await scores.rankingPage(runId, query.subject_type, query.buyer, firstPage);
  if (first === null) return { rows, at: null };
  for (let number = firstPage; ; number += 1) {
    const page = number === firstPage ? first : await rankingPage(scores, runId, query.subject_type, query.buyer, number);
    for (let row = number === firstPage ? firstRow : 0; row < page.rows.length; row += 1) {
      const document = page.rows[row] as ScoreDocument;
      if (query.min_score !== undefined && (document.score ?? -1) < query.min_score) return { rows, at: null }; // sorted: none follows
      if (!scoreMatches(document, query)) continue;
      if (rows.length === query.limit) return { rows, at: [number, row] };
      rows.push(document);
    }
    if (number + 1 >= page.pages) return { rows, at: null };
  }
}

async function inOtherOrder(scores: RankingSource, runId: string, query: ScoresQuery, at: Paging['at']): Promise<Page<ScoreDocument>> {
  const [offset] = numbers(at, [0]);
  const all = (await wholeRanking(scores, runId, query.subject_type, query.buyer)).filter((document) => scoreMatches(document, query));
  const sorted = all.sort(scoreOrderOf(query.sort));
  const end = offset + query.limit;
  return { rows: sorted.slice(offset, end), at: end < sorted.length ? [end] : null };
}

/** All rows of a ranking, highest score first. */
export async function wholeRanking(
  scores: Pick<PublishedScores, 'rankingPage'>,
  runId: string,
  type: SubjectType,
  buyer: string,
): Promise<ScoreDocument[]> {
  const first = await scores.rankingPage(runId, type, buyer, 0);
  if (first === null) return [];
  const numbers = Array.from({ length: first.pages - 1 }, (_, index) => index + 1);
  const rest = await Promise.all(numbers.map((number) => rankingPage(scores, runId, type, buyer, number)));
  return [first, ...rest].flatMap((page) => page.rows);
}

/** A page that the pages before it promise. */
async function rankingPage(
  scores: Pick<PublishedScores, 'rankingPage'>,
  runId: string,
  type: SubjectType,
  buyer: string,
  number: number,
): Promise<RankingPage> {
  const page = await scores.rankingPage(runId, type, buyer, number);
  if (page === null) throw new Error(`run ${runId} has no ranking page ${number} of ${type} for ${buyer}`);
  return page;
}

export function scoreMatches(document: ComparedScore, query: ScoresQuery): boolean {
  return (
    (query.element === undefined || document.elements.includes(query.element) || document.element === query.element) &&
    (query.stage === undefined || document.stage === query.stage) &&
    (query.country === undefined || document.countries.includes(query.country)) &&
    (query.band === undefined || document.band === query.band) &&
    (query.min_score === undefined || (document.score !== null && document.score >= query.min_score))
  );
}

type Order = (left: ComparedScore, right: ComparedScore) => number;

/** Unknown values last, whatever the direction; ties keep the order of the ranking, because sorting is stable. */
export function scoreOrderOf(sort: ScoresQuery['sort']): Order {
  const descending = sort.startsWith('-');
  const name = (descending ? sort.slice(1) : sort) as 'score' | 'name' | 'id' | 'coverage' | 'p_stockout_90' | 'expected_days' | 'hhi';
  const sortValue = (document: ComparedScore): number | string | null =>
    name === 'name' || name === 'id' ? document.subject[name] : document[name];
  return (left, right) => {
    const [one, other] = [sortValue(left), sortValue(right)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (one === other) return 0;
    return one < other === descending ? 1 : -1;
  };
}

/** Throws `invalid_request` for an element that the run does not have. */
export async function refuseUnknownElement(scores: Pick<PublishedScores, 'document'>, runId: string, element: string): Promise<void> {
  const symbols = (await catalogue(scores, runId, 'element')).map((entry) => entry.id);
  if (symbols.includes(element)) return;
  const meant = closestMatch(element, symbols);
  const guess = meant === null ? '' : ` Did you mean \`${meant}\`?`;
  const detail = `\`element\` is ${JSON.stringify(element)}, which is not one of: ${symbols.join(', ')}.${guess}`;
  throw invalidRequest([{ parameter: 'element', code: 'invalid_value', detail }]);
}

/** A position of our own cursor; one that was tampered with starts at the beginning. */
function numbers<const T extends readonly number[]>(at: Paging['at'], start: T): { [K in keyof T]: number } {
  const valid = at !== null && at.length === start.length && at.every((part) => typeof part === 'number');
  return (valid ? at : start) as { [K in keyof T]: number };
}
