import * as z from 'zod';
import { noPath, type RequestContract } from '../request-parts.ts';

/** Longest text that the reference is searched for, in characters. */
export const LONGEST_SEARCH = 80;

/** Request of the reference to read; everybody may call it. */
export const docsRequest = {
  path: noPath,
  query: z.strictObject({
    page: z
      .string()
      .regex(/^[A-Za-z-]{1,64}$/, 'the name of a resource or an object, for example scores or Problem')
      .optional()
      .describe('A resource (`scores`, `custom-data`), an object (`Score`), `access`, `objects` or `errors`; the index when not given.'),
    q: z
      .string()
      .max(LONGEST_SEARCH, `at most ${LONGEST_SEARCH} characters`)
      .optional()
      .describe('Words to look for in operations, fields and errors.'),
  }),
  scope: 'public',
} as const satisfies RequestContract;
