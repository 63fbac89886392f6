/** The record of who changed what. */
import * as z from 'zod';
import { calendarDate, cursor, limit, noPath, type RequestContract } from '../request-parts.ts';
import { nextCursor, pageLinksSchema } from '../scores/score-response.ts';

export const auditRequest = {
  path: noPath,
  query: z.strictObject({
    from: calendarDate.optional().describe('First day (UTC); 30 days before `to` when not given.'),
    to: calendarDate.optional().describe('Last day (UTC); today when not given.'),
    limit: limit(100),
    cursor,
  }),
  scope: 'admin',
} as const satisfies RequestContract;

const auditEntrySchema = z
  .strictObject({
    id: z.string().describe('Id that the service gave the request.'),
    request_id: z.string().describe('Id as its answer has it in `X-Request-Id`: one that the caller chose, or that of the service.'),
    at: z.string().describe('When it came in.'),
    client: z
      .string()
      .describe(
        'The client that the request came from: that of the key, the application or hashed name (`jwt-...`) of a token, that of an IAM principal; `local` where access is open.',
      ),
    key: z
      .string()
      .nullable()
      .describe(
        'Id of the API key, the part between `cpk_` and the next underscore; null where access is open, and where a token (JWT) or a signature (IAM) showed who asked.',
      ),
    method: z.string(),
    path: z.string().describe('Path that was asked, without its query.'),
    status: z.int().nullable().describe('Status of the answer; null while it is at work, or when the process ended before it answered.'),
    outcome: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .describe('Figures of the answer: counts, versions, ids; of an error its code.'),
  })
  .describe('A request that changed something, or tried to.');

export const auditPageSchema = z
  .strictObject({
    data: z.array(auditEntrySchema).describe('Newest first.'),
    next_cursor: nextCursor,
    links: pageLinksSchema,
  })
  .describe('Who changed what. Kept for 400 days.');
