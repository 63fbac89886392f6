import * as z from 'zod';
import { collectionOf } from '#contracts/api/request-parts.ts';
import {
  type CatalogueEntry,
  catalogueDocumentSchema,
  catalogueIndexSchema,
  supplierNamesDocumentSchema,
} from '#contracts/run/catalogue-documents.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores, RunDocumentName } from '#functions/store/published-scores.ts';

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

type Documents = Pick<PublishedScores, 'document'>;

/** The catalogue of a type of subject: all entries, or of a large register where its parts begin. */
type Catalogue = { readonly entries: readonly CatalogueEntry[] } | { readonly parts: CatalogueParts };

/** Where the parts of a catalogue begin. */
type CatalogueParts = z.output<typeof catalogueIndexSchema>;

/** A catalogue as it is stored: whole, or where its parts begin. */
export async function storedCatalogue(scores: Documents, runId: string, type: SubjectType): Promise<Catalogue> {
  const name = `catalogue:${collectionOf[type]}` as const;
  const content = await runDocument(scores, runId, name, z.union([catalogueIndexSchema, catalogueDocumentSchema]));
  return 'entries' in content ? { entries: (content as z.output<typeof catalogueDocumentSchema>).entries } : { parts: content };
}

async function partOf(scores: Documents, runId: string, part: number): Promise<readonly CatalogueEntry[]> {
  return (await runDocument(scores, runId, `catalogue:suppliers:${part}`, catalogueDocumentSchema)).entries;
}

const numbersUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number);

/** Entries of a type of subject, in byte order of id. Of a large register every part is read: take `catalogueNear` or `cataloguePage` where a few will do. */
export async function catalogue(scores: Documents, runId: string, type: SubjectType): Promise<readonly CatalogueEntry[]> {
  const found = await storedCatalogue(scores, runId, type);
  if ('entries' in found) return found.entries;
  return (await Promise.all(numbersUpTo(found.parts.first_ids.length).map((part) => partOf(scores, runId, part)))).flat();
}

/** Entries among which a subject stands if the run has it, in byte order of id: all, or of a large register one part. */
export async function catalogueNear(scores: Documents, runId: string, type: SubjectType, id: string): Promise<readonly CatalogueEntry[]> {
  const found = await storedCatalogue(scores, runId, type);
  if ('entries' in found) return found.entries;
  return partOf(
    scores,
    runId,
    Math.max(
      0,
      found.parts.first_ids.findLastIndex((first) => first <= id),
    ),
  );
}

/** Some entries of a catalogue, and how many it has. `isWhole`: it is a small one, which was read at once. */
export interface CataloguePage {
  readonly entries: readonly CatalogueEntry[];
  readonly total: number;
  readonly isWhole: boolean;
}

/** Entries from a position on, at most `limit`. */
export async function cataloguePage(
  scores: Documents,
  runId: string,
  type: SubjectType,
  { start, limit }: { readonly start: number; readonly limit: number },
): Promise<CataloguePage> {
  const found = await storedCatalogue(scores, runId, type);
  if ('entries' in found) return { entries: found.entries.slice(start, start + limit), total: found.entries.length, isWhole: true };
  const { total, entries_per_part: size, first_ids } = found.parts;
  const [from, to] = [Math.floor(start / size), Math.min(first_ids.length, Math.ceil((start + limit) / size))];
  const parts = await Promise.all(numbersUpTo(Math.max(0, to - from)).map((number) => partOf(scores, runId, from + number)));
  return { entries: parts.flat().slice(start - from * size, start - from * size + limit), total, isWhole: false };
}

type SupplierNames = z.output<typeof supplierNamesDocumentSchema>['entries'];

/** Names of all suppliers of a register whose catalogue is in parts. */
export async function supplierNamesOf(scores: Documents, runId: string, parts: CatalogueParts): Promise<SupplierNames> {
  const documents = await Promise.all(
    numbersUpTo(parts.name_parts).map((part) => runDocument(scores, runId, `names:suppliers:${part}`, supplierNamesDocumentSchema)),
  );
  return documents.flatMap(({ entries }) => entries);
}
