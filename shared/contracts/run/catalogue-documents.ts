/** Apart from other documents: nearly every operation loads them, and making a schema takes time. */
import * as z from 'zod';

/** In byte order of id. */
export const catalogueDocumentSchema = z.looseObject({
  entries: z.array(z.looseObject({ id: z.string(), name: z.string() })),
});
type CatalogueDocument = z.infer<typeof catalogueDocumentSchema>;
export type CatalogueEntry = CatalogueDocument['entries'][number];

/** Of a large register; `catalogue:suppliers:<part>` have `entries`. */
export const catalogueIndexSchema = z.looseObject({
  total: z.int().describe('Suppliers in all parts.'),
  entries_per_part: z.int(),
  first_ids: z.array(z.string()).describe('By part: the id of its first entry.'),
  name_parts: z.int().describe('Documents `names:suppliers:<part>`.'),
});

/** `names:suppliers:<part>`. */
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
