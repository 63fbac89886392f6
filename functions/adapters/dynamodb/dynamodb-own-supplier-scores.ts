import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  EXPIRY_ATTRIBUTE,
  ownPlanKey,
  ownRankingKey,
  ownRanksKey,
  ownRowsKey,
  ownRunKey,
  ownScoreKey,
  ownScoresPartition,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type {
  OwnBatch,
  OwnBatchRows,
  OwnRankingPage,
  OwnRanks,
  OwnRun,
  OwnScore,
  OwnSupplierScores,
  ScoredOwnSupplier,
} from '#functions/ports/own-supplier-scores.ts';
import { deflateDocuments, inflateDocuments } from '../dictionary-text.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import { getItems, nameOf } from './dynamodb-batch-read.ts';
import { type Item, putItems } from './dynamodb-batch-write.ts';
import { itemsInRange } from './dynamodb-query.ts';

/** Calls of BatchGetItem that a page of a thousand rows needs, at once. */
const IDS_PER_READ = 100;

const packed = (key: TableKey, content: unknown, expiresAt: number): Item => ({
  ...key,
  enc: 'gzip',
  body: gzipJson(content),
  [EXPIRY_ATTRIBUTE]: expiresAt,
});
const unpacked = <T>(item: Readonly<Record<string, unknown>>): T => gunzipJson(item.body as Uint8Array) as T;

/** Everything of an own supplier but its documents, before which it is stored. */
type HeadOfScored = Omit<ScoredOwnSupplier, 'scores'> & { readonly scores: readonly Omit<OwnScore, 'document'>[] };

/** Compressed against documents of scores: half of what gzip leaves. */
function packedScores({ scores, ...supplier }: ScoredOwnSupplier, key: TableKey, expiresAt: number): Item {
  const head: HeadOfScored = { ...supplier, scores: scores.map(({ document: _document, ...others }) => others) };
  const documents = scores.map(({ document }) => document);
  return { ...key, body: deflateDocuments(head, documents), [EXPIRY_ATTRIBUTE]: expiresAt };
}

function unpackedScores(item: Readonly<Record<string, unknown>>): ScoredOwnSupplier {
  const { head: json, documents } = inflateDocuments(item.body as Uint8Array);
  const head = JSON.parse(json) as HeadOfScored;
  return { ...head, scores: head.scores.map((others, n) => ({ ...others, document: JSON.parse(documents[n] ?? '') as ScoreDocument })) };
}

/**
 * Scores of clients' own suppliers in the Scores table. A supplier has one item a run with its scores for all buyers: the documents of one
 * supplier repeat each other, and so are small together.
 */
export function dynamodbOwnSupplierScores(client: DynamoDBDocumentClient, table: string): OwnSupplierScores {
  async function read<T>(key: TableKey): Promise<T | null> {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: { ...key } }));
    return item === undefined ? null : unpacked<T>(item);
  }

  return {
    putPlan: (runId, batches, expiresAt) =>
      putItems(
        client,
        table,
        batches.map((batch, number) => ({ ...ownPlanKey(runId, number), ...batch, [EXPIRY_ATTRIBUTE]: expiresAt })),
      ),
    async batch(runId, number) {
      const { Item: item } = await client.send(
        new GetCommand({ TableName: table, Key: { ...ownPlanKey(runId, number) }, ConsistentRead: true }),
      );
      return item === undefined ? null : ({ client: item.client, after: item.after, last: item.last } as OwnBatch);
    },
    putScored: (of, runId, suppliers, expiresAt) =>
      putItems(
        client,
        table,
        suppliers.map((supplier) => packedScores(supplier, ownScoreKey(of, supplier.id, runId), expiresAt)),
      ),
    putRows: (of, runId, buyer, rows, expiresAt) =>
      putItems(client, table, [packed(ownRowsKey(of, runId, buyer, rows.batch), rows, expiresAt)]),
    async rows(of, runId, buyer) {
      const items = await itemsInRange(client, table, { pk: ownRowsKey(of, runId, buyer, 0).pk, isConsistent: true });
      return items.map((item) => unpacked<OwnBatchRows>(item));
    },
    putRankingPages: (pages, expiresAt) =>
      putItems(
        client,
        table,
        pages.map((page) => packed(ownRankingKey(page.client, page.run_id, page.buyer, page.page), page, expiresAt)),
      ),
    putRanks: (of, runId, buyer, ranks, expiresAt) => putItems(client, table, [packed(ownRanksKey(of, runId, buyer), ranks, expiresAt)]),
    putRun: (run, expiresAt) => putItems(client, table, [packed(ownRunKey(run.client, run.run_id), run, expiresAt)]),

    run: (of, runId) => read<OwnRun>(ownRunKey(of, runId)),
    ranks: (of, runId, buyer) => read<OwnRanks>(ownRanksKey(of, runId, buyer)),
    async rankingPages(of, runId, buyer, from, count) {
      const { pk, sk } = ownRankingKey(of, runId, buyer, from);
      return (await itemsInRange(client, table, { pk, from: sk, limit: count })).map((item) => unpacked<OwnRankingPage>(item));
    },
    async scored(of, runId, ids) {
      const distinct = [...new Set(ids)];
      const pieces = Array.from({ length: Math.ceil(distinct.length / IDS_PER_READ) }, (_, n) =>
        distinct.slice(n * IDS_PER_READ, (n + 1) * IDS_PER_READ),
      );
      const read = async (some: readonly string[]) => {
        const items = await getItems(
          client,
          table,
          some.map((id) => ownScoreKey(of, id, runId)),
        );
        return some.flatMap((id) => {
          const item = items.get(nameOf(ownScoreKey(of, id, runId)));
          return item === undefined ? [] : [[id, unpackedScores(item)] as const];
        });
      };
      return new Map((await Promise.all(pieces.map(read))).flat());
    },
    async record(of, id, limit) {
      const items = await itemsInRange(client, table, { pk: ownScoresPartition(of, id), limit, newestFirst: true });
      return items.map((item) => ({ run_id: item.sk as string, scored: unpackedScores(item) })).reverse();
    },
  };
}
