import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  documentKey,
  drawsPartition,
  EXPIRY_ATTRIBUTE,
  explanationKey,
  rankingKey,
  resultsPartition,
  scoreKey,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import { inReadingOrder, type ScoreDocument, type SubjectType } from '#domain/vocabulary/score-document.ts';
import type { SubjectKey } from '#functions/ports/published-scores.ts';
import type { RunExtent, RunRows, ScoredSubject, SubjectResult } from '#functions/ports/run-rows.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import { conditionHeld } from './conditional-write.ts';
import { type Item, inParallel, putItems } from './dynamodb-batch-write.ts';

/**
 * Largest body of an item, in bytes. Items may have 400 KB; the limit is far below, so that one more unusual fact does not stop a night.
 */
const LARGEST_BODY_BYTES = 300_000;
/** Updates of rows that are going to expire: nobody waits for them. */
const EXPIRIES_IN_FLIGHT = 16;
const MAX_RANKING_PAGES = 100;

const keyOf = (document: ScoreDocument): SubjectKey => ({
  type: document.subject.type,
  id: document.subject.id,
  buyer: document.buyer,
});

/** An item whose content is gzipped JSON. Throws when it would come near the limit of an item. */
function packedItem(key: TableKey, content: unknown): Item {
  const body = gzipJson(content);
  if (body.length > LARGEST_BODY_BYTES) throw new Error(`${key.pk} ${key.sk} has ${body.length} bytes; at most ${LARGEST_BODY_BYTES} fit`);
  return { ...key, enc: 'gzip', body };
}

const bytesOf = (draws: Float32Array): Uint8Array => new Uint8Array(draws.buffer, draws.byteOffset, draws.byteLength);
/** Copied, because DynamoDB's bytes need not begin at a multiple of four. */
const drawsOf = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);

function itemsOf(runId: string, { result, explanation, draws }: ScoredSubject, workRowsExpireAt: number): readonly Item[] {
  const subject = keyOf(result.document);
  const expiry = { [EXPIRY_ATTRIBUTE]: workRowsExpireAt };
  const work = (pk: string): TableKey => ({ pk, sk: subject.id });
  return [
    { ...packedItem(work(resultsPartition(runId, subject.type, subject.buyer)), result), ...expiry },
    packedItem(explanationKey(runId, subject), explanation),
    ...(draws === null
      ? []
      : [{ ...work(drawsPartition(runId, subject.type, subject.buyer)), enc: 'float32', body: bytesOf(draws), ...expiry }]),
  ];
}

/** The document is stored in the form of the response; score and band stand beside it so that a person can read the table. */
const scoreItem = (runId: string, document: ScoreDocument): Item => ({
  ...scoreKey(runId, keyOf(document)),
  score: document.score,
  band: document.band,
  document: JSON.stringify(inReadingOrder(document)),
});

/** Rows of a run in the Scores table. */
export function dynamodbRunRows(client: DynamoDBDocumentClient, table: string): RunRows {
  /** All items under a partition key. Strongly consistent: the fan-in must see every row whose write was confirmed to a batch. */
  async function partition(pk: string): Promise<readonly Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...(answer.Items ?? []));
      from = answer.LastEvaluatedKey;
    } while (from !== undefined);
    return items;
  }

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

  async function expireRanking(runId: string, type: SubjectType, buyer: string, expiresAt: number): Promise<void> {
    for (let page = 0; page < MAX_RANKING_PAGES; page += 1) {
      if (!(await expireRow(rankingKey(runId, type, buyer, page), expiresAt))) return;
    }
  }

  return {
    putScoredSubjects: (runId, findings, workRowsExpireAt) =>
      putItems(
        client,
        table,
        findings.flatMap((finding) => itemsOf(runId, finding, workRowsExpireAt)),
      ),

    async results(runId, type, buyer) {
      const items = await partition(resultsPartition(runId, type, buyer));
      return items.map((item) => gunzipJson(item.body as Uint8Array) as SubjectResult);
    },

    async draws(runId, type, buyer) {
      const items = await partition(drawsPartition(runId, type, buyer));
      return new Map(items.map((item) => [item.sk as string, drawsOf(item.body as Uint8Array)]));
    },

    putScores: (runId, documents) =>
      putItems(
        client,
        table,
        documents.map((document) => scoreItem(runId, document)),
      ),

    putRankingPages: (pages) =>
      putItems(
        client,
        table,
        pages.map((page) => packedItem(rankingKey(page.run_id, page.subject_type, page.buyer, page.page), page)),
      ),

    putDocument: (runId, name, content) => putItems(client, table, [packedItem(documentKey(runId, name), content)]),

    async expire(runId: string, { subjects, buyers }: RunExtent, expiresAt: number) {
      const subjectKeys = subjects.flatMap((subject) => buyers.map((buyer) => ({ ...subject, buyer })));
      const keys = subjectKeys.flatMap((subject) => [scoreKey(runId, subject), explanationKey(runId, subject)]);
      await inParallel(keys, EXPIRIES_IN_FLIGHT, async (key) => void (await expireRow(key, expiresAt)));
      const types = [...new Set(subjects.map((subject) => subject.type))];
      const rankings = types.flatMap((type) => buyers.map((buyer) => ({ type, buyer })));
      await inParallel(rankings, EXPIRIES_IN_FLIGHT, ({ type, buyer }) => expireRanking(runId, type, buyer, expiresAt));
      for (const item of await partition(documentKey(runId, '').pk)) {
        await expireRow({ pk: item.pk as string, sk: item.sk as string }, expiresAt);
      }
    },
  };
}
