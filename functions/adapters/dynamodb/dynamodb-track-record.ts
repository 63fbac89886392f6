import { gunzipSync } from 'node:zlib';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  chainHeadKey,
  forecastPartsKey,
  forecastSheetKey,
  JUDGED_PARTITION,
  judgementKey,
  LINKS_PARTITION,
  linkKey,
  missesKey,
  type TableKey,
  trackRecordSummaryKey,
  WAITING_PARTITION,
  waitingPosition,
} from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ChainHead, ChainLink } from '#domain/track-record/chain-link.ts';
import type { Judgement } from '#domain/track-record/judgement.ts';
import { FORECAST_OUTCOMES } from '#domain/track-record/judging-rules.ts';
import type {
  LinkRange,
  ReadTrackRecord,
  RunForecasts,
  SummaryMisses,
  TrackRecord,
  TrackRecordSummary,
} from '#functions/ports/track-record.ts';
import { gunzipJson, gzipJson, gzipText } from '../gzip-json.ts';
import { writeOnCondition } from './conditional-write.ts';
import { type Item, putItems } from './dynamodb-batch-write.ts';
import { itemsInRange } from './dynamodb-query.ts';

/** Sorts before every run id and position. */
const BEGINNING = '0';
/** Sorts behind every run of a day. */
const END_OF_DAY = '#~';
/** Sorts behind every run id. */
const LAST_RUN = 'r~';

const linkOf = (item: Item): ChainLink => JSON.parse(item.link as string) as ChainLink;

const headOf = (item: Item): ChainHead => JSON.parse(item.head as string) as ChainHead;

async function getItem(client: DynamoDBDocumentClient, table: string, key: TableKey, isConsistent = false): Promise<Item | undefined> {
  return (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: isConsistent }))).Item;
}

/** Reads of the track record, eventually consistent. Items are of exact keys; links are a range of one partition. */
export function dynamodbReadTrackRecord(client: DynamoDBDocumentClient, table: string): ReadTrackRecord {
  async function unpacked<T>(key: TableKey): Promise<T | null> {
    const item = await getItem(client, table, key);
    return item === undefined ? null : (gunzipJson(item.body as Uint8Array) as T);
  }

  return {
    async head() {
      const item = await getItem(client, table, chainHeadKey);
      return item === undefined ? null : headOf(item);
    },

    async links({ after, upTo, limit, order }: LinkRange) {
      const isForward = order === 'oldest_first';
      const [from, to] = isForward ? [after === null ? BEGINNING : `${after} `, upTo] : [BEGINNING, after === null ? upTo : before(after)];
      if (from > to) return [];
      const items = await itemsInRange(client, table, { pk: LINKS_PARTITION, from, to, limit, newestFirst: !isForward });
      return items.map(linkOf);
    },

    async link(runId) {
      const item = await getItem(client, table, linkKey(runId));
      return item === undefined ? null : linkOf(item);
    },

    async sheet(runId, address) {
      const item = await getItem(client, table, forecastSheetKey(runId, address));
      return item === undefined ? null : gunzipSync(item.body as Uint8Array).toString('utf8');
    },

    summary: () => unpacked<TrackRecordSummary>(trackRecordSummaryKey),
    misses: (outcome) => unpacked<SummaryMisses>(missesKey(outcome)),
  };
}

/** The largest possible run id below one: ids are `r` and ten digits. */
const before = (runId: string): string => `r${String(Number(runId.slice(1)) - 1).padStart(10, '0')}`;

/** The track record in the Scores table. What is pinned or judged is written once: the first write stands. */
export function dynamodbTrackRecord(client: DynamoDBDocumentClient, table: string): TrackRecord {
  /** Sets the attribute unless the item has it, and returns what the item has then. */
  async function setOnce(key: TableKey, name: string, value: string | Uint8Array): Promise<Item> {
    const answer = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: 'SET #name = if_not_exists(#name, :value)',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return answer.Attributes as Item;
  }

  return {
    ...dynamodbReadTrackRecord(client, table),

    async head() {
      const item = await getItem(client, table, chainHeadKey, true);
      return item === undefined ? null : headOf(item);
    },

    putSheets: (runId, sheets) =>
      putItems(
        client,
        table,
        sheets.map(({ address, text }) => ({ ...forecastSheetKey(runId, address), enc: 'gzip', body: gzipText(text) })),
      ),

    putForecasts: (runId, forecasts) => putItems(client, table, [{ ...forecastPartsKey(runId), forecasts: canonicalJson(forecasts) }]),

    async forecastsOf(runId) {
      const item = await getItem(client, table, forecastPartsKey(runId), true);
      return item === undefined ? null : (JSON.parse(item.forecasts as string) as RunForecasts);
    },

    putLink: async (link) => linkOf(await setOnce(linkKey(link.run_id), 'link', canonicalJson(link))),

    putWaiting: (judgedFrom, runId) =>
      putItems(client, table, [{ pk: WAITING_PARTITION, sk: waitingPosition(judgedFrom, runId), run_id: runId }]),

    async moveHead(expected, next) {
      const update = new UpdateCommand({
        TableName: table,
        Key: chainHeadKey,
        UpdateExpression: 'SET head = :head, link_sha256 = :next',
        ...(expected === null
          ? {
              ConditionExpression: 'attribute_not_exists(pk)',
              ExpressionAttributeValues: { ':head': canonicalJson(next), ':next': next.sha256 },
            }
          : {
              ConditionExpression: 'link_sha256 = :expected',
              ExpressionAttributeValues: { ':head': canonicalJson(next), ':next': next.sha256, ':expected': expected.sha256 },
            }),
      });
      await writeOnCondition(client, client.send(update), {
        table,
        key: chainHeadKey,
        isWritten: ({ link_sha256 }) => link_sha256 === next.sha256,
        conflict: `the chain no longer ends at ${expected?.run_id ?? 'nothing'}`,
      });
    },

    async waiting(after, day, limit) {
      const upTo = `${day}${END_OF_DAY}`;
      if (after >= upTo) return [];
      const from = after === '' ? BEGINNING : `${after} `;
      const items = await itemsInRange(client, table, { pk: WAITING_PARTITION, from, to: upTo, limit, isConsistent: true });
      return items.map((item) => ({ position: item.sk as string, run_id: item.run_id as string }));
    },

    async putJudgement(judgement) {
      await setOnce(judgementKey(judgement.run_id), 'body', gzipJson(judgement));
    },

    async judgements() {
      const items = await itemsInRange(client, table, { pk: JUDGED_PARTITION, from: BEGINNING, to: LAST_RUN, isConsistent: true });
      return items.map((item) => gunzipJson(item.body as Uint8Array) as Judgement);
    },

    async putSummary(summary, misses) {
      await putItems(
        client,
        table,
        FORECAST_OUTCOMES.map((outcome) => ({ ...missesKey(outcome), enc: 'gzip', body: gzipJson(misses[outcome]) })),
      );
      await putItems(client, table, [{ ...trackRecordSummaryKey, enc: 'gzip', body: gzipJson(summary) }]);
    },
  };
}
