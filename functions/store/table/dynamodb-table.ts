import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type ConsumedCapacity,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { PATIENT, QUICK } from './aws-calls.ts';
import {
  type Attributes,
  boundsOf,
  type Condition,
  type Item,
  type ItemRange,
  inParallel,
  nameOf,
  type Table,
  type Tables,
} from './table.ts';

const KEYS_PER_CALL = 100;
const WRITES_PER_CALL = 25;
/** Write units are the limit, not connections: more in flight is throttled. */
const CALLS_IN_FLIGHT = 4;
const MAX_ROUNDS = 10;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

const inPieces = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** Sends again what DynamoDB left undone, which the SDK does not; throws after ten rounds. */
async function untilDone<T>(all: readonly T[], send: (some: readonly T[]) => Promise<readonly T[]>) {
  let left = all;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    left = await send(left);
    if (left.length === 0) return;
    await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** round));
  }
  throw new Error(
    `DynamoDB has left ${left.length} items undone ${MAX_ROUNDS} times: the table takes fewer calls than are made`,
  );
}

/** Many names are reserved. */
function placeholders() {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  return {
    name(attribute: string): string {
      const placeholder = `#n${Object.keys(names).length}`;
      names[placeholder] = attribute;
      return placeholder;
    },
    value(value: unknown): string {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = value;
      return placeholder;
    },
    used: () => ({
      ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    }),
  };
}
type Placeholders = ReturnType<typeof placeholders>;

function conditionText(condition: Condition, { name, value }: Placeholders) {
  if (condition === 'absent') return 'attribute_not_exists(pk)';
  if (condition === 'present') return 'attribute_exists(pk)';
  if ('equal' in condition)
    return Object.entries(condition.equal)
      .map(([attribute, wanted]) => `${name(attribute)} = ${value(wanted)}`)
      .join(' AND ');
  return Object.entries(condition.below)
    .map(([attribute, limit]) => {
      const placeholder = name(attribute);
      return `(attribute_not_exists(${placeholder}) OR ${placeholder} < ${value(limit)})`;
    })
    .join(' AND ');
}

const conditionOf = (
  condition: Condition | undefined,
  used: Placeholders,
): Readonly<{ ConditionExpression?: string }> =>
  condition === undefined ? {} : { ConditionExpression: conditionText(condition, used) };

const assignments = (attributes: Attributes, { name, value }: Placeholders) =>
  Object.entries(attributes)
    .filter(([, content]) => content !== undefined)
    .map(([attribute, content]) => `${name(attribute)} = ${value(content)}`)
    .join(', ');

async function held(write: Promise<unknown>) {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export interface CapacityUsed {
  read: number;
  write: number;
}

type Answered = Readonly<{ ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] | undefined }>;

/** AWS support asks for the id of the request. */
function named(error: unknown): unknown {
  const { requestId, attempts } =
    (error as Readonly<{ $metadata?: Readonly<{ requestId?: string; attempts?: number }> }>).$metadata ?? {};
  if (error instanceof Error && requestId !== undefined)
    error.message += ` (request ${requestId} of DynamoDB, ${attempts === 1 ? '1 attempt' : `${attempts} attempts`})`;
  return error;
}

/** `used`: what calls cost is added to it. */
function dynamodbTable(
  client: DynamoDBDocumentClient,
  TableName: string,
  used: CapacityUsed | null = null,
): Table {
  const keyOf = ({ pk, sk }: TableKey) => ({ pk, sk });
  const counted = used === null ? {} : ({ ReturnConsumedCapacity: 'TOTAL' } as const);

  async function asked<T extends Answered>(kind: keyof CapacityUsed, call: Promise<T>): Promise<T> {
    try {
      const answer = await call;
      for (const { CapacityUnits: units = 0 } of [answer.ConsumedCapacity ?? []].flat())
        if (used !== null) used[kind] += units;
      return answer;
    } catch (error) {
      throw named(error);
    }
  }

  function keyCondition(range: ItemRange, { value }: Placeholders): string | null {
    const bounds = boundsOf(range);
    if (bounds === null) return null;
    const { from, to, before } = bounds;
    const partition = `pk = ${value(range.pk)}`;
    if (from !== undefined && to !== undefined)
      return `${partition} AND sk BETWEEN ${value(from)} AND ${value(to)}`;
    if (from !== undefined) return `${partition} AND sk >= ${value(from)}`;
    return to === undefined
      ? partition
      : `${partition} AND sk ${before === undefined ? '<=' : '<'} ${value(to)}`;
  }

  const writeMany = (requests: readonly object[]) =>
    inParallel(inPieces(requests, WRITES_PER_CALL), CALLS_IN_FLIGHT, (piece) =>
      untilDone(piece, async (some) => {
        const { UnprocessedItems: left } = await asked(
          'write',
          client.send(new BatchWriteCommand({ ...counted, RequestItems: { [TableName]: [...some] } })),
        );
        return left?.[TableName] ?? [];
      }),
    );

  return {
    async get(key, { eventual = false } = {}) {
      const { Item: item } = await asked(
        'read',
        client.send(new GetCommand({ ...counted, TableName, Key: keyOf(key), ConsistentRead: !eventual })),
      );
      return item as Item | undefined;
    },

    async getMany(keys, { eventual = false } = {}) {
      const distinct = [...new Map(keys.map((key) => [nameOf(key), keyOf(key)])).values()];
      const found = new Map<string, Item>();
      await inParallel(inPieces(distinct, KEYS_PER_CALL), CALLS_IN_FLIGHT, (piece) =>
        untilDone(piece, async (some) => {
          const RequestItems = { [TableName]: { ConsistentRead: !eventual, Keys: [...some] } };
          const answer = await asked('read', client.send(new BatchGetCommand({ ...counted, RequestItems })));
          for (const item of (answer.Responses?.[TableName] ?? []) as Item[]) found.set(nameOf(item), item);
          return (answer.UnprocessedKeys?.[TableName]?.Keys ?? []) as (typeof distinct)[number][];
        }),
      );
      return found;
    },

    async range(range) {
      const { limit = Number.POSITIVE_INFINITY, descending = false, eventual = false, before } = range;
      const expression = placeholders();
      const KeyConditionExpression = keyCondition(range, expression);
      const items: Item[] = [];
      if (KeyConditionExpression === null || limit <= 0) return items;
      let begin: Record<string, unknown> | undefined;
      do {
        const { Items: page = [], LastEvaluatedKey: end } = await asked(
          'read',
          client.send(
            new QueryCommand({
              ...counted,
              TableName,
              KeyConditionExpression,
              ...expression.used(),
              ScanIndexForward: !descending,
              ConsistentRead: !eventual,
              ...(Number.isFinite(limit) ? { Limit: limit - items.length } : {}),
              ...(begin === undefined ? {} : { ExclusiveStartKey: begin }),
            }),
          ),
        );
        items.push(...(page as Item[]).filter(({ sk }) => sk !== before));
        begin = end;
      } while (begin !== undefined && items.length < limit);
      return items;
    },

    put(item, condition) {
      const expression = placeholders();
      const put = {
        ...counted,
        TableName,
        Item: item,
        ...conditionOf(condition, expression),
        ...expression.used(),
      };
      return held(asked('write', client.send(new PutCommand(put))));
    },

    set(key, attributes, condition) {
      const expression = placeholders();
      const UpdateExpression = `SET ${assignments(attributes, expression)}`;
      const update = {
        ...counted,
        TableName,
        Key: keyOf(key),
        UpdateExpression,
        ...conditionOf(condition, expression),
      };
      return held(asked('write', client.send(new UpdateCommand({ ...update, ...expression.used() }))));
    },

    async add(key, attribute, more, others = {}) {
      const expression = placeholders();
      const set = assignments(others, expression);
      const UpdateExpression = `ADD ${expression.name(attribute)} ${expression.value(more)}${set === '' ? '' : ` SET ${set}`}`;
      const update = {
        ...counted,
        TableName,
        Key: keyOf(key),
        UpdateExpression,
        ReturnValues: 'UPDATED_NEW' as const,
      };
      const { Attributes: after } = await asked(
        'write',
        client.send(new UpdateCommand({ ...update, ...expression.used() })),
      );
      return after?.[attribute] as number;
    },

    putMany: (items) => writeMany(items.map((item) => ({ PutRequest: { Item: item } }))),

    async delete(key) {
      await asked('write', client.send(new DeleteCommand({ ...counted, TableName, Key: keyOf(key) })));
    },

    deleteMany: (keys) => writeMany(keys.map((key) => ({ DeleteRequest: { Key: keyOf(key) } }))),
  };
}

/** Empty on AWS, where region and credentials come from the environment. */
export type DynamodbPlace = Pick<
  DynamoDBClientConfig,
  'endpoint' | 'region' | 'credentials' | 'requestHandler'
>;

const documentClient = (config: DynamoDBClientConfig): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(config), {
    marshallOptions: { removeUndefinedValues: true },
  });

let ofThisProcess: Tables | null = null;

export function useTablesOfThisProcess(tables: Tables): void {
  ofThisProcess = tables;
}

export function tablesForReads(place?: DynamodbPlace): Tables {
  if (place === undefined && ofThisProcess !== null) return ofThisProcess;
  const client = documentClient({ ...QUICK, ...place });
  return (name) => dynamodbTable(client, name);
}

let used: CapacityUsed | null = null;

export const capacityUsed = (): Readonly<CapacityUsed> | null => used && { ...used };

export function tablesForRuns(place?: DynamodbPlace): Tables {
  if (place === undefined && ofThisProcess !== null) return ofThisProcess;
  const client = documentClient({ ...PATIENT, ...place });
  used ??= { read: 0, write: 0 };
  const count = used;
  return (name) => dynamodbTable(client, name, count);
}
