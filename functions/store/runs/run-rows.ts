import { type BatchRequest, bySubject, type SubjectRef } from '#contracts/run/run-messages.ts';
import {
  documentKey,
  EXPIRY_ATTRIBUTE,
  rankingKey,
  runObjects,
  scoreKey,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import {
  drawsInHundredths,
  type HundredthsOfDraws,
  PlaceCounts,
  type RankBounds,
} from '#domain/runs/ranking.ts';
import type { ExactFigures, RunTally } from '#domain/runs/run-guard.ts';
import type { PublishedForecast } from '#domain/track-record/forecast-sheet.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { RankingPage, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { ArchivedObjects } from '../objects/archived-objects.ts';
import type { ExplanationDocument, RunDocumentName } from '../scores/published-scores.ts';
import { scoresItem } from '../scores/score-item.ts';
import {
  brotliText,
  gunzipBytes,
  gunzipJson,
  gzipBytes,
  gzipJson,
  unbrotliText,
} from '../table/compression.ts';
import { inParallel, type Table } from '../table/table.ts';
import type { RunRecord } from './run-ledger.ts';

export type SubjectResult = Readonly<{
  /** Without its rank, which needs the whole run. */
  document: ScoreDocument;
  exact: ExactFigures;
  /** Kind of cause -> points, for the history. */
  drivers: Readonly<Record<string, number>>;
  /** sha256 of the explanation without run id and clock. */
  content_sha256: string;
}>;

export type ScoredSubject = Readonly<{
  result: SubjectResult;
  explanation: ExplanationDocument;
  /** In the order of the draws; `null`: not sampled. */
  draws: Float32Array | null;
}>;

export type ExplanationPlace = Readonly<{
  batch: number;
  from: number;
  length: number;
}>;

export interface BatchResult extends SubjectResult {
  readonly explained: ExplanationPlace;
}

export type RankedScore = Readonly<{
  document: ScoreDocument;
  explained: ExplanationPlace | null;
}>;

export interface PageOfIds extends Omit<RankingPage, 'rows'> {
  readonly ids: readonly string[];
}

export type BatchSummary = Readonly<{
  /** Sum of the sha256 of (subject, buyer, score, sha256 of the content). */
  checksum: string;
  tally: RunTally;
  unscored: readonly Readonly<{ what: string; buyer: string; reason: string }>[];
  groups: readonly Readonly<{
    type: SubjectType;
    buyer: string;
    exact: readonly (number | null)[];
    forecasts: readonly PublishedForecast[];
  }>[];
}>;

export type OrderOfRun = Readonly<{
  type: SubjectType;
  buyer: string;
  /** Unrounded. */
  descending: readonly number[];
  /** Subject -> bounds of its places over the draws; `null`: they are counted. */
  bounds: Readonly<Record<string, RankBounds>> | null;
}>;

export type FollowUp = Readonly<{
  since: NonNullable<RunRecord['told_since']>;
  points: number;
  changes: number;
  unexplained: number;
  score_changes: number;
  band_changes: number;
  last_seq: number | null;
  /** Number of the last change whose events were sent. Absent: none was. */
  sent?: number;
}>;

/** Rows and work of a run that is being made: unseen before the pointer moves. */
export type RunRows = ReturnType<typeof runRowsIn>;

/** Gzipped: an item has room for 400 KB. What is larger lies in an object. */
const LARGEST_DOCUMENT_BYTES = 300_000;
const EXPIRIES_IN_FLIGHT = 16;
const BATCHES_AHEAD = 4;

type PlaceInBatch = readonly [from: number, length: number];

type StoredBatch = Readonly<{
  results: readonly SubjectResult[];
  places: readonly PlaceInBatch[];
  /** 0 where it was not sampled. */
  draws: readonly number[];
}>;

const ofSubjects = <T extends Readonly<{ document: Pick<ScoreDocument, 'subject'> }>>(some: readonly T[]) =>
  [...Map.groupBy(some, ({ document: { subject } }) => `${subject.type}#${subject.id}`).values()] as [
    T,
    ...T[],
  ][];

/** Little-endian on every machine that runs this. */
const bytesOf = (draws: readonly HundredthsOfDraws[]): Uint8Array =>
  Buffer.concat(draws.map((some) => new Uint8Array(some.buffer, some.byteOffset, some.byteLength)));

export function runRowsIn(table: Table, objects: ArchivedObjects) {
  const written = async <T>(key: string): Promise<T | null> => {
    const bytes = await objects.read(key);
    return bytes && (gunzipJson(bytes) as T);
  };

  async function plan(runId: string): Promise<readonly BatchRequest[] | null> {
    const bytes = await objects.read(runObjects.plan(runId));
    return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'));
  }

  async function storedBatch(runId: string, number: number): Promise<readonly BatchResult[] | null> {
    const stored = await written<StoredBatch>(runObjects.results(runId, number));
    return stored && withPlaces(stored, number);
  }

  async function* ofEach<T>(
    batches: readonly BatchRequest[],
    read: (batch: number) => Promise<T>,
  ): AsyncGenerator<readonly [BatchRequest, T]> {
    const ahead: Promise<T>[] = [];
    for (const [n, request] of batches.entries()) {
      for (const next of batches.slice(n + ahead.length, n + BATCHES_AHEAD)) {
        const reading = read(next.batch);
        reading.catch(() => undefined);
        ahead.push(reading);
      }
      yield [request, (await ahead.shift()) as T];
    }
  }

  async function* results(
    runId: string,
    batches?: readonly BatchRequest[],
  ): AsyncGenerator<readonly BatchResult[]> {
    for await (const [, found] of ofEach(batches ?? (await plan(runId)) ?? [], (batch) =>
      storedBatch(runId, batch),
    )) {
      if (found !== null) yield found;
    }
  }

  /** `until` is exclusive. */
  async function* stretch(runId: string, from: SubjectRef | null, until: SubjectRef | null) {
    const isIn = (subject: SubjectRef): boolean =>
      (from === null || bySubject(from, subject) <= 0) && (until === null || bySubject(subject, until) < 0);
    const overlapping = ((await plan(runId)) ?? []).filter(({ subjects }) => subjects.some(isIn));
    for await (const some of results(runId, overlapping))
      yield some.filter(({ document }) => isIn(document.subject));
  }

  const expireRows = (keys: readonly TableKey[], expiresAt: number): Promise<void> =>
    inParallel(
      keys,
      EXPIRIES_IN_FLIGHT,
      async (key) => void (await table.set(key, { [EXPIRY_ATTRIBUTE]: expiresAt }, 'present')),
    );

  async function rankingKeys(runId: string, type: SubjectType, buyer: string): Promise<readonly TableKey[]> {
    const first = await table.get(rankingKey(runId, type, buyer, 0));
    return Array.from({ length: (first?.pages as number | undefined) ?? 0 }, (_, page) =>
      rankingKey(runId, type, buyer, page),
    );
  }

  return {
    plan,
    /** Batch after batch in the order of type, id and buyer; one that was never written is left out. */
    results: (runId: string) => results(runId),

    putPlan: (runId: string, batches: readonly BatchRequest[]): Promise<void> =>
      objects.write(runObjects.plan(runId), Buffer.from(JSON.stringify(batches))),

    /** In the order of the plan, each for all buyers. */
    async putBatch(runId: string, number: number, findings: readonly ScoredSubject[]): Promise<void> {
      const { places, bytes } = packedExplanations(findings);
      const draws = findings.map((finding) => finding.draws && drawsInHundredths(finding.draws));
      await objects.write(runObjects.explanations(runId, number), bytes);
      await objects.write(runObjects.draws(runId, number), bytesOf(draws.filter((some) => some !== null)));
      const stored: StoredBatch = {
        results: findings.map(({ result }) => result),
        places,
        draws: draws.map((some) => some?.length ?? 0),
      };
      await objects.write(runObjects.results(runId, number), gzipJson(stored));
    },

    /** JSON for each result of a subject; `null`: they are gone. */
    async explanations(
      runId: string,
      batch: number,
    ): Promise<((of: ExplanationPlace) => readonly string[]) | null> {
      const bytes = await objects.read(runObjects.explanations(runId, batch));
      return bytes && (({ from, length }) => unbrotliText(bytes.subarray(from, from + length)).split('\n'));
    },

    async batch(runId: string, number: number): Promise<readonly BatchResult[]> {
      const found = await storedBatch(runId, number);
      if (found === null) throw new Error(`batch ${number} of run ${runId} was never written`);
      return found;
    },

    stretch,

    /** `null`: not sampled. Throws when the batch was never written. */
    async draws(runId: string, number: number): Promise<readonly (HundredthsOfDraws | null)[]> {
      const [stored, bytes] = await Promise.all([
        written<StoredBatch>(runObjects.results(runId, number)),
        objects.read(runObjects.draws(runId, number)),
      ]);
      if (stored === null || bytes === null)
        throw new Error(`batch ${number} of run ${runId} was never written`);
      const all = new Uint16Array(new Uint8Array(bytes).buffer);
      let from = 0;
      return stored.draws.map((count) => {
        from += count;
        return count === 0 ? null : all.subarray(from - count, from);
      });
    },

    /** `of`: a batch, or the type, counted in all batches. */
    putPlaceCounts: (
      runId: string,
      of: number | SubjectType,
      buyer: string,
      { counts }: PlaceCounts,
    ): Promise<void> =>
      objects.write(
        runObjects.placeCounts(runId, of, buyer),
        gzipBytes(new Uint8Array(counts.buffer, counts.byteOffset, counts.byteLength)),
      ),
    /** `null`: none was sampled. */
    async placeCounts(runId: string, of: number | SubjectType, buyer: string): Promise<PlaceCounts | null> {
      const bytes = await objects.read(runObjects.placeCounts(runId, of, buyer));
      return bytes && new PlaceCounts(new Uint32Array(new Uint8Array(gunzipBytes(bytes)).buffer));
    },

    putSummary: (runId: string, batch: number, summary: BatchSummary): Promise<void> =>
      objects.write(runObjects.summary(runId, batch), gzipJson(summary)),
    async *summaries(runId: string, batches: readonly BatchRequest[]) {
      for await (const [request, summary] of ofEach(batches, (batch) =>
        written<BatchSummary>(runObjects.summary(runId, batch)),
      ))
        yield { request, summary };
    },

    putOrders: (runId: string, orders: readonly OrderOfRun[]): Promise<void> =>
      objects.write(runObjects.orders(runId), gzipJson(orders)),
    async orders(runId: string): Promise<readonly OrderOfRun[]> {
      const orders = await written<readonly OrderOfRun[]>(runObjects.orders(runId));
      if (orders === null) throw new Error(`run ${runId} has no order: it was not completed`);
      return orders;
    },

    putFollowUp: (runId: string, batch: number, followUp: FollowUp): Promise<void> =>
      objects.write(runObjects.followUp(runId, batch), gzipJson(followUp)),
    followUp: (runId: string, batch: number) => written<FollowUp>(runObjects.followUp(runId, batch)),
    async *followUps(runId: string, batches: readonly BatchRequest[]) {
      for await (const [request, followUp] of ofEach(batches, (batch) =>
        written<FollowUp>(runObjects.followUp(runId, batch)),
      ))
        yield { request, followUp };
    },

    putScores: (runId: string, scores: readonly RankedScore[], expiresAt: number): Promise<void> =>
      table.putMany(
        ofSubjects(scores).map(([first, ...more]) => {
          const { document, explained: at } = first;
          return scoresItem(
            scoreKey(runId, document.subject),
            [document, ...more.map((one) => one.document)],
            at && [at.batch, at.from, at.length],
            runId,
            expiresAt,
          );
        }),
      ),

    putRankingPages: (pages: readonly PageOfIds[], expiresAt: number): Promise<void> =>
      table.putMany(
        pages.map(({ run_id, subject_type, buyer, page, pages, ids }) => ({
          ...rankingKey(run_id, subject_type, buyer, page),
          run_id,
          subject_type,
          buyer,
          page,
          pages,
          ids,
          [EXPIRY_ATTRIBUTE]: expiresAt,
        })),
      ),

    async putDocument(
      runId: string,
      name: RunDocumentName,
      content: unknown,
      expiresAt: number,
    ): Promise<void> {
      const [key, gzipped, object] = [
        documentKey(runId, name),
        gzipJson(content),
        runObjects.document(runId, name),
      ];
      const isLarge = gzipped.length > LARGEST_DOCUMENT_BYTES;
      if (isLarge) await objects.write(object, gzipped);
      await table.putMany([
        { ...key, ...(isLarge ? { object } : { gzipped }), [EXPIRY_ATTRIBUTE]: expiresAt },
      ]);
    },

    /** Another expiry (epoch seconds) for what a batch has; objects have the age of their place. */
    async expireScores(
      runId: string,
      { batch, subjects, until }: Pick<BatchRequest, 'batch' | 'subjects' | 'until'>,
      expiresAt: number,
    ): Promise<void> {
      for await (const some of stretch(runId, batch === 0 ? null : (subjects[0] ?? null), until))
        await expireRows(
          ofSubjects(some).map(([{ document }]) => scoreKey(runId, document.subject)),
          expiresAt,
        );
    },

    async expire(runId: string, expiresAt: number): Promise<void> {
      const types = new Set((await plan(runId))?.flatMap(({ subjects: [first] }) => first?.type ?? []));
      for (const type of types)
        for (const buyer of BUYERS) await expireRows(await rankingKeys(runId, type, buyer), expiresAt);
      await expireRows(await table.range({ pk: documentKey(runId, '').pk }), expiresAt);
    },
  };
}

/** One text for each subject: apart they would take nearly three times the room. */
function packedExplanations(findings: readonly ScoredSubject[]): Readonly<{
  places: readonly PlaceInBatch[];
  bytes: Uint8Array;
}> {
  const parts: Uint8Array[] = [];
  const places: PlaceInBatch[] = [];
  let from = 0;
  for (const ofSubject of Map.groupBy(
    findings,
    ({ explanation: { subject } }) => `${subject.type}#${subject.id}`,
  ).values()) {
    const part = brotliText(ofSubject.map(({ explanation }) => JSON.stringify(explanation)).join('\n'));
    places.push(...ofSubject.map((): PlaceInBatch => [from, part.length]));
    parts.push(part);
    from += part.length;
  }
  return { places, bytes: Buffer.concat(parts) };
}

const withPlaces = ({ results, places }: StoredBatch, batch: number): readonly BatchResult[] =>
  results.map((result, n) => {
    const [from, length] = places[n] ?? [0, 0];
    return { ...result, explained: { batch, from, length } };
  });
