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
import type {
  HistoryPoint,
  RankingPage,
  ScoreDocument,
  SubjectType,
} from '#domain/vocabulary/score-document.ts';
import type { ArchivedObjects } from './archived-objects.ts';
import { gunzipJson, unbrotliText } from './compression.ts';
import { newestRuns, type RunPointer, type RunRecord, runPointerOf, runRecordOf } from './run-ledger.ts';
import { pointsOfYear } from './score-history.ts';
import { documentsIn, jsonByBuyer, readable, storedPlace } from './score-item.ts';
import { type Item, nameOf, type Table } from './table.ts';

/** Key of a document of a run: type and id of the subject, and the buyer. */
export interface SubjectKey {
  readonly type: SubjectType;
  readonly id: string;
  readonly buyer: string;
}

/** An explanation is a large JSON document; its shape is that of the contract `explanation-response`. */
export type ExplanationDocument = ScoreDocument & Readonly<Record<string, unknown>>;

/** An explanation is a large JSON document; its schema is `explanationSchema` of the contract. */
export type RunDocumentName =
  | 'catalogue:elements'
  /** All suppliers; of a register with more than a document holds, the first ids of its parts. */
  | 'catalogue:suppliers'
  /** A part of such a catalogue, by its number. */
  | `catalogue:suppliers:${string}`
  /** Names of a part of such a register, by its number: enough to look suppliers up. */
  | `names:suppliers:${string}`
  | 'catalogue:countries'
  | 'signals'
  /** A signal with every day that was observed. */
  | `signal:${string}`
  /**
   * Counts of every day that was observed, by table of observations and day: what is sent in is compared with
   * them.
   */
  | 'observed-counts'
  | 'measures'
  | 'sources'
  | 'security-events'
  | 'control-events'
  | 'shortages'
  /** The inputs from which the scores of all elements are computed for a buyer. */
  | `inputs:${string}`
  /** The inputs from which the scores of all suppliers are computed for a buyer. */
  | `supplier-inputs:${string}`
  /** Which part of its country's output of an element each supplier makes. */
  | 'supplier-outputs'
  /** The same of a part of a register that is cut, by the number of the part of its catalogue. */
  | `supplier-outputs:${string}`
  /** Ways of flows by sea lane, and which part of whose supply passes each. */
  | 'lanes'
  /** Names on China's lists that were known by the day. */
  | 'listed-names'
  /** How much of an element is in a product. */
  | 'product-contents'
  /** Controls and disruptions by element and buyer, by which outcomes of forecasts are judged. */
  | 'outcome-record'
  /** Evidence ids of the observations among the inputs of the run, by signal. */
  | 'observations'
  /** The method that the run was scored with. */
  | 'methodology';

/** The read side. Every method is at most one eventually consistent GetItem per item it names; none scans. */
export interface PublishedScores {
  /** The active run; cached for a few seconds. `null`: nothing was ever published. */
  currentRun(): Promise<RunPointer | null>;
  /** Eventually consistent GetItem of exactly (subject, run); `null`: not scored in this run. */
  score(runId: string, subject: SubjectKey): Promise<ScoreDocument | null>;
  /**
   * The score document as the JSON text that the run has stored, in reading order and without spaces; `null`:
   * not scored in this run.
   */
  scoreJson(runId: string, subject: SubjectKey): Promise<string | null>;
  explanation(runId: string, subject: SubjectKey): Promise<ExplanationDocument | null>;
  /** The scores of some subjects for all buyers, subject after subject. */
  scoresOf(runId: string, subjects: readonly Omit<SubjectKey, 'buyer'>[]): Promise<readonly ScoreDocument[]>;
  rankingPage(runId: string, type: SubjectType, buyer: string, page: number): Promise<RankingPage | null>;
  /**
   * Points of one calendar year, oldest first: one item. A day may have two points, `published` before
   * `replayed`: the score that was
   * published then, and the one that today's code and data give for that day.
   */
  history(subject: SubjectKey, year: number): Promise<readonly HistoryPoint[]>;
  document(runId: string, name: RunDocumentName): Promise<unknown>;
  /** Run records, newest first; `before` is exclusive. */
  runs(limit: number, before: string | null): Promise<readonly RunRecord[]>;
  run(runId: string): Promise<RunRecord | null>;
  /** The last run that was published on a day for that day; `null`: none was. */
  runOfDay(day: string): Promise<string | null>;
}

/**
 * How long a reader may go on with the pointer it has seen; short against a nightly run, long against a
 * request.
 */
const POINTER_LIFETIME_MS = 5000;

export interface PublishedScoresOptions {
  /** Milliseconds that only grow; `performance.now` by default. */
  readonly now?: () => number;
  readonly pointerLifetimeMs?: number;
}

/**
 * The read side on the table of scores: exact keys, a range for the list of runs, and parts of the objects
 * beside the table.
 */
export function publishedScoresIn(
  table: Table,
  objects: Pick<ArchivedObjects, 'read' | 'readPart'>,
  { now = () => performance.now(), pointerLifetimeMs = POINTER_LIFETIME_MS }: PublishedScoresOptions = {},
): PublishedScores {
  let seen: { readonly pointer: RunPointer; readonly at: number } | null = null;
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
    const { page, pages, ids } = found as Item & {
      readonly page: number;
      readonly pages: number;
      readonly ids: readonly string[];
    };
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

    async score(runId, subject) {
      const json = await scoreJson(runId, subject);
      return json === null ? null : (JSON.parse(json) as ScoreDocument);
    },

    async scoresOf(runId, subjects) {
      const keys = subjects.map((subject) => scoreKey(runId, subject));
      const found = await table.getMany(keys, { eventual: true });
      return keys.flatMap((key) => {
        const scores = found.get(nameOf(key));
        return scores === undefined ? [] : documentsIn(scores);
      });
    },

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

    history: (subject, year) => pointsOfYear(table, subject, year),
    runs: (limit, before) => newestRuns(table, limit, before, true),

    async run(runId) {
      const found = await item(runKey(runId));
      return found === undefined ? null : runRecordOf(found);
    },

    runOfDay: async (day) => ((await item(dayKey(day)))?.run_id as string | undefined) ?? null,
  };
}

/** Where a ranking is read from: each page has at least these. */
export interface Ranking<Row> {
  rankingPage(
    runId: string,
    type: SubjectType,
    buyer: string,
    page: number,
  ): Promise<{ readonly pages: number; readonly rows: readonly Row[] } | null>;
}

/** All rows of a ranking, highest score first. */
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

/** A page that the pages before it promise. */
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
