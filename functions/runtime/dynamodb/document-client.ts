import { fromAttributes, toAttributes, type WireValue } from './attribute-values.ts';
import { type ClientSettings, dynamodbSender } from './post-to-dynamodb.ts';

type Fields = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, WireValue>>;

/** Fields of requests and answers that hold an item or a key, and those that hold many by table. */
const ITEM_FIELDS: ReadonlySet<string> = new Set([
  'Attributes',
  'ExclusiveStartKey',
  'ExpressionAttributeValues',
  'Item',
  'Key',
  'LastEvaluatedKey',
]);
const LIST_FIELDS: ReadonlySet<string> = new Set(['Items', 'Keys']);
const TABLES_FIELDS: ReadonlySet<string> = new Set(['RequestItems', 'Responses', 'UnprocessedItems', 'UnprocessedKeys']);

/** A request or an answer with every item and key in it converted. */
function converted(fields: Fields, convert: (item: Fields) => Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      if (value === undefined) return [];
      if (ITEM_FIELDS.has(name)) return [[name, convert(value as Fields)]];
      if (LIST_FIELDS.has(name)) return [[name, (value as readonly Fields[]).map(convert)]];
      if (!TABLES_FIELDS.has(name)) return [[name, value]];
      const tables = Object.entries(value as Fields).map(([table, of]) => [table, ofTable(name, of, convert)]);
      return [[name, Object.fromEntries(tables)]];
    }),
  );
}

/** A table's part of a batch: items that were read, keys to read, or writes of items. */
function ofTable(field: string, of: unknown, convert: (item: Fields) => Fields): unknown {
  if (!Array.isArray(of)) return converted(of as Fields, convert);
  if (field === 'Responses') return of.map(convert);
  return of.map((write: Readonly<Record<string, Fields>>) =>
    Object.fromEntries(Object.entries(write).map(([name, fields]) => [name, converted(fields, convert)])),
  );
}

/** An operation of DynamoDB with what it is asked, in values of JavaScript. */
abstract class Command {
  abstract readonly operation: string;
  readonly input: Fields;

  constructor(input: Fields) {
    this.input = input;
  }
}

export class GetCommand extends Command {
  readonly operation = 'GetItem';
}
export class PutCommand extends Command {
  readonly operation = 'PutItem';
}
export class UpdateCommand extends Command {
  readonly operation = 'UpdateItem';
}
export class DeleteCommand extends Command {
  readonly operation = 'DeleteItem';
}
export class QueryCommand extends Command {
  readonly operation = 'Query';
}
export class BatchGetCommand extends Command {
  readonly operation = 'BatchGetItem';
}
export class BatchWriteCommand extends Command {
  readonly operation = 'BatchWriteItem';
}

/** Holds the settings of a client, as in the SDK. */
export class DynamoDBClient {
  readonly settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.settings = settings;
  }
}

/** Sends commands with values of JavaScript, and gives answers in them. */
export class DynamoDBDocumentClient {
  private readonly post: ReturnType<typeof dynamodbSender>;

  private constructor({ settings }: DynamoDBClient) {
    this.post = dynamodbSender(settings);
  }

  static from(client: DynamoDBClient): DynamoDBDocumentClient {
    return new DynamoDBDocumentClient(client);
  }

  async send({ operation, input }: Command): Promise<Fields> {
    const answer = await this.post(operation, converted(input, toAttributes));
    return converted(answer, (item) => fromAttributes(item as Attributes));
  }
}

/** Pages of a query, until there are no more. */
export async function* paginateQuery(
  {
    client,
    pageSize,
    startingToken,
  }: { readonly client: DynamoDBDocumentClient; readonly pageSize?: number; readonly startingToken?: Fields },
  input: Fields,
): AsyncGenerator<Fields> {
  let from: unknown = startingToken;
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: from, Limit: pageSize ?? input.Limit }));
    yield page;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
