import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
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
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { type Observation, type ObservationReceipt, type ObservationVersion, observationSubject } from '#domain/signals/observations.ts';
import type { ObservationLog, ObservedThing } from '#functions/ports/observation-log.ts';
import { conditionHeld } from './conditional-write.ts';

type Item = Record<string, unknown>;

const versionOf = (item: Item): ObservationVersion => ({
  observation: observationOf(JSON.parse(item.observation as string)),
  version: item.version as number,
  ...(item.receipt === undefined ? {} : { receipt: item.receipt as ObservationReceipt }),
});
/** In the store, as in a request, the name of the signal is called `series`. */
const storedOf = ({ signal, ...said }: Observation): object => ({ series: signal, ...said });
const observationOf = ({ series, ...said }: Omit<Observation, 'signal'> & { readonly series: string }): Observation => ({
  signal: series,
  ...said,
});
const quarantinedOf = ({ pk: _pk, sk: _sk, [EXPIRY_ATTRIBUTE]: _expiry, observation, ...item }: Item): Quarantined =>
  quarantinedSchema.parse({ ...item, observation: JSON.parse(observation as string) });
const itemOf = (entry: Quarantined): Item => ({
  ...quarantineKey(entry.sent_by, entry.id),
  ...entry,
  observation: JSON.stringify(entry.observation),
  [EXPIRY_ATTRIBUTE]: expiryOf(entry),
});

const DAY_SECONDS = 86_400;
/** Who has not looked within a quarter will not look any more; a decision is part of the record for longer. */
const WAITING_DAYS = 90;
const DECIDED_DAYS = 730;

const expiryOf = ({ received_at, decided_at }: Quarantined): number =>
  Math.ceil(Date.parse(decided_at ?? received_at) / 1000) + DAY_SECONDS * (decided_at === null ? WAITING_DAYS : DECIDED_DAYS);

/** Hears of a row that cannot be read: its key, and what is wrong with it. */
type UnreadableRow = (key: string, why: unknown) => void;

/** Observations in the Signals table. A row that cannot be read is left out and named: one cut text must not stop every night. */
export function dynamodbObservationLog(
  client: DynamoDBDocumentClient,
  table: string,
  onUnreadable: UnreadableRow = () => {},
): ObservationLog {
  function readable(item: Item): ObservationVersion[] {
    try {
      return [versionOf(item)];
    } catch (error) {
      onUnreadable(`${item.pk} ${item.sk}`, error);
      return [];
    }
  }

  /** `false`: the condition did not hold. */
  async function put(
    item: Item,
    condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
  ): Promise<boolean> {
    return conditionHeld(client.send(new PutCommand({ TableName: table, Item: item, ...condition })));
  }

  const ofSubject = (observation: ObservedThing): QueryCommandInput => ({
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :subject)',
    ExpressionAttributeValues: { ':pk': observationsPartition(observation.signal), ':subject': `${observationSubject(observation)}#` },
    ConsistentRead: true,
  });

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
    for await (const { Items: items } of pages) found.push(...(items ?? []).flatMap(readable));
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
      const found: ObservationVersion[] = [];
      for await (const { Items: items = [] } of paginateQuery({ client }, ofSubject(observation))) found.push(...items.map(versionOf));
      return found;
    },
    async newestOf(observation) {
      const { Items: [item] = [] } = await client.send(new QueryCommand({ ...ofSubject(observation), ScanIndexForward: false, Limit: 1 }));
      return item === undefined ? null : versionOf(item);
    },
    append({ observation, version, receipt }) {
      const key = observationKey(observation.signal, observationSubject(observation), version);
      return put(
        { ...key, version, observation: JSON.stringify(storedOf(observation)), ...(receipt === undefined ? {} : { receipt }) },
        { ConditionExpression: 'attribute_not_exists(pk)' },
      );
    },
    all: async () => (await Promise.all(SIGNAL_NAMES.map(ofSignal))).flat(),
    async quarantine(entry) {
      if (await put(itemOf(entry), { ConditionExpression: 'attribute_not_exists(pk)' })) return entry;
      return (await quarantined(entry.sent_by, entry.id)) ?? entry;
    },
    async listQuarantine(sender, limit, after) {
      const found: Quarantined[] = [];
      // A read ends after 1 MB, however many rows were asked for: it is not the end of the list.
      const pages = paginateQuery(
        { client, pageSize: limit, ...(after === null ? {} : { startingToken: { ...quarantineKey(after.sent_by, after.id) } }) },
        {
          TableName: table,
          KeyConditionExpression: sender === null ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sender)',
          ExpressionAttributeValues: { ':pk': QUARANTINE_PARTITION, ...(sender === null ? {} : { ':sender': quarantinePrefix(sender) }) },
        },
      );
      for await (const { Items: items = [] } of pages) {
        found.push(...items.map(quarantinedOf));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    decide: (entry, expected) =>
      put(itemOf(entry), {
        ConditionExpression: '#status = :expected',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':expected': expected },
      }),
  };
}
