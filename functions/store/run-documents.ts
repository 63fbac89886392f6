import * as z from 'zod';
import { collectionOf } from '#contracts/api/request-parts.ts';
import {
  type CatalogueEntry,
  catalogueDocumentSchema,
  catalogueIndexSchema,
} from '#contracts/run/catalogue-documents.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores, RunDocumentName } from './published-scores.ts';

/** Throws for a document of another shape: our own data are broken. */
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

export function readDocument<T extends z.ZodType>(
  content: unknown,
  runId: string,
  name: RunDocumentName,
  schema: T,
): z.output<T> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(`document ${name} of run ${runId} does not have its shape`, { cause: parsed.error });
}

type Documents = Pick<PublishedScores, 'document'>;

/** Of a large register where its parts begin. */
type Catalogue = Readonly<{ entries: readonly CatalogueEntry[] }> | Readonly<{ parts: CatalogueParts }>;

export type CatalogueParts = z.output<typeof catalogueIndexSchema>;

export async function storedCatalogue(
  scores: Documents,
  runId: string,
  type: SubjectType,
): Promise<Catalogue> {
  const name = `catalogue:${collectionOf[type]}` as const;
  const content = await runDocument(
    scores,
    runId,
    name,
    z.union([catalogueIndexSchema, catalogueDocumentSchema]),
  );
  return 'entries' in content
    ? { entries: (content as z.output<typeof catalogueDocumentSchema>).entries }
    : { parts: content };
}

export async function partOf(
  scores: Documents,
  runId: string,
  part: number,
): Promise<readonly CatalogueEntry[]> {
  return (await runDocument(scores, runId, `catalogue:suppliers:${part}`, catalogueDocumentSchema)).entries;
}

export const partWith = (id: string, { first_ids }: Pick<CatalogueParts, 'first_ids'>): number =>
  Math.max(
    0,
    first_ids.findLastIndex((first) => first <= id),
  );

/**
 * In byte order of id. Reads every part of a large register: take `catalogueNear` or `cataloguePage` where a
 * few will do.
 */
export async function catalogue(
  scores: Documents,
  runId: string,
  type: SubjectType,
): Promise<readonly CatalogueEntry[]> {
  const found = await storedCatalogue(scores, runId, type);
  if ('entries' in found) return found.entries;
  return (await Promise.all(found.parts.first_ids.map((_, part) => partOf(scores, runId, part)))).flat();
}
