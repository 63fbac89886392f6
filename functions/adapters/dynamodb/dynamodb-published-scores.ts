import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  dayKey,
  documentKey,
  explanationKey,
  historyKey,
  pointerKey,
  rankingKey,
  runKey,
  scoreKey,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import type { RankingPage, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { ExplanationDocument, PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { gunzipJson } from '../gzip-json.ts';
import { queryRuns, runPointerOf, runRecordOf } from './dynamodb-run-ledger.ts';
import { yearPoints } from './dynamodb-score-history.ts';

/** How long a reader may go on with the pointer it has seen; short against a nightly run, long against a request. */
const POINTER_LIFETIME_MS = 5000;

export interface PublishedScoresOptions {
  /** Milliseconds that only grow; `performance.now` by default. */
  readonly now?: () => number;
  readonly pointerLifetimeMs?: number;
}

/** The read side on the Scores table: eventually consistent GetItems of exact keys, and one query for the list of runs. */
export function dynamodbPublishedScores(
  client: DynamoDBDocumentClient,
  table: string,
  { now = () => performance.now(), pointerLifetimeMs = POINTER_LIFETIME_MS }: PublishedScoresOptions = {},
): PublishedScores {
  let seen: { readonly pointer: RunPointer; readonly at: number } | null = null;

  async function item(key: TableKey): Promise<Record<string, unknown> | undefined> {
    return (await client.send(new GetCommand({ TableName: table, Key: key }))).Item;
  }
  async function unpacked(key: TableKey): Promise<unknown> {
    const found = await item(key);
    return found === undefined ? null : gunzipJson(found.body as Uint8Array);
  }

  const scoreJson = async (runId: string, subject: SubjectKey): Promise<string | null> =>
    ((await item(scoreKey(runId, subject)))?.document as string | undefined) ?? null;

  async function score(runId: string, subject: SubjectKey): Promise<ScoreDocument | null> {
    const json = await scoreJson(runId, subject);
    return json === null ? null : (JSON.parse(json) as ScoreDocument);
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
        if (seen === null) throw error; // else the last pointer seen still names a whole run
      }
      return seen?.pointer ?? null;
    },

    /** The rank is known only when the whole run is: it stands in the score item, read in the same moment. */
    async explanation(runId, subject) {
      const [small, explanation] = await Promise.all([score(runId, subject), unpacked(explanationKey(runId, subject))]);
      if (small === null || explanation === null) return null;
      return { ...(explanation as ExplanationDocument), rank: small.rank };
    },

    rankingPage: async (runId, type, buyer, page) => (await unpacked(rankingKey(runId, type, buyer, page))) as RankingPage | null,
    history: async (subject, year) => yearPoints(await item(historyKey(subject, year))),
    document: (runId, name) => unpacked(documentKey(runId, name)),
    runs: (limit, before) => queryRuns(client, table, limit, before),

    async run(runId) {
      const found = await item(runKey(runId));
      return found === undefined ? null : runRecordOf(found);
    },

    runOfDay: async (day) => ((await item(dayKey(day)))?.run_id as string | undefined) ?? null,
  };
}
