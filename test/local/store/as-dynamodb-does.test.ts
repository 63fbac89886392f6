/** The store of one machine answers as DynamoDB does, error by error: what it says is held against dynalite, which was checked against the real one. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import { storeInMemory } from '#functions/local/store/embedded-client.ts';
import { startDynamodbDouble } from '#test/fakes/dynamodb-double.ts';

const T = 'Things';
let clients: readonly DynamoDBDocumentClient[];
let closing: (() => Promise<void>)[];

beforeAll(async () => {
  const double = await startDynamodbDouble();
  const store = storeInMemory();
  clients = [dynamodbForRuns(double.place), store.client];
  closing = [double.close, store.close];
  for (const client of clients) await ensureTable(client, T);
});
afterAll(async () => {
  for (const close of closing) await close();
});

type Command = unknown;

type Answer = { $metadata?: unknown; ConsumedCapacity?: unknown; Attributes?: object };

/** What a store says to a command, as far as callers look at it: the answer, or the name of the error. */
async function said(client: DynamoDBDocumentClient, command: Command): Promise<unknown> {
  try {
    // The client for runs asks for what a command cost, which costs nothing here.
    const { $metadata: _, ConsumedCapacity: _cost, ...answer } = (await client.send(command as GetCommand)) as Answer;
    // The double gives an empty object where an update made the item anew, DynamoDB gives nothing: to callers that is one thing.
    const isEmpty = answer.Attributes !== undefined && Object.keys(answer.Attributes).length === 0;
    return plain(isEmpty ? { ...answer, Attributes: undefined } : answer);
  } catch (error) {
    return { error: (error as Error).name };
  }
}

/** Bytes as numbers, and nothing undefined, so that two answers can be compared. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, entry) => (entry instanceof Uint8Array ? { bytes: [...entry] } : entry)));

async function expectAlike(make: () => Command): Promise<unknown> {
  const [expected, found] = await Promise.all(clients.map((client) => said(client, make())));
  expect(found).toEqual(expected);
  return found;
}

const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ab', 'ä', '\u{1F600}', '\uFFFD', '$b'),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, 1e21 / 1e21, -0.25),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 3 }),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.dictionary(fc.constantFrom('x', '$b', '$$'), scalar, { maxKeys: 2 }));
const attribute = fc.constantFrom('a1', 'a2', 'a3', 'a4');
const item = fc
  .record({ pk: fc.constant('p'), sk: fc.constantFrom('1', '2') }, { noNullPrototype: true })
  .chain((key) => fc.dictionary(attribute, value, { maxKeys: 4, noNullPrototype: true }).map((rest) => ({ ...rest, ...key })));

interface Expression {
  readonly text: string;
  readonly values: Record<string, unknown>;
}
let counter = 0;
const placeholder = (): string => {
  counter += 1;
  return `:v${counter}`;
};
const withValue = (text: (name: string) => string) =>
  value.map((one): Expression => {
    const name = placeholder();
    return { text: text(name), values: { [name]: one } };
  });

const test = fc.oneof(
  attribute.map((name): Expression => ({ text: `attribute_exists(${name})`, values: {} })),
  attribute.map((name): Expression => ({ text: `attribute_not_exists(${name})`, values: {} })),
  fc.tuple(attribute, fc.constantFrom('=', '<>', '<', '<=', '>', '>=')).chain(([name, sign]) => withValue((v) => `${name} ${sign} ${v}`)),
  fc.tuple(attribute, fc.constantFrom('a', 'ä', '')).map(([name, prefix]): Expression => {
    const v = placeholder();
    return { text: `begins_with(${name}, ${v})`, values: { [v]: prefix } };
  }),
  attribute.chain((name) =>
    fc.constantFrom('a', 'b', 'ä').map((one): Expression => {
      const v = placeholder();
      return { text: `contains(${name}, ${v})`, values: { [v]: one } };
    }),
  ),
  fc.tuple(attribute, fc.integer({ min: 0, max: 2 })).map(([name, size]): Expression => {
    const v = placeholder();
    return { text: `size(${name}) >= ${v}`, values: { [v]: size } };
  }),
  fc.tuple(attribute, fc.integer({ min: -2, max: 2 })).map(([name, n]): Expression => {
    const [from, to] = [placeholder(), placeholder()];
    return { text: `${name} BETWEEN ${from} AND ${to}`, values: { [from]: n, [to]: n + 1 } };
  }),
  fc.tuple(attribute, scalar, scalar).map(([name, a, b]): Expression => {
    const [one, other] = [placeholder(), placeholder()];
    return { text: `${name} IN (${one}, ${other})`, values: { [one]: a, [other]: b } };
  }),
);
const both =
  (sign: string) =>
  (parts: readonly Expression[]): Expression => ({
    text: parts.map(({ text }) => `(${text})`).join(` ${sign} `),
    values: Object.assign({}, ...parts.map(({ values }) => values)),
  });
const condition = fc.oneof(
  test,
  test.map(({ text, values }): Expression => ({ text: `NOT ${text}`, values })),
  fc.tuple(test, test).map(both('AND')),
  fc.tuple(test, test).map(both('or')),
  fc.tuple(test, test, test).map(
    ([a, b, c]): Expression => ({
      text: `${a.text} OR ${b.text} AND NOT (${c.text})`,
      values: { ...a.values, ...b.values, ...c.values },
    }),
  ),
);
const update = fc.oneof(
  attribute.chain((name) => withValue((v) => `SET ${name} = ${v}`)),
  attribute.chain((name) => withValue((v) => `SET ${name} = if_not_exists(${name}, ${v})`)),
  fc.tuple(attribute, attribute).map(([one, other]): Expression => ({ text: `SET ${one} = ${other}`, values: {} })),
  fc.tuple(attribute, fc.integer({ min: -2, max: 2 })).map(([name, n]): Expression => {
    const v = placeholder();
    return { text: `ADD ${name} ${v}`, values: { [v]: n } };
  }),
  fc.tuple(attribute, fc.constantFrom('+', '-'), fc.integer({ min: -2, max: 2 })).map(([name, sign, n]): Expression => {
    const v = placeholder();
    return { text: `SET ${name} = ${name} ${sign} ${v}`, values: { [v]: n } };
  }),
  fc.tuple(attribute, fc.array(fc.integer(), { maxLength: 2 })).map(([name, list]): Expression => {
    const v = placeholder();
    return { text: `SET ${name} = list_append(${name}, ${v})`, values: { [v]: list } };
  }),
  attribute.map((name): Expression => ({ text: `REMOVE ${name}`, values: {} })),
  value.map((one): Expression => {
    const v = placeholder();
    return { text: `SET #a4.x = ${v}`, values: { [v]: one } };
  }),
);
const names = ({ text }: Expression): { ExpressionAttributeNames?: Record<string, string> } =>
  text.includes('#a4') ? { ExpressionAttributeNames: { '#a4': 'a4' } } : {};
const values = (of: Record<string, unknown>): { ExpressionAttributeValues?: Record<string, unknown> } =>
  Object.keys(of).length === 0 ? {} : { ExpressionAttributeValues: of };
const returned = fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW');

describe('the store of one machine beside DynamoDB', () => {
  it('puts under a condition, updates and deletes alike, whatever is there', async () => {
    await fc.assert(
      fc.asyncProperty(item, item, condition, update, returned, async (first, second, one, change, returns) => {
        const { pk, sk } = first;
        await expectAlike(() => new PutCommand({ TableName: T, Item: first }));
        await expectAlike(() => new PutCommand({ TableName: T, Item: second, ConditionExpression: one.text, ...values(one.values) }));
        await expectAlike(
          () =>
            new UpdateCommand({
              TableName: T,
              Key: { pk, sk },
              UpdateExpression: change.text,
              ...names(change),
              ...values(change.values),
              ReturnValues: returns as 'NONE',
            }),
        );
        await expectAlike(
          () =>
            new QueryCommand({
              TableName: T,
              KeyConditionExpression: 'pk = :p',
              FilterExpression: one.text,
              ExpressionAttributeValues: { ...one.values, ':p': 'p' },
            }),
        );
        await expectAlike(
          () =>
            new DeleteCommand({
              TableName: T,
              Key: { pk, sk },
              ConditionExpression: one.text,
              ...values(one.values),
              ReturnValues: 'ALL_OLD',
            }),
        );
        await expectAlike(() => new ScanCommand({ TableName: T }));
        await expectAlike(() => new DeleteCommand({ TableName: T, Key: { pk, sk: second.sk } }));
      }),
      { numRuns: 150 },
    );
  });

  it('reads ranges of a partition alike: order, bounds, pages, projections', async () => {
    const keys = ['!', '0', '1', '1 ', '10', '2', 'a', 'ab', 'abc', 'b', 'z~'];
    for (const sk of keys)
      await expectAlike(() => new PutCommand({ TableName: T, Item: { pk: 'range', sk, n: sk.length, odd: sk.length % 2 === 1 } }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('=', '<', '<=', '>', '>=', 'between', 'begins', 'none'),
        fc.constantFrom(...keys),
        fc.constantFrom(...keys),
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        fc.boolean(),
        async (sign, a, b, ScanIndexForward, Limit, isFiltered) => {
          const [from, to] = Buffer.compare(Buffer.from(a), Buffer.from(b)) <= 0 ? [a, b] : [b, a];
          const conditions: Record<string, readonly [string, Record<string, unknown>]> = {
            between: ['pk = :p AND sk BETWEEN :a AND :b', { ':a': from, ':b': to }],
            begins: ['pk = :p AND begins_with(sk, :a)', { ':a': a }],
            none: ['pk = :p', {}],
          };
          const [KeyConditionExpression, bounds] = conditions[sign] ?? [`pk = :p AND sk ${sign} :a`, { ':a': a }];
          let ExclusiveStartKey: Record<string, unknown> | undefined;
          for (let page = 0; page < 20; page += 1) {
            const start = ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey };
            const filter = isFiltered ? { FilterExpression: 'odd = :odd', ProjectionExpression: 'sk, n' } : {};
            const answer = (await expectAlike(
              () =>
                new QueryCommand({
                  ...{
                    TableName: T,
                    KeyConditionExpression,
                    ScanIndexForward,
                    ...(Limit === undefined ? {} : { Limit }),
                    ...start,
                    ...filter,
                  },
                  ExpressionAttributeValues: { ':p': 'range', ...bounds, ...(isFiltered ? { ':odd': true } : {}) },
                }),
            )) as { LastEvaluatedKey?: Record<string, unknown> };
            ExclusiveStartKey = answer.LastEvaluatedKey;
            if (ExclusiveStartKey === undefined) return;
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  const big = (bytes: number): string => 'x'.repeat(bytes);
  it.each<readonly [string, () => Command]>([
    ['a table that is not there', () => new GetCommand({ TableName: 'Nothing', Key: { pk: 'a', sk: 'b' } })],
    ['an item of more than 400 kB', () => new PutCommand({ TableName: T, Item: { pk: 'big', sk: '1', text: big(409_600) } })],
    ['an item of just below 400 kB', () => new PutCommand({ TableName: T, Item: { pk: 'big', sk: '1', text: big(409_580) } })],
    ['a key without text', () => new PutCommand({ TableName: T, Item: { pk: '', sk: '1' } })],
    ['a key that is a number', () => new GetCommand({ TableName: T, Key: { pk: 1, sk: '1' } })],
    ['half a key', () => new GetCommand({ TableName: T, Key: { pk: 'a' } })],
    ['a sort key of more than 1,024 bytes', () => new PutCommand({ TableName: T, Item: { pk: 'a', sk: big(1025) } })],
    [
      'a change of a key',
      () =>
        new UpdateCommand({
          TableName: T,
          Key: { pk: 'a', sk: 'b' },
          UpdateExpression: 'SET sk = :v',
          ExpressionAttributeValues: { ':v': 'c' },
        }),
    ],
    ['an expression that is none', () => new PutCommand({ TableName: T, Item: { pk: 'a', sk: 'b' }, ConditionExpression: 'pk ==' })],
    ['a value that is not given', () => new PutCommand({ TableName: T, Item: { pk: 'a', sk: 'b' }, ConditionExpression: 'pk = :v' })],
    [
      'a key condition on another attribute',
      () => new QueryCommand({ TableName: T, KeyConditionExpression: 'n = :v', ExpressionAttributeValues: { ':v': 1 } }),
    ],
    ['a number that is too small', () => new PutCommand({ TableName: T, Item: { pk: 'a', sk: 'b', n: 1e-200 } })],
    [
      '26 items in a batch',
      () =>
        new BatchWriteCommand({
          RequestItems: { [T]: Array.from({ length: 26 }, (_, n) => ({ PutRequest: { Item: { pk: 'a', sk: `${n}` } } })) },
        }),
    ],
    [
      'one item twice in a batch',
      () => new BatchWriteCommand({ RequestItems: { [T]: [1, 2].map((n) => ({ PutRequest: { Item: { pk: 'a', sk: 'b', n } } })) } }),
    ],
    [
      '101 keys in a batch',
      () => new BatchGetCommand({ RequestItems: { [T]: { Keys: Array.from({ length: 101 }, (_, n) => ({ pk: 'a', sk: `${n}` })) } } }),
    ],
    ['one key twice in a batch', () => new BatchGetCommand({ RequestItems: { [T]: { Keys: [1, 2].map(() => ({ pk: 'a', sk: 'b' })) } } })],
  ])('says to %s what DynamoDB says', async (_what, make) => {
    await expectAlike(make);
  });

  it('sorts by the bytes of UTF-8, as DynamoDB documents, which UTF-16 would not', async () => {
    const store = clients[1] as DynamoDBDocumentClient;
    const keys = ['z', 'ä', '\uE000', '\u{1F600}'];
    for (const sk of keys.toReversed()) await store.send(new PutCommand({ TableName: T, Item: { pk: 'utf', sk } }));
    const query = (KeyConditionExpression: string, bounds: Record<string, string>) =>
      store.send(new QueryCommand({ TableName: T, KeyConditionExpression, ExpressionAttributeValues: { ':p': 'utf', ...bounds } }));
    expect((await query('pk = :p', {})).Items?.map(({ sk }) => sk)).toEqual(keys);
    const between = await query('pk = :p AND sk BETWEEN :a AND :b', { ':a': '\uE000', ':b': '\u{1F600}' });
    expect(between.Items?.map(({ sk }) => sk)).toEqual(keys.slice(2));
    expect((await query('pk = :p AND begins_with(sk, :a)', { ':a': '\u{1F600}' })).Items).toHaveLength(1);
  });

  it('ends a page at 1 MB, and goes on from there', async () => {
    const store = clients[1] as DynamoDBDocumentClient;
    for (let n = 0; n < 8; n += 1)
      await store.send(new PutCommand({ TableName: T, Item: { pk: 'pages', sk: String(n), text: big(300_000) } }));
    const query = { TableName: T, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': 'pages' } };
    const first = await store.send(new QueryCommand(query));
    expect(first.Items?.map(({ sk }) => sk)).toEqual(['0', '1', '2', '3']);
    const second = await store.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(second.Items?.map(({ sk }) => sk)).toEqual(['4', '5', '6', '7']);
  });
});
