import { MAX_EXPANDED_ROWS, type ScoresQuery } from '#contracts/api/scores/scores-request.ts';
import { type ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { PageLinks } from '#functions/http/paging.ts';
import { PAGE_SCALE, type ScoreRow } from '../published-run/score-links.ts';
import type { Expansion } from './expand-scores.ts';
import { buyersOf } from './list-scores.ts';
import type { RankingStamp } from './ranking-in-time.ts';
import { scoresAsCsv, scoresAsImportSet, scoresAsNdjson } from './scores-as-table.ts';

/**
 * Throws `invalid_request` for parameters that contradict each other: the CSV has fixed columns, only the CSV has profiles, a page of
 * expanded rows is short, and a filter that no row could pass is an error.
 */
export function refuseContradictions({ subject_type, stage, country, format, fields, expand, profile, limit }: ScoresQuery): void {
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
    throw conflict('profile', '`profile` chooses the columns of format=csv. Add format=csv, or leave `profile` out.');
  }
  if (format === 'csv' && fields !== undefined) {
    throw conflict('fields', '`fields` does not go with format=csv, whose columns are fixed. Leave one of the two out.');
  }
  if (expand === undefined) return;
  if (format === 'csv') throw conflict('expand', '`expand` does not go with format=csv, whose columns are fixed: use json or ndjson.');
  if (limit > MAX_EXPANDED_ROWS) {
    throw conflict(
      'limit',
      `With \`expand\` a page has at most ${MAX_EXPANDED_ROWS} rows: send a \`limit\` of ${MAX_EXPANDED_ROWS} or less.`,
    );
  }
}

const conflict = (parameter: string, detail: string): ExpectedError =>
  invalidRequest([{ parameter, code: 'conflicting_parameters', detail }]);

/** A page as JSON, or as the text of the requested format. `expansions`: extra parts of each row, beside its fields. */
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
    const about = { ...stamp, subject_type: query.subject_type, buyer: buyersOf(query).join(','), scale: PAGE_SCALE };
    return { data: chosen, next_cursor: neighbours.next_cursor, ...about, links: neighbours.links };
  }
  if (query.format === 'ndjson') return scoresAsNdjson(chosen);
  return query.profile === 'full' ? scoresAsCsv(rows) : scoresAsImportSet(rows, address);
}

function withFields(row: ScoreRow, query: ScoresQuery): object {
  if (query.fields === undefined) return row;
  const kept: readonly string[] = ['subject', ...(buyersOf(query).length > 1 ? ['buyer'] : []), ...query.fields];
  return Object.fromEntries(Object.entries(row).filter(([name]) => kept.includes(name)));
}
