import * as z from 'zod';

/** Work of a run in a store of layout 1; later runs have a plan instead. */
export const layout1ManifestSchema = z.object({
  buyers: z.array(z.string()),
  subjects: z.array(z.object({ type: z.enum(['element', 'supplier', 'country']), id: z.string() })),
});
export type Layout1Manifest = z.infer<typeof layout1ManifestSchema>;
