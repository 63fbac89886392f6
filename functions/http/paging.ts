import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decodeCursor, encodeCursor } from '#contracts/api/cursor.ts';
import { ExpectedError } from '#functions/requests/expected-errors.ts';
import type { PagePosition, Paging } from '#functions/requests/paging.ts';

/** These do not change which rows there are. */
const NOT_PART_OF_THE_QUESTION = ['cursor', 'limit', 'format', 'fields', 'expand', 'profile'];

/**
 * `runId`: the run that readers see, or `null` for a list that belongs to no run. Throws `invalid_cursor` for a cursor of another request
 * and `cursor_superseded` for one of an earlier run: pages of two runs never mix.
 */
export function pagingOf(event: APIGatewayProxyEventV2, runId: string | null): Paging {
  const parameters = new URLSearchParams(event.rawQueryString);
  const of = fingerprint(event.rawPath, parameters);
  const text = parameters.get('cursor') ?? '';
  return {
    at: text.trim() === '' ? null : positionOf(text, runId, of),
    links(next) {
      const cursor = next === null ? null : encodeCursor({ v: 1, run: runId, of, at: next });
      return {
        next_cursor: cursor,
        links: { self: addressOf(event.rawPath, parameters), next: nextAddress(event.rawPath, parameters, cursor) },
      };
    },
  };
}

function positionOf(text: string, runId: string | null, of: string): PagePosition {
  const cursor = decodeCursor(text);
  const again = 'Leave the cursor out to start from the beginning.';
  if (cursor === null) throw badCursor(`This is no cursor of this service: use a \`next_cursor\` as it was answered. ${again}`);
  if (cursor.of !== of) {
    throw badCursor(
      `This cursor belongs to another request: change only \`limit\`, \`format\`, \`fields\` and \`expand\` between pages. ${again}`,
    );
  }
  if (cursor.run !== runId) {
    throw new ExpectedError(
      'cursor_superseded',
      `The cursor belongs to run ${cursor.run}, and run ${runId} has been published since. Start again without a cursor, so that your pages are all of one run.`,
      [{ parameter: 'cursor', code: 'superseded', detail: `made for run ${cursor.run}` }],
    );
  }
  return cursor.at;
}

const badCursor = (detail: string): ExpectedError =>
  new ExpectedError('invalid_cursor', detail, [{ parameter: 'cursor', code: 'invalid_value', detail }]);

function fingerprint(path: string, parameters: URLSearchParams): string {
  const question = [...parameters].filter(([name, value]) => value.trim() !== '' && !NOT_PART_OF_THE_QUESTION.includes(name));
  question.sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([path, question]))
    .digest('base64url')
    .slice(0, 12);
}

const addressOf = (path: string, parameters: URLSearchParams): string => (parameters.size === 0 ? path : `${path}?${parameters}`);

function nextAddress(path: string, parameters: URLSearchParams, cursor: string | null): string | null {
  if (cursor === null) return null;
  const next = new URLSearchParams(parameters);
  next.set('cursor', cursor);
  return addressOf(path, next);
}
