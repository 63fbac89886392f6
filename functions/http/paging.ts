import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Cursor, decodeCursor, encodeCursor } from '#contracts/api/cursor.ts';
import { ExpectedError } from './expected-errors.ts';

/** Where a page begins, in the words of its list. */
export type PagePosition = Cursor['at'];

export type Page<T> = Readonly<{
  rows: readonly T[];
  at: PagePosition | null;
}>;

export type PageLinks = Readonly<{
  next_cursor: string | null;
  links: Readonly<{ self: string; next: string | null }>;
}>;

/** Of rows of which one more than `limit` was looked for. The next page begins behind `position` of its last. */
export function pageOf<T>(found: readonly T[], limit: number, position: (last: T) => string): Page<T> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, at: found.length > limit && last !== undefined ? [position(last)] : null };
}

/** Behind which a page begins, of a list in the order of one text; null: at its beginning. */
export const textAt = (at: PagePosition | null): string | null =>
  typeof at?.[0] === 'string' && at[0] !== '' ? at[0] : null;

export interface Paging {
  readonly at: PagePosition | null;
  links(next: PagePosition | null): PageLinks;
}

const NOT_PART_OF_THE_QUESTION = ['cursor', 'limit', 'format', 'fields', 'expand', 'profile', 'lang'];

/**
 * `runId`: null for a list of no run. `beginsAt`: the parameter that a cursor replaces. Throws
 * `invalid_cursor` for one of another request, `cursor_superseded` for one of an earlier run.
 */
export function pagingOf(event: APIGatewayProxyEventV2, runId: string | null, beginsAt?: string): Paging {
  const parameters = new URLSearchParams(event.rawQueryString);
  const asked = new URLSearchParams(parameters);
  if (beginsAt !== undefined) asked.delete(beginsAt);
  const of = fingerprint(event.rawPath, asked);
  const text = parameters.get('cursor') ?? '';
  return {
    at: text.trim() === '' ? null : positionOf(text, runId, of),
    links(next) {
      const cursor = next && encodeCursor({ v: 1, run: runId, of, at: next });
      return {
        next_cursor: cursor,
        links: {
          self: addressOf(event.rawPath, parameters),
          next: nextAddress(event.rawPath, parameters, cursor),
        },
      };
    },
  };
}

function positionOf(text: string, runId: string | null, of: string): PagePosition {
  const cursor = decodeCursor(text);
  const again = 'Leave the cursor out to start from the beginning.';
  if (cursor === null)
    throw badCursor(`This is no cursor of this service: use a \`next_cursor\` as it was answered. ${again}`);
  if (cursor.of !== of) throw badCursor(`This cursor belongs to ${otherThan(cursor.of, of)}. ${again}`);
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

function fingerprint(path: string, parameters: URLSearchParams) {
  const question = [...parameters].filter(
    ([name, value]) => value.trim() !== '' && !NOT_PART_OF_THE_QUESTION.includes(name),
  );
  return [['', path], ...question]
    .map(([name = '', value = '']) => `${name}=${digest(value)}`)
    .sort()
    .join();
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 6);

function otherThan(made: string, sent: string) {
  const [of, now] = [made.split(','), sent.split(',')];
  const changed = [...of, ...now].filter((part) => of.includes(part) !== now.includes(part));
  const names = [...new Set(changed.map((part) => part.split('=')[0]))];
  if (names.includes('')) return 'another list';
  return `a request with another ${names.map((name) => `\`${name}\``).join(' and ')}: send what the first page was asked with`;
}

const addressOf = (path: string, parameters: URLSearchParams) =>
  parameters.size === 0 ? path : `${path}?${parameters}`;

function nextAddress(path: string, parameters: URLSearchParams, cursor: string | null): string | null {
  if (cursor === null) return null;
  const next = new URLSearchParams(parameters);
  next.set('cursor', cursor);
  return addressOf(path, next);
}
