/** Errors of the API: RFC 9457 problem details, one shape for every error of every operation. */
import type * as z from 'zod';
import type { fieldErrorSchema, problemSchema } from './problem-response.ts';

/**
 * Problem code -> status, title, and its description for readers of the documentation. An error without an
 * entry here does not compile.
 * Readers must expect further codes.
 */
export const PROBLEMS = {
  invalid_request: {
    status: 400,
    title: 'The request has a mistake',
    help: 'A parameter is unknown, given twice, or has a value that is not allowed. `errors` has one entry per mistake, each with what to send instead.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor does not fit this request',
    help: 'Send `next_cursor` exactly as it was answered and keep the other parameters; only `limit`, `format`, `fields` and `expand` may change between pages.',
  },
  malformed_http: {
    status: 400,
    title: 'This is not a request we can read',
    help: 'The address or the request is not valid HTTP.',
  },
  malformed_body: {
    status: 400,
    title: 'The body cannot be read',
    help: 'It is missing, is no valid JSON, or is not UTF-8. `detail` says where reading stopped.',
  },
  key_missing: {
    status: 401,
    title: 'An API key is needed',
    help: 'Send your key as `Authorization: Bearer <key>`, as `X-Api-Key: <key>`, or with Basic authentication as the user name.',
  },
  key_unknown: {
    status: 401,
    title: 'The API key is not known',
    help: 'It was mistyped, cut, or revoked. Keys begin with `cpk_` and have 58 characters. Ask who runs this service for a new one.',
  },
  key_expired: {
    status: 401,
    title: 'The API key has expired, or the session is over',
    help: 'After a session sign in again. For a new key ask who runs this service; two keys of a client can be live at a time, so that you can change over without a gap.',
  },
  scope_missing: {
    status: 403,
    title: 'The API key does not allow this',
    help: 'The key is good, but lacks the scope that `detail` names. Ask who runs this service for a key with it.',
  },
  foreign_page: {
    status: 403,
    title: 'The request comes from a page of another site',
    help: 'What a browser adds to a request by itself (the cookie of a session, Basic authentication) changes something only from a page of this service, which `Sec-Fetch-Site` or `Origin` shows. Programs send a key.',
  },
  not_through_edge: {
    status: 403,
    title: 'This address is closed',
    help: 'The service answers behind its firewall alone. Ask who runs it for the public address.',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing here',
    help: 'The address is right, but nothing has that id. Ids are case-sensitive: `Co` is cobalt. `detail` names the nearest one.',
  },
  unknown_route: {
    status: 404,
    title: 'There is no such address',
    help: 'Nothing is served at this path. `detail` names the nearest one.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not accept that method',
    help: 'The `Allow` header lists the methods that it accepts.',
  },
  request_in_flight: {
    status: 409,
    title: 'The first request with this Idempotency-Key is still at work',
    help: 'Wait for `Retry-After` seconds and send it again: you then get the answer of the first one.',
  },
  write_contention: {
    status: 409,
    title: 'Others are changing the same thing',
    help: 'Many requests change one thing at a time, and yours was slower at every try. Wait for `Retry-After` seconds and send it again; `errors` names what was not stored.',
  },
  cursor_superseded: {
    status: 410,
    title: 'The pages of this cursor have been replaced',
    help: 'A new run was published between two pages, or you have changed custom suppliers that are in them. Start again without a cursor, so that all your rows are of one state.',
  },
  version_conflict: {
    status: 412,
    title: 'It has been changed since you read it',
    help: 'Your `If-Match` names an older version. Read it again, apply your change to what is there now, and send that with its `ETag`.',
  },
  changes_pruned: {
    status: 410,
    title: 'These changes are no longer kept',
    help: 'Changes are kept for 400 days. Read the present state where `detail` and the `Link` header say, then follow the feed from a new answer without a cursor.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    help: 'A body may have at most 1,000,000 bytes. Send less at a time.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is of a kind that is not read here',
    help: 'Set `Content-Type` to one that `detail` names.',
  },
  unknown_host: {
    status: 421,
    title: 'This service is not asked by that name',
    help: 'A service that is open to everybody on one machine answers by `localhost` and by addresses only; who runs it can add names with ALLOWED_HOSTS.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    help: 'A key stands for one request for 24 hours. Make a new key for a new request, for example a UUID.',
  },
  too_large_to_compute: {
    status: 422,
    title: 'It is too large to be computed',
    help: 'It is well formed, and has more parts than one score may have. `detail` says how many it has, and how many are allowed.',
  },
  precondition_required: {
    status: 428,
    title: 'Say which version you are changing',
    help: 'Send the `ETag` of what you read as `If-Match`, or `If-None-Match: *` to make something new only.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    help: 'Wait for `Retry-After` seconds. The `RateLimit` header of every answer says how many requests are left; on one machine there is also a limit to what is computed for you at a time, which `detail` tells.',
  },
  headers_too_large: {
    status: 431,
    title: 'The address or the headers are too large',
    help: 'Address and headers together may have at most 10,240 bytes.',
  },
  internal_error: {
    status: 500,
    title: 'The fault is ours',
    help: 'It has been recorded. Try again later; if it stays, report the `request_id`.',
  },
  nothing_published: {
    status: 503,
    title: 'No scores have been published yet',
    help: 'The very first run is still at work. Try again after `Retry-After` seconds; /v1/status tells how far it is.',
  },
  took_too_long: {
    status: 503,
    title: 'It took too long',
    help: 'The answer was not ready in 30 seconds: it was computed for too much at a time, or others were before you. What you stored before is stored.',
  },
  temporarily_unavailable: {
    status: 503,
    title: 'The store does not answer right now',
    help: 'Try again after `Retry-After` seconds.',
  },
} as const satisfies Record<
  string,
  { readonly status: number; readonly title: string; readonly help: string }
>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Code of a problem, and of the mistake in a schema that becomes it. */
export const TOO_LARGE = 'too_large_to_compute' satisfies ProblemCode;

/** A validation error in one field: a query or path parameter, or a place in the body. */
export type FieldError = z.infer<typeof fieldErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;

export const problemType = (code: ProblemCode): string => `/docs#problem-${code}`;
