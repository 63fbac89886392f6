import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { changesHeadKey, changesOfMonthPartition, changesOfSubjectPartition, EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import type { ChangeRange, ChangesHead, PublishedChange, ReadScoreChanges, ScoreChanges } from '#functions/ports/score-changes.ts';
import { brotliText, unbrotliText } from '../brotli-text.ts';
import { conditionHeld } from './conditional-write.ts';
import { type Item, putItems } from './dynamodb-batch-write.ts';
import { itemsInRange } from './dynamodb-query.ts';

/** Sorts before every day. */
const BEGINNING = '0';
/** Sorts behind every sequence number of a day. The changes of an item are of one day. */
const END_OF_DAY = '#~';
/** Changes of all subjects that stand together: about five kilobytes of the forty that each would take by itself. */
const CHANGES_PER_ITEM = 50;

/** Changes that stand together, in the order of the feed. The key is the position of the last, so that all that come after a position are in items behind it. */
function itemOf(pk: string, changes: readonly PublishedChange[], expiresAt: number): Item {
  const body = brotliText(changes.map((change) => JSON.stringify(change)).join('\n'));
  return { pk, sk: changes.at(-1)?.position, enc: 'br', body, [EXPIRY_ATTRIBUTE]: expiresAt };
}

const changesIn = ({ body }: Readonly<Record<string, unknown>>): readonly PublishedChange[] =>
  unbrotliText(body as Uint8Array)
    .split('\n')
    .map((line) => JSON.parse(line) as PublishedChange);

function inPieces<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** Reads of the feed. */
export function dynamodbReadScoreChanges(client: DynamoDBDocumentClient, table: string): ReadScoreChanges {
  /** Items behind a position. Strongly consistent: everything up to the head was acknowledged, and is to be there. */
  const itemsBehind = (pk: string, after: string, to: string, limit: number) => {
    // Positions are of one length, so the next possible one begins with the last and is longer.
    const from = after === '' ? BEGINNING : `${after} `;
    return itemsInRange(client, table, { pk, from, to, limit, isConsistent: true });
  };

  /** Changes of a partition that are wanted. Another request is made only where items have fewer of these than `perItem` says. */
  async function read(
    pk: string,
    { after, upTo, limit }: ChangeRange,
    perItem: number,
    isWanted: (change: PublishedChange) => boolean,
  ): Promise<readonly PublishedChange[]> {
    const found: PublishedChange[] = [];
    let [read, count] = [after, 0];
    while (found.length < limit && read < upTo) {
      // An item more, because of the first only its end may be wanted; and twice as many each time, where there is little in them.
      count = Math.max(2 * count, Math.ceil(limit / perItem) + 1);
      const items = await itemsBehind(pk, read, `${upTo.slice(0, 10)}${END_OF_DAY}`, count);
      const changes = items.flatMap(changesIn).filter(({ position }) => position > after && position <= upTo);
      found.push(...changes.filter(isWanted));
      if (items.length < count) break;
      read = items.at(-1)?.sk as string;
    }
    return found.slice(0, limit);
  }

  return {
    async head() {
      const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: changesHeadKey }));
      if (item === undefined) return null;
      const { position, run_id, months } = item;
      return { position, run_id, months } as ChangesHead;
    },

    page: (partition, range) =>
      'month' in partition
        ? read(changesOfMonthPartition(partition.month), range, CHANGES_PER_ITEM, () => true)
        : read(changesOfSubjectPartition(partition), range, 1, ({ buyer }) => buyer === partition.buyer),
  };
}

/**
 * The feed in the Scores table: each change stands in the partition of its month and in that of its subject. A night
 * changes a third of all scores, most by a hundredth of a point: together they cost a fifth of what each would cost by itself.
 */
export function dynamodbScoreChanges(client: DynamoDBDocumentClient, table: string): ScoreChanges {
  return {
    ...dynamodbReadScoreChanges(client, table),

    append(changes, expiresAt) {
      const bySubject = Map.groupBy(changes, ({ subject, position }) => `${changesOfSubjectPartition(subject)} ${position.slice(0, 10)}`);
      const byDay = Map.groupBy(changes, ({ position }) => position.slice(0, 10));
      return putItems(client, table, [
        ...[...byDay].flatMap(([day, ofDay]) =>
          inPieces(ofDay, CHANGES_PER_ITEM).map((some) => itemOf(changesOfMonthPartition(day.slice(0, 7)), some, expiresAt)),
        ),
        ...[...bySubject.values()].flatMap((some) =>
          some[0] === undefined ? [] : [itemOf(changesOfSubjectPartition(some[0].subject), some, expiresAt)],
        ),
      ]);
    },

    async moveHead({ position, run_id, months }) {
      const update = new UpdateCommand({
        TableName: table,
        Key: changesHeadKey,
        UpdateExpression: 'SET #position = :position, run_id = :run, months = :months',
        ConditionExpression: 'attribute_not_exists(#position) OR #position < :position',
        ExpressionAttributeNames: { '#position': 'position' },
        ExpressionAttributeValues: { ':position': position, ':run': run_id, ':months': months },
      });
      await conditionHeld(client.send(update)); // where it does not hold, it was further already
    },
  };
}
