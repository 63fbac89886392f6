/** Write units of DynamoDB, counted from the items themselves as it bills them: a unit for each started kilobyte of an item. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Write units and bytes by kind of item, the first part of its partition key. */
type WrittenByKind = Record<string, { units: number; bytes: number }>;

const KILOBYTE = 1024;

/** Bytes of a value as DynamoDB counts them: text in UTF-8, two digits of a number to a byte and one more, three for a list or map and one for each member. */
function bytesOf(value: unknown): number {
  if (value === null || value === undefined || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  const members = Object.entries(value as Record<string, unknown>);
  return 3 + members.reduce((sum, [name, member]) => sum + 1 + (Array.isArray(value) ? 0 : Buffer.byteLength(name)) + bytesOf(member), 0);
}

const bytesOfItem = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value), 0);

/** Write units of an item. */
export const unitsOf = (item: Readonly<Record<string, unknown>>): number => Math.max(1, Math.ceil(bytesOfItem(item) / KILOBYTE));

interface Put {
  readonly Item?: Record<string, unknown>;
  readonly Key?: Record<string, unknown>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
  readonly RequestItems?: Readonly<Record<string, readonly { readonly PutRequest?: { readonly Item: Record<string, unknown> } }[]>>;
  readonly TransactItems?: readonly { readonly Put?: Put; readonly Update?: Put }[];
}

/** Items that a command writes, each with how often it is billed. An update is counted by its key and the values that it sets, which is less than the whole item. */
function writtenBy(name: string, input: Put): readonly (readonly [Record<string, unknown>, number])[] {
  if (name === 'PutCommand') return [[input.Item ?? {}, 1]];
  if (name === 'UpdateCommand') return [[{ ...input.Key, ...input.ExpressionAttributeValues }, 1]];
  if (name === 'DeleteCommand') return [[input.Key ?? {}, 1]];
  if (name === 'BatchWriteCommand')
    return Object.values(input.RequestItems ?? {}).flatMap((requests) =>
      requests.map(({ PutRequest }) => [PutRequest?.Item ?? {}, 1] as const),
    );
  if (name === 'TransactWriteCommand')
    return (input.TransactItems ?? []).map(({ Put: put, Update: update }) => [
      put?.Item ?? { ...update?.Key, ...update?.ExpressionAttributeValues },
      2,
    ]);
  return [];
}

/** Counts what a client writes from now on, until it is stopped. */
export function meterWrites(client: DynamoDBDocumentClient): { stop(): WrittenByKind } {
  const counted: WrittenByKind = {};
  const unmetered = client.send;
  const send = unmetered.bind(client) as (command: unknown, ...rest: unknown[]) => unknown;
  const metered = (command: object, ...rest: unknown[]): unknown => {
    for (const [item, times] of writtenBy(command.constructor.name, (command as { readonly input: Put }).input)) {
      const kind = String(item.pk).replace(/#.*/s, '');
      const before = counted[kind] ?? { units: 0, bytes: 0 };
      counted[kind] = { units: before.units + times * unitsOf(item), bytes: before.bytes + bytesOfItem(item) };
    }
    return send(command, ...rest);
  };
  Object.assign(client, { send: metered });
  return {
    stop() {
      Object.assign(client, { send: unmetered });
      return counted;
    },
  };
}
