import type { ScoresQuery } from '#contracts/scores-request.ts';
import { invalidRequest } from '#functions/runtime/expected-errors.ts';
import type { ApiAnswer } from '#functions/runtime/http-answer.ts';
import type { Paging } from '#functions/runtime/paging.ts';
import type { RankingStamp } from './ranking-in-time.ts';
import { SCALE, type ScoreRow } from './score-links.ts';
import { scoresAsCsv, scoresAsImportSet, scoresAsNdjson } from './scores-as-table.ts';

/** Columns of the CSV are fixed, and only the CSV has profiles of them. */
export function refuseContradictions({ format, fields, profile }: ScoresQuery): void {
  if (format !== 'csv' && profile !== 'full') {
    const detail = '`profile` chooses the columns of format=csv. Add format=csv, or leave `profile` out.';
    throw invalidRequest([{ parameter: 'profile', code: 'conflicting_parameters', detail }]);
  }
  if (format !== 'csv' || fields === undefined) return;
  const detail = '`fields` does not go with format=csv, whose columns are fixed. Leave one of the two out.';
  throw invalidRequest([{ parameter: 'fields', code: 'conflicting_parameters', detail }]);
}

/** A page in the format that was asked for. A table has no room for a cursor: there the `Link` header names the next page. */
export function scoresAnswer(
  rows: readonly ScoreRow[],
  query: ScoresQuery,
  stamp: RankingStamp,
  neighbours: ReturnType<Paging['links']>,
  address: string,
): ApiAnswer {
  const chosen = rows.map((row) => withFields(row, query.fields));
  if (query.format === 'json') {
    const { subject_type, buyer } = query;
    const about = { ...stamp, subject_type, buyer, scale: SCALE };
    return { body: { data: chosen, next_cursor: neighbours.next_cursor, ...about, links: neighbours.links } };
  }
  const link: Record<string, string> = neighbours.links.next === null ? {} : { link: `<${neighbours.links.next}>; rel="next"` };
  return query.format === 'csv'
    ? {
        body: query.profile === 'full' ? scoresAsCsv(rows) : scoresAsImportSet(rows, address),
        headers: { 'content-type': 'text/csv; charset=utf-8; header=present', ...link },
      }
    : { body: scoresAsNdjson(chosen), headers: { 'content-type': 'application/x-ndjson', ...link } };
}

function withFields(row: ScoreRow, fields: ScoresQuery['fields']): object {
  if (fields === undefined) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name === 'subject' || (fields as readonly string[]).includes(name)));
}
