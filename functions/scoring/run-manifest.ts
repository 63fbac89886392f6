import * as z from 'zod';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';

const manifestSchema = z.object({
  run_id: z.string(),
  as_of: z.string(),
  known_at: z.string(),
  inputs_sha256: z.string(),
  buyers: z.array(z.string()),
  subjects: z.array(z.object({ type: z.enum(['element', 'supplier', 'country']), id: z.string(), name: z.string() })),
});

/** The work of a run, fixed when it begins. */
export type RunManifest = z.infer<typeof manifestSchema>;

/** Throws when the run has no manifest: it died before it began to work. */
export async function runManifest(runId: string, scores: Pick<PublishedScores, 'document'>): Promise<RunManifest> {
  const document = await scores.document(runId, 'manifest');
  if (document === null) throw new Error(`run ${runId} has no manifest`);
  return manifestSchema.parse(document);
}

/** Every type and buyer of the run: the parts in which its results are kept. */
export function resultGroups(manifest: RunManifest): readonly { readonly type: SubjectType; readonly buyer: string }[] {
  const types = [...new Set(manifest.subjects.map((subject) => subject.type))].sort();
  return types.flatMap((type) => manifest.buyers.map((buyer) => ({ type, buyer })));
}
