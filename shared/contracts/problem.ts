/** Errors as the API tells them: RFC 9457 problem details, one shape for every error of every operation. */
import * as z from 'zod';

/** Code -> status and title. Closed on our side: an error without an entry here does not compile. Open for readers. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request has a mistake' },
  invalid_cursor: { status: 400, title: 'The cursor does not fit this request' },
  not_found: { status: 404, title: 'There is no such thing here' },
  unknown_route: { status: 404, title: 'There is no such address' },
  method_not_allowed: { status: 405, title: 'This address does not accept that method' },
  cursor_superseded: { status: 410, title: 'The pages of this cursor have been replaced' },
  body_too_large: { status: 413, title: 'The body is too large' },
  uri_too_long: { status: 414, title: 'The address is too long' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  malformed_http: { status: 400, title: 'This is not a request we can read' },
  internal_error: { status: 500, title: 'The fault is ours' },
  nothing_published: { status: 503, title: 'No scores have been published yet' },
  temporarily_unavailable: { status: 503, title: 'The store does not answer right now' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one field: a query or path parameter, or a place in the body. */
export const fieldErrorSchema = z
  .strictObject({
    parameter: z.string().optional().describe('Name of the query or path parameter.'),
    pointer: z.string().optional().describe('JSON pointer into the request body (RFC 6901).'),
    code: z
      .string()
      .describe(
        'Kind of mistake: unknown_parameter, duplicate_parameter, invalid_value, not_served_yet, conflicting_parameters. More may be added.',
      ),
    detail: z.string().describe('What is wrong and what to send instead.'),
  })
  .describe('One mistake of the request.');
export type FieldError = z.infer<typeof fieldErrorSchema>;

export const problemSchema = z
  .strictObject({
    type: z.string().describe('Path of the section of the documentation that explains this kind of error.'),
    title: z.string().describe('The kind of error in a few words; the same for every occurrence.'),
    status: z.int().min(400).max(599).describe('The HTTP status.'),
    detail: z.string().describe('What happened this time, and what to do.'),
    instance: z.string().describe('Path of the request.'),
    code: z.string().describe('The kind of error for programs. More codes may be added.'),
    request_id: z.string().describe('Quote this when you report the error.'),
    errors: z.array(fieldErrorSchema).describe('One entry per mistake; empty when no single field is to blame.'),
  })
  .describe('An error, as RFC 9457 problem details.');
export type Problem = z.infer<typeof problemSchema>;

export const problemType = (code: ProblemCode): string => `/docs#problem-${code}`;
