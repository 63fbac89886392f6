import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentKey, EXPIRY_ATTRIBUTE, rankingKey, runObjects, scoresKey, type TableKey } from '#contracts/store/table-layout.ts';
import { drawsInHundredths, type HundredthsOfDraws } from '#domain/runs/ranking.ts';
import type { RankingPage, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { BatchResult, ExplanationPlace, RankedSubjectRow, RunRows, ScoredSubject } from '#functions/ports/run-rows.ts';
import type { ArchivedObjects } from '../archive/archived-objects.ts';
import { type PlaceInBatch, type StoredBatch, storedBatch, storedPlan } from '../archive/run-batches.ts';
import { brotliText } from '../brotli-text.ts';
import { deflateDocuments } from '../dictionary-text.ts';
import { gzipJson } from '../gzip-json.ts';
import { conditionHeld } from './conditional-write.ts';
import { requireItems } from './dynamodb-batch-read.ts';
import { type Item, inParallel, putItems } from './dynamodb-batch-write.ts';
import { itemsInRange } from './dynamodb-query.ts';
import { unpackedBody } from './unpacked-body.ts';

/** Largest body of an item, in bytes. Items may have 400 KB; the limit is far below, so that one more unusual fact does not stop a night. */
const LARGEST_BODY_BYTES = 300_000;
/**
 * Largest document of a run that is an item, in bytes: those of the shipped facts. What is larger lies in an object, which costs the same for a megabyte, and
 * grows with the register.
 */
const LARGEST_DOCUMENT_BYTES = 64_000;
/** Updates of rows that get another expiry: nobody waits for them. */
const EXPIRIES_IN_FLIGHT = 16;
/** Batches that are read ahead: an object takes tens of milliseconds to come, and its results much less to be looked at. */
const BATCHES_AHEAD = 4;

/** Which rows a run has: of its subjects, and of its rankings. */
interface RunExtent {
  readonly keys: readonly TableKey[];
  readonly types: readonly SubjectType[];
  readonly buyers: readonly string[];
}

/** Throws when the page would come near the limit of an item. */
function rankingItem(page: RankingPage, expiresAt: number): Item & TableKey {
  const key = rankingKey(page.run_id, page.subject_type, page.buyer, page.page);
  const body = brotliText(JSON.stringify(page));
  if (body.length > LARGEST_BODY_BYTES) throw new Error(`${key.pk} ${key.sk} has ${body.length} bytes; at most ${LARGEST_BODY_BYTES} fit`);
  return { ...key, enc: 'br', body, [EXPIRY_ATTRIBUTE]: expiresAt };
}

/** Little-endian on every machine that runs this: Lambda on arm64, and x64. */
const bytesOf = (draws: readonly HundredthsOfDraws[]): Uint8Array =>
  Buffer.concat(draws.map((some) => new Uint8Array(some.buffer, some.byteOffset, some.byteLength)));

/** The documents of a subject, compressed, behind a line with the buyers and where their explanations lie. */
function scoresItem(runId: string, { documents, explained }: RankedSubjectRow, expiresAt: number): Item & TableKey {
  const [first] = documents;
  if (first === undefined) throw new Error('a subject has a document for at least one buyer');
  const head = { buyers: documents.map(({ buyer }) => buyer), explained: explained.map(placeOf) };
  return { ...scoresKey(runId, first.subject), body: deflateDocuments(head, documents), [EXPIRY_ATTRIBUTE]: expiresAt };
}

const placeOf = (place: ExplanationPlace | null): readonly number[] | null =>
  place === null ? null : [place.batch, place.from, place.length, place.line];

/** Rows of a run in the Scores table, and its objects beside it. */
export function dynamodbRunRows(client: DynamoDBDocumentClient, table: string, objects: ArchivedObjects): RunRows {
  /** Returns whether there was such a row. */
  async function expireRow(key: TableKey, expiresAt: number): Promise<boolean> {
    return conditionHeld(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression: `SET ${EXPIRY_ATTRIBUTE} = :at`,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':at': expiresAt },
        }),
      ),
    );
  }

  /** Nobody looks at the rows again before readers do: a write that was lost is found here, and the step that runs again writes it. */
  async function putRows(items: readonly (Item & TableKey)[]): Promise<void> {
    await putItems(client, table, items);
    await requireItems(client, table, items);
  }

  const plan = (runId: string) => storedPlan(objects, runId);
  const batch = (runId: string, number: number) => storedBatch(objects, runId, number);

  async function* results(runId: string): AsyncGenerator<readonly BatchResult[]> {
    const batches = (await plan(runId)) ?? [];
    const ahead: Promise<StoredBatch | null>[] = [];
    for (let n = 0; n < batches.length + BATCHES_AHEAD; n += 1) {
      const next = batches[n];
      if (next !== undefined) {
        const read = batch(runId, next.batch);
        read.catch(() => undefined); // awaited below, maybe after another one has failed
        ahead.push(read);
      }
      if (n < BATCHES_AHEAD) continue;
      const found = await ahead.shift();
      if (found != null) yield withPlaces(found, batches[n - BATCHES_AHEAD]?.batch ?? 0);
    }
  }

  async function rankingPages(runId: string, type: SubjectType, buyer: string): Promise<number> {
    const first = await client.send(new GetCommand({ TableName: table, Key: rankingKey(runId, type, buyer, 0) }));
    return first.Item === undefined ? 0 : (unpackedBody(first.Item) as RankingPage).pages;
  }

  async function extentOf(runId: string): Promise<RunExtent> {
    const subjects = ((await plan(runId)) ?? []).flatMap((one) => one.subjects);
    const types = [...new Set(subjects.map(({ type }) => type))];
    let buyers: readonly string[] = [];
    for await (const some of results(runId)) {
      buyers = [...new Set(some.map(({ document }) => document.buyer))];
      break;
    }
    return { keys: subjects.map((subject) => scoresKey(runId, subject)), types, buyers };
  }

  return {
    plan,
    results,

    putPlan: (runId, batches) => objects.write(runObjects.plan(runId), Buffer.from(JSON.stringify(batches))),

    async putBatch(runId, number, findings) {
      const { places, bytes } = packedExplanations(findings);
      const draws = findings.map((finding) => (finding.draws === null ? null : drawsInHundredths(finding.draws)));
      await objects.write(runObjects.explanations(runId, number), bytes);
      await objects.write(runObjects.draws(runId, number), bytesOf(draws.filter((some) => some !== null)));
      const stored: StoredBatch = {
        results: findings.map(({ result }: ScoredSubject) => result),
        places,
        draws: draws.map((some) => some?.length ?? 0),
      };
      await objects.write(runObjects.results(runId, number), gzipJson(stored));
    },

    async draws(runId, number) {
      const [stored, bytes] = await Promise.all([batch(runId, number), objects.read(runObjects.draws(runId, number))]);
      if (stored === null || bytes === null) throw new Error(`batch ${number} of run ${runId} was never written`);
      const all = new Uint16Array(new Uint8Array(bytes).buffer);
      let from = 0;
      return stored.draws.map((count) => {
        from += count;
        return count === 0 ? null : all.subarray(from - count, from);
      });
    },

    putScores: (runId, subjects, expiresAt) => putRows(subjects.map((subject) => scoresItem(runId, subject, expiresAt))),

    putRankingPages: (pages, expiresAt) => putRows(pages.map((page) => rankingItem(page, expiresAt))),

    async putDocument(runId, name, content, expiresAt) {
      const key = documentKey(runId, name);
      const body = gzipJson(content);
      if (body.length <= LARGEST_DOCUMENT_BYTES) {
        await putRows([{ ...key, enc: 'gzip', body, [EXPIRY_ATTRIBUTE]: expiresAt }]);
        return;
      }
      await objects.write(runObjects.document(runId, name), body);
      await putRows([{ ...key, object: runObjects.document(runId, name), [EXPIRY_ATTRIBUTE]: expiresAt }]);
    },

    async expire(runId, expiresAt) {
      const { keys, types, buyers } = await extentOf(runId);
      await inParallel(keys, EXPIRIES_IN_FLIGHT, async (key) => void (await expireRow(key, expiresAt)));
      for (const [type, buyer] of types.flatMap((of) => buyers.map((to) => [of, to] as const))) {
        const pages = Array.from({ length: await rankingPages(runId, type, buyer) }, (_, page) => page);
        await inParallel(
          pages,
          EXPIRIES_IN_FLIGHT,
          async (page) => void (await expireRow(rankingKey(runId, type, buyer, page), expiresAt)),
        );
      }
      for (const item of await itemsInRange(client, table, { pk: documentKey(runId, '').pk, isConsistent: true })) {
        await expireRow({ pk: item.pk as string, sk: item.sk as string }, expiresAt);
      }
    },
  };
}

/**
 * Explanations of a batch: those of a subject are lines of one text that is compressed by itself, because what a subject has for one buyer it has for the
 * others but for some figures. Apart they would take nearly three times the room.
 */
function packedExplanations(findings: readonly ScoredSubject[]): { readonly places: readonly PlaceInBatch[]; readonly bytes: Uint8Array } {
  const parts: Uint8Array[] = [];
  const places: PlaceInBatch[] = [];
  let from = 0;
  for (const ofSubject of Map.groupBy(findings, ({ explanation: { subject } }) => `${subject.type}#${subject.id}`).values()) {
    const part = brotliText(ofSubject.map(({ explanation }) => JSON.stringify(explanation)).join('\n'));
    places.push(...ofSubject.map((_, line): PlaceInBatch => [from, part.length, line]));
    parts.push(part);
    from += part.length;
  }
  return { places, bytes: Buffer.concat(parts) };
}

const withPlaces = ({ results, places }: StoredBatch, batch: number): readonly BatchResult[] =>
  results.map((result, n) => {
    const [from, length, line] = places[n] ?? [0, 0, 0];
    return { ...result, explained: { batch, from, length, line } };
  });
