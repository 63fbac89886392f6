import * as z from 'zod';
import { collectionOf } from '#contracts/api/request-parts.ts';
import {
  type CatalogueEntry,
  catalogueDocumentSchema,
  catalogueIndexSchema,
} from '#contracts/run/catalogue-documents.ts';
import {
  dayKey,
  documentKey,
  pointerKey,
  rankingKey,
  runKey,
  runObjects,
  scoreKey,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import type { RankingPage, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { ArchivedObjects } from '../objects/archived-objects.ts';
import {
  newestRuns,
  type RunPointer,
  type RunRecord,
  runPointerOf,
  runRecordOf,
} from '../runs/run-ledger.ts';
import { gunzipJson, unbrotliText } from '../table/compression.ts';
import { type Item, nameOf, type Table } from '../table/table.ts';
import { pointsOfYear } from './score-history.ts';
import { documentsIn, jsonByBuyer, readable, storedPlace } from './score-item.ts';

export type SubjectKey = Readonly<{
  type: SubjectType;
  id: string;
  buyer: string;
}>;

/** Its shape is `explanationSchema` of the contract. */
export type ExplanationDocument = ScoreDocument & Readonly<Record<string, unknown>>;

export type RunDocumentName =
  | 'catalogue:elements'
  /** Of a register with more than a document holds, the first ids of its parts. */
  | 'catalogue:suppliers'
  | `catalogue:suppliers:${string}`
  | `names:suppliers:${string}`
  | 'catalogue:countries'
  | 'signals'
  | `signal:${string}`
  | 'observed-counts'
  | 'measures'
  | 'sources'
  | 'security-events'
  | 'control-events'
  | 'shortages'
  | `inputs:${string}`
  | `supplier-inputs:${string}`
  /** Part of its country's output of an element that each supplier makes. */
  | 'supplier-outputs'
  | `supplier-outputs:${string}`
  | 'lanes'
  | 'listed-names'
  | 'product-contents'
  /** By which outcomes of forecasts are judged. */
  | 'outcome-record'
  | 'observations'
  | 'methodology';

/** Every method is one eventually consistent GetItem for each item it names; none scans. */
export type PublishedScores = ReturnType<typeof publishedScoresIn>;

/** Short against a nightly run, long against a request. */
const POINTER_LIFETIME_MS = 5000;

export function publishedScoresIn(
  table: Table,
  objects: Pick<ArchivedObjects, 'read' | 'readPart'>,
  { now = () => performance.now(), pointerLifetimeMs = POINTER_LIFETIME_MS } = {},
) {
  let seen: Readonly<{ pointer: RunPointer; at: number }> | null = null;
  const item = (key: TableKey): Promise<Item | undefined> => table.get(key, { eventual: true });

  async function scoreJson(runId: string, subject: SubjectKey): Promise<string | null> {
    const found = await item(scoreKey(runId, subject));
    return (found && jsonByBuyer(found).get(subject.buyer)) ?? null;
  }

  async function explanation(runId: string, subject: SubjectKey): Promise<ExplanationDocument | null> {
    const found = await item(scoreKey(runId, subject));
    if (found === undefined || found.explanations === null) return null;
    const score = jsonByBuyer(found).get(subject.buyer);
    if (score === undefined) return null;
    const [batch, from, length] = storedPlace.parse(found.explanations);
    const object = runObjects.explanations(runId, batch);
    const bytes = await objects.readPart(object, from, length);
    if (bytes === null) return null;
    const line = (found.buyers as readonly string[]).indexOf(subject.buyer);
    const json = unbrotliText(bytes).split('\n')[line];
    if (json === undefined)
      throw new Error(`${object} has no line ${line} in the ${length} bytes from ${from}`);
    return { ...(JSON.parse(json) as ExplanationDocument), rank: (JSON.parse(score) as ScoreDocument).rank };
  }

  async function document(runId: string, name: RunDocumentName): Promise<unknown> {
    const key = documentKey(runId, name);
    const found = await item(key);
    if (found === undefined) return null;
    if (found.object === undefined) return readable(key, () => gunzipJson(found.gzipped as Uint8Array));
    const bytes = await objects.read(found.object as string);
    if (bytes === null)
      throw new Error(`the document ${name} of run ${runId} is not where its row says: ${found.object}`);
    return gunzipJson(bytes);
  }

  async function rankingPage(
    runId: string,
    type: SubjectType,
    buyer: string,
    number: number,
  ): Promise<RankingPage | null> {
    const key = rankingKey(runId, type, buyer, number);
    const found = await item(key);
    if (found === undefined) return null;
    const { page, pages, ids } = found as Item &
      Readonly<{
        page: number;
        pages: number;
        ids: readonly string[];
      }>;
    const keys = readable(key, () => ids.map((id) => scoreKey(runId, { type, id })));
    const scores = await table.getMany(keys, { eventual: true });
    const rows = keys.map((one) => {
      const score = scores.get(nameOf(one));
      const json = score && jsonByBuyer(score).get(buyer);
      if (json === undefined)
        throw new Error(`the ranking ${key.pk} names a score that is not there: ${one.pk}`);
      return JSON.parse(json) as ScoreDocument;
    });
    return { run_id: runId, subject_type: type, buyer, page, pages, rows };
  }

  return {
    explanation,
    document,
    rankingPage,
    scoreJson,

    async score(runId: string, subject: SubjectKey): Promise<ScoreDocument | null> {
      const json = await scoreJson(runId, subject);
      return json === null ? null : (JSON.parse(json) as ScoreDocument);
    },

    async scoresOf(
      runId: string,
      subjects: readonly Omit<SubjectKey, 'buyer'>[],
    ): Promise<readonly ScoreDocument[]> {
      const keys = subjects.map((subject) => scoreKey(runId, subject));
      const found = await table.getMany(keys, { eventual: true });
      return keys.flatMap((key) => {
        const scores = found.get(nameOf(key));
        return scores === undefined ? [] : documentsIn(scores);
      });
    },

    /** Cached for a few seconds; `null`: nothing was ever published. */
    async currentRun(): Promise<RunPointer | null> {
      if (seen !== null && now() - seen.at < pointerLifetimeMs) return seen.pointer;
      try {
        const found = await item(pointerKey);
        // "Nothing published" is not cached: readers must see the first publication at once.
        seen = found === undefined ? null : { pointer: runPointerOf(found), at: now() };
      } catch (error) {
        if (seen === null) throw error;
        seen = { ...seen, at: now() }; // it still names a whole run, and no other request has to wait
      }
      return seen?.pointer ?? null;
    },

    /** Oldest first; of a day `published` before `replayed` (as today's code scores it). */
    history: (subject: SubjectKey, year: number) => pointsOfYear(table, subject, year),
    runs: (limit: number, before: string | null) => newestRuns(table, limit, before, true),

    async run(runId: string): Promise<RunRecord | null> {
      const found = await item(runKey(runId));
      return found === undefined ? null : runRecordOf(found);
    },

    runOfDay: async (day: string): Promise<string | null> =>
      ((await item(dayKey(day)))?.run_id as string | undefined) ?? null,
  };
}

export interface Ranking<Row> {
  rankingPage(
    runId: string,
    type: SubjectType,
    buyer: string,
    page: number,
  ): Promise<Readonly<{ pages: number; rows: readonly Row[] }> | null>;
}

export async function wholeRanking<Row>(
  scores: Ranking<Row>,
  runId: string,
  type: SubjectType,
  buyer: string,
): Promise<Row[]> {
  const first = await scores.rankingPage(runId, type, buyer, 0);
  if (first === null) return [];
  const numbers = Array.from({ length: first.pages - 1 }, (_, index) => index + 1);
  const rest = await Promise.all(numbers.map((number) => rankingPage(scores, runId, type, buyer, number)));
  return [first, ...rest].flatMap((page) => page.rows);
}

export async function rankingPage<Row>(
  scores: Ranking<Row>,
  runId: string,
  type: SubjectType,
  buyer: string,
  number: number,
) {
  const page = await scores.rankingPage(runId, type, buyer, number);
  if (page === null) throw new Error(`run ${runId} has no ranking page ${number} of ${type} for ${buyer}`);
  return page;
}

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
