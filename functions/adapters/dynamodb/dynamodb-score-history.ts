import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { historyKey, type TableKey } from '#contracts/store/table-layout.ts';
import { type CompactSeries, compactSeries, mergeSeries, pointsByYear, seriesPoints } from '#domain/runs/history-series.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { ScoreHistory } from '#functions/ports/score-history.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import { conditionHeld } from './conditional-write.ts';
import { getItems, nameOf } from './dynamodb-batch-read.ts';
import { type Item, inParallel } from './dynamodb-batch-write.ts';

type Origin = HistoryPoint['origin'];

/** Points of one calendar year and origin, and where they belong. */
interface YearOfPoints {
  readonly key: TableKey;
  readonly origin: Origin;
  readonly points: readonly HistoryPoint[];
}

const ORIGINS: readonly Origin[] = ['published', 'replayed'];
const MERGES_IN_FLIGHT = 8;
const MAX_ATTEMPTS = 20;

const seriesOf = (bytes: unknown): readonly HistoryPoint[] =>
  bytes === undefined ? [] : seriesPoints(gunzipJson(bytes as Uint8Array) as CompactSeries);

/** The points of a stored year: an attribute per origin, so that a replay never touches what was published. */
export function yearPoints(item: Readonly<Record<string, unknown>> | undefined): readonly HistoryPoint[] {
  if (item === undefined) return [];
  return ORIGINS.flatMap((origin) => seriesOf(item[origin])).sort((a, b) =>
    a.as_of === b.as_of ? (a.origin < b.origin ? -1 : 1) : a.as_of < b.as_of ? -1 : 1,
  );
}

/** Histories in the Scores table, with an optimistic lock per year and origin. Years are read a hundred at a time, and again one by one where others write. */
export function dynamodbScoreHistory(client: DynamoDBDocumentClient, table: string): ScoreHistory {
  const read = async (key: TableKey): Promise<Item | undefined> => (await client.send(new GetCommand({ TableName: table, Key: key }))).Item;

  /** `item`: what was read of the year; `false` when somebody else has written it since. */
  async function mergeOnce({ key, origin, points }: YearOfPoints, item: Item | undefined): Promise<boolean> {
    const revision = item?.[`${origin}_revision`] as number | undefined;
    const merged = gzipJson(compactSeries(mergeSeries(seriesOf(item?.[origin]), points)));
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

  async function mergeYear(year: YearOfPoints, known: Item | undefined): Promise<void> {
    let item = known;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (await mergeOnce(year, item)) return;
      await sleep(Math.random() * 20 * (attempt + 1));
      item = await read(year.key);
    }
    throw new Error(`the history ${year.key.sk} of ${year.key.pk} is being written by others all the time`);
  }

  return {
    async merge(series) {
      const years = series.flatMap(({ subject, points }) =>
        ORIGINS.flatMap((origin) =>
          [...pointsByYear(points.filter((point) => point.origin === origin))].map(
            ([year, ofYear]): YearOfPoints => ({ key: historyKey(subject, year), origin, points: ofYear }),
          ),
        ),
      );
      const items = await getItems(
        client,
        table,
        years.map(({ key }) => key),
      );
      await inParallel(years, MERGES_IN_FLIGHT, (year) => mergeYear(year, items.get(nameOf(year.key))));
    },
  };
}
