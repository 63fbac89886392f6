import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Quarantined, quarantinedSchema } from '#contracts/ingestion/observations.ts';
import { SIGNAL_NAMES } from '#contracts/signals/registry.ts';
import {
  observationKey,
  observationsPartition,
  QUARANTINE_PARTITION,
  quarantineKey,
  quarantinePrefix,
} from '#contracts/store/signals-layout.ts';
import { type Observation, type ObservationVersion, observationSubject } from '#domain/signals/observations.ts';
import type { ObservationLog } from '#functions/ports/observation-log.ts';

type Item = Record<string, unknown>;

const versionOf = (item: Item): ObservationVersion => ({
  observation: observationOf(JSON.parse(item.observation as string)),
  version: item.version as number,
});
/** In the store, as in a request, the name of the signal is called `series`. */
const storedOf = ({ signal, ...said }: Observation): object => ({ series: signal, ...said });
const observationOf = ({ series, ...said }: Omit<Observation, 'signal'> & { readonly series: string }): Observation => ({
  signal: series,
  ...said,
});
const quarantinedOf = ({ pk: _pk, sk: _sk, observation, ...item }: Item): Quarantined =>
  quarantinedSchema.parse({ ...item, observation: JSON.parse(observation as string) });
const itemOf = (entry: Quarantined): Item => ({
  ...quarantineKey(entry.sent_by, entry.id),
  ...entry,
  observation: JSON.stringify(entry.observation),
});

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

  async function ofSignal(signal: string): Promise<readonly ObservationVersion[]> {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': observationsPartition(signal) },
        ConsistentRead: true,
      },
    );
    const found: ObservationVersion[] = [];
    for await (const { Items: items } of pages) found.push(...(items ?? []).map(versionOf));
    return found;
  }

  async function quarantined(sender: string | null, id: string): Promise<Quarantined | null> {
    if (sender === null) return quarantinedOfAnybody(id);
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: quarantineKey(sender, id), ConsistentRead: true }));
    return item === undefined ? null : quarantinedOf(item);
  }

  /**
   * The key of an item contains its sender, which the id does not reveal. This read is rare, so it queries the whole partition and no index
   * is kept for it.
   */
  async function quarantinedOfAnybody(id: string): Promise<Quarantined | null> {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'id = :id',
        ExpressionAttributeValues: { ':pk': QUARANTINE_PARTITION, ':id': id },
        ConsistentRead: true,
      },
    );
    for await (const { Items: [item] = [] } of pages) if (item !== undefined) return quarantinedOf(item);
    return null;
  }

  return {
    quarantined,
    async versionsOf(observation) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :subject)',
          ExpressionAttributeValues: {
            ':pk': observationsPartition(observation.signal),
            ':subject': `${observationSubject(observation)}#`,
          },
          ConsistentRead: true,
        }),
      );
      return items.map(versionOf);
    },
    append({ observation, version }) {
      const key = observationKey(observation.signal, observationSubject(observation), version);
      return put(
        { ...key, version, observation: JSON.stringify(storedOf(observation)) },
        { ConditionExpression: 'attribute_not_exists(pk)' },
      );
    },
    all: async () => (await Promise.all(SIGNAL_NAMES.map(ofSignal))).flat(),
    async quarantine(entry) {
      if (await put(itemOf(entry), { ConditionExpression: 'attribute_not_exists(pk)' })) return entry;
      return (await quarantined(entry.sent_by, entry.id)) ?? entry;
    },
    async listQuarantine(sender, limit, after) {
      const start = after === null ? {} : { ExclusiveStartKey: quarantineKey(after.sent_by, after.id) };
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: sender === null ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sender)',
          ExpressionAttributeValues: { ':pk': QUARANTINE_PARTITION, ...(sender === null ? {} : { ':sender': quarantinePrefix(sender) }) },
          Limit: limit,
          ...start,
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
