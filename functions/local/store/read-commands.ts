/** The reading commands of DynamoDB, on the tables of one connection. */
import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
  TransactGetCommandInput,
  TransactGetCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { TableKey } from '#contracts/store/table-layout.ts';
import type { Attributes } from './attribute-values.ts';
import { holds, type Placeholders, projected } from './evaluate-expressions.ts';
import type { ItemTables } from './item-tables.ts';
import { sortKeyRange } from './key-conditions.ts';
import { ValidationRefusal } from './store-errors.ts';
import { itemOf, keyOfRow, type StoredRow } from './stored-row.ts';

/** Limits of DynamoDB. */
const MOST_KEYS = 100;
const PAGE_BYTES = 1024 * 1024;

/** Part of every answer; no request went over a network. */
const ANSWERED = { $metadata: {} } as const;

interface WithPlaceholders {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

export const placeholdersOf = ({
  ExpressionAttributeNames: names = {},
  ExpressionAttributeValues: values = {},
}: WithPlaceholders): Placeholders => ({
  names,
  values,
});

type Requested = Pick<GetCommandInput, 'TableName' | 'Key' | 'ProjectionExpression' | 'ExpressionAttributeNames'>;

function itemAt(tables: ItemTables, { TableName: table = '', Key: key = {}, ProjectionExpression: projection, ...rest }: Requested) {
  const item = tables.get(table, keyOfRow(key));
  return item === null ? undefined : shown(item, projection, placeholdersOf(rest));
}

const shown = (item: Attributes, projection: string | undefined, placeholders: Placeholders): Record<string, unknown> =>
  (projection === undefined ? item : projected(projection, item, placeholders)) as Record<string, unknown>;

export function getItem(tables: ItemTables, input: GetCommandInput): GetCommandOutput {
  const item = itemAt(tables, input);
  return item === undefined ? ANSWERED : { ...ANSWERED, Item: item };
}

export function batchGetItems(tables: ItemTables, { RequestItems: requests = {} }: BatchGetCommandInput): BatchGetCommandOutput {
  const wanted = Object.entries(requests).flatMap(([TableName, { Keys: keys = [], ...rest }]) =>
    keys.map((Key) => ({ ...rest, TableName, Key })),
  );
  if (wanted.length === 0 || wanted.length > MOST_KEYS)
    throw new ValidationRefusal(`Too many items requested for the BatchGetItem call, or none: 1 to ${MOST_KEYS}`);
  refuseTwice(wanted.map(({ TableName, Key }) => ({ table: TableName, key: keyOfRow(Key) })));
  const found: Record<string, Record<string, unknown>[]> = Object.fromEntries(Object.keys(requests).map((table) => [table, []]));
  for (const one of wanted) {
    const item = itemAt(tables, one as Requested);
    if (item !== undefined) found[one.TableName]?.push(item);
  }
  return { ...ANSWERED, Responses: found, UnprocessedKeys: {} };
}

/** Throws when a key stands in a request twice. */
export function refuseTwice(keys: readonly { readonly table: string; readonly key: TableKey }[]): void {
  const names = new Set(keys.map(({ table, key: { pk, sk } }) => JSON.stringify([table, pk, sk])));
  if (names.size < keys.length) throw new ValidationRefusal('Provided list of item keys contains duplicates');
}

export function transactGetItems(tables: ItemTables, { TransactItems: items = [] }: TransactGetCommandInput): TransactGetCommandOutput {
  const found = items.map(({ Get: get }) => itemAt(tables, get as Requested));
  return { ...ANSWERED, Responses: found.map((item) => (item === undefined ? {} : { Item: item })) };
}

interface Page {
  readonly Items: Record<string, unknown>[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Record<string, unknown>;
}

/** Rows until the limit or the size of a page is reached; the filter is applied to what was read, so a page may be empty and not the last. */
function pageOf(table: string, rows: Iterable<StoredRow>, input: QueryCommandInput | ScanCommandInput): Page {
  const placeholders = placeholdersOf(input);
  const { Limit: limit = Number.POSITIVE_INFINITY, FilterExpression: filter, ProjectionExpression: projection } = input;
  const items: Record<string, unknown>[] = [];
  let [scanned, bytes] = [0, 0];
  let last: TableKey | null = null;
  for (const row of rows) {
    const item = itemOf(table, row);
    scanned += 1;
    bytes += row.pk.length + row.sk.length + row.item.length + (row.bytes?.length ?? 0);
    if (filter === undefined || holds(filter, item, placeholders)) items.push(shown(item, projection, placeholders));
    if (scanned < limit && bytes < PAGE_BYTES) continue;
    last = { pk: row.pk, sk: row.sk };
    break;
  }
  const counts = { Items: items, Count: items.length, ScannedCount: scanned };
  return last === null ? counts : { ...counts, LastEvaluatedKey: { ...last } };
}

export function queryItems(tables: ItemTables, input: QueryCommandInput): QueryCommandOutput {
  const {
    TableName: table = '',
    KeyConditionExpression: condition = '',
    ScanIndexForward: isForward = true,
    ExclusiveStartKey: start,
  } = input;
  const { pk, ...range } = sortKeyRange(condition, placeholdersOf(input));
  const after = start === undefined ? {} : { after: keyOfRow(start).sk };
  return { ...ANSWERED, ...pageOf(table, tables.range(table, pk, { ...range, ...after, isForward }), input) };
}

export function scanItems(tables: ItemTables, input: ScanCommandInput): ScanCommandOutput {
  const { TableName: table = '', ExclusiveStartKey: start } = input;
  return { ...ANSWERED, ...pageOf(table, tables.scan(table, start === undefined ? null : keyOfRow(start)), input) };
}
