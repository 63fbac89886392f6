import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { historyPartition, historyWeekKey, historyYearKey, type TableKey } from '#contracts/store/table-layout.ts';
import { type CompactSeries, compactSeries, mergeSeries, pointsByYear, seriesPoints } from '#domain/runs/history-series.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { SubjectKey } from '#functions/ports/published-scores.ts';
import type { HistorySeries, ScoreHistory } from '#functions/ports/score-history.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import { conditionHeld } from './conditional-write.ts';
import { getItems, nameOf } from './dynamodb-batch-read.ts';
import { type Item, inParallel } from './dynamodb-batch-write.ts';

/** Points of one origin that lie in one item, by buyer. */
interface ItemOfPoints {
  readonly key: TableKey;
  readonly origin: HistoryPoint['origin'];
  readonly byBuyer: ReadonlyMap<string, readonly HistoryPoint[]>;
}

/** Stored points: by buyer in the items of weeks, of one buyer in those of years. */
type StoredPoints = ReadonlyMap<string, readonly HistoryPoint[]>;

const MERGES_IN_FLIGHT = 16;
const MAX_ATTEMPTS = 20;

const pointsIn = (bytes: unknown): readonly HistoryPoint[] =>
  bytes === undefined ? [] : seriesPoints(gunzipJson(bytes as Uint8Array) as CompactSeries);

const weekIn = (bytes: unknown): StoredPoints =>
  bytes === undefined
    ? new Map()
    : new Map(
        Object.entries(gunzipJson(bytes as Uint8Array) as Record<string, CompactSeries>).map(([buyer, series]) => [
          buyer,
          seriesPoints(series),
        ]),
      );

const byDayAndOrigin = (a: HistoryPoint, b: HistoryPoint): number =>
  a.as_of === b.as_of ? (a.origin < b.origin ? -1 : 1) : a.as_of < b.as_of ? -1 : 1;

/**
 * Points of a year for a buyer, oldest first. What is published every night lies in small items of a week for all buyers, because a night pays for the
 * whole item that it adds a point to; what is replayed lies in items of a year, because it is written at once.
 */
export async function pointsOfYear(
  client: DynamoDBDocumentClient,
  table: string,
  subject: SubjectKey,
  year: number,
): Promise<readonly HistoryPoint[]> {
  const key = historyYearKey(subject, year);
  const [{ Item: ofYear }, { Items: weeks = [] }] = await Promise.all([
    client.send(new GetCommand({ TableName: table, Key: key })),
    client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': historyPartition(subject), ':first': `${key.sk}-01-01`, ':last': `${key.sk}-12-31` },
      }),
    ),
  ]);
  const published = mergeSeries(
    pointsIn(ofYear?.published),
    weeks.flatMap(({ published: bytes }) => weekIn(bytes).get(subject.buyer) ?? []),
  );
  return [...published, ...pointsIn(ofYear?.replayed)].sort(byDayAndOrigin);
}

/** Histories in the Scores table, with an optimistic lock per item and origin. Items are read a hundred at a time, and again one by one where others write. */
export function dynamodbScoreHistory(client: DynamoDBDocumentClient, table: string): ScoreHistory {
  const read = async (key: TableKey): Promise<Item | undefined> => (await client.send(new GetCommand({ TableName: table, Key: key }))).Item;

  /** `item`: what was read of it; `false` when somebody else has written it since. */
  async function mergeOnce({ key, origin, byBuyer }: ItemOfPoints, item: Item | undefined): Promise<boolean> {
    const revision = item?.[`${origin}_revision`] as number | undefined;
    const merged = origin === 'published' ? mergedWeek(item?.published, byBuyer) : mergedYear(item?.replayed, byBuyer);
    if (item?.[origin] !== undefined && Buffer.compare(merged, item[origin] as Uint8Array) === 0) return true;
    return conditionHeld(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression: 'SET #series = :series, #revision = :next',
          ConditionExpression: revision === undefined ? 'attribute_not_exists(#revision)' : '#revision = :revision',
          ExpressionAttributeNames: { '#series': origin, '#revision': `${origin}_revision` },
          ExpressionAttributeValues: {
            ':series': merged,
            ':next': (revision ?? 0) + 1,
            ...(revision === undefined ? {} : { ':revision': revision }),
          },
        }),
      ),
    );
  }

  async function mergeItem(points: ItemOfPoints, known: Item | undefined): Promise<void> {
    let item = known;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (await mergeOnce(points, item)) return;
      await sleep(Math.random() * 20 * (attempt + 1));
      item = await read(points.key);
    }
    throw new Error(`the history ${points.key.sk} of ${points.key.pk} is being written by others all the time`);
  }

  return {
    async merge(series) {
      const parts = [...itemsOfPublished(series), ...itemsOfReplayed(series)];
      const items = await getItems(
        client,
        table,
        parts.map(({ key }) => key),
      );
      await inParallel(parts, MERGES_IN_FLIGHT, (part) => mergeItem(part, items.get(nameOf(part.key))));
    },
  };
}

function mergedWeek(bytes: unknown, added: StoredPoints): Uint8Array {
  const present = weekIn(bytes);
  const buyers = [...new Set([...present.keys(), ...added.keys()])].sort();
  const merged = buyers.map((buyer) => [buyer, compactSeries(mergeSeries(present.get(buyer) ?? [], added.get(buyer) ?? []))]);
  return gzipJson(Object.fromEntries(merged));
}

const mergedYear = (bytes: unknown, added: StoredPoints): Uint8Array =>
  gzipJson(compactSeries(mergeSeries(pointsIn(bytes), [...added.values()].flat())));

/** All buyers of a subject and week in one item. */
function itemsOfPublished(series: readonly HistorySeries[]): readonly ItemOfPoints[] {
  const items = new Map<string, { readonly key: TableKey; readonly byBuyer: Map<string, HistoryPoint[]> }>();
  for (const { subject, points } of series) {
    for (const point of points.filter(({ origin }) => origin === 'published')) {
      const key = historyWeekKey(subject, point.as_of);
      const item = items.get(nameOf(key)) ?? { key, byBuyer: new Map<string, HistoryPoint[]>() };
      items.set(nameOf(key), item);
      item.byBuyer.set(subject.buyer, [...(item.byBuyer.get(subject.buyer) ?? []), point]);
    }
  }
  return [...items.values()].map((item) => ({ ...item, origin: 'published' }));
}

const itemsOfReplayed = (series: readonly HistorySeries[]): readonly ItemOfPoints[] =>
  series.flatMap(({ subject, points }) =>
    [...pointsByYear(points.filter(({ origin }) => origin === 'replayed'))].map(
      ([year, ofYear]): ItemOfPoints => ({
        key: historyYearKey(subject, year),
        origin: 'replayed',
        byBuyer: new Map([[subject.buyer, ofYear]]),
      }),
    ),
  );
