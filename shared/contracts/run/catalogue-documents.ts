/**
 * Catalogues of a run as far as subjects are found in them. They stand apart from the other documents,
 * because nearly every operation
 * loads them, and making a schema takes time when a function starts.
 */
import * as z from 'zod';

/** `catalogue:elements`, `catalogue:suppliers`, `catalogue:countries`: entries in byte order of id. */
export const catalogueDocumentSchema = z.looseObject({
  entries: z.array(z.looseObject({ id: z.string(), name: z.string() })),
});
type CatalogueDocument = z.infer<typeof catalogueDocumentSchema>;
export type CatalogueEntry = CatalogueDocument['entries'][number];

/**
 * `catalogue:suppliers` of a register with more suppliers than a document holds: its parts are
 * `catalogue:suppliers:<part>` with `entries`.
 */
export const catalogueIndexSchema = z.looseObject({
  total: z.int().describe('Suppliers in all parts.'),
  entries_per_part: z.int(),
  first_ids: z.array(z.string()).describe('By part: the id of its first entry.'),
  name_parts: z.int().describe('Documents `names:suppliers:<part>`.'),
});

/** `names:suppliers:<part>`: what suppliers are looked up by, in byte order of id. */
export const supplierNamesDocumentSchema = z.looseObject({
  entries: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      unconfirmed_names: z.array(z.string()).optional(),
      countries: z.array(z.string()),
      listings: z.array(z.unknown()),
    }),
  ),
});
