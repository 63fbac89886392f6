/** Many subjects at once, by whatever a system knows of them. */
import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { noPath, noQuery, type RequestContract } from '../request-parts.ts';

const MOST_ITEMS = 500;
const words = z.string().trim().min(1, 'at least one character').max(200, 'at most 200 characters');

const lookupItemSchema = z
  .strictObject({
    type: z
      .enum(['supplier', 'element', 'country'])
      .optional()
      .describe(
        'What it is. When not given a supplier is looked for, and where none matches an element or a country with that name or id.',
      ),
    ref: words.optional().describe('Your own number of the item; is given back, not read.'),
    id: z.string().max(64, 'at most 64 characters').optional().describe('Id in this service; case matters.'),
    lei: words.optional().describe('Legal Entity Identifier (ISO 17442). Blanks and hyphens make no difference.'),
    duns: words.optional().describe('DUNS number.'),
    name: words.optional().describe('In any writing; case, accents, punctuation and the legal form make no difference.'),
    country: z
      .string()
      .regex(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code in capitals, for example CHN')
      .optional()
      .describe('Country of a site, to confirm a name: an ISO 3166-1 alpha-3 code.'),
    external_ids: z
      .record(z.string().max(64, 'at most 64 characters'), z.string().max(200, 'at most 200 characters'))
      .default({})
      .describe('Ids in your own systems, by system: found in suppliers that you have stored with them.'),
  })
  .describe('One item. Identifiers decide; a name is compared only where none of them finds anything.');

export const lookupsRequest = {
  path: noPath,
  query: noQuery,
  body: z.strictObject({
    buyer: z.enum(BUYERS).default('JPN').describe('For whom the scores of matches are.'),
    items: z.array(lookupItemSchema).min(1, 'at least one item').max(MOST_ITEMS, `at most ${MOST_ITEMS} items`),
  }),
} as const satisfies RequestContract;
export type LookupsBody = z.output<typeof lookupsRequest.body>;
