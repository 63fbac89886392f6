import type * as z from 'zod';
import { collectionOf } from '#contracts/api/request-parts.ts';
import { type CatalogueEntry, catalogueDocumentSchema } from '#contracts/run/run-documents.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores, RunDocumentName } from '#functions/ports/published-scores.ts';

/** A document of a run, read with its contract. What does not fit is our own bad data: it throws, and the caller gets a 500. */
export async function runDocument<T extends z.ZodType>(
  scores: Pick<PublishedScores, 'document'>,
  runId: string,
  name: RunDocumentName,
  schema: T,
): Promise<z.output<T>> {
  const content = await scores.document(runId, name);
  if (content === null) throw new Error(`run ${runId} has no document ${name}`);
  return readDocument(content, runId, name, schema);
}

/** Validates a document that was already read from the store, and gives it its type. Throws when the document does not match its schema. */
export function readDocument<T extends z.ZodType>(content: unknown, runId: string, name: RunDocumentName, schema: T): z.output<T> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(`document ${name} of run ${runId} does not have its shape`, { cause: parsed.error });
}

/** Entries of a type of subject, in byte order of id. */
export async function catalogue(
  scores: Pick<PublishedScores, 'document'>,
  runId: string,
  type: SubjectType,
): Promise<readonly CatalogueEntry[]> {
  return (await runDocument(scores, runId, `catalogue:${collectionOf[type]}`, catalogueDocumentSchema)).entries;
}
