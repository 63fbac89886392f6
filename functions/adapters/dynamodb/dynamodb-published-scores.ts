import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  dayKey,
  documentKey,
  pointerKey,
  rankingKey,
  runKey,
  runObjects,
  scoresKey,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import type { RankingPage, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import {
  type ExplanationDocument,
  type PublishedScores,
  type RunDocumentName,
  type SubjectKey,
  UnreadableItem,
} from '#functions/ports/published-scores.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import type { ArchivedObjects } from '../archive/archived-objects.ts';
import { unbrotliText } from '../brotli-text.ts';
import { inflateDocuments } from '../dictionary-text.ts';
import { gunzipJson } from '../gzip-json.ts';
import { queryRuns, runPointerOf, runRecordOf } from './dynamodb-run-ledger.ts';
import { pointsOfYear } from './dynamodb-score-history.ts';
import { unpackedBody } from './unpacked-body.ts';

/** How long a reader may go on with the pointer it has seen; short against a nightly run, long against a request. */
const POINTER_LIFETIME_MS = 5000;

export interface PublishedScoresOptions {
  /** Milliseconds that only grow; `performance.now` by default. */
  readonly now?: () => number;
  readonly pointerLifetimeMs?: number;
}

/** First line of the stored documents of a subject. */
interface ScoresHead {
  readonly buyers: readonly string[];
  /** Batch, first byte, number of bytes and line of each explanation; `null` where there is none. */
  readonly explained: readonly (readonly [batch: number, from: number, length: number, line: number] | null)[];
}

/** Documents of a subject, as they are stored. */
interface StoredScore {
  /** The document of the buyer, as JSON. */
  readonly json: string;
  readonly explained: ScoresHead['explained'][number];
}

function storedScore(body: Uint8Array, buyer: string): StoredScore | null {
  const { head, documents } = inflateDocuments(body);
  const { buyers, explained } = JSON.parse(head) as ScoresHead;
  const at = buyers.indexOf(buyer);
  const json = documents[at];
  return json === undefined ? null : { json, explained: explained[at] ?? null };
}

/** Has the error of an item that a person damaged, or that a run wrote in a way this code cannot read, name the item. */
function readable<T>({ pk, sk }: TableKey, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableItem(`the item ${pk} ${sk} of the Scores table cannot be read: ${why}`, { cause: error });
  }
}

/** The read side on the Scores table: eventually consistent GetItems of exact keys, a query for the list of runs, and parts of the objects beside the table. */
export function dynamodbPublishedScores(
  client: DynamoDBDocumentClient,
  table: string,
  objects: Pick<ArchivedObjects, 'read' | 'readPart'>,
  { now = () => performance.now(), pointerLifetimeMs = POINTER_LIFETIME_MS }: PublishedScoresOptions = {},
): PublishedScores {
  let seen: { readonly pointer: RunPointer; readonly at: number } | null = null;

  async function item(key: TableKey): Promise<Record<string, unknown> | undefined> {
    return (await client.send(new GetCommand({ TableName: table, Key: key }))).Item;
  }
  async function unpacked(key: TableKey): Promise<unknown> {
    const found = await item(key);
    return found === undefined ? null : readable(key, () => unpackedBody(found));
  }

  async function stored(runId: string, subject: SubjectKey): Promise<StoredScore | null> {
    const key = scoresKey(runId, subject);
    const found = await item(key);
    return found === undefined ? null : readable(key, () => storedScore(found.body as Uint8Array, subject.buyer));
  }

  const scoreJson = async (runId: string, subject: SubjectKey): Promise<string | null> => (await stored(runId, subject))?.json ?? null;

  async function score(runId: string, subject: SubjectKey): Promise<ScoreDocument | null> {
    const json = await scoreJson(runId, subject);
    return json === null ? null : (JSON.parse(json) as ScoreDocument);
  }

  async function explanationOf(runId: string, { explained }: StoredScore): Promise<unknown> {
    if (explained === null) return null;
    const [batch, from, length, line] = explained;
    const bytes = await objects.readPart(runObjects.explanations(runId, batch), from, length);
    if (bytes === null) return null;
    const json = unbrotliText(bytes).split('\n')[line];
    if (json === undefined)
      throw new Error(`${runObjects.explanations(runId, batch)} has no line ${line} in the ${length} bytes from ${from}`);
    return JSON.parse(json);
  }

  async function document(runId: string, name: RunDocumentName): Promise<unknown> {
    const found = await item(documentKey(runId, name));
    if (found === undefined) return null;
    if (found.body !== undefined) return readable(documentKey(runId, name), () => gunzipJson(found.body as Uint8Array));
    const bytes = await objects.read(found.object as string);
    if (bytes === null) throw new Error(`the document ${name} of run ${runId} is not where its row says: ${found.object}`);
    return gunzipJson(bytes);
  }

  return {
    score,
    scoreJson,

    async currentRun() {
      if (seen !== null && now() - seen.at < pointerLifetimeMs) return seen.pointer;
      try {
        const found = await item(pointerKey);
        // "Nothing published" is not cached: readers must see the first publication at once.
        seen = found === undefined ? null : { pointer: runPointerOf(found), at: now() };
      } catch (error) {
        if (seen === null) throw error;
        seen = { ...seen, at: now() }; // it still names a whole run, and no other request has to wait as long to learn that
      }
      return seen?.pointer ?? null;
    },

    /** The rank is known only when the whole run is: it stands in the score item, read in the same moment. */
    async explanation(runId, subject) {
      const small = await stored(runId, subject);
      const explanation = small === null ? null : await explanationOf(runId, small);
      if (small === null || explanation === null) return null;
      return { ...(explanation as ExplanationDocument), rank: (JSON.parse(small.json) as ScoreDocument).rank };
    },

    rankingPage: async (runId, type, buyer, page) => (await unpacked(rankingKey(runId, type, buyer, page))) as RankingPage | null,
    history: (subject, year) => pointsOfYear(client, table, subject, year),
    document,
    runs: (limit, before) => queryRuns(client, table, limit, before),

    async run(runId) {
      const found = await item(runKey(runId));
      return found === undefined ? null : runRecordOf(found);
    },

    runOfDay: async (day) => ((await item(dayKey(day)))?.run_id as string | undefined) ?? null,
  };
}
