import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Quarantined, quarantinedSchema } from '#contracts/observations.ts';
import { observationKey, QUARANTINE_PARTITION, quarantineKey, seriesPartition } from '#contracts/signals-layout.ts';
import { type Observation, type ObservationVersion, observationSubject } from '#domain/signals/observations.ts';
import type { ObservationLog } from '#functions/ports/observation-log.ts';

type Item = Record<string, unknown>;
const SERIES: readonly Observation['series'][] = ['carriers', 'senkaku', 'taiwan_strait'];

const versionOf = (item: Item): ObservationVersion => ({
  observation: JSON.parse(item.observation as string) as Observation,
  version: item.version as number,
});
const quarantinedOf = ({ pk: _pk, sk: _sk, observation, ...item }: Item): Quarantined =>
  quarantinedSchema.parse({ ...item, observation: JSON.parse(observation as string) });
const itemOf = (entry: Quarantined): Item => ({ ...quarantineKey(entry.id), ...entry, observation: JSON.stringify(entry.observation) });

/** Observations in the Signals table. */
export function dynamodbObservationLog(client: DynamoDBDocumentClient, table: string): ObservationLog {
  /** `false`: the condition did not hold. */
  async function put(
    item: Item,
    condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
  ): Promise<boolean> {
    try {
      await client.send(new PutCommand({ TableName: table, Item: item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function ofSeries(series: string): Promise<readonly ObservationVersion[]> {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': seriesPartition(series) },
        ConsistentRead: true,
      },
    );
    const found: ObservationVersion[] = [];
    for await (const { Items: items } of pages) found.push(...(items ?? []).map(versionOf));
    return found;
  }

  async function quarantined(id: string): Promise<Quarantined | null> {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: quarantineKey(id), ConsistentRead: true }));
    return item === undefined ? null : quarantinedOf(item);
  }

  return {
    quarantined,
    async versionsOf(observation) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :subject)',
          ExpressionAttributeValues: { ':pk': seriesPartition(observation.series), ':subject': `${observationSubject(observation)}#` },
          ConsistentRead: true,
        }),
      );
      return items.map(versionOf);
    },
    append({ observation, version }) {
      const key = observationKey(observation.series, observationSubject(observation), version);
      return put({ ...key, version, observation: JSON.stringify(observation) }, { ConditionExpression: 'attribute_not_exists(pk)' });
    },
    all: async () => (await Promise.all(SERIES.map(ofSeries))).flat(),
    async quarantine(entry) {
      if (await put(itemOf(entry), { ConditionExpression: 'attribute_not_exists(pk)' })) return entry;
      return (await quarantined(entry.id)) ?? entry;
    },
    async listQuarantine(limit, after) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: { ':pk': QUARANTINE_PARTITION, ':after': after ?? ' ' },
          Limit: limit,
        }),
      );
      return items.map(quarantinedOf);
    },
    decide: (entry) =>
      put(itemOf(entry), {
        ConditionExpression: '#status = :waiting',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':waiting': 'waiting' },
      }),
  };
}
