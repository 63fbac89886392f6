/** `GET /v1/elements/{id}/report` and its likes: one page about a subject, for people. */
import * as z from 'zod';
import { idPath, lang, type RequestContract } from '../request-parts.ts';
import { scoreRequest } from '../subjects/subjects-request.ts';

export const reportRequest = {
  path: idPath,
  query: scoreRequest.query.omit({ stage: true }).extend({
    run: z
      .string()
      .regex(/^r[0-9]{10}$/, 'the id of a run, for example r0000000042')
      .optional()
      .describe(
        'This very run, as long as its rows are kept: the address that the report has in its foot. Not with `as_of`, `known_at`, `cover_days` or `end_use`, which a run has fixed; a custom supplier is in no run.',
      ),
    lang,
  }),
} as const satisfies RequestContract;
export type ReportQuery = z.output<typeof reportRequest.query>;
