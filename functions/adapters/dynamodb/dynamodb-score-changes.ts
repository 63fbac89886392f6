import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  changesHeadKey,
  changesOfBandPartition,
  changesOfMonthPartition,
  changesOfSubjectPartition,
  EXPIRY_ATTRIBUTE,
} from '#contracts/store/table-layout.ts';
import { changesBand } from '#domain/explanations/changes/change-document.ts';
import type {
  ChangePartition,
  ChangeRange,
  ChangesHead,
  PublishedChange,
  ReadScoreChanges,
  ScoreChanges,
} from '#functions/ports/score-changes.ts';
import { conditionHeld } from './conditional-write.ts';
import { putItems } from './dynamodb-batch-write.ts';

/** Sorts before every day. */
const BEGINNING = '0';

const partitionKey = (partition: ChangePartition): string =>
  'month' in partition ? changesOfMonthPartition(partition.month) : changesOfSubjectPartition(partition);

/** Reads of the feed. */
export function dynamodbReadScoreChanges(client: DynamoDBDocumentClient, table: string): ReadScoreChanges {
  /** Strongly consistent: everything up to the head was acknowledged, and is to be there. */
  async function read(pk: string, { after, upTo, limit }: ChangeRange, isForward: boolean): Promise<readonly PublishedChange[]> {
    if (upTo <= after) return [];
    const { Items: items } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        // Positions are of one length, so the next possible one begins with the last and is longer.
        ExpressionAttributeValues: { ':pk': pk, ':from': after === '' ? BEGINNING : `${after} `, ':to': upTo },
        ConsistentRead: true,
        ScanIndexForward: isForward,
        Limit: limit,
      }),
    );
    return (items ?? []).map((item) => JSON.parse(item.change as string) as PublishedChange);
  }

  return {
    async head() {
      const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: changesHeadKey }));
      if (item === undefined) return null;
      const { position, run_id, months } = item;
      return { position, run_id, months } as ChangesHead;
    },

    page: (partition, range) => read(partitionKey(partition), range, true),
    newestOfBand: (buyer, range) => read(changesOfBandPartition(buyer), range, false),
  };
}

/** The feed in the Scores table: each change stands in the partition of its month, in that of its subject, and a change of band in that of its buyer. */
export function dynamodbScoreChanges(client: DynamoDBDocumentClient, table: string): ScoreChanges {
  return {
    ...dynamodbReadScoreChanges(client, table),

    append: (changes, expiresAt) =>
      putItems(
        client,
        table,
        changes.flatMap((change) => {
          const { subject, buyer, position } = change;
          const content = { sk: position, change: JSON.stringify(change), [EXPIRY_ATTRIBUTE]: expiresAt };
          const partitions = [
            partitionKey({ month: position.slice(0, 7) }),
            partitionKey({ type: subject.type, id: subject.id, buyer }),
            ...(changesBand(change) ? [changesOfBandPartition(buyer)] : []),
          ];
          return partitions.map((pk) => ({ pk, ...content }));
        }),
      ),

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
