import * as z from 'zod';
import { bandSchema, runStampShape } from '../scores/score-response.ts';

const nullableNumber = z.number().nullable();

const matchSchema = z
  .strictObject({
    subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
    origin: z.string().describe('`shipped` with this service, or your `custom`.'),
    method: z.string().describe('id, lei, duns, external_id, name_country (same name, country fits), name (same name), similar_name.'),
    confidence: z.number().describe('1 for an identifier, else how alike the names are (Jaro-Winkler on normalised names), 0 to 1.'),
    name_similarity: nullableNumber,
    country_fits: z
      .boolean()
      .nullable()
      .describe('Whether a site stands in the country that was given; null where none was given or none is known.'),
    explanation: z.string(),
    countries: z.array(z.string()),
    score: nullableNumber.describe(
      'Current score for the buyer; null without enough data. Your custom suppliers are scored for this answer, up to 500 of them.',
    ),
    band: bandSchema,
    links: z.strictObject({ self: z.string(), score: z.string() }),
  })
  .describe('A subject, and why it is meant.');

export const lookupsSchema = z
  .strictObject({
    buyer: z.string(),
    summary: z.strictObject({ items: z.int(), matched: z.int(), ambiguous: z.int(), not_found: z.int(), invalid: z.int() }),
    data: z
      .array(
        z.strictObject({
          input: z.record(z.string(), z.unknown()).describe('The item as it was sent.'),
          status: z.int().describe('200 matched, 300 ambiguous, 404 not found, 422 can not be looked up.'),
          outcome: z.string().describe('matched, ambiguous, not_found or invalid.'),
          match: matchSchema.nullable(),
          candidates: z.array(matchSchema).describe('Where nothing is certain: what it could be, nearest first. Nothing is guessed.'),
          detail: z.string().nullable(),
        }),
      )
      .describe('In the order of the items.'),
    custom_suppliers: z
      .strictObject({ compared: z.int(), all: z.boolean() })
      .describe(
        'How many of your custom suppliers were compared, and whether that is all of them: beyond 5,000 they are found by `id` only.',
      ),
    ...runStampShape,
  })
  .describe('What the items mean.');
